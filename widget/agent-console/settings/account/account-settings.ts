import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Passkey, SessionInfo } from '../../../../worker/api/people/sessions.ts';
import type { TeamMember } from '../../../../worker/api/people/team.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  addPasskey,
  changeProfile,
  endOtherSessions,
  endSession,
  getMe,
  getNewPasskeyOptions,
  listPasskeys,
  listSessions,
  removePasskey,
} from '../../../client/api/people/account.ts';
import { listAgents } from '../../../client/api/people/team.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { problemOf } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { renderDensityChoice } from './density-choice.ts';
import './own-picture.ts';
import type { ProfileChanged } from './own-picture.ts';

/** The agent has signed out. */
export class SignOut extends Event {
  constructor() {
    super('sign-out', { bubbles: true, composed: true });
  }
}

interface Account {
  /** Null while an admin removes them. */
  member: TeamMember | null;
  passkeys: readonly Passkey[];
  sessions: readonly SessionInfo[];
  /** The id of the session that this page uses. */
  current: string;
}

/** The agent's own name, picture, passkeys and sessions. */
@customElement('agent-console-account-settings')
export class AccountSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  /** Origin of the Worker: passkeys are created on its own pages only. */
  @property() worker = '';
  #task = new SettingsTask<Account>(
    this,
    async (api) => {
      const [passkeys, sessions, team, { agent }] = await Promise.all([
        listPasskeys(api),
        listSessions(api),
        listAgents(api),
        getMe(api),
      ]);
      return { member: team.find(({ id }) => id === agent.id) ?? null, passkeys, ...sessions };
    },
    { of: ['team'] },
  );

  /** What is wrong with the name. */
  @state() private problem: string | null = null;

  static override readonly styles = [tokens, settingsStyles, controlStyles, fieldStyles, skeletonStyles];

  protected override render() {
    const account = this.#task.shown;
    if (!account) return this.#task.isBusy ? renderSkeleton() : this.#renderProblem();
    const { passkeys, sessions, current } = account;
    const isOwn = this.worker === location.origin;
    return html`<h3>${strings.yourAccount}</h3>
      ${account.member ? this.#renderProfile(account.member) : nothing}
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

  #renderProfile(member: TeamMember) {
    return html`<section aria-label=${strings.yourProfile}>
      <h4>${strings.yourProfile}</h4>
      <p class="quiet">${strings.yourProfileHint}</p>
      <agent-console-own-picture
        .api=${this.api}
        .member=${member}
        @profile-change=${(event: ProfileChanged) => this.#show(event.member)}
      ></agent-console-own-picture>
      ${renderField({
        name: 'name',
        label: strings.name,
        value: member.name,
        isRequired: true,
        max: 128,
        autocomplete: 'name',
        words: { missing: strings.enterName },
        problem: this.problem,
        commit: (name, control) => this.#rename(name.trim(), problemOf(control)),
      })}
      ${this.#task.outcome?.isGood ? this.#task.renderOutcome() : nothing}
    </section>`;
  }

  #rename(name: string, problem: string | null): void {
    this.problem = problem;
    if (problem !== null || name === this.#task.shown?.member?.name) return;
    void this.#task.change((api) => changeProfile(api, { name }), { done: () => strings.saved });
  }

  #show(member: TeamMember): void {
    const { shown } = this.#task;
    if (shown) this.#task.shown = { ...shown, member };
    this.requestUpdate();
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
          : html`<button
              class="button"
              aria-label="${strings.endSession}: ${device}"
              @click=${() => void this.#task.change((api) => endSession(api, id))}
            >
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
