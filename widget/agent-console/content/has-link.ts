/** Whether WhatsApp would look for a page to show. */
export function hasLink(text: string): boolean {
  return /\bhttps?:\/\/[^\s/]+\.[^\s]/i.test(text);
}
