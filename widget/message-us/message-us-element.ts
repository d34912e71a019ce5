import { html, nothing, render } from 'lit/html.js';
import type { ButtonSettings } from '../../worker/api/button.ts';
import { whatsappIcon } from '../theme/whatsapp-icon.ts';
import { attributeNames, plainAttribute, propertyName, switchNames } from './attribute-names.ts';
import type { MessageUsCard } from './card/message-us-card.ts';
import { chatLink } from './chat-link.ts';
import type { Variables } from './click/page-text.ts';
import { MessageUsPress } from './events.ts';
import { labelIn } from './label.ts';
import { buttonStyles } from './styles.ts';

/** The values of a property; `null`, `undefined` and `false` remove the attribute. */
type TextValue = string | number | boolean | null | undefined;
type SwitchValue<Word extends string = never> = Word | '' | 'true' | 'false' | boolean | null | undefined;

/** A browser without constructable style sheets cannot show the colors either, and shows a plain link. */
const sheet = globalThis.CSSStyleSheet && new CSSStyleSheet();
sheet?.replaceSync(buttonStyles);

/** On a server there are no elements, and the class is never used. */
const Base = globalThis.HTMLElement ?? class {};

/**
 * How long a click waits for files before it opens the plain link, in milliseconds. Safari lets a click open a tab for one
 * second only; in other browsers, visitors would soon think that the button is broken.
 */
const longestWait = () => (navigator.vendor.startsWith('Apple') ? 800 : 2_500);

/**
 * A button that opens WhatsApp at a chat with your number. It is a link: it works with the keyboard, a long press
 * and without our Worker, and sends no request before it is clicked.
 *
 * This file is what a page loads first, with a budget of its own: it draws the button and handles a click that needs
 * no more than the link. The rest is loaded when it is needed.
 *
 * @fires message-us-press - The visitor is about to go to WhatsApp, with `href`, `agent` and `reference`; cancelable.
 * @fires message-us-open - The card is about to open; cancelable.
 * @fires message-us-close - The card has closed.
 * @slot - A link that works until this script has loaded, or if it never does. The button hides it.
 * @csspart button - The link itself.
 * @csspart icon - The icon.
 * @csspart label - The label.
 * @csspart badge - The short text at the corner.
 * @cssprop --message-us-color - Background of the button and color of its card; the text is black or white, whichever is easier to read.
 * @cssprop --message-us-font - Font of the label (default: the page's) and of the card.
 * @cssprop --message-us-font-size - Size of the label.
 * @cssprop --message-us-radius - Radius of the corners.
 * @cssprop --message-us-shadow - Shadow of a floating button.
 * @cssprop --message-us-offset-inline - Distance of a floating button from the side.
 * @cssprop --message-us-offset-block - Distance of a floating button from the bottom.
 * @cssprop --message-us-z-index - `z-index` of a floating button.
 */
export class MessageUs extends Base {
  /** The Worker's address for elements without `worker`: the origin of the script. */
  static worker = '';
  /**
   * The buttons that are in the page now, including those in shadow roots.
   *
   * @internal
   */
  static readonly connected = new Set<MessageUs>();

  /** @internal */
  static readonly observedAttributes = [
    ...attributeNames,
    'settings',
    'lang',
    'pre_filled_message',
    'border_radius',
  ];

