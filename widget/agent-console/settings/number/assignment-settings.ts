import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { AssignmentSettings, Reassignment } from '../../../../worker/api/automation/assignment.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { Team } from '../../../../worker/api/people/teams.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeAssignment, getAssignment } from '../../../client/api/automation.ts';
import { listTeams } from '../../../client/api/people/teams.ts';
import { assignmentWords as words } from '../../../locales/assignment.ts';
import { strings } from '../../../locales/strings.ts';
import { webhookWords } from '../../../locales/webhooks.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField, renderSelect, renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { distributionOptions } from './distribution-text.ts';

const hour = 60;
const times: readonly number[] = [5, 10, 15, 30, hour, 2 * hour, 4 * hour, 8 * hour, 24 * hour];
const maxOfAgent = 500;
const noTime: Reassignment = { afterMinutes: null, offlineMinutes: null, to: 'next' };

interface Shown {
  settings: AssignmentSettings;
  teams: readonly Team[];
}

/** How conversations of a number get an agent, and when they are taken from one. Each change is saved at once. */
@customElement('agent-console-assignment-settings')
export class AssignmentSettingsPage extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  #task = new SettingsTask<Shown>(this, (api) => this.#load(api), { of: ['assignment', 'teams'] });

  static override readonly styles = [
    tokens,
    settingsStyles,
    skeletonStyles,
    controlStyles,
    fieldStyles,
    css`
      h4 {
        margin: 24px 0 4px;
        font: 600 var(--text-14) var(--font);
      }
      h4 + p.quiet {
        margin-block: 0 16px;
      }
    `,
  ];

  protected override render() {
    const { shown } = this.#task;
    if (!shown) return this.#task.renderUnloaded();
    const { settings } = shown;
    return html`<h3>${strings.assignmentTitle}</h3>
      <p class="quiet">${words.intro}</p>
      ${renderSelect({
        ...{ name: 'distribution', label: words.distribution, hint: words.distributionHint },
        ...{ value: settings.distribution, options: distributionOptions() },
        change: (distribution) => this.#save({ distribution }),
      })}
      ${this.#renderTeam(shown)} ${this.#renderLimit(settings)}
      ${renderSwitch({
        ...{ name: 'last', label: words.lastAgent, hint: words.lastAgentHint, isOn: settings.lastAgentFirst },
        change: (lastAgentFirst) => this.#save({ lastAgentFirst }),
      })}
      ${renderSelect({
        ...{ name: 'idle', label: words.idleAfter, hint: words.idleAfterHint },
        value: String(settings.idleAfterMinutes ?? ''),
        options: timeOptions(settings.idleAfterMinutes),
        change: (minutes) => this.#save({ idleAfterMinutes: minutes === '' ? null : Number(minutes) }),
      })}
      ${this.#renderReassign(settings.reassign ?? noTime)} ${this.#task.renderOutcome()}`;
  }

  #renderTeam({ settings, teams }: Shown) {
    if (teams.length === 0) return nothing;
    const known = teams.map(({ id, name }): [string, string] => [id, name]);
    return renderSelect({
      ...{ name: 'team', label: words.newConversations, hint: words.newConversationsHint },
      value: known.some(([id]) => id === settings.team) ? (settings.team ?? '') : '',
      options: [['', strings.noTeam], ...known],
      change: (id) => this.#save({ team: id || null }),
    });
  }

  #renderLimit({ maxOpen }: AssignmentSettings) {
    return renderField({
      ...{
        name: 'max-open',
        label: words.maxOpen,
        hint: words.noLimit,
        type: 'number',
        inputmode: 'numeric',
      },
      ...{ value: maxOpen === null ? '' : String(maxOpen), least: 1, most: maxOfAgent },
      commit: (value, control) => {
        const isValid =
          value === '' || (/^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= maxOfAgent);
        if (isValid) this.#save({ maxOpen: value === '' ? null : Number(value) });
        else {
          control.focus();
          this.#task.refuse(strings.numberBetween('1', String(maxOfAgent)));
        }
      },
    });
  }

  #renderReassign(reassign: Reassignment) {
    const isOn = reassign.afterMinutes !== null || reassign.offlineMinutes !== null;
    const time = (name: 'afterMinutes' | 'offlineMinutes') =>
      renderSelect({
        ...{
          name,
          label: words[name],
          value: String(reassign[name] ?? ''),
          options: timeOptions(reassign[name]),
        },
        change: (minutes) => this.#reassign({ ...reassign, [name]: minutes === '' ? null : Number(minutes) }),
      });
    return html`<h4>${words.reassignTitle}</h4>
      <p class="quiet">${words.reassignIntro}</p>
      ${time('afterMinutes')} ${time('offlineMinutes')}
      ${
        isOn
          ? renderSelect({
              ...{ name: 'reassign-to', label: words.reassignTo, value: reassign.to },
              options: [
                ['next', words.toNext],
                ['nobody', words.toNobody],
              ],
              change: (to) => this.#reassign({ ...reassign, to }),
            })
          : nothing
      }`;
  }

  #reassign(reassign: Reassignment): void {
    const isOn = reassign.afterMinutes !== null || reassign.offlineMinutes !== null;
    this.#save({ reassign: isOn ? reassign : null });
  }

  async #load(api: ApiClient): Promise<Shown | null> {
    const { number } = this;
    if (!number) return null;
    const [settings, teams] = await Promise.all([getAssignment(api, number.id), listTeams(api)]);
    return { settings, teams };
  }

  /** The number stores the settings as a whole: what another admin has changed meanwhile stays. */
  #save(change: Partial<AssignmentSettings>): void {
    const { number } = this;
    if (!number) return;
    void this.#task.change(
      async (api) => {
        const now = await getAssignment(api, number.id);
        await changeAssignment(api, number.id, { ...now, ...change });
      },
      {
        preview: (shown) => ({ ...shown, settings: { ...shown.settings, ...change } }),
        done: strings.saved,
      },
    );
  }
}

/** The times to choose from, and the one that a program has set. */
function timeOptions(set: number | null): [string, string][] {
  const all = set === null || times.includes(set) ? times : [...times, set].toSorted((a, b) => a - b);
  return [['', words.never], ...all.map((minutes): [string, string] => [String(minutes), timeText(minutes)])];
}

function timeText(minutes: number): string {
  if (minutes % (24 * hour) === 0) return webhookWords.days(minutes / (24 * hour));
  return minutes % hour === 0 ? webhookWords.hours(minutes / hour) : webhookWords.minutes(minutes);
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-assignment-settings': AssignmentSettingsPage;
  }
}
