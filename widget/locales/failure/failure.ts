/** What the Worker refuses, by its code. One that is not here is said as the Worker said it. */
import type { Book } from '../book.ts';
import { speakAlso } from '../language.ts';
import { english } from './en.ts';

export type FailureWords = Readonly<Record<string, string>>;

export const failureBook: Book<FailureWords> = {
  key: 'failure',
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

/** With these the Worker's own sentence tells which part is meant; it stands behind. */
const hasMore: ReadonlySet<string> = new Set([
  'connection_refused',
  'invalid_content',
  'media_too_large',
  'media_type',
  'refused_by_meta',
]);

export async function failureText(code: string, message: string): Promise<string> {
  await speakAlso(failureBook);
  const text = failureBook.words[code];
  if (text === undefined) return message;
  return hasMore.has(code) ? `${text} ${message}` : text;
}
