/** The delivery details of a message beside its tick, while a pointer rests there. */
import { html, type LitElement, nothing, type ReactiveController } from 'lit';
import type { Message, MessageHistory } from '../../../../worker/api/conversations/messages.ts';
import { isOfInputMethod } from '../../../client/browser/input-method.ts';
import { renderHistory } from './delivery-history.ts';

/** How long a pointer rests on a tick before the details appear. */
const delayMs = 300;

export class DeliveryGlance implements ReactiveController {
  readonly #host: LitElement;
  readonly #load: (message: Message) => Promise<MessageHistory>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown: { history: MessageHistory; tick: Element } | null = null;

  constructor(host: LitElement, load: (message: Message) => Promise<MessageHistory>) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#closeOnEscape, { capture: true });
    this.#host.addEventListener('scroll', this.hide, { passive: true });
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#closeOnEscape, { capture: true });
    this.#host.removeEventListener('scroll', this.hide);
    this.hide();
  }

  /** The errors in what is shown, whose words load when they are needed. */
  get hasError(): boolean {
    return this.#shown?.history.events.some(({ error }) => error !== null) ?? false;
  }

  /** A pointer that only passes over a tick loads nothing. */
  show(message: Message, tick: Element): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const timer = this.#timer;
      const history = await this.#load(message);
      if (this.#timer !== timer) return;
      this.#shown = { history, tick };
      this.#host.requestUpdate();
    }, delayMs);
  }

  hide = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#shown === null) return;
    this.#shown = null;
    this.#host.requestUpdate();
  };

  hostUpdated(): void {
    const box = this.#host.renderRoot.querySelector<HTMLElement>('.glance');
    if (!box || !this.#shown) return;
    // Over everything, so that nothing around it cuts it off.
    if ('showPopover' in box && !box.matches(':popover-open')) box.showPopover();
    const tick = this.#shown.tick.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const top = tick.top - height - 4;
    box.style.top = `${top < this.#host.getBoundingClientRect().top ? tick.bottom + 4 : top}px`;
    box.style.left = `${Math.max(8, Math.min(tick.right - width, window.innerWidth - width - 8))}px`;
  }

  render() {
    if (this.#shown === null) return nothing;
    const { history } = this.#shown;
    return html`<div class="glance" popover="manual">${renderHistory(history)}</div>`;
  }

  /** Also while the focus is elsewhere, as with every box that a resting pointer opens. */
  #closeOnEscape = (event: KeyboardEvent): void => {
    const isInDialog = event.composedPath().some((target) => target instanceof HTMLDialogElement);
    if (isOfInputMethod(event) || event.key !== 'Escape' || this.#shown === null || isInDialog) return;
    event.stopPropagation();
    this.hide();
  };
}
