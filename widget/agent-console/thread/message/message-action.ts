import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { PendingMessage } from '../../../client/state/inbox-state.ts';

/** An agent's action on one message. */
export type MessageAction =
  | { type: 'reply'; message: Message }
  | { type: 'react'; message: Message; emoji: string }
  | { type: 'forward'; message: Message }
  | { type: 'retry'; message: Message | PendingMessage }
  | { type: 'discard'; message: PendingMessage }
  | { type: 'cancel'; message: Message }
  /** The text goes back into the field. */
  | { type: 'edit'; text: string }
  /** A template is to be chosen. */
  | { type: 'template' }
  | { type: 'start-chat'; phone: string }
  | { type: 'retry-file'; message: Message }
  | { type: 'open-picture'; message: Message };

export class MessageActionEvent extends Event {
  constructor(readonly action: MessageAction) {
    super('message-action', { bubbles: true, composed: true });
  }
}
