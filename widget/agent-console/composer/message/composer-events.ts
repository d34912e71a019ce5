import type { Content } from '../../../../worker/api.ts';
import type { StoredFile } from '../../../client/file-store.ts';

/** A file that goes with a message, and where the browser keeps it. */
export interface ComposedFile {
  file: File;
  stored: StoredFile;
}

/** One message, as the composer hands it over. */
export interface Composed {
  content: Content;
  file?: File;
  /** Where the browser keeps the file already. */
  stored?: StoredFile;
  sendAt?: number;
  /** It goes on with what is sent before it. */
  isSequel?: boolean;
  /** It is the next part of the same text, and must not be read without the one before it. */
  isNextPart?: true;
}

/**
 * An agent sends one or several messages, in this order. A file's content gets the id of its upload later. Nothing is
 * taken out of the composer before a listener has said that they are queued.
 */
export class ComposerSend extends Event {
  isQueued = false;

  constructor(
    readonly messages: readonly Composed[],
    /** Whether it can be held up: nothing is taken out of the composer then. */
    isHoldable: boolean,
  ) {
    super('composer-send', { bubbles: true, composed: true, cancelable: isHoldable });
  }

  /** All of them are in the queue. */
  accept(): void {
    this.isQueued = true;
  }
}

/** What is in the composer, at each change: the text, and all else as `composer-draft.ts` writes it. */
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

/** The answer no longer quotes a message. */
export class ReplyCancel extends Event {
  constructor() {
    super('reply-cancel', { bubbles: true, composed: true });
  }
}
