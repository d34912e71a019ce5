/** The actions of one message, beside it or, on a phone, at the bottom of the screen. */
import { css, html, LitElement, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { isOfInputMethod } from '../../../client/browser/input-method.ts';
import { customElement } from '../../ui/custom-element.ts';
import { menuItems } from '../../ui/overlays/menu-items.ts';
import { scrim } from '../../ui/palettes/overlays.ts';
import { tokens } from '../../ui/tokens.ts';
import './reaction-picker.ts';
import type { ReactionPick } from './reaction-picker.ts';

export interface MessageChoice {
  icon: unknown;
  text: string;
  run(): void;
}

/** What the menu offers for a message. */
export interface MessageMenuContent {
  /** What screen readers say it is about. */
  about: string;
  /** Our current reaction; undefined: one cannot react. */
  reaction: string | null | undefined;
  react(emoji: string): void;
  choices: readonly MessageChoice[];
}

@customElement('agent-console-message-menu')
export class MessageMenu extends LitElement {
  @property({ attribute: false }) content: MessageMenuContent | null = null;
  @state() private hasChoices = true;
  @query('.box') private box?: HTMLElement | null;
  #from: Element | null = null;

  static override readonly styles = [
    tokens,
    menuItems,
    css`
      :host {
        display: contents;
      }
      .box {
        position: fixed;
        inset: auto;
        top: var(--top);
        left: var(--left);
        inline-size: max-content;
        max-inline-size: min(360px, 100vw - 16px);
        max-block-size: calc(100dvh - 16px);
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
      .box:not(:popover-open) {
        display: none;
      }
      .item svg {
        flex: none;
        color: var(--quiet);
      }
      agent-console-reactions {
        border: 0;
        margin: 0;
        padding: 0 0 4px;
        background: none;
      }
      @media (pointer: coarse) and (max-width: 820px) {
        .box {
          inset: auto 0 0;
          inline-size: 100vw;
          max-inline-size: none;
          padding: 12px 12px max(12px, env(safe-area-inset-bottom));
          border-width: 1px 0 0;
          border-radius: var(--radius-l) var(--radius-l) 0 0;
          box-shadow: var(--shadow-l);
        }
        .box::backdrop {
          background: ${scrim};
        }
        .item {
          min-block-size: 52px;
          gap: 16px;
          font-size: 16px;
        }
      }
      @media (prefers-reduced-motion: no-preference) {
        @media (pointer: coarse) and (max-width: 820px) {
          .box {
            animation: rise 180ms var(--ease);
          }
        }
        @keyframes rise {
          from {
            translate: 0 24px;
            opacity: 0;
          }
        }
      }
    `,
  ];

  protected override render() {
    const { content } = this;
    return html`<div
      class="box"
      popover="manual"
      role="group"
      aria-label=${content?.about ?? nothing}
      @keydown=${this.#pressed}
    >
      ${
        content?.reaction === undefined
          ? nothing
          : html`<agent-console-reactions
              .current=${content.reaction}
              @reaction-pick=${({ emoji }: ReactionPick) => {
                this.close();
                if (emoji !== null) content.react(emoji);
              }}
              @reactions-unfold=${() => {
                if (this.box && this.#from) this.#place(this.box, this.#from);
              }}
            ></agent-console-reactions>`
      }
      ${
        this.hasChoices
          ? content?.choices.map(
              ({ icon, text, run }) =>
                html`<button
                  class="item"
                  @click=${() => {
                    this.close();
                    run();
                  }}
                >
                  ${icon} ${text}
                </button>`,
            )
          : nothing
      }
    </div>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#closeOutside, { capture: true });
  }

  /** Opens it beside an element, which gets the focus back. */
  async open(content: MessageMenuContent, from: Element, part: 'reactions' | 'all'): Promise<void> {
    this.content = content;
    this.hasChoices = part === 'all';
    this.#from = from;
    await this.updateComplete;
    const { box } = this;
    if (!box) return;
    // Without popovers it is positioned in the same way.
    if ('showPopover' in box) box.showPopover();
    document.addEventListener('pointerdown', this.#closeOutside, { capture: true });
    const reactions = this.renderRoot.querySelector('agent-console-reactions');
    reactions?.fold();
    await reactions?.updateComplete;
    this.#place(box, from);
    this.#stops[0]?.focus({ preventScroll: true });
  }

  close(): void {
    document.removeEventListener('pointerdown', this.#closeOutside, { capture: true });
    if (this.box && 'hidePopover' in this.box) this.box.hidePopover();
    this.#giveBack();
  }

  /** What can have the focus, in order. */
  get #stops(): HTMLElement[] {
    const picker = this.renderRoot.querySelector('agent-console-reactions');
    const items = this.renderRoot.querySelectorAll<HTMLElement>('.item');
    return [...(picker ? [picker] : []), ...items];
  }

  #place(box: HTMLElement, from: Element): void {
    const { left, right, top, bottom } = from.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const isAbove = bottom + height + 8 > window.innerHeight && top > height + 8;
    const y = isAbove ? top - height - 4 : Math.min(bottom + 4, window.innerHeight - height - 8);
    const x = (left + right) / 2 < window.innerWidth / 2 ? left : right - width;
    box.style.setProperty('--top', `${Math.max(8, y)}px`);
    box.style.setProperty('--left', `${Math.max(8, Math.min(x, window.innerWidth - width - 8))}px`);
  }

  #pressed(event: KeyboardEvent): void {
    if (isOfInputMethod(event)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const stops = this.#stops;
    const elements: readonly (Element | null)[] = stops;
    const at = elements.indexOf(this.shadowRoot?.activeElement ?? null);
    stops[(at + step + stops.length) % stops.length]?.focus();
  }

  /** A press elsewhere closes it. The finger whose long press opened it is lifted first. */
  #closeOutside = (event: Event): void => {
    if (this.box && !event.composedPath().includes(this.box)) this.close();
  };

  /** Gives the focus back, unless it is elsewhere by now. */
  #giveBack(): void {
    const from = this.#from;
    this.#from = null;
    if (!(from instanceof HTMLElement) || !from.isConnected) return;
    const root = from.getRootNode();
    const active = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
    if (active === null || active === this) from.focus({ preventScroll: true });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-message-menu': MessageMenu;
  }
}
