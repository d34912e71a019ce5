/** The texts of the menus: their list, their builder and the preview. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/automation-menus.ts';

export type MenuWords = typeof english;

export const menuBook: Book<MenuWords> = {
  key: 'automationMenus',
  words: { ...english },
  english,
  translation: translationIn(
    'automation-menus',
    import.meta.glob<MenuWords>(['./*/automation-menus.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts, in the console's language. */
export const menuWords = menuBook.words;
