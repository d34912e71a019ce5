/**
 * The customer service window: for 24 hours after the customer's last message, by Meta's clock, a business can send any
 * message; outside it only templates. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages#customer-service-windows
 *
 * Its state is two times that only increase, so events can arrive late, twice and in any order.
 */
import { readNotice } from '../content/content.ts';
import type { InboxEvent } from '../receiving/inbox-event.ts';

export const windowLengthMs = 24 * 60 * 60 * 1000;

/** The facts that determine a customer's window. Unix times in milliseconds by Meta's clock; null for never. */
export interface WindowEvidence {
  /** When the customer last wrote or called. */
  openedAt: number | null;
  /** When Meta last rejected a message with error 131047, which means that the window is closed. */
  refusedAt: number | null;
}

/**
 * When the window closes or closed; null when the customer never opened it. Never more than 24 hours from now: an event
 * with a time ahead of our clock is stored as it is, so that order does not matter, but it does not extend the window.
 * A window that Meta has closed since is closed now, whichever clock is right.
 */
export function expiryOf({ openedAt, refusedAt }: WindowEvidence, now: number): number | null {
  if (openedAt === null) return null;
  const expiresAt = Math.min(openedAt, now) + windowLengthMs;
  return refusedAt !== null && refusedAt >= openedAt ? Math.min(expiresAt, refusedAt, now) : expiresAt;
}

export function isOpen(expiresAt: number | null, now: number): boolean {
  return expiresAt !== null && now < expiresAt;
}

export function windowAfter(window: WindowEvidence, event: InboxEvent): WindowEvidence {
  const openedAt = openingOf(event);
  if (openedAt !== null) return { ...window, openedAt: later(window.openedAt, openedAt) };
  if (event.kind === 'status' && closesWindow(event)) {
    return { ...window, refusedAt: later(window.refusedAt, event.at) };
  }
  return window;
}

export function closesWindow({ errors }: Pick<Extract<InboxEvent, { kind: 'status' }>, 'errors'>): boolean {
  return errors.some(({ code }) => code === windowClosed);
}

/**
 * When the window was closed, if Meta rejected a message at `at`. Meta's times are whole seconds, and a message of the
 * customer in the same second was written after the rejection: before it, it would have opened the window.
 */
export function refusalTime(at: number): number {
  return Math.floor(at / 1000) * 1000 - 1;
}

/** Meta's error code for a message outside the window. */
export const windowClosed = 131047;

/**
 * When the customer did something that opens the window. Echoes are from the team, history is old, `system` is from
 * WhatsApp, and `edit` and `revoke` change an earlier message, so none of these count. To Meta, a reaction is a message
 * like any other; if that changes, Meta rejects the reply with 131047 and the window closes.
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
