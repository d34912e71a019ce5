/**
 * Search terms in any script. A text is split into words if its script uses spaces, and into single characters if it does
 * not, so that any part of it is found. Case, accents and Arabic vowel signs are ignored, and full-width letters are the
 * same as normal ones.
 */

import type { Excerpt } from '../../api/conversations/contacts.ts';

interface Word {
  /** The form in which two spellings are equal. */
  key: string;
  from: number;
  to: number;
  /** A character of a script without spaces. It never matches as a prefix. */
  isCharacter: boolean;
}

const runs = /[\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+/gu;
/** A character that is a separate word, or a run of other characters. */
const pieces =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{Extended_Pictographic}]|[^\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{Extended_Pictographic}]+/gu;
const unspaced =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{Extended_Pictographic}]$/u;
/** Accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs and its stretching stroke, voicing of kana. */
const signs =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u3099\u309a]|[\ufe00-\ufe0f]/gu;
/** Letters with an alternative spelling that Unicode does not decompose. */
const spellings: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ى: 'ي',
  ة: 'ه',
};

export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(signs, '')
    .replace(/[ßıøłđæœىة]/gu, (letter) => spellings[letter] ?? letter);
}

/** All words of a text in their searchable form, separated by spaces. */
export function searchable(text: string): string {
  return wordsIn(text)
    .map(({ key }) => key)
    .join(' ');
}

/**
 * Turns typed text into an FTS5 expression over `searchable` texts; null when there is nothing to search for. Words of at
 * least `minPrefix` characters also match as prefixes, and characters typed without a space must be adjacent. A single
 * letter is too short for a prefix, and only matches as a whole word.
 */
export function matchOf(typed: string, minPrefix = 2): string | null {
  const phrases = phrasesIn(typed).map((words) => {
    const phrase = `"${words.map(({ key }) => key).join(' ')}"`;
    return isBeginning(words.at(-1), minPrefix) ? `${phrase}*` : phrase;
  });
  return phrases.length === 0 ? null : phrases.join(' ');
}

/** A search with shortened prefixes. `fits` selects the `searchable` texts that match the full words. */
export interface Sieve {
  match: string;
  /** Every text that fits contains all of these. */
  parts: string[];
  fits: (words: string) => boolean;
}

/**
 * Finds the same as `matchOf`. For a prefix that is longer than those in the index, FTS5 collects all matches first; with
 * a shorter one it can start from the newest. Null when no prefix is too long.
 */
export function sieveOf(typed: string): Sieve | null {
  const phrases = wantedIn(typed);
  const shortened = phrases.map((phrase) => (phrase.mayGoOn ? shortenedEnd(phrase.words) : phrase.words));
  const fits = fitsOf(typed);
  if (fits === null || phrases.every(({ words }, index) => words === shortened[index])) return null;
  return {
    parts: phrases.flatMap(({ words }) => words.split(' ')),
    match: shortened.map((words, index) => `"${words}"${phrases[index]?.mayGoOn ? '*' : ''}`).join(' '),
    fits,
  };
}

/** Whether a `searchable` text has the words, as `matchOf` finds them; null when there is nothing to search for. */
export function fitsOf(typed: string): ((words: string) => boolean) | null {
  const phrases = wantedIn(typed);
  if (phrases.length === 0 || phrases.some(({ words }) => words === '')) return null;
  const wanted = phrases.map(({ words, mayGoOn }) => (mayGoOn ? ` ${words}` : ` ${words} `));
  return (words) => {
    const text = ` ${tokensOf(words)} `;
    return wanted.every((phrase) => text.includes(phrase));
  };
}

function wantedIn(typed: string): { words: string; mayGoOn: boolean }[] {
  return phrasesIn(typed).map((words) => ({
    words: tokensOf(words.map(({ key }) => key).join(' ')),
    mayGoOn: isBeginning(words.at(-1)),
  }));
}

/** The longest prefixes in the index, in characters: the last number of `prefix` in its table. */
const maxPrefixLength = 4;

function shortenedEnd(words: string): string {
  const at = words.lastIndexOf(' ') + 1;
  return words.slice(0, at) + [...words.slice(at)].slice(0, maxPrefixLength).join('');
}

/** Splits like FTS5's tokenizer `ascii`: NFKD can add symbols to a word, such as the brackets of ⑽. */
function tokensOf(words: string): string {
  return words.replace(/[^a-z0-9\u0080-\u{10ffff}]+/gu, ' ').trim();
}

/** The part of a text around its matches. */
export function excerptOf(text: string, typed: string): Excerpt {
  const marks = marksIn(text, typed);
  const [first] = marks;
  const from = first && first[0] > lengthBefore ? startBefore(text, first[0]) : 0;
  const to = cutAt(text, from + maxExcerptLength);
  const head = from > 0 ? '…' : '';
  const shift = head.length - from;
  return {
    text: `${head}${text.slice(from, to)}${to < text.length ? '…' : ''}`,
    marks: marks.filter((mark) => mark[1] <= to).map(([start, end]) => [start + shift, end + shift]),
  };
}

const lengthBefore = 40;
const maxExcerptLength = 200;

/** Starts with a whole word if possible. */
function startBefore(text: string, found: number): number {
  const from = cutAt(text, found - lengthBefore);
  const space = text.slice(from, found).search(/\s\S/);
  return space < 0 ? from : from + space + 1;
}

/** Never splits a surrogate pair. */
function cutAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : Math.min(at, text.length);
}

function marksIn(text: string, typed: string): [number, number][] {
  const words = wordsIn(text);
  const marks = phrasesIn(typed).flatMap((phrase) =>
    words.flatMap((_, at): [number, number][] => {
      const found = words.slice(at, at + phrase.length);
      const isFound =
        found.length === phrase.length && found.every((word, index) => fits(word, phrase, index));
      return isFound ? [[found[0]?.from ?? 0, found.at(-1)?.to ?? 0]] : [];
    }),
  );
  return joined(marks.sort((a, b) => a[0] - b[0]));
}

function fits(word: Word, phrase: readonly Word[], index: number): boolean {
  const wanted = phrase[index];
  if (!wanted) return false;
  const mayGoOn = index === phrase.length - 1 && isBeginning(wanted);
  return mayGoOn ? word.key.startsWith(wanted.key) : word.key === wanted.key;
}

function joined(marks: readonly [number, number][]): [number, number][] {
  const apart: [number, number][] = [];
  for (const [from, to] of marks) {
    const last = apart.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

function isBeginning(word: Word | undefined, minPrefix = 2): boolean {
  return word !== undefined && !word.isCharacter && word.key.length >= minPrefix;
}

function phrasesIn(typed: string): Word[][] {
  return typed
    .split(/\s+/)
    .map(wordsIn)
    .filter((words) => words.length > 0);
}

function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (const run of text.matchAll(runs)) {
    for (const piece of run[0].matchAll(pieces)) {
      const key = fold(piece[0]);
      const from = run.index + piece.index;
      const isCharacter = unspaced.test(piece[0]);
      if (key.trim() !== '') words.push({ key, from, to: from + piece[0].length, isCharacter });
    }
  }
  return words;
}
