/** The rows of automatic turns. */
import * as v from 'valibot';
import type { Turn, TurnOutcome, TurnReason, TurnSource } from '../../api/automation/turns.ts';
import type { Page } from '../../api/values.ts';
import { storedJson } from '../../stored-json.ts';

export interface TurnRow extends Record<string, SqlStorageValue> {
  id: number;
  conversation_id: number;
  first_id: number;
  last_id: number;
  source: TurnSource;
  subject: string | null;
  outcome: TurnOutcome;
  because: TurnReason | null;
  began_at: number;
  due_at: number | null;
  ended_at: number | null;
  tries: number;
  plan: string | null;
  details: string | null;
}

const details = v.looseObject({});

export function turnRow(sql: SqlStorage, id: number): TurnRow | null {
  return sql.exec<TurnRow>('SELECT * FROM turn WHERE id = ?', id).toArray()[0] ?? null;
}

/** The turn of a conversation that has not ended. There is at most one. */
export function openTurn(sql: SqlStorage, conversationId: number): TurnRow | null {
  const [last] = sql
    .exec<TurnRow>('SELECT * FROM turn WHERE conversation_id = ? ORDER BY id DESC LIMIT 1', conversationId)
    .toArray();
  return last && last.due_at !== null ? last : null;
}

/** The turns that go on by now, the earliest first. */
export function dueTurns(sql: SqlStorage, now: number, limit: number): TurnRow[] {
  return sql
    .exec<TurnRow>('SELECT * FROM turn WHERE due_at <= ? ORDER BY due_at, id LIMIT ?', now, limit)
    .toArray();
}

export function nextDueAt(sql: SqlStorage): number | null {
  return sql
    .exec<{ next: number | null }>('SELECT min(due_at) AS next FROM turn WHERE due_at IS NOT NULL')
    .one().next;
}

/** The last turn of this kind in a conversation that ended with something sent. */
export function lastTurnOf(
  sql: SqlStorage,
  conversationId: number,
  source: TurnSource,
  subject: string | null = null,
): TurnRow | null {
  return (
    sql
      .exec<TurnRow>(
        `SELECT * FROM turn WHERE conversation_id = ?1 AND source = ?2 AND (?3 IS NULL OR subject = ?3)
           AND outcome IN ('answered', 'said', 'acted', 'handed-over') ORDER BY id DESC LIMIT 1`,
        ...[conversationId, source, subject],
      )
      .toArray()[0] ?? null
  );
}

/** The turns of a conversation that have done something since a time. */
export function turnsSince(sql: SqlStorage, conversationId: number, at: number): TurnRow[] {
  return sql
    .exec<TurnRow>(
      `SELECT * FROM turn WHERE conversation_id = ?1 AND ended_at >= ?2 AND due_at IS NULL
         AND outcome IN ('answered', 'said', 'acted', 'handed-over') ORDER BY id`,
      ...[conversationId, at],
    )
    .toArray();
}

/** Whether an automatic turn has these messages of a customer, so that they are not for the bot. */
export function hasTurn(sql: SqlStorage, conversationId: number, messageId: number): boolean {
  return (
    sql
      .exec(
        `SELECT 1 FROM turn WHERE conversation_id = ?1 AND first_id <= ?2 AND last_id >= ?2 AND outcome <> 'withdrawn'
           AND source <> 'bot' AND details ->> 'goesOn' IS NOT 1 LIMIT 1`,
        ...[conversationId, messageId],
      )
      .toArray().length > 0
  );
}

/** How many turns of a conversation have sent something since a time. */
export function sentSince(sql: SqlStorage, conversationId: number, at: number): number {
  return sql
    .exec<{ count: number }>(
      `SELECT count(*) AS count FROM turn WHERE conversation_id = ? AND ended_at >= ? AND plan IS NOT NULL`,
      ...[conversationId, at],
    )
    .one().count;
}

/** A turn of a contact that turned out to be another one's goes on there, unless that one has one already. */
export function joinTurns(sql: SqlStorage, kept: number, gone: number, now: number): void {
  if (openTurn(sql, kept)) {
    sql.exec(
      `UPDATE turn SET outcome = 'withdrawn', because = 'merged', due_at = NULL, ended_at = ?2
       WHERE conversation_id = ?1 AND due_at IS NOT NULL`,
      ...[gone, now],
    );
  }
  sql.exec('UPDATE turn SET conversation_id = ? WHERE conversation_id = ?', kept, gone);
}

export interface TurnQuery {
  conversation: number | undefined;
  source: TurnSource | undefined;
  outcome: TurnOutcome | undefined;
  before: number | undefined;
  limit: number;
}

/** Newest first. */
export function turnsBefore(sql: SqlStorage, query: TurnQuery): Page<Turn> {
  const { conversation, source, outcome, before, limit } = query;
  const rows = sql
    .exec<TurnRow>(
      `SELECT * FROM turn WHERE id < ?1 AND (?2 IS NULL OR conversation_id = ?2) AND (?3 IS NULL OR source = ?3)
         AND (?4 IS NULL OR outcome = ?4) ORDER BY id DESC LIMIT ?5`,
      ...[before ?? Number.MAX_SAFE_INTEGER, conversation ?? null, source ?? null, outcome ?? null, limit],
    )
    .toArray();
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return { rows: rows.map((row) => turnOf(sql, row)), next: last ? String(last.id) : null };
}

/** Oldest first. */
export function turnsAfter(sql: SqlStorage, conversationId: number, after: number, limit: number): Turn[] {
  return sql
    .exec<TurnRow>(
      'SELECT * FROM turn WHERE conversation_id = ? AND id > ? ORDER BY id LIMIT ?',
      ...[conversationId, after, limit],
    )
    .toArray()
    .map((row) => turnOf(sql, row));
}

export function turnOf(sql: SqlStorage, row: TurnRow): Turn {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    firstMessageId: row.first_id,
    lastMessageId: row.last_id,
    source: row.source,
    subject: row.subject,
    outcome: row.outcome,
    because: row.because,
    beganAt: row.began_at,
    endedAt: row.ended_at,
    messages: sql
      .exec<{ id: number }>(
        'SELECT id FROM message WHERE key >= ?1 AND key < ?2 ORDER BY id',
        ...[turnKey(row.id, ''), `${turnKey(row.id, '')}~`],
      )
      .toArray()
      .map(({ id }) => id),
    details: row.details === null ? null : storedJson(details, row.details),
  };
}

/** The idempotency key of a message of a turn. */
export function turnKey(id: number, part: number | string): string {
  return `turn/${id}/${part}`;
}

/** The turn that has sent the message with this key. */
export function turnOfKey(sql: SqlStorage, key: string): TurnRow | null {
  const id = /^turn\/(\d+)\//.exec(key)?.[1];
  return id === undefined ? null : turnRow(sql, Number(id));
}

/** Whether nothing was sent to the customer after what this turn sent. */
export function isLastSent(sql: SqlStorage, { conversation_id: id, id: turnId }: TurnRow): boolean {
  const [last] = sql
    .exec<{ key: string | null }>(
      `SELECT key FROM message WHERE conversation_id = ? AND direction = 'out' AND target IS NULL AND send_at IS NULL
       ORDER BY id DESC LIMIT 1`,
      id,
    )
    .toArray();
  return last?.key?.startsWith(`turn/${turnId}/`) ?? false;
}
