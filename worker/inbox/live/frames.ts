/** The frames with everything that changed in an inbox after a given change. */
import type { Conversation } from '../../api/conversations/conversations.ts';
import type { LiveFrame } from '../../api/conversations/live.ts';
import type { Message } from '../../api/conversations/messages.ts';
import type { Entry } from '../../api/conversations/teamwork.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { readStateOf, readStatesOf } from '../records/read-marks.ts';
import { type ConversationRow, conversationRow, type MessageRow } from '../records/rows.ts';
import { type EntryRow, entryOf } from '../records/team-entries.ts';
import { messageOf, sharedConversation } from '../records/wire.ts';

/** Maximum number of rows that a reconnecting console receives. With more changes, it loads everything again. */
const maxRows = 500;

/** Changes before they are turned into frames for each agent. */
interface Changes {
  /** Conversations that were merged or erased. */
  gone: LiveFrame[];
  conversations: ConversationRow[];
  messages: Message[];
  entries: Entry[];
  /** Agents whose read mark changed, or who were mentioned in a note. */
  readings: { conversation_id: number; agent_id: string }[];
}

/** The current state of everything that changed after `seq`; null when it is too much to send. */
export function changesAfter(sql: SqlStorage, log: ChangeLog, seq: number): Changes | null {
  if (seq > log.last) return null;
  const merges = sql
    .exec<{ seq: number; gone: number; into_id: number }>(
      'SELECT seq, gone, into_id FROM merge WHERE seq > ? ORDER BY seq',
      seq,
    )
    .toArray();
  // Without the names of the indexes, SQLite reads every message of the number to sort what it finds.
  const messages = sql
    .exec<MessageRow>(
      `SELECT * FROM message NOT INDEXED WHERE id > ?1
       UNION ALL SELECT * FROM message INDEXED BY message_by_change WHERE seq > id AND seq > ?1 AND id <= ?1
       LIMIT ?2`,
      seq,
      maxRows + 1,
    )
    .toArray()
    .sort((one, other) => one.id - other.id);
  if (messages.length > maxRows) return null;
  // Those that changed by their newest message are found by it.
  const conversations = sql
    .exec<ConversationRow>(
      `SELECT * FROM conversation WHERE seq > ?1 AND last_message_at IS NOT NULL AND id IN (
         SELECT conversation_id FROM message NOT INDEXED WHERE id >= ?1
         UNION ALL SELECT id FROM conversation INDEXED BY conversation_by_change
           WHERE seq IS NOT last_message_id + 1 AND seq > ?1) LIMIT ?2`,
      seq,
      maxRows + 1,
    )
    .toArray();
  const erasures = sql
    .exec<{ seq: number; gone: number }>('SELECT seq, gone FROM erasure WHERE seq > ? ORDER BY seq', seq)
    .toArray();
  const entries = sql.exec<EntryRow>('SELECT * FROM entry WHERE id > ? LIMIT ?', seq, maxRows + 1).toArray();
  const readings = sql
    .exec<{ conversation_id: number; agent_id: string }>(
      'SELECT conversation_id, agent_id FROM reading WHERE seq > ? LIMIT ?',
      seq,
      maxRows + 1,
    )
    .toArray();
  const rows = [merges, erasures, conversations, messages, entries, readings].map(({ length }) => length);
  if (rows.reduce((sum, length) => sum + length) > maxRows) return null;
  return {
    gone: [
      ...merges.map((row): LiveFrame => ({ type: 'merge', seq: row.seq, from: row.gone, into: row.into_id })),
      ...erasures.map((row): LiveFrame => ({ type: 'erase', seq: row.seq, conversationId: row.gone })),
    ],
    conversations,
    messages: messages.map((row) => messageOf(sql, row)),
    entries: entries.map(entryOf),
    readings,
  };
}

/**
 * Frames by agent id. The part of a conversation that is private to an agent is read for each of them. Agents for whom it
 * is the same have the same array.
 */
export function framesFor(
  sql: SqlStorage,
  log: ChangeLog,
  agentIds: ReadonlySet<string>,
  changes: Changes | null,
): Map<string, readonly LiveFrame[]> {
  const seq = log.last;
  if (changes === null) {
    const reset: LiveFrame[] = [{ type: 'reset', seq }];
    return new Map([...agentIds].map((agentId) => [agentId, reset]));
  }
  const { gone, messages, entries, readings } = changes;
  const shared = changes.conversations.map((row) => ({
    part: sharedConversation(sql, row),
    stateOf: readStatesOf(sql, row),
  }));
  const known = new Set(changes.conversations.map(({ id }) => id));
  const byState = new Map<string, readonly LiveFrame[]>();
  const framesOf = (conversations: Conversation[]): readonly LiveFrame[] => {
    const isEmpty = conversations.length + messages.length + entries.length === 0;
    return isEmpty ? gone : [...gone, { type: 'change', seq, conversations, messages, entries }];
  };
  return new Map(
    [...agentIds].map((agentId) => {
      const own = readings.flatMap(({ agent_id, conversation_id: id }) => {
        const row = agent_id === agentId && !known.has(id) ? conversationRow(sql, id) : null;
        if (row?.last_message_at == null) return [];
        return [{ ...sharedConversation(sql, row), ...readStateOf(sql, row, agentId) }];
      });
      const states = shared.map(({ part, stateOf }) => ({ part, state: stateOf(agentId) }));
      const conversations = () => states.map(({ part, state }) => ({ ...part, ...state }));
      if (own.length > 0) return [agentId, framesOf([...conversations(), ...own])];
      const key = JSON.stringify(states.map(({ state }) => state));
      const frames = byState.get(key) ?? framesOf(conversations());
      byState.set(key, frames);
      return [agentId, frames];
    }),
  );
}
