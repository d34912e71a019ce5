/** The texts of the page that writes a template. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/template-builder.ts';

export type BuilderWords = typeof english;

export const builderBook: Book<BuilderWords> = {
  key: 'templateBuilder',
  words: { ...english },
  english,
  translation: translationIn(
    'template-builder',
    import.meta.glob<BuilderWords>(['./*/template-builder.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts of the page, in the console's language. */
export const builderWords = builderBook.words;
