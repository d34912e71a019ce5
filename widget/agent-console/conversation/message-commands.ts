/** Carries out what an agent does with one message of the open conversation. */
import type { LitElement } from 'lit';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';
import { ConversationStart } from '../list/search-field.ts';
import type { MessageAction } from '../thread/message/message-action.ts';
import { MessageForward, PictureOpen } from './conversation-events.ts';

/** The part of the conversation that writes. */
export interface MessageTarget {
  quote(message: Message): void;
  takeUp(text: string): Promise<void>;
  chooseTemplate(): void;
}

export async function carryOut(
  action: MessageAction,
  store: InboxStore,
  host: LitElement & MessageTarget,
): Promise<void> {
  switch (action.type) {
    case 'reply':
      return host.quote(action.message);
    case 'react': {
      const { conversationId, wamid } = action.message;
      const reaction = { message_id: wamid ?? '', emoji: action.emoji };
      return store.react(conversationId, { type: 'reaction', reaction });
    }
    case 'forward':
      host.dispatchEvent(new MessageForward(action.message));
      return;
    case 'retry':
      return store.retry(action.message);
    case 'cancel':
      return store.cancel(action.message);
    case 'discard':
      store.queue.discard(action.message);
      return;
    case 'start-chat':
      host.dispatchEvent(new ConversationStart(action.phone, store.inbox));
      return;
    case 'edit':
      return host.takeUp(action.text);
    case 'template':
      return host.chooseTemplate();
    case 'retry-file':
      return store.retryMedia(action.message);
    case 'open-picture':
      host.dispatchEvent(new PictureOpen(action.message));
      return;
  }
}
