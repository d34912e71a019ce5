/** Episodes: stretches of a conversation, from the first message or the first after it was resolved, until it is resolved. */
import * as v from 'valibot';
import { time, whole } from '../values.ts';

export const episode = v.object({
  /** That of the message or entry that began it. */
  id: whole,
  beganAt: time,
  beganBy: v.picklist(['customer', 'team']),
  /** Null: it has not ended. */
  endedAt: v.nullable(time),
  /** Id of the agent who ended it; null if it ended automatically, was merged, or has not ended. */
  endedBy: v.nullable(v.string()),
  /** Ids of the labels that it had at its end. */
  labels: v.array(v.string()),
});
export type Episode = v.InferOutput<typeof episode>;
