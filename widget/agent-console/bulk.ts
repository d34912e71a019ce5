/** One command for many conversations, which may be of several numbers. */
import type { BulkCommand, BulkRefusal } from '../../worker/api.ts';
import type { InboxSession } from '../client/inbox-session.ts';
import { type InboxConversation, keyOf } from '../client/inbox-state.ts';
import type { Chosen } from './choice.ts';

export type SessionOf = (inbox: string) => InboxSession | undefined;

export interface BulkOutcome {
  /** How many it was done to. */
  done: number;
  /** Those that are left as they were, as they are now. */
  refused: { conversation: InboxConversation; code: string; message: string }[];
}

/** As many as the server takes at once. */
const portion = 200;

export async function runBulk(
  command: BulkCommand,
  rows: readonly InboxConversation[],
  chosen: Chosen,
  sessionOf: SessionOf,
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { done: 0, refused: [] };
  for (const [inbox, all] of Map.groupBy(rows, (row) => row.inbox)) {
    const session = sessionOf(inbox);
    for (let at = 0; session && at < all.length; at += portion) {
      const some = all.slice(at, at + portion);
      const seen = Object.fromEntries(some.map((row) => [row.id, chosen.get(keyOf(row)) ?? row.seq]));
      const { conversations, refused } = await session.bulk({
        ids: some.map(({ id }) => id),
        command,
        seen,
      });
      const why = new Map(refused.map((one): [number, BulkRefusal] => [one.id, one]));
      for (const conversation of conversations) {
        const refusal = why.get(conversation.id);
        if (refusal) outcome.refused.push({ ...refusal, conversation: { ...conversation, inbox } });
        else outcome.done += 1;
      }
    }
  }
  return outcome;
}
