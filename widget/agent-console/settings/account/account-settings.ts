import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Passkey, SessionInfo } from '../../../../worker/api/people/sessions.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  addPasskey,
  endOtherSessions,
  endSession,
  getNewPasskeyOptions,
  listPasskeys,
  listSessions,
  removePasskey,
} from '../../../client/api/people/account.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { renderDensityChoice } from './density-choice.ts';

/** The agent has signed out. */
export class SignOut extends Event {
  constructor() {
    super('sign-out', { bubbles: true, composed: true });
  }
}

interface Account {
  passkeys: readonly Passkey[];
  sessions: readonly SessionInfo[];
  /** The id of the session that this page uses. */
  current: string;
}

/** The agent's own passkeys and sessions. */
@customElement('agent-console-account-settings')
export class AccountSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  /** Origin of the Worker: passkeys are created on its own pages only. */
  @property() worker = '';
  #task = new SettingsTask<Account>(
    this,
    async (api) => {
      const [passkeys, sessions] = await Promise.all([listPasskeys(api), listSessions(api)]);
      return { passkeys, ...sessions };
    },
    { of: ['team'] },
  );

  static override readonly styles = [tokens, settingsStyles, controlStyles, fieldStyles, skeletonStyles];

  protected override render() {
    const account = this.#task.shown;
    if (!account) return this.#task.isBusy ? renderSkeleton() : this.#renderProblem();
    const { passkeys, sessions, current } = account;
    const isOwn = this.worker === location.origin;
    return html`<h3>${strings.yourAccount}</h3>
      <section aria-label=${strings.passkeys}>
        <h4>${strings.passkeys}</h4>
        ${passkeys.length === 0 ? html`<p class="quiet">${strings.noPasskey}</p>` : nothing}
        <ul>
          ${passkeys.map(
            ({ id, name, usedAt }) => html`<li>
              <span>${name} <small>${strings.lastUsed(momentText(usedAt))}</small></span>
              <button class="button" aria-label="${strings.remove}: ${name}" @click=${() => void this.#remove(id, name)}>
                ${strings.remove}
              </button>
            </li>`,
          )}
        </ul>
        ${
          isOwn
            ? html`<div class="end">
                <button class="button" @click=${() => void this.#task.change(createPasskey)}>${strings.createPasskey}</button>
              </div>`
            : html`<a href="${this.worker}/console/" target="_blank" rel="noopener">${strings.createPasskey}</a>`
        }
      </section>
      <section aria-label=${strings.sessions}>
        <h4>${strings.sessions}</h4>
        <ul>
          ${sessions.map((session) => this.#renderSession(session, session.id === current))}
        </ul>
        <div class="end">
          <button class="button" @click=${() => void this.#task.change(endOtherSessions)}>${strings.endOthers}</button>
          <button class="button" @click=${this.#signOut}>${strings.signOut}</button>
        </div>
      </section>
      ${renderDensityChoice(this)} ${this.#renderProblem()}`;
  }

  #renderSession({ id, device, origin, usedAt }: SessionInfo, isThis: boolean) {
    return html`<li>
      <span
        >${device}${origin === null ? nothing : html`, <bdi>${origin}</bdi>`}
        <small>${isThis ? strings.thisDevice : strings.lastUsed(momentText(usedAt))}</small></span
      >
      ${
        isThis
          ? nothing
          : html`<button class="button" @click=${() => void this.#task.change((api) => endSession(api, id))}>
              ${strings.endSession}
            </button>`
      }
    </li>`;
  }

  async #remove(id: string, name: string): Promise<void> {
    const isSure = await confirmed(this, {
      title: strings.removePasskeyTitle(name),
      text: strings.removePasskeyText,
      action: strings.remove,
      isDangerous: true,
    });
    if (isSure) await this.#task.change((api) => removePasskey(api, id));
  }

  #renderProblem() {
    return this.#task.renderProblem();
  }

  #signOut(): void {
    void this.#task.change(async (api) => {
      await endSession(api, 'current');
      this.dispatchEvent(new SignOut());
    });
  }
}

async function createPasskey(api: ApiClient): Promise<void> {
  const { makePasskey } = await import('../../../client/signing-in/passkey.ts');
  await addPasskey(api, await makePasskey(await getNewPasskeyOptions(api)));
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-account-settings': AccountSettings;
  }
}
