/**
 * How much of a thread is here: an unbroken part of it, from a place to a place. The newest part is always kept; beside
 * it there can be one around a message from long ago, until the two meet.
 */
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { MessagePage } from '../../../worker/api/conversations/teamwork.ts';

export interface Stretch {
  /** The cursor of the messages before this part; null: it starts with the first message. */
  older: string | null;
  /** The cursor of the messages after it; null: it ends with the newest. */
  newer: string | null;
}

export interface ThreadParts {
  newest: Stretch;
  /** The part that is shown instead of the newest. */
  past: Stretch | null;
}

export function shownPart({ newest, past }: ThreadParts): Stretch {
  return past ?? newest;
}

export function holds({ older, newer }: Stretch, message: Message): boolean {
  return (older === null || compare(message, older) >= 0) && (newer === null || compare(message, newer) <= 0);
}

export function withOlder(parts: ThreadParts, { next }: MessagePage): ThreadParts {
  return parts.past
    ? { ...parts, past: { ...parts.past, older: next } }
    : { ...parts, newest: { ...parts.newest, older: next } };
}

export function withNewer(parts: ThreadParts, { newer }: MessagePage): ThreadParts {
  return parts.past ? joined({ ...parts, past: { ...parts.past, newer } }) : parts;
}

/** The part around a message. */
export function withPast({ newest }: ThreadParts, { next, newer }: MessagePage): ThreadParts {
  return joined({ newest, past: { older: next, newer } });
}

/** A part that reaches the newest part is joined with it. */
function joined(parts: ThreadParts): ThreadParts {
  const { newest, past } = parts;
  if (!past) return parts;
  const meets = past.newer === null || newest.older === null || compareCursors(past.newer, newest.older) >= 0;
  return meets ? { newest: { older: past.older, newer: null }, past: null } : parts;
}

function compare({ sentAt, id }: Message, cursor: string): number {
  return comparePlaces([sentAt, id], placeOf(cursor));
}

function compareCursors(a: string, b: string): number {
  return comparePlaces(placeOf(a), placeOf(b));
}

function comparePlaces(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1];
}

function placeOf(cursor: string): [at: number, id: number] {
  const [at = 0, id = 0] = cursor.split('.').map(Number);
  return [at, id];
}
