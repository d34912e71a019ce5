import { html, nothing, render } from 'lit/html.js';
import type { ButtonAgent, ButtonSettings } from '../../../worker/api/numbers/button.ts';
import type { BusinessHours } from '../../../worker/api/numbers/hours.ts';
import type { Opening } from '../../../worker/opening-hours.ts';
import { type CardStrings, stringsIn } from '../../locales/card.ts';
import { english } from '../../locales/en/card.ts';
import { whatsappIcon } from '../../theme/whatsapp-icon.ts';
import type { Button } from '../button.ts';
import {
  handleClick,
  linkTo,
  loadPageText,
  messageTo,
  newReference,
  type Recipient,
  reportClick,
} from '../click/handle-click.ts';
import { MessageUsClose, MessageUsOpen } from '../events.ts';
import { cardStyles, closeMarkStyles } from './card-styles.ts';
import { isSheetAt, placeCard } from './place-card.ts';
import { whenIn } from './when.ts';

const [cardSheet, markSheet] = [cardStyles, closeMarkStyles].map((styles) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  return sheet;
});

/**
 * The card that opens before WhatsApp. It shows who answers and when, lets the visitor choose an agent, and has the
 * pre-filled message to edit. On a computer it is attached to the button, and the page stays usable. On a phone it is a
 * modal sheet.
 *
 * @csspart card - The dialog.
 * @csspart header - The header of the card.
 * @csspart bubble - A greeting message.
 * @csspart agent - A person or department to choose.
 * @csspart field - The field with the visitor's message.
 * @csspart link - A link to WhatsApp.
 * @csspart qr-code - The QR code for a phone.
 * @cssprop --message-us-card-color - Background of the card.
 */
export class MessageUsCard extends HTMLElement {
  #button: Button;
  #root = this.attachShadow({ mode: 'open' });
  #settings: ButtonSettings = {};
  #strings: CardStrings = english;
  /** The agent to write to, if there are several. */
  #agent: ButtonAgent | null = null;
  #hasAgreed = false;
  /** The message as the visitor has edited it; null until then. It stays when the card closes. */
  #message: string | null = null;
  /** The reference in the QR code; null until a code is shown. */
  #reference: string | null = null;
  #renderCode: typeof import('./qr-code.ts').renderQrCode | null = null;
  #openingAt: typeof import('../../../worker/opening-hours.ts').openingAt | null = null;
  #opener: HTMLElement | null = null;
  /** Aborted when the card closes. Until then it follows the button. */
  #following = new AbortController();

  constructor(button: Button) {
    super();
    this.#button = button;
    this.id = 'card';
    this.setAttribute('exportparts', 'card, header, bubble, agent, field, link, qr-code');
    if (cardSheet) this.#root.adoptedStyleSheets = [cardSheet];
    if (markSheet) button.shadowRoot?.adoptedStyleSheets.push(markSheet);
  }

