/** What the number does by itself, as its admin has set it. In memory, so that a number without it costs nothing. */
import * as v from 'valibot';
import { type AutomationSettings, automationSettings } from '../../api/automation/settings.ts';
import { type BusinessHours, businessHours } from '../../api/numbers/hours.ts';
import { type Opening, openingAt } from '../../opening-hours.ts';
import { storedJson } from '../../stored-json.ts';
import type { Audience } from '../events/audience.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';

const usual = v.parse(automationSettings, {});

export class Automation {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #audience: Audience;
  #now: AutomationSettings;
  #hours: { json: string | null; hours: BusinessHours | null } = { json: null, hours: null };
  #others: { isOn: () => boolean; isAnswering: () => boolean }[] = [];

  constructor(sql: SqlStorage, changes: ChangeLog, audience: Audience) {
    this.#sql = sql;
    this.#changes = changes;
    this.#audience = audience;
    const [row] = sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'automation'")
      .toArray();
    this.#now = (row && storedJson(automationSettings, row.value)) ?? usual;
  }

  get settings(): AutomationSettings {
    return this.#now;
  }

  get isPausedForAll(): boolean {
    return this.#audience.now.isAutomationPaused;
  }

  get isPaused(): boolean {
    return this.#now.isPaused || this.isPausedForAll;
  }

  /** Whether anything besides the bot takes turns here. Without it, conversations have no modes. */
  get isOn(): boolean {
    return this.#hasTexts || this.#others.some(({ isOn }) => isOn());
  }

  /** Whether any of it writes to customers who have written. A suggestion is for the team, and a follow-up no answer. */
  get isAnswering(): boolean {
    return this.#hasTexts || this.#others.some(({ isAnswering }) => isAnswering());
  }

  get #hasTexts(): boolean {
    const { welcome, away, stopReply } = this.#now;
    return welcome !== null || away !== null || stopReply !== null;
  }

  /** Another source of turns, which says whether it is on, and whether it answers. */
  alsoOn(isOn: () => boolean, isAnswering: () => boolean): void {
    this.#others.push({ isOn, isAnswering });
  }

  change(settings: AutomationSettings): void {
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('automation', ?)", JSON.stringify(settings));
    this.#now = settings;
    this.#changes.record({ type: 'settings-changed', settings: 'automation' });
  }

  get hours(): BusinessHours | null {
    const [row] = this.#sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'hours'")
      .toArray();
    const json = row?.value ?? null;
    if (json !== this.#hours.json) {
      this.#hours = { json, hours: json === null ? null : storedJson(businessHours, json) };
    }
    return this.#hours.hours;
  }

  /** Null: the number has no hours, and is neither open nor closed. */
  openingAt(at: number): Opening | null {
    const { hours } = this;
    return hours && openingAt(hours, at);
  }

  /** The number's own name and language. */
  get number(): { name: string; language: string | null } {
    return this.#audience.now.number;
  }
}
