import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ToastShow } from '../ui/feedback/toast-show.ts';

interface ToastHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
}

/** Shows the toasts that the parts of the inbox request; their element is loaded with the first. */
export class Toasts implements ReactiveController {
  #host: ToastHost;

  constructor(host: ToastHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('toast-show', this.#show);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('toast-show', this.#show);
  }

  /** Undoes what the toast on screen reports; false: there is nothing to undo. */
  undo(): boolean {
    return this.#element?.undo?.() ?? false;
  }

  get #element() {
    return this.#host.renderRoot.querySelector('agent-console-toast');
  }

  #show = async (event: ToastShow): Promise<void> => {
    event.stopPropagation();
    const path = event.composedPath();
    await import('../ui/feedback/toast.ts');
    await this.#element?.show(event.content, path);
  };
}
