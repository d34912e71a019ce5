/** The arrow keys go from message to message; Enter and the menu key open the actions of the one with the focus. */
import type { LitElement, ReactiveController } from 'lit';
import { isOfInputMethod } from '../../../client/browser/input-method.ts';

export class MessageKeys implements ReactiveController {
  readonly #host: LitElement;
  readonly #open: (id: number, from: Element) => void;

  /** `open` opens the actions of a message. */
  constructor(host: LitElement, open: (id: number, from: Element) => void) {
    this.#host = host;
    this.#open = open;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#pressed);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#pressed);
  }

  #pressed = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (!(target instanceof HTMLElement) || event.defaultPrevented || isOfInputMethod(event)) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const message = target.matches('[data-id]') ? target : null;
    if (message === null && target.getAttribute('role') !== 'log') return;
    if (
      message &&
      (event.key === 'Enter' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))
    ) {
      event.preventDefault();
      this.#open(Number(message.dataset.id), message);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.shiftKey) return;
    const all = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-id]')];
    const next = message ? all[all.indexOf(message) + step] : this.#lastInView(all);
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    this.#reveal(next);
  };

  #lastInView(all: readonly HTMLElement[]): HTMLElement | undefined {
    const { bottom } = this.#host.getBoundingClientRect();
    return all.findLast((element) => element.getBoundingClientRect().top < bottom - 8) ?? all.at(-1);
  }

  /** Scrolls this box only: `scrollIntoView` would also move the page around it. */
  #reveal(element: HTMLElement): void {
    const [box, host] = [element.getBoundingClientRect(), this.#host.getBoundingClientRect()];
    // Below the line of the day.
    const [above, below] = [host.top + 40 - box.top, box.bottom + 8 - host.bottom];
    if (above > 0) this.#host.scrollTop -= above;
    else if (below > 0) this.#host.scrollTop += below;
  }
}
