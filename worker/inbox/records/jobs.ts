/**
 * Work for later, on the object's alarm: at least once, and in order within a lane. What a job does must be safe to
 * begin again, because the object can die at any moment.
 */
import { log } from '../../log.ts';
import { backoff } from '../../whatsapp/sending/backoff.ts';

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
/** An alarm at least this long after the start of a job, should the object be moved in the meantime. */
const watchAfter = 35_000;
/** Media is fetched a few at a time, so that a burst of it does not hold back what is sent. */
const mostMedia = 4;
const mostAtOnce = 64;
export const mostFaults = 8;

/** Of a job that is not the first of its lane: it has no time before it is. */
const notYet = Number.MAX_SAFE_INTEGER;

export interface Runner {
  run(job: Job): Promise<void>;
  /**
   * Ends a job that has thrown {@link mostFaults} times, so that what it has done each time is not done for ever.
   * A runner without it has one job that is never over, such as the inbox's retention.
   */
  giveUp?(job: Job): void;
  /** When the next job of this kind may start; it is told when one does. */
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
  /** When the next alarm is, as far as it was set by what is waiting. */
  #alarmAt: number;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#alarmAt = Math.min(...this.#waiting(0).map(({ next_at: at }) => at ?? notYet));
  }

  /** Who does the jobs of each kind. Call it once, before the first {@link pump}. */
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
    // What is due sooner keeps its time.
    const at = Math.min(runAt, this.#alarmAt);
    if (at !== this.#alarmAt || at <= Date.now()) this.#setAlarm(at);
  }

  postpone(job: Job, runAt: number): void {
    this.#sql.exec('UPDATE job SET tries = tries + 1 WHERE id = ?', job.id);
    this.delay(job, runAt);
  }

  /** Waits for its turn, which is no failure. */
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

  /** Whether it still has to be done: what is awaited can settle it. */
  has(job: Job): boolean {
    return this.#sql.exec('SELECT 1 FROM job WHERE id = ?', job.id).toArray().length > 0;
  }

  isInLane(lane: string, messageId: number): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM job WHERE lane = ? AND message_id = ?', lane, messageId).toArray()
        .length > 0
    );
  }

  /** Starts what is due, and sets the alarm for what is not. */
  pump(): void {
    const now = Date.now();
    let next = notYet;
    for (const { kind, is_due: isDue, next_at: nextAt } of this.#waiting(now)) {
      const runner = this.#runner(kind);
      const turnAt = () => runner.turnAt?.(now) ?? now;
      next = Math.min(next, nextAt ?? notYet);
      // Of thousands that wait for the pace, none is read before its turn.
      for (const job of isDue === 1 && turnAt() <= now ? this.#due(kind, now) : []) {
        if (turnAt() > now) break;
        runner.started?.(now);
        this.#busy.set(job.id, job);
        this.#ctx.waitUntil(this.#start(job));
      }
      if (isDue === 1 && turnAt() > now) next = Math.min(next, turnAt());
    }
    if (this.#busy.size > 0) next = Math.min(next, now + watchAfter);
    this.#setAlarm(Math.min(next, this.#otherAt(now)));
  }

  #runner(kind: JobKind): Runner {
    if (!this.#runners) throw new Error('Jobs are run only after they have runners');
    return this.#runners[kind];
  }

  /** A job is due that was not added: what it waited for in its lane was settled, or its object died. */
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
      if (runner.giveUp && job.tries + 1 >= mostFaults) runner.giveUp(job);
      else this.postpone(job, Date.now() + backoff(pauses, job.tries + 1, Math.random()));
    } finally {
      this.#busy.delete(job.id);
      this.pump();
    }
  }

  /** Each kind for itself, so that a thousand files that wait do not stand before a message. */
  #due(kind: JobKind, now: number): Job[] {
    const busy = [...this.#busy.values()];
    const room =
      kind === 'media' ? mostMedia - busy.filter((job) => job.kind === 'media').length : mostAtOnce;
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

  /** By kind: whether any job is due, and when the first is that is not. */
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

/** Two lanes become one, in which the jobs run in the order in which they came. */
export function joinLanes(sql: SqlStorage, from: string, into: string): void {
  sql.exec('UPDATE job SET lane = ? WHERE lane = ?', into, from);
  sql.exec(
    'UPDATE job SET run_at = ?2 WHERE lane = ?1 AND id > (SELECT min(id) FROM job WHERE lane = ?1)',
    ...[into, notYet],
  );
}

/** Drops a message's jobs: nothing is left to do for it. Returns whether the next of its lane is due now. */
export function dropJobs(sql: SqlStorage, messageId: number): boolean {
  const lanes = sql
    .exec<{ lane: string }>('DELETE FROM job WHERE message_id = ? RETURNING lane', messageId)
    .toArray();
  return lanes.map(({ lane }) => nextInLane(sql, lane)).includes(true);
}

/** The first of a lane is due as soon as the one before it is done. Returns whether there is one. */
function nextInLane(sql: SqlStorage, lane: string): boolean {
  const { rowsWritten } = sql.exec(
    'UPDATE job SET run_at = ?2 WHERE id = (SELECT min(id) FROM job WHERE lane = ?1) AND run_at = ?3',
    ...[lane, Date.now(), notYet],
  );
  return rowsWritten > 0;
}
