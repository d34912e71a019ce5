import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConversationRef } from '../../../client/state/inbox-state.ts';

const types = ['dragover', 'dragleave', 'drop'] as const;

interface DropHost extends ReactiveControllerHost, EventTarget {
  readonly renderRoot: ParentNode;
  readonly opened: ConversationRef | null;
}

/** Files dropped on the open conversation. Dropped beside it, the browser would open them in place of the inbox. */
export class FileDrop implements ReactiveController {
  isOver = false;
  #host: DropHost;
  #take: (files: readonly File[]) => void;

  constructor(host: DropHost, take: (files: readonly File[]) => void) {
    this.#host = host;
    this.#take = take;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of types) this.#host.addEventListener(type, this.#dragged);
  }

  hostDisconnected(): void {
    for (const type of types) this.#host.removeEventListener(type, this.#dragged);
  }

  #dragged = (event: Event): void => {
    if (!(event instanceof DragEvent) || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    const pane = this.#host.renderRoot.querySelector('section.conversation');
    const isOver = this.#host.opened !== null && pane !== null && event.composedPath().includes(pane);
    if (!isOver) event.dataTransfer.dropEffect = 'none';
    this.isOver = isOver && event.type === 'dragover';
    this.#host.requestUpdate();
    // A copy, because the list is empty after the event.
    if (isOver && event.type === 'drop') this.#take([...event.dataTransfer.files]);
  };
}
