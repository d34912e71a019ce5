import { css, html, LitElement, nothing } from 'lit';
import { query, state } from 'lit/decorators.js';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { customElement } from '../custom-element.ts';
import { inverseColors } from '../palettes/inverse.ts';
import { spokenOnly } from '../spoken-only.ts';
import { tokens } from '../tokens.ts';
import type { ToastContent } from './toast-show.ts';

const lastsMs = 6_000;

/** One sentence at the bottom of the console, for six seconds, with *Undo* where that is possible. */
@customElement('agent-console-toast')
export class Toast extends LitElement {
  @state() private content: ToastContent | null = null;
  @query('.toast') private box?: HTMLElement | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The pointer is over it, or the focus is in it. */
  #isHeld = false;
  #home: ParentNode | null = null;

  static override readonly styles = [
    tokens,
    inverseColors,
    controlStyles,
    css`
      :host {
        display: block;
      }
      .heard {
        ${spokenOnly}
      }
      .toast {
        position: fixed;
        inset: auto auto var(--from-bottom, 24px) var(--middle, 50%);
        align-items: center;
        gap: 8px;
        inline-size: max-content;
        max-inline-size: min(480px, var(--room, 100vw) - 32px);
        margin: 0;
        padding: 4px 4px 4px 16px;
        border: 1px solid transparent;
        border-radius: var(--radius-m);
        background: var(--inverse);
        box-shadow: var(--shadow-l);
        color: var(--on-inverse);
        transform: translateX(-50%);
      }
      .toast:popover-open {
        display: flex;
      }
      .toast:dir(rtl) {
        padding: 4px 16px 4px 4px;
      }
      p {
        flex: 1;
        min-inline-size: 0;
        margin: 0;
        padding-block: 8px;
        overflow-wrap: anywhere;
      }
      .undo {
        flex: none;
        min-block-size: var(--control);
        padding: 0 12px;
        border: 0;
        border-radius: var(--radius-s);
        background: none;
        color: var(--inverse-accent);
        font-weight: 600;
      }
      .undo:hover,
      .icon-button:hover {
        background: var(--inverse-hover);
      }
      .icon-button {
        color: inherit;
      }
      :focus-visible {
        outline-color: currentColor;
        outline-offset: -2px;
      }
      @media (prefers-reduced-motion: no-preference) {
        .toast:popover-open {
          animation: rise 180ms var(--ease);
        }
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translate(-50%, 12px);
        }
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    const { content } = this;
    return html`<div class="heard" role="status">${content?.text ?? ''}</div>
      <div
        class="toast"
        popover="manual"
        @pointerenter=${() => this.#hold(true)}
        @pointerleave=${() => this.#hold(false)}
        @focusin=${() => this.#hold(true)}
        @focusout=${() => this.#hold(false)}
      >
        <p aria-hidden="true">${content?.text ?? ''}</p>
        ${
          content?.undo
            ? html`<button class="undo" @click=${() => this.undo()}>${strings.undo}</button>`
            : nothing
        }
        <button class="icon-button" aria-label=${strings.close} @click=${() => this.hide()}>${icons.close}</button>
      </div>`;
  }

  /**
   * Shows it over the console. Under a modal dialog it could not be pressed, so it moves into the one that the event
   * came from, and back when it is gone.
   */
  async show(content: ToastContent, from: readonly EventTarget[] = []): Promise<void> {
    this.#home ??= this.parentNode;
    const modal = from.find((target) => target instanceof HTMLDialogElement && target.matches(':modal'));
    const place = modal instanceof HTMLDialogElement ? modal : this.#home;
    if (place && place !== this.parentNode) place.append(this);
    this.content = content;
    this.#isHeld = false;
    await this.updateComplete;
    if (!this.isConnected) return;
    this.#place();
    // Showing it again puts it above anything that has opened since.
    if (this.box?.matches(':popover-open')) this.box.hidePopover();
    this.box?.showPopover();
    this.#count();
  }

  /** Reverses the action of the toast. Returns false if there is nothing to reverse. */
  undo(): boolean {
    const undo = this.content?.undo;
    if (!undo) return false;
    this.hide();
    undo();
    return true;
  }

  hide(): void {
    clearTimeout(this.#timer);
    if (this.box?.matches(':popover-open')) this.box.hidePopover();
    this.content = null;
    if (this.#home && this.parentNode !== this.#home && this.isConnected) this.#home.append(this);
  }

  /** In the middle of the console, which may be a small part of a page. */
  #place(): void {
    const root = this.getRootNode();
    const area = root instanceof ShadowRoot ? root.host.getBoundingClientRect() : null;
    if (!area || area.width === 0) return;
    this.style.setProperty('--middle', `${area.left + area.width / 2}px`);
    this.style.setProperty('--room', `${area.width}px`);
    this.style.setProperty('--from-bottom', `${Math.max(0, window.innerHeight - area.bottom) + 24}px`);
  }

  #hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (this.content) this.#count();
  }

  #count(): void {
    clearTimeout(this.#timer);
    if (!this.#isHeld) this.#timer = setTimeout(() => this.hide(), lastsMs);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-toast': Toast;
  }
}
