import type { Content } from '../../worker/api.ts';

/** A message in one line of plain text, for the list, for quotes, and for what has no bubble of its own yet. */
export function contentText(content: Content): string {
  switch (content.type) {
    case 'text':
      return content.text.body;
    case 'image':
      return content.image.caption ?? 'Photo';
    case 'video':
      return content.video.caption ?? 'Video';
    case 'audio':
      return content.audio.voice ? 'Voice message' : 'Audio';
    case 'document':
      return content.document.filename ?? 'Document';
    case 'sticker':
      return 'Sticker';
    case 'location':
      return content.location.name ?? `Location ${content.location.latitude}, ${content.location.longitude}`;
    case 'contacts':
      return `Contact: ${content.contacts.map(({ name }) => name?.formatted_name ?? 'unnamed').join(', ')}`;
    case 'button':
      return content.button.text;
    case 'interactive':
      return interactiveText(content.interactive);
    case 'template':
      return `Template “${content.template.name}”`;
    case 'order':
      return `Order of ${content.order.product_items.length} items`;
    case 'system':
      return content.system.body ?? 'WhatsApp notice';
    case 'edit':
      return 'A message was edited';
    case 'revoke':
      return 'A message was deleted by the customer';
    case 'request_welcome':
      return 'Opened the chat for the first time';
    case 'reaction':
      return content.reaction.emoji ?? 'Took a reaction back';
    case 'calls':
      return 'Call';
    case 'user_preferences':
      return content.user_preferences.detail ?? 'Changed what they want to receive';
    case 'group':
      return 'Group changed';
    case 'unsupported':
      return 'Unsupported message';
  }
}

function interactiveText(interactive: Extract<Content, { type: 'interactive' }>['interactive']): string {
  switch (interactive.type) {
    case 'button_reply':
      return interactive.button_reply.title;
    case 'list_reply':
      return interactive.list_reply.title;
    case 'nfm_reply':
      return interactive.nfm_reply.body ?? 'Form answered';
    default:
      return 'body' in interactive && interactive.body ? interactive.body.text : 'Interactive message';
  }
}
