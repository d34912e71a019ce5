/**
 * Jobs run on the object's alarm: at least once, and in order within a lane. A job must be safe to repeat, because the
 * object can stop at any moment.
 */
import { log } from '../../../log.ts';
import { backoff } from '../../../whatsapp/sending/backoff.ts';
import { DueJobs } from './due-jobs.ts';
import { type Job, type JobKind, jobKinds } from './job.ts';

export type { Job, JobKind } from './job.ts';

export const pauses = { firstMs: 1_000, maxMs: 5 * 60_000 };
/** While jobs run there is an alarm this far ahead, in case the object is moved in the meantime. */
const watchdogMs = 35_000;
/** Only a few files are downloaded at a time, so that many files do not delay sending. */
const maxMedia = 4;
const maxAtOnce = 64;
export const maxFaults = 8;

/** `run_at` of a job that is blocked behind another in its lane. */
const notYet = Number.MAX_SAFE_INTEGER;

/** Before every stored job, in the order of the messages. */
function unstoredId(messageId: number): number {
  return messageId - 2 ** 40;
}

/** Calls something again each time it needs what has to be read first. */
type Reading = (read: () => Promise<void>) => Promise<void>;

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
  #reading: Reading = (read) => read();
  /** By id, because a job's lane can change while it runs. */
  #busy = new Map<number, Job>();
  /** Those of them that have no row. */
  #unstored = new Set<number>();
  #dueOf = new Map<JobKind, DueJobs>();
  /** The time of the next alarm. */
  #alarmAt: number;
  #wantedAt = notYet;
  #isSetting = false;
  /** Whether a job was added since the last {@link pump}. */
  #isAdded = false;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    const now = Date.now();
    const waiting = this.#waiting(now);
    this.#alarmAt = Math.min(...waiting.map(({ next_at: at }) => at ?? notYet));
    // What was due when the object stopped may have had no alarm of its own: it was behind a job without a row.
    if (waiting.some(({ is_due: isDue }) => isDue === 1)) this.#wantedAt = now;
  }

  /** Sets the runner of each kind. Call it once, before the first {@link pump}. */
  runBy(runners: Readonly<Record<JobKind, Runner>>): void {
    this.#runners = runners;
  }

  /** Work that is no job needs the alarm as well: `at` says when. */
  alsoAt(at: (now: number) => number): void {
    this.#otherAt = at;
  }

  /** Jobs may read what is in the archive. */
  readBy(reading: Reading): void {
    this.#reading = reading;
  }

  add(kind: JobKind, lane: string, messageId: number, runAt: number): void {
    this.#sql.exec(
      `INSERT INTO job (kind, lane, message_id, run_at)
       VALUES (?1, ?2, ?3, CASE WHEN EXISTS (SELECT 1 FROM job WHERE lane = ?2) THEN ?5 ELSE ?4 END)`,
      ...[kind, lane, messageId, runAt, notYet],
    );
    this.#isAdded = true;
    this.#setAlarm(runAt);
  }

  /** Whether a job of this lane would start at once. Then it can do without a row, see {@link startUnstored}. */
  isFree(kind: JobKind, lane: string): boolean {
    const now = Date.now();
    if (this.#busy.size >= maxAtOnce || (this.#runner(kind).turnAt?.(now) ?? now) > now) return false;
    if ([...this.#busy.values()].some((job) => job.lane === lane)) return false;
    return !this.#hasLane(lane);
  }

  #hasLane(lane: string): boolean {
    return this.#sql.exec('SELECT 1 FROM job WHERE lane = ? LIMIT 1', lane).toArray().length > 0;
  }

  /**
   * Starts a job that has no row unless it has to wait. What it is about has to be found again if the object stops
   * meanwhile, and given to {@link restore}. Call it after the transaction, while {@link isFree} still holds.
   */
  startUnstored(kind: JobKind, lane: string, messageId: number): void {
    const now = Date.now();
    const job: Job = { id: unstoredId(messageId), kind, lane, message_id: messageId, run_at: now, tries: 0 };
    this.#unstored.add(job.id);
    this.#runner(kind).started?.(now);
    this.#busy.set(job.id, job);
    this.#setAlarm(now + watchdogMs);
    this.#ctx.waitUntil(this.#start(job));
    if (this.#isAdded) this.pump();
  }

  /** Stores a job that had no row when the object stopped. */
  restore(kind: JobKind, lane: string, messageId: number): void {
    this.#store(
      { id: unstoredId(messageId), kind, lane, message_id: messageId, run_at: 0, tries: 0 },
      Date.now(),
    );
  }

  /** Puts a job at the head of its lane. */
  #store({ id, kind, lane, message_id: messageId }: Job, runAt: number): void {
    this.#sql.exec(
      `INSERT INTO job (id, kind, lane, message_id, run_at) SELECT ?1, ?2,
         -- Its conversation may have been merged.
         coalesce((SELECT CAST(conversation_id AS TEXT) FROM message WHERE id = ?4 AND ?2 = 'send'), ?3), ?4, ?5
       ON CONFLICT DO NOTHING`,
      ...[id, kind, lane, messageId, runAt],
    );
    this.#sql.exec(
      'UPDATE job SET run_at = ?2 WHERE lane = (SELECT lane FROM job WHERE id = ?1) AND id > ?1',
      ...[id, notYet],
    );
    this.#unstored.delete(id);
    this.#setAlarm(runAt);
  }

  postpone(job: Job, runAt: number): void {
    this.delay(job, runAt);
    this.#sql.exec('UPDATE job SET tries = tries + 1 WHERE id = ?', job.id);
  }

  /** Delays a job without counting a failure. */
  delay(job: Job, runAt: number): void {
    if (this.#unstored.has(job.id)) {
      this.#store(job, runAt);
      return;
    }
    this.#sql.exec(
      `UPDATE job SET run_at = CASE WHEN id = (SELECT min(id) FROM job AS first WHERE first.lane = job.lane)
         THEN ?2 ELSE ?3 END WHERE id = ?1`,
      ...[job.id, runAt, notYet],
    );
  }

  done(job: Job): void {
    if (this.#unstored.delete(job.id)) return;
    const [now] = this.#sql
      .exec<{ lane: string }>('DELETE FROM job WHERE id = ? RETURNING lane', job.id)
      .toArray();
    if (now) nextInLane(this.#sql, now.lane);
  }

  /** Whether the job still exists: it can be settled during an await. */
  has(job: Job): boolean {
    return (
      this.#unstored.has(job.id) ||
      this.#sql.exec('SELECT 1 FROM job WHERE id = ?', job.id).toArray().length > 0
    );
  }

  isInLane(lane: string, messageId: number): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM job WHERE lane = ? AND message_id = ?', lane, messageId).toArray()
        .length > 0
    );
  }

  /** The alarm has fired, so that none is set. */
  onAlarm(): void {
    this.#alarmAt = notYet;
    this.pump();
  }

  /** Starts the jobs that are due, and sets the alarm for the others. */
  pump(): void {
    this.#isAdded = false;
    const now = Date.now();
    let next = notYet;
    for (const { kind, is_due: isDue, next_at: nextAt } of this.#waiting(now)) {
      const runner = this.#runner(kind);
      const turnAt = () => runner.turnAt?.(now) ?? now;
      next = Math.min(next, nextAt ?? notYet);
      // Jobs that wait for the pace are not even read before their turn: there can be thousands.
      for (const job of isDue === 1 && turnAt() <= now ? this.#due(kind, now) : []) {
        runner.started?.(now);
        this.#busy.set(job.id, job);
        this.#ctx.waitUntil(this.#start(job));
        if (turnAt() > now) break;
      }
      if (isDue === 1 && turnAt() > now) next = Math.min(next, turnAt());
    }
    if (this.#busy.size > 0) next = Math.min(next, now + watchdogMs);
    // What was wanted before has been started, or is among what waits.
    this.#wantedAt = notYet;
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

  /** Wakes the object at this time or earlier. */
  alarmBy(at: number): void {
    this.#setAlarm(at);
  }

  /**
   * Setting an alarm is a write, so an earlier one stays: when it fires, the next one is set. That holds as well for one
   * that is due and about to fire. It is set after the current transaction, which may be rolled back, and still reaches
   * the disk together with it.
   */
  #setAlarm(at: number): void {
    this.#wantedAt = Math.min(this.#wantedAt, at);
    if (this.#isSetting) return;
    this.#isSetting = true;
    queueMicrotask(() => {
      const wanted = this.#wantedAt;
      this.#wantedAt = notYet;
      this.#isSetting = false;
      if (wanted >= notYet || (this.#alarmAt <= wanted && this.#alarmAt > Date.now() - watchdogMs)) return;
      this.#alarmAt = wanted;
      void this.#ctx.storage.setAlarm(wanted);
    });
  }

  async #start(job: Job): Promise<void> {
    const runner = this.#runner(job.kind);
    try {
      await this.#reading(() => runner.run(job));
    } catch (error) {
      log('error', 'job_fault', {
        kind: job.kind,
        fault: error instanceof Error ? error.name : typeof error,
      });
      if (runner.giveUp && job.tries + 1 >= maxFaults) runner.giveUp(job);
      else this.postpone(job, Date.now() + backoff(pauses, job.tries + 1, Math.random()));
    } finally {
      const wasFull = this.#busy.size >= maxAtOnce;
      this.#busy.delete(job.id);
      this.#unstored.delete(job.id);
      // After a job without a row, only its lane can go on.
      if (job.id > 0 || wasFull || this.#hasLane(job.lane)) this.pump();
    }
  }

  /** Jobs to start now, of one kind, so that a thousand waiting files do not block a message. */
  *#due(kind: JobKind, now: number): Generator<Job, void> {
    const busy = [...this.#busy.values()];
    const lanes = new Set(busy.map(({ lane }) => lane));
    const running = busy.filter((job) => job.kind === kind).length;
    const due = this.#dueOf.get(kind) ?? new DueJobs(this.#sql, kind);
    this.#dueOf.set(kind, due);
    let room = kind === 'media' ? maxMedia - running : maxAtOnce;
    for (const job of room > 0 ? due.take(now, running) : []) {
      if (this.#busy.has(job.id) || lanes.has(job.lane)) continue;
      lanes.add(job.lane);
      yield job;
      room -= 1;
      if (room === 0) return;
    }
  }

  /**
   * For each kind that has jobs, whether one is due, and when the next one will be. Sends come first. It steps from kind
   * to kind through the index, so that what waits is not read.
   */
  #waiting(now: number): { kind: JobKind; is_due: number; next_at: number | null }[] {
    const waiting = this.#sql
      .exec<{ kind: string; is_due: number; next_at: number | null }>(
        `WITH RECURSIVE present (kind) AS (
           SELECT min(kind) FROM job
           UNION ALL SELECT (SELECT min(kind) FROM job WHERE kind > present.kind) FROM present WHERE kind IS NOT NULL)
         SELECT kind, EXISTS (SELECT 1 FROM job WHERE job.kind = present.kind AND run_at <= ?1) AS is_due,
           (SELECT min(run_at) FROM job WHERE job.kind = present.kind AND run_at > ?1) AS next_at
         FROM present WHERE kind IS NOT NULL`,
        now,
      )
      .toArray();
    return jobKinds.flatMap((kind) =>
      waiting.filter((one) => one.kind === kind).map((one) => ({ ...one, kind })),
    );
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
