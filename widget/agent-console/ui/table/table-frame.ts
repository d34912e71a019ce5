import { css, html, LitElement, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { customElement } from '../custom-element.ts';
import { tokens } from '../tokens.ts';

/**
 * The frame around a table. It scrolls sideways if the table is too wide: a shadow at an edge shows that there is more,
 * and the arrow keys scroll it.
 */
@customElement('agent-console-table')
export class TableFrame extends LitElement {
  /** The accessible name of the part that scrolls. */
  @property() label = '';
  @state() private isTooWide = false;
  @query('.pane') private pane?: HTMLElement | null;
  #size = new ResizeObserver(() => this.#measure());

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        container-type: inline-size;
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        overflow: clip;
      }
      /* The shadows are behind the table and stay; the covers over them move with it. */
      .pane {
        --shadow: color-mix(in srgb, var(--ink) 22%, transparent);
        overflow-x: auto;
        background:
          linear-gradient(to right, var(--surface) 16px, transparent) left / 32px 100% local,
          linear-gradient(to left, var(--surface) 16px, transparent) right / 32px 100% local,
          linear-gradient(to right, var(--shadow), transparent) left / 12px 100%,
          linear-gradient(to left, var(--shadow), transparent) right / 12px 100%;
        background-color: var(--surface);
        background-repeat: no-repeat;
      }
      .pane:focus-visible {
        outline-offset: -2px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  protected override render() {
    const { isTooWide } = this;
    return html`<div
      class="pane"
      role=${isTooWide ? 'region' : nothing}
      aria-label=${isTooWide ? this.label : nothing}
      tabindex=${isTooWide ? 0 : nothing}
    >
      <slot @slotchange=${this.#watch}></slot>
    </div>`;
  }

  #watch({ target }: Event): void {
    if (!(target instanceof HTMLSlotElement)) return;
    for (const element of target.assignedElements()) this.#size.observe(element);
  }

  #measure(): void {
    const { pane } = this;
    this.isTooWide = pane ? pane.scrollWidth > pane.clientWidth : false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-table': TableFrame;
  }
}
