/** Pages of a thread, in both directions and around a message. */
import type { MessagePage } from '../../api/conversations/teamwork.ts';
import { ApiError } from '../../errors.ts';
import { type MessageRow, messageByWamid, messageRow } from '../records/rows.ts';
import { entriesBetween } from '../records/team-entries.ts';
import { messageOf } from '../records/wire.ts';

/** Which page of messages: the newest, those on one side of a cursor, or those around a message or a time. */
export interface Where {
  before?: string;
  after?: string;
  around?: number;
  from?: number;
}

type Place = [at: number, id: number];
const begin: Place = [0, 0];
const end: Place = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

/** Rows are newest first in either direction. */
export function pageOf(sql: SqlStorage, conversationId: number, where: Where, limit: number): MessagePage {
  if (where.around !== undefined) return pageAround(sql, conversationId, where.around, limit);
  if (where.from !== undefined) {
    const [first] = newer(sql, conversationId, [where.from, -1], 1);
    if (first) return pageAround(sql, conversationId, first.id, limit);
  }
  if (where.after !== undefined) {
    const rows = newer(sql, conversationId, placeIn(where.after), limit).reverse();
    const more = { next: true, newer: rows.length === limit };
    return answer(sql, conversationId, rows, more, { from: placeIn(where.after) });
  }
  const to = where.before === undefined ? end : placeIn(where.before);
  const rows = older(sql, conversationId, to, limit);
  const more = { next: rows.length === limit, newer: where.before !== undefined };
  return answer(sql, conversationId, rows, more, { to });
}

function pageAround(sql: SqlStorage, conversationId: number, id: number, limit: number): MessagePage {
  const found = messageRow(sql, id);
  // An edit or reaction is shown at its target.
  const row = (found?.target != null && messageByWamid(sql, found.target)) || found;
  if (row?.conversation_id !== conversationId) {
    throw new ApiError(404, 'message_not_found', 'There is no message with this id in this conversation.');
  }
  const half = Math.ceil(limit / 2);
  const place: Place = [row.sent_at, row.id];
  const above = older(sql, conversationId, place, half);
  const below = newer(sql, conversationId, place, half).reverse();
  return answer(sql, conversationId, [...below, row, ...above], {
    next: above.length === half,
    newer: below.length === half,
  });
}

/** A reaction that appeared alone until its message arrived is now shown with that message. */
const isPart = "NOT (origin = 'notice' AND target IS NOT NULL)";

function older(sql: SqlStorage, conversationId: number, place: Place, limit: number): MessageRow[] {
  return sql
    .exec<MessageRow>(
      `SELECT * FROM message WHERE conversation_id = ? AND (sent_at, id) < (?, ?) AND ${isPart}
       ORDER BY sent_at DESC, id DESC LIMIT ?`,
      ...[conversationId, ...place, limit],
    )
    .toArray();
}

function newer(sql: SqlStorage, conversationId: number, place: Place, limit: number): MessageRow[] {
  return sql
    .exec<MessageRow>(
      `SELECT * FROM message WHERE conversation_id = ? AND (sent_at, id) > (?, ?) AND ${isPart}
       ORDER BY sent_at, id LIMIT ?`,
      ...[conversationId, ...place, limit],
    )
    .toArray();
}

/** Adds the entries between the messages of the page, up to where the neighbouring pages begin. */
function answer(
  sql: SqlStorage,
  conversationId: number,
  rows: readonly MessageRow[],
  more: { next: boolean; newer: boolean },
  bounds: { from?: Place; to?: Place } = {},
): MessagePage {
  const [first] = rows;
  const last = rows.at(-1);
  const from = bounds.from ?? (more.next && last ? placeOf(last) : begin);
  const to = bounds.to ?? (more.newer && first ? placeOf(first) : end);
  return {
    rows: rows.map((row) => messageOf(sql, row)),
    next: more.next && last ? cursorOf(last) : null,
    newer: more.newer && first ? cursorOf(first) : null,
    entries: entriesBetween(sql, conversationId, from, to),
  };
}

function placeOf({ sent_at, id }: MessageRow): Place {
  return [sent_at, id];
}

function cursorOf({ sent_at, id }: MessageRow): string {
  return `${sent_at}.${id}`;
}

function placeIn(cursor: string): Place {
  const [at = 0, id = 0] = cursor.split('.').map(Number);
  return [at, id];
}