  /** Loads everything that the card needs. */
  async load(): Promise<void> {
    if (this.#dialog?.open) return;
    await this.refresh();
  }

  /** Reads the settings again, also while the card is open. */
  async refresh(): Promise<void> {
    this.#settings = await checkedSettings(this.#button);
    const { agents = [], hours } = this.#settings;
    [this.#strings, this.#openingAt] = await Promise.all([
      stringsIn(this.#button.language),
      hours || agents.some((agent) => agent.hours)
        ? import('../../../worker/opening-hours.ts').then(({ openingAt }) => openingAt)
        : null,
      loadPageText(this.#button),
    ]);
    if (this.#dialog?.open) this.#draw();
  }

  /** Shows the loaded card, or closes the open one for a second click. Focus moves into it only if the visitor opened it. */
  async show(isUserInitiated: boolean): Promise<void> {
    if (this.#dialog?.open) {
      if (isUserInitiated) this.close();
      return;
    }
    if (!this.#button.dispatchEvent(new MessageUsOpen()) || !this.isConnected) return;
    this.#agent = null;
    this.#reference = null;
    this.#renderCode = null;
    this.#draw();
    const dialog = this.#dialog;
    if (!dialog) return;
    const { preview } = this.#button;
    const isSheet = preview ? preview === 'phone' : isSheetAt(this.#link);
    this.#opener = activeElement() ?? this.#link;
    dialog.classList.toggle('sheet', isSheet);
    if (isUserInitiated && isSheet && !preview) dialog.showModal();
    else {
      if (!preview) this.#moveToTopLayer();
      // `show()` would move the focus.
      dialog.open = true;
    }
    this.#link?.setAttribute('aria-controls', this.id);
    this.#button.isCardOpen = true;
    this.#button.requestUpdate();
    if (preview) return;
    this.#follow(dialog);
    if (isSheet)
      void import('./swipe.ts').then(({ closeBySwipe }) =>
        closeBySwipe(dialog, () => this.close(), this.#following.signal),
      );
    else if (isUserInitiated) this.#focusFirst();
  }

  close(): void {
    const dialog = this.#dialog;
    if (!dialog?.open) return;
    const hasFocus = this.#root.activeElement !== null;
    dialog.close();
    // Not with the dialog's own event, which comes later: the card may be open again by then.
    this.#closed();
    if (hasFocus) (this.#opener?.isConnected ? this.#opener : this.#link)?.focus();
  }

  /** Closes the card. If the element came back, the browser would show an open dialog without making it modal. */
  disconnectedCallback(): void {
    const dialog = this.#dialog;
    if (!dialog?.open) return;
    dialog.open = false;
    this.#markClosed();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#root.querySelector('dialog');
  }

  get #link(): HTMLAnchorElement | null {
    return this.#button.shadowRoot?.querySelector('a') ?? null;
  }

  get #isComputer(): boolean {
    const { preview } = this.#button;
    return preview ? preview === 'desktop' : matchMedia('(hover: hover) and (pointer: fine)').matches;
  }

  /** Moves the card to the top layer, like a modal dialog. The popover is the layer, because a popover dialog would take focus. */
  #moveToTopLayer(): void {
    const layer = this.#root.querySelector<HTMLElement>('.layer');
    if (!layer?.showPopover) return;
    layer.popover = 'manual';
    layer.showPopover();
  }

  /** On a touch screen, focus in the message field would open the keyboard over the card. */
  #focusFirst(): void {
    const first = this.#isComputer ? ':is(textarea, input, .body a[href], .body button)' : 'button';
    this.#root.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
  }

  #draw(): void {
    const strings = this.#strings;
    const agent = this.#agent;
    const settings = this.#settings;
    const { agents = [], greeting = [], closed } = settings;
    const name = agent?.name ?? settings.name ?? strings.chat;
    const opening = this.#openingOf(agent?.hours ?? settings.hours);
    const isShut = opening?.isOpen === false;
    const isSilent = isShut && closed?.takesMessages === false;
    const status = isShut
      ? this.#whenOpen(opening, isSilent)
      : (agent?.role ?? settings.status ?? (opening && strings.isOpen));
    const choice = agents.length > 0 && !agent;
    const bubbles = [
      ...(agent ? [] : greeting),
      ...(isShut ? [closed?.text ?? (isSilent ? strings.isClosed : strings.leaveMessage)] : []),
    ];
    const template = html`<div class="layer"><dialog part="card" aria-labelledby="name" @close=${this.#closed} @click=${this.#clicked}>
      <header part="header" role="none">
        ${
          agent
            ? html`<button class="round back" aria-label=${strings.back} @click=${() => this.#select(null)}>${icon('M15 5l-7 7 7 7')}</button>`
            : renderFace(settings.name, settings.avatar)
        }
        <div>
          <h2 id="name"><bdi>${name}</bdi></h2>
          ${status ? html`<p class="quiet ${opening?.isOpen ? 'on' : ''}"><bdi>${status}</bdi></p>` : nothing}
        </div>
        <button class="round" aria-label=${strings.close} @click=${this.close}>${icon('M6 6l12 12M18 6L6 18')}</button>
      </header>
      <div class="body">
        ${bubbles.map((text) => html`<p part="bubble" class="bubble" dir="auto">${text}</p>`)}
        ${this.#renderConsent(settings)}
        ${
          isSilent
            ? nothing
            : choice
              ? html`<p class="quiet" id="choose">${strings.choose}</p>
                  <ul aria-labelledby="choose">
                    ${agents.map((one) => html`<li>${this.#renderAgent(one)}</li>`)}
                  </ul>`
              : this.#renderMessage(agent ?? {})
        }
      </div>
    </dialog></div>`;
    render(template, this.#root, { host: this });
  }

  #openingOf(hours: BusinessHours | undefined): Opening | null {
    return (hours && this.#openingAt?.(hours, Date.now())) ?? null;
  }

  #whenOpen({ changesAt }: Opening, isSilent: boolean): string {
    const { isClosed, opensAt, repliesFrom } = this.#strings;
    if (changesAt === null) return isClosed;
    return whenIn(isSilent ? opensAt : repliesFrom, changesAt, Date.now(), this.#button.language);
  }

  #renderConsent({ consent }: ButtonSettings) {
    if (!consent) return nothing;
    const { text, url, isRequired } = consent;
    const more = url
      ? html` <a href=${url} target="_blank" rel="noopener">${this.#strings.details}</a>`
      : nothing;
    if (!isRequired) return html`<p class="quiet" dir="auto">${text}${more}</p>`;
    return html`<label class="check"
      ><input
        type="checkbox"
        .checked=${this.#hasAgreed}
        @change=${({ target }: Event) => {
          this.#hasAgreed = target instanceof HTMLInputElement && target.checked;
          this.#button.consented = this.#hasAgreed;
          this.#draw();
        }}
      /><span dir="auto">${text}${more}</span></label
    >`;
  }

  #renderAgent(agent: ButtonAgent) {
    const opening = this.#openingOf(agent.hours);
    const { isOpen, isClosed } = this.#strings;
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

  /** The message to edit, and the link that opens WhatsApp with it. A computer also gets WhatsApp Web and a QR code. */
  #renderMessage(agent: Recipient) {
    const strings = this.#strings;
    const to: Recipient = this.#message === null ? agent : { ...agent, message: this.#message };
    const href = this.#hrefTo(to);
    const link = (name: unknown, classes: string, isWeb = false) =>
      html`<a part="link" class=${classes} href=${(href && isWeb ? webLink(href) : href) ?? nothing} role="link" aria-disabled=${href ? nothing : 'true'} target="_blank" rel="noopener" @click=${(event: Event) => this.#openChat(event, to, isWeb)}>${name}</a>`;
    // The text of a short link is set at Meta.
    const isShortLink = /\/message\//.test(`${agent.number ?? this.#button.allSettings.number}`);
    const code = href && this.#renderCode;
    return html`${
      isShortLink
        ? nothing
        : html`<label
            ><span class="quiet">${strings.message}</span
            ><textarea part="field" rows="2" dir="auto" .value=${messageTo(this.#button, to)} @input=${this.#edited}></textarea
          ></label>`
    }
      ${link(html`${whatsappIcon}${strings.start}`, 'go')}
      ${
        this.#isComputer
          ? html`<p class="ways">
              ${isShortLink ? nothing : link(strings.openWeb, '', true)}
              ${href ? html`<button aria-expanded=${code ? 'true' : 'false'} @click=${() => this.#toggleCode(to)}>${strings.useCode}</button>` : nothing}
            </p>`
          : nothing
      }
      ${code ? html`<p class="quiet scan">${strings.scan}</p>${code(href, strings.code)}` : nothing}`;
  }

  #edited({ target }: Event): void {
    if (!(target instanceof HTMLTextAreaElement)) return;
    this.#message = target.value;
    this.#draw();
  }

  /** Null until the visitor has given required consent. */
  #hrefTo(to: Recipient): string | null {
    if (this.#settings.consent?.isRequired && !this.#hasAgreed) return null;
    return linkTo(this.#button, to, this.#reference);
  }

  #openChat(event: Event, to: Recipient, isWeb = false): void {
    const link = event.currentTarget;
    if (!(link instanceof HTMLAnchorElement) || !link.href) return;
    if (!handleClick(this.#button, link, to, this.#reference)) event.preventDefault();
    if (isWeb) link.href = webLink(link.href);
  }

  #select(agent: ButtonAgent | null): void {
    this.#agent = agent;
    this.#reference = null;
    this.#renderCode = null;
    this.#draw();
    this.#focusFirst();
  }

  /** A QR code cannot report that it was scanned, so showing it counts as a click. */
  async #toggleCode(to: Recipient): Promise<void> {
    if (this.#renderCode) this.#renderCode = null;
    else {
      const { renderQrCode } = await import('./qr-code.ts');
      this.#renderCode = renderQrCode;
      if (!this.#reference) {
        this.#reference = newReference(this.#button);
        if (this.#reference) reportClick(this.#button, this.#reference, to);
      }
    }
    this.#draw();
  }

  /** Keeps the card at the button when either changes its size, the window is resized or the page scrolls. */
  #follow(dialog: HTMLDialogElement): void {
    const link = this.#link;
    if (!link) return;
    this.#following = new AbortController();
    const { signal } = this.#following;
    const place = () => placeCard(dialog, link.getBoundingClientRect());
    for (const type of ['resize', 'scroll']) {
      addEventListener(type, place, { signal, passive: true, capture: true });
      window.visualViewport?.addEventListener(type, place, { signal });
    }
    const sizes = new ResizeObserver(place);
    sizes.observe(link);
    signal.addEventListener('abort', () => sizes.disconnect());
    document.addEventListener('keydown', (event) => this.#pressed(event), { signal, capture: true });
    place();
  }

  #clicked({ target, clientX, clientY }: MouseEvent): void {
    const dialog = this.#dialog;
    if (target !== dialog || !dialog?.matches(':modal')) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) this.close();
  }

  /** Escape closes the card unless the visitor is somewhere else in the page, and closes no dialog around the button. */
  #pressed(event: KeyboardEvent): void {
    const isHere = event.composedPath().includes(this.#button) || document.activeElement === document.body;
    if (event.key !== 'Escape' || event.isComposing || !isHere) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  #closed(): void {
    if (!this.#button.isCardOpen || this.#dialog?.open) return;
    this.#markClosed();
    this.#button.dispatchEvent(new MessageUsClose());
  }

  #markClosed(): void {
    this.#following.abort();
    const layer = this.#root.querySelector<HTMLElement>('.layer');
    // Without the attribute, the layer leaves the top layer.
    if (layer) layer.popover = null;
    this.#button.isCardOpen = false;
    this.#button.requestUpdate();
  }
}

/** Settings that are written by hand are checked. The Worker has checked its own. */
async function checkedSettings(button: Button): Promise<ButtonSettings> {
  if (!button.json && !button.settings) return button.allSettings;
  return (await import('./card-settings.ts')).cardSettings(button);
}

/** The element that has the focus, inside shadow roots as well; null if it is the page itself. */
function activeElement(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : null;
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
