/** The one counter of an inbox. A row that changes takes its next number, and by it the sockets find what is new. */
import type { LiveFrame } from '../api.ts';
import { type ConversationRow, conversationOf, type MessageRow, messageOf } from './rows.ts';

/** The most rows that a reconnecting console is sent; above that it fetches anew. */
const mostRows = 500;

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

  /** Everything that has changed after change `seq`, in its newest state. */
  since(seq: number): LiveFrame[] {
    if (seq > this.#last) return [{ type: 'reset', seq: this.#last }];
    if (seq === this.#last) return [];
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
    if (merges.length + erasures.length + conversations.length + messages.length > mostRows) {
      return [{ type: 'reset', seq: this.#last }];
    }
    return [
      ...merges.map((row): LiveFrame => ({ type: 'merge', seq: row.seq, from: row.gone, into: row.into_id })),
      ...erasures.map((row): LiveFrame => ({ type: 'erase', seq: row.seq, conversationId: row.gone })),
      {
        type: 'change',
        seq: this.#last,
        conversations: conversations.map((row) => conversationOf(this.#sql, row)),
        messages: messages.map((row) => messageOf(this.#sql, row)),
      },
    ];
  }
}
