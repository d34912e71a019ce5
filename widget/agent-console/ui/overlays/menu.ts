import { css, html, LitElement, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import { isOfInputMethod } from '../../../client/browser/input-method.ts';
import { customElement } from '../custom-element.ts';
import { spokenOnly } from '../spoken-only.ts';
import { tokens } from '../tokens.ts';

export { menuItems } from './menu-items.ts';

/** A menu opens or closes. */
export class MenuToggle extends Event {
  constructor(readonly isOpen: boolean) {
    super('menu-toggle');
  }
}

/** For the inbox's own styles: pages cannot reach it. */
const ownPart = 'button';

/** A button that opens a box with what can be chosen. Escape, a choice, and focus that leaves close it. */
@customElement('agent-console-menu')
export class ConsoleMenu extends LitElement {
  /** The text of the button. */
  @property() label = '';
  /** Its purpose, for people who do not see its surroundings. */
  @property() name = '';
  @query('details') private details?: HTMLDetailsElement | null;
  @query('.box') private box?: HTMLElement | null;
  #wasOpen = false;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: inline-block;
        min-inline-size: 0;
        max-inline-size: 100%;
      }
      summary {
        display: flex;
        gap: 4px;
        align-items: center;
        min-inline-size: 44px;
        min-block-size: 44px;
        max-inline-size: 100%;
        padding: 4px 8px;
        border-radius: var(--radius-m);
        font-size: 13px;
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary:hover {
        background: var(--sunken);
      }
      /* Only a picture: its words are spoken. */
      :host([icon]) summary {
        justify-content: center;
        min-inline-size: var(--control);
        min-block-size: var(--control);
        padding: 0 4px;
      }
      :host([icon]) summary > span {
        ${spokenOnly}
      }
      :host([icon]) summary::after {
        content: none;
      }
      @media (pointer: coarse) {
        :host([icon]) summary {
          min-inline-size: 44px;
          min-block-size: 44px;
        }
      }
      /* Within the bar: what stands below it covers what sticks out. */
      summary:focus-visible {
        outline-offset: -2px;
      }
      ::slotted([slot='mark']) {
        display: grid;
        place-items: center;
      }
      /* Whoever shows the menu can leave its words out where there is no room; they are spoken. */
      summary > span {
        display: var(--menu-label, block);
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      summary::after {
        content: '';
        display: var(--menu-label, block);
        flex: none;
        inline-size: 0.4em;
        block-size: 0.4em;
        margin-block-end: 2px;
        border: solid currentColor;
        border-width: 0 1.5px 1.5px 0;
        rotate: 45deg;
      }
      /* Over everything, so that nothing around it cuts it off. Its place is computed. */
      .box {
        position: fixed;
        inset: auto;
        z-index: 3;
        inline-size: max-content;
        min-inline-size: 192px;
        max-inline-size: min(320px, 100vw - 16px);
        margin: 0;
        overflow-y: auto;
        overscroll-behavior: contain;
        padding: 8px;
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        background: var(--raised);
        box-shadow: var(--shadow-m);
        color: inherit;
      }
    `,
  ];

  protected override render() {
    return html`<details @focusout=${this.#closeWhenLeft} @toggle=${this.#toggled}>
      <summary
        part=${ownPart}
        aria-label=${this.name === this.label ? this.name : `${this.name}: ${this.label}`}
        title=${this.hasAttribute('icon') ? `${this.name === this.label ? '' : `${this.name}: `}${this.label}` : nothing}
      ><slot name="mark"></slot><span>${this.label}</span></summary>
      <div class="box" popover="manual" role="group" aria-label=${this.name}><slot></slot></div>
    </details>`;
  }

  /** Opens it, with the focus on the first choice. */
  async open(): Promise<void> {
    await this.updateComplete;
    if (this.details) this.details.open = true;
    this.#toggled();
    this.querySelector<HTMLElement>('.item')?.focus();
  }

  override focus(): void {
    this.details?.querySelector('summary')?.focus();
  }

  close(): void {
    const { details } = this;
    if (!details?.open) return;
    details.open = false;
    this.#toggled();
    this.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#pressed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#pressed);
    this.#watch(false);
  }

  #toggled(): void {
    const isOpen = this.details?.open === true;
    const { box } = this;
    // Without popovers it is positioned in the same way, but other layers of the page may cover it.
    if (box?.isConnected && 'showPopover' in box) box.togglePopover(isOpen);
    this.#watch(isOpen);
    if (isOpen !== this.#wasOpen) {
      this.#wasOpen = isOpen;
      this.dispatchEvent(new MenuToggle(isOpen));
    }
    // Its content may have been made only now.
    this.#place();
  }

  /** Its content has changed its size. */
  place(): void {
    this.#place();
  }

  #watch(isOpen: boolean): void {
    const watch = isOpen ? 'addEventListener' : 'removeEventListener';
    document[watch]('pointerdown', this.#closeOutside, true);
    window[watch]('scroll', this.#place, true);
    window[watch]('resize', this.#place);
  }

  /** Also where nothing takes the focus, as on empty space. */
  #closeOutside = (event: Event): void => {
    if (this.details && !event.composedPath().includes(this)) this.details.open = false;
  };

  /** Below its button, or above where there is more room, and never outside the window. */
  #place = (): void => {
    const { box, details } = this;
    if (!details?.open || !box) return;
    const button = details.getBoundingClientRect();
    const [below, above] = [window.innerHeight - button.bottom, button.top];
    box.style.maxBlockSize = `${Math.min(560, Math.max(below, above) - 12)}px`;
    const { width, height } = box.getBoundingClientRect();
    const isAbove = (this.hasAttribute('rises') || height > below - 8) && above > below;
    box.style.top = `${isAbove ? button.top - height - 4 : button.bottom + 4}px`;
    const isFromRight = (this.getAttribute('side') === 'end') !== this.matches(':dir(rtl)');
    const left = isFromRight ? button.right - width : button.left;
    box.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  };

  get #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.item')].filter(
      // A narrow place hides some.
      (item) => !item.matches(':disabled') && item.checkVisibility?.() !== false,
    );
  }

  /** Arrow keys go through the choices, from the button too; a field in the box keeps its own. */
  #pressed(event: KeyboardEvent): void {
    this.#closeOnEscape(event);
    const steps: Record<string, (at: number, count: number) => number> = {
      ArrowDown: (at, count) => (at + 1) % count,
      ArrowUp: (at, count) => (at <= 0 ? count : at) - 1,
      Home: () => 0,
      End: (_, count) => count - 1,
    };
    const step = steps[event.key];
    const target = event.composedPath()[0];
    const isWritten =
      target instanceof Element && target.matches('input:not([type=checkbox]), textarea, select');
    if (!step || isWritten || event.altKey || event.ctrlKey || event.metaKey) return;
    const isArrow = event.key.startsWith('Arrow');
    if (!this.details || (!this.details.open && !isArrow)) return;
    event.preventDefault();
    event.stopPropagation();
    this.details.open = true;
    // The browser tells a moment later that it is open, and only what is shown takes the focus.
    this.#toggled();
    const items = this.#items;
    const root = this.getRootNode();
    const active = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
    const at = items.findIndex((item) => item.contains(active));
    if (items.length > 0) items[step(at, items.length)]?.focus();
  }

  #closeOnEscape(event: KeyboardEvent): void {
    if (isOfInputMethod(event) || event.key !== 'Escape' || !this.details?.open) return;
    event.stopPropagation();
    // A dialog around it stays open.
    event.preventDefault();
    this.close();
  }

  #closeWhenLeft({ relatedTarget }: FocusEvent): void {
    if (!(relatedTarget instanceof Node)) return;
    const isInside =
      relatedTarget === this || this.contains(relatedTarget) || this.renderRoot.contains(relatedTarget);
    if (this.details && !isInside) this.details.open = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-menu': ConsoleMenu;
  }
}
