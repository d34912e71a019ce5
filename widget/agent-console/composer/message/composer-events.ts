import type { StoredFile } from '../../../client/browser/file-store.ts';
import type { NewMessage } from '../../../client/sending/send-queue.ts';

/** A file of a message, and where the browser stores it. */
export interface ComposedFile {
  file: File;
  stored: StoredFile;
}

/**
 * An agent sends one or several messages, in this order. A file's content gets the id of its upload later. Nothing is
 * taken out of the composer before a listener has said that they are queued.
 */
export class ComposerSend extends Event {
  isQueued = false;

  constructor(
    readonly messages: readonly NewMessage[],
    /** Whether a listener may hold it; the composer then keeps its content. */
    isHoldable: boolean,
    /** Whether to resolve the conversation once the inbox has them. */
    readonly isResolving = false,
  ) {
    super('composer-send', { bubbles: true, composed: true, cancelable: isHoldable });
  }

  /** All of them are in the queue. */
  accept(): void {
    this.isQueued = true;
  }
}

/** The content of the composer at each change: the text, and everything else as written by `composer-draft.ts`. */
export class ComposerDraft extends Event {
  constructor(
    readonly text: string,
    readonly extras: string,
  ) {
    super('composer-draft', { bubbles: true, composed: true });
  }
}

/**
 * Something came into a composer whose conversation was left: it is to be added to the draft, which may have changed
 * since. Written as by `composer-draft.ts`.
 */
export class DraftAddition extends Event {
  constructor(readonly extras: string) {
    super('draft-addition', { bubbles: true, composed: true });
  }
}

/** The agent removed the quote. */
export class ReplyCancel extends Event {
  constructor() {
    super('reply-cancel', { bubbles: true, composed: true });
  }
}
