/** The one counter of an inbox. A row that changes takes its next number, and by it the sockets find what is new. */
import type { Entry, LiveFrame, Message } from '../../api.ts';
import { readingOf } from './read-marks.ts';
import {
  type ConversationRow,
  conversationRow,
  type MessageRow,
  messageOf,
  sharedConversation,
} from './rows.ts';
import { type EntryRow, entryOf } from './team-entries.ts';

/** The most rows that a reconnecting console is sent; above that it fetches anew. */
const mostRows = 500;

/** What has changed after a moment, before it is put into the frames of each agent. */
export interface Changes {
  /** Conversations that were joined to others, or erased. */
  gone: LiveFrame[];
  conversations: ConversationRow[];
  messages: Message[];
  entries: Entry[];
  /** Agents who have read something, or are named in a note. */
  readings: { conversation_id: number; agent_id: string }[];
}

export class ChangeCounter {
  #sql: SqlStorage;
  #last: number;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#last = sql
      .exec<{ seq: number }>(
        `SELECT max(
           (SELECT coalesce(max(seq), 0) FROM conversation),
           (SELECT coalesce(max(id), 0) FROM message),
           (SELECT coalesce(max(seq), 0) FROM message WHERE seq > id),
           (SELECT coalesce(max(id), 0) FROM entry),
           (SELECT coalesce(max(seq), 0) FROM reading),
           (SELECT coalesce(max(seq), 0) FROM merge),
           (SELECT coalesce(max(seq), 0) FROM erasure)) AS seq`,
      )
      .one().seq;
  }

  /** The number of the last change. */
  get last(): number {
    return this.#last;
  }

  next(): number {
    this.#last += 1;
    return this.#last;
  }

  touchConversation(id: number): void {
    this.#sql.exec('UPDATE conversation SET seq = ? WHERE id = ?', this.next(), id);
  }

  touchMessage(id: number): void {
    this.#sql.exec('UPDATE message SET seq = ? WHERE id = ?', this.next(), id);
  }

  /** Everything that has changed after change `seq`, in its newest state; null when it is too much to send. */
  since(seq: number): Changes | null {
    if (seq > this.#last) return null;
    const merges = this.#sql
      .exec<{ seq: number; gone: number; into_id: number }>(
        'SELECT seq, gone, into_id FROM merge WHERE seq > ? ORDER BY seq',
        seq,
      )
      .toArray();
    const conversations = this.#sql
      .exec<ConversationRow>(
        'SELECT * FROM conversation WHERE seq > ? AND last_message_at IS NOT NULL LIMIT ?',
        seq,
        mostRows + 1,
      )
      .toArray();
    const messages = this.#sql
      .exec<MessageRow>(
        `SELECT * FROM message WHERE id > ?1 UNION SELECT * FROM message WHERE seq > id AND seq > ?1 LIMIT ?2`,
        seq,
        mostRows + 1,
      )
      .toArray();
    const erasures = this.#sql
      .exec<{ seq: number; gone: number }>('SELECT seq, gone FROM erasure WHERE seq > ? ORDER BY seq', seq)
      .toArray();
    const entries = this.#sql
      .exec<EntryRow>('SELECT * FROM entry WHERE id > ? LIMIT ?', seq, mostRows + 1)
      .toArray();
    const readings = this.#sql
      .exec<{ conversation_id: number; agent_id: string }>(
        'SELECT conversation_id, agent_id FROM reading WHERE seq > ? LIMIT ?',
        seq,
        mostRows + 1,
      )
      .toArray();
    const rows = [merges, erasures, conversations, messages, entries, readings].map(({ length }) => length);
    if (rows.reduce((sum, length) => sum + length) > mostRows) return null;
    return {
      gone: [
        ...merges.map(
          (row): LiveFrame => ({ type: 'merge', seq: row.seq, from: row.gone, into: row.into_id }),
        ),
        ...erasures.map((row): LiveFrame => ({ type: 'erase', seq: row.seq, conversationId: row.gone })),
      ],
      conversations,
      messages: messages.map((row) => messageOf(this.#sql, row)),
      entries: entries.map(entryOf),
      readings,
    };
  }

  /** The frames of some agents, by their ids. What nobody else sees of a conversation is asked for each of them. */
  framesFor(agentIds: ReadonlySet<string>, changes: Changes | null): Map<string, LiveFrame[]> {
    const seq = this.#last;
    if (changes === null) {
      return new Map([...agentIds].map((agentId) => [agentId, [{ type: 'reset', seq }]]));
    }
    const { gone, messages, entries, readings } = changes;
    const shared = changes.conversations.map((row) => ({ row, part: sharedConversation(this.#sql, row) }));
    const known = new Set(shared.map(({ row }) => row.id));
    return new Map(
      [...agentIds].map((agentId) => {
        const own = readings.flatMap(({ agent_id, conversation_id: id }) => {
          const row = agent_id === agentId && !known.has(id) ? conversationRow(this.#sql, id) : null;
          return row?.last_message_at == null ? [] : [{ row, part: sharedConversation(this.#sql, row) }];
        });
        const conversations = [...shared, ...own].map(({ row, part }) => ({
          ...part,
          ...readingOf(this.#sql, row, agentId),
        }));
        const isEmpty = conversations.length + messages.length + entries.length === 0;
        const change: LiveFrame = { type: 'change', seq, conversations, messages, entries };
        return [agentId, isEmpty ? gone : [...gone, change]];
      }),
    );
  }
}
