/** The emoji that were used last, and the skin tone, stored in this browser. */
import * as v from 'valibot';
import { local } from '../../../client/browser/browser-storage.ts';
import { parseJson } from '../../../client/browser/parse-json.ts';

const place = 'agent-console/emoji';
const maxRecent = 24;

const memory = v.object({
  /** The last one first. */
  recent: v.fallback(v.array(v.string()), []),
  /** From 1 (light) to 5 (dark); 0 is the usual yellow. */
  tone: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5)), 0),
});

export type EmojiMemory = v.InferOutput<typeof memory>;

export function emojiMemory(): EmojiMemory {
  return parseJson(memory, local.get(place) ?? '{}') ?? { recent: [], tone: 0 };
}

export function rememberEmoji(emoji: string): void {
  const { recent, tone } = emojiMemory();
  const others = recent.filter((other) => other !== emoji);
  local.set(place, JSON.stringify({ recent: [emoji, ...others].slice(0, maxRecent), tone }));
}

export function rememberTone(tone: number): void {
  local.set(place, JSON.stringify({ ...emojiMemory(), tone }));
}
