import { html, LitElement, nothing } from 'lit';
import type { BusinessHours, ButtonAgent, ButtonSettings } from '../../../worker/api/button.ts';
import { type CardStrings, stringsIn } from '../../locales/card.ts';
import { english } from '../../locales/en/card.ts';
import { whatsappIcon } from '../../theme/whatsapp-icon.ts';
import type { Button } from '../button.ts';
import {
  handleClick,
  linkTo,
  loadPageText,
  newReference,
  type Recipient,
  reportClick,
} from '../click/handle-click.ts';
import { MessageUsClose, MessageUsOpen } from '../events.ts';
import type { Opening } from './business-hours.ts';
import { cardSettings } from './card-settings.ts';
import { cardStyles } from './card-styles.ts';
import { placeCard } from './place-card.ts';

/**
 * The card that opens before WhatsApp. It shows business hours, agents to choose from, and on a computer a QR code for the
 * phone. It is a native dialog, which traps and restores focus and closes with Escape.
 *
 * @csspart card - The dialog.
 * @csspart header - The header of the card.
 * @csspart bubble - A greeting message.
 * @csspart agent - A person or department to choose.
 * @csspart link - A link to WhatsApp.
 * @csspart qr-code - The QR code for a phone.
 * @cssprop --message-us-card-color - Background of the card.
 */
export class MessageUsCard extends LitElement {
  static override readonly styles = cardStyles;
  static override readonly properties = {
    strings: { state: true },
    selectedAgent: { state: true },
    hasAgreed: { state: true },
  };
  declare protected strings: CardStrings;
  /** The agent to write to, if there are several. */
  declare protected selectedAgent: ButtonAgent | null;
  declare protected hasAgreed: boolean;

  #button: Button;
  #settings: ButtonSettings = {};
  /** The reference in the QR code. Created only if the visitor opened the card themselves. */
  #reference: string | null = null;
  #renderCode: typeof import('./qr-code.ts').renderQrCode | null = null;
  #openingAt: typeof import('./business-hours.ts').openingAt | null = null;
  #isComputer = matchMedia('(hover: hover) and (pointer: fine)').matches;
  #opener: Element | null = null;
  /** Aborted when the card closes. Until then it follows the button. */
  #following = new AbortController();

  constructor(button: Button) {
    super();
    this.#button = button;
    this.setAttribute('exportparts', 'card, header, bubble, agent, link, qr-code');
    this.strings = english;
    this.selectedAgent = null;
    this.hasAgreed = false;
  }

