/**
 * Erases one contact: conversation, messages, search entries, files, attempts, statuses, and everything else that names
 * them. What remains are the ids of the conversation and of those merged into it, so that consoles remove them, and
 * hashes of the message ids, so that late repeats of webhooks do not restore anything.
 */

import { ApiError } from '../../errors.ts';
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { filesOf, forgetMessages } from '../records/messages/forget-messages.ts';
import { type ConversationRow, conversationRow } from '../records/rows.ts';

/** Meta repeats a webhook for a few days at most. */
const markLifetimeMs = 30 * 24 * 60 * 60_000;
const maxRowsAtOnce = 20_000;
const maxObjectsAtOnce = 1_000;

/** Throws when the bucket does not respond. It can then be called again. */
export async function eraseContact(
  storage: DurableObjectStorage,
  changes: ChangeLog,
  bucket: R2Bucket | undefined,
  row: ConversationRow,
  now: number,
): Promise<void> {
  const { sql } = storage;
  // Files are deleted first, so that none remains without its row.
  await deleteObjects(bucket, objectsOf(sql, row.id));
  await forgetMentions(storage, row, now);
  const late = changes.transaction(() => {
    if (!conversationRow(sql, row.id)) {
      throw new ApiError(
        409,
        'merged_meanwhile',
        'This customer was merged with another one. Check the conversation, then try again.',
      );
    }
    changes.record({ type: 'conversation-erasing', conversationId: row.id });
    const objects = objectsOf(sql, row.id);
    mark(sql, row.id, now);
    const uploads = ownUploads(sql, row.id).map(({ id }) => id);
    forgetMessages(sql, messageIds(sql, row.id));
    sql.exec('DELETE FROM upload WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(uploads));
    for (const table of tablesWith(sql, 'conversation_id')) {
      sql.exec(`DELETE FROM "${table}" WHERE conversation_id = ?`, row.id);
    }
    sql.exec('DELETE FROM conversation WHERE id = ?', row.id);
    // A console that was away for the merge as well has the others still.
    const merged = sql.exec<{ gone: number }>('DELETE FROM merge WHERE into_id = ? RETURNING gone', row.id);
    for (const id of [...merged.toArray().map(({ gone }) => gone), row.id]) {
      sql.exec('INSERT INTO erasure VALUES (?, ?)', changes.next(), id);
    }
    changes.record({ type: 'conversation-gone', conversationId: row.id, into: null });
    return objects;
  });
  await deleteObjects(bucket, late);
}

/** The marks of recently erased messages. */
export function erasedMarks(sql: SqlStorage, now: number): Set<number> {
  sql.exec('DELETE FROM erased_mark WHERE at < ?', now - markLifetimeMs);
  const marks = sql.exec<{ mark: number }>('SELECT mark FROM erased_mark').toArray();
  return new Set(marks.map((one) => one.mark));
}

/** Whether an event is about an erased message and would restore it. `digest` is that of an event without an id. */
export function isErased(event: InboxEvent, digest: string | null, marks: ReadonlySet<number>): boolean {
  if (marks.size === 0) return false;
  const ids = [
    digest,
    'wamid' in event ? event.wamid : null,
    event.kind === 'status' ? event.callbackData : null,
  ];
  return ids.some((id) => id !== null && marks.has(markOf(id)));
}

/** A hash of 52 bits of an event's id or digest, because ids contain the contact's number. FNV-1a, twice. */
export function markOf(id: string): number {
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let index = 0; index < id.length; index++) {
    const code = id.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code ^ (low >>> 16), 0x01000193);
  }
  return ((high >>> 0) & 0xfffff) * 2 ** 32 + (low >>> 0);
}

function mark(sql: SqlStorage, conversationId: number, now: number): void {
  const wamids = sql
    .exec<{ wamid: string }>(
      `SELECT wamid FROM message WHERE conversation_id = ?1 AND wamid IS NOT NULL
       UNION SELECT attempt.wamid FROM attempt JOIN message ON message.id = message_id
         WHERE conversation_id = ?1 AND attempt.wamid IS NOT NULL
       UNION SELECT wamid FROM reaction WHERE conversation_id = ?1
       -- Messages whose response is pending or was lost are only known by their attempt.
       UNION SELECT attempt.id FROM attempt JOIN message ON message.id = message_id
         WHERE conversation_id = ?1 AND attempt.wamid IS NULL
       UNION SELECT id || '.' || attempt FROM message WHERE conversation_id = ?1 AND attempt IS NOT NULL AND wamid IS NULL`,
      conversationId,
    )
    .toArray();
  for (const { wamid } of wamids) addMark(sql, wamid, now);
}

