/** Adds messages to their conversation, and updates its newest message and waiting time. */

import { type Content, readContent } from '../../../whatsapp/content/content.ts';
import { expiryOf, isOpen } from '../../../whatsapp/sending/window.ts';
import type { Cause } from '../../facts.ts';
import type { ChangeLog } from '../changes/change-log.ts';
import { type Learned, type NewMessageRow, type PlacingRow, partLength, placingRow } from '../rows.ts';
import { addEntry, opened } from '../team-entries.ts';
import { isForTeam, refreshWaiting, waitingAfter } from '../waiting.ts';

/** Facts about a message that are not part of its row. */
interface Arrival {
  /** What its event says about the contact, stored even if the message is already here. */
  learned?: (row: PlacingRow) => Learned;
  cause?: Cause;
  content?: Content;
  /** By WhatsApp's clock, if that is not the time in the thread. */
  at?: number;
  /** `paced_at` of the conversation after a message that is sent at once. */
  pacedAt?: number;
}

/** Returns the new message's id; null when its `wamid` is already stored. */
export function addMessage(
  sql: SqlStorage,
  changes: ChangeLog,
  message: NewMessageRow,
  { learned, cause = message.origin, content, at = message.sent_at, pacedAt }: Arrival = {},
): number | null {
  const row = placingRow(sql, message.conversation_id);
  if (!row) throw new Error('A message needs a conversation');
  const id = insertMessage(sql, changes.next(), message);
  const placed = id === null ? null : { ...message, id };
  updateConversation(
    sql,
    changes,
    { ...row, paced_at: pacedAt ?? row.paced_at },
    learned?.(row) ?? row,
    placed,
  );
  if (id !== null) {
    changes.record({
      type: 'message-stored',
      conversationId: message.conversation_id,
      messageId: id,
      cause,
      direction: message.direction,
      content: content ?? readContent(message.body),
      at,
    });
  }
  return id;
}

function insertMessage(sql: SqlStorage, id: number, message: NewMessageRow): number | null {
  const { rowsWritten } = sql.exec(
    `INSERT INTO message (id, seq, conversation_id, origin, direction, wamid, sent_at, body, key, reply_to, status, error, retry_at,
       author, target, follows, party, is_uncertain, stray, also_follows, reference, attempt)
     VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) ON CONFLICT DO NOTHING`,
    id,
    message.conversation_id,
    message.origin,
    message.direction,
    message.wamid ?? null,
    message.sent_at,
    message.body.slice(0, partLength),
    message.key ?? null,
    message.reply_to ?? null,
    message.status ?? null,
    message.error ?? null,
    message.retry_at ?? null,
    message.author ?? null,
    message.target ?? null,
    message.follows ?? null,
    message.party ?? null,
    message.is_uncertain ?? 0,
    message.stray ?? null,
    message.also_follows ?? null,
    message.reference ?? null,
    message.attempt ?? null,
  );
  if (rowsWritten === 0) return null;
  addParts(sql, id, message.body);
  return id;
}

function addParts(sql: SqlStorage, id: number, body: string): void {
  for (let part = 1; part * partLength < body.length; part++) {
    const text = body.slice(part * partLength, (part + 1) * partLength);
    sql.exec('INSERT INTO message_part VALUES (?, ?, ?)', id, part, text);
  }
}

/** Replaces the stored content of a message. */
export function replaceBody(sql: SqlStorage, id: number, body: string): void {
  sql.exec('UPDATE message SET body = ? WHERE id = ?', body.slice(0, partLength), id);
  sql.exec('DELETE FROM message_part WHERE message_id = ?', id);
  addParts(sql, id, body);
}

