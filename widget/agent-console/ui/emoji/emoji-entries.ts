/// <reference path="./emoji-data.d.ts" />
/** All emoji in the order of Unicode, with names and search words in the reader's language where there are any. */
import * as v from 'valibot';
import type { Language } from '../../../locales/languages.ts';
import { type Emoji, emojiEntry } from './emoji-entry.ts';

/** The number of each group in the data, and an emoji that shows it. The data calls hair and skin components group 2. */
export const emojiGroups = [
  { group: 0, name: 'emojiSmileys', mark: '😀' },
  { group: 1, name: 'emojiPeople', mark: '👋' },
  { group: 3, name: 'emojiNature', mark: '🐻' },
  { group: 4, name: 'emojiFood', mark: '🍔' },
  { group: 5, name: 'emojiTravel', mark: '✈️' },
  { group: 6, name: 'emojiActivities', mark: '⚽' },
  { group: 7, name: 'emojiObjects', mark: '💡' },
  { group: 8, name: 'emojiSymbols', mark: '❤️' },
  { group: 9, name: 'emojiFlags', mark: '🏁' },
] as const;

/** Arabic and Indonesian have no names, so these are in English. */
const files: Readonly<Record<Language, () => Promise<{ default: unknown }>>> = {
  ar: () => import('emoji-picker-element-data/en/cldr/data.json'),
  de: () => import('emoji-picker-element-data/de/cldr/data.json'),
  en: () => import('emoji-picker-element-data/en/cldr/data.json'),
  es: () => import('emoji-picker-element-data/es/cldr/data.json'),
  fr: () => import('emoji-picker-element-data/fr/cldr/data.json'),
  hi: () => import('emoji-picker-element-data/hi/cldr/data.json'),
  id: () => import('emoji-picker-element-data/en/cldr/data.json'),
  'pt-BR': () => import('emoji-picker-element-data/pt/cldr/data.json'),
};

/** The language of the names, for screen readers. */
export function emojiLanguage(language: Language): string {
  return language === 'ar' || language === 'id' ? 'en' : language;
}

const loaded = new Map<Language, Promise<readonly Emoji[]>>();

export function loadEmoji(language: Language): Promise<readonly Emoji[]> {
  const before = loaded.get(language);
  if (before) return before;
  const loading = files[language]().then(({ default: entries }) => v.parse(v.array(emojiEntry), entries));
  loaded.set(language, loading);
  // Without a network it can be tried again.
  loading.catch(() => loaded.delete(language));
  return loading;
}

/** The emoji whose names and search words contain a word that starts with each word of the text; the best first. */
export function searchEmoji(all: readonly Emoji[], text: string): Emoji[] {
  const wanted = wordsOf(text);
  const isItself = (emoji: Emoji) => emoji.emoji === text.trim();
  if (wanted.length === 0) return all.filter(isItself);
  const found = all.flatMap((emoji) => {
    const name = wordsOf(emoji.annotation);
    const words = [...name, ...emoji.tags.flatMap(wordsOf)];
    const begins = (word: string, one: string) => word.startsWith(one);
    if (!isItself(emoji) && !wanted.every((one) => words.some((word) => begins(word, one)))) return [];
    const isNamed = wanted.every((one) => name.some((word) => begins(word, one)));
    const isExact = wanted.every((one) => words.includes(one));
    return [{ emoji, rank: (isExact ? 0 : 2) + (isNamed ? 0 : 1) }];
  });
  return found.toSorted((one, other) => one.rank - other.rank).map(({ emoji }) => emoji);
}

/** Without accents and capitals, as people type them. Hindi vowels are marks too, and stay. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The emoji in a skin tone from 1 (light) to 5 (dark); 0 is the usual yellow. */
export function inTone({ emoji, skins }: Emoji, tone: number): string {
  const isTone = (one: number | number[]) =>
    Array.isArray(one) ? one.every((each) => each === tone) : one === tone;
  return skins.find((skin) => isTone(skin.tone))?.emoji ?? emoji;
}
