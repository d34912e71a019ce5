import { type ComposerExtras, writeExtras } from './composer-draft.ts';
import { ComposerDraft } from './composer-events.ts';

export interface DraftKeeperHost extends EventTarget {
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
  #told = '';
  /** While files come out of the browser's storage, what is kept stays as it is. */
  #restoring: object | null = null;

  constructor(host: DraftKeeperHost) {
    this.#host = host;
  }

  /** Begins with a draft of which a part is there only when `rest` is done. */
  restore(extras: ComposerExtras, rest: Promise<void>): void {
    this.#told = writeExtras(extras);
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
    if (this.#restoring || this.#told === writeExtras(this.#host.written)) return;
    this.tell();
  }

  tell(): void {
    if (!this.#restoring) this.#told = writeExtras(this.#host.written);
    this.#host.dispatchEvent(new ComposerDraft(this.#host.text, this.#told));
  }
}
