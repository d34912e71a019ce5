import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { whatsappIcon } from '../theme/whatsapp-icon.ts';
import { chatLink } from './chat-link.ts';
import { upgradeSnippets } from './legacy-snippet.ts';
import { backgroundOf, readableOn } from './readable-colors.ts';

/** Spelling that plugins of this kind use for two attributes, and that sites have pasted. */
const otherSpelling: Record<string, string> = {
  pre_filled_message: 'pre-filled-message',
  border_radius: 'border-radius',
};

/**
 * A button that opens WhatsApp at a chat with your number. It is a link: it works with the keyboard, a long press
 * and without our Worker, and asks nobody for anything before it is pressed.
 *
 * @slot - A link that works before this script has loaded, or without it. Hidden once the button is there.
 * @csspart button - The link itself.
 * @cssprop --message-us-font - Font of the label; the page's by default.
 */
@customElement('message-us')
export class MessageUs extends LitElement {
  /** Your WhatsApp number with its country code, in any human form. */
  @property() number = '';
  /** What the button says. */
  @property() label = 'Message us';
  /** What stands ready in the visitor's message field. */
  @property({ attribute: 'pre-filled-message' }) preFilledMessage = '';
  /** `teal`, `green`, `white` or any CSS colour. */
  @property() color = 'teal';
  /** `standard`, or `compact` for a lower one. */
  @property() size: 'standard' | 'compact' = 'standard';
  /** A CSS length; a bare number is in pixels. */
  @property({ attribute: 'border-radius' }) borderRadius = '';

  static override readonly styles = css`
    :host {
      display: inline-block;
      vertical-align: middle;
      max-inline-size: 100%;
    }
    :host([hidden]) {
      display: none;
    }
    a {
      display: inline-flex;
      align-items: center;
      gap: 0.55em;
      box-sizing: border-box;
      max-inline-size: 100%;
      min-block-size: 48px;
      padding: 0.6em 1.25em;
      border: 1px solid color-mix(in srgb, currentColor 18%, transparent);
      border-radius: 999px;
      font-family: var(--message-us-font, inherit);
      font-size: 1rem;
      font-weight: 600;
      line-height: 1.3;
      text-decoration: none;
      overflow-wrap: anywhere;
      transition: filter 0.15s, transform 0.15s;
    }
    a.compact {
      min-block-size: 36px;
      padding: 0.35em 0.9em;
      font-size: 0.875rem;
    }
    a:hover {
      filter: brightness(0.94);
    }
    a:active {
      transform: scale(0.98);
    }
    a:focus-visible {
      outline: 3px solid Highlight;
      outline-offset: 3px;
    }
    svg {
      flex: none;
    }
    @media (prefers-reduced-motion: reduce) {
      a {
        transition: none;
      }
    }
    @media (forced-colors: active) {
      a {
        border-color: LinkText;
      }
    }
  `;

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...Object.keys(otherSpelling)];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    const ours = otherSpelling[name];
    if (ours === undefined) super.attributeChangedCallback(name, old, value);
    else if (value === null) this.removeAttribute(ours);
    else this.setAttribute(ours, value);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('number')) return;
    const link = chatLink(this.number, '');
    if ('problem' in link) console.error(`<message-us> ${link.problem}`);
  }

  protected override render() {
    const link = chatLink(this.number, this.preFilledMessage);
    if ('problem' in link) return html`<slot></slot>`;
    return html`<a
      part="button"
      class=${this.size === 'compact' ? 'compact' : nothing}
      href=${link.href}
      target="_blank"
      rel="noopener"
      >${whatsappIcon}<span>${this.label || 'Message us'}</span></a
    >`;
  }

  protected override updated(): void {
    const button = this.renderRoot.querySelector('a');
    if (!button) return;
    const background = backgroundOf(this.color, (color) => CSS.supports('color', color));
    // Through the object model, which a strict content security policy allows.
    button.style.backgroundColor = background;
    button.style.color = readableOn(channelsOf(background));
    const radius = this.borderRadius.trim();
    button.style.borderRadius = /^\d+(\.\d+)?$/.test(radius) ? `${radius}px` : radius;
  }
}

/** The browser paints the colour and tells what came out, so that any notation it knows is right. */
function channelsOf(color: string): [red: number, green: number, blue: number] {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return [0, 0, 0];
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

upgradeSnippets(document);
if (document.readyState === 'loading') {
  document.addEventListener('DOMContentLoaded', () => upgradeSnippets(document), { once: true });
}

declare global {
  interface HTMLElementTagNameMap {
    'message-us': MessageUs;
  }
}
