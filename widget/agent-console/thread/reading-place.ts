/** Keeps the text that is being read where it is, while messages come before or after it. */
import type { KeptPlace } from './scroll-anchor.ts';

/** Pixels from the end within which an agent is at the end. */
const nearEnd = 80;

export class ReadingPlace {
  readonly #host: HTMLElement & { readonly renderRoot: ParentNode };
  readonly #kept: KeptPlace;
  #anchor: { id: number; top: number } | 'end' | null = null;

  /** `kept` keeps the end in view while pictures load. */
  constructor(host: HTMLElement & { readonly renderRoot: ParentNode }, kept: KeptPlace) {
    this.#host = host;
    this.#kept = kept;
  }

  /** Whether the agent was at the end when the place was noted. */
  get isAtEnd(): boolean {
    return this.#anchor === 'end';
  }

  /** How far the end is below what is in view, in pixels. */
  get distance(): number {
    const { scrollHeight, scrollTop, clientHeight } = this.#host;
    return scrollHeight - scrollTop - clientHeight;
  }

  elementOf(id: number): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(`[data-id="${id}"]`);
  }

  /** Before an update: notes the first message in view, or the end of the thread. */
  note(isPast: boolean): void {
    // Nothing has to be measured to know that an empty thread is at its end.
    const isEmpty = this.#host.renderRoot.querySelector('[data-id]') === null;
    if (isEmpty && !isPast) this.#anchor = 'end';
    else this.#anchor = this.distance < nearEnd && !isPast ? 'end' : this.#firstInView();
  }

  /** After it: puts it back. `isNewest`: the newest messages are on the page. */
  restore(isNewest: boolean): void {
    if (this.#anchor === 'end') {
      if (isNewest) this.#kept.toEnd();
    } else if (this.#anchor) {
      const { id, top } = this.#anchor;
      const moved = this.elementOf(id)?.getBoundingClientRect().top;
      if (moved !== undefined && Math.abs(moved - top) >= 1) this.#host.scrollTop += moved - top;
    }
  }

  #firstInView(): { id: number; top: number } | null {
    const { top } = this.#host.getBoundingClientRect();
    const messages = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-id]')];
    // What is not on the screen is not laid out inside its row, so rows are measured, and only some of them.
    const isAbove = (message: HTMLElement) =>
      (message.closest('.row') ?? message).getBoundingClientRect().bottom <= top;
    let [from, to] = [0, messages.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const message = messages[middle];
      if (message && isAbove(message)) from = middle + 1;
      else to = middle;
    }
    for (const message of messages.slice(from)) {
      const box = message.getBoundingClientRect();
      if (box.bottom > top) return { id: Number(message.dataset.id), top: box.top };
    }
    return null;
  }
}
