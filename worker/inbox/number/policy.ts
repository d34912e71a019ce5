/** How the number behaves automatically: stop words, the reminder, the identity check. */
import * as v from 'valibot';
import { type NumberPolicy, numberPolicy } from '../../api/numbers/numbers.ts';
import { usualStopWords, type Wish, wishesOf, wishIn } from '../../whatsapp/receiving/stop-words.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';

const usual: NumberPolicy = {
  stopWords: usualStopWords,
  nudge: null,
  identityCheck: false,
  claimOnReply: false,
  addressBook: { match: true, create: true },
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
    this.#changes.record({ type: 'settings-changed', settings: 'policy' });
    return policy;
  }

  wishIn(text: string): Wish | null {
    return wishIn(text, this.#wishes);
  }
}
