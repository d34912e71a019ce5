/** Stores Meta's events. The state is the same if an event repeats, arrives late, or arrives before what it refers to. */
import { accountChangeIn } from '../../whatsapp/receiving/account-changes.ts';
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import { knownConversation } from '../contacts/identify-contact.ts';
import { learnBookName } from '../contacts/learn.ts';
import type { Policy } from '../number/policy.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import type { Jobs } from '../records/changes/jobs.ts';
import { identifyEvent, storeNotice, tellMeta } from './event-records.ts';
import { storeLine } from './store-line.ts';
import { storeMessage } from './store-message.ts';
import { storeStatus } from './store-status.ts';

/** `digest` recognises repeated notices; messages and statuses have ids. Call it inside a transaction. */
export function storeEvent(
  sql: SqlStorage,
  changes: ChangeLog,
  { jobs, policy }: { jobs: Pick<Jobs, 'alarmNow'>; policy: Pick<Policy, 'now'> },
  event: InboxEvent,
  digest: string,
  now: number,
): void {
  switch (event.kind) {
    case 'message':
      storeMessage(sql, changes, event, event.from, 'in', now);
      return;
    case 'echo':
      storeMessage(sql, changes, event, event.to, 'out', now);
      return;
    case 'history':
      storeMessage(sql, changes, event, event.party, event.direction, now);
      return;
    case 'status':
      if (storeStatus(sql, changes, event, now)) jobs.alarmNow();
      return;
    case 'contact': {
      const { match, create } = policy.now.addressBook;
      const isAdded = event.action === 'add';
      const known = knownConversation(sql, event.party);
      // Someone in the address book who has not written yet has their name when they do.
      const isWanted = isAdded && match && (known !== null || create);
      const id = isWanted ? (identifyEvent(sql, changes, event, event.at)?.conversationId ?? null) : known;
      if (id !== null && (match || !isAdded)) {
        learnBookName(sql, changes, id, event.action === 'add' ? event.fullName : null, event.at);
      }
      const rowId = storeNotice(sql, event.kind, event.at, null, event.raw, digest);
      if (rowId !== null) tellMeta(changes, event, { conversationId: id, rowId });
      return;
    }
    case 'notice': {
      const id = storeNotice(sql, event.field, event.at ?? now, null, event.raw, digest);
      if (id === null) return;
      tellMeta(changes, event, { conversationId: null, rowId: id });
      if (event.isOfAccount) {
        const change = accountChangeIn(event.field, event.raw);
        if (change) changes.record({ type: 'account-changed', change, at: event.at ?? now });
        return;
      }
      storeLine(sql, changes, event, now);
      return;
    }
    case 'unparsed':
      storeNotice(sql, event.field, now, event.reason, event.raw, digest);
      return;
  }
}
