/** Phone numbers as people write and paste them. National numbers are completed elsewhere (`national-number.ts`). */

export interface WrittenNumber {
  /** Digits only, without `+` or `00`, and without the `(0)` that is not dialled from abroad. */
  digits: string;
  /** Marked by `+`, `00` or a WhatsApp link. Otherwise the digits may or may not begin with a country code. */
  hasCountryCode: boolean;
}

/** The number, or the beginning of one, that makes up the whole text; null when the text contains anything else. */
export function readPhoneNumber(text: string): WrittenNumber | null {
  // Meta sends digits only, several times in each webhook.
  if (/^\d+$/.test(text)) return fromDigits(text, false);
  const [written, isChatLink] = unlinked(visible(text));
  const number = visible(written).replace(/\p{Nd}/gu, digitValue);
  if (!shape.test(number)) return null;
  const all = number.replace(trunkZero, '$1').replace(/\D/g, '');
  return fromDigits(all, isChatLink || /[+＋﹢]/.test(number));
}

function fromDigits(all: string, isInternational: boolean): WrittenNumber | null {
  const digits = all.startsWith('00') ? all.slice(2) : all;
  return digits === '' ? null : { digits, hasCountryCode: isInternational || digits !== all };
}

/**
 * The digits of a number with its country code, as `wa.me` and Meta expect them; null when the text is not one. People
 * often leave out the `+`, and national numbers begin with a zero in most countries, so any other digit counts as the
 * start of a country code. E.164 has at most 15 digits; the shortest numbers in use with a country code have 7.
 */
export function internationalDigits(text: string): string | null {
  const digits = readPhoneNumber(text)?.digits ?? '';
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : null;
}

/** Brackets, spaces, dashes and dots of any kind, as in https://github.com/google/libphonenumber, on one line. */
const shape = /^[(（[［\p{Zs}\t]*[+＋﹢]?[\d\p{Zs}\t\p{Pd}()（）[\]［］.．/／~～·•‧∙⁃⁓−∼ー]*$/u;

/** `+44 (0)20 …`. In Italy and San Marino the zero is part of landline numbers and is also dialled from abroad. */
const trunkZero = /^(\D*(?:00\D*)?(?!(?:39|378)\D+0\D+[0-24-9])[1-9]\d{0,2}\D*?)[(（[［]\s?0\s?[)）\]］]/;

/** Does not match local numbers with a `phone-context` (RFC 3966). */
const link =
  /^(?:(?:tel|sms|callto):(?!.*phone-context)|((?:https?:\/\/)?(?:www\.)?wa\.me\/|(?:(?:https?:\/\/)?(?:\w+\.)?whatsapp\.com|whatsapp:\/)\/send\/?\?(?:.*&)?phone=))([^?&#;]*)/i;

function unlinked(text: string): [number: string, isChatLink: boolean] {
  const [, chat, number] = link.exec(text) ?? [];
  if (number === undefined) return [text, false];
  // URLSearchParams decodes without throwing on invalid percent signs, but reads `+` as a space.
  const decoded = new URLSearchParams(`number=${number.replaceAll('+', '%2B')}`).get('number') ?? '';
  return [decoded, chat !== undefined];
}

/** Copied contacts contain invisible direction marks. */
function visible(text: string): string {
  return text.replace(/\p{Cf}/gu, '').trim();
}

/** In every script the ten digits are consecutive code points that start at zero. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
