import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** On paper there is no scrolling: every box around the page is as high as what is in it. */
const opened =
  'position: static; display: block; block-size: auto; max-block-size: none; overflow: visible; contain: none;';

interface Paper {
  /** Whether the page is printed alone. */
  isWanted(): boolean;
  /** Lays it out for paper, when all boxes around it are open, and back for the screen. */
  open(): void;
  close(): void;
}

/**
 * Prints all of a page that scrolls within others, and nothing of what is beside it. It works through the shadow trees
 * that it is in, whose style sheets are not its own.
 */
export class WholePrint implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  #paper: Paper;
  #before = new Map<HTMLElement, string>();
  #isOpen = false;

  constructor(host: ReactiveControllerHost & HTMLElement, paper: Paper) {
    this.#host = host;
    this.#paper = paper;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('beforeprint', this.#open);
    window.addEventListener('afterprint', this.#close);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeprint', this.#open);
    window.removeEventListener('afterprint', this.#close);
    this.#close();
  }

  #open = (): void => {
    if (!this.#paper.isWanted()) return;
    this.#isOpen = true;
    let element: Element | null = this.#host;
    while (element instanceof HTMLElement) {
      this.#style(element, opened);
      const root = element.getRootNode();
      for (const beside of element.parentNode?.children ?? []) {
        if (beside !== element && beside instanceof HTMLElement) this.#style(beside, 'display: none;');
      }
      element = element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    }
    this.#paper.open();
  };

  #close = (): void => {
    if (this.#isOpen) this.#paper.close();
    this.#isOpen = false;
    for (const [element, style] of this.#before) element.style.cssText = style;
    this.#before.clear();
  };

  #style(element: HTMLElement, style: string): void {
    this.#before.set(element, element.style.cssText);
    element.style.cssText += style.replaceAll(';', ' !important;');
  }
}