function addMark(sql: SqlStorage, id: string, now: number): void {
  sql.exec('INSERT OR IGNORE INTO erased_mark VALUES (?, ?)', markOf(id), now);
}

/** Erases rows that mention the contact: notices, and statuses of messages that are not stored here. */
async function forgetMentions(
  storage: DurableObjectStorage,
  row: ConversationRow,
  now: number,
): Promise<void> {
  const { sql } = storage;
  const names = idsOf(sql, row.id).flatMap(({ key, value }) => [key, value]);
  if (row.username !== null) names.push(row.username, `@${row.username}`);
  const quoted = JSON.stringify([...new Set(names)].flatMap((name) => [JSON.stringify(name), `"+${name}"`]));
  for (const [table, id, mention] of [
    ['notice', 'digest', "body || coalesce(contact, '')"],
    ['status', 'wamid', 'body'],
  ] as const) {
    const { last } = sql.exec<{ last: number }>(`SELECT coalesce(max(rowid), 0) AS last FROM ${table}`).one();
    for (let from = 0; from <= last; from += maxRowsAtOnce) {
      storage.transactionSync(() => {
        const gone = sql.exec<{ id: string }>(
          `DELETE FROM ${table} WHERE rowid > ?1 AND rowid <= ?2
             AND EXISTS (SELECT 1 FROM json_each(?3) WHERE instr(${mention}, value) > 0) RETURNING ${id} AS id`,
          ...[from, from + maxRowsAtOnce, quoted],
        );
        for (const one of gone.toArray()) addMark(sql, one.id, now);
      });
      // Lets webhooks run in between.
      await storage.sync();
    }
  }
}

/** All of their ids, except a number that belongs to someone else now. */
function idsOf(sql: SqlStorage, conversationId: number): { key: string; value: string }[] {
  return sql
    .exec<{ key: string; value: string }>(
      `SELECT key, value FROM alias WHERE conversation_id = ?1 AND (lost = 0 OR NOT EXISTS (
         SELECT 1 FROM alias AS other
         WHERE other.kind = alias.kind AND other.key = alias.key AND other.conversation_id <> ?1))`,
      conversationId,
    )
    .toArray();
}

function messageIds(sql: SqlStorage, conversationId: number): number[] {
  return sql
    .exec<{ id: number }>('SELECT id FROM message WHERE conversation_id = ?', conversationId)
    .toArray()
    .map(({ id }) => id);
}

function objectsOf(sql: SqlStorage, conversationId: number): string[] {
  const uploaded = ownUploads(sql, conversationId).flatMap(({ object }) => object ?? []);
  return [...filesOf(sql, messageIds(sql, conversationId)), ...uploaded];
}

/** Uploads that were sent only to this contact, except those that rules reply with. */
function ownUploads(sql: SqlStorage, conversationId: number): { id: string; object: string | null }[] {
  const sent = sql
    .exec<{ id: string; object: string | null }>(
      `SELECT upload.id, object FROM message JOIN upload ON instr(message.body, upload.id) > 0
       WHERE conversation_id = ? AND origin = 'send' AND message.body LIKE '%"id":"________-____-____-____-____________"%'
         AND upload.created_at <= message.sent_at + 60000 AND upload.is_kept = 0`,
      conversationId,
    )
    .toArray();
  if (sent.length === 0) return [];
  const others = sql.exec<{ body: string }>(
    `SELECT body FROM message WHERE origin = 'send' AND conversation_id <> ?
       AND body LIKE '%"id":"________-____-____-____-____________"%'`,
    conversationId,
  );
  const shared = new Set<string>();
  for (const { body } of others) {
    for (const { id } of sent) if (body.includes(id)) shared.add(id);
  }
  return sent.filter(({ id }) => !shared.has(id));
}

/**
 * Read from the database itself, so that tables added later are included. The runtime's own tables are not accessible.
 */
function tablesWith(sql: SqlStorage, column: string): string[] {
  return sql
    .exec<{ name: string }>(
      `SELECT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
       WHERE m.type = 'table' AND substr(m.name, 1, 4) <> '_cf_' AND c.name = ?`,
      column,
    )
    .toArray()
    .map(({ name }) => name);
}

async function deleteObjects(bucket: R2Bucket | undefined, keys: readonly string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += maxObjectsAtOnce) {
    await bucket?.delete(keys.slice(from, from + maxObjectsAtOnce));
  }
}
