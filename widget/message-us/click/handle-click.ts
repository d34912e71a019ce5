import type { ButtonAgent } from '../../../worker/api/numbers/button.ts';
import { markOf, referenceFrom } from '../../../worker/whatsapp/receiving/reference.ts';
import type { Button } from '../button.ts';
import { chatLink } from '../chat-link.ts';
import { MessageUsPress } from '../events.ts';
import { workerOf } from '../worker-address.ts';
import { hasConsent } from './consent.ts';
import { cutToLink } from './cut-text.ts';

/**
 * Who the chat is with. The button's own values replace missing ones. `message` is the text as the visitor has edited it,
 * which is not filled in again.
 */
export type Recipient = Partial<Pick<ButtonAgent, 'name' | 'number' | 'text'>> & { message?: string };

let fillText: typeof import('./page-text.ts').fillText | undefined;

/** Loads the code that fills in details of the page, if a text contains names. Await it before a click. */
export async function loadPageText(button: Button): Promise<void> {
  if (/\{[A-Z]/.test(JSON.stringify(button.allSettings))) ({ fillText } = await import('./page-text.ts'));
}

/** The message that WhatsApp opens with, with the current details of the page in it. */
export function messageTo(button: Button, to: Recipient): string {
  if (to.message !== undefined) return to.message;
  const template = `${to.text ?? button.allSettings.text}`;
  // If the code is not loaded, because the names were added after the card opened, they are removed.
  return fillText?.(template, button, button.variables) ?? template.replace(/ ?\{[A-Z]\w*\}/g, '').trim();
}

/** The link to a chat with the message. */
export function linkTo(button: Button, to: Recipient, reference: string | null): string | null {
  const { number } = button.allSettings;
  const filled = messageTo(button, to).trim();
  const mark = reference ? markOf(reference) : '';
  return chatLink(`${to.number ?? number}`, filled ? cutToLink(filled, mark) : mark.trim());
}

/** A reference for a click; null if the click must not be reported. */
export function newReference(button: Button): string | null {
  const { attribution } = button;
  const isAllowed = attribution === true || (attribution === 'consent' && hasConsent(button));
  // `doNotTrack` is no longer a standard, but some browsers still send it.
  const hasOptedOut =
    navigator.doNotTrack === '1' ||
    ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true);
  return isAllowed && !hasOptedOut ? referenceFrom(crypto.getRandomValues(new Uint8Array(6))) : null;
}

/** Reports a click to the Worker with a beacon, which is sent even if the page closes. */
export function reportClick(button: Button, reference: string, to: Recipient): void {
  const { number } = button.allSettings;
  const { title, referrer } = document;
  const worker = workerOf(button);
  if (worker === null) return;
  const click = {
    reference,
    number: to.number ?? number,
    connection: button.read('connection'),
    page: location.href.slice(0, 2_000),
    title: title.slice(0, 300),
    referrer: referrer.slice(0, 2_000),
    language: navigator.language,
  };
  navigator.sendBeacon(`${worker}/api/presses`, JSON.stringify(click));
}

/**
 * Handles a click that needs more than the link: updates the link, dispatches the event and reports the click.
 * `reportedReference` is set if the Worker already knows this click. Returns false if the page has cancelled the event.
 */
export function handleClick(
  button: Button,
  link: HTMLAnchorElement,
  to: Recipient,
  reportedReference: string | null = null,
): boolean {
  const reference = reportedReference ?? newReference(button);
  const chat = linkTo(button, to, reference);
  if (chat) link.href = chat;
  if (!button.dispatchEvent(new MessageUsPress(link.href, to.name ?? null, reference))) return false;
  if (reference && !reportedReference) reportClick(button, reference, to);
  const analytics = button.read('analytics');
  if (analytics)
    void import('./analytics.ts').then(({ reportToAnalytics }) => reportToAnalytics(analytics, to.name));
  return true;
}
