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

/** What the button says, in the language that was given to the console. */
export const buttonWords = buttonBook.words;
