/**
 * The customer service window: for 24 hours after the customer's last message, by Meta's clock, a business may
 * write freely; outside it only templates. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages#customer-service-windows
 *
 * It is told by two times, each of which only grows, so that events may come late, twice and in any order.
 */
import { readNotice } from '../receiving/content.ts';
import type { InboxEvent } from '../receiving/inbox-event.ts';

export const windowLength = 24 * 60 * 60 * 1000;

/** What is known of a customer's window. Unix times in milliseconds by Meta's clock; null: never. */
export interface WindowEvidence {
  /** When the customer last wrote or called. */
  openedAt: number | null;
  /** When Meta last refused a message with error 131047: the window is closed, whatever we believed. */
  refusedAt: number | null;
}

/**
 * When the window closes or closed; null when the customer never opened it. Never further off than a window is long: an
 * event dated ahead of our clock is kept as it came, so that their order does not matter, but promises nothing more. What
 * Meta has closed since is closed now, by whatever clock.
 */
export function expiryOf({ openedAt, refusedAt }: WindowEvidence, now: number): number | null {
  if (openedAt === null) return null;
  const expiresAt = Math.min(openedAt, now) + windowLength;
  return refusedAt !== null && refusedAt >= openedAt ? Math.min(expiresAt, refusedAt, now) : expiresAt;
}

export function isOpen(expiresAt: number | null, now: number): boolean {
  return expiresAt !== null && now < expiresAt;
}

export function windowAfter(window: WindowEvidence, event: InboxEvent): WindowEvidence {
  const openedAt = openingOf(event);
  if (openedAt !== null) return { ...window, openedAt: later(window.openedAt, openedAt) };
  if (event.kind === 'status' && event.errors.some((error) => error.code === windowClosed)) {
    return { ...window, refusedAt: later(window.refusedAt, event.at) };
  }
  return window;
}

/** Meta's error code for a message outside the window. */
export const windowClosed = 131047;

/**
 * When the customer did something themselves that opens the window. Not: what the team wrote (echoes), what is
 * old (history), and what says nothing new (`system` is WhatsApp speaking; `edit` and `revoke` change an earlier
 * message). A reaction is a message to Meta like any other; should it see that otherwise, it refuses with
 * 131047 and the window closes.
 */
function openingOf(event: InboxEvent): number | null {
  if (event.kind === 'message') return ['system', 'edit', 'revoke'].includes(event.type) ? null : event.at;
  return event.kind === 'notice' && isCallByCustomer(event.field, event.raw) ? event.at : null;
}

function isCallByCustomer(field: string, raw: string): boolean {
  const notice = field === 'calls' ? readNotice(field, raw) : null;
  return (
    notice?.type === 'calls' &&
    notice.calls.event === 'connect' &&
    notice.calls.direction === 'USER_INITIATED'
  );
}

function later(a: number | null, b: number): number {
  return a === null ? b : Math.max(a, b);
}
