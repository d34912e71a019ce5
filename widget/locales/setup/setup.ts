import type { Book } from '../book.ts';
import { english } from './en.ts';

export type SetupWords = typeof english;

export const setupBook: Book<SetupWords> = {
  key: 'setup',
  words: { ...english },
  english,
  translations: {
    es: async () => (await import('./es.ts')).spanish,
    'pt-BR': async () => (await import('./pt-br.ts')).portuguese,
    fr: async () => (await import('./fr.ts')).french,
    de: async () => (await import('./de.ts')).german,
    ar: async () => (await import('./ar.ts')).arabic,
    hi: async () => (await import('./hi.ts')).hindi,
    id: async () => (await import('./id.ts')).indonesian,
  },
};

/** What the setup says, in the language that was given to the console. */
export const setupWords = setupBook.words;
