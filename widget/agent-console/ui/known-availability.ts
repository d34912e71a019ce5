/**
 * Who is available, as the live sockets say. It is known after the list is on screen, and what shows it renders again when
 * its labels are another list.
 */
import type { ReactiveControllerHost } from 'lit';
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

/** Renders an element again whenever the availability of somebody has changed. */
export function followAvailability(host: ReactiveControllerHost): void {
  const changed = () => host.requestUpdate();
  host.addController({
    hostConnected: () => followers.add(changed),
    hostDisconnected: () => followers.delete(changed),
  });
}

/** Whether an agent is available on any of these numbers, or on any number that is shown. Null when it is not known. */
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
