/** Writes one reminder into a window that closes soon, where the contact had the last word. */
import type { Author } from '../../api/messages.ts';
import { isApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { windowLengthMs } from '../../whatsapp/sending/window.ts';
import type { Fact } from '../facts.ts';
import type { Listener, Write } from '../records/change-log.ts';
import type { Job, Jobs, Runner } from '../records/jobs.ts';
import type { Policy } from './policy.ts';

const minute = 60_000;
/** A message can come late: the look for closing windows is never further away than this. */
const mostRest = 60 * minute;
const leastRest = minute;
const mostAtOnce = 200;
const lane = 'nudge';
const nudgeAuthor = JSON.stringify({ type: 'nudge' } satisfies Author);

/** A listener: another policy starts or ends its job, which is due often enough to see every window before it closes. */
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

  hear(fact: Fact): Write | undefined {
    if (fact.type !== 'settings-changed' || fact.settings !== 'policy') return undefined;
    return () => {
      this.#sql.exec('DELETE FROM job WHERE lane = ?', lane);
      if (this.#policy.now.nudge) this.#jobs.add('nudge', lane, 0, Date.now());
    };
  }

  /** Writes once into each window that closes soon and in which the customer had the last word. */
  async run(job: Job): Promise<void> {
    const { nudge } = this.#policy.now;
    if (!nudge) return this.#jobs.done(job);
    const now = Date.now();
    // What was written after this moment still has time.
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
        // Worked out here: what is bound is a float, and its division in SQL would leave out the hour that has begun.
        ...[now - windowLengthMs, mostAtOnce, Math.floor((now - windowLengthMs) / (60 * minute))],
        // An answer that failed was none; a nudge that failed was the one that there is.
        nudgeAuthor,
      )
      .toArray();
    const due = closing.filter(({ opened_at }) => opened_at <= dueBefore);
    for (const conversation of due) this.#nudge(conversation, nudge.text);
    const next = closing.at(due.length);
    const rest = next ? next.opened_at - dueBefore : due.length === mostAtOnce ? 0 : mostRest;
    this.#jobs.delay(job, now + Math.min(mostRest, Math.max(leastRest, rest)));
  }

  /** One that cannot be written to does not keep the others from theirs. */
  #nudge({ id, opened_at }: { id: number; opened_at: number }, text: string): void {
    try {
      this.#send(id, `nudge/${id}/${opened_at}`, text);
    } catch (error) {
      log('error', 'nudge_refused', { code: isApiError(error) ? error.code : null });
    }
  }
}
