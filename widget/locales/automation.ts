/** The texts of the settings for what a number answers automatically. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/automation.ts';

export type AutomationWords = typeof english;

export const automationBook: Book<AutomationWords> = {
  key: 'automation',
  words: { ...english },
  english,
  translation: translationIn(
    'automation',
    import.meta.glob<AutomationWords>(['./*/automation.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts of the page, in the console's language. */
export const automationWords = automationBook.words;
