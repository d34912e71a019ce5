import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { Invitation, Invite, RemovedAgent, TeamMember } from '../../../../worker/api/people/team.ts';
import type { Role } from '../../../../worker/api/roles.ts';
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
} from '../../../client/api/people/team.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { loadPictures } from '../../ui/agent-pictures.ts';
import { availabilityStyles, renderAvailability } from '../../ui/availability-mark.ts';
import { avatarStyles, renderAvatar } from '../../ui/avatar.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderCheckbox, renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import '../../ui/overlays/dialog.ts';
import './number-choice.ts';
import './invite-dialog.ts';
import { availabilityOf, followAvailability } from '../../ui/known-availability.ts';
import { numberNames } from '../../ui/number-names.ts';
import type { InviteAgent } from './invite-dialog.ts';
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
  @state() private isInviting = false;
  /** The member who gets another name. */
  @state() private renamed: TeamMember | null = null;
  /** A link that was just made. */
  @state() private link: string | null = null;
  #task = new SettingsTask<Team>(
    this,
    async (api) => {
      const [members, removed, invitations] = await Promise.all([
        listAgents(api),
        listRemovedAgents(api),
        listInvitations(api),
      ]);
      void loadPictures(api, members).then((isNew) => isNew && this.requestUpdate());
      return { members, removed, invitations };
    },
    { of: ['team'] },
  );

  #check = new FormCheck(this);
  constructor() {
    super();
    followAvailability(this);
  }

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    skeletonStyles,
    avatarStyles,
    availabilityStyles,
    css`
      .picture {
        position: relative;
      }
      .picture > .here {
        position: absolute;
        inset-block-end: -1px;
        inset-inline-end: -1px;
        outline: 2px solid var(--surface);
      }
      .picture > .here:not(.available) {
        background: var(--surface);
      }
      .who {
        display: flex;
        gap: 12px;
        align-items: center;
      }
      .who > :last-child {
        min-inline-size: 0;
      }
      li .end {
        min-inline-size: 0;
        gap: 8px;
      }
    `,
  ];

  protected override render() {
    const team = this.#task.shown;
    return html`<div class="top">
        <h3>${strings.members}</h3>
        ${team ? html`<button class="button main" @click=${this.#begin}>${strings.inviteAgent}</button>` : nothing}
      </div>
      ${
        this.link === null
          ? nothing
          : html`<agent-console-secret .secret=${this.link} .hint=${strings.invitationLink}></agent-console-secret>`
      }
      ${team ? this.#renderTeam(team) : this.#task.isBusy ? renderSkeleton() : nothing}
      ${this.renamed ? this.#renderRename(this.renamed) : this.isInviting ? this.#renderInvite() : this.#task.renderProblem()}`;
  }

  #renderTeam(team: Team) {
    return html`<ul aria-label=${strings.team}>
        ${team.members.map((member) => this.#renderMember(member))}
      </ul>
      <small>${strings.inviteAgainHint}</small>
      ${this.#renderInvitations(team)} ${this.#renderRemoved(team)}`;
  }

  #renderInvitations({ invitations }: Team) {
    if (invitations.length === 0) return nothing;
    return html`<section>
      <h4>${strings.openInvitations}</h4>
      <ul aria-label=${strings.openInvitations}>
        ${invitations.map(
          ({ id, name }) => html`<li>
            <bdi>${name}</bdi>
            <button class="button" aria-label=${strings.withdraw(name)} @click=${() => void this.#withdraw(id, name)}>
              ${strings.revoke}
            </button>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #renderInvite() {
    return html`<agent-console-invite-dialog
      .numbers=${this.numbers}
      .isBusy=${this.#task.isBusy}
      @invite-agent=${({ invite }: InviteAgent) => this.#invite(invite)}
      @dialog-close=${() => {
        this.isInviting = false;
      }}
      >${this.#task.renderProblem()}</agent-console-invite-dialog
    >`;
  }

  #renderRename(member: TeamMember) {
    return html`<agent-console-dialog
      heading=${strings.renameAgent(member.name)}
      @dialog-close=${() => {
        this.renamed = null;
      }}
    >
      <form id="rename" novalidate @input=${this.#check.typed} @submit=${this.#rename}>
        ${renderField({
          name: 'newName',
          label: strings.name,
          value: member.name,
          check: this.#check,
          isRequired: true,
          max: 128,
          words: { missing: strings.enterName },
          hasFocus: true,
        })}
        ${this.#task.renderProblem()}
        ${
          member.picture === null
            ? nothing
            : html`<button type="button" class="button ghost" @click=${() => this.#changeMember(member, { picture: null })}>
                ${strings.removePicture}
              </button>`
        }
      </form>
      <button slot="actions" class="button main" form="rename" ?disabled=${this.#task.isBusy}>${strings.save}</button>
    </agent-console-dialog>`;
  }

  #rename(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    const { renamed } = this;
    if (!(target instanceof HTMLFormElement) || !renamed || !this.#check.accepts(target)) return;
    this.#changeMember(renamed, { name: String(new FormData(target).get('newName')).trim() });
  }

  #changeMember({ id }: TeamMember, changed: { name: string } | { picture: null }): void {
    void this.#task.change(async (api) => {
      await changeAgent(api, id, changed);
      this.renamed = null;
    });
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

  #renderMember(member: TeamMember) {
    const { id, name, role, numbers, permissions } = member;
    const change = (changed: Partial<Pick<TeamMember, 'role' | 'numbers' | 'permissions'>>) =>
      void this.#task.change((api) => changeAgent(api, id, changed), {
        preview: (team) => ({
          ...team,
          members: team.members.map((member) => (member.id === id ? { ...member, ...changed } : member)),
        }),
      });
    return html`<li>
      <span class="who">
        <span class="picture">${renderAvatar(name, id, 36)}${renderAvailability(availabilityOf(id), true)}</span>
        <span role="group" aria-label=${name}>
        <bdi>${name}</bdi>
        ${
          role === 'agent'
            ? html`${this.#renderNumbers(strings.numbersOf(name), numbers, (chosen) => change({ numbers: chosen }))}
                ${renderCheckbox({
                  ...{ name: `templates-${id}`, label: strings.managesTemplates },
                  isOn: permissions.includes('templates'),
                  change: (isOn) => change({ permissions: isOn ? ['templates'] : [] }),
                })}`
            : nothing
        }
        </span>
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
          class="button"
          @click=${() =>
            void this.#task.change(async (api) => {
              this.link = (await invite(api, { agentId: id })).url;
            })}
          aria-label="${strings.inviteAgain}: ${name}"
        >
          ${strings.inviteAgain}
        </button>
        <button
          class="icon-button"
          aria-label=${strings.renameAgent(name)}
          @click=${() => {
            this.#check.reset();
            this.#task.forgetOutcome();
            this.renamed = member;
          }}
        >
          ${icons.edit}
        </button>
        <button
          class="icon-button"
          aria-label=${strings.removeAgent(name)}
          @click=${() => void this.#remove(id, name)}
        >
          ${icons.trash}
        </button>
      </span>
    </li>`;
  }

  #renderRemoved({ removed }: Team) {
    if (removed.length === 0) return nothing;
    return html`<section>
      <h4>${strings.removedAgents}</h4>
      <ul aria-label=${strings.removedAgents}>
        ${removed.map(
          ({ id, name }) => html`<li>
            <bdi>${name}</bdi>
            <button
              class="button"
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
      <small>${strings.removedAgentsHint}</small>
    </section>`;
  }

  #begin(): void {
    this.#task.forgetOutcome();
    this.isInviting = true;
  }

  async #remove(id: string, name: string): Promise<void> {
    const isSure = await confirmed(this, {
      title: strings.removeAgentTitle(name),
      text: strings.removeAgentText,
      action: strings.remove,
      isDangerous: true,
    });
    if (isSure) await this.#task.change((api) => removeAgent(api, id));
  }

  async #withdraw(id: string, name: string): Promise<void> {
    const isSure = await confirmed(this, {
      title: strings.withdrawTitle(name),
      text: strings.withdrawText,
      action: strings.revoke,
      isDangerous: true,
    });
    if (isSure) await this.#task.change((api) => withdrawInvitation(api, id));
  }

  #invite(who: Invite): void {
    void this.#task.change(async (api) => {
      this.link = (await invite(api, who)).url;
      this.isInviting = false;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-team-settings': TeamSettings;
  }
}
