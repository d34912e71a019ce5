/** A pending message as the browser stores it. */
import * as v from 'valibot';
import { parseJson } from '../browser/parse-json.ts';
import type { PendingMessage } from '../state/inbox-state.ts';
import { storedContent, storedFile, storedQuote } from './stored-shapes.ts';

const storedPending = v.object({
  key: v.pipe(v.string(), v.nonEmpty()),
  conversationId: v.number(),
  sentAt: v.number(),
  content: v.pipe(
    storedContent,
    v.check(({ type }) => type !== 'unsupported'),
  ),
  replyTo: v.nullable(storedQuote),
  ifLastSeq: v.nullable(v.number()),
  isSequel: v.boolean(),
  follows: v.nullable(v.union([v.string(), v.number()])),
  waitsFor: v.optional(v.array(v.string()), []),
  afterFiles: v.optional(v.array(v.number())),
  /** From before a text could wait for several files in the inbox. */
  afterFile: v.optional(v.nullable(v.number()), null),
  sendAt: v.nullable(v.number()),
  file: v.optional(v.nullable(storedFile), null),
});

/** Null if it is damaged. */
export function readPending(text: string): PendingMessage | null {
  const stored = parseJson(storedPending, text);
  if (!stored) return null;
  const { afterFile, afterFiles = afterFile === null ? [] : [afterFile], ...message } = stored;
  return { ...message, afterFiles, upload: null, problem: null };
}