/** Writes everything that an event changes in a conversation in one statement, or nothing if nothing changes. */
export function updateConversation(
  sql: SqlStorage,
  changes: ChangeLog,
  row: PlacingRow,
  learned: Learned,
  message: (NewMessageRow & { id: number }) | null = null,
): void {
  const isRenamed = learned.profile_name !== row.profile_name || learned.username !== row.username;
  const isShown =
    message !== null ||
    isRenamed ||
    learned.opened_at !== row.opened_at ||
    learned.refused_at !== row.refused_at;
  const isSame = learned.profile_name_at === row.profile_name_at && learned.username_at === row.username_at;
  if (!isShown && isSame) return;
  const placed = message?.target == null ? message : null;
  const isLast =
    placed !== null &&
    (row.last_message_at === null ||
      placed.sent_at > row.last_message_at ||
      (placed.sent_at === row.last_message_at && placed.id > (row.last_message_id ?? 0)));
  const isForUs = placed !== null && isForTeam(placed);
  const waiting = placed === null ? row : waitingAfter(sql, row, placed);
  const openedHour = learned.opened_at === null ? null : Math.floor(learned.opened_at / hour);
  const isReopened = isForUs && row.state !== 'open';
  const indexed = {
    last_message_at: isLast ? placed.sent_at : row.last_message_at,
    username: learned.username,
    opened_hour: openedHour,
    waiting_at: waiting.waiting_at,
    state: isReopened ? 'open' : row.state,
    snoozed_until: isReopened ? null : row.snoozed_until,
  } satisfies Partial<PlacingRow>;
  const before: Readonly<Record<string, SqlStorageValue>> = row;
  // SQLite writes the index of every column that is set, even to the value that it has.
  const changed = Object.entries(indexed).filter(([column, value]) => value !== before[column]);
  sql.exec(
    `UPDATE conversation SET seq = ?2, opened_at = ?3, refused_at = ?4, profile_name = ?5, profile_name_at = ?6,
       username_at = ?7, received_id = ?8, last_message_id = ?9, replied_at = ?10, replied_id = ?11, paced_at = ?12
       ${changed.map(([column], index) => `, ${column} = ?${index + 13}`).join('')} WHERE id = ?1`,
    ...[row.id, isShown ? changes.next() : row.seq, learned.opened_at, learned.refused_at],
    ...[learned.profile_name, learned.profile_name_at, learned.username_at],
    ...[isForUs ? placed.id : row.received_id, isLast ? placed.id : row.last_message_id],
    ...[waiting.replied_at, waiting.replied_id, row.paced_at, ...changed.map(([, value]) => value)],
  );
  if (isRenamed) changes.record({ type: 'contact-changed', conversationId: row.id, changed: 'name' });
  if (learned.opened_at !== row.opened_at || learned.refused_at !== row.refused_at) {
    changes.record({ type: 'window-changed', conversationId: row.id, becomes: changeOf(row, learned) });
  }
  if (isShown) changes.record({ type: 'conversation-changed', conversationId: row.id });
  if (isReopened && row.state !== 'open') addEntry(sql, changes, row.id, opened(row.state), null);
}

/** How the window changes; null if it stays open or closed. */
function changeOf(before: PlacingRow, learned: Learned): 'open' | 'closed' | null {
  const now = Date.now();
  const [was, is] = [before, learned].map(({ opened_at: openedAt, refused_at: refusedAt }) =>
    isOpen(expiryOf({ openedAt, refusedAt }, now), now),
  );
  return was === is ? null : is ? 'open' : 'closed';
}

const hour = 60 * 60_000;

/** Recalculates the columns of a conversation that come from its messages. */
export function refreshConversation(sql: SqlStorage, changes: ChangeLog, id: number): void {
  sql.exec(
    `UPDATE conversation SET
       opened_hour = opened_at / 3600000,
       received_id = (SELECT coalesce(max(message.id), 0) FROM message
         WHERE conversation_id = ?1 AND origin IN ('message', 'call') AND target IS NULL),
       (last_message_at, last_message_id) = (SELECT sent_at, message.id FROM message
         WHERE conversation_id = ?1 AND target IS NULL ORDER BY sent_at DESC, message.id DESC LIMIT 1)
     WHERE id = ?1`,
    id,
  );
  changes.touchConversation(id);
  refreshWaiting(sql, changes, id);
}
