import { html, nothing, type ReactiveControllerHost } from 'lit';
import { strings } from '../../../locales/strings.ts';
import { type Composed, ComposerSend } from './composer-events.ts';

export interface SendingHost extends ReactiveControllerHost, EventTarget {
  /** When the customer service window closes, by what is known now. */
  readonly expiresAt: number | null;
}

/** Hands messages over to the queue, at once or with the time at which they are to go. */
export class Sending {
  #host: SendingHost;
  #sendAt: number | null = null;
  #hasFailed = false;
  /** Sends again what was held up. */
  #again: (() => void) | null = null;

  constructor(host: SendingHost) {
    this.#host = host;
  }

  /** When the message is to be sent; null: now. */
  get sendAt(): number | null {
    return this.#sendAt;
  }

  set sendAt(at: number | null) {
    this.#sendAt = at;
    this.#host.requestUpdate();
  }

  get isPast(): boolean {
    return this.#sendAt !== null && this.#sendAt <= Date.now();
  }

  /** False: they are still the composer's. What was held up, `again` sends when the agent wants it all the same. */
  send(messages: readonly Composed[], again?: () => void): boolean {
    const sendAt = this.#sendAt;
    const dated = sendAt === null ? messages : messages.map((one) => ({ ...one, sendAt }));
    this.#again = again ?? null;
    const event = new ComposerSend(dated, again !== undefined);
    if (!this.#host.dispatchEvent(event)) return false;
    // What a listener throws is reported by the browser, and does not come here.
    this.#hasFailed = !event.isQueued;
    this.#host.requestUpdate();
    if (this.#hasFailed) return false;
    this.#again = null;
    this.#sendAt = null;
    return true;
  }

  /** Sends what was held up. */
  sendHeld(): void {
    this.#again?.();
  }

  /** The agent goes on writing. */
  forgetFailure(): void {
    this.#hasFailed = false;
  }

  /** What was sent last could not be queued; it is in the composer still. */
  renderFailure() {
    return this.#hasFailed ? html`<p class="problem" role="alert">${strings.notQueued}</p>` : nothing;
  }

  renderLater() {
    const isShut = this.#sendAt !== null && (this.#host.expiresAt ?? 0) <= this.#sendAt;
    const problem = this.isPast ? strings.timeIsPast : isShut ? strings.windowShutThen : null;
    return html`<label class="later"
        >${strings.sendAt}
        <input
          type="datetime-local"
          @input=${({ target }: Event) => {
            const at = target instanceof HTMLInputElement ? new Date(target.value).getTime() : Number.NaN;
            this.sendAt = Number.isNaN(at) ? null : at;
          }}
        />
      </label>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}`;
  }
}
