/** The events that the analytics dispatch to their page. */
import type { SignedOut, SignIn } from '../agent-console/session-events.ts';

export { SignedOut, SignIn } from '../agent-console/session-events.ts';

/**
 * A conversation behind a figure was chosen. It opens in a new tab, in the inbox, unless the page calls
 * `preventDefault()` and opens it itself.
 */
export class ConversationChoose extends Event {
  constructor(
    /** The id of the number that it is with. */
    readonly inbox: string,
    readonly conversationId: number,
  ) {
    super('conversation-choose', { bubbles: true, composed: true, cancelable: true });
  }
}

/** The element's events by their names. They bubble, so a document can listen as well. */
export interface MessageUsAnalyticsEventMap {
  'conversation-choose': ConversationChoose;
  'sign-in': SignIn;
  'sign-out': SignedOut;
}

declare global {
  interface GlobalEventHandlersEventMap extends MessageUsAnalyticsEventMap {}
}
