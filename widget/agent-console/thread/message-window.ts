/** Which of the loaded messages are on the page: of thousands, those around the current position. */
import type { Message } from '../../../worker/api/conversations/messages.ts';

/** How many are on the page at once. */
const maxShown = 100;
/** Enough to fill most screens. The others follow once these have been painted. */
const firstShown = 24;

export class MessageWindow {
  /** The last message that is on the page; null: the newest. */
  #last: number | null = null;
  shown: readonly Message[] = [];
  /** The position of the first of them among all. */
  from = 0;
  /** How many are on the page at most, until {@link fill}. */
  #most = maxShown;

  /** Whether the newest of the loaded messages is on the page. */
  get isAtEnd(): boolean {
    return this.#last === null;
  }

  /** The position after the last of them. */
  get end(): number {
    return this.from + this.shown.length;
  }

  take(messages: readonly Message[]): void {
    const last = this.#last === null ? -1 : messages.findLastIndex(({ id }) => id === this.#last);
    const end = last < 0 ? messages.length : last + 1;
    this.from = Math.max(0, end - this.#most);
    this.shown = messages.slice(this.from, end);
  }

  endAt(messages: readonly Message[], end: number): void {
    this.#last = end >= messages.length ? null : (messages[end - 1]?.id ?? null);
  }

  /** Begins with the newest messages that fill a screen. */
  begin(): void {
    this.#last = null;
    this.#most = firstShown;
  }

  get isFull(): boolean {
    return this.#most === maxShown;
  }

  /** From now on the page can have all that fit. */
  fill(): void {
    this.#most = maxShown;
  }

  /** Puts a message on the page, if it is loaded. */
  around(messages: readonly Message[], id: number): void {
    if (this.shown.some((message) => message.id === id)) return;
    const at = messages.findIndex((message) => message.id === id);
    if (at < 0) return;
    this.#most = maxShown;
    this.endAt(messages, at + maxShown / 2);
  }

  toEnd(): void {
    this.#last = null;
  }
}
