/** What comes over the live socket, looked at before it is believed: a proxy may speak, or another version of the Worker. */
import * as v from 'valibot';
import type { LiveFrame } from '../../worker/api.ts';
import { parseJson } from './parse-json.ts';

const row = v.looseObject({ id: v.number(), seq: v.number() });
const message = v.looseObject({
  ...row.entries,
  conversationId: v.number(),
  content: v.looseObject({ type: v.string() }),
});
const seq = v.number();
/** As much of each kind as its reader relies on to put it in its place. */
const frame = v.variant('type', [
  v.looseObject({
    type: v.literal('change'),
    seq,
    conversations: v.array(row),
    messages: v.array(message),
    entries: v.array(v.looseObject({ id: v.number(), conversationId: v.number() })),
  }),
  v.looseObject({ type: v.literal('ready'), seq }),
  v.looseObject({ type: v.literal('reset'), seq }),
  v.looseObject({ type: v.literal('merge'), seq, from: v.number(), into: v.number() }),
  v.looseObject({ type: v.literal('erase'), seq, conversationId: v.number() }),
  v.looseObject({ type: v.literal('alerts'), alerts: v.array(v.looseObject({})) }),
  v.looseObject({ type: v.literal('access') }),
  v.looseObject({ type: v.literal('presence'), people: v.array(v.looseObject({})) }),
]);
const liveFrame = v.custom<LiveFrame>((value) => v.is(frame, value));

/** Null for what this console does not understand. */
export function readFrame(text: string): LiveFrame | null {
  return parseJson(liveFrame, text);
}
