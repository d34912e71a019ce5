import { css, html, LitElement, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import { customElement } from './custom-element.ts';
import { tokens } from './tokens.ts';

/** A button that opens a box with what can be chosen. Escape, a choice, and focus that leaves close it. */
@customElement('agent-console-menu')
export class ConsoleMenu extends LitElement {
  /** What the button says. */
  @property() label = '';
  /** What it is for, for those who do not see where it stands. */
  @property() name = '';
  @query('details') private details?: HTMLDetailsElement | null;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: inline-block;
        min-inline-size: 0;
        max-inline-size: 100%;
      }
      details {
        position: relative;
      }
      summary {
        display: flex;
        gap: 5.6px;
        align-items: center;
        min-inline-size: 44px;
        min-block-size: 44px;
        max-inline-size: 100%;
        padding: 3.2px 9.6px;
        border-radius: 10px;
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
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        clip-path: inset(50%);
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
      summary > span {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      summary::after {
        content: '';
        flex: none;
        inline-size: 0.4em;
        block-size: 0.4em;
        margin-block-end: 0.2em;
        border: solid currentColor;
        border-width: 0 1.5px 1.5px 0;
        rotate: 45deg;
      }
      .box {
        position: absolute;
        z-index: 3;
        inset-block-start: 100%;
        inset-inline-start: 0;
        inline-size: max-content;
        min-inline-size: 192px;
        max-inline-size: min(320px, 86vw);
        max-block-size: min(384px, 60vh);
        overflow-y: auto;
        padding: 6.4px;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--raised);
        box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
      }
      :host([side='end']) .box {
        inset-inline: auto 0;
      }
      .box.above {
        inset-block: auto 100%;
      }
      /* Over the whole of the bar that it stands in. */
      :host([rises]) details {
        position: static;
      }
      :host([rises]) .box {
        inset-block: auto 100%;
        inset-inline: 8px;
        inline-size: auto;
        max-inline-size: none;
      }
      /* On a phone there is no room beside the button: the box is as wide as what the menu belongs to. */
      @container (max-width: 480px) {
        details {
          position: static;
        }
        .box,
        :host([side='end']) .box {
          inset-block-start: auto;
          inset-inline: 8px;
          inline-size: auto;
          max-inline-size: none;
        }
      }
    `,
  ];

  protected override render() {
    return html`<details @focusout=${this.#closeWhenLeft} @toggle=${this.#toggled}>
      <summary
        aria-label=${this.name === this.label ? this.name : `${this.name}: ${this.label}`}
        title=${this.hasAttribute('icon') ? `${this.name === this.label ? '' : `${this.name}: `}${this.label}` : nothing}
      ><slot name="mark"></slot><span>${this.label}</span></summary>
      <div class="box" role="group" aria-label=${this.name}><slot></slot></div>
    </details>`;
  }

  /** Opens it, with the focus on the first choice. */
  async open(): Promise<void> {
    await this.updateComplete;
    if (this.details) this.details.open = true;
    this.querySelector<HTMLElement>('.item')?.focus();
  }

  override focus(): void {
    this.details?.querySelector('summary')?.focus();
  }

  close(): void {
    const { details } = this;
    if (!details?.open) return;
    details.open = false;
    this.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#pressed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#pressed);
    document.removeEventListener('pointerdown', this.#closeOutside, true);
  }

  #toggled(): void {
    const isOpen = this.details?.open === true;
    document.removeEventListener('pointerdown', this.#closeOutside, true);
    if (isOpen) document.addEventListener('pointerdown', this.#closeOutside, true);
    this.#place();
  }

  /** Also where nothing takes the focus, as on empty space. */
  #closeOutside = (event: Event): void => {
    if (this.details && !event.composedPath().includes(this)) this.details.open = false;
  };

  /** The box opens upwards where it has no room below and more above. */
  #place(): void {
    const box = this.renderRoot.querySelector<HTMLElement>('.box');
    if (!this.details?.open || !box || this.hasAttribute('rises')) return;
    box.classList.remove('above');
    const { top, bottom } = this.details.getBoundingClientRect();
    const { height } = box.getBoundingClientRect();
    const below = window.innerHeight - bottom;
    box.classList.toggle('above', height > below && top > below);
  }

  get #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.item')].filter((item) => !item.matches(':disabled'));
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
    const isInside =
      relatedTarget instanceof Node && (this.contains(relatedTarget) || relatedTarget === this);
    if (
      this.details &&
      relatedTarget !== null &&
      !isInside &&
      !this.renderRoot.contains(relatedTarget as Node)
    ) {
      this.details.open = false;
    }
  }
}

/** How what stands in a menu looks. */
export const menuItems = css`
  .item {
    display: flex;
    gap: 8px;
    align-items: center;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 4.8px 9.6px;
    border: 0;
    border-radius: 8px;
    background: none;
    color: inherit;
    text-align: start;
  }
  .item:hover {
    background: var(--sunken);
  }
  .item > .label {
    max-inline-size: 100%;
  }
  .item[aria-pressed='true'] {
    font-weight: 600;
  }
  .item[aria-pressed='true']::after {
    content: '✓';
    margin-inline-start: auto;
  }
  .group {
    margin: 6.4px 9.6px 3.2px;
    color: var(--quiet);
    font-size: 12px;
    font-weight: 600;
  }
`;

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-menu': ConsoleMenu;
  }
}
