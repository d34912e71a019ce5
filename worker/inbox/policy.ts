/** How one number behaves by itself: words that end marketing, a nudge before a window closes, the identity check. */
import * as v from 'valibot';
import type { NumberPolicy } from '../api.ts';
import { usualStopWords, wordIn } from '../whatsapp/stop-words.ts';
import { windowLength } from '../whatsapp/window.ts';
import type { Job, Jobs } from './jobs.ts';
import type { ConversationRow } from './rows.ts';

const minute = 60_000;
/** A message can come late: the look for closing windows is never further away than this. */
const mostRest = 60 * minute;
const lane = 'nudge';

const word = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(64));
export const numberPolicy: v.GenericSchema<unknown, NumberPolicy> = v.strictObject({
  stopWords: v.strictObject({
    stop: v.pipe(v.array(word), v.maxLength(100)),
    resume: v.pipe(v.array(word), v.maxLength(100)),
  }),
  nudge: v.nullable(
    v.strictObject({
      text: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(1_024)),
      minutesBefore: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(12 * 60)),
    }),
  ),
  identityCheck: v.boolean(),
});
const usual: NumberPolicy = { stopWords: usualStopWords, nudge: null, identityCheck: false };

export class Policy {
  #sql: SqlStorage;
  #jobs: () => Jobs;
  #send: (conversationId: number, key: string, text: string) => void;
  #now: NumberPolicy;

  constructor(
    sql: SqlStorage,
    parts: { jobs: () => Jobs; send: (conversationId: number, key: string, text: string) => void },
  ) {
    this.#sql = sql;
    this.#jobs = parts.jobs;
    this.#send = parts.send;
    const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'policy'").toArray();
    this.#now = row ? v.parse(numberPolicy, JSON.parse(row.value)) : usual;
  }

  get now(): NumberPolicy {
    return this.#now;
  }

  change(policy: NumberPolicy, now: number): NumberPolicy {
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('policy', ?)", JSON.stringify(policy));
    this.#now = policy;
    this.#sql.exec('DELETE FROM job WHERE lane = ?', lane);
    if (policy.nudge) this.#jobs().add('nudge', lane, 0, now);
    return policy;
  }

  wordIn(text: string): 'stop' | 'resume' | null {
    return wordIn(text, this.#now.stopWords);
  }

  /** Writes once into each window that closes soon and in which the customer had the last word. */
  async run(job: Job): Promise<void> {
    const { nudge } = this.#now;
    if (!nudge) return this.#jobs().done(job);
    const now = Date.now();
    // What was written after this moment still has time.
    const dueBefore = now - windowLength + nudge.minutesBefore * minute;
    const closing = this.#sql
      .exec<Pick<ConversationRow, 'id' | 'opened_at' | 'last_message_at'>>(
        `SELECT conversation.id, opened_at, last_message_at FROM conversation
         JOIN message ON message.id = last_message_id
         WHERE last_message_at > ?1 AND origin = 'message' AND marketing_stopped = 0
           AND opened_at > coalesce(refused_at, 0) ORDER BY last_message_at LIMIT 200`,
        now - windowLength,
      )
      .toArray();
    const due = closing.filter(({ last_message_at }) => (last_message_at ?? 0) <= dueBefore);
    for (const { id, opened_at } of due) this.#send(id, `nudge/${id}/${opened_at}`, nudge.text);
    const next = closing.find(({ last_message_at }) => (last_message_at ?? 0) > dueBefore);
    const rest = next ? (next.last_message_at ?? 0) - dueBefore : mostRest;
    this.#jobs().delay(job, now + Math.min(mostRest, Math.max(minute, rest)));
  }
}
