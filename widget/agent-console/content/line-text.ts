import type { Content } from '../../../worker/api/conversations/messages.ts';
import { plainText } from '../../../worker/whatsapp/sending/format.ts';
import { beginningOf } from './content-text.ts';

/** The beginning of a message as plain text, for the list and for quotes. */
export function lineText(content: Content, direction: 'in' | 'out'): string {
  return plainText(beginningOf(content, direction));
}
