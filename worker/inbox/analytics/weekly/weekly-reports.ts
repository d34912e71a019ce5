/**
 * Reports each week once it is over and counted, which is in the night to Monday of the number. A week is reported once,
 * and not at all if nothing happened in it, or if the object could not run for days.
 */
import { log } from '../../../log.ts';
import type { WeekNotification } from '../../../workspace/push/web-push.ts';
import type { ChangeLog } from '../../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../../records/changes/jobs.ts';
import type { Analytics } from '../analytics.ts';
import { weekdayOf } from '../figures/day-clock.ts';
import { weeklyReportOf } from './weekly-report.ts';

/** Nobody needs last week's report on Thursday. */
const maxDaysLate = 2;
const setting = 'weekly_report';

/** Devices are notified in the morning. */
const morningMs = 8 * 60 * 60_000;
const lane = 'week';

export class WeeklyReports implements Runner {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #jobs: Jobs;
  #analytics: Analytics;
  #push: (week: Omit<WeekNotification, 'inbox'>) => Promise<number | null>;

  /** `push` notifies devices, and returns when to call it again; null: all that want it have it. */
  constructor(
    sql: SqlStorage,
    parts: {
      changes: ChangeLog;
      jobs: Jobs;
      analytics: Analytics;
      push: (week: Omit<WeekNotification, 'inbox'>) => Promise<number | null>;
    },
  ) {
    this.#sql = sql;
    this.#changes = parts.changes;
    this.#jobs = parts.jobs;
    this.#analytics = parts.analytics;
    this.#push = parts.push;
  }

  /** Everything up to this day is counted. The next night tries again if this fails. */
  counted(lastDay: number, now: number): void {
    const sunday = lastDay - (weekdayOf(lastDay) % 7);
    if (lastDay - sunday > maxDaysLate || sunday <= this.#lastSunday) return;
    try {
      const report = weeklyReportOf(this.#sql, this.#analytics, sunday, now);
      this.#changes.transaction(() => {
        this.#sql.exec('INSERT OR REPLACE INTO setting VALUES (?, ?)', setting, String(sunday));
        if (!report) return;
        this.#changes.record({ type: 'week-ended', report });
        const monday = this.#analytics.settings.clock.startOf(sunday + 1);
        this.#jobs.add('week', lane, sunday, monday + morningMs);
      });
    } catch (error) {
      log('error', 'weekly_report_fault', { fault: error instanceof Error ? error.name : typeof error });
    }
  }

  /** `message_id` of the job is the last day of the week. */
  async run(job: Job): Promise<void> {
    const now = Date.now();
    const report = weeklyReportOf(this.#sql, this.#analytics, job.message_id, now);
    if (!report || job.message_id !== this.#lastSunday) return this.#jobs.done(job);
    const { week, current, waiting } = report;
    const { received, sent, resolved } = current;
    const again = await this.#push({ to: week.to, received, sent, resolved, waiting: waiting.count });
    if (again === null) this.#jobs.done(job);
    else this.#jobs.delay(job, again);
  }

  giveUp(job: Job): void {
    this.#jobs.done(job);
  }

  /** The end of the last week that was reported. */
  get #lastSunday(): number {
    const [row] = this.#sql
      .exec<{ value: string }>('SELECT value FROM setting WHERE name = ?', setting)
      .toArray();
    return row ? Number(row.value) : -Infinity;
  }
}
