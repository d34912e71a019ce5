/** The texts of the button's card. A page has few of them, so they are no book: they are handed to the card. */
import { translationIn } from './book.ts';
import { english } from './en/card.ts';
import { translated } from './languages.ts';

export type CardStrings = typeof english;

const translation = translationIn(
  'card',
  import.meta.glob<CardStrings>(['./*/card.ts', '!./en/*'], { import: 'words' }),
);

/** English for a language that we do not speak, and when a file cannot be loaded. */
export async function stringsIn(language: string): Promise<CardStrings> {
  const wanted = language.slice(0, 2).toLowerCase();
  const known = translated.find((tag) => tag.slice(0, 2) === wanted);
  return known ? translation(known).catch(() => english) : english;
}
