import type { LitElement, ReactiveController } from 'lit';

/** Events with which a person scrolls. */
const moves = ['wheel', 'touchmove', 'pointerdown', 'keydown'];
/** Pixels from the end that still are the end. */
const nearEnd = 8;

/**
 * Keeps the end of a scrolled element, or one thing in it, where it was put, while pictures load and what was not on
 * the screen yet gets its true size. A person who scrolls overrides it.
 */
export class KeptPlace implements ReactiveController {
  readonly #host: LitElement;
  readonly #isWhole: () => boolean;
  #place: 'end' | { element: HTMLElement; block: 'start' | 'center' } | null = null;
  #content: Element | null = null;
  #size = new ResizeObserver(() => this.#restore());
  #release = () => {
    this.#place = null;
  };
  #top = 0;
  #look = () => {
    const { scrollHeight, scrollTop, clientHeight } = this.#host;
    if (this.#place === 'end' && scrollTop < this.#top) this.#place = null;
    this.#top = scrollTop;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < nearEnd && this.#isWhole();
    if (isAtEnd) this.#place ??= 'end';
  };

  constructor(
    host: LitElement,
    /** Whether nothing is left to be loaded behind the end. */
    isWhole: () => boolean,
  ) {
    this.#host = host;
    this.#isWhole = isWhole;
    host.addController(this);
  }

  hostConnected(): void {
    for (const move of moves) this.#host.addEventListener(move, this.#release, { passive: true });
    this.#host.addEventListener('scroll', this.#look, { passive: true });
    this.#size.observe(this.#host);
  }

  hostUpdated(): void {
    const content = this.#host.renderRoot.firstElementChild;
    if (content === null || content === this.#content) return;
    this.#content = content;
    this.#size.observe(content);
  }

  hostDisconnected(): void {
    for (const move of moves) this.#host.removeEventListener(move, this.#release);
    this.#host.removeEventListener('scroll', this.#look);
    this.#size.disconnect();
    this.#content = null;
  }

  toEnd(): void {
    this.#place = 'end';
    this.#restore();
  }

  /** Scrolls this box only: `scrollIntoView` moves the page around it, too. */
  to(element: HTMLElement, block: 'start' | 'center'): void {
    this.#place = { element, block };
    this.#restore();
  }

  #restore(): void {
    const [host, place] = [this.#host, this.#place];
    if (place === 'end') {
      if (this.#isWhole()) host.scrollTop = host.scrollHeight;
    } else if (place?.element.isConnected) {
      const [box, own] = [place.element.getBoundingClientRect(), host.getBoundingClientRect()];
      const { scrollMarginTop } = getComputedStyle(place.element);
      const room =
        place.block === 'center'
          ? Math.max(0, (host.clientHeight - box.height) / 2)
          : Number.parseFloat(scrollMarginTop) || 0;
      host.scrollTop += box.top - own.top - room;
    }
    this.#top = host.scrollTop;
  }
}
