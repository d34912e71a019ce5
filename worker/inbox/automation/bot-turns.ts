/**
 * Whether the bot handles a conversation. From the customer's message until the bot's answer, or until its time is over,
 * it is the bot's turn, and the conversation neither rings nor counts as unanswered.
 */
import type { ChangeLog } from '../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../records/changes/jobs.ts';
import { type ConversationRow, conversationRow } from '../records/rows.ts';
import { refreshWaiting, waitingIn } from '../records/waiting.ts';

const lane = 'bot-turn';
const maxAtOnce = 200;

export class BotTurns implements Runner {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #jobs: Jobs;

  constructor(sql: SqlStorage, changes: ChangeLog, jobs: Jobs) {
    this.#sql = sql;
    this.#changes = changes;
    this.#jobs = jobs;
  }

  /**
   * The customer has written. Further messages before the answer do not give the bot more time; `isLonger`: an automatic
   * turn waits until they have finished.
   */
  begin(row: ConversationRow, until: number, isLonger = false): void {
    if (row.bot_state === 'pending' && row.bot_until !== null && !isLonger) return;
    this.#sql.exec(
      "UPDATE conversation SET bot_state = 'pending', bot_until = ?, waiting_at = NULL WHERE id = ?",
      ...[until, row.id],
    );
    this.#touch(row);
    this.#endBy(until);
  }

  /** The bot has sent a message. It may still owe a reply to later messages of the customer. */
  answered(row: ConversationRow): void {
    if (row.bot_state === 'answered' || waitingIn(this.#sql, row).waiting_at !== null) return;
    this.#sql.exec("UPDATE conversation SET bot_state = 'answered', bot_until = NULL WHERE id = ?", row.id);
    this.#touch(row);
  }

  /** The bot no longer handles the conversation. If the customer is waiting, the team has to reply. */
  end({ id }: ConversationRow): void {
    this.#sql.exec('UPDATE conversation SET bot_state = NULL, bot_until = NULL WHERE id = ?', id);
    refreshWaiting(this.#sql, this.#changes, id);
    this.#changes.touchConversation(id);
    if (conversationRow(this.#sql, id)?.waiting_at != null) {
      this.#changes.record({ type: 'team-needed', conversationId: id });
    }
  }

  /** No answer of the bot can be expected: it is paused, or cannot be reached. */
  endPending(until = Number.MAX_SAFE_INTEGER): void {
    const due = () =>
      this.#sql
        .exec<ConversationRow>(
          'SELECT * FROM conversation WHERE bot_until <= ? ORDER BY bot_until LIMIT ?',
          ...[until, maxAtOnce],
        )
        .toArray();
    for (let rows = due(); rows.length > 0; rows = due()) for (const row of rows) this.end(row);
  }

  /** The bot of the number was removed or replaced. */
  endAll(): void {
    this.endPending();
    this.#sql.exec('UPDATE conversation SET bot_state = NULL WHERE bot_state IS NOT NULL');
  }

  /** One job, due at the earliest time, ends the turns whose time is over. */
  async run(job: Job): Promise<void> {
    this.#changes.transaction(() => {
      this.endPending(Date.now());
      const { next } = this.#sql
        .exec<{ next: number | null }>(
          'SELECT min(bot_until) AS next FROM conversation WHERE bot_until IS NOT NULL',
        )
        .one();
      if (next === null) this.#jobs.done(job);
      else this.#jobs.delay(job, next);
    });
  }

  /** The message of this transaction has changed the conversation already, and another `seq` would write two more rows. */
  #touch({ id, seq }: ConversationRow): void {
    if (this.#changes.isUnsettled(seq)) {
      this.#changes.record({ type: 'conversation-changed', conversationId: id });
    } else this.#changes.touchConversation(id);
  }

  #endBy(until: number): void {
    const [job] = this.#sql.exec<{ run_at: number }>('SELECT run_at FROM job WHERE lane = ?', lane).toArray();
    if (job && job.run_at <= until) return;
    if (!job) {
      this.#jobs.add('bot-turn', lane, 0, until);
      return;
    }
    this.#sql.exec('UPDATE job SET run_at = ? WHERE lane = ?', until, lane);
    this.#jobs.alarmBy(until);
  }
}
