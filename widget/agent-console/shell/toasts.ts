import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ToastContent, ToastShow } from '../ui/feedback/toast-show.ts';

interface ToastHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
}

/** Shows the toasts that the parts of the inbox request; their element is loaded with the first. */
export class Toasts implements ReactiveController {
  #host: ToastHost;
  /** One that is requested and not yet on screen, where an older one may still be. */
  #next: ToastContent | null = null;

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

  /** Undoes what the newest toast reports; false: there is nothing to undo. */
  undo(): boolean {
    const next = this.#next;
    if (!next) return this.#element?.undo?.() ?? false;
    this.#next = null;
    next.undo?.();
    return next.undo !== undefined;
  }

  get #element() {
    return this.#host.renderRoot.querySelector('agent-console-toast');
  }

  #show = async (event: ToastShow): Promise<void> => {
    event.stopPropagation();
    const path = event.composedPath();
    this.#next = event.content;
    await import('../ui/feedback/toast.ts');
    // Another is newer, or this one was undone before it could be read.
    if (this.#next !== event.content) return;
    this.#next = null;
    await this.#element?.show(event.content, path);
  };
}
