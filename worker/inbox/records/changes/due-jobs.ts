import type { Job, JobKind } from './job.ts';

/** How many are read at a time. */
const batch = 64;
/** While very many jobs run, one that becomes due at an earlier place can be overlooked for this long. */
const maxOverlookedMs = 1_000;

/**
 * The jobs of one kind that are due, in order. Thousands can wait and hundreds can run, so what has been read is not read
 * again whenever one of them ends.
 */
export class DueJobs {
  #sql: SqlStorage;
  #kind: JobKind;
  /** Ids that were read, and not taken yet. */
  #ahead: number[] = [];
  /** The place of the last one that was read. */
  #readTo = { runAt: -1, id: 0 };
  #beganAt = 0;

  constructor(sql: SqlStorage, kind: JobKind) {
    this.#sql = sql;
    this.#kind = kind;
  }

  /** Yields jobs that are still due. `running` is how many of this kind run already. */
  *take(now: number, running: number): Generator<Job, void> {
    let read: Map<number, Job> | undefined;
    for (;;) {
      const id = this.#ahead.shift();
      if (id === undefined) {
        if (read) return;
        read = this.#read(now, running);
        this.#ahead.push(...read.keys());
      } else {
        const job = read?.get(id) ?? this.#stillDue(id, now);
        if (job) yield job;
      }
    }
  }

  #read(now: number, running: number): Map<number, Job> {
    // The jobs that run come first. From time to time all are read, because a job can become due at an earlier place.
    const isFromStart = running <= batch || now >= this.#beganAt + maxOverlookedMs;
    if (isFromStart) {
      this.#readTo = { runAt: -1, id: 0 };
      this.#beganAt = now;
    }
    const jobs = this.#sql
      .exec<Job>(
        `SELECT * FROM job WHERE kind = ? AND run_at <= ? AND (run_at, id) > (?, ?) ORDER BY run_at, id LIMIT ?`,
        ...[this.#kind, now, this.#readTo.runAt, this.#readTo.id, batch + (isFromStart ? running : 0)],
      )
      .toArray();
    const last = jobs.at(-1);
    if (last) this.#readTo = { runAt: last.run_at, id: last.id };
    return new Map(jobs.map((job) => [job.id, job]));
  }

  #stillDue(id: number, now: number): Job | undefined {
    return this.#sql
      .exec<Job>('SELECT * FROM job WHERE id = ? AND kind = ? AND run_at <= ?', id, this.#kind, now)
      .toArray()[0];
  }
}
