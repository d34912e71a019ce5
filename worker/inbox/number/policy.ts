/** How one number behaves by itself: words that end marketing, a nudge before a window closes, the identity check. */
import * as v from 'valibot';
import type { Author, NumberPolicy } from '../../api.ts';
import { isApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { usualStopWords, type Wish, wishesOf, wishIn } from '../../whatsapp/receiving/stop-words.ts';
import { windowLength } from '../../whatsapp/sending/window.ts';
import type { Job, Jobs } from '../records/jobs.ts';

const minute = 60_000;
/** A message can come late: the look for closing windows is never further away than this. */
const mostRest = 60 * minute;
const leastRest = minute;
const mostAtOnce = 200;
const lane = 'nudge';
const nudgeAuthor = JSON.stringify({ type: 'nudge' } satisfies Author);

const words = v.pipe(v.array(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(64))), v.maxLength(100));
const stopWords = v.strictObject({ stop: words, resume: words });
const language = v.optional(stopWords, { stop: [], resume: [] });
export const numberPolicy: v.GenericSchema<unknown, NumberPolicy> = v.strictObject({
  stopWords: v.strictObject({
    en: language,
    es: language,
    'pt-BR': language,
    fr: language,
    de: language,
    ar: language,
    hi: language,
    id: language,
    other: language,
  }),
  nudge: v.nullable(
    v.strictObject({
      text: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(1_024)),
      minutesBefore: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(12 * 60)),
    }),
  ),
  identityCheck: v.boolean(),
  claimOnReply: v.optional(v.boolean(), false),
});
const usual: NumberPolicy = {
  stopWords: usualStopWords,
  nudge: null,
  identityCheck: false,
  claimOnReply: false,
};

export class Policy {
  #sql: SqlStorage;
  #jobs: () => Jobs;
  #send: (conversationId: number, key: string, text: string) => void;
  #now: NumberPolicy;
  #wishes: ReadonlyMap<string, Wish>;

  constructor(
    sql: SqlStorage,
    parts: { jobs: () => Jobs; send: (conversationId: number, key: string, text: string) => void },
  ) {
    this.#sql = sql;
    this.#jobs = parts.jobs;
    this.#send = parts.send;
    const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'policy'").toArray();
    this.#now = row ? v.parse(numberPolicy, JSON.parse(row.value)) : usual;
    this.#wishes = wishesOf(this.#now.stopWords);
  }

  get now(): NumberPolicy {
    return this.#now;
  }

  change(policy: NumberPolicy, now: number): NumberPolicy {
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('policy', ?)", JSON.stringify(policy));
    this.#now = policy;
    this.#wishes = wishesOf(policy.stopWords);
    this.#sql.exec('DELETE FROM job WHERE lane = ?', lane);
    if (policy.nudge) this.#jobs().add('nudge', lane, 0, now);
    return policy;
  }

  wishIn(text: string): Wish | null {
    return wishIn(text, this.#wishes);
  }

  /** Writes once into each window that closes soon and in which the customer had the last word. */
  async run(job: Job): Promise<void> {
    const { nudge } = this.#now;
    if (!nudge) return this.#jobs().done(job);
    const now = Date.now();
    // What was written after this moment still has time.
    const dueBefore = now - windowLength + nudge.minutesBefore * minute;
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
        ...[now - windowLength, mostAtOnce, Math.floor((now - windowLength) / (60 * minute))],
        // An answer that failed was none; a nudge that failed was the one that there is.
        nudgeAuthor,
      )
      .toArray();
    const due = closing.filter(({ opened_at }) => opened_at <= dueBefore);
    for (const conversation of due) this.#nudge(conversation, nudge.text);
    const next = closing.at(due.length);
    const rest = next ? next.opened_at - dueBefore : due.length === mostAtOnce ? 0 : mostRest;
    this.#jobs().delay(job, now + Math.min(mostRest, Math.max(leastRest, rest)));
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
