import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';
import type { Permission } from '../../../worker/api/roles.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { controlStyles } from '../ui/controls/control-styles.ts';
import { customElement } from '../ui/custom-element.ts';
import { numberNames } from '../ui/number-names.ts';
import { NumberSelect } from '../ui/number-switch.ts';
import { discardConfirmed } from '../ui/overlays/confirm.ts';
import { focusedElement } from '../ui/overlays/focused.ts';
import { tokens } from '../ui/tokens.ts';
import { groups, mayOpen, type Section } from './sections.ts';
import { settingsPageStyles } from './settings-page-styles.ts';
import type { UnsavedChange } from './unsaved.ts';

/** The settings are closed. */
export class SettingsClose extends Event {
  constructor() {
    super('settings-close', { bubbles: true, composed: true });
  }
}

/** On a phone, a page has been opened over the list of pages, or closed. */
export class SettingsLayer extends Event {
  constructor(readonly isPageOver: boolean) {
    super('settings-layer', { bubbles: true, composed: true });
  }
}

/** The agent has been asked about unsaved changes, and stays where they are. */
export class SettingsStay extends Event {
  constructor() {
    super('settings-stay', { bubbles: true, composed: true });
  }
}

/** As in the style. */
const narrow = 760;

/** The settings, over the inbox: groups of pages, and one of the pages. On a phone, the groups come first. */
@customElement('agent-console-settings')
export class ConsoleSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** All that can be set; `number` is the one that is shown. */
  @property({ attribute: false }) numbers: readonly InboxSummary[] = [];
  @property() worker = '';
  @property({ attribute: false }) isAdmin = false;
  /** What an agent may do beyond their role. */
  @property({ attribute: false }) permissions: readonly Permission[] = [];
  /** The page that is shown; empty: the first, and on a phone none. It changes as the agent looks around. */
  @property({ attribute: false }) section = '';
  @state() private loaded: ReadonlySet<string> = new Set();
  @state() private isNarrow = false;
  #isUnsaved = false;
  #before: HTMLElement | null = null;
  #size = new ResizeObserver(([entry]) => {
    this.isNarrow = (entry?.contentRect.width ?? Number.POSITIVE_INFINITY) <= narrow;
  });

  static override readonly styles = [tokens, controlStyles, settingsPageStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#before = focusedElement();
    this.#size.observe(this);
    this.addEventListener('keydown', this.#pressed);
    this.addEventListener('unsaved-change', this.#noted);
    window.addEventListener('beforeunload', this.#left);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
    this.removeEventListener('keydown', this.#pressed);
    this.removeEventListener('unsaved-change', this.#noted);
    window.removeEventListener('beforeunload', this.#left);
    if (focusedElement() === null && this.#before?.isConnected) this.#before.focus();
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.side h2')?.focus();
  }

  protected override willUpdate(): void {
    const { name, load } = this.#shown;
    if (this.loaded.has(name)) return;
    void load().then(() => {
      this.loaded = new Set([...this.loaded, name]);
    });
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.dispatchEvent(new SettingsLayer(this.isNarrow && this.section !== ''));
    if (!changed.has('section')) return;
    this.renderRoot.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.renderRoot.querySelector('.main')?.scrollTo(0, 0);
    if (!this.isNarrow || changed.get('section') === undefined) return;
    const to = this.section === '' ? 'nav button' : '.bar button';
    this.renderRoot.querySelector<HTMLElement>(to)?.focus();
  }

  protected override render() {
    const shown = this.#shown;
    return html`<div class="all ${this.section === '' ? '' : 'section-open'}" role="region" aria-labelledby="title">
      <div class="side">
        <header>
          <button class="icon-button" aria-label=${strings.close} @click=${() => void this.requestClose()}>
            ${icons.close}
          </button>
          <h2 id="title" tabindex="-1">${strings.settings}</h2>
        </header>
        <nav aria-label=${strings.settings}>
          ${this.#open.map(
            ([group, sections]) =>
              html`<h3>${strings.settingsGroups[group]}</h3>
                <ul>
                  ${sections.map((section) => this.#renderLink(section, section === shown))}
                </ul>`,
          )}
        </nav>
      </div>
      <div class="main">
        <header class="bar">
          <button class="icon-button" aria-label=${strings.back} @click=${() => void this.back()}>${icons.back}</button>
          <h2>${strings.settings}</h2>
        </header>
        <div class="section">
          ${shown.isOfNumber ? this.#renderNumbers() : nothing}
          ${this.loaded.has(shown.name) ? shown.render(this) : nothing}
        </div>
      </div>
    </div>`;
  }

  /** One step out: on a phone from a page to the groups, else out of the settings. */
  async back(): Promise<void> {
    if (this.isNarrow && this.section !== '') await this.#go('');
    else await this.requestClose();
  }

  /** Closes the settings, unless the agent wants to keep unsaved changes. */
  async requestClose(): Promise<void> {
    if (await this.#mayLeave()) this.dispatchEvent(new SettingsClose());
  }

  async #go(section: string): Promise<void> {
    if (section === this.section || !(await this.#mayLeave())) return;
    this.section = section;
  }

  async #mayLeave(): Promise<boolean> {
    const mayLeave = !this.#isUnsaved || (await discardConfirmed(this));
    if (mayLeave) this.#isUnsaved = false;
    else this.dispatchEvent(new SettingsStay());
    return mayLeave;
  }

  #noted = ({ isUnsaved }: UnsavedChange): void => {
    this.#isUnsaved = isUnsaved;
  };

  #left = (event: Event): void => {
    if (this.#isUnsaved) event.preventDefault();
  };

  /** A menu or a dialog in a page closes first. */
  #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || isOfInputMethod(event)) return;
    if (event.composedPath().some((target) => target instanceof HTMLDialogElement)) return;
    event.preventDefault();
    event.stopPropagation();
    void this.back();
  };

  #renderNumbers() {
    if (this.numbers.length < 2) return nothing;
    return html`<agent-console-number-switch
      .numbers=${numberNames(this.numbers)}
      .shown=${this.number?.id ?? null}
      .hasAll=${false}
      @number-select=${(event: NumberSelect) => void this.#chooseNumber(event)}
    ></agent-console-number-switch>`;
  }

  /** Another number replaces the content of the page. */
  async #chooseNumber(event: NumberSelect): Promise<void> {
    if (!this.#isUnsaved) return;
    event.stopPropagation();
    if (await this.#mayLeave()) this.dispatchEvent(new NumberSelect(event.inbox));
    else this.renderRoot.querySelector('agent-console-number-switch')?.requestUpdate();
  }

  /** The groups with the pages that this agent may open. */
  get #open() {
    return groups
      .map(([group, sections]) => [group, sections.filter((section) => mayOpen(section, this))] as const)
      .filter(([, sections]) => sections.length > 0);
  }

  get #shown(): Section {
    const all = this.#open.flatMap(([, sections]) => sections);
    const found = all.find(({ name }) => name === this.section) ?? all[0];
    if (!found) throw new Error('Every agent has an account page.');
    return found;
  }

  #renderLink({ name, icon, title }: Section, isShown: boolean) {
    return html`<li>
      <button aria-current=${isShown ? 'page' : nothing} @click=${() => void this.#go(name)}>
        ${icon}<span>${title()}</span><span class="next">${icons.chevronRight}</span>
      </button>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-settings': ConsoleSettings;
  }
}
