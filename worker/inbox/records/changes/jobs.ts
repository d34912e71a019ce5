/**
 * Jobs run on the object's alarm: at least once, and in order within a lane. A job must be safe to repeat, because the
 * object can stop at any moment.
 */
import { log } from '../../../log.ts';
import { backoff } from '../../../whatsapp/sending/backoff.ts';

const jobKinds = [
  'send',
  'media',
  'receipt',
  'nudge',
  'retention',
  'index',
  'notice',
  'wake',
  'deadline',
  'window',
  'bot-turn',
  'tell-again',
] as const;
export type JobKind = (typeof jobKinds)[number];
const jobKindsJson = JSON.stringify(jobKinds);

export interface Job extends Record<string, SqlStorageValue> {
  id: number;
  kind: JobKind;
  lane: string;
  message_id: number;
  run_at: number;
  tries: number;
}

export const pauses = { firstMs: 1_000, maxMs: 5 * 60_000 };
/** While jobs run there is an alarm this far ahead, in case the object is moved in the meantime. */
const watchdogMs = 35_000;
/** Only a few files are downloaded at a time, so that many files do not delay sending. */
const maxMedia = 4;
const maxAtOnce = 64;
export const maxFaults = 8;

/** `run_at` of a job that is blocked behind another in its lane. */
const notYet = Number.MAX_SAFE_INTEGER;

export interface Runner {
  run(job: Job): Promise<void>;
  /**
   * Ends a job that has thrown {@link maxFaults} times, so that it is not repeated forever. A runner without it has one
   * recurring job, such as retention.
   */
  giveUp?(job: Job): void;
  /** When the next job of this kind can start. `started` is called when one does. */
  turnAt?(now: number): number;
  started?(now: number): void;
}

