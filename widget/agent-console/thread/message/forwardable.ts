import type { Message } from '../../../../worker/api/conversations/messages.ts';

/** Whether it can be sent to another contact as it is. What was written for one contact, as a template is, cannot. */
export function isForwardable({ content, media }: Pick<Message, 'content' | 'media'>): boolean {
  switch (content.type) {
    case 'text':
    case 'contacts':
    case 'location':
      return true;
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return media !== null;
    default:
      return false;
  }
}
