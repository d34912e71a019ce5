/** How a number is counted: its time zone, its goal, and whether agents have figures. */
import * as v from 'valibot';
import { type AnalyticsSettings, analyticsSettings } from '../../api/analytics/analytics.ts';
import { hoursOf } from '../number/hours.ts';
import { DayClock } from './figures/day-clock.ts';
import { OpenTime } from './figures/open-time.ts';

const usual: AnalyticsSettings = { timeZone: null, goalMinutes: 60, showsAgents: true };

export class Settings {
  #sql: SqlStorage;
  #known: { settings: AnalyticsSettings; clock: DayClock; open: OpenTime | null } | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get now(): AnalyticsSettings {
    return this.#read().settings;
  }

  get clock(): DayClock {
    return this.#read().clock;
  }

  /** Null: the number has no business hours. */
  get open(): OpenTime | null {
    return this.#read().open;
  }

  change(settings: AnalyticsSettings): void {
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('analytics', ?)", JSON.stringify(settings));
    this.forget();
  }

  /** They are read again when they are needed. */
  forget(): void {
    this.#known = undefined;
  }

  #read() {
    if (this.#known) return this.#known;
    const [row] = this.#sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'analytics'")
      .toArray();
    const settings = row ? v.parse(analyticsSettings, JSON.parse(row.value)) : usual;
    const hours = hoursOf(this.#sql);
    this.#known = {
      settings,
      clock: new DayClock(settings.timeZone ?? hours?.timeZone ?? 'UTC'),
      open: hours && new OpenTime(hours),
    };
    return this.#known;
  }
}
