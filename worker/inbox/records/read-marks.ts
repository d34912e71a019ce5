/** How far each agent has read each conversation. Unread counts are calculated on demand, so webhooks write nothing. */
import type { Conversation } from '../../api/conversations/conversations.ts';
import type { ChangeLog } from './changes/change-log.ts';
import type { ConversationRow } from './rows.ts';

interface ReadMarkRow extends Record<string, SqlStorageValue> {
  conversation_id: number;
  agent_id: string;
  read_seq: number;
  mention_id: number;
  seq: number;
}

/** Unread counts are capped: only the newest messages are scanned. */
const maxCounted = 200;

/** The part of a conversation that differs between agents. */
export function readStateOf(
  sql: SqlStorage,
  row: ConversationRow,
  agentId: string,
): Pick<Conversation, 'seq' | 'unread' | 'mentioned'> {
  const reading = readMarkRow(sql, row.id, agentId);
  return {
    seq: Math.max(row.seq, reading?.seq ?? 0),
    unread: unreadOf(sql, row, reading?.read_seq ?? null),
    mentioned: reading !== null && reading.mention_id > reading.read_seq,
  };
}

/** The same for many agents: what is unread is counted once for those who have read equally far. */
export function readStatesOf(
  sql: SqlStorage,
  row: ConversationRow,
): (agentId: string) => ReturnType<typeof readStateOf> {
  const readings = new Map(
    sql
      .exec<ReadMarkRow>('SELECT * FROM reading WHERE conversation_id = ?', row.id)
      .toArray()
      .map((reading) => [reading.agent_id, reading]),
  );
  const counted = new Map<number | null, number>();
  return (agentId) => {
    const reading = readings.get(agentId);
    const read = reading?.read_seq ?? null;
    const unread = counted.get(read) ?? unreadOf(sql, row, read);
    counted.set(read, unread);
    return {
      seq: Math.max(row.seq, reading?.seq ?? 0),
      unread,
      mentioned: reading !== undefined && reading.mention_id > reading.read_seq,
    };
  };
}

/** SQL condition that a conversation is unread for the agent whose `reading` row is joined to it. */
export const isUnread = `CASE WHEN reading.agent_id IS NULL
  THEN waiting_at IS NOT NULL AND received_id > conversation.read_seq
  ELSE (bot_state IS NULL AND received_id > reading.read_seq) OR mention_id > reading.read_seq END`;

/** Marks everything up to change `seq` as read by this agent. */
export function markRead(
  sql: SqlStorage,
  changes: ChangeLog,
  row: ConversationRow,
  agentId: string,
  seq: number,
): void {
  const reading = readMarkRow(sql, row.id, agentId);
  const known = reading?.read_seq ?? readWithoutRow(sql, row);
  if (seq <= known) return;
  put(sql, changes, row.id, agentId, { read_seq: seq, mention_id: reading?.mention_id ?? 0 });
}

/** Marks the customer's last message as unread, or the conversation itself if there is no message. */
export function markUnread(sql: SqlStorage, changes: ChangeLog, row: ConversationRow, agentId: string): void {
  const reading = readMarkRow(sql, row.id, agentId);
  if (unreadOf(sql, row, reading?.read_seq ?? null) > 0) return;
  const mention_id = Math.min(reading?.mention_id ?? 0, row.received_id - 1);
  put(sql, changes, row.id, agentId, { read_seq: row.received_id - 1, mention_id });
}

/** Records that a note mentions this agent. */
export function mention(
  sql: SqlStorage,
  changes: ChangeLog,
  row: ConversationRow,
  agentId: string,
  entryId: number,
): void {
  const reading = readMarkRow(sql, row.id, agentId);
  const read_seq = Math.min(reading?.read_seq ?? readWithoutRow(sql, row), entryId - 1);
  put(sql, changes, row.id, agentId, { read_seq, mention_id: entryId });
}

/** When two conversations merge, messages that were unread in either stay unread. Call it before the merge. */
export function joinReadMarks(
  sql: SqlStorage,
  changes: ChangeLog,
  gone: ConversationRow,
  kept: ConversationRow,
): void {
  const rows = sql
    .exec<ReadMarkRow>('SELECT * FROM reading WHERE conversation_id IN (?, ?)', gone.id, kept.id)
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
  changes.record({ type: 'read-changed', conversationId, agentId });
}

function readMarkRow(sql: SqlStorage, conversationId: number, agentId: string): ReadMarkRow | null {
  const [row] = sql
    .exec<ReadMarkRow>(
      'SELECT * FROM reading WHERE conversation_id = ? AND agent_id = ?',
      ...[conversationId, agentId],
    )
    .toArray();
  return row ?? null;
}

/** For an agent without a read mark, the messages that wait for a reply are unread. What the bot handles is not. */
function unreadOf(sql: SqlStorage, row: ConversationRow, readSeq: number | null): number {
  if (row.bot_state !== null) return 0;
  if (readSeq === null && row.waiting_at === null) return 0;
  const read = readSeq ?? row.read_seq;
  if (row.received_id <= read) return 0;
  const { unread } = sql
    .exec<{ unread: number }>(
      `SELECT count(*) AS unread FROM (SELECT id, origin, target, sent_at FROM message WHERE conversation_id = ?
         ORDER BY sent_at DESC, id DESC LIMIT ?)
       WHERE id > ? AND sent_at >= ? AND origin IN ('message', 'call') AND target IS NULL`,
      ...[row.id, maxCounted, read, readSeq === null ? (row.waiting_at ?? 0) : 0],
    )
    .one();
  return Math.max(1, unread);
}

/** The read mark of an agent who has no row yet. */
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
