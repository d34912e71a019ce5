import { html, nothing, type ReactiveControllerHost } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { NewMessage } from '../../../client/sending/send-queue.ts';
import { strings } from '../../../locales/strings.ts';
import { ComposerSend } from './composer-events.ts';

export interface SendingHost extends ReactiveControllerHost, EventTarget {
  /** When the reply window closes, as far as is known. */
  readonly expiresAt: number | null;
}

/** Hands messages to the queue, to be sent now or at a scheduled time. */
export class Sending {
  #host: SendingHost;
  #sendAt: number | null = null;
  /** The time that the field starts with; a new object for each draft, and with it a new field. */
  #given: { sendAt: number | null } = { sendAt: null };
  #hasFailed = false;
  /** Whether the conversation is resolved once the next messages have arrived at the inbox. */
  isResolving = false;
  /** Sends the messages that were held. */
  #again: (() => void) | null = null;

  constructor(host: SendingHost) {
    this.#host = host;
  }

  /** When to send the message; null means now. */
  get sendAt(): number | null {
    return this.#sendAt;
  }

  set sendAt(at: number | null) {
    this.#sendAt = at;
    this.#given = { sendAt: at };
    this.#host.requestUpdate();
  }

  get isPast(): boolean {
    return this.#sendAt !== null && this.#sendAt <= Date.now();
  }

  /** Returns whether they are queued. `again` sends messages that were held, once the agent confirms. */
  send(messages: readonly NewMessage[], again?: () => void): boolean {
    const sendAt = this.#sendAt;
    const dated = sendAt === null ? messages : messages.map((one) => ({ ...one, sendAt }));
    this.#again = again ?? null;
    const event = new ComposerSend(dated, again !== undefined, this.isResolving);
    this.isResolving = false;
    if (!this.#host.dispatchEvent(event)) return false;
    // The browser reports errors of listeners; they do not reach this line.
    this.#hasFailed = !event.isQueued;
    this.#host.requestUpdate();
    if (this.#hasFailed) return false;
    this.#again = null;
    this.sendAt = null;
    return true;
  }

  /** Sends the messages that were held. */
  sendHeld(): void {
    this.#again?.();
  }

  /** The agent continues to type. */
  forgetFailure(): void {
    this.#hasFailed = false;
  }

  /** The last message could not be queued and is still in the composer. */
  renderFailure() {
    return this.#hasFailed ? html`<p class="problem" role="alert">${strings.notQueued}</p>` : nothing;
  }

  renderLater() {
    const isShut = this.#sendAt !== null && (this.#host.expiresAt ?? 0) <= this.#sendAt;
    const problem = this.isPast ? strings.timeIsPast : isShut ? strings.windowClosedThen : null;
    return html`<label class="later"
        >${strings.sendAt}
        ${keyed(
          this.#given,
          html`<input
            type="datetime-local"
            value=${this.#given.sendAt === null ? '' : fieldTime(this.#given.sendAt)}
            @input=${this.#typed}
          />`,
        )}
      </label>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}`;
  }

  /** The field keeps its own text, because an incomplete time has no value. */
  #typed = ({ target }: Event): void => {
    const at = target instanceof HTMLInputElement ? new Date(target.value).getTime() : Number.NaN;
    this.#sendAt = Number.isNaN(at) ? null : at;
    this.#host.requestUpdate();
  };
}

/** As a `datetime-local` field has it: the reader's own time, to the minute. */
function fieldTime(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offset).toISOString().slice(0, 16);
}
