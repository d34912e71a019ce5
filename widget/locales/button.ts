import { type Book, translationIn } from './book.ts';
import { english } from './en/button.ts';

export type ButtonWords = typeof english;

export const buttonBook: Book<ButtonWords> = {
  key: 'button',
  words: { ...english },
  english,
  translation: translationIn(
    'button',
    import.meta.glob<ButtonWords>(['./*/button.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts of the button settings, in the console's language. */
export const buttonWords = buttonBook.words;
