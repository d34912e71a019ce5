/**
 * The short mark that the button puts behind a prefilled text, such as `[#k7f2p9]`: by it the customer's first message
 * is known to come from the page where the button was pressed. Our own, and not WhatsApp's.
 */

/** Without letters and digits that look alike: 31 to the power of 6 are 887 million. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';

export const referencePattern = /^[2-9a-hjkmnp-z]{6}$/;

/** `random` are at least six bytes of chance. */
export function referenceFrom(random: Uint8Array): string {
  return Array.from(random.subarray(0, 6), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** What goes behind the text. */
export function markOf(reference: string): string {
  return ` [#${reference}]`;
}

export function referenceIn(text: string): string | null {
  return /\[#([2-9a-hjkmnp-z]{6})\]/.exec(text)?.[1] ?? null;
}

/** What the customer wrote, or saw before they sent it. */
export function withoutReference(text: string): string {
  // Begun only where a blank follows none: from each of many blanks on, it would look at all that follow.
  return text.replace(/(?<!\s)\s*\[#[2-9a-hjkmnp-z]{6}\]/, '');
}
