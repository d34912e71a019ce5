import { html, LitElement, type PropertyValues } from 'lit';
import type { ButtonSettings } from '../../worker/api.ts';
import { whatsappIcon } from '../theme/whatsapp-icon.ts';
import { chatLink } from './chat-link.ts';
import { MessageUsPress } from './events.ts';
import { labelIn } from './label.ts';
import type { MessageUsCard } from './message-us-card.ts';
import type { Variables } from './page-text.ts';
import { buttonStyles } from './styles.ts';

/**
 * A button that opens WhatsApp at a chat with your number. It is a link: it works with the keyboard, a long press
 * and without our Worker, and asks nobody for anything before it is pressed.
 *
 * This file is what a page loads first, with a budget of its own: it draws the button and handles a press that needs
 * no more than the link. The rest is loaded when it is needed.
 *
 * @fires message-us-press - Somebody is about to go to WhatsApp, with `href`, `agent` and `reference`; cancelable.
 * @fires message-us-open - The card is about to open; cancelable.
 * @fires message-us-close - The card has closed.
 * @slot - A link that works before this script has loaded, or without it. Hidden once the button is there.
 * @csspart button - The link itself.
 * @csspart icon - The drawing in it.
 * @csspart label - The words in it.
 * @csspart badge - The text at its corner.
 * @cssprop --message-us-color - Background; the text becomes black or white, whichever reads better.
 * @cssprop --message-us-font - Font of the label, the page's by default; and of the card.
 * @cssprop --message-us-font-size - Size of the label.
 * @cssprop --message-us-radius - Radius of the corners.
 * @cssprop --message-us-shadow - Shadow of a floating button.
 * @cssprop --message-us-offset-inline - Distance of a floating button from the side.
 * @cssprop --message-us-offset-block - Distance of a floating button from the bottom.
 * @cssprop --message-us-z-index - Level of a floating button.
 */
export class MessageUs extends LitElement {
  static override readonly styles = buttonStyles;
  /** Where the Worker is, for elements that do not say it: where the script came from. */
  static worker = '';

  static override readonly properties = {
    number: {},
    label: {},
    preFilledMessage: { attribute: 'pre-filled-message' },
    color: {},
    size: {},
    borderRadius: { attribute: 'border-radius' },
    shows: {},
    floating: {},
    badge: {},
    connection: {},
    settings: { attribute: false },
    // As plugins of this kind spell two of them, and sites have pasted.
    pre_filled_message: {},
    border_radius: {},
    remote: { state: true },
    card: { state: true },
    isTyping: { state: true },
  };

  /** Your WhatsApp number with its country code, in any human form, or your short link `wa.me/message/CODE`. */
  declare number: string | undefined;
  /** What the button says; `Message us` in the page's language by default. */
  declare label: string | undefined;
  /** What stands ready in the visitor's message field; `{TITLE}` and other names stand for what the page says. */
  declare preFilledMessage: string | undefined;
  /** `teal`, `green`, `white` or any CSS colour. */
  declare color: string | undefined;
  /** `standard`, or `compact` for a lower one. */
  declare size: string | undefined;
  /** A CSS length; a bare number is in pixels. */
  declare borderRadius: string | undefined;
  /** `both`, or only the `icon` or the `label`. */
  declare shows: string | undefined;
  /** Stays at the bottom of the window: at the `end` of a line, or at its `start`. */
  declare floating: string | undefined;
  /** A short text at the corner, such as `1`. */
  declare badge: string | undefined;
  /** Id of a connected number: its settings are read from the Worker. */
  declare connection: string | undefined;
  /** The same as the JSON inside the element, from a script. */
  declare settings: ButtonSettings | undefined;
  declare pre_filled_message: string | undefined;
  declare border_radius: string | undefined;
  declare protected remote: ButtonSettings | undefined;
  declare protected card: MessageUsCard | undefined;
  declare protected isTyping: boolean | undefined;

  /**
   * What `setVariables` has set.
   *
   * @ignore
   */
  variables: Variables = {};
  #isReady = false;

  /**
   * All that is known of the button: what stands on the page counts for more than what the Worker says.
   *
   * @ignore
   */
  get allSettings(): ButtonSettings & { number: string; label: string; text: string; color: string } {
    const json = this.querySelector('script[type="application/json"]')?.textContent;
    const all: ButtonSettings = { ...this.remote, ...(json && JSON.parse(json)), ...this.settings };
    return {
      ...all,
      number: this.number || all.number || '',
      label: this.label || all.label || labelIn(this.language),
      text: this.preFilledMessage ?? this.pre_filled_message ?? all.text ?? '',
      color: this.color || all.color || '',
    };
  }

  get language(): string {
    return this.closest<HTMLElement>('[lang]')?.lang || navigator.language;
  }

