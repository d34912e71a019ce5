/** Renders an event for delivery, in our own envelope or Meta's. */
import * as v from 'valibot';
import type { EventEnvelope } from '../../api/developers/events.ts';
import { rewrap } from '../../whatsapp/receiving/rewrap.ts';
import type { Endpoint, Subscriptions } from '../../workspace/webhooks/subscriptions.ts';
import { messageOfAttempt } from '../records/messages/attempts.ts';
import { reportBody } from '../records/messages/reports.ts';
import { messageRow, rawOf } from '../records/rows.ts';
import { type EventRow, metaOf, typeOf } from './event-rows.ts';
import { dataOf, type EventData, extraOf } from './render-data.ts';

/** Receivers on small plans reject larger bodies, and Standard Webhooks recommends smaller ones. */
export const maxBodyBytes = 64 * 1024;

/** The inbox of the events. */
export interface Source {
  inbox: string;
  subscriptions: Pick<Subscriptions, 'number' | 'origin'>;
}

/** The same for every attempt. It contains the time because `seq` starts again after an inbox is emptied. */
export function eventIdOf(inbox: string, { seq, at }: EventRow): string {
  return `evt_${inbox}_${seq}_${Math.floor(at / 1000).toString(36)}`;
}

export function envelopeOf(
  sql: SqlStorage,
  { inbox, subscriptions: { number, origin } }: Source,
  event: EventRow,
  previous: number | null,
): EventEnvelope {
  return {
    id: eventIdOf(inbox, event),
    type: event.type,
    timestamp: new Date(event.at).toISOString(),
    version: 1,
    seq: event.seq,
    previous,
    inbox: { id: inbox, phoneNumberId: number.phoneNumberId },
    data: dataOf(sql, event, (messageId) => fileLink(inbox, origin, messageId)),
  };
}

/** The address of a message's file. */
export function fileLink(inbox: string, origin: string | null, messageId: number): string {
  return `${origin ?? ''}/api/inboxes/${inbox}/messages/${messageId}/media`;
}

/** The body to send; null if the data of the event is no longer stored. */
export function bodyFor(
  sql: SqlStorage,
  source: Source,
  endpoint: Endpoint,
  event: EventRow,
  previous: number | null,
): string | null {
  if (endpoint.format === 'meta') return metaBody(sql, source, event);
  if (typeOf(event) === null) return null;
  const envelope = envelopeOf(sql, source, event, previous);
  const body = JSON.stringify(envelope);
  if (new TextEncoder().encode(body).length <= maxBodyBytes) return body;
  return JSON.stringify({ ...envelope, data: shortened(envelope.data) });
}

/** Longer content can be read with `GET …/messages/{message}`. */
function shortened({ message, ...data }: EventData): EventData {
  const ids = typeof message === 'object' && message !== null ? { ...message, content: null } : null;
  return JSON.stringify(data).length > maxBodyBytes / 4
    ? { conversation: data.conversation, truncated: true, message: ids }
    : { ...data, truncated: true, message: ids };
}

/** Meta's envelope around a part that Meta sent, for one number. */
function metaBody(sql: SqlStorage, { subscriptions: { number } }: Source, event: EventRow): string | null {
  const meta = metaOf(event.type);
  const raw = meta && rawPart(sql, meta.kind, event);
  if (!raw) return null;
  const { contact, isOfAccount } = extraOf(event);
  const body = rewrap(meta.kind === 'notice' ? meta.field : meta.kind, raw, {
    wabaId: number.wabaId,
    // What is about an account names no number, and says when it happened around the change.
    ...(isOfAccount === true
      ? { phoneNumberId: null, time: Math.floor(event.at / 1_000) }
      : {
          phoneNumberId: number.phoneNumberId,
          displayPhoneNumber: number.displayPhoneNumber.replace(/\D/g, ''),
        }),
    contact:
      typeof contact === 'object' && contact !== null ? JSON.stringify(contactEntry({ ...contact })) : null,
  });
  return body === null ? null : JSON.stringify(body);
}

function rawPart(sql: SqlStorage, kind: string, event: EventRow): string | null {
  const { raw } = extraOf(event);
  if (typeof raw === 'string') return raw;
  const { subject } = event;
  if (subject === null) return null;
  switch (kind) {
    case 'message':
    case 'echo':
    case 'history': {
      const row = messageRow(sql, subject);
      return row && rawOf(sql, row);
    }
    case 'status': {
      const body = reportBody(sql, subject);
      return body && withCallersData(sql, body);
    }
    default:
      return noticeBody(sql, subject);
  }
}

const carriesData = v.looseObject({ biz_opaque_callback_data: v.string() });

/** Our attempt id is replaced with the `biz_opaque_callback_data` that the sender gave. */
function withCallersData(sql: SqlStorage, body: string): string {
  const status = v.safeParse(carriesData, JSON.parse(body));
  if (!status.success) return body;
  const { biz_opaque_callback_data: attempt, ...rest } = status.output;
  const [earlier] = sql
    .exec<{ message_id: number }>('SELECT message_id FROM attempt WHERE id = ?', attempt)
    .toArray();
  const sent = earlier ? messageRow(sql, earlier.message_id) : messageOfAttempt(sql, attempt);
  if (!sent) return body;
  return JSON.stringify({
    ...rest,
    ...(sent.reference !== null && { biz_opaque_callback_data: sent.reference }),
  });
}

function noticeBody(sql: SqlStorage, id: number): string | null {
  const body = bodyIn(sql, 'SELECT body FROM notice WHERE id = ?', id);
  const rest = sql
    .exec<{ text: string }>('SELECT text FROM notice_part WHERE notice_id = ? ORDER BY part', id)
    .toArray();
  // The body is empty once raw events have been deleted.
  return body ? body + rest.map(({ text }) => text).join('') : null;
}

function bodyIn(sql: SqlStorage, query: string, id: number): string | null {
  return sql.exec<{ body: string }>(query, id).toArray()[0]?.body ?? null;
}

/** A customer in the form of Meta's `contacts`. */
function contactEntry(party: EventData): EventData {
  const { waId, userId, parentUserId, username, profileName, identityHash } = party;
  return withoutUndefined({
    profile: withoutUndefined({ name: profileName, username }),
    wa_id: waId,
    user_id: userId,
    parent_user_id: parentUserId,
    identity_key_hash: identityHash,
  });
}

function withoutUndefined(values: EventData): EventData {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
