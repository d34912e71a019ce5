/**
 * Words to look for, in any script. A text is cut into words where its script puts spaces, and into single characters
 * where it does not: then any part of it is found. Case, accents and Arabic vowel signs do not count, and full-width
 * letters are the letters that they are.
 */

import type { Excerpt } from '../../api/contacts.ts';

interface Word {
  /** The form in which two spellings are equal. */
  key: string;
  from: number;
  to: number;
  /** One character of a script without spaces: it is the whole of itself, and no beginning of anything. */
  isCharacter: boolean;
}

const runs = /[\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+/gu;
/** A character that is a word of its own, or as many as there are of the others. */
const pieces =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{Extended_Pictographic}]|[^\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{Extended_Pictographic}]+/gu;
const unspaced =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{Extended_Pictographic}]$/u;
/** Accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs and its stretching stroke, voicing of kana. */
const signs =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u3099\u309a]|[\ufe00-\ufe0f]/gu;
/** Letters that are written either way, and that Unicode does not take apart. */
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

/** All words of a text in their searchable form, with a space between them. */
export function searchable(text: string): string {
  return wordsIn(text)
    .map(({ key }) => key)
    .join(' ');
}

/**
 * What somebody typed as an FTS5 expression over `searchable` texts; null when there is nothing in it to look for. Each
 * word of at least `shortest` characters may be the beginning of one, and what is typed without a space has to stand
 * together. One letter begins too many words of messages to be worth looking for; alone it is a word.
 */
export function matchOf(typed: string, shortest = 2): string | null {
  const phrases = phrasesIn(typed).map((words) => {
    const phrase = `"${words.map(({ key }) => key).join(' ')}"`;
    return isBeginning(words.at(-1), shortest) ? `${phrase}*` : phrase;
  });
  return phrases.length === 0 ? null : phrases.join(' ');
}

/** A search that begins with short words, of which `fits` takes those `searchable` texts that have the whole ones. */
export interface Sieve {
  match: string;
  /** Every text that fits contains all of these. */
  parts: string[];
  fits: (words: string) => boolean;
}

/**
 * Finds the same as `matchOf`. A beginning that is longer than those in the index makes FTS5 gather all its places,
 * wherever the search starts; a shorter one is walked from the newest. Null where nothing is longer.
 */
export function sieveOf(typed: string): Sieve | null {
  const phrases = phrasesIn(typed).map((words) => ({
    words: tokensOf(words.map(({ key }) => key).join(' ')),
    mayGoOn: isBeginning(words.at(-1)),
  }));
  const shortened = phrases.map((phrase) => (phrase.mayGoOn ? shortenedEnd(phrase.words) : phrase.words));
  if (phrases.some(({ words }) => words === '')) return null;
  if (phrases.every(({ words }, index) => words === shortened[index])) return null;
  const wanted = phrases.map(({ words, mayGoOn }) => (mayGoOn ? ` ${words}` : ` ${words} `));
  return {
    parts: phrases.flatMap(({ words }) => words.split(' ')),
    match: shortened.map((words, index) => `"${words}"${phrases[index]?.mayGoOn ? '*' : ''}`).join(' '),
    fits: (words) => {
      const text = ` ${tokensOf(words)} `;
      return wanted.every((phrase) => text.includes(phrase));
    },
  };
}

/** The longest beginnings that the index holds, in characters: the last of `prefix` in its table. */
const longestIndexed = 4;

function shortenedEnd(words: string): string {
  const at = words.lastIndexOf(' ') + 1;
  return words.slice(0, at) + [...words.slice(at)].slice(0, longestIndexed).join('');
}

/** As FTS5's tokenizer `ascii` cuts it: NFKD can bring signs into a word, as the brackets of ⑽. */
function tokensOf(words: string): string {
  return words.replace(/[^a-z0-9\u0080-\u{10ffff}]+/gu, ' ').trim();
}

/** The part of a text that shows why it was found. */
export function excerptOf(text: string, typed: string): Excerpt {
  const marks = marksIn(text, typed);
  const [first] = marks;
  const from = first && first[0] > before ? startBefore(text, first[0]) : 0;
  const to = cutAt(text, from + longest);
  const head = from > 0 ? '…' : '';
  const shift = head.length - from;
  return {
    text: `${head}${text.slice(from, to)}${to < text.length ? '…' : ''}`,
    marks: marks.filter((mark) => mark[1] <= to).map(([start, end]) => [start + shift, end + shift]),
  };
}

const before = 40;
const longest = 200;

/** With a whole word, if there is one to begin with. */
function startBefore(text: string, found: number): number {
  const from = cutAt(text, found - before);
  const space = text.slice(from, found).search(/\s\S/);
  return space < 0 ? from : from + space + 1;
}

/** Never between the two halves of a character. */
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

function isBeginning(word: Word | undefined, shortest = 2): boolean {
  return word !== undefined && !word.isCharacter && word.key.length >= shortest;
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