  /** Your WhatsApp number with its country code, in any human form, or your short link `wa.me/message/CODE`. */
  declare number: TextValue;
  /** The text on the button; `Message us` in the page's language by default. */
  declare label: TextValue;
  /** Text that is ready in the visitor's message field; `{TITLE}` and other names are filled in from the page. */
  declare preFilledMessage: TextValue;
  /** `teal`, `green`, `white` or any CSS color. */
  declare color: TextValue;
  /** `standard`, or `compact` for a lower one. */
  declare size: TextValue;
  /** A CSS length; a bare number is in pixels. */
  declare borderRadius: TextValue;
  /** `both`, or only the `icon` or the `label`. */
  declare shows: TextValue;
  /** Keeps the button at the bottom of the window: at the `end` of a line, or at its `start`. */
  declare floating: SwitchValue<'end' | 'start'>;
  /** A short text at the corner, such as `1`. */
  declare badge: TextValue;
  /** Opens a card before WhatsApp. Settings that only a card can show open it as well. */
  declare card: SwitchValue;
  /** Id of a connected number: its settings are read from the Worker. */
  declare connection: TextValue;
  /** Reports a click to your Worker, with page and campaign; `consent`: only with `consented`. */
  declare attribution: SwitchValue<'consent'>;
  /** The visitor has agreed, for example in your cookie banner. */
  declare consented: SwitchValue;
  /** Analytics tools to report a click to, of those on the page: `datalayer`, `gtag`, `meta`, `plausible`, `matomo`. */
  declare analytics: TextValue;
  /** Origin of your Worker, when the script comes from somewhere else, such as your bundle. */
  declare worker: TextValue;
  /** Opens the card after this many seconds. */
  declare opensAfter: TextValue;
  /** Opens the card when this percentage of the page is scrolled. */
  declare opensAtScroll: TextValue;
  /** Opens the card when the element with this selector comes into view. */
  declare opensInView: TextValue;
  /** Opens the card when the pointer leaves the window at the top. */
  declare opensOnExit: SwitchValue;
  /** Opens the card when the address contains this, such as `#chat`, `?chat` or `?from=letter`. */
  declare opensAtAddress: TextValue;
  /** Opens the card from this page view on. Views are counted only with `consented`. */
  declare opensAtView: TextValue;
  #settings: ButtonSettings | string | null | undefined;
  /** Settings from the Worker, once they have arrived. */
  #remote: ButtonSettings | undefined;
  #card: MessageUsCard | undefined;
  #update: Promise<void> | undefined;
  /**
   * Corrected values of malformed attributes.
   *
   * @internal
   */
  repaired: Record<string, string> = {};
  /** @internal */
  repairedSettings: ButtonSettings | undefined;
  /** @internal */
  isCardOpen = false;

  /**
   * What `setVariables` has set.
   *
   * @internal
   */
  variables: Variables = {};
  #isReady = false;
  /** A click has waited for a file in vain. */
  #isSlow = false;
  /** Aborted when the element leaves the page, which removes every listener. */
  #stay = new AbortController();
  #asked = '';

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    // Through the object model, which a strict content security policy allows.
    if (sheet) root.adoptedStyleSheets = [sheet];
    // Properties that were set before the element was defined.
    for (const name of ['settings', ...attributeNames.map(propertyName)]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }

  /**
   * The corrected value of an attribute: undefined if it is absent or `false`, empty if it is `true`.
   *
   * @internal
   */
  read(name: string): string | undefined {
    const value =
      this.repaired[name] ??
      this.getAttribute(name) ??
      this.getAttribute(name.replaceAll('-', '_')) ??
      'null';
    return /^(false|null|undefined)$/.test(value) ? undefined : value === 'true' ? '' : value;
  }

  /** @internal */
  get defaultWorker(): string {
    return MessageUs.worker;
  }

  /** The same as the JSON inside the element: an object, or JSON, which server-rendered pages can carry. */
  get settings(): ButtonSettings | string | null | undefined {
    return this.#settings ?? this.getAttribute('settings');
  }

  set settings(settings: ButtonSettings | string | null | undefined) {
    this.#settings = settings;
    this.requestUpdate();
  }

  /** Resolves when the last change is rendered. */
  get updateComplete(): Promise<void> {
    return this.#update ?? Promise.resolve();
  }

