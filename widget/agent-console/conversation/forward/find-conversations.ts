import type { InboxConversation } from '../../../client/state/inbox-state.ts';
import type { InboxStore } from '../../../client/store/inbox-store.ts';

/** The conversations with the contacts whom this text finds; without a text, the latest ones that are loaded. */
export async function findConversations(
  store: InboxStore,
  text: string,
): Promise<readonly InboxConversation[]> {
  if (text !== '') {
    const ids = await store.search(text);
    return ids.flatMap((id) => store.state.conversations.get(id) ?? []);
  }
  const all = [...store.state.conversations.values()];
  return all.sort((a, b) => b.lastMessageAt - a.lastMessageAt).slice(0, 30);
}
