import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { TeamMember } from '../../../../worker/api/people/team.ts';
import type { NewTeam, Team } from '../../../../worker/api/people/teams.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { listAgents } from '../../../client/api/people/team.ts';
import { changeTeam, createTeam, deleteTeam, listTeams } from '../../../client/api/people/teams.ts';
import { assignmentWords as words } from '../../../locales/assignment.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { renderTeamName, teamNameStyles } from '../../ui/team-name.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import './team-dialog.ts';

interface Shown {
  teams: readonly Team[];
  agents: readonly TeamMember[];
}

/** The named teams, the same for all numbers. For admins. */
@customElement('agent-console-teams-settings')
export class TeamsSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  /** The team in the dialog. */
  @state() private edited: Team | 'new' | null = null;
  #task = new SettingsTask<Shown>(this, loadTeams, { of: ['teams', 'team'] });

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    emptyStyles,
    skeletonStyles,
    teamNameStyles,
    css`
      .about {
        display: grid;
        gap: 4px;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .about strong {
        font-weight: 600;
      }
      .about small {
        font-size: 13px;
      }
    `,
  ];

  protected override render() {
    const { shown } = this.#task;
    return html`<div class="top">
        <h3>${strings.teams}</h3>
        ${shown && shown.teams.length > 0 ? this.#renderNew() : nothing}
      </div>
      <p class="quiet">${words.teamsHint}</p>
      ${shown ? this.#renderTeams(shown) : this.#task.isBusy ? renderSkeleton() : nothing}
      ${this.edited && shown ? this.#renderDialog(this.edited === 'new' ? null : this.edited, shown) : this.#task.renderProblem()}`;
  }

  #renderNew() {
    return html`<button class="button main" @click=${() => this.#edit('new')}>${words.newTeam}</button>`;
  }

  #renderTeams({ teams, agents }: Shown) {
    if (teams.length === 0)
      return renderEmpty({ icon: icons.teams, text: words.emptyTeams, action: this.#renderNew() });
    return html`<ul aria-label=${strings.teams}>
      ${teams.map(
        (team) => html`<li>
          <span class="about">
            <strong>${renderTeamName(team, team.color)}</strong>
            <small class="quiet"><bdi>${membersText(team, agents)}</bdi></small>
          </span>
          <button class="icon-button" aria-label=${words.editNamedTeam(team.name)} @click=${() => this.#edit(team)}>
            ${icons.edit}
          </button>
          <button class="icon-button" aria-label=${words.deleteNamedTeam(team.name)} @click=${() => void this.#delete(team)}>
            ${icons.trash}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #renderDialog(team: Team | null, { agents }: Shown) {
    return html`<agent-console-team-dialog
      .team=${team}
      .agents=${agents}
      .save=${(wanted: NewTeam) => this.#save(team, wanted)}
      @dialog-close=${() => {
        this.edited = null;
      }}
    ></agent-console-team-dialog>`;
  }

  #edit(team: Team | 'new'): void {
    this.#task.forgetOutcome();
    this.edited = team;
  }

  async #delete({ id, name }: Team): Promise<void> {
    const isSure = await confirmed(this, {
      title: words.deleteTeamTitle(name),
      text: words.deleteTeamText,
      action: strings.delete,
      isDangerous: true,
    });
    if (isSure) await this.#task.change((api) => deleteTeam(api, id));
  }

  async #save(team: Team | null, wanted: NewTeam): Promise<void> {
    if (!this.api) return;
    await (team ? changeTeam(this.api, team.id, wanted) : createTeam(this.api, wanted));
    this.edited = null;
    await this.#task.reload();
  }
}

async function loadTeams(api: ApiClient): Promise<Shown> {
  const [teams, agents] = await Promise.all([listTeams(api), listAgents(api)]);
  return { teams, agents };
}

function membersText({ members }: Team, agents: readonly TeamMember[]): string {
  const names = agents.flatMap(({ id, name }) => (members.includes(id) ? [name] : []));
  return names.length === 0 ? words.noMembers : names.join(', ');
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-teams-settings': TeamsSettings;
  }
}
