import { learnPreference } from '../contacts/marketing.ts';
import type { ChangeLog, Listener } from '../records/changes/change-log.ts';
import type { Policy } from './policy.ts';
import { wordsIn } from './words-in.ts';

/** A listener: records opt-outs and opt-ins by stop words. An opt-out must not be lost, so a job repeats failures. */
export function stopWords(sql: SqlStorage, changes: ChangeLog, policy: Policy): Listener {
  return {
    name: 'stop-words',
    repair: 'job',
    onFact(fact) {
      if (fact.type !== 'message-stored' || fact.cause !== 'message') return undefined;
      const value = policy.wishIn(wordsIn(fact.content));
      if (value === null) return undefined;
      const preference = { category: 'marketing_messages', value };
      return () => learnPreference(sql, changes, fact.conversationId, preference, fact.at);
    },
  };
}
