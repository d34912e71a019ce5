/** The Worker's errors, by code. An unknown one is shown in the Worker's own words. */
import { type SentenceValues, writeSentence } from '../../../worker/whatsapp/sentences.ts';
import { type Book, translationIn } from '../book.ts';
import { english, type FailureWords } from '../en/failures.ts';
import { speakAlso, speech } from '../speak.ts';
import { inputBook } from './inputs.ts';

export const failureBook: Book<FailureWords> = {
  key: 'failure',
  words: { ...english },
  english,
  translation: translationIn(
    'failures',
    import.meta.glob<FailureWords>(['../*/failures.ts', '!../{en,worker-texts}/*'], { import: 'words' }),
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

/** The maximum number of faults to show at once. */
const mostFaults = 3;

export async function failureText(code: string, message: string, details: unknown = null): Promise<string> {
  await Promise.all([failureBook, inputBook].map(speakAlso));
  const text = failureBook.words[code];
  if (text === undefined) return message;
  if (code === 'invalid_input') return [text, ...faultsIn(details).slice(0, mostFaults)].join(' ');
  return hasMore.has(code) ? `${text} ${message}` : text;
}

/** The faults of the input, each once. */
function faultsIn(details: unknown): string[] {
  return [...new Set((Array.isArray(details) ? details : []).flatMap(faultText))];
}

/** In the language of the console; the Worker's own sentence if there is no text for the code. */
function faultText(detail: unknown): string[] {
  const [code, params, message] = ['code', 'params', 'message'].map((name): unknown =>
    Reflect.get(Object(detail), name),
  );
  if (typeof message !== 'string') return [];
  const text = typeof code === 'string' ? inputBook.words[code] : undefined;
  return [text === undefined ? message : writeSentence(text, valuesIn(params), speech.locale)];
}

function valuesIn(params: unknown): SentenceValues {
  const entries = Object.entries(Object(params)).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
  );
  return Object.fromEntries(entries);
}
