/** Sends one reminder before the reply window closes, if the contact wrote last. */
import type { Author } from '../../api/conversations/messages.ts';
import { isApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { windowLengthMs } from '../../whatsapp/sending/window.ts';
import type { Fact } from '../facts.ts';
import type { Listener, Write } from '../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../records/changes/jobs.ts';
import type { Policy } from './policy.ts';

const minute = 60_000;
/** Messages can arrive late, so closing windows are checked at least this often. */
const maxIntervalMs = 60 * minute;
const minIntervalMs = minute;
const maxAtOnce = 200;
const lane = 'nudge';
const nudgeAuthor = JSON.stringify({ type: 'nudge' } satisfies Author);

/** A listener: a policy change starts or ends its job, which runs often enough to find every window before it closes. */
export class Nudge implements Listener, Runner {
  readonly name = 'nudge';
  readonly repair = 'job';
  #sql: SqlStorage;
  #jobs: Jobs;
  #policy: Policy;
  #send: (conversationId: number, key: string, text: string) => void;

  constructor(
    sql: SqlStorage,
    parts: {
      jobs: Jobs;
      policy: Policy;
      send: (conversationId: number, key: string, text: string) => void;
    },
  ) {
    this.#sql = sql;
    this.#jobs = parts.jobs;
    this.#policy = parts.policy;
    this.#send = parts.send;
  }

  onFact(fact: Fact): Write | undefined {
    if (fact.type !== 'settings-changed' || fact.settings !== 'policy') return undefined;
    return () => {
      this.#sql.exec('DELETE FROM job WHERE lane = ?', lane);
      if (this.#policy.now.nudge) this.#jobs.add('nudge', lane, 0, Date.now());
    };
  }

  /** Sends one reminder for each window that closes soon. */
  async run(job: Job): Promise<void> {
    const { nudge } = this.#policy.now;
    if (!nudge) return this.#jobs.done(job);
    const now = Date.now();
    // Windows that opened after this time are not due yet.
    const dueBefore = now - windowLengthMs + nudge.minutesBefore * minute;
    const closing = this.#sql
      .exec<{ id: number; opened_at: number }>(
        `SELECT id, opened_at FROM conversation
         WHERE opened_hour >= ?3 AND opened_at > max(?1, coalesce(refused_at, 0)) AND marketing_stopped = 0
           AND blocked_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM message WHERE conversation_id = conversation.id
                           AND sent_at >= opened_at AND direction = 'out'
                           AND (status IS NOT 'failed' OR author IS ?4))
         ORDER BY opened_hour, opened_at LIMIT ?2`,
        // Calculated here: bound numbers are floats, and dividing them in SQL would not round down to the hour.
        ...[now - windowLengthMs, maxAtOnce, Math.floor((now - windowLengthMs) / (60 * minute))],
        // A failed reply does not count, but a failed reminder does.
        nudgeAuthor,
      )
      .toArray();
    const due = closing.filter(({ opened_at }) => opened_at <= dueBefore);
    for (const conversation of due) this.#nudge(conversation, nudge.text);
    const next = closing.at(due.length);
    const rest = next ? next.opened_at - dueBefore : due.length === maxAtOnce ? 0 : maxIntervalMs;
    this.#jobs.delay(job, now + Math.min(maxIntervalMs, Math.max(minIntervalMs, rest)));
  }

  /** A contact who cannot be written to does not affect the others. */
  #nudge({ id, opened_at }: { id: number; opened_at: number }, text: string): void {
    try {
      this.#send(id, `nudge/${id}/${opened_at}`, text);
    } catch (error) {
      log('error', 'nudge_refused', { code: isApiError(error) ? error.code : null });
    }
  }
}
