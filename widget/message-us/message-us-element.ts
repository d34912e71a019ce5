import { html, nothing, render } from 'lit/html.js';
import type { ButtonSettings } from '../../worker/api/numbers/button.ts';
import { whatsappIcon } from '../theme/whatsapp-icon.ts';
import { askConsent } from './ask-consent.ts';
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

/** Browsers without constructable style sheets also lack the color functions, so they get a plain link. */
const sheet = globalThis.CSSStyleSheet && new CSSStyleSheet();
sheet?.replaceSync(buttonStyles);

/** On a server there is no HTMLElement. The class can be imported there, but is never used. */
const Base = globalThis.HTMLElement ?? class {};

/**
 * How long a click waits for files before it opens the plain link. Safari blocks a new tab that opens more than one second
 * after the click; in other browsers, visitors would think that the button is broken.
 */
const maxWaitMs = () => (navigator.vendor.startsWith('Apple') ? 800 : 2_500);

/**
 * A button that opens WhatsApp at a chat with your number. It is a link, so it works with the keyboard, with a long
 * press and without the Worker, and it sends no request before it is clicked.
 *
 * A page loads this file first, so it has a size budget. It renders the button and handles clicks that need only the
 * link. Everything else is loaded when it is needed.
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
   * The buttons that are now in the page, including those in shadow roots.
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

  /** Your WhatsApp number with its country code, in any common format, or your short link `wa.me/message/CODE`. */
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
  /** Opens a card before WhatsApp. Settings that only a card can show also turn it on. */
  declare card: SwitchValue;
  /** The id of a connected number. Its settings are read from the Worker. */
  declare connection: TextValue;
  /** Reports clicks to your Worker, with the page and campaign; `consent`: only with `consented`. */
  declare attribution: SwitchValue<'consent'>;
  /** The visitor has given consent, for example in your cookie banner. */
  declare consented: SwitchValue;
  /** Analytics tools on the page to report clicks to: `datalayer`, `gtag`, `meta`, `plausible`, `matomo`. */
  declare analytics: TextValue;
  /** The origin of your Worker, if the script is served from somewhere else, such as your bundle. */
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
  /** Opens the card at this page view and later ones. Views are counted only with `consented`. */
  declare opensAtView: TextValue;
  #settings: ButtonSettings | string | null | undefined;
  /** Settings from the Worker; undefined until they have arrived. */
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
  /** @internal */
  declare preview?: 'phone' | 'desktop';

  /**
   * Values set with `setVariables`.
   *
   * @internal
   */
  variables: Variables = {};
  /** `#clicked` is clicking the link itself, after everything has been loaded. */
  #isFollowingLink = false;
  /** An earlier click has waited for files that did not load in time. */
  #isSlow = false;
  /** Aborted when the element leaves the page, which removes every listener. */
  #removal = new AbortController();
  #requestedConnection = '';

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    // A strict content security policy forbids <style>, but allows this.
    if (sheet) root.adoptedStyleSheets = [sheet];
    // Properties set before the element was defined hide the accessors, so they are set again.
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

  /** The same settings as the JSON inside the element: an object, or a JSON string for server-rendered pages. */
  get settings(): ButtonSettings | string | null | undefined {
    return this.#settings ?? this.getAttribute('settings');
  }

  set settings(settings: ButtonSettings | string | null | undefined) {
    this.#settings = settings;
    this.requestUpdate();
  }

  /** Resolves when the last change has been rendered. */
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

  /** The settings of the number, and over them those of the tag. */
  get #merged(): ButtonSettings {
    return {
      ...this.#remote,
      ...parsed(this.json),
      ...parsed(this.settings),
      ...this.repairedSettings,
    };
  }

  /**
   * All settings of the button. Those on the page override those from the Worker.
   *
   * @internal
   */
  get allSettings(): ButtonSettings & { number: string; label: string; text: string; color: string } {
    const all = this.#merged;
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
    return this.#merged.language ?? navigator.language;
  }

  /** Opens the card, or WhatsApp if there is no card. */
  async open(): Promise<void> {
    await this.updateComplete;
    if (!this.isCardOpen) (this.#link ?? this.querySelector('a'))?.click();
  }

  /** Closes the card. */
  close(): void {
    this.#card?.close();
  }

  /** Sets the values of names in texts: `setVariables({ ORDER: 1042 })` for `{ORDER}`. */
  setVariables(variables: Variables): void {
    this.variables = { ...this.variables, ...variables };
  }

  /**
   * Shows the card. `isUserInitiated`: because of a click, not a trigger.
   *
   * @internal
   */
  async showCard(isUserInitiated: boolean): Promise<void> {
    await (await this.#loadCard()).show(isUserInitiated);
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
    this.#removal = new AbortController();
    this.watch();
    // Runs the commands that the page pushed before it had a button.
    window.messageUs?.push();
  }

  /** @internal */
  disconnectedCallback(): void {
    MessageUs.connected.delete(this);
    this.#removal.abort();
  }

  /** @internal */
  attributeChangedCallback(name: string): void {
    this.requestUpdate();
    if (name.startsWith('opens-') && this.isConnected) this.watch();
  }

  /**
   * Starts the triggers that open the card automatically.
   *
   * @internal
   */
  watch(): void {
    const { signal } = this.#removal;
    if (attributeNames.some((name) => name.startsWith('opens-') && this.read(name) !== undefined))
      void import('./page/triggers.ts').then(({ watch }) => watch(this, signal));
  }

  /** Loads the settings of the connection from the Worker, once for each connection. */
  #loadSettings(): void {
    const connection = this.read('connection') ?? '';
    if (connection === this.#requestedConnection) return;
    this.#requestedConnection = connection;
    this.#remote = undefined;
    if (connection)
      void import('./connection.ts').then(async ({ fetchSettings }) => {
        const remote = await fetchSettings(this, connection);
        if (connection !== this.#requestedConnection) return;
        this.#remote = remote;
        this.requestUpdate();
      });
  }

  #render(): void {
    this.#loadSettings();
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
          void import('./page/float.ts').then(({ float }) => float(box, this.#removal.signal));
      });
  }

  /**
   * The settings from the Worker have not arrived. Until then the fallback link inside the element works.
   *
   * @internal
   */
  get isPending(): boolean {
    return !!this.#requestedConnection && !this.#remote;
  }

  /** The link before a click. Names such as `{TITLE}` are filled in when the button is clicked. */
  get #href(): string | null {
    const { number, text } = this.allSettings;
    return this.isPending ? null : chatLink(number, text.replace(/ ?\{[A-Z]\w*\}/g, '').trim());
  }

  get #link(): HTMLAnchorElement | null {
    return this.shadowRoot?.querySelector('a') ?? null;
  }

  /** What a click needs apart from the link: the card, or code for page details, attribution or analytics. */
  get #needs(): 'card' | 'more' | undefined {
    const { card, agents, greeting, hours, consent, text } = this.allSettings;
    if (this.read('card') != null || (card ?? (agents || greeting || hours || consent))) return 'card';
    return /\{[A-Z]/.test(text) || this.attribution || this.analytics ? 'more' : undefined;
  }

  /** Starts loading when the pointer goes down, to save time. The click handles a failure. */
  #load(): void {
    const needs = this.#needs;
    if (needs) (needs === 'card' ? this.#loadCard() : this.#loadHandler()).catch(() => {});
  }

  async #loadHandler() {
    const { handleClick, loadPageText } = await import('./click/handle-click.ts');
    await loadPageText(this);
    return handleClick;
  }

  async #clicked(event: Event): Promise<void> {
    const link = this.#link;
    const needs = this.#needs;
    if (!link || this.#isFollowingLink) return;
    const announce = () => this.dispatchEvent(new MessageUsPress(link.href, null, null));
    if (!needs) {
      if (!announce()) event.preventDefault();
      return;
    }
    event.preventDefault();
    const { consent } = this.allSettings;
    let isAllowed: boolean;
    try {
      const late = new Promise<never>((_, reject) => {
        // Required consent must be shown, so the click waits for it.
        if (!consent?.isRequired) setTimeout(reject, this.#isSlow ? 100 : maxWaitMs());
      });
      if (needs === 'card') return await (await Promise.race([this.#loadCard(), late])).show(true);
      isAllowed = (await Promise.race([this.#loadHandler(), late]))(this, link, {});
    } catch {
      // The link works even if a file does not load in time. The next click does not wait again.
      this.#isSlow = true;
      isAllowed =
        (!consent?.isRequired ||
          (await askConsent(this, consent.text, {
            label: this.allSettings.label,
            language: this.language,
          }))) &&
        announce();
    }
    if (!isAllowed) return;
    this.#isFollowingLink = true;
    link.click();
    this.#isFollowingLink = false;
  }
}

/** Settings from an object or from JSON; null if the JSON is malformed. */
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