  /** @internal */
  requestUpdate(): void {
    if (this.isConnected)
      this.#update ??= Promise.resolve().then(() => {
        this.#update = undefined;
        this.#render();
      });
  }

  /**
   * All settings of the button. Those on the page override those from the Worker.
   *
   * @internal
   */
  get allSettings(): ButtonSettings & { number: string; label: string; text: string; color: string } {
    const all: ButtonSettings = {
      ...this.#remote,
      ...parsed(this.json),
      ...parsed(this.settings),
      ...this.repairedSettings,
    };
    const number = this.read('number') || all.number || '';
    const text = this.read('pre-filled-message') ?? all.text ?? '';
    return {
      ...all,
      number: `${number}`,
      label: `${this.read('label') || all.label || labelIn(this.language)}`,
      text: `${text}`,
      color: `${this.read('color') || all.color || ''}`.toLowerCase(),
    };
  }

  /**
   * The JSON inside the element.
   *
   * @internal
   */
  get json(): string | null | undefined {
    return this.querySelector('script[type="application/json"]')?.textContent;
  }

  /** @internal */
  get language(): string {
    for (let node: Element | undefined = this; node; ) {
      const found: HTMLElement | null = node.closest<HTMLElement>('[lang]');
      if (found?.lang) return found.lang;
      const root: Node = node.getRootNode();
      node = root instanceof ShadowRoot ? root.host : undefined;
    }
    return navigator.language;
  }

  /** Opens the card, or WhatsApp if there is no card. */
  async open(): Promise<void> {
    await this.updateComplete;
    (this.#link ?? this.querySelector('a'))?.click();
  }

  /** Closes the card. */
  close(): void {
    this.#card?.close();
  }

  /** Sets values for names in the texts: `setVariables({ ORDER: 1042 })`. */
  setVariables(variables: Variables): void {
    this.variables = { ...this.variables, ...variables };
  }

  /**
   * Shows the card. `isAsked`: by the visitor's own click, and not by a trigger.
   *
   * @internal
   */
  async showCard(isAsked: boolean): Promise<void> {
    await (await this.#loadCard()).show(isAsked);
  }

  async #loadCard(): Promise<MessageUsCard> {
    const { MessageUsCard } = await import('./card/message-us-card.ts');
    this.#card ??= new MessageUsCard(this);
    const card = this.#card;
    this.requestUpdate();
    await this.updateComplete;
    await card.load();
    return card;
  }

  /** @internal */
  connectedCallback(): void {
    this.requestUpdate();
    MessageUs.connected.add(this);
    this.#stay = new AbortController();
    this.watch();
    // Runs commands that the page pushed before there was a button.
    window.messageUs?.push();
  }

  /** @internal */
  disconnectedCallback(): void {
    MessageUs.connected.delete(this);
    this.#stay.abort();
  }

  /** @internal */
  attributeChangedCallback(name: string): void {
    this.requestUpdate();
    if (name.startsWith('opens-') && this.isConnected) this.watch();
  }

  /**
   * Starts what opens the card automatically.
   *
   * @internal
   */
  watch(): void {
    const { signal } = this.#stay;
    if (attributeNames.some((name) => name.startsWith('opens-') && this.read(name) !== undefined))
      void import('./page/triggers.ts').then(({ watch }) => watch(this, signal));
  }

  /** Loads the settings of this connection from the Worker, once. */
  #ask(): void {
    const connection = this.read('connection') ?? '';
    if (connection === this.#asked) return;
    this.#asked = connection;
    this.#remote = undefined;
    if (connection)
      void import('./connection.ts').then(async ({ settingsFrom }) => {
        const remote = await settingsFrom(this, connection);
        if (connection !== this.#asked) return;
        this.#remote = remote;
        this.requestUpdate();
      });
  }

  #render(): void {
    this.#ask();
    const { label, color } = this.allSettings;
    const href = this.#href;
    const shows = this.read('shows');
    const floating = this.read('floating');
    const badge = this.read('badge');
    const hasCard = this.#needs === 'card';
    // biome-ignore format: each line break would be sent to every visitor.
    const template = html`<slot ?hidden=${href} @slotchange=${() => this.requestUpdate()}></slot>${href ? html`<div class=${floating == null ? '' : `float ${floating}`} role=${floating == null ? 'none' : 'region'} aria-label=${label}><a part="button" class="${this.read('size')} ${shows}" href=${href} target="_blank" rel="noopener" aria-label=${label} aria-haspopup=${hasCard ? 'dialog' : nothing} aria-expanded=${hasCard ? !!this.isCardOpen : nothing} @pointerdown=${this.#load} @click=${this.#clicked}>${shows === 'label' ? '' : html`<span part="icon">${whatsappIcon}</span>`}${shows === 'icon' ? '' : html`<span part="label">${label}</span>`}${badge && html`<b part="badge" data-text=${badge}></b>`}</a>${this.#card}</div>` : ''}`;
    if (this.shadowRoot) render(template, this.shadowRoot, { host: this });
    const radius = this.read('border-radius') ?? '';
    const box = this.shadowRoot?.querySelector('div');
    const set = (name: string, property: string, value: string) => {
      const isKnown = !value || CSS.supports(property, value);
      box?.style.setProperty(name, isKnown ? value : '');
      return isKnown;
    };
    const isPlain =
      [
        set('--color', 'color', color === 'green' ? '#25d366' : color === 'teal' ? '' : color),
        set('--radius', 'border-radius', +radius ? `${radius}px` : radius),
        this.#href || this.isPending,
        parsed(this.json || this.settings) !== null,
        !this.querySelector(':scope > :not(a,script)'),
      ].every(Boolean) &&
      Array.from(this.attributes).every(({ name, value }) => plainAttribute.test(`${name}=${value}`));
    if (!isPlain) void import('./repair/repair.ts').then(({ repair }) => repair(this));
    if (box?.className)
      requestAnimationFrame(() => {
        const others = [...MessageUs.connected].filter((one) => one.read('floating') != null);
        if (box.offsetParent || others[1] || matchMedia('(pointer: coarse)').matches)
          void import('./page/float.ts').then(({ float }) => float(box, this.#stay.signal));
      });
  }

  /**
   * Settings from the Worker are on their way; the link inside works meanwhile.
   *
   * @internal
   */
  get isPending(): boolean {
    return !!this.#asked && !this.#remote;
  }

  /** Names such as `{TITLE}` are filled in when the button is clicked. */
  get #href(): string | null {
    const { number, text } = this.allSettings;
    return this.isPending ? null : chatLink(number, text.replace(/ ?\{[A-Z]\w*\}/g, '').trim());
  }

  get #link(): HTMLAnchorElement | null {
    return this.shadowRoot?.querySelector('a') ?? null;
  }

  /** Whether a click needs more than the link: the card, or details of the page, attribution or analytics. */
  get #needs(): 'card' | 'more' | undefined {
    const { agents, greeting, hours, consent, text } = this.allSettings;
    if (this.read('card') != null || agents || greeting || hours || consent) return 'card';
    return /\{[A-Z]/.test(text) || this.attribution || this.analytics ? 'more' : undefined;
  }

  /** Starts loading what a click needs when the pointer goes down. The click reports what fails. */
  #load(): void {
    const needs = this.#needs;
    if (needs) (needs === 'card' ? this.#loadCard() : this.#loadPress()).catch(() => {});
  }

  async #loadPress() {
    const { loadWords, press } = await import('./click/press.ts');
    await loadWords(this);
    return press;
  }

  async #clicked(event: Event): Promise<void> {
    const link = this.#link;
    const needs = this.#needs;
    if (!link || this.#isReady) return;
    const announce = () => this.dispatchEvent(new MessageUsPress(link.href, null, null));
    if (!needs) {
      if (!announce()) event.preventDefault();
      return;
    }
    event.preventDefault();
    const { consent } = this.allSettings;
    let isWanted: boolean;
    try {
      const late = new Promise<never>((_, reject) => {
        // A required consent is worth the wait.
        if (!consent?.isRequired) setTimeout(reject, this.#isSlow ? 100 : longestWait());
      });
      if (needs === 'card') return await (await Promise.race([this.#loadCard(), late])).show(true);
      isWanted = (await Promise.race([this.#loadPress(), late]))(this, link, {});
    } catch {
      // The visitor can write even if a file does not load, or not in time; the next click waits no longer.
      this.#isSlow = true;
      isWanted = (!consent?.isRequired || confirm(consent.text)) && announce();
    }
    if (!isWanted) return;
    this.#isReady = true;
    link.click();
    this.#isReady = false;
  }
}

/** Settings from an object or from JSON; null when it is malformed. */
function parsed(value: ButtonSettings | string | null | undefined): ButtonSettings | null | undefined {
  try {
    return typeof value === 'string' ? JSON.parse(value) : (value ?? undefined);
  } catch {
    return null;
  }
}

for (const name of attributeNames)
  Object.defineProperty(MessageUs.prototype, propertyName(name), {
    configurable: true,
    enumerable: true,
    get(this: MessageUs) {
      const value = this.read(name);
      return switchNames.test(name) ? value !== undefined && (value || true) : value;
    },
    set(this: MessageUs, value: TextValue) {
      if (value == null || value === false) this.removeAttribute(name);
      else this.setAttribute(name, value === true ? '' : `${value}`);
    },
  });

declare global {
  interface HTMLElementTagNameMap {
    'message-us': MessageUs;
  }
}
