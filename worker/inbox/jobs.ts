/**
 * Work for later, on the object's alarm: at least once, and in order within a lane. What a job does must be safe to
 * begin again, because the object can die at any moment.
 */
import { log } from '../log.ts';
import { backoff } from '../whatsapp/backoff.ts';

export type JobKind = 'send' | 'media' | 'receipt';

export interface Job extends Record<string, SqlStorageValue> {
  id: number;
  kind: JobKind;
  lane: string;
  message_id: number;
  run_at: number;
  tries: number;
}

export const pauses = { first: 1_000, longest: 5 * 60_000 };
/** An alarm at least this long after the start of a job, should the object be moved in the meantime. */
const watchAfter = 35_000;
/** Media is fetched a few at a time, so that a burst of it does not hold back what is sent. */
const mostMedia = 4;

export class Jobs {
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #runners: Record<JobKind, (job: Job) => Promise<void>>;
  #busy = new Map<string, JobKind>();

  constructor(ctx: DurableObjectState, runners: Record<JobKind, (job: Job) => Promise<void>>) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#runners = runners;
  }

  add(kind: JobKind, lane: string, messageId: number, runAt: number): void {
    this.#sql.exec(
      'INSERT INTO job (kind, lane, message_id, run_at) VALUES (?, ?, ?, ?)',
      ...[kind, lane, messageId, runAt],
    );
    void this.#ctx.storage.setAlarm(runAt);
  }

  postpone(job: Job, runAt: number): void {
    this.#sql.exec('UPDATE job SET run_at = ?, tries = tries + 1 WHERE id = ?', runAt, job.id);
  }

  /** Waits for its turn, which is no failure. */
  delay(job: Job, runAt: number): void {
    this.#sql.exec('UPDATE job SET run_at = ? WHERE id = ?', runAt, job.id);
  }

  done(job: Job): void {
    this.#sql.exec('DELETE FROM job WHERE id = ?', job.id);
  }

  /** Starts what is due, and sets the alarm for what is not. */
  pump(): void {
    const now = Date.now();
    const heads = this.#sql
      .exec<Job>(
        'SELECT * FROM job WHERE id IN (SELECT min(id) FROM job GROUP BY lane) ORDER BY run_at LIMIT 64',
      )
      .toArray()
      .filter((job) => !this.#busy.has(job.lane));
    for (const job of heads) {
      if (job.run_at > now || (job.kind === 'media' && this.#count('media') >= mostMedia)) continue;
      this.#busy.set(job.lane, job.kind);
      this.#ctx.waitUntil(this.#start(job));
    }
    const waiting = heads.find((head) => head.run_at > now);
    const alarm = waiting?.run_at ?? (this.#busy.size > 0 ? now + watchAfter : null);
    if (alarm !== null) void this.#ctx.storage.setAlarm(alarm);
  }

  async #start(job: Job): Promise<void> {
    try {
      await this.#runners[job.kind](job);
    } catch (error) {
      log('error', 'job_fault', {
        kind: job.kind,
        fault: error instanceof Error ? error.name : typeof error,
      });
      this.postpone(job, Date.now() + backoff(pauses, job.tries + 1, Math.random()));
    } finally {
      this.#busy.delete(job.lane);
      this.pump();
    }
  }

  #count(kind: JobKind): number {
    return [...this.#busy.values()].filter((busy) => busy === kind).length;
  }
}
