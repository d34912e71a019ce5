/** How an admin wants the number to behave: words that end marketing, one reminder, the identity check. */
import * as v from 'valibot';
import type { NumberPolicy } from '../../api.ts';
import { usualStopWords, type Wish, wishesOf, wishIn } from '../../whatsapp/receiving/stop-words.ts';
import type { ChangeLog } from '../records/change-log.ts';

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
  #changes: ChangeLog;
  #now: NumberPolicy;
  #wishes: ReadonlyMap<string, Wish>;

  constructor(sql: SqlStorage, changes: ChangeLog) {
    this.#sql = sql;
    this.#changes = changes;
    const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'policy'").toArray();
    this.#now = row ? v.parse(numberPolicy, JSON.parse(row.value)) : usual;
    this.#wishes = wishesOf(this.#now.stopWords);
  }

  get now(): NumberPolicy {
    return this.#now;
  }

  change(policy: NumberPolicy): NumberPolicy {
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('policy', ?)", JSON.stringify(policy));
    this.#now = policy;
    this.#wishes = wishesOf(policy.stopWords);
    this.#changes.tell({ type: 'settings-changed', settings: 'policy' });
    return policy;
  }

  wishIn(text: string): Wish | null {
    return wishIn(text, this.#wishes);
  }
}