export class Jobs {
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #runners: Readonly<Record<JobKind, Runner>> | undefined;
  #otherAt: (now: number) => number = () => notYet;
  /** By id, because a job's lane can change while it runs. */
  #busy = new Map<number, Job>();
  /** The time of the next alarm for waiting jobs. */
  #alarmAt: number;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#alarmAt = Math.min(...this.#waiting(0).map(({ next_at: at }) => at ?? notYet));
  }

  /** Sets the runner of each kind. Call it once, before the first {@link pump}. */
  runBy(runners: Readonly<Record<JobKind, Runner>>): void {
    this.#runners = runners;
  }

  /** Work that is no job needs the alarm as well: `at` says when. */
  alsoAt(at: (now: number) => number): void {
    this.#otherAt = at;
  }

  add(kind: JobKind, lane: string, messageId: number, runAt: number): void {
    this.#sql.exec(
      `INSERT INTO job (kind, lane, message_id, run_at)
       VALUES (?1, ?2, ?3, CASE WHEN EXISTS (SELECT 1 FROM job WHERE lane = ?2) THEN ?5 ELSE ?4 END)`,
      ...[kind, lane, messageId, runAt, notYet],
    );
    // An earlier alarm stays.
    const at = Math.min(runAt, this.#alarmAt);
    if (at !== this.#alarmAt || at <= Date.now()) this.#setAlarm(at);
  }

  postpone(job: Job, runAt: number): void {
    this.#sql.exec('UPDATE job SET tries = tries + 1 WHERE id = ?', job.id);
    this.delay(job, runAt);
  }

  /** Delays a job without counting a failure. */
  delay(job: Job, runAt: number): void {
    this.#sql.exec(
      `UPDATE job SET run_at = CASE WHEN id = (SELECT min(id) FROM job AS first WHERE first.lane = job.lane)
         THEN ?2 ELSE ?3 END WHERE id = ?1`,
      ...[job.id, runAt, notYet],
    );
  }

  done(job: Job): void {
    const [now] = this.#sql
      .exec<{ lane: string }>('DELETE FROM job WHERE id = ? RETURNING lane', job.id)
      .toArray();
    if (now) nextInLane(this.#sql, now.lane);
  }

  /** Whether the job still exists: it can be settled during an await. */
  has(job: Job): boolean {
    return this.#sql.exec('SELECT 1 FROM job WHERE id = ?', job.id).toArray().length > 0;
  }

  isInLane(lane: string, messageId: number): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM job WHERE lane = ? AND message_id = ?', lane, messageId).toArray()
        .length > 0
    );
  }

  /** Starts the jobs that are due, and sets the alarm for the others. */
  pump(): void {
    const now = Date.now();
    let next = notYet;
    for (const { kind, is_due: isDue, next_at: nextAt } of this.#waiting(now)) {
      const runner = this.#runner(kind);
      const turnAt = () => runner.turnAt?.(now) ?? now;
      next = Math.min(next, nextAt ?? notYet);
      // Jobs that wait for the pace are not even read before their turn: there can be thousands.
      for (const job of isDue === 1 && turnAt() <= now ? this.#due(kind, now) : []) {
        if (turnAt() > now) break;
        runner.started?.(now);
        this.#busy.set(job.id, job);
        this.#ctx.waitUntil(this.#start(job));
      }
      if (isDue === 1 && turnAt() > now) next = Math.min(next, turnAt());
    }
    if (this.#busy.size > 0) next = Math.min(next, now + watchdogMs);
    this.#setAlarm(Math.min(next, this.#otherAt(now)));
  }

  #runner(kind: JobKind): Runner {
    if (!this.#runners) throw new Error('Call runBy() before jobs are run');
    return this.#runners[kind];
  }

  /** Wakes the object for a job that became due without being added, such as the next one of a lane. */
  alarmNow(): void {
    this.#setAlarm(Date.now());
  }

  /** An alarm at that time, unless there is an earlier one: then nothing is written. */
  alarmBy(at: number): void {
    if (at < this.#alarmAt) this.#setAlarm(at);
  }

  #setAlarm(at: number): void {
    this.#alarmAt = at;
    if (at < notYet) void this.#ctx.storage.setAlarm(at);
  }

  async #start(job: Job): Promise<void> {
    const runner = this.#runner(job.kind);
    try {
      await runner.run(job);
    } catch (error) {
      log('error', 'job_fault', {
        kind: job.kind,
        fault: error instanceof Error ? error.name : typeof error,
      });
      if (runner.giveUp && job.tries + 1 >= maxFaults) runner.giveUp(job);
      else this.postpone(job, Date.now() + backoff(pauses, job.tries + 1, Math.random()));
    } finally {
      this.#busy.delete(job.id);
      this.pump();
    }
  }

  /** Jobs of one kind, so that a thousand waiting files do not block a message. */
  #due(kind: JobKind, now: number): Job[] {
    const busy = [...this.#busy.values()];
    const room = kind === 'media' ? maxMedia - busy.filter((job) => job.kind === 'media').length : maxAtOnce;
    if (room <= 0) return [];
    const lanes = new Set(busy.map(({ lane }) => lane));
    return this.#sql
      .exec<Job>(
        'SELECT * FROM job WHERE kind = ? AND run_at <= ? ORDER BY run_at, id LIMIT ?',
        ...[kind, now, room + busy.length],
      )
      .toArray()
      .filter(({ id, lane }) => !this.#busy.has(id) && !lanes.has(lane))
      .slice(0, room);
  }

  /** For each kind, whether a job is due, and when the next one will be. */
  #waiting(now: number): { kind: JobKind; is_due: number; next_at: number | null }[] {
    return this.#sql
      .exec<{ kind: JobKind; is_due: number; next_at: number | null }>(
        `SELECT value AS kind, EXISTS (SELECT 1 FROM job WHERE kind = value AND run_at <= ?1) AS is_due,
           (SELECT min(run_at) FROM job WHERE kind = value AND run_at > ?1) AS next_at
         FROM json_each(?2)`,
        ...[now, jobKindsJson],
      )
      .toArray();
  }
}

/** Merges two lanes. The jobs run in the order in which they were added. */
export function joinLanes(sql: SqlStorage, from: string, into: string): void {
  sql.exec('UPDATE job SET lane = ? WHERE lane = ?', into, from);
  sql.exec(
    'UPDATE job SET run_at = ?2 WHERE lane = ?1 AND id > (SELECT min(id) FROM job WHERE lane = ?1)',
    ...[into, notYet],
  );
}

/** Deletes the jobs of a message. Returns whether the next job of its lane is due now. */
export function dropJobs(sql: SqlStorage, messageId: number): boolean {
  const lanes = sql
    .exec<{ lane: string }>('DELETE FROM job WHERE message_id = ? RETURNING lane', messageId)
    .toArray();
  return lanes.map(({ lane }) => nextInLane(sql, lane)).includes(true);
}

/** Makes the first job of a lane due. Returns whether there is one. */
function nextInLane(sql: SqlStorage, lane: string): boolean {
  const { rowsWritten } = sql.exec(
    'UPDATE job SET run_at = ?2 WHERE id = (SELECT min(id) FROM job WHERE lane = ?1) AND run_at = ?3',
    ...[lane, Date.now(), notYet],
  );
  return rowsWritten > 0;
}
