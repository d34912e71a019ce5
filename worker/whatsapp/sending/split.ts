/**
 * Splits a text that is too long for one message: between paragraphs, else lines, else sentences, else words, and never
 * inside a link, a formatted span or a character that a reader sees as one.
 */
import { spansOf } from './format.ts';

/**
 * Each part has at most `limit` UTF-16 code units, and the first at most `first`. White space at a cut is removed.
 */
export function splitText(text: string, limit: number, first = limit): string[] {
  const parts: string[] = [];
  let rest = text;
  let room = first;
  while (rest.length > room) {
    const cut = cutOf(rest, room);
    const part = rest.slice(0, cut).trimEnd();
    rest = rest.slice(cut).replace(/^[^\S\n]*\n*/, '');
    if (part === '') continue;
    parts.push(part);
    room = limit;
  }
  return [...parts, rest].filter((part) => part.trim() !== '');
}

const ends = [/\n\s*\n/g, /\n/g, /[.!?…。！？]["'”’)\]]*\s/g, /\s/g];
/** If a cut would fill less than this share of a part, a finer cut is used. */
const minShare = 0.4;

function cutOf(text: string, limit: number): number {
  const whole = wholesIn(text.slice(0, 2 * limit));
  const isFree = (at: number) => !whole.some(([start, end]) => at > start && at < end);
  const window = text.slice(0, limit + 1);
  for (const end of ends) {
    const cuts = Array.from(window.matchAll(end), (match) => match.index + match[0].length);
    const last = cuts.filter((at) => at <= limit + 1 && at > limit * minShare && isFree(at)).at(-1);
    // A cut at the end of the window can include white space beyond it, which is removed.
    if (last !== undefined) return Math.min(last, limit + 1);
  }
  const before = whole.find(([start, end]) => start > 0 && start <= limit && end > limit)?.[0];
  return before ?? lastCharacterWithin(text, limit);
}

/** The spans that are not cut, as long as they fit into one part. */
function wholesIn(text: string): [start: number, end: number][] {
  const fences = Array.from(text.matchAll(/```[\s\S]+?```/g), spanOfMatch);
  let at = 0;
  const formatted = text.split('\n').flatMap((line) => {
    const from = at;
    at += line.length + 1;
    return spansOf(line).map(({ start, end }): [number, number] => [from + start, from + end]);
  });
  return [...fences, ...formatted].sort(([a], [b]) => a - b);
}

function spanOfMatch(match: RegExpExecArray): [number, number] {
  return [match.index, match.index + match[0].length];
}

function lastCharacterWithin(text: string, limit: number): number {
  let last = 0;
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text.slice(0, limit + 64),
  );
  for (const { index } of segments) {
    if (index > limit) break;
    last = index;
  }
  return last === 0 ? limit : last;
}
