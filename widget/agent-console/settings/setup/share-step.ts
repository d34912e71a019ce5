import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { allowOrigins, getOrigins } from '../../../client/api/people/sites.ts';
import { invite } from '../../../client/api/people/team.ts';
import { setupWords as words } from '../../../locales/setup.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import '../button/button-tags.ts';
import '../secret-once.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import './copy-field.ts';
import { setupStyles } from './setup-styles.ts';

/** An agent was invited, or a site was allowed. */
export class ShareChange extends Event {
  constructor() {
    super('share-change', { bubbles: true, composed: true });
  }
}

/** The snippets of button and inbox, a site that may show the inbox, and a first invitation. */
@customElement('agent-console-share-step')
export class ShareStep extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property() worker = '';
  /** The settings of the button are shown instead of its tags only. */
  @state() private isShaping = false;
  @state() private allowed: string | null = null;
  @state() private link: string | null = null;
  @state() private failure: string | null = null;

  #check = new FormCheck(this);

  static override readonly styles = [tokens, settingsStyles, controlStyles, fieldStyles, setupStyles];

  protected override render() {
    return html`${this.#renderButton()}
      <agent-console-copy
        .label=${words.consoleSnippet}
        .text=${`<script type="module" src="${this.worker}/agent-console.js"></script>
<agent-console worker="${this.worker}"></agent-console>`}
      ></agent-console-copy>
      <form novalidate @input=${this.#check.typed} @submit=${this.#allow}>
        ${renderField({
          name: 'site',
          label: words.allowSite,
          check: this.#check,
          hint: words.allowSiteHint,
          type: 'url',
          dir: 'ltr',
          isRequired: true,
          placeholder: 'https://shop.example',
        })}
        <div class="end">
          <button class="plain">${words.allow}</button>
          <span role="status">${this.allowed === null ? '' : words.allowed(this.allowed)}</span>
        </div>
      </form>
      <form novalidate @input=${this.#check.typed} @submit=${this.#invite}>
        ${renderField({
          name: 'name',
          label: words.inviteAgent,
          check: this.#check,
          isRequired: true,
          max: 128,
          placeholder: words.inviteName,
          words: { missing: strings.enterName },
        })}
        <div class="end"><button class="plain">${words.invite}</button></div>
      </form>
      ${
        this.link === null
          ? nothing
          : html`<agent-console-secret .secret=${this.link} .hint=${words.inviteLink}></agent-console-secret>`
      }
      ${this.failure === null ? nothing : html`<p class="problem" role="alert">${this.failure}</p>`}`;
  }

  #renderButton() {
    return this.isShaping
      ? html`<agent-console-button-settings
          .api=${this.api}
          .number=${this.number}
          .worker=${this.worker}
        ></agent-console-button-settings>`
      : html`<h3>${words.buttonSnippet}</h3>
          <agent-console-button-tags .number=${this.number} .worker=${this.worker}></agent-console-button-tags>
          <div class="end">
            <button class="plain" @click=${this.#shape}>${words.shapeButton}</button>
          </div>`;
  }

  async #shape(): Promise<void> {
    await import('../button/button-settings.ts');
    this.isShaping = true;
  }

  #allow(event: SubmitEvent): void {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement) || !this.#check.accepts(event.target)) return;
    void this.#submit(event, 'site', async (api, text) => {
      const { origin } = new URL(text);
      const { origins } = await getOrigins(api);
      await allowOrigins(api, [...new Set([...origins, origin])]);
      this.allowed = origin;
    });
  }

  #invite(event: SubmitEvent): void {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement) || !this.#check.accepts(event.target)) return;
    void this.#submit(event, 'name', async (api, name) => {
      this.link = (await invite(api, { name, role: 'agent', numbers: null })).url;
    });
  }

  async #submit(
    event: SubmitEvent,
    field: string,
    command: (api: ApiClient, text: string) => Promise<void>,
  ): Promise<void> {
    event.preventDefault();
    const { api } = this;
    const { target } = event;
    if (!api || !(target instanceof HTMLFormElement)) return;
    const text = String(new FormData(target).get(field)).trim();
    this.failure = null;
    const failure = await failureOf(() => command(api, text));
    if (failure) {
      this.failure = failure.message;
      return;
    }
    target.reset();
    this.dispatchEvent(new ShareChange());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-share-step': ShareStep;
  }
}
