/** Parses the frames of the live socket: a proxy may answer, or another version of the Worker. */
import * as v from 'valibot';
import type { LiveFrame } from '../../../worker/api/conversations/live.ts';
import { parseJson } from '../browser/parse-json.ts';

const row = v.looseObject({ id: v.number(), seq: v.number() });
const message = v.looseObject({
  ...row.entries,
  conversationId: v.number(),
  content: v.looseObject({ type: v.string() }),
});
const seq = v.number();
/** As much of each kind as is needed to store it. */
const frame = v.variant('type', [
  v.looseObject({
    type: v.literal('change'),
    seq,
    conversations: v.array(row),
    messages: v.array(message),
    entries: v.array(v.looseObject({ id: v.number(), conversationId: v.number() })),
  }),
  v.looseObject({ type: v.literal('ready'), seq, now: v.optional(v.number()) }),
  v.looseObject({ type: v.literal('reset'), seq }),
  v.looseObject({ type: v.literal('merge'), seq, from: v.number(), into: v.number() }),
  v.looseObject({ type: v.literal('erase'), seq, conversationId: v.number() }),
  v.looseObject({ type: v.literal('alerts'), alerts: v.array(v.looseObject({})) }),
  v.looseObject({ type: v.literal('access') }),
  v.looseObject({ type: v.literal('number'), number: v.looseObject({ id: v.string() }) }),
  v.looseObject({ type: v.literal('settings'), changed: v.string() }),
  v.looseObject({
    type: v.literal('suggestion'),
    suggestion: v.optional(v.looseObject({ conversationId: v.number() })),
  }),
  v.looseObject({ type: v.literal('presence'), people: v.array(v.looseObject({})) }),
  v.looseObject({
    type: v.literal('availability'),
    agents: v.array(v.looseObject({ id: v.string(), availability: v.string() })),
    idleAfterMinutes: v.nullable(v.number()),
  }),
]);
const liveFrame = v.custom<LiveFrame>((value) => v.is(frame, value));

/** Null for a frame that this console does not know. */
export function readFrame(text: string): LiveFrame | null {
  return parseJson(liveFrame, text);
}
