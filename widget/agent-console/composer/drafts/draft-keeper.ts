import { ComposerDraft, DraftAddition } from '../message/composer-events.ts';
import { additions, type ComposerExtras, noExtras, writeExtras } from './composer-draft.ts';

export interface DraftKeeperHost extends EventTarget {
  readonly isConnected: boolean;
  /** The text in the field. */
  readonly text: string;
  /** Everything in the composer besides the text. */
  readonly written: ComposerExtras;
  requestUpdate(): void;
}

/** Dispatches the content of the composer at each change, so that the draft is stored. */
export class DraftKeeper {
  #host: DraftKeeperHost;
  /** Everything besides the text, as last dispatched. */
  #saved = noExtras;
  /** The stored draft stays unchanged while files are read from the browser's storage. */
  #restoring: object | null = null;

  constructor(host: DraftKeeperHost) {
    this.#host = host;
  }

  /** Starts with a draft that is complete once `rest` resolves. */
  restore(extras: ComposerExtras, rest: Promise<void>): void {
    this.#saved = extras;
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

  /** Dispatches changes besides the text. */
  follow(): void {
    if (this.#restoring || writeExtras(this.#saved) === writeExtras(this.#host.written)) return;
    this.tell();
  }

  tell(): void {
    if (!this.#host.isConnected) {
      this.#tellAddition();
      return;
    }
    if (!this.#restoring) this.#saved = this.#host.written;
    this.#host.dispatchEvent(new ComposerDraft(this.#host.text, writeExtras(this.#saved)));
  }

  /** The agent may be back in the conversation, in another composer: this one no longer knows the whole draft. */
  #tellAddition(): void {
    const { written } = this.#host;
    const added = writeExtras(additions(this.#saved, written));
    this.#saved = written;
    if (added !== '') this.#host.dispatchEvent(new DraftAddition(added));
  }
}
