import type { UnroutedNumber } from '../api.ts';
import { hashOf } from './secrets.ts';

/** An event that no inbox takes: of a number that is not ours to answer for, or of a whole account. */
export interface KeptEvent {
  reason: UnroutedNumber['reason'] | 'account' | 'unparsed';
  /** Of the webhook; null for what has none. */
  field: string | null;
  phoneNumberId: string | null;
  wabaId: string | null;
  raw: string;
}

/** A value in a Durable Object may have 2 MB; a character of JSON has at most 3 bytes. */
const partLength = 500_000;

/** Keeps each event once, however often Meta sends it. */
export async function keep(storage: DurableObjectStorage, events: KeptEvent[], now: number): Promise<void> {
  const digests = await Promise.all(events.map((event) => hashOf(event.raw)));
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

/** Bodies, or parts of them, that have no form we know and name no number. */
export function unparsedCount(sql: SqlStorage): number {
  return sql.exec<{ count: number }>("SELECT count(*) AS count FROM kept WHERE reason = 'unparsed'").one()
    .count;
}
