/** The texts about the product catalog: its settings, choosing products, and messages with products. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/catalog.ts';

export type CatalogWords = typeof english;

export const catalogBook: Book<CatalogWords> = {
  key: 'catalog',
  words: { ...english },
  english,
  translation: translationIn(
    'catalog',
    import.meta.glob<CatalogWords>(['./*/catalog.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts in the console's language. */
export const catalogWords = catalogBook.words;
