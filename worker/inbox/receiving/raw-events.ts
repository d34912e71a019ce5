/** Events as Meta sent them: the JSON in the rows of messages, statuses and Meta notices. Nothing is stored twice. */
import type { RawEvent, RawEventKind } from '../../api/numbers/data.ts';
import type { Page } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import { reportBody, reportsBefore } from '../records/messages/reports.ts';
import { messageRow, rawOf } from '../records/rows.ts';

/** Longer JSON is cut in lists. */
const maxListedLength = 16_000;

/** A value in a Durable Object can have 2 MB, and a character of JSON has at most 3 bytes. */
const partLength = 600_000;

/** Bodies are deleted after the retention time, or earlier if there are more than this. */
export const maxBodies = 20_000;

/** A Meta notice, or an event that could not be read or stored. */
export interface NewMetaNotice {
  /** {@link rawEvent} returns it as the kind. */
  field: string | null;
  at: number | null;
  /** Why it could not be read or stored; null if it was. */
  reason: string | null;
  digest: string;
  raw: string;
  /** Meta's `contacts` entry of the person, if the event does not contain it. */
  contact?: string | null;
}

/** Returns its id; null when its digest is already stored. */
export function addMetaNotice(sql: SqlStorage, notice: NewMetaNotice): number | null {
  const { field, at, reason, digest, raw, contact = null } = notice;
  const [row] = sql
    .exec<{ id: number }>(
      `INSERT INTO notice (field, at, unread_because, digest, body, contact) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING RETURNING id`,
      ...[field, at, reason, digest, raw.slice(0, partLength), contact],
    )
    .toArray();
  if (!row) return null;
  // Each new body deletes an old one, so that a flood cannot grow without limit between two retention runs.
  sql.exec("UPDATE notice SET body = '' WHERE id = ? AND body <> ''", row.id - maxBodies);
  for (let part = 1; part * partLength < raw.length; part++) {
    const text = raw.slice(part * partLength, (part + 1) * partLength);
    sql.exec('INSERT INTO notice_part VALUES (?, ?, ?)', row.id, part, text);
  }
  return row.id;
}

interface Row extends Record<string, SqlStorageValue> {
  id: number;
  at: number | null;
  kind: string;
  /** Null: it is in the archive. */
  body: string | null;
  problem: string | null;
}

/** Newest first, from `since` on. */
export function rawEvents(
  sql: SqlStorage,
  kind: RawEventKind,
  { before, limit, since }: { before: number; limit: number; since: number },
): Page<RawEvent> {
  const rows =
    kind === 'status'
      ? reportsBefore(sql, before, limit).map((row) => ({ ...row, kind, problem: null }))
      : sql.exec<Row>(queries[kind], before, limit).toArray();
  const last = rows.length === limit ? rows.at(-1) : undefined;
  const recent = rows.filter(({ at }) => (at ?? since) >= since);
  return {
    rows: recent.map((row) => {
      const json = row.body ?? read(sql, kind, row.id)?.raw ?? '';
      return {
        id: `${kind}-${row.id}`,
        at: row.at,
        kind: row.kind,
        problem: row.problem,
        json: json.slice(0, maxListedLength),
        isCut: json.length > maxListedLength,
      };
    }),
    next: last && recent.length > 0 ? String(last.id) : null,
  };
}

const queries: Readonly<Record<Exclude<RawEventKind, 'status'>, string>> = {
  message: `SELECT id, sent_at AS at, iif(origin = 'notice', 'message', origin) AS kind, iif(segment IS NULL, body, NULL) AS body, NULL AS problem
    FROM message WHERE (origin IN ('message', 'echo', 'history') OR (origin = 'notice' AND wamid IS NOT NULL)) AND id < ? ORDER BY id DESC LIMIT ?`,
  notice: `SELECT id, at, coalesce(field, 'unparsed') AS kind, body, unread_because AS problem FROM notice
    WHERE id < ? AND body <> '' ORDER BY id DESC LIMIT ?`,
};

/** A stored event: its kind, its whole JSON, and its person if the JSON does not name one. */
export interface StoredEvent {
  kind: string;
  raw: string;
  contact: string | null;
}

export function rawEvent(sql: SqlStorage, id: string): StoredEvent {
  const [, kind, number] = /^(message|status|notice)-(\d{1,15})$/.exec(id) ?? [];
  const found = kind === undefined ? null : read(sql, kind, Number(number));
  if (found && found.raw !== '') return found;
  throw new ApiError(404, 'event_not_found', 'There is no event with this id, or its JSON has been deleted.');
}

function read(sql: SqlStorage, kind: string, id: number): StoredEvent | null {
  switch (kind) {
    case 'message': {
      const message = messageRow(sql, id);
      if (!message || message.origin === 'send') return null;
      const isOfMeta = message.origin === 'notice' && message.wamid !== null;
      return { kind: isOfMeta ? 'message' : message.origin, raw: rawOf(sql, message), contact: null };
    }
    case 'status': {
      const raw = reportBody(sql, id);
      return raw === null ? null : { kind: 'status', raw, contact: null };
    }
    default: {
      const [row] = sql
        .exec<{ field: string | null; body: string; contact: string | null }>(
          'SELECT field, body, contact FROM notice WHERE id = ?',
          id,
        )
        .toArray();
      if (!row) return null;
      const rest = sql
        .exec<{ text: string }>('SELECT text FROM notice_part WHERE notice_id = ? ORDER BY part', id)
        .toArray();
      const raw = row.body + rest.map(({ text }) => text).join('');
      return { kind: row.field ?? 'unparsed', raw, contact: row.contact };
    }
  }
}

/** A readable Meta notice with its digest; null for any other event. */
export function knownMetaNotice(sql: SqlStorage, id: string): { raw: string; digest: string } | null {
  const number = /^notice-(\d{1,15})$/.exec(id)?.[1];
  if (number === undefined) return null;
  const [row] = sql
    .exec<{ raw: string; digest: string }>(
      'SELECT body AS raw, digest FROM notice WHERE id = ? AND unread_because IS NULL',
      Number(number),
    )
    .toArray();
  return row ?? null;
}

/** Events that could not be read or stored, oldest first, with whole JSON. */
export function problemsAfter(
  sql: SqlStorage,
  after: number,
  limit: number,
): { id: number; event: StoredEvent }[] {
  return sql
    .exec<{ id: number }>(
      `SELECT id FROM notice WHERE unread_because IS NOT NULL AND body <> '' AND id > ? ORDER BY id LIMIT ?`,
      ...[after, limit],
    )
    .toArray()
    .flatMap(({ id }) => {
      const event = read(sql, 'notice', id);
      return event ? [{ id, event }] : [];
    });
}

/** Removes the problem of an event that can now be read. */
export function dropProblem(sql: SqlStorage, notice: number): void {
  sql.exec('DELETE FROM notice WHERE id = ? AND unread_because IS NOT NULL', notice);
}
