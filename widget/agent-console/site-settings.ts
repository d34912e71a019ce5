import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Origins, SiteLogin } from '../../worker/api.ts';
import { type ApiClient, ApiFailure } from '../client/api-client.ts';
import { strings } from '../locales/strings.ts';
import './secret-once.ts';
import { settingsStyles } from './settings-styles.ts';
import { siteOrigin } from './site-origin.ts';
import { tokens } from './styles.ts';

/** On which sites the inbox may be shown, and whether a site signs its own people in. For admins. */
@customElement('agent-console-site-settings')
export class SiteSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @state() private sites: Origins | null = null;
  @state() private login: SiteLogin = { type: 'off' };
  @state() private chosen: SiteLogin['type'] = 'off';
  @state() private secret: string | null = null;
  @state() private outcome: { isSaved: boolean; text: string } | null = null;

  static override readonly styles = [tokens, settingsStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    queueMicrotask(() => void this.#try(null));
  }

  protected override render() {
    const { sites } = this;
    if (!sites) return this.#renderOutcome();
    return html`<h3>${strings.sitesTitle}</h3>
      <form @submit=${this.#allow}>
        <label
          >${strings.sites}
          <textarea name="origins" rows="3" .value=${sites.origins.join('\n')}></textarea>
          <small>${strings.sitesHint}</small>
        </label>
        <div class="end"><button class="primary">${strings.save}</button></div>
      </form>
      ${this.#renderRefused(sites)}
      <form @submit=${this.#changeLogin}>
        <fieldset>
          <legend>${strings.siteLogin}</legend>
          <small>${strings.siteLoginHint}</small>
          <label
            >${strings.siteLoginWay}
            <select
              name="type"
              @change=${({ target }: Event) => {
                if (target instanceof HTMLSelectElement) this.chosen = wayOf(target.value);
              }}
            >
              <option value="off" ?selected=${this.chosen === 'off'}>${strings.siteLoginOff}</option>
              <option value="secret" ?selected=${this.chosen === 'secret'}>${strings.siteLoginSecret}</option>
              <option value="jwks" ?selected=${this.chosen === 'jwks'}>${strings.siteLoginKeys}</option>
            </select>
          </label>
          ${
            this.chosen === 'jwks'
              ? html`<label
                  >${strings.siteLoginAddress}
                  <input
                    name="url"
                    type="url"
                    dir="ltr"
                    required
                    pattern="https://.*"
                    placeholder="https://shop.example/keys.json"
                    .value=${this.login.type === 'jwks' ? this.login.url : ''}
                  />
                </label>`
              : nothing
          }
          ${
            this.login.type === 'secret' && this.chosen === 'secret'
              ? html`<small>${strings.siteLoginNewSecret}</small>`
              : nothing
          }
          <div class="end">
            <button class="primary">
              ${this.chosen === 'secret' ? strings.makeSecret : strings.save}
            </button>
          </div>
          ${
            this.secret === null
              ? nothing
              : html`<agent-console-secret
                  .secret=${this.secret}
                  .hint=${strings.siteLoginSecretHint}
                ></agent-console-secret>`
          }
        </fieldset>
      </form>
      ${this.#renderOutcome()}`;
  }

  #renderRefused({ origins, refused }: Origins) {
    if (refused.length === 0) return nothing;
    return html`<p>${strings.sitesRefused}</p>
      <ul>
        ${refused.map(
          ({ origin }) => html`<li>
            <bdi>${origin}</bdi>
            <button
              class="plain"
              aria-label=${strings.allowSite(origin)}
              @click=${() => void this.#try((api) => api.allowOrigins([...origins, origin]))}
            >
              ${strings.allow}
            </button>
          </li>`,
        )}
      </ul>`;
  }

  #renderOutcome() {
    const { outcome } = this;
    return html`<p class=${outcome?.isSaved === false ? 'problem' : ''} role="status">${outcome?.text ?? ''}</p>`;
  }

  #allow(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const lines = String(new FormData(target).get('origins')).split('\n');
    const origins = lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(siteOrigin);
    void this.#try((api) => api.allowOrigins(origins));
  }

  #changeLogin(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const type = this.chosen;
    const change: SiteLogin =
      type === 'jwks' ? { type, url: String(new FormData(target).get('url')).trim() } : { type };
    void this.#try(async (api) => {
      const { secret } = await api.call<{ secret?: string }>('PUT', '/settings/site-login', change);
      this.secret = secret ?? null;
    });
  }

  /** What is shown is fetched again after every change. */
  async #try(command: ((api: ApiClient) => Promise<void>) | null): Promise<void> {
    const { api } = this;
    if (!api) return;
    this.outcome = null;
    try {
      await command?.(api);
      if (command) this.outcome = { isSaved: true, text: strings.saved };
      [this.sites, this.login] = await Promise.all([
        api.origins(),
        api.call<SiteLogin>('GET', '/settings/site-login'),
      ]);
      this.chosen = this.login.type;
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.outcome = { isSaved: false, text: error.message };
    }
  }
}

function wayOf(value: string): SiteLogin['type'] {
  return value === 'secret' || value === 'jwks' ? value : 'off';
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-site-settings': SiteSettings;
  }
}
