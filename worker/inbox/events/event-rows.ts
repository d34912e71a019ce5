/** The rows of the event log, and which of them an endpoint wants. */
import * as v from 'valibot';
import { type EventType, eventTypes, matchesFilter } from '../../api/developers/events.ts';
import type { Content } from '../../whatsapp/content/content.ts';
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import type { Endpoint } from '../../workspace/webhooks/subscriptions.ts';
import type { StoredMetaEvent } from '../facts.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { matchesMeta } from './audience.ts';

export interface EventRow extends Record<string, SqlStorageValue> {
  seq: number;
  type: string;
  at: number;
  /** Its current conversation: a merged one counts as the one that remains. */
  conversation: number | null;
  subject: number | null;
  extra: string | null;
}

export interface NewEvent {
  type: EventType | MetaType;
  at: number;
  conversation?: number | null;
  subject?: number | null;
  extra?: unknown;
}

/** The type of a Meta event, from its kind and field: `meta/status/messages`. */
export type MetaType = `meta/${InboxEvent['kind']}/${string}`;

export function metaTypeOf({ kind, field }: Pick<StoredMetaEvent, 'kind' | 'field'>): MetaType {
  return `meta/${kind}/${field}`;
}

const metaKind = v.picklist(['message', 'echo', 'status', 'contact', 'history', 'notice']);

/** Null if it is not a Meta event. */
export function metaOf(type: string): { kind: v.InferOutput<typeof metaKind>; field: string } | null {
  const [mark, kind, field] = type.split('/');
  return mark === 'meta' && v.is(metaKind, kind) && field !== undefined ? { kind, field } : null;
}

const ownType = v.picklist(eventTypes);

/** Null for a Meta event, or one written by a newer version. */
export function typeOf({ type }: EventRow): EventType | null {
  return v.is(ownType, type) ? type : null;
}

export function appendEvent(sql: SqlStorage, changes: ChangeLog, event: NewEvent): void {
  const { type, at, conversation = null, subject = null, extra = null } = event;
  sql.exec(
    'INSERT INTO event (seq, type, at, conversation, subject, extra) VALUES (?, ?, ?, ?, ?, ?)',
    ...[changes.next(), type, at, conversation, subject, extra === null ? null : JSON.stringify(extra)],
  );
}

const columns = 'event.seq, type, at, coalesce(merge.into_id, conversation) AS conversation, subject, extra';
const table = 'event LEFT JOIN merge ON merge.gone = conversation';

/** Oldest first. */
export function eventsAfter(sql: SqlStorage, seq: number, limit: number): EventRow[] {
  return sql
    .exec<EventRow>(
      `SELECT ${columns} FROM ${table} WHERE event.seq > ? ORDER BY event.seq LIMIT ?`,
      seq,
      limit,
    )
    .toArray();
}

export function eventAt(sql: SqlStorage, seq: number): EventRow | null {
  return sql.exec<EventRow>(`SELECT ${columns} FROM ${table} WHERE event.seq = ?`, seq).toArray()[0] ?? null;
}

/** The newest event of a type, for a test of an endpoint. */
export function newestOf(sql: SqlStorage, type: string): EventRow | null {
  return (
    sql
      .exec<EventRow>(`SELECT ${columns} FROM ${table} WHERE type = ? ORDER BY event.seq DESC LIMIT 1`, type)
      .toArray()[0] ?? null
  );
}

const received = v.object({ content: v.string() });

export type Wish = Pick<Endpoint, 'format' | 'events' | 'contentTypes' | 'fields' | 'includesStatuses'>;

export function isWantedBy(endpoint: Wish, row: EventRow): boolean {
  if (endpoint.format === 'meta') {
    const meta = metaOf(row.type);
    return meta !== null && matchesMeta(endpoint, meta);
  }
  const type = typeOf(row);
  if (type === null || !matchesFilter(endpoint.events, type)) return false;
  if (type !== 'message.received' || endpoint.contentTypes === null) return true;
  const extra: unknown = row.extra === null ? null : JSON.parse(row.extra);
  // Every endpoint receives an erased event, because its type and content can no longer be matched.
  return !v.is(received, extra) || endpoint.contentTypes.includes(extra.content);
}

/** Whether an endpoint receives customers' messages with this content. */
export function wantsMessage(endpoint: Wish, content: Content): boolean {
  if (endpoint.format === 'meta') return endpoint.fields.includes('messages');
  if (!matchesFilter(endpoint.events, 'message.received')) return false;
  return endpoint.contentTypes?.includes(contentKindOf(content)) ?? true;
}

/** The content type, which `message.received` can be filtered by. */
export function contentKindOf(content: Content): string {
  return content.type === 'interactive' ? content.interactive.type : content.type;
}

/** The last wanted event before this one and after another; null if there is none. */
export function wantedBefore(
  sql: SqlStorage,
  isWanted: (event: EventRow) => boolean,
  seq: number,
  after: number,
): number | null {
  for (let before = seq; ; ) {
    const rows = sql
      .exec<EventRow>(
        `SELECT ${columns} FROM ${table} WHERE event.seq < ? AND event.seq > ? ORDER BY event.seq DESC LIMIT 100`,
        ...[before, after],
      )
      .toArray();
    const found = rows.find(isWanted);
    if (found) return found.seq;
    const last = rows.at(-1);
    if (!last || rows.length < 100) return null;
    before = last.seq;
  }
}

/** Keeps the newest event, so that its `seq` is not used again. */
export function forgetEvents(sql: SqlStorage, before: number, limit: number): boolean {
  const { rowsWritten } = sql.exec(
    `DELETE FROM event WHERE seq IN (SELECT seq FROM event ORDER BY seq LIMIT ?2) AND at < ?1
       AND seq < (SELECT max(seq) FROM event)`,
    ...[before, limit],
  );
  sql.exec('DELETE FROM delivery_failed WHERE seq < (SELECT min(seq) FROM event)');
  return rowsWritten < limit;
}
