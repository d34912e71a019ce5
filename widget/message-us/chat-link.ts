/**
 * The address that opens WhatsApp at a chat with a number, or the reason why there is none.
 * Source: https://faq.whatsapp.com/5913398998672934
 */
export type ChatLink = { href: string } | { problem: string };

/**
 * Takes a number in any human form, with its country code: `+1 (555) 078-3881`. Takes a short link of the business,
 * too, `wa.me/message/CODE`: that brings a text of its own, set at Meta, and carries no other.
 */
export function chatLink(number: string, text: string): ChatLink {
  const trimmed = number.trim();
  const short = /\.(?:me|com)\/message\/(\w+)/.exec(trimmed);
  if (short) return { href: `https://wa.me/message/${short[1]}` };
  const digits = trimmed.replace(/\D/g, '').replace(/^00/, '');
  // E.164: at most 15 digits; the shortest numbers in use with a country code have 7.
  if (!/^\+?[\d\s().\-/]+$/.test(trimmed) || !/^[1-9]\d{6,14}$/.test(digits))
    return {
      problem: `number="${trimmed}" is no phone number with a country code, such as +1 555 078 3881.`,
    };
  return {
    href: `https://wa.me/${digits}${text && `?text=${encodeURIComponent(text.toWellFormed())}`}`,
  };
}
