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
  'provider_not_working',
  'refused_by_meta',
]);

/** The maximum number of faults to show at once. */
const mostFaults = 3;

export async function failureText(code: string, message: string, details: unknown = null): Promise<string> {
  await Promise.all([failureBook, inputBook].map(speakAlso));
  const text = failureBook.words[code];
  if (text === undefined) return message;
  const faults = code === 'invalid_input' || code === 'invalid_content' ? faultsIn(details) : [];
  if (code === 'invalid_input' || faults.length > 0) return [text, ...faults.slice(0, mostFaults)].join(' ');
  return hasMore.has(code) ? `${text} ${message}` : text;
}

/**
 * The faults of the input by the field that each is in, which is the first part of its path. The failure has been put
 * into words before, so the words are loaded.
 */
export function faultsByField(details: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const detail of Array.isArray(details) ? details : []) {
    const path: unknown = Reflect.get(Object(detail), 'path');
    const [field = ''] = typeof path === 'string' ? path.split(/[.[]/) : [];
    const [text] = faultText(detail);
    if (field !== '' && text !== undefined && !found.has(field)) found.set(field, text);
  }
  return found;
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
  const values = valuesIn(params);
  const text = typeof code === 'string' ? inputBook.words[code] : undefined;
  if (text !== undefined) return [writeSentence(text, values, speech.locale)];
  // The Worker's sentences about a message leave the field to its path.
  const { name } = values;
  return [name === undefined || message.includes(String(name)) ? message : `${name}: ${message}`];
}

function valuesIn(params: unknown): SentenceValues {
  const entries = Object.entries(Object(params)).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
  );
  return Object.fromEntries(entries);
}
