import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Origins, SiteLogin } from '../../../../worker/api/people/settings.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { allowOrigins, changeSiteLogin, getOrigins, getSiteLogin } from '../../../client/api/people/sites.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField, renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import '../secret-once.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { UnsavedChange } from '../unsaved.ts';
import { siteOrigin } from './site-origin.ts';

type Sites = Origins & { login: SiteLogin };

/** On which sites the inbox may be shown, and whether a site signs its own people in. For admins. */
@customElement('agent-console-site-settings')
export class SiteSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  /** The list of sites as it is being edited; null while it is as stored. */
  @state() private draft: string | null = null;
  /** The kind of sign-in that is being chosen; null while it is as stored. */
  @state() private chosen: SiteLogin['type'] | null = null;
  @state() private secret: string | null = null;
  #task = new SettingsTask<Sites>(
    this,
    async (api) => {
      const [origins, login] = await Promise.all([getOrigins(api), getSiteLogin(api)]);
      return { ...origins, login };
    },
    { of: ['sites'] },
  );

  #check = new FormCheck(this);

  static override readonly styles = [tokens, settingsStyles, controlStyles, fieldStyles];

  protected override render() {
    const sites = this.#task.shown;
    if (!sites) return this.#renderOutcome();
    const { login } = sites;
    const chosen = this.chosen ?? login.type;
    return html`<h3>${strings.sitesTitle}</h3>
      <form novalidate @submit=${this.#save}>
        ${renderField({
          name: 'origins',
          label: strings.sites,
          value: this.draft ?? sites.origins.join('\n'),
          hint: strings.sitesHint,
          rows: 3,
          change: (text) => {
            this.draft = text;
            this.dispatchEvent(new UnsavedChange(true));
          },
        })}
        <div class="end"><button class="button main">${strings.save}</button></div>
      </form>
      ${this.#renderRefused(sites)}
      <section>
        <h4>${strings.siteLogin}</h4>
        <p class="quiet">${strings.siteLoginHint}</p>
        <form novalidate @input=${this.#check.typed} @submit=${this.#changeLogin}>
          ${renderSelect({
            name: 'type',
            label: strings.siteLoginWay,
            value: chosen,
            options: [
              ['off', strings.siteLoginOff],
              ['secret', strings.siteLoginSecret],
              ['jwks', strings.siteLoginKeys],
            ],
            ...(login.type === 'secret' && chosen === 'secret' && { hint: strings.siteLoginNewSecret }),
            change: (way) => {
              this.chosen = way;
            },
          })}
          ${
            chosen === 'jwks'
              ? renderField({
                  name: 'url',
                  label: strings.siteLoginAddress,
                  value: login.type === 'jwks' ? login.url : '',
                  check: this.#check,
                  type: 'url',
                  dir: 'ltr',
                  isRequired: true,
                  pattern: 'https://.*',
                  words: { missing: strings.fieldProblem.url, mismatch: strings.fieldProblem.url },
                  placeholder: 'https://shop.example/keys.json',
                })
              : nothing
          }
          <div class="end">
            <button class="button">${chosen === 'secret' ? strings.createSecret : strings.save}</button>
          </div>
          ${
            this.secret === null
              ? nothing
              : html`<agent-console-secret
                  .secret=${this.secret}
                  .hint=${strings.siteLoginSecretHint}
                ></agent-console-secret>`
          }
        </form>
      </section>
      ${this.#renderOutcome()}`;
  }

  #renderRefused({ refused }: Sites) {
    if (refused.length === 0) return nothing;
    return html`<h4>${strings.blockedSites}</h4>
      <ul>
        ${refused.map(
          ({ origin }) => html`<li>
            <bdi>${origin}</bdi>
            <button
              class="button"
              aria-label=${strings.allowSite(origin)}
              @click=${() => this.#allow(origin)}
            >
              ${strings.allow}
            </button>
          </li>`,
        )}
      </ul>`;
  }

  #renderOutcome() {
    const { outcome } = this.#task;
    return html`<p class=${outcome?.isGood === false ? 'problem' : ''} role="status">${outcome?.text ?? ''}</p>`;
  }

  /** Adds one of the blocked sites and keeps unsaved edits of the list. */
  #allow(origin: string): void {
    const added = (origins: readonly string[]) => [...origins.filter((other) => other !== origin), origin];
    if (this.draft !== null) this.draft = `${this.draft.trimEnd()}\n${origin}`;
    void this.#task.change((api) => allowOrigins(api, this.#task.shown?.origins ?? added([])), {
      preview: (sites) => ({
        ...sites,
        origins: added(sites.origins),
        refused: sites.refused.filter((site) => site.origin !== origin),
      }),
      done: strings.saved,
    });
  }

  #save(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const lines = String(new FormData(target).get('origins')).split('\n');
    const origins = lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(siteOrigin);
    void this.#task.change(
      async (api) => {
        await allowOrigins(api, origins);
        this.draft = null;
        this.dispatchEvent(new UnsavedChange(false));
      },
      { preview: (sites) => ({ ...sites, origins }), done: strings.saved },
    );
  }

  #changeLogin(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || !this.#check.accepts(target)) return;
    const type = this.chosen ?? this.#task.shown?.login.type ?? 'off';
    const change: SiteLogin =
      type === 'jwks' ? { type, url: String(new FormData(target).get('url')).trim() } : { type };
    void this.#task.change(
      async (api) => {
        const changed = await changeSiteLogin(api, change);
        this.secret = changed.type === 'secret' ? (changed.secret ?? null) : null;
        this.chosen = null;
      },
      { done: strings.saved },
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-site-settings': SiteSettings;
  }
}
