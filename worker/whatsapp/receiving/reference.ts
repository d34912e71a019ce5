/**
 * The short mark that the button adds after a pre-filled text, such as `[#k7f2p9]`. It connects the customer's first
 * message to the page where the button was clicked. WhatsApp does not interpret it.
 */

/** No letters and digits that look alike. 31 to the power of 6 is 887 million. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';

export const referencePattern = /^[2-9a-hjkmnp-z]{6}$/;

/** `random` must have at least six bytes. */
export function referenceFrom(random: Uint8Array): string {
  return Array.from(random.subarray(0, 6), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** The mark to append to the text. */
export function markOf(reference: string): string {
  return ` [#${reference}]`;
}

export function referenceIn(text: string): string | null {
  return /\[#([2-9a-hjkmnp-z]{6})\]/.exec(text)?.[1] ?? null;
}

/** The text without the mark. */
export function withoutReference(text: string): string {
  // The lookbehind keeps this linear: without it, each of many spaces would start a scan of the rest.
  return text.replace(/(?<!\s)\s*\[#[2-9a-hjkmnp-z]{6}\]/, '');
}
