import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Passkey, SessionInfo } from '../../worker/api.ts';
import type { ApiClient } from '../client/api-client.ts';
import { refusalOf } from '../client/refusal.ts';
import { strings } from '../locales/strings.ts';
import { settingsStyles } from './settings-styles.ts';
import { tokens } from './styles.ts';
import { momentText } from './times.ts';

/** The agent has signed out. */
export class SignOut extends Event {
  constructor() {
    super('sign-out', { bubbles: true, composed: true });
  }
}

/** One's own passkeys and sessions. */
@customElement('agent-console-account-settings')
export class AccountSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  /** Origin of the Worker: passkeys are made on its own pages only. */
  @property() worker = '';
  @state() private passkeys: readonly Passkey[] | null = null;
  @state() private sessions: readonly SessionInfo[] = [];
  @state() private current = '';
  @state() private problem: string | null = null;

  static override readonly styles = [tokens, settingsStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    queueMicrotask(() => void this.#try(async () => {}));
  }

  protected override render() {
    const { passkeys } = this;
    if (!passkeys) return this.#renderProblem();
    const isOwn = this.worker === location.origin;
    return html`<h3>${strings.yourAccount}</h3>
      <section aria-label=${strings.passkeys}>
        <strong>${strings.passkeys}</strong>
        ${passkeys.length === 0 ? html`<p class="quiet">${strings.noPasskey}</p>` : nothing}
        <ul>
          ${passkeys.map(
            ({ id, name, usedAt }) => html`<li>
              <span>${name} <small>${strings.lastUsed(momentText(usedAt))}</small></span>
              <button class="plain" @click=${() => void this.#try((api) => api.removePasskey(id))}>${strings.remove}</button>
            </li>`,
          )}
        </ul>
        ${
          isOwn
            ? html`<div class="end">
                <button class="plain" @click=${() => void this.#try(addPasskey)}>${strings.makePasskey}</button>
              </div>`
            : html`<a href="${this.worker}/console/" target="_blank" rel="noopener">${strings.makePasskey}</a>`
        }
      </section>
      <section aria-label=${strings.sessions}>
        <strong>${strings.sessions}</strong>
        <ul>
          ${this.sessions.map(({ id, device, origin, usedAt }) => this.#renderSession(id, device, origin, usedAt))}
        </ul>
        <div class="end">
          <button class="plain" @click=${() => void this.#try((api) => api.endSession(null))}>${strings.endOthers}</button>
          <button class="plain" @click=${this.#signOut}>${strings.signOut}</button>
        </div>
      </section>
      ${this.#renderProblem()}`;
  }

  #renderSession(id: string, device: string, origin: string | null, usedAt: number) {
    const isThis = id === this.current;
    return html`<li>
      <span
        >${device}${origin === null ? nothing : html`, <bdi>${origin}</bdi>`}
        <small>${isThis ? strings.thisDevice : strings.lastUsed(momentText(usedAt))}</small></span
      >
      ${
        isThis
          ? nothing
          : html`<button class="plain" @click=${() => void this.#try((api) => api.endSession(id))}>
              ${strings.endSession}
            </button>`
      }
    </li>`;
  }

  #renderProblem() {
    return html`<p class="problem" role="alert">${this.problem ?? ''}</p>`;
  }

  #signOut(): void {
    void this.#try(async (api) => {
      await api.endSession('current');
      this.dispatchEvent(new SignOut());
    });
  }

  /** What is shown is fetched again after every change. */
  async #try(command: (api: ApiClient) => Promise<void>): Promise<void> {
    const { api } = this;
    if (!api) return;
    this.problem = null;
    this.problem = await refusalOf(async () => {
      await command(api);
      if (!this.isConnected) return;
      const [passkeys, { sessions, current }] = await Promise.all([api.passkeys(), api.sessions()]);
      this.passkeys = passkeys;
      this.sessions = sessions;
      this.current = current;
    });
  }
}

async function addPasskey(api: ApiClient): Promise<void> {
  const { makePasskey } = await import('../client/passkey.ts');
  await api.addPasskey(await makePasskey(await api.newPasskeyOptions()));
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-account-settings': AccountSettings;
  }
}
