import type { Suggestion } from '../../../../worker/api/automation/assistant.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';

/** Whether nobody has written since the message that it answers. What is sent automatically and answers nothing is no reply. */
export function isCurrent(
  { lastMessageId }: Pick<Suggestion, 'lastMessageId'>,
  messages: readonly Pick<Message, 'id' | 'direction' | 'author'>[],
): boolean {
  return !messages.some(
    ({ id, direction, author }) =>
      id > lastMessageId && (direction === 'in' || author?.type !== 'automation' || author.answers),
  );
}
