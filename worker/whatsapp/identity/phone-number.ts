/** Phone numbers as people write and paste them. Knows no country: what a number without its country code means is left to others. */

export interface WrittenNumber {
  /** 0 to 9 only, without `+` or `00`, and without the `(0)` that nobody dials from abroad. */
  digits: string;
  /** It says so itself, by `+`, `00` or as a WhatsApp link. Otherwise the digits may begin with a country code or not. */
  hasCountryCode: boolean;
}

/** The number that a text consists of, or the beginning of one; null when there is anything else in it. */
export function readPhoneNumber(text: string): WrittenNumber | null {
  const [written, isChatLink] = unlinked(visible(text));
  const number = visible(written).replace(/\p{Nd}/gu, digitValue);
  if (!shape.test(number)) return null;
  const all = number.replace(trunkZero, '$1').replace(/\D/g, '');
  const digits = all.replace(/^00/, '');
  if (digits === '') return null;
  return { digits, hasCountryCode: isChatLink || digits !== all || /[+＋﹢]/.test(number) };
}

/**
 * The digits of a whole number with its country code, as `wa.me` and Meta take them; null when the text is none. A `+`
 * is often left out, and national numbers begin with a zero in most countries, so any other digit counts as a country
 * code. E.164 has at most 15 digits; the shortest numbers in use with a country code have 7.
 */
export function internationalDigits(text: string): string | null {
  const digits = readPhoneNumber(text)?.digits ?? '';
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : null;
}

/** Brackets, blanks, dashes and dots of any kind, as in https://github.com/google/libphonenumber, and on one line. */
const shape = /^[(（[［\p{Zs}\t]*[+＋﹢]?[\d\p{Zs}\t\p{Pd}()（）[\]［］.．/／~～·•‧∙⁃⁓−∼ー]*$/u;

/** `+44 (0)20 …`. In Italy and San Marino the zero is part of landline numbers, and dialled from abroad as well. */
const trunkZero = /^(\D*(?:00\D*)?(?!(?:39|378)\D+0\D+[0-24-9])[1-9]\d{0,2}\D*?)[(（[［]\s?0\s?[)）\]］]/;

/** A number that only means something within its `phone-context` (RFC 3966) is none of these. */
const link =
  /^(?:(?:tel|sms|callto):(?!.*phone-context)|((?:https?:\/\/)?(?:www\.)?wa\.me\/|(?:(?:https?:\/\/)?(?:\w+\.)?whatsapp\.com|whatsapp:\/)\/send\/?\?(?:.*&)?phone=))([^?&#;]*)/i;

function unlinked(text: string): [number: string, isChatLink: boolean] {
  const [, chat, number] = link.exec(text) ?? [];
  if (number === undefined) return [text, false];
  // Reads percent signs without throwing at those that encode nothing; `+` would be a blank there.
  const decoded = new URLSearchParams(`number=${number.replaceAll('+', '%2B')}`).get('number') ?? '';
  return [decoded, chat !== undefined];
}

/** Copied contacts carry invisible marks of direction. */
function visible(text: string): string {
  return text.replace(/\p{Cf}/gu, '').trim();
}

/** In every script the ten digits follow each other, from zero on. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
