/** The pictures and videos of a conversation, in the order of the thread. */
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import { ContactCommands } from '../../../client/store/contact-commands.ts';
import type { InboxStore } from '../../../client/store/inbox-store.ts';
import { contentText } from '../../content/content-text.ts';

export interface GalleryItem {
  id: number;
  kind: 'image' | 'video';
  url: string;
  text: string;
}

export interface Gallery {
  items: readonly GalleryItem[];
  /** The message that it begins with. */
  id: number;
  /** Loads those that the thread has not loaded, and returns all of them. */
  loadAll(): Promise<readonly GalleryItem[]>;
}

/** A conversation with more files than this is shown from its newest. */
const maxPages = 20;

export function galleryOf(store: InboxStore, message: Message): Gallery {
  const { conversationId } = message;
  const known = new Map<number, Message>();
  const take = (messages: readonly Message[]) => {
    for (const one of messages) if (kindOf(one) !== null) known.set(one.id, one);
    return [...known.values()]
      .sort((a, b) => a.sentAt - b.sentAt || a.id - b.id)
      .flatMap((one) => itemOf(store, one));
  };
  return {
    items: take([...store.threads.thread(conversationId), message]),
    id: message.id,
    loadAll: async () => {
      const files = new ContactCommands(store.contact(conversationId));
      let items = take([]);
      let before: string | null = null;
      for (let page = 0; page < maxPages; page++) {
        const { rows, next } = await files.files(before);
        items = take(rows);
        if (next === null) break;
        before = next;
      }
      return items;
    },
  };
}

function itemOf(store: InboxStore, message: Message): GalleryItem[] {
  const [kind, url] = [kindOf(message), store.media.address(message)];
  if (kind === null || url === null) return [];
  return [{ id: message.id, kind, url, text: contentText(message.content, message.direction) }];
}

/** Whether it is a picture or a video, or has one as its header. */
function kindOf({ content, media, revokedAt }: Message): GalleryItem['kind'] | null {
  if (media === null || (media.state !== 'stored' && media.state !== 'remote') || revokedAt !== null)
    return null;
  switch (content.type) {
    case 'image':
    case 'video':
      return content.type;
    case 'template':
      return headerKind(content.shown?.headerFormat?.toLowerCase());
    case 'interactive':
      return 'header' in content.interactive ? headerKind(content.interactive.header?.type) : null;
    default:
      return null;
  }
}

function headerKind(format: string | undefined): GalleryItem['kind'] | null {
  return format === 'image' || format === 'video' ? format : null;
}
