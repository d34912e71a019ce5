/** Shared by all kinds of events: the person, the notice and the fact for relays. */
import { attestationIn } from '../../whatsapp/identity/attestations.ts';
import type { InboxEvent, Party } from '../../whatsapp/receiving/inbox-event.ts';
import { type Identified, identify } from '../contacts/identities.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { addMetaNotice } from './raw-events.ts';

/** A message from a clock that runs ahead would stay on top of the list. A few seconds are normal. */
const maxAheadMs = 60_000;

export function notAhead(at: number, now: number): number {
  return at > now + maxAheadMs ? now : at;
}

/** Identifies the person of an event from everything it says. */
export function identifyEvent(
  sql: SqlStorage,
  changes: ChangeLog,
  event: InboxEvent,
  at: number,
  lastAt: number = at,
): Identified | null {
  const attestation = attestationIn(event);
  return attestation && identify(sql, changes, attestation, at, lastAt);
}

export function storeNotice(
  sql: SqlStorage,
  field: string | null,
  at: number | null,
  reason: string | null,
  raw: string,
  digest: string,
): number | null {
  return addMetaNotice(sql, { field, at, reason, digest, raw });
}

/** Records a new event as a fact, for endpoints that want Meta's own format. */
export function tellMeta(
  changes: ChangeLog,
  event: Exclude<InboxEvent, { kind: 'unparsed' }>,
  { conversationId, rowId }: { conversationId: number | null; rowId: number | null },
): void {
  const { kind, raw } = event;
  changes.record({
    type: 'meta-event-stored',
    event: {
      ...{ kind, raw, conversationId, rowId, contact: contactNamed(event) },
      field: kind === 'notice' ? fieldOfNotice(event.field) : fieldOf[kind],
      isOfAccount: kind === 'notice' && event.isOfAccount === true,
      at: event.at ?? Date.now(),
    },
  });
}

/** Whom Meta names in `contacts`, or around the messages of a thread. */
function contactNamed(event: Exclude<InboxEvent, { kind: 'unparsed' }>): Party | null {
  switch (event.kind) {
    case 'message':
      return event.from;
    case 'status':
      // A status names its recipient itself. Readers expect a name in every entry of `contacts`.
      return event.recipient.profileName === undefined ? null : event.recipient;
    case 'history':
      return event.party;
    default:
      return null;
  }
}

const fieldOf = {
  message: 'messages',
  status: 'messages',
  echo: 'smb_message_echoes',
  contact: 'smb_app_state_sync',
  history: 'history',
} as const;

/** Group messages and statuses of payments are notices here, and come in Meta's field `messages`. */
function fieldOfNotice(field: string): string {
  return field === 'group_messages' || field === 'payment_status' ? 'messages' : field;
}
