import { type Book, translationIn } from './book.ts';
import { english } from './en/setup.ts';

export type SetupWords = typeof english;

export const setupBook: Book<SetupWords> = {
  key: 'setup',
  words: { ...english },
  english,
  translation: translationIn(
    'setup',
    import.meta.glob<SetupWords>(['./*/setup.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts of the setup, in the console's language. */
export const setupWords = setupBook.words;
