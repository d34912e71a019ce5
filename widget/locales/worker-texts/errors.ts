/** Why a message failed or waits, by its code, in other languages than the English that the API speaks. */
import type { MessageError } from '../../../worker/api/errors.ts';
import { type Book, translationIn } from '../book.ts';

export interface ErrorText {
  /** Its meaning. */
  title: string;
  /** What to do now. */
  advice: string;
}

/** `unknown` is for a code of WhatsApp's that is not here: its title goes before WhatsApp's own. */
export type ErrorWords = Readonly<Record<string, ErrorText>>;

export const errorBook: Book<ErrorWords> = {
  key: 'error',
  words: {},
  english: {},
  translation: translationIn(
    'errors',
    import.meta.glob<ErrorWords>(['../*/errors.ts', '!../{en,worker-texts}/*'], { import: 'words' }),
  ),
};

/** WhatsApp has several codes for some things. Each is said as the one that stands here. */
const sameAs: Readonly<Record<string, number>> = {
  0: 190,
  1: 131000,
  2: 131000,
  3: 10,
  4: 80007,
  17: 80007,
  100: 131009,
  613: 80007,
  803: 33,
  131005: 10,
  131008: 131009,
  131016: 131000,
  132012: 132000,
  133004: 131000,
  133009: 133008,
  133010: 131045,
  135000: 131009,
};

export function errorText({
  code,
  title,
  advice,
}: Pick<MessageError, 'code' | 'title' | 'advice'>): ErrorText {
  const { words } = errorBook;
  const isPermission = typeof code === 'number' && code >= 200 && code <= 299;
  const known = words[isPermission ? 10 : (sameAs[code] ?? code)];
  if (known) return known;
  const { unknown } = words;
  return unknown && typeof code === 'number'
    ? { title: `${unknown.title} ${title}`, advice: unknown.advice }
    : { title, advice };
}
