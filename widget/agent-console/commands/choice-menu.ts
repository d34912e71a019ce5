/** The choices for conversations as the rows of a menu. */
import { html, nothing } from 'lit';
import type { PeopleCommand } from '../../../worker/api/conversations/teamwork.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { availabilityStyles, renderAvailability } from '../ui/availability-mark.ts';
import { renderLabel } from '../ui/labels/label-mark.ts';
import { renderTeamName, teamNameStyles } from '../ui/team-name.ts';
import './snooze-moment.ts';
import type { SnoozeMoment } from './snooze-moment.ts';
import { type ChoiceGroup, inGroup, type TeamChoice } from './team-choices.ts';

/** Their choices show which one is on. */
const hasState: ReadonlySet<ChoiceGroup> = new Set(['assign', 'team', 'label']);

export function renderChoices(choices: readonly TeamChoice[], act: (choice: TeamChoice) => void) {
  return choices.map(
    (choice) => html`<button
      class="item"
      aria-pressed=${hasState.has(choice.group) ? (choice.isOn ? 'true' : 'false') : nothing}
      @click=${() => act(choice)}
    >
      ${renderName(choice)}
      ${choice.detail === undefined ? nothing : html`<small class="quiet when">${choice.detail}</small>`}
    </button>`,
  );
}

function renderName({ group, command, label, name, presence = null, color }: TeamChoice) {
  if (label) return renderLabel(label);
  const team = group === 'team' && command.type === 'assign' ? command.team : null;
  if (team) return renderTeamName({ id: team, name }, color);
  return html`${renderAvailability(presence)}<bdi>${name}</bdi>`;
}

/** Styles for the names of agents and teams in a menu. */
export const choiceStyles = [availabilityStyles, teamNameStyles];

/** The agents and the teams that can be given the conversations. */
export function renderAssign(choices: readonly TeamChoice[], act: (choice: TeamChoice) => void) {
  const teams = inGroup(choices, 'team');
  return html`${renderChoices(inGroup(choices, 'assign'), act)}
    ${teams.length === 0 ? nothing : html`<p class="group">${strings.teams}</p>`} ${renderChoices(teams, act)}`;
}

/** The usual times, and one of the agent's own. */
export function renderSnooze(choices: readonly TeamChoice[], act: (command: PeopleCommand) => void) {
  return html`${renderChoices(choices, ({ command }) => act(command))}
    <agent-console-snooze-moment
      @snooze-moment=${({ until }: SnoozeMoment) => act({ type: 'state', state: 'snoozed', until })}
    ></agent-console-snooze-moment>`;
}

/** The last choice among labels, for admins. */
export function renderNewLabel(create: () => void) {
  return html`<button class="item" @click=${create}>
    ${icons.plus}<span>${strings.newLabel}</span>
  </button>`;
}

export function renderNoLabels(count: number) {
  return count === 0 ? html`<p class="group">${strings.noLabels}</p>` : nothing;
}
