/** The events that the console dispatches to its page. */
import type { Contact } from '../../worker/api/conversations/conversations.ts';
import type { Content } from '../../worker/api/conversations/messages.ts';
import type { NumberAlert } from '../../worker/api/numbers/health.ts';
import type { SignedOut, SignIn } from './session-events.ts';

export { SignedOut, SignIn } from './session-events.ts';

/** An agent has opened a conversation. */
export class ConversationOpen extends Event {
  constructor(
    /** The id of the number that it is with. */
    readonly inbox: string,
    readonly conversationId: number,
    readonly contact: Contact,
  ) {
    super('conversation-open', { bubbles: true, composed: true });
  }
}

/** The open conversation was closed. */
export class ConversationClose extends Event {
  constructor() {
    super('conversation-close', { bubbles: true, composed: true });
  }
}

/** The number of layers over the list has changed: an open conversation, and panels over it. */
export class LayersChange extends Event {
  constructor(readonly depth: number) {
    super('layers-change', { bubbles: true, composed: true });
  }
}

/** An agent has sent a message; what becomes of it the inbox knows. */
export class MessageSend extends Event {
  constructor(
    readonly inbox: string,
    readonly conversationId: number,
    readonly content: Content,
  ) {
    super('message-send', { bubbles: true, composed: true });
  }
}

/** How many conversations are unread has changed. */
export class UnreadChange extends Event {
  constructor(readonly count: number) {
    super('unread-change', { bubbles: true, composed: true });
  }
}

/** Something that an admin should see at once has come up, or has changed, while the console was open. */
export class NumberAlertEvent extends Event {
  constructor(
    readonly inbox: string,
    readonly alert: NumberAlert,
  ) {
    super('number-alert', { bubbles: true, composed: true });
  }
}

/** The element's events by their names. They bubble, so a document can listen as well. */
export interface AgentConsoleEventMap {
  'conversation-open': ConversationOpen;
  'conversation-close': ConversationClose;
  'layers-change': LayersChange;
  'message-send': MessageSend;
  'unread-change': UnreadChange;
  'sign-in': SignIn;
  'sign-out': SignedOut;
  'number-alert': NumberAlertEvent;
}

declare global {
  interface GlobalEventHandlersEventMap extends AgentConsoleEventMap {}
}
