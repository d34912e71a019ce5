import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { InboxSummary } from '../../../../worker/api/numbers.ts';
import type { Role } from '../../../../worker/api/roles.ts';
import type { Invitation, RemovedAgent, TeamMember } from '../../../../worker/api/team.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  changeAgent,
  invite,
  listAgents,
  listInvitations,
  listRemovedAgents,
  removeAgent,
  restoreAgent,
  withdrawInvitation,
} from '../../../client/api/team.ts';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../../ui/custom-element.ts';
import './number-choice.ts';
import { numberNames } from '../../ui/number-names.ts';
import type { NumberChoice } from './number-choice.ts';
import '../secret-once.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

interface Team {
  members: readonly TeamMember[];
  removed: readonly RemovedAgent[];
  invitations: readonly Invitation[];
}

/** Who answers, and who is invited. For admins. */
@customElement('agent-console-team-settings')
export class TeamSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) numbers: readonly InboxSummary[] = [];
  /** What somebody who is being invited will see; null: all numbers. */
  @state() private seen: string[] | null = null;
  /** A link that was just made. */
  @state() private link: string | null = null;
  #task = new SettingsTask<Team>(this, async (api) => {
    const [members, removed, invitations] = await Promise.all([
      listAgents(api),
      listRemovedAgents(api),
      listInvitations(api),
    ]);
    return { members, removed, invitations };
  });

  static override readonly styles = [
    tokens,
    settingsStyles,
    css`
      li .end {
        gap: 8px;
      }
    `,
  ];

  protected override render() {
    const team = this.#task.shown;
    if (!team) return this.#renderProblem();
    return html`<h3>${strings.team}</h3>
      <ul aria-label=${strings.team}>
        ${team.members.map((member) => this.#renderMember(member))}
      </ul>
      <small>${strings.inviteAgainHint}</small>
      ${this.#renderRemoved(team)}
      <form class="pair" @submit=${this.#invite}>
        <label>${strings.name}<input name="name" required maxlength="128" dir="auto" autocomplete="off" /></label>
        <label
          >${strings.role}
          <select name="role">
            <option value="agent">${strings.agent}</option>
            <option value="admin">${strings.admin}</option>
          </select>
        </label>
        ${this.#renderNumbers(strings.seesNumbers, this.seen, (numbers) => {
          this.seen = numbers;
        })}
        <div class="end"><button class="primary">${strings.invite}</button></div>
      </form>
      ${
        this.link === null
          ? nothing
          : html`<agent-console-secret .secret=${this.link} .hint=${strings.invitationLink}></agent-console-secret>`
      }
      ${
        team.invitations.length === 0
          ? nothing
          : html`<strong>${strings.openInvitations}</strong>
              <ul aria-label=${strings.openInvitations}>
                ${team.invitations.map(
                  ({ id, name }) => html`<li>
                    <bdi>${name}</bdi>
                    <button
                      class="plain"
                      aria-label=${strings.withdraw(name)}
                      @click=${() => void this.#task.change((api) => withdrawInvitation(api, id))}
                    >
                      ${strings.remove}
                    </button>
                  </li>`,
                )}
              </ul>`
      }
      ${this.#renderProblem()}`;
  }

  /** Nothing where there is no choice. */
  #renderNumbers(
    label: string,
    chosen: readonly string[] | null,
    choose: (numbers: string[] | null) => void,
  ) {
    if (this.numbers.length < 2) return nothing;
    return html`<agent-console-number-choice
      .label=${label}
      .numbers=${numberNames(this.numbers)}
      .chosen=${chosen}
      @number-choice=${({ numbers }: NumberChoice) => choose(numbers)}
    ></agent-console-number-choice>`;
  }

  #renderMember({ id, name, role, numbers }: TeamMember) {
    const change = (changed: Partial<Pick<TeamMember, 'role' | 'numbers'>>) =>
      void this.#task.change((api) => changeAgent(api, id, changed), {
        preview: (team) => ({
          ...team,
          members: team.members.map((member) => (member.id === id ? { ...member, ...changed } : member)),
        }),
      });
    return html`<li>
      <span>
        <bdi>${name}</bdi>
        ${role === 'agent' ? this.#renderNumbers(strings.numbersOf(name), numbers, (chosen) => change({ numbers: chosen })) : nothing}
      </span>
      <span class="end">
        <select
          aria-label=${strings.roleOf(name)}
          .value=${live(role)}
          @change=${({ target }: Event) => {
            const chosen: Role =
              target instanceof HTMLSelectElement && target.value === 'admin' ? 'admin' : 'agent';
            change({ role: chosen });
          }}
        >
          <option value="agent">${strings.agent}</option>
          <option value="admin">${strings.admin}</option>
        </select>
        <button
          class="plain"
          @click=${() =>
            void this.#task.change(async (api) => {
              this.link = (await invite(api, { agentId: id })).url;
            })}
          aria-label="${strings.inviteAgain}: ${name}"
        >
          ${strings.inviteAgain}
        </button>
        <button
          class="plain"
          aria-label=${strings.removeAgent(name)}
          @click=${() => {
            if (confirm(strings.reallyRemove(name))) void this.#task.change((api) => removeAgent(api, id));
          }}
        >
          ${strings.remove}
        </button>
      </span>
    </li>`;
  }

  #renderRemoved({ removed }: Team) {
    if (removed.length === 0) return nothing;
    return html`<strong>${strings.removedAgents}</strong>
      <ul aria-label=${strings.removedAgents}>
        ${removed.map(
          ({ id, name }) => html`<li>
            <bdi>${name}</bdi>
            <button
              class="plain"
              aria-label=${strings.restoreAgent(name)}
              @click=${() =>
                void this.#task.change(async (api) => {
                  await restoreAgent(api, id);
                })}
            >
              ${strings.restore}
            </button>
          </li>`,
        )}
      </ul>
      <small>${strings.removedAgentsHint}</small>`;
  }

  #renderProblem() {
    return this.#task.renderProblem();
  }

  #invite(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const data = new FormData(target);
    const role: Role = data.get('role') === 'admin' ? 'admin' : 'agent';
    void this.#task.change(async (api) => {
      const name = String(data.get('name')).trim();
      const { url } = await invite(api, { name, role, numbers: this.seen });
      this.link = url;
      this.seen = null;
      target.reset();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-team-settings': TeamSettings;
  }
}
