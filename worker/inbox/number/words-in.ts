import type { Content } from '../../whatsapp/content/content.ts';

/** The text of a message, or of the template button that the contact tapped. */
export function wordsIn(content: Content): string {
  return content.type === 'text' ? content.text.body : content.type === 'button' ? content.button.text : '';
}
