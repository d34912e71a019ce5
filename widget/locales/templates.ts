/** The texts of the list of templates, and of one of them. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/templates.ts';

export type TemplateWords = typeof english;

export const templateBook: Book<TemplateWords> = {
  key: 'templateList',
  words: { ...english },
  english,
  translation: translationIn(
    'templates',
    import.meta.glob<TemplateWords>(['./*/templates.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts of the pages, in the console's language. */
export const templateWords = templateBook.words;
