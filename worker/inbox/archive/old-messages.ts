/** Which messages can move to the archive, and what stays of them in the database. */
import * as v from 'valibot';
import { archivedReports } from '../records/messages/reports.ts';
import { type MessageRow, partLength } from '../records/rows.ts';
import type { SegmentLine } from './segment-file.ts';

/** Some messages in the order in which they arrived. */
export interface Stretch {
  /** Those of them that can move. */
  rows: MessageRow[];
  /** The id of the last. */
  readTo: number;
}

/** Moving a message has to be worth its place in the segment. */
const minLength = 100;
/** JSON of this length is in one piece, whatever its characters are. */
const maxBodyLength = partLength / 2;

/**
 * The messages after `after`; null when none of the next is older than `before`, or in the search index yet. What stays
 * in the database:
 *
 * - messages that are on their way, or that failed and can be sent again
 * - what is shown at another message or as a line: edits, reactions, calls, notices
 * - the newest message of a conversation, which lists show, and those that unread counts and waiting times are about
 * - what is found by its content: files that agents uploaded, ad referrals, products, files that a history announced
 * - statuses whose JSON is still kept as a raw event
 */
export function oldMessages(
  sql: SqlStorage,
  { after, before, limit, maxLength }: { after: number; before: number; limit: number; maxLength: number },
): Stretch | null {
  const { last, oldest } = sql
    .exec<{ last: number | null; oldest: number | null }>(
      `SELECT max(id) AS last, min(sent_at) AS oldest
       FROM (SELECT id, sent_at FROM message WHERE id > ?
         AND id <= (SELECT iif(down_to > 0, 0, up_to) FROM search_progress) ORDER BY id LIMIT ?)`,
      ...[after, limit],
    )
    .one();
  if (last === null || oldest === null || oldest >= before) return null;
  const found = sql
    .exec<{ id: number; length: number }>(
      `SELECT message.id, length(body) + coalesce(length(reports), 0) AS length
       FROM message JOIN conversation ON conversation.id = conversation_id
       WHERE message.id > ?1 AND message.id <= ?2 AND sent_at < ?3 AND segment IS NULL
         AND origin IN ('message', 'echo', 'history', 'send') AND target IS NULL AND stray IS NULL AND send_at IS NULL
         AND coalesce(message.status, 'read') IN ('accepted', 'sent', 'delivered', 'read')
         AND instr(coalesce(reports, ''), '"body":"{') = 0
         AND message.id NOT IN (coalesce(last_message_id, 0), received_id, replied_id)
         AND length(body) + coalesce(length(reports), 0) >= ?4 AND length(body) < ?5
         AND NOT (instr(body, '"referral"') OR instr(body, 'product_retailer_id') OR instr(body, 'media_placeholder'))
         AND NOT (origin = 'send' AND body LIKE '%"id":"________-____-____-____-____________"%')
         AND NOT EXISTS (SELECT 1 FROM media WHERE message_id = message.id AND media.state = 'waiting')
       ORDER BY message.id`,
      ...[after, last, before, minLength, maxBodyLength],
    )
    .toArray();
  const busy = new Set(
    sql
      .exec<{ id: number }>('SELECT message_id AS id FROM job')
      .toArray()
      .map(({ id }) => id),
  );
  const ids: number[] = [];
  let left = maxLength;
  for (const { id, length } of found) {
    if (busy.has(id)) continue;
    ids.push(id);
    left -= length;
    if (left <= 0) break;
  }
  const rows = sql
    .exec<MessageRow>(
      'SELECT * FROM message WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id',
      JSON.stringify(ids),
    )
    .toArray()
    .filter((row) => remainderOf(row) !== null);
  return { rows, readTo: left <= 0 ? (ids.at(-1) ?? last) : last };
}

const template = v.object({ name: v.string(), language: v.object({ code: v.string() }) });
const typed = v.object({ type: v.string(), template: v.exactOptional(template) });

/** What stays of a message's JSON, because queries ask for it. Null for JSON that is no message. */
function remainderOf({ body }: MessageRow): string | null {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), typed), body);
  return read.success ? JSON.stringify(read.output) : null;
}

export function lineOf(row: MessageRow): SegmentLine {
  return { id: row.id, body: row.body, reports: archivedReports(row).kept };
}

/** Divided into segments, so that the messages of a conversation are close together. */
export function segmentsOf(
  rows: readonly MessageRow[],
  { messages, length }: { messages: number; length: number },
): MessageRow[][] {
  const segments: MessageRow[][] = [];
  let room = 0;
  for (const row of rows.toSorted((a, b) => a.conversation_id - b.conversation_id || a.id - b.id)) {
    const last = segments.at(-1);
    const own = row.body.length + (row.reports?.length ?? 0);
    if (last && last.length < messages && room >= own) last.push(row);
    else {
      segments.push([row]);
      room = length;
    }
    room -= own;
  }
  return segments;
}

/** No message has such an id. */
const aside = 2 ** 40;

/**
 * Takes the content out of the rows of these messages, which a segment has by now, unless one has changed meanwhile.
 * Returns the ids of those that it was taken from. Call it in a transaction, with rows that are next to each other.
 *
 * A row that only becomes shorter leaves its page as empty as it is: SQLite puts pages together when rows are deleted and
 * added. So each is taken out of its place, and put back.
 */
export function takeContent(
  sql: SqlStorage,
  rows: readonly { row: MessageRow; segment: number }[],
): Set<number> {
  const taken = new Set<number>();
  for (const { row, segment } of rows) {
    const { rowsWritten } = sql.exec(
      `UPDATE message SET id = id + ?2, segment = ?3, body = ?4, reports = ?5
       WHERE id = ?1 AND segment IS NULL AND body = ?6 AND reports IS ?7 AND status IS ?8`,
      ...[row.id, aside, segment, remainderOf(row), archivedReports(row).reports],
      ...[row.body, row.reports, row.status],
    );
    if (rowsWritten > 0) taken.add(row.id);
  }
  sql.exec('UPDATE message SET id = id - ?1 WHERE id >= ?1', aside);
  return taken;
}
