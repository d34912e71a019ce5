/** Words by which a contact says that they want no marketing messages, or want them again. */
import { learnPreference } from '../contacts/marketing.ts';
import type { ChangeLog, Listener } from '../records/change-log.ts';
import type { Policy } from './policy.ts';
import { wordsIn } from './words-in.ts';

/** A listener. Their no must be heard: where it cannot be written down, a job tries until it is. */
export function stopWords(sql: SqlStorage, changes: ChangeLog, policy: Policy): Listener {
  return {
    name: 'stop-words',
    repair: 'job',
    hear(fact) {
      if (fact.type !== 'message-stored' || fact.cause !== 'message') return undefined;
      const value = policy.wishIn(wordsIn(fact.content));
      if (value === null) return undefined;
      const preference = { category: 'marketing_messages', value };
      return () => learnPreference(sql, changes, fact.conversationId, preference, fact.at);
    },
  };
}
