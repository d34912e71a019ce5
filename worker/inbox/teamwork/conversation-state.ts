/** Opens, snoozes and resolves conversations. A customer's message reopens one in `records/messages/add-message.ts`. */
import type { Person } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import type { Job, Jobs } from '../records/changes/jobs.ts';
import type { ConversationRow } from '../records/rows.ts';
import { addEntry, opened } from '../records/team-entries.ts';
import { refreshWaiting } from '../records/waiting.ts';

export type StateChange = { state: 'open' } | { state: 'resolved' } | { state: 'snoozed'; until: number };

const lane = 'wake';
const maxAtOnce = 200;

export class States {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #jobs: Jobs;

  constructor(ctx: DurableObjectState, changes: ChangeLog, jobs: Jobs) {
    this.#sql = ctx.storage.sql;
    this.#changes = changes;
    this.#jobs = jobs;
  }

  /** `by`: null if it happens automatically. `seen` is the last change the caller knows of. Fails if the customer has written since. */
  change(row: ConversationRow, by: Person | null, change: StateChange, seen: number | null): void {
    const until = change.state === 'snoozed' ? change.until : null;
    if (row.state === change.state && row.snoozed_until === until) return;
    if (seen !== null && change.state !== 'open' && row.received_id > seen) {
      throw new ApiError(
        409,
        'customer_wrote',
        'The customer has written in the meantime. Read the message, then try again.',
      );
    }
    this.#put(row.id, change.state, until);
    switch (change.state) {
      case 'open':
        if (row.state !== 'open') addEntry(this.#sql, this.#changes, row.id, opened(row.state), by);
        break;
      case 'resolved':
        addEntry(this.#sql, this.#changes, row.id, { type: 'resolved' }, by);
        break;
      case 'snoozed':
        addEntry(this.#sql, this.#changes, row.id, { type: 'snoozed', until: change.until }, by);
        this.#wakeBy(change.until);
    }
  }

  /** Reopens conversations whose snooze is over. */
  async run(job: Job): Promise<void> {
    const due = this.#sql
      .exec<{ id: number }>(
        'SELECT id FROM conversation WHERE snoozed_until <= ? ORDER BY snoozed_until LIMIT ?',
        ...[Date.now(), maxAtOnce],
      )
      .toArray();
    for (const { id } of due) {
      this.#put(id, 'open', null);
      addEntry(this.#sql, this.#changes, id, opened('snoozed'), null);
    }
    const { next } = this.#sql
      .exec<{ next: number | null }>('SELECT min(snoozed_until) AS next FROM conversation')
      .one();
    if (next === null) this.#jobs.done(job);
    else this.#jobs.delay(job, next);
    this.#changes.settle();
  }

  #put(id: number, state: ConversationRow['state'], until: number | null): void {
    this.#sql.exec('UPDATE conversation SET state = ?, snoozed_until = ? WHERE id = ?', state, until, id);
    this.#changes.touchConversation(id);
    refreshWaiting(this.#sql, this.#changes, id);
  }

  /** One job, due at the earliest time, wakes all snoozed conversations. */
  #wakeBy(until: number): void {
    const { rowsWritten } = this.#sql.exec(
      'UPDATE job SET run_at = min(run_at, ?) WHERE lane = ?',
      until,
      lane,
    );
    if (rowsWritten === 0) this.#jobs.add('wake', lane, 0, until);
  }
}
