/**
 * Fails queued messages whose window closes before their turn: behind another message, at the number's pace, or while the
 * token is rejected. They fail as soon as the window closes.
 */
import { expiryOf, isOpen } from '../../whatsapp/sending/window.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { dropJobs, type Job, type Jobs, type Runner } from '../records/changes/jobs.ts';
import { noRoom } from '../records/messages/send-errors.ts';
import { setStatus } from '../records/messages/statuses.ts';
import { messageRow } from '../records/rows.ts';
import { failNextParts } from './message-parts.ts';

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

  /** Schedules a check for when a window closes. One job, due at the earliest time, checks all messages. */
  expect(at: number): void {
    const { rowsWritten } = this.#sql.exec(
      'UPDATE job SET run_at = min(run_at, ?) WHERE lane = ?',
      ...[at, lane],
    );
    if (rowsWritten === 0) this.#jobs.add('deadline', lane, 0, at);
  }

  /** Schedules a check for all queued messages. */
  expectAll(): void {
    const first = firstOf(this.#waiting(Date.now()));
    if (first !== null) this.expect(first);
  }

  /** Fails the messages that are too late. The next check finds out whether the customer has written meanwhile. */
  async run(job: Job): Promise<void> {
    const now = Date.now();
    const waiting = this.#waiting(now);
    const late = waiting.filter(({ expiresAt }) => !isOpen(expiresAt, now));
    const next = firstOf(waiting.filter(({ expiresAt }) => isOpen(expiresAt, now)));
    this.#changes.transaction(() => {
      for (const { id } of late) {
        // It can have failed together with its previous part.
        if (messageRow(this.#sql, id)?.status !== 'queued') continue;
        const error = JSON.stringify(noRoom);
        setStatus(this.#sql, this.#changes, id, { status: 'failed', error, retryAt: null });
        dropJobs(this.#sql, id);
        failNextParts(this.#sql, this.#changes, id);
      }
    });
    if (next === null) this.#jobs.done(job);
    else this.#jobs.delay(job, next);
  }

  /** Queued messages that need an open window. */
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
