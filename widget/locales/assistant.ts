/** The texts of the settings of a number's assistant. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/assistant.ts';

export type AssistantWords = typeof english;

export const assistantBook: Book<AssistantWords> = {
  key: 'assistant',
  words: { ...english },
  english,
  translation: translationIn(
    'assistant',
    import.meta.glob<AssistantWords>(['./*/assistant.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts of the page, in the console's language. */
export const assistantWords = assistantBook.words;
