import { html } from 'lit';
import { property } from 'lit/decorators.js';
import type { AnalyticsSettings } from '../../../../worker/api/analytics/analytics.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeAnalyticsSettings, getAnalyticsSettings } from '../../../client/api/numbers/analytics.ts';
import { analyticsBook, analyticsWords as words } from '../../../locales/analytics.ts';
import { strings } from '../../../locales/strings.ts';
import { waitText } from '../../analytics/figure-text.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderSelect, renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { SettingsTask } from '../settings-task.ts';
import './rate-settings.ts';

/** The compiler checks that these are all that the API takes. */
const goals: Readonly<Record<AnalyticsSettings['goalMinutes'], true>> = {
  ...{ 1: true, 2: true, 5: true, 10: true, 15: true, 30: true },
  ...{ 60: true, 120: true, 240: true, 480: true, 1440: true },
};

/** How a number is counted. Each change is saved at once. */
@customElement('agent-console-analytics-settings')
export class AnalyticsSettingsPage extends WordedElement {
  protected override readonly book = analyticsBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  #task = new SettingsTask<AnalyticsSettings>(this, async (api) =>
    this.number ? getAnalyticsSettings(api, this.number.id) : null,
  );

  static override readonly styles = [tokens, settingsStyles, skeletonStyles, controlStyles, fieldStyles];

  protected override render() {
    const { shown } = this.#task;
    if (!shown) return this.#task.renderUnloaded();
    const { timeZone, goalMinutes, showsAgents } = shown;
    return html`<h3>${words.title}</h3>
      <p class="quiet">${words.settings.intro}</p>
      ${renderSelect({
        ...{ name: 'goal', label: words.settings.goal, hint: words.settings.goalHint },
        value: String(goalMinutes),
        options: Object.keys(goals).map((minutes) => [minutes, waitText(Number(minutes) * 60)]),
        change: (minutes) => {
          const goal = Number(minutes);
          if (isGoal(goal)) this.#save({ goalMinutes: goal });
        },
      })}
      ${renderSelect({
        ...{ name: 'zone', label: words.settings.zone, hint: words.settings.zoneHint },
        value: timeZone ?? '',
        options: [
          ['', words.settings.zoneOfHours],
          ...zonesWith(timeZone).map((zone): [string, string] => [zone, zone.replaceAll('_', ' ')]),
        ],
        change: (zone) => this.#save({ timeZone: zone === '' ? null : zone }),
      })}
      ${renderSwitch({
        ...{ name: 'agents', label: words.settings.agents, hint: words.settings.agentsHint },
        isOn: showsAgents,
        change: (isOn) => this.#save({ showsAgents: isOn }),
      })}
      ${this.#task.renderOutcome()}
      <agent-console-rates .api=${this.api} .number=${this.number}></agent-console-rates>`;
  }

  /** The number stores the settings as a whole: what another admin has changed meanwhile stays. */
  #save(change: Partial<AnalyticsSettings>): void {
    const { number } = this;
    if (!number) return;
    void this.#task.change(
      async (api) => {
        const now = await getAnalyticsSettings(api, number.id);
        await changeAnalyticsSettings(api, number.id, { ...now, ...change });
      },
      { preview: (shown) => ({ ...shown, ...change }), done: strings.saved },
    );
  }
}

function isGoal(minutes: number): minutes is AnalyticsSettings['goalMinutes'] {
  return minutes in goals;
}

/** Those that the browser knows, and the one that is set. */
function zonesWith(set: string | null): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return set === null || known.includes(set) ? known : [set, ...known];
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-analytics-settings': AnalyticsSettingsPage;
  }
}
