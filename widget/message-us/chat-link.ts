/**
 * The address that opens a WhatsApp chat with a number, or null if the number is not in a plain format.
 * Source: https://faq.whatsapp.com/5913398998672934
 *
 * A plain number has its country code, and may contain spaces, dots, dashes and an area code in parentheses: `+1 (555)
 * 078-3881`. `repair/repair.ts` is loaded to rewrite other formats. A short link, `wa.me/message/CODE`, has its own text,
 * which is set at Meta, and accepts no other.
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
