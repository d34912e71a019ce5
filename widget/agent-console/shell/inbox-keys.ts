import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Command, commandOf, type Shortcuts } from '../ui/keyboard/shortcuts.ts';
import type { InboxParts } from './inbox-parts.ts';

interface KeysHost extends ReactiveControllerHost, EventTarget {
  /** Null: the page has turned all of them off. */
  readonly shortcuts: Shortcuts | null;
  readonly wholePage: boolean;
  readonly parts: InboxParts | null;
  loadParts(): Promise<InboxParts>;
}

/** Keyboard shortcuts of the inbox. On a page of its own, they also work while nothing has the focus. */
export class InboxKeys implements ReactiveController {
  #host: KeysHost;

  constructor(host: KeysHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // First here, so that a page around the console sees whether a key was used.
    this.#host.addEventListener('keydown', this.#pressed);
    document.addEventListener('keydown', this.#pressed);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#pressed);
    document.removeEventListener('keydown', this.#pressed);
  }

  #pressed = (event: Event): void => {
    const { shortcuts, wholePage, parts } = this.#host;
    if (!(event instanceof KeyboardEvent) || shortcuts === null) return;
    const isHere = event.composedPath().includes(this.#host);
    const isOnPage = document.activeElement === document.body;
    const page = parts?.overlays.page;
    if (page) {
      if (event.key === 'Escape' && isOnPage) void page.back();
      return;
    }
    if (!isHere && !(wholePage && isOnPage)) return;
    const command = commandOf(event, shortcuts);
    // Commands do not reach what is below a page.
    const isBelow = parts?.overlays.isCovering && command !== 'commands' && command !== 'sheet';
    if (command === null || isBelow || !this.#run(command, event)) return;
    event.preventDefault();
  };

  /** Returns false if the command does not apply here and the key belongs to the page. */
  #run(command: Command, event: KeyboardEvent): boolean {
    const { parts } = this.#host;
    // At once where it is loaded: the next key may go on from there.
    if (parts) return parts.actions.run(command, event);
    void this.#host.loadParts().then(({ actions }) => actions.run(command, event));
    return true;
  }
}
