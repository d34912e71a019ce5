/** What Meta sent, as it is stored already: the JSON of messages and statuses, and the notices. Nothing is stored twice. */
import type { Page, RawEvent, RawEventKind } from '../api.ts';
import { ApiError } from '../errors.ts';
import { messageRow, rawOf } from './rows.ts';

/** Longer JSON is cut in a list. */
const shown = 16_000;

interface Row extends Record<string, SqlStorageValue> {
  id: number;
  at: number | null;
  kind: string;
  body: string;
  problem: string | null;
}

/** Newest first; nothing from before `since`. */
export function rawEvents(
  sql: SqlStorage,
  kind: RawEventKind,
  { before, limit, since }: { before: number; limit: number; since: number },
): Page<RawEvent> {
  const rows = sql.exec<Row>(queries[kind], before, limit).toArray();
  const last = rows.length === limit ? rows.at(-1) : undefined;
  const fresh = rows.filter(({ at }) => (at ?? since) >= since);
  return {
    rows: fresh.map((row) => ({
      id: `${kind}-${row.id}`,
      at: row.at,
      kind: row.kind,
      problem: row.problem,
      json: row.body.slice(0, shown),
      isCut: row.body.length > shown,
    })),
    next: last && fresh.length > 0 ? String(last.id) : null,
  };
}

const queries: Readonly<Record<RawEventKind, string>> = {
  message: `SELECT id, sent_at AS at, origin AS kind, body, NULL AS problem FROM message
    WHERE origin IN ('message', 'echo', 'history') AND id < ? ORDER BY id DESC LIMIT ?`,
  status: `SELECT rowid AS id, at, 'status' AS kind, body, NULL AS problem FROM status
    WHERE rowid < ? ORDER BY rowid DESC LIMIT ?`,
  notice: `SELECT id, at, coalesce(field, 'unparsed') AS kind, body, unread_because AS problem FROM notice
    WHERE id < ? AND body <> '' ORDER BY id DESC LIMIT ?`,
};

/** What it was cut out of, and its whole JSON. */
export function rawEvent(sql: SqlStorage, id: string): { kind: string; raw: string } {
  const [, kind, number] = /^(message|status|notice)-(\d{1,15})$/.exec(id) ?? [];
  const found = kind === undefined ? null : read(sql, kind, Number(number));
  if (found && found.raw !== '') return found;
  throw new ApiError(
    404,
    'event_not_found',
    'There is no event with this id, or its JSON is not kept any more.',
  );
}

function read(sql: SqlStorage, kind: string, id: number): { kind: string; raw: string } | null {
  switch (kind) {
    case 'message': {
      const message = messageRow(sql, id);
      if (!message || message.origin === 'send') return null;
      return { kind: message.origin, raw: rawOf(sql, message) };
    }
    case 'status': {
      const [row] = sql.exec<{ body: string }>('SELECT body FROM status WHERE rowid = ?', id).toArray();
      return row ? { kind: 'status', raw: row.body } : null;
    }
    default: {
      const [row] = sql
        .exec<{ field: string | null; body: string }>('SELECT field, body FROM notice WHERE id = ?', id)
        .toArray();
      return row ? { kind: row.field ?? 'unparsed', raw: row.body } : null;
    }
  }
}

/** A notice that was read, with what recognises it; null for any other event. */
export function knownNotice(sql: SqlStorage, id: string): { raw: string; digest: string } | null {
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

/** What could not be read once can be read now: it is no problem any more. */
export function dropProblem(sql: SqlStorage, notice: number): void {
  sql.exec('DELETE FROM notice WHERE id = ? AND unread_because IS NOT NULL', notice);
}
