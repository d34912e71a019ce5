import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { InboxState } from './inbox-state.ts';

/** The newest message that another agent sent after this change. */
export function answerAfter(
  state: InboxState,
  conversationId: number,
  { seq, own }: { seq: number; own: string },
): Message | null {
  const answers = [...state.messages.values()].filter(
    ({ id, author, target, ...message }) =>
      message.conversationId === conversationId &&
      id > seq &&
      target === null &&
      (author?.type === 'phone-app' || (author?.type === 'agent' && author.id !== own)),
  );
  return answers.sort((a, b) => a.id - b.id).at(-1) ?? null;
}
