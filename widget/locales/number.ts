/** The texts of a number's page at Meta. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/number.ts';

export type NumberWords = typeof english;

export const numberBook: Book<NumberWords> = {
  key: 'number',
  words: { ...english },
  english,
  translation: translationIn(
    'number',
    import.meta.glob<NumberWords>(['./*/number.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts of the page, in the console's language. */
export const numberWords = numberBook.words;
