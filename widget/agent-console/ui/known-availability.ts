/**
 * Who is available, as the live sockets say. It is known after the list is on screen, and what shows it renders again when
 * its labels are another list.
 */
import type { Availability } from '../../../worker/api/conversations/live.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';

/** `offline`: they do not have the inbox open. */
export type Presence = Availability | 'offline';

type Source = Pick<InboxStore, 'inbox' | 'availability'>;

const order: readonly Presence[] = ['away', 'available', 'idle'];
const followers = new Set<() => void>();
let sources: () => readonly Source[] = () => [];
let shown = '';

/** `of`: the numbers that are shown. Returns whether there is something new since the last time. */
export function lookAtAvailability(of: () => readonly Source[]): boolean {
  sources = of;
  const now = JSON.stringify(of().map(({ inbox, availability }) => [inbox, availability]));
  const isOther = now !== shown;
  shown = now;
  if (isOther) for (const follower of followers) follower();
  return isOther;
}

/** Calls `changed` until what is returned is called. */
export function followAvailability(changed: () => void): () => void {
  followers.add(changed);
  return () => followers.delete(changed);
}

/** Of an agent on one of these numbers; on all that are shown without them. Null: it is not known. */
export function availabilityOf(agentId: string, inboxes?: readonly string[]): Presence | null {
  const known = sources().filter(
    ({ inbox, availability }) => availability !== null && (inboxes?.includes(inbox) ?? true),
  );
  if (known.length === 0) return null;
  const own = known.flatMap(
    ({ availability }) => availability?.agents.find(({ id }) => id === agentId) ?? [],
  );
  return order.find((one) => own.some(({ availability }) => availability === one)) ?? 'offline';
}
