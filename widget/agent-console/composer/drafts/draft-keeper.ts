import { ComposerDraft, DraftAddition } from '../message/composer-events.ts';
import { additions, type ComposerExtras, noExtras, writeExtras } from './composer-draft.ts';

export interface DraftKeeperHost extends EventTarget {
  readonly isConnected: boolean;
  /** What is in the field. */
  readonly text: string;
  /** What is in the composer beside the text. */
  readonly written: ComposerExtras;
  requestUpdate(): void;
}

/** Tells what is in the composer whenever it changes, so that nothing of it is lost. */
export class DraftKeeper {
  #host: DraftKeeperHost;
  /** What is beside the text, as it was told last. */
  #told = noExtras;
  /** While files come out of the browser's storage, what is kept stays as it is. */
  #restoring: object | null = null;

  constructor(host: DraftKeeperHost) {
    this.#host = host;
  }

  /** Begins with a draft of which a part is there only when `rest` is done. */
  restore(extras: ComposerExtras, rest: Promise<void>): void {
    this.#told = extras;
    const restoring = {};
    this.#restoring = restoring;
    void rest
      .catch(() => {})
      .then(() => {
        if (this.#restoring !== restoring) return;
        this.#restoring = null;
        this.#host.requestUpdate();
      });
  }

  /** Tells what has changed beside the text, if anything has. */
  follow(): void {
    if (this.#restoring || writeExtras(this.#told) === writeExtras(this.#host.written)) return;
    this.tell();
  }

  tell(): void {
    if (!this.#host.isConnected) {
      this.#tellAddition();
      return;
    }
    if (!this.#restoring) this.#told = this.#host.written;
    this.#host.dispatchEvent(new ComposerDraft(this.#host.text, writeExtras(this.#told)));
  }

  /** The agent may be back in the conversation, in another composer: this one no longer knows the whole draft. */
  #tellAddition(): void {
    const { written } = this.#host;
    const added = writeExtras(additions(this.#told, written));
    this.#told = written;
    if (added !== '') this.#host.dispatchEvent(new DraftAddition(added));
  }
}
