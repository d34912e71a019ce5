/** A message as it is sent to another contact: without the sender's name line, and without what only received messages have. */
import type { Content, Message } from '../../../../worker/api/conversations/messages.ts';
import { nameLine, withoutName } from '../../../../worker/whatsapp/sending/agent-name.ts';
import { splitText } from '../../../../worker/whatsapp/sending/split.ts';
import type { NewMessage } from '../../../client/sending/send-queue.ts';
import type { ContactCard } from '../../content/cards/vcard.ts';

export interface Forwarding {
  /** Characters of one message. */
  longestText: number;
  /** The agent's own name if customers see it before the text; else null. */
  shownName: string | null;
  /** Copies the message's file, and returns the id of the copy. */
  copyFile: () => Promise<string>;
}

/** A long text takes several messages, each of which waits for the one before it. */
export async function forwardedMessages(message: Message, how: Forwarding): Promise<NewMessage[]> {
  const { content } = message;
  if (content.type === 'text') {
    const { preview_url } = content.text;
    const own = nameLine(how.shownName ?? '').length;
    const parts = splitText(written(message, content.text.body), how.longestText, how.longestText - own);
    return parts.map((body, part) => ({
      content: { type: 'text', text: { body, ...(preview_url !== undefined && { preview_url }) } },
      ...(part > 0 && { isNextPart: true as const, isSequel: true }),
    }));
  }
  return [{ content: await forwardedContent(message, how) }];
}

async function forwardedContent(message: Message, { copyFile }: Forwarding): Promise<Content> {
  const { content } = message;
  switch (content.type) {
    case 'image':
      return { type: 'image', image: { ...captionOf(message, content.image), id: await copyFile() } };
    case 'video':
      return { type: 'video', video: { ...captionOf(message, content.video), id: await copyFile() } };
    case 'audio': {
      const { voice } = content.audio;
      return { type: 'audio', audio: { id: await copyFile(), ...(voice && { voice }) } };
    }
    case 'document': {
      const filename = content.document.filename ?? '';
      const named = filename === '' ? {} : { filename: filename.slice(-240) };
      const document = { ...captionOf(message, content.document), ...named, id: await copyFile() };
      return { type: 'document', document };
    }
    case 'sticker':
      return { type: 'sticker', sticker: { id: await copyFile() } };
    case 'contacts':
      return { type: 'contacts', contacts: content.contacts.map(sendableCard) };
    case 'location': {
      const { url: _, ...location } = content.location;
      return { type: 'location', location };
    }
    default:
      throw new Error(`A message of type ${content.type} cannot be forwarded`);
  }
}

function captionOf(message: Message, { caption }: { caption?: string | undefined }): { caption?: string } {
  return caption ? { caption: written(message, caption) } : {};
}

/** An agent's name is put before it again when it is sent. */
function written({ author }: Message, text: string): string {
  return author?.type === 'agent' ? withoutName(text, author.name) : text;
}

/** Meta sends names that it does not take: it wants a part of the name beside the whole. */
function sendableCard({ vcard: _, ...card }: ContactCard): ContactCard {
  const whole = card.name?.formatted_name || card.phones?.[0]?.phone || card.org?.company || '–';
  const { formatted_name: _whole, ...parts } = card.name ?? {};
  const hasPart = Object.values(parts).some((part) => part);
  return { ...card, name: { formatted_name: whole, ...(hasPart ? parts : { first_name: whole }) } };
}
