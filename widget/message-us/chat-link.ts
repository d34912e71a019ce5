/**
 * The address that opens WhatsApp at a chat with a number; null when the number is not in a plain spelling.
 * Source: https://faq.whatsapp.com/5913398998672934
 *
 * Plain is a number with its country code, with spaces, dots, dashes and an area code in parentheses: `+1 (555)
 * 078-3881`. Other spellings are rewritten by `repair/repair.ts`, which is loaded for them. A short link of the business,
 * `wa.me/message/CODE`, has a text of its own, set at Meta, and carries no other.
 */
export function chatLink(number: string, text: string): string | null {
  const short = /\.(?:me|com)\/message\/(\w+)/.exec(number);
  if (short) return `https://wa.me/message/${short[1]}`;
  const digits = number.replace(/[ +.()-]/g, '');
  // E.164: at most 15 digits; the shortest numbers in use with a country code have 7.
  if (!/^\+?[1-9][\d .-]*(\([1-9]\d*\)[\d .-]*)?$/.test(number.trim()) || !/^\d{7,15}$/.test(digits))
    return null;
  return `https://wa.me/${digits}${text && `?text=${encodeURIComponent(text.toWellFormed())}`}`;
}
