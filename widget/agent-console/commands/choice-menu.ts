/** The choices for conversations as the rows of a menu. */
import { html, nothing } from 'lit';
import type { PeopleCommand } from '../../../worker/api/conversations/teamwork.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { renderLabel } from '../ui/labels/label-mark.ts';
import './snooze-moment.ts';
import type { SnoozeMoment } from './snooze-moment.ts';
import type { TeamChoice } from './team-choices.ts';

export function renderChoices(choices: readonly TeamChoice[], act: (choice: TeamChoice) => void) {
  return choices.map(
    (choice) => html`<button
      class="item"
      aria-pressed=${choice.group === 'assign' || choice.group === 'label' ? (choice.isOn ? 'true' : 'false') : nothing}
      @click=${() => act(choice)}
    >
      ${choice.label ? renderLabel(choice.label) : html`<bdi>${choice.name}</bdi>`}
      ${choice.detail === undefined ? nothing : html`<small class="quiet when">${choice.detail}</small>`}
    </button>`,
  );
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
