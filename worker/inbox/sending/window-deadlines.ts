/**
 * The end of what waits in vain. A message can outlive its window before its turn comes: behind another one, at the
 * number's pace, while a token is refused. It ends when the window does, whoever would be next.
 */
import { expiryOf, isOpen } from '../../whatsapp/sending/window.ts';
import type { ChangeLog } from '../records/change-log.ts';
import { dropJobs, type Job, type Jobs, type Runner } from '../records/jobs.ts';
import { messageRow } from '../records/rows.ts';
import { noRoom } from '../records/send-errors.ts';
import { setStatus } from '../records/statuses.ts';
import { endFollowers } from './message-parts.ts';

const lane = 'deadline';

interface Waiting {
  id: number;
  expiresAt: number | null;
}

export class Deadlines implements Runner {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #jobs: Jobs;

  constructor(ctx: DurableObjectState, changes: ChangeLog, jobs: Jobs) {
    this.#sql = ctx.storage.sql;
    this.#changes = changes;
    this.#jobs = jobs;
  }

  /** Something may still wait at this time, when its window closes. There is one job for all, due at the first of them. */
  expect(at: number): void {
    const { rowsWritten } = this.#sql.exec(
      'UPDATE job SET run_at = min(run_at, ?) WHERE lane = ?',
      ...[at, lane],
    );
    if (rowsWritten === 0) this.#jobs.add('deadline', lane, 0, at);
  }

  /** Everything that is in the queue may wait for long. */
  expectAll(): void {
    const first = firstOf(this.#waiting(Date.now()));
    if (first !== null) this.expect(first);
  }

  /** Ends what is too late, and looks again when the next would be: meanwhile the customer may have written. */
  async run(job: Job): Promise<void> {
    const now = Date.now();
    const waiting = this.#waiting(now);
    const late = waiting.filter(({ expiresAt }) => !isOpen(expiresAt, now));
    const next = firstOf(waiting.filter(({ expiresAt }) => isOpen(expiresAt, now)));
    this.#changes.transaction(() => {
      for (const { id } of late) {
        // It can have ended with the one that it follows.
        if (messageRow(this.#sql, id)?.status !== 'queued') continue;
        const error = JSON.stringify(noRoom);
        setStatus(this.#sql, this.#changes, id, { status: 'failed', error, retryAt: null });
        dropJobs(this.#sql, id);
        endFollowers(this.#sql, this.#changes, id);
      }
    });
    if (next === null) this.#jobs.done(job);
    else this.#jobs.delay(job, next);
  }

  /** What waits for its turn, is bound to a window, and has not begun. */
  #waiting(now: number): Waiting[] {
    return this.#sql
      .exec<{ id: number; opened_at: number | null; refused_at: number | null }>(
        `SELECT message.id, opened_at, refused_at FROM job
         JOIN message ON message.id = message_id JOIN conversation ON conversation.id = conversation_id
         WHERE kind = 'send' AND status = 'queued' AND send_at IS NULL AND body ->> 'type' <> 'template'
         ORDER BY message.id`,
      )
      .toArray()
      .map(({ id, opened_at: openedAt, refused_at: refusedAt }) => ({
        id,
        expiresAt: expiryOf({ openedAt, refusedAt }, now),
      }));
  }
}

function firstOf(waiting: readonly Waiting[]): number | null {
  return waiting.reduce<number | null>(
    (first, { expiresAt }) => (expiresAt === null ? first : Math.min(first ?? expiresAt, expiresAt)),
    null,
  );
}
