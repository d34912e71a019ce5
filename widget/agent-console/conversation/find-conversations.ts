import type { InboxSession } from '../../client/inbox-session.ts';
import type { InboxConversation } from '../../client/inbox-state.ts';

/** The conversations with the contacts whom this text finds; without a text, the latest ones that are loaded. */
export async function findConversations(
  session: InboxSession,
  text: string,
): Promise<readonly InboxConversation[]> {
  if (text !== '') {
    const ids = await session.search(text);
    return ids.flatMap((id) => session.state.conversations.get(id) ?? []);
  }
  const all = [...session.state.conversations.values()];
  return all.sort((a, b) => b.lastMessageAt - a.lastMessageAt).slice(0, 30);
}