  /** Loads everything that the card needs. */
  async load(): Promise<void> {
    if (this.#dialog?.open) return;
    this.#settings = await cardSettings(this.#button);
    const { agents = [], hours } = this.#settings;
    [this.strings, this.#renderCode, this.#openingAt] = await Promise.all([
      stringsIn(this.#button.language),
      this.#isComputer ? import('./qr-code.ts').then(({ renderQrCode }) => renderQrCode) : null,
      hours || agents.some((agent) => agent.hours)
        ? import('./business-hours.ts').then(({ openingAt }) => openingAt)
        : null,
      loadPageText(this.#button),
    ]);
  }

  /** Shows the loaded card. Focus moves into it only if the visitor opened it. */
  async show(isUserInitiated: boolean): Promise<void> {
    if (this.#dialog?.open || !this.#button.dispatchEvent(new MessageUsOpen())) return;
    this.selectedAgent = null;
    this.#reference = null;
    if (isUserInitiated && !this.#settings.agents?.length) this.#reportQrCode({});
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.#dialog;
    if (!dialog || !this.isConnected || dialog.open) return;
    this.#opener = document.activeElement;
    if (isUserInitiated) dialog.showModal();
    else {
      this.#moveToTopLayer();
      dialog.open = true;
    }
    this.#button.isCardOpen = true;
    this.#button.requestUpdate();
    this.#follow();
  }

  close(): void {
    this.#dialog?.close();
  }

  /** Closes the card. If the element came back, the browser would show an open dialog without making it modal. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const dialog = this.#dialog;
    if (!dialog?.open) return;
    dialog.open = false;
    this.#markClosed();
  }

  /** Moves the card to the top layer, like a modal dialog. The popover is the layer, because a popover dialog would take focus. */
  #moveToTopLayer(): void {
    const layer = this.renderRoot.querySelector<HTMLElement>('.layer');
    if (!layer?.showPopover) return;
    layer.popover = 'manual';
    layer.showPopover();
  }

  protected override render() {
    const { strings, selectedAgent } = this;
    const settings = this.#settings;
    const { agents = [], greeting = [], closed } = settings;
    const name = selectedAgent?.name ?? settings.name ?? strings.chat;
    const opening = this.#openingOf(selectedAgent?.hours ?? settings.hours);
    const isShut = opening?.isOpen === false;
    const status = isShut
      ? this.#closedText(opening)
      : (selectedAgent?.role ?? settings.status ?? (opening && strings.isOpen));
    return html`<div class="layer"><dialog part="card" aria-labelledby="name" @close=${this.#closed} @click=${this.#clicked} @keydown=${this.#pressed}>
      <header part="header" role="none">
        ${
          selectedAgent
            ? html`<button class="round back" aria-label=${strings.back} @click=${() => this.#select(null)}>${icon('M15 5l-7 7 7 7')}</button>`
            : renderFace(settings.name, settings.avatar)
        }
        <div>
          <h2 id="name"><bdi>${name}</bdi></h2>
          ${status ? html`<p class="quiet"><bdi>${status}</bdi></p>` : nothing}
        </div>
        <button class="round" aria-label=${strings.close} @click=${this.close}>${icon('M6 6l12 12M18 6L6 18')}</button>
      </header>
      <div class="body">
        ${selectedAgent ? nothing : greeting.map((text) => html`<p part="bubble" class="bubble" dir="auto">${text}</p>`)}
        ${isShut ? html`<p part="bubble" class="bubble" dir="auto">${closed?.text ?? (closed?.takesMessages === false ? strings.isClosed : strings.leaveMessage)}</p>` : nothing}
        ${this.#renderConsent(settings)}
        ${
          isShut && closed?.takesMessages === false
            ? nothing
            : agents.length > 0 && !selectedAgent
              ? html`<p class="quiet" id="choose">${strings.choose}</p>
                  <ul aria-labelledby="choose">
                    ${agents.map((agent) => html`<li>${this.#renderAgent(agent)}</li>`)}
                  </ul>`
              : this.#renderLinks(selectedAgent ?? {})
        }
      </div>
    </dialog></div>`;
  }

  #openingOf(hours: BusinessHours | undefined): Opening | null {
    return (hours && this.#openingAt?.(hours, Date.now())) ?? null;
  }

  #renderConsent({ consent }: ButtonSettings) {
    if (!consent) return nothing;
    const { text, url, isRequired } = consent;
    const more = url
      ? html` <a href=${url} target="_blank" rel="noopener">${this.strings.details}</a>`
      : nothing;
    if (!isRequired) return html`<p class="quiet" dir="auto">${text}${more}</p>`;
    return html`<label
      ><input
        type="checkbox"
        .checked=${this.hasAgreed}
        @change=${({ target }: Event) => {
          this.hasAgreed = target instanceof HTMLInputElement && target.checked;
          this.#button.consented = this.hasAgreed;
        }}
      /><span dir="auto">${text}${more}</span></label
    >`;
  }

  #renderAgent(agent: ButtonAgent) {
    const opening = this.#openingOf(agent.hours);
    const { isOpen, isClosed } = this.strings;
    const inside = html`${renderFace(agent.name, agent.avatar)}<span
        ><strong><bdi>${agent.name}</bdi></strong
        ><span class="quiet"
          ><bdi>${[agent.role, opening && (opening.isOpen ? isOpen : isClosed)].filter(Boolean).join(' · ')}</bdi></span
        ></span
      >`;
    if (this.#isComputer || opening?.isOpen === false)
      return html`<button part="agent" class="agent" @click=${() => this.#select(agent)}>${inside}</button>`;
    return html`<a part="agent" class="agent" href=${this.#hrefTo(agent) ?? nothing} target="_blank" rel="noopener" @click=${(event: Event) => this.#openChat(event, agent)}>${inside}</a>`;
  }

  /** A phone gets one link; a computer gets the app, WhatsApp Web and a QR code for a phone. */
  #renderLinks(to: Recipient) {
    const { strings } = this;
    const href = this.#hrefTo(to);
    const link = (name: string, isFirst: boolean, isWeb = false) =>
      html`<a part="link" class="go ${isFirst ? 'first' : ''}" href=${(href && isWeb ? webLink(href) : href) ?? nothing} role="link" aria-disabled=${href ? nothing : 'true'} target="_blank" rel="noopener" @click=${(event: Event) => this.#openChat(event, to, isWeb)}>${name}</a>`;
    if (!this.#isComputer) return link(strings.open, true);
    return html`${link(strings.openApp, true)}${href && !href.includes('/message/') ? link(strings.openWeb, false, true) : nothing}${
      href && this.#renderCode
        ? html`<p class="quiet scan">${strings.scan}</p>
            ${this.#renderCode(href, strings.code)}`
        : nothing
    }`;
  }

  /** Null until the visitor has given required consent. */
  #hrefTo(to: Recipient): string | null {
    if (this.#settings.consent?.isRequired && !this.hasAgreed) return null;
    return linkTo(this.#button, to, this.#reference);
  }

  #openChat(event: Event, to: Recipient, isWeb = false): void {
    const link = event.currentTarget;
    if (!(link instanceof HTMLAnchorElement) || !link.href) return;
    if (!handleClick(this.#button, link, to, this.#reference)) event.preventDefault();
    if (isWeb) link.href = webLink(link.href);
  }

  #select(agent: ButtonAgent | null): void {
    this.selectedAgent = agent;
    if (agent) this.#reportQrCode(agent);
    void this.updateComplete.then(() => this.#dialog?.querySelector<HTMLElement>('.round')?.focus());
  }

  /** A QR code cannot report that it was scanned, so showing it counts as a click. */
  #reportQrCode(to: Recipient): void {
    this.#reference = this.#isComputer ? newReference(this.#button) : null;
    if (this.#reference) reportClick(this.#button, this.#reference, to);
  }

  #closedText({ changesAt }: Opening): string {
    if (changesAt === null) return this.strings.isClosed;
    const needsDate = changesAt - Date.now() > 6 * 24 * 60 * 60_000;
    const time = new Intl.DateTimeFormat(this.#button.language, {
      ...(needsDate ? { day: 'numeric', month: 'long' } : { weekday: 'long' }),
      hour: 'numeric',
      minute: '2-digit',
    }).format(changesAt);
    return this.strings.closedUntil.replace('{time}', time);
  }

  /** Keeps the card at the button when the window is resized or the page scrolls. */
  #follow(): void {
    const dialog = this.#dialog;
    const link = this.#button.shadowRoot?.querySelector('a');
    if (!dialog || !link) return;
    this.#following = new AbortController();
    const place = () => placeCard(dialog, link.getBoundingClientRect());
    const options = { signal: this.#following.signal, passive: true, capture: true };
    addEventListener('resize', place, options);
    addEventListener('scroll', place, options);
    place();
  }

  #clicked({ target, clientX, clientY }: MouseEvent): void {
    const dialog = this.#dialog;
    if (target !== dialog || !dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) this.close();
  }

  /** Keeps Escape from also closing a dialog around the button. */
  #pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  #closed(): void {
    this.#markClosed();
    if (this.#opener instanceof HTMLElement) this.#opener.focus();
    this.#button.dispatchEvent(new MessageUsClose());
  }

  #markClosed(): void {
    this.#following.abort();
    const layer = this.renderRoot.querySelector<HTMLElement>('.layer');
    // Without the attribute, the layer leaves the top layer.
    if (layer) layer.popover = null;
    this.#button.isCardOpen = false;
    this.#button.requestUpdate();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}

/** The same chat in WhatsApp Web, for computers without the app. */
function webLink(href: string): string {
  const { pathname, search } = new URL(href);
  return `https://web.whatsapp.com/send?phone=${pathname.slice(1)}${search.replace('?', '&')}`;
}

function renderFace(name = '', avatar = '') {
  return avatar
    ? html`<img class="face" src=${avatar} alt="" />`
    : html`<span class="face" aria-hidden="true">${name ? [...name][0] : whatsappIcon}</span>`;
}

function icon(path: string) {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}

if (!customElements.get('message-us-card')) customElements.define('message-us-card', MessageUsCard);
