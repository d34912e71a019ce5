/** What the settings of a number's page at Meta say. Fetched with them: nobody else has to wait for it. */
import { type Language, speech } from '../language.ts';
import { english } from './en.ts';

export type NumberWords = typeof english;

export const translations: Readonly<Record<Language, () => Promise<NumberWords>>> = {
  en: async () => english,
  es: async () => (await import('./es.ts')).spanish,
  'pt-BR': async () => (await import('./pt-br.ts')).portuguese,
  fr: async () => (await import('./fr.ts')).french,
  de: async () => (await import('./de.ts')).german,
  ar: async () => (await import('./ar.ts')).arabic,
  hi: async () => (await import('./hi.ts')).hindi,
  id: async () => (await import('./id.ts')).indonesian,
};

export const numberWords: NumberWords = { ...english };

/** In the language that the console speaks now; English when its file cannot be loaded. */
export async function speakOfNumber(): Promise<void> {
  Object.assign(numberWords, await translations[speech.language]().catch(() => english));
}
