/** The search in the messages of one number, or of all that are shown together. */
import type { FoundMessage } from '../../../worker/api/conversations/contacts.ts';
import type { InboxStores } from './inbox-stores.ts';

/** A found message, and its inbox. */
export type InboxFound = FoundMessage & { inbox: string };

export function momentOf({ message, note }: FoundMessage): number {
  return note?.at ?? message.sentAt;
}

/** The search results so far. */
export interface FoundPage {
  text: string;
  rows: readonly InboxFound[];
  /** The cursor of the next page, for each number that has one. */
  next: ReadonlyMap<string, string>;
  isComplete: boolean;
}

/** Messages with these words, of all these numbers, newest first. */
export async function searchMessages(
  stores: InboxStores,
  inbox: string | null,
  text: string,
  before: FoundPage | null,
): Promise<FoundPage> {
  const pages = await Promise.all(
    stores.only(inbox).map(async (store) => {
      const cursor = before ? before.next.get(store.inbox) : null;
      if (cursor === undefined) return null;
      const page = await store.searchMessages(text, cursor);
      return { ...page, inbox: store.inbox };
    }),
  );
  const known = pages.filter((page) => page !== null);
  const rows = known.flatMap(({ rows, inbox }) => rows.map((row): InboxFound => ({ ...row, inbox })));
  return {
    text,
    rows: [...(before?.rows ?? []), ...rows].sort((a, b) => momentOf(b) - momentOf(a)),
    next: new Map(known.flatMap(({ inbox, next }) => (next === null ? [] : [[inbox, next]]))),
    isComplete: known.every(({ isComplete }) => isComplete) && (before?.isComplete ?? true),
  };
}
