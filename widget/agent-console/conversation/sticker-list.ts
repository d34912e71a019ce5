/** The stickers that an agent can send again: those sent from this browser, then those of the open conversation. */
import type { Message } from '../../../worker/api/conversations/messages.ts';
import { mediaRules } from '../../../worker/whatsapp/sending/media.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';
import { strings } from '../../locales/strings.ts';
import type { Sticker } from '../composer/stickers/sticker-tray.ts';
import { nameOf } from '../ui/contact-names.ts';
import { momentText } from '../ui/time/times.ts';

/** The most stickers to offer from the open conversation, beside those that the agent has sent. */
const maxOfConversation = 12;

export async function stickersFor(agent: string, store: InboxStore, id: number): Promise<readonly Sticker[]> {
  const { forgetSticker, listStickers } = await import('../../client/browser/sticker-store.ts');
  const own = (await listStickers(agent)).map((sticker): Sticker => {
    return {
      name: sticker.name.replace(/\.[^.]*$/, '') || strings.compose.sticker,
      url: URL.createObjectURL(sticker.bytes),
      file: async () => new File([sticker.bytes], sticker.name, { type: sticker.bytes.type }),
      forget: () => forgetSticker(sticker.id),
    };
  });
  return [...own, ...received(store, id)];
}

export async function rememberSticker(agent: string, file: File): Promise<void> {
  const { keepSticker } = await import('../../client/browser/sticker-store.ts');
  await keepSticker(agent, file);
}

function received(store: InboxStore, id: number): Sticker[] {
  const contact = store.state.conversations.get(id)?.contact;
  const name = contact ? nameOf(contact) : null;
  const seen = new Set<string>();
  const isNew = ({ content }: Message) => {
    const digest = content.type === 'sticker' ? content.sticker.sha256 : undefined;
    if (digest === undefined) return true;
    const isFirst = !seen.has(digest);
    seen.add(digest);
    return isFirst;
  };
  return store.threads
    .thread(id)
    .filter(
      ({ content, direction, media, revokedAt }) =>
        content.type === 'sticker' && direction === 'in' && media?.state === 'stored' && revokedAt === null,
    )
    .toReversed()
    .filter(isNew)
    .slice(0, maxOfConversation)
    .flatMap((message) => {
      const url = store.media.address(message);
      const at = momentText(message.sentAt);
      if (url === null) return [];
      const sticker = { name: strings.compose.stickerFrom(name, at), url, forget: null };
      return [{ ...sticker, file: () => fetched(url, name ?? strings.compose.sticker) }];
    });
}

async function fetched(url: string, name: string): Promise<File | null> {
  const { readFile } = await import('../../client/api/conversations/media-bytes.ts');
  const bytes = await readFile(url, mediaRules.sticker.maxBytes).catch(() => null);
  return bytes && new File([bytes], `${name}.webp`, { type: 'image/webp' });
}
