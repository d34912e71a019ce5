import type { Book } from '../book.ts';
import { english } from './en.ts';

export type SetupWords = typeof english;

export const setupBook: Book<SetupWords> = {
  key: 'setup',
  words: { ...english },
  english,
  translations: {
    es: async () => english,
    'pt-BR': async () => english,
    fr: async () => english,
    de: async () => english,
    ar: async () => english,
    hi: async () => english,
    id: async () => english,
  },
};

/** What the setup says, in the language that was given to the console. */
export const setupWords = setupBook.words;
