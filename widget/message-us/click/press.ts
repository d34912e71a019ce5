/** What happens when a visitor goes to WhatsApp and more than the link is needed: by the button, or from its card. */
import type { ButtonAgent } from '../../../worker/api/button.ts';
import { markOf, referenceFrom } from '../../../worker/whatsapp/receiving/reference.ts';
import type { Button } from '../button.ts';
import { chatLink } from '../chat-link.ts';
import { MessageUsPress } from '../events.ts';
import { workerOf } from '../worker-address.ts';
import { hasConsent } from './consent.ts';
import { cutToLink } from './cut-text.ts';

/** The recipient of a chat; the button's own values apply where one is missing. */
export type Recipient = Partial<Pick<ButtonAgent, 'name' | 'number' | 'text'>>;

let fillText: typeof import('./page-text.ts').fillText | undefined;

/** Loads the code that fills in details of the page, if a text of the button names any. Await it before a click. */
export async function loadWords(button: Button): Promise<void> {
  if (/\{[A-Z]/.test(JSON.stringify(button.allSettings))) ({ fillText } = await import('./page-text.ts'));
}

/** The link to a chat, with the current details of the page in its text. */
export function linkTo(button: Button, to: Recipient, reference: string | null): string | null {
  const { number, text } = button.allSettings;
  const wanted = `${to.text ?? text}`;
  // Names that were added after the card was opened are left out, like names without a value.
  const filled = fillText?.(wanted, button, button.variables) ?? wanted.replace(/ ?\{[A-Z]\w*\}/g, '').trim();
  const mark = reference ? markOf(reference) : '';
  return chatLink(`${to.number ?? number}`, filled ? cutToLink(filled, mark) : mark.trim());
}

/** A reference for a click; null if the click must not be reported. */
export function newReference(button: Button): string | null {
  const { attribution } = button;
  const isAllowed = attribution === true || (attribution === 'consent' && hasConsent(button));
  // `doNotTrack` has left the standards, and is still what some browsers send.
  const hasOptedOut =
    navigator.doNotTrack === '1' ||
    ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true);
  return isAllowed && !hasOptedOut ? referenceFrom(crypto.getRandomValues(new Uint8Array(6))) : null;
}

/** Reports a click to the Worker, in a simple request that outlives the page. */
export function tell(button: Button, reference: string, to: Recipient): void {
  const { number } = button.allSettings;
  const { title, referrer } = document;
  const worker = workerOf(button);
  if (worker === null) return;
  const press = {
    reference,
    number: to.number ?? number,
    connection: button.read('connection'),
    page: location.href.slice(0, 2_000),
    title: title.slice(0, 300),
    referrer: referrer.slice(0, 2_000),
    language: navigator.language,
  };
  navigator.sendBeacon(`${worker}/api/presses`, JSON.stringify(press));
}

/**
 * Puts the last word into the link and tells who wants to know; `told` is the mark of a press that the Worker knows
 * already. False when the page has called the press off.
 */
export function press(
  button: Button,
  link: HTMLAnchorElement,
  to: Recipient,
  told: string | null = null,
): boolean {
  const reference = told ?? newReference(button);
  const chat = linkTo(button, to, reference);
  if (chat) link.href = chat;
  if (!button.dispatchEvent(new MessageUsPress(link.href, to.name ?? null, reference))) return false;
  if (reference && !told) tell(button, reference, to);
  const analytics = button.read('analytics');
  if (analytics) void import('./analytics.ts').then(({ handOff }) => handOff(analytics, to.name));
  return true;
}
