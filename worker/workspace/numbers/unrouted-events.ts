import type { RawEvent } from '../../api/data.ts';
import type { UnroutedNumber } from '../../api/health.ts';
import type { Page } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import type { Route } from '../../whatsapp/receiving/webhook.ts';
import { hashOf } from '../secrets/secrets.ts';

/** An event that no inbox takes: of a number that is not ours to answer for, or of a whole account. */
export interface KeptEvent {
  reason: UnroutedNumber['reason'] | 'account' | 'unparsed';
  /** The webhook field, or what it was cut out of one as: message, status, echo, history, contact. Null for what has none. */
  field: string | null;
  phoneNumberId: string | null;
  wabaId: string | null;
  /** When it happened, as Meta says; null when it does not say. */
  at: number | null;
  raw: string;
}

/** A value in a Durable Object may have 2 MB; a character of JSON has at most 3 bytes. */
const partLength = 500_000;

/**
 * Keeps each event once, however often Meta sends it. The same words about another account, or at another time, are
 * another event.
 */
export async function keep(storage: DurableObjectStorage, events: KeptEvent[], now: number): Promise<void> {
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
    dropKept(sql, surplus(sql));
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

interface KeptRow extends Record<string, SqlStorageValue> {
  id: number;
  reason: KeptEvent['reason'];
  field: string | null;
  phone_number_id: string | null;
  waba_id: string | null;
  at: number;
}

/** Longer JSON is cut in a list. */
const shown = 16_000;

/** Newest first. */
export function keptEvents(sql: SqlStorage, before: number, limit: number): Page<RawEvent> {
  const rows = sql
    .exec<KeptRow & { text: string; parts: number }>(
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
      json: text.slice(0, shown),
      isCut: parts > 1 || text.length > shown,
    })),
    next: last ? String(last.id) : null,
  };
}

export function keptEvent(sql: SqlStorage, id: number): { kind: string; raw: string; route: Route } {
  const [row] = sql.exec<KeptRow>('SELECT * FROM kept WHERE id = ?', id).toArray();
  if (!row) throw new ApiError(404, 'event_not_found', 'There is no kept event with this id.');
  const parts = sql
    .exec<{ text: string }>('SELECT text FROM kept_part WHERE kept_id = ? ORDER BY part', id)
    .toArray();
  return {
    kind: row.field ?? 'unparsed',
    raw: parts.map(({ text }) => text).join(''),
    route: { phoneNumberId: row.phone_number_id, wabaId: row.waba_id },
  };
}

export function dropKept(sql: SqlStorage, ids: readonly number[]): void {
  for (const [table, column] of [
    ['kept_part', 'kept_id'],
    ['kept', 'id'],
  ]) {
    sql.exec(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(ids));
  }
}

const day = 24 * 60 * 60_000;
/** What belongs to no inbox can be looked into for a week, what Meta told of an account for a season. */
const keptDays = { event: 7, account: 90 };
/** What another account of the same app receives must not push out what Meta says about an account: that is not counted. */
const maxKept = 20_000;
const mostDropped = 500;

/** The oldest above the limit. */
function surplus(sql: SqlStorage): number[] {
  return sql
    .exec<{ id: number }>(
      `SELECT id FROM kept WHERE id <= (SELECT coalesce(max(id), 0) - ? FROM kept) AND reason <> 'account'`,
      maxKept,
    )
    .toArray()
    .map(({ id }) => id);
}

/** Drops what is over, a few at a time. When to go on. */
export function tidyKept(sql: SqlStorage, now: number): number {
  const old = sql
    .exec<{ id: number }>(
      "SELECT id FROM kept WHERE at < ?1 AND (reason <> 'account' OR at < ?2) ORDER BY id LIMIT ?3",
      ...[now - keptDays.event * day, now - keptDays.account * day, mostDropped],
    )
    .toArray();
  dropKept(
    sql,
    old.map(({ id }) => id),
  );
  return now + (old.length < mostDropped ? day : 1_000);
}

/** Bodies, or parts of them, that have no form we know and name no number. */
export function unparsedCount(sql: SqlStorage): number {
  return sql.exec<{ count: number }>("SELECT count(*) AS count FROM kept WHERE reason = 'unparsed'").one()
    .count;
}
