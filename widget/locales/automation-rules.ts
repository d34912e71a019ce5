/** The texts of the rules: their list, their builder and the tester. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/automation-rules.ts';

export type RuleWords = typeof english;

export const ruleBook: Book<RuleWords> = {
  key: 'automationRules',
  words: { ...english },
  english,
  translation: translationIn(
    'automation-rules',
    import.meta.glob<RuleWords>(['./*/automation-rules.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts, in the console's language. */
export const ruleWords = ruleBook.words;
