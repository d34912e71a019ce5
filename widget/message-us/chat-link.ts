/**
 * The address that opens WhatsApp at a chat with a number, or the reason why there is none.
 * Source: https://faq.whatsapp.com/5913398998672934
 */
export type ChatLink = { href: string } | { problem: string };

/** Takes a number in any human form, with its country code: `+1 (555) 078-3881`. */
export function chatLink(number: string, text: string): ChatLink {
  const trimmed = number.trim();
  if (trimmed === '')
    return { problem: 'The attribute "number" is missing. Give your WhatsApp number with its country code.' };
  if (!/^\+?[\d\s().\-/\u00a0]+$/.test(trimmed)) {
    return {
      problem: `"${trimmed}" is not a phone number. Use digits only, with the country code: 15550783881.`,
    };
  }
  const digits = trimmed.replace(/\D/g, '').replace(/^00/, '');
  if (digits.startsWith('0')) {
    return { problem: `"${trimmed}" has no country code. Put it in front, without the leading 0.` };
  }
  // E.164: at most 15 digits; the shortest numbers in use with a country code have 7.
  if (digits.length < 7 || digits.length > 15) {
    return {
      problem: `"${trimmed}" has ${digits.length} digits; a number with its country code has 7 to 15.`,
    };
  }
  return {
    href: `https://wa.me/${digits}${text === '' ? '' : `?text=${encodeURIComponent(text.toWellFormed())}`}`,
  };
}
