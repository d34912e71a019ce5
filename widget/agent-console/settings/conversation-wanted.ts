import type { ConversationRef } from '../../client/state/inbox-state.ts';

/** A page of the settings, or the analytics, wants to be left for a conversation. */
export class ConversationWanted extends Event {
  constructor(readonly ref: ConversationRef) {
    super('conversation-wanted', { bubbles: true, composed: true, cancelable: true });
  }
}
