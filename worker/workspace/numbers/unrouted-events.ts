import type { RawEvent } from '../../api/numbers/data.ts';
import type { UnroutedNumber } from '../../api/numbers/health.ts';
import type { Page } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import type { Route } from '../../whatsapp/receiving/webhook.ts';
import { hashOf } from '../secrets/secrets.ts';

/** An event that belongs to no inbox: its number is not connected, or it is about a whole account. */
export interface StoredEvent {
  reason: UnroutedNumber['reason'] | 'account' | 'unparsed';
  /** The webhook field, or the kind of event: message, status, echo, history, contact. Null when there is neither. */
  field: string | null;
  phoneNumberId: string | null;
  wabaId: string | null;
  /** Meta's time of the event; null when there is none. */
  at: number | null;
  raw: string;
}

/** A value in a Durable Object can have 2 MB, and a character of JSON has at most 3 bytes. */
const partLength = 500_000;

/**
 * Stores each event once, however often Meta sends it. The same content about another account or at another time is a
 * different event.
 */
export async function keep(storage: DurableObjectStorage, events: StoredEvent[], now: number): Promise<void> {
  const digests = await Promise.all(
    events.map(({ wabaId, phoneNumberId, field, at, raw }) =>
      hashOf(JSON.stringify([wabaId, phoneNumberId, field, at, raw])),
    ),
  );
  const { sql } = storage;
  storage.transactionSync(() => {
    events.forEach(({ reason, field, phoneNumberId, wabaId, raw }, index) => {
      const [row] = sql
        .exec<{ id: number }>(
          `INSERT INTO kept (digest, reason, field, phone_number_id, waba_id, at) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT DO NOTHING RETURNING id`,
          ...[digests[index] ?? '', reason, field, phoneNumberId, wabaId, now],
        )
        .toArray();
      if (!row) return;
      for (let part = 0; part * partLength < raw.length; part++) {
        const text = raw.slice(part * partLength, (part + 1) * partLength);
        sql.exec('INSERT INTO kept_part VALUES (?, ?, ?)', row.id, part, text);
      }
    });
    dropUnrouted(sql, surplus(sql));
  });
}

export function unrouted(sql: SqlStorage): UnroutedNumber[] {
  return sql
    .exec<{
      phone_number_id: string | null;
      waba_id: string | null;
      reason: UnroutedNumber['reason'];
      events: number;
      first_at: number;
      last_at: number;
    }>(
      `SELECT phone_number_id, waba_id, reason, count(*) AS events, min(at) AS first_at, max(at) AS last_at
       FROM kept WHERE reason NOT IN ('account', 'unparsed') GROUP BY reason, phone_number_id, waba_id ORDER BY last_at DESC`,
    )
    .toArray()
    .map((row) => ({
      phoneNumberId: row.phone_number_id,
      wabaId: row.waba_id,
      reason: row.reason,
      events: row.events,
      firstAt: row.first_at,
      lastAt: row.last_at,
    }));
}

interface EventRow extends Record<string, SqlStorageValue> {
  id: number;
  reason: StoredEvent['reason'];
  field: string | null;
  phone_number_id: string | null;
  waba_id: string | null;
  at: number;
}

/** Longer JSON is cut in lists. */
const maxListedLength = 16_000;

/** Newest first. */
export function unroutedEvents(sql: SqlStorage, before: number, limit: number): Page<RawEvent> {
  const rows = sql
    .exec<EventRow & { text: string; parts: number }>(
      `SELECT kept.*, text, (SELECT count(*) FROM kept_part WHERE kept_id = id) AS parts
       FROM kept JOIN kept_part ON kept_id = id AND part = 0 WHERE id < ? ORDER BY id DESC LIMIT ?`,
      ...[before, limit],
    )
    .toArray();
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map(({ id, at, field, reason, phone_number_id, text, parts }) => ({
      id: String(id),
      at,
      kind: field ?? 'unparsed',
      problem:
        reason === 'account' ? null : phone_number_id === null ? reason : `${reason}: ${phone_number_id}`,
      json: text.slice(0, maxListedLength),
      isCut: parts > 1 || text.length > maxListedLength,
    })),
    next: last ? String(last.id) : null,
  };
}

export function unroutedEvent(sql: SqlStorage, id: number): { kind: string; raw: string; route: Route } {
  const [row] = sql.exec<EventRow>('SELECT * FROM kept WHERE id = ?', id).toArray();
  if (!row) throw new ApiError(404, 'event_not_found', 'There is no event with this id.');
  const parts = sql
    .exec<{ text: string }>('SELECT text FROM kept_part WHERE kept_id = ? ORDER BY part', id)
    .toArray();
  return {
    kind: row.field ?? 'unparsed',
    raw: parts.map(({ text }) => text).join(''),
    route: { phoneNumberId: row.phone_number_id, wabaId: row.waba_id },
  };
}

export function dropUnrouted(sql: SqlStorage, ids: readonly number[]): void {
  for (const [table, column] of [
    ['kept_part', 'kept_id'],
    ['kept', 'id'],
  ]) {
    sql.exec(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(ids));
  }
}

const day = 24 * 60 * 60_000;
/** Events of unconnected numbers are stored for a week, and notices about an account for 90 days. */
const retentionDays = { event: 7, account: 90 };
/** Notices about an account do not count, so that events of another account of the same app cannot displace them. */
const maxEvents = 20_000;
const maxDropped = 500;

/** The oldest events above the limit. */
function surplus(sql: SqlStorage): number[] {
  return sql
    .exec<{ id: number }>(
      `SELECT id FROM kept WHERE id <= (SELECT coalesce(max(id), 0) - ? FROM kept) AND reason <> 'account'`,
      maxEvents,
    )
    .toArray()
    .map(({ id }) => id);
}

/** Deletes expired events, a few at a time. Returns when to continue. */
export function deleteExpired(sql: SqlStorage, now: number): number {
  const old = sql
    .exec<{ id: number }>(
      "SELECT id FROM kept WHERE at < ?1 AND (reason <> 'account' OR at < ?2) ORDER BY id LIMIT ?3",
      ...[now - retentionDays.event * day, now - retentionDays.account * day, maxDropped],
    )
    .toArray();
  dropUnrouted(
    sql,
    old.map(({ id }) => id),
  );
  return now + (old.length < maxDropped ? day : 1_000);
}

/** Bodies, or parts of them, in an unknown format and without a number. */
export function unparsedCount(sql: SqlStorage): number {
  return sql.exec<{ count: number }>("SELECT count(*) AS count FROM kept WHERE reason = 'unparsed'").one()
    .count;
}