  /** Opens the card; without one, goes to WhatsApp. */
  async open(): Promise<void> {
    await this.updateComplete;
    this.#link?.click();
  }

  /** Closes the card. */
  close(): void {
    this.card?.close();
  }

  /** Values for the names in the text: `setVariables({ ORDER: 1042 })`. */
  setVariables(variables: Variables): void {
    this.variables = { ...this.variables, ...variables };
  }

  /**
   * Shows the card. `isAsked`: by the visitor's own press, and not by a trigger.
   *
   * @ignore
   */
  async showCard(isAsked: boolean): Promise<void> {
    const { MessageUsCard } = await import('./message-us-card.ts');
    this.card ??= new MessageUsCard(this);
    await this.updateComplete;
    await this.card.show(isAsked);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('focusin', this.#focused);
    document.addEventListener('focusout', this.#focused);
    if (/opens-/.test(this.getAttributeNames().join()))
      void import('./triggers.ts').then(({ watch }) => watch(this));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('focusin', this.#focused);
    document.removeEventListener('focusout', this.#focused);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('connection')) void this.#ask();
  }

  protected override render() {
    const { number, label, text } = this.allSettings;
    // What stands for something of the page is filled in when the button is pressed.
    const link = chatLink(number, text.replace(/\{[A-Z]\w*\}/g, '').trim());
    const isLink = 'href' in link;
    if (!isLink && !this.connection) console.error('<message-us>', link.problem);
    const { shows, size } = this;
    // biome-ignore format: each line break would be sent to every visitor.
    return html`<slot ?hidden=${isLink} @slotchange=${() => this.requestUpdate()}></slot>${isLink ? html`<div role=${this.floating == null ? 'none' : 'region'} aria-label=${label}><a part="button" class="${size} ${shows}" href=${link.href} target="_blank" rel="noopener" aria-label=${label} ?hidden=${this.isTyping} @pointerdown=${this.#load} @click=${this.#clicked}>${shows === 'label' ? '' : html`<span part="icon">${whatsappIcon}</span>`}${shows === 'icon' ? '' : html`<span part="label">${label}</span>`}${this.badge && html`<b part="badge" data-text=${this.badge}></b>`}</a></div>` : ''}${this.card}`;
  }

  protected override updated(): void {
    const { color } = this.allSettings;
    const radius = this.borderRadius ?? this.border_radius ?? '';
    const background = color === 'green' ? '#25d366' : color === 'teal' ? '' : color;
    // Through the object model, which a strict content security policy allows.
    const style = this.#link?.style;
    style?.setProperty('--color', CSS.supports('color', background) ? background : '');
    style?.setProperty('--radius', +radius ? `${radius}px` : radius);
  }

  get #link(): HTMLAnchorElement | null {
    return this.renderRoot.querySelector('a');
  }

  /** Whether a press needs more than the link: the card, something of the page, or somebody to be told. */
  get #needs(): 'card' | 'more' | undefined {
    const { agents, greeting, hours, consent, text } = this.allSettings;
    if (this.hasAttribute('card') || agents || greeting || hours || consent) return 'card';
    return /\{[A-Z]/.test(text) || this.hasAttribute('attribution') || this.hasAttribute('analytics')
      ? 'more'
      : undefined;
  }

  /** What the press needs is on its way from its first moment. */
  async #load(): Promise<void> {
    if (this.#needs === 'card') await import('./message-us-card.ts');
    else if (this.#needs) await this.#loadPress();
  }

  async #loadPress() {
    const { loadWords, press } = await import('./press.ts');
    await loadWords(this);
    return press;
  }

  async #clicked(event: Event): Promise<void> {
    const link = this.#link;
    const needs = this.#needs;
    if (!link) return;
    if (!needs || this.#isReady) {
      if (!this.#isReady && !this.dispatchEvent(new MessageUsPress(link.href, null, null)))
        event.preventDefault();
      return;
    }
    event.preventDefault();
    try {
      if (needs === 'card') return await this.showCard(true);
      const press = await this.#loadPress();
      if (!press(this, link, {})) return;
    } catch {
      // What cannot be loaded must keep nobody from writing.
    }
    this.#isReady = true;
    link.click();
    this.#isReady = false;
  }

  async #ask(): Promise<void> {
    const worker = this.getAttribute('worker') ?? MessageUs.worker;
    const answer = await fetch(`${worker}/api/inboxes/${this.connection}/button`);
    if (answer.ok) this.remote = await answer.json();
  }

  /** Makes room while somebody types with an on-screen keyboard. */
  #focused = ({ type, target }: Event): void => {
    this.isTyping =
      this.hasAttribute('floating') &&
      type === 'focusin' &&
      matchMedia('(pointer: coarse)').matches &&
      (target as Element).matches('input, textarea, [contenteditable]');
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'message-us': MessageUs;
  }
}
