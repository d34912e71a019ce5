import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { ButtonSettings } from '../../../../worker/api/numbers/button.ts';
import { buttonBook, buttonWords as words } from '../../../locales/button.ts';
import { speech } from '../../../locales/speak.ts';
import type { MessageUsCard } from '../../../message-us/card/message-us-card.ts';
import { MessageUs } from '../../../message-us/message-us-element.ts';
import { customElement } from '../../ui/custom-element.ts';
import { siteColors } from '../../ui/palettes/previews.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import type { Placement } from './button-snippet.ts';

// The page may have it already, from its own tag.
if (!customElements.get('message-us')) customElements.define('message-us', MessageUs);

const devices = ['desktop', 'phone'] as const;

/** The button with its card open, as on a computer and on a phone. It is the real element, so it can be tried. */
@customElement('agent-console-button-preview')
export class ButtonPreview extends WordedElement {
  protected override readonly book = buttonBook;
  @property({ attribute: false }) settings: ButtonSettings = {};
  @property() floating: Placement['floating'] = 'end';
  #latest = 0;

  static override readonly styles = [
    tokens,
    siteColors,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .frames {
        display: flex;
        flex-wrap: wrap;
        gap: 16px;
        align-items: end;
        justify-content: center;
      }
      figure {
        display: grid;
        gap: 8px;
        justify-items: center;
        margin: 0;
      }
      figcaption,
      small {
        color: var(--quiet);
        font-size: 13px;
      }
      .screen {
        position: relative;
        contain: strict;
        transform: translate(0);
        overflow: hidden;
        background: var(--site);
        color: var(--site-ink);
        font-size: 16px;
      }
      .desktop .screen {
        inline-size: 720px;
        block-size: 620px;
        border: 2px solid var(--line);
        border-block-start-width: 32px;
        border-radius: 12px;
        zoom: 0.5;
      }
      .phone .screen {
        inline-size: 360px;
        block-size: 660px;
        border: 10px solid var(--bezel);
        border-radius: 40px;
        zoom: 0.55;
      }
      @container (max-width: 379px) {
        .desktop .screen {
          zoom: 0.42;
        }
      }
      /* A page of the site. */
      .page {
        position: absolute;
        inset: 40px 48px auto;
        display: grid;
        gap: 16px;
      }
      .page i {
        block-size: 12px;
        border-radius: 6px;
        background: var(--site-line);
      }
      .page i:first-child {
        inline-size: 40%;
        block-size: 24px;
      }
      .page i:nth-child(3n) {
        inline-size: 75%;
      }
      .page message-us {
        justify-self: start;
        margin-block-start: 8px;
      }
      /* Placed in the frame instead of the window. */
      .desktop message-us::part(card) {
        inset-block: auto 80px !important;
        inset-inline: auto 20px !important;
        max-block-size: calc(100% - 100px) !important;
      }
      .desktop .start message-us::part(card),
      .desktop .no message-us::part(card) {
        inset-inline: 20px auto !important;
      }
      .phone message-us::part(card) {
        max-block-size: calc(100% - 48px) !important;
      }
    `,
  ];

  protected override render() {
    const { floating } = this;
    const button = html`<message-us
      lang=${speech.locale}
      floating=${floating === 'no' ? nothing : floating}
      @message-us-press=${(event: Event) => event.preventDefault()}
      @message-us-open=${(event: Event) => event.stopPropagation()}
      @message-us-close=${(event: Event) => event.stopPropagation()}
    ></message-us>`;
    const names = { desktop: words.computer, phone: words.phone };
    return html`<div class="frames">
      ${devices.map(
        (device) => html`<figure class=${device}>
          <div class="screen ${floating}" role="group" aria-label=${names[device]}>
            <div class="page" role="none">
              ${Array.from({ length: 8 }, () => html`<i></i>`)}${floating === 'no' ? button : nothing}
            </div>
            ${floating === 'no' ? nothing : button}
          </div>
          <figcaption>${names[device]}</figcaption>
        </figure>`,
      )}
    </div>`;
  }

  protected override updated(): void {
    for (const device of devices) {
      const button = this.renderRoot.querySelector<MessageUs>(`.${device} message-us`);
      if (button) void this.#show(button, device, ++this.#latest);
    }
  }

  /** Later settings win over those whose files are still loading. */
  async #show(button: MessageUs, device: (typeof devices)[number], turn: number): Promise<void> {
    button.preview = device;
    button.settings = this.settings;
    await button.updateComplete;
    // Two previews would be two landmarks with one name.
    button.shadowRoot?.querySelector('.float')?.setAttribute('role', 'none');
    const { card, agents, greeting, consent } = this.settings;
    if (!(card ?? (agents || greeting || consent))) button.close();
    else if (button.isCardOpen)
      await button.shadowRoot?.querySelector<MessageUsCard>('message-us-card')?.refresh();
    else if (turn > this.#latest - devices.length) await button.showCard(false);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-button-preview': ButtonPreview;
  }
}
