/** What the Worker refuses, by its code. One that is not here is said as the Worker said it. */
import { type Book, translationIn } from './book.ts';
import { english, type FailureWords } from './en/failures.ts';
import { speakAlso } from './speak.ts';

export const failureBook: Book<FailureWords> = {
  key: 'failure',
  words: { ...english },
  english,
  translation: translationIn(
    'failures',
    import.meta.glob<FailureWords>(['./*/failures.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** With these the Worker's own sentence tells which part is meant; it stands behind. */
const hasMore: ReadonlySet<string> = new Set([
  'connection_refused',
  'invalid_content',
  'media_too_large',
  'media_type',
  'refused_by_meta',
]);

/** More than these nobody reads at once. */
const mostFaults = 3;

export async function failureText(code: string, message: string, details: unknown = null): Promise<string> {
  await speakAlso(failureBook);
  const text = failureBook.words[code];
  if (text === undefined) return message;
  if (code === 'invalid_input') return [text, ...faultsIn(details).slice(0, mostFaults)].join(' ');
  return hasMore.has(code) ? `${text} ${message}` : text;
}

/** The sentences in which the Worker names what is wrong with what was entered, each once. */
function faultsIn(details: unknown): string[] {
  const faults = (Array.isArray(details) ? details : []).flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'message' in one && typeof one.message === 'string'
      ? [one.message]
      : [],
  );
  return [...new Set(faults)];
}
