/** Turns that have not ended: their rows, and the one job that is due with the earliest of them. */
import type { TurnOutcome, TurnReason } from '../../../api/automation/turns.ts';
import type { Jobs } from '../../records/changes/jobs.ts';
import { type TurnRow, turnKey } from '../../records/turn-rows.ts';
import type { Burst, Composition, Decision, Plan } from './source.ts';

const lane = 'turn';

interface NewTurn {
  firstId: number;
  lastId: number;
  plan: Decision;
  now: number;
  dueAt: number;
}

export class OpenTurns {
  #sql: SqlStorage;
  #jobs: Jobs;

  constructor(sql: SqlStorage, jobs: Jobs) {
    this.#sql = sql;
    this.#jobs = jobs;
  }

  /** Returns its id. */
  add(conversationId: number, { firstId, lastId, plan, now, dueAt }: NewTurn): number {
    return this.#sql
      .exec<{ id: number }>(
        `INSERT INTO turn (conversation_id, first_id, last_id, source, subject, outcome, began_at, due_at)
         VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?) RETURNING id`,
        ...[conversationId, firstId, lastId, plan.source, plan.subject?.id ?? null, now, dueAt],
      )
      .one().id;
  }

  /** The customer has begun to write, or has written on: `open` is the turn of what they wrote before. */
  expect(
    open: TurnRow | null,
    { burst, decision, dueAt }: { burst: Burst; decision: Decision; dueAt: number },
  ): void {
    const { conversation, messages, now } = burst;
    const firstId = messages[0]?.row.id ?? 0;
    const lastId = messages.at(-1)?.row.id ?? 0;
    if (open) {
      this.#sql.exec(
        `UPDATE turn SET last_id = ?2, source = ?3, subject = ?4, outcome = 'waiting', due_at = ?5,
           tries = iif(outcome = 'awaiting', 0, tries) WHERE id = ?1`,
        ...[open.id, lastId, decision.source, decision.subject?.id ?? null, dueAt],
      );
    } else this.add(conversation.id, { firstId, lastId, plan: decision, now, dueAt });
    this.wakeBy(dueAt);
  }

  /** It has done something on the way, and nothing is said. */
  acted(id: number, { details }: Plan, now: number): void {
    this.#sql.exec(
      "UPDATE turn SET outcome = 'acted', details = ?2, due_at = NULL, ended_at = ?3 WHERE id = ?1",
      ...[id, JSON.stringify({ ...details, goesOn: true }), now],
    );
  }

  /** If the object stops meanwhile, it is composed again at that time. */
  composing(id: number, { source, subject }: Composition, againAt: number): void {
    this.#sql.exec(
      `UPDATE turn SET outcome = 'composing', source = ?2, subject = ?3, due_at = ?4, tries = tries + 1 WHERE id = ?1`,
      ...[id, source, subject?.id ?? null, againAt],
    );
  }

  /** A bot answers by the API, until then. */
  awaiting(id: number, until: number): void {
    this.#sql.exec("UPDATE turn SET outcome = 'awaiting', due_at = ?2 WHERE id = ?1", id, until);
    this.wakeBy(until);
  }

  /** What the plan says is to be sent and done, in this transaction. */
  planned(
    id: number,
    { source, subject, details }: Plan,
    end: { outcome: TurnOutcome; because: TurnReason | null; outgoing: string | null; now: number },
  ): void {
    const { outcome, because, outgoing, now } = end;
    this.#sql.exec(
      `UPDATE turn SET source = ?2, subject = ?3, outcome = ?4, plan = ?5, details = ?6, due_at = ?7,
         ended_at = ?8, because = ?9 WHERE id = ?1`,
      ...[id, source, subject?.id ?? null, outcome, outgoing],
      details === undefined ? null : JSON.stringify(details),
      ...[outgoing === null ? null : now, now, because],
    );
  }

  /** Whether the first of its messages has been queued. */
  hasBegun(id: number): boolean {
    return this.#sql.exec('SELECT 1 FROM message WHERE key = ?', turnKey(id, 0)).toArray().length > 0;
  }

  sent(id: number): void {
    this.#sql.exec("UPDATE turn SET due_at = NULL, plan = '' WHERE id = ?", id);
  }

  end(id: number, outcome: TurnOutcome, because: TurnReason): void {
    this.#sql.exec(
      'UPDATE turn SET outcome = ?2, because = ?3, due_at = NULL, ended_at = ?4 WHERE id = ?1',
      ...[id, outcome, because, Date.now()],
    );
  }

  /** Its conversation is gone. */
  remove(id: number): void {
    this.#sql.exec('DELETE FROM turn WHERE id = ?', id);
  }

  /** Returns whether it was there. */
  removeWithdrawn(id: number): boolean {
    return this.#sql.exec("DELETE FROM turn WHERE id = ? AND outcome = 'withdrawn'", id).rowsWritten > 0;
  }

  wakeBy(dueAt: number): void {
    const [job] = this.#sql.exec<{ run_at: number }>('SELECT run_at FROM job WHERE lane = ?', lane).toArray();
    if (!job) this.#jobs.add('turn', lane, 0, dueAt);
    else if (job.run_at > dueAt) {
      this.#sql.exec('UPDATE job SET run_at = ? WHERE lane = ?', dueAt, lane);
      this.#jobs.alarmBy(dueAt);
    }
  }
}
