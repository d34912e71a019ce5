/** How far each agent has read each conversation. Worked out when somebody looks: a webhook writes nothing of it. */
import type { Conversation } from '../../api/conversations.ts';
import type { ChangeLog } from './change-log.ts';
import type { ConversationRow } from './rows.ts';

interface ReadingRow extends Record<string, SqlStorageValue> {
  conversation_id: number;
  agent_id: string;
  read_seq: number;
  mention_id: number;
  seq: number;
}

/** Of an unread count nobody needs more: the newest messages are looked through, not all. */
const mostCounted = 200;

/** What a conversation is to one agent. */
export function readingOf(
  sql: SqlStorage,
  row: ConversationRow,
  agentId: string,
): Pick<Conversation, 'seq' | 'unread' | 'mentioned'> {
  const reading = readingRow(sql, row.id, agentId);
  return {
    seq: Math.max(row.seq, reading?.seq ?? 0),
    unread: unreadOf(sql, row, reading?.read_seq ?? null),
    mentioned: reading !== null && reading.mention_id > reading.read_seq,
  };
}

/** The condition that a row of `conversation` is unread to an agent whose row of `reading` is joined to it. */
export const isUnread = `CASE WHEN reading.agent_id IS NULL
  THEN waiting_at IS NOT NULL AND received_id > conversation.read_seq
  ELSE received_id > reading.read_seq OR mention_id > reading.read_seq END`;

/** Everything that had come by change `seq` has been seen by this agent. */
export function markRead(
  sql: SqlStorage,
  changes: ChangeLog,
  row: ConversationRow,
  agentId: string,
  seq: number,
): void {
  const reading = readingRow(sql, row.id, agentId);
  const known = reading?.read_seq ?? readWithoutRow(sql, row);
  if (seq <= known) return;
  put(sql, changes, row.id, agentId, { read_seq: seq, mention_id: reading?.mention_id ?? 0 });
}

/** The customer's last message is unread again; where there is none, the conversation itself. */
export function markUnread(sql: SqlStorage, changes: ChangeLog, row: ConversationRow, agentId: string): void {
  const reading = readingRow(sql, row.id, agentId);
  if (unreadOf(sql, row, reading?.read_seq ?? null) > 0) return;
  const mention_id = Math.min(reading?.mention_id ?? 0, row.received_id - 1);
  put(sql, changes, row.id, agentId, { read_seq: row.received_id - 1, mention_id });
}

/** A note names this agent. */
export function mention(
  sql: SqlStorage,
  changes: ChangeLog,
  row: ConversationRow,
  agentId: string,
  entryId: number,
): void {
  const reading = readingRow(sql, row.id, agentId);
  const read_seq = Math.min(reading?.read_seq ?? readWithoutRow(sql, row), entryId - 1);
  put(sql, changes, row.id, agentId, { read_seq, mention_id: entryId });
}

/** Of two conversations that have become one: what was unread in either stays unread. Call it before they are joined. */
export function joinReadings(
  sql: SqlStorage,
  changes: ChangeLog,
  gone: ConversationRow,
  kept: ConversationRow,
): void {
  const rows = sql
    .exec<ReadingRow>('SELECT * FROM reading WHERE conversation_id IN (?, ?)', gone.id, kept.id)
    .toArray();
  for (const agentId of new Set(rows.map((row) => row.agent_id))) {
    const both = [gone, kept].map((conversation) => {
      const reading = rows.find((row) => row.agent_id === agentId && row.conversation_id === conversation.id);
      return reading ?? { read_seq: readWithoutRow(sql, conversation), mention_id: 0 };
    });
    const read_seq = Math.min(...both.map((reading) => reading.read_seq));
    const mention_id = Math.max(...both.map((reading) => reading.mention_id));
    put(sql, changes, kept.id, agentId, { read_seq, mention_id });
  }
  sql.exec('DELETE FROM reading WHERE conversation_id = ?', gone.id);
}

function put(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  agentId: string,
  { read_seq, mention_id }: { read_seq: number; mention_id: number },
): void {
  sql.exec(
    `INSERT INTO reading (conversation_id, agent_id, read_seq, mention_id, seq) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT DO UPDATE SET read_seq = ?3, mention_id = ?4, seq = ?5`,
    ...[conversationId, agentId, read_seq, mention_id, changes.next()],
  );
  changes.tell({ type: 'read-changed', conversationId, agentId });
}

function readingRow(sql: SqlStorage, conversationId: number, agentId: string): ReadingRow | null {
  const [row] = sql
    .exec<ReadingRow>(
      'SELECT * FROM reading WHERE conversation_id = ? AND agent_id = ?',
      ...[conversationId, agentId],
    )
    .toArray();
  return row ?? null;
}

/** Whoever has never read the conversation has not seen what the customer waits for. */
function unreadOf(sql: SqlStorage, row: ConversationRow, readSeq: number | null): number {
  if (readSeq === null && row.waiting_at === null) return 0;
  const read = readSeq ?? row.read_seq;
  if (row.received_id <= read) return 0;
  const { unread } = sql
    .exec<{ unread: number }>(
      `SELECT count(*) AS unread FROM (SELECT id, origin, target, sent_at FROM message WHERE conversation_id = ?
         ORDER BY sent_at DESC, id DESC LIMIT ?)
       WHERE id > ? AND sent_at >= ? AND origin IN ('message', 'call') AND target IS NULL`,
      ...[row.id, mostCounted, read, readSeq === null ? (row.waiting_at ?? 0) : 0],
    )
    .one();
  return Math.max(1, unread);
}

/** The change up to which somebody has read who has no row yet. */
function readWithoutRow(sql: SqlStorage, row: ConversationRow): number {
  if (row.waiting_at === null) return row.received_id;
  const { first } = sql
    .exec<{ first: number | null }>(
      `SELECT min(id) AS first FROM message WHERE conversation_id = ? AND sent_at >= ? AND id > ?
         AND origin IN ('message', 'call') AND target IS NULL`,
      ...[row.id, row.waiting_at, row.read_seq],
    )
    .one();
  return first === null ? row.received_id : first - 1;
}
