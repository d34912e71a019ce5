import type { Content } from '../../whatsapp/content/content.ts';

/** What a contact says in their own words, or by pressing a template's button. */
export function wordsIn(content: Content): string {
  return content.type === 'text' ? content.text.body : content.type === 'button' ? content.button.text : '';
}
