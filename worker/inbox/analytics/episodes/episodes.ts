/**
 * Episodes: stretches of a conversation from open to resolved. One begins with the first message, with the customer's
 * first message after it was resolved, or when an agent opens it again. Snoozing does not end it.
 */
import type { Fact } from '../../facts.ts';
import type { ChangeLog, Listener, Write } from '../../records/changes/change-log.ts';
import { labelsOn } from '../../records/labels.ts';
import { conversationRow, messageRow } from '../../records/rows.ts';
import { entryAt } from '../../records/team-entries.ts';
import { isForTeam } from '../../records/waiting.ts';
import { answersNothing } from './sender.ts';
import type { Episode } from './thread-reads.ts';

type Stored = Extract<Fact, { type: 'message-stored' }>;

/** A listener. A job repeats failures. */
export class Episodes implements Listener {
  readonly name = 'episodes';
  readonly repair = 'job';
  #sql: SqlStorage;
  #changes: ChangeLog;

  constructor(sql: SqlStorage, changes: ChangeLog) {
    this.#sql = sql;
    this.#changes = changes;
  }

  onFact(fact: Fact): Write | undefined {
    switch (fact.type) {
      case 'message-stored':
        return this.#ofMessage(fact);
      case 'entry-added':
        if (fact.entry === 'resolved') return () => this.#end(fact.conversationId, fact.entryId);
        if (fact.entry === 'opened') return () => this.#reopen(fact.conversationId, fact.entryId);
        return undefined;
      case 'conversation-gone': {
        const { conversationId, into } = fact;
        return () => {
          if (into === null) this.#sql.exec('DELETE FROM episode WHERE conversation_id = ?', conversationId);
          else this.#join(conversationId, into);
          this.#sql.exec('DELETE FROM wrote_before WHERE conversation_id = ?', conversationId);
        };
      }
      default:
        return undefined;
    }
  }

  #ofMessage({ conversationId, messageId, cause, direction }: Stored): Write | undefined {
    if (cause === 'history' || cause === 'notice') return undefined;
    const open = openEpisode(this.#sql, conversationId);
    // The usual case: nothing begins.
    if (open && (direction === 'out' || open.received_id !== null)) return undefined;
    return () => {
      const message = messageRow(this.#sql, messageId);
      if (!message || message.target !== null) return;
      if (direction === 'out') {
        const isResolved = conversationRow(this.#sql, conversationId)?.state === 'resolved';
        if (isResolved || answersNothing(message.author)) return;
        begin(this.#sql, { conversationId, id: messageId, at: message.sent_at, by: 'team' });
      } else if (!isForTeam(message)) return;
      else if (open) {
        this.#sql.exec(
          'UPDATE episode SET received_id = ? WHERE conversation_id = ? AND id = ?',
          ...[messageId, conversationId, open.id],
        );
      } else begin(this.#sql, { conversationId, id: messageId, at: message.sent_at, by: 'customer' });
    };
  }

  #reopen(conversationId: number, entryId: number): void {
    const entry = entryAt(this.#sql, entryId);
    // The message of a customer who wrote again begins the episode.
    if (entry?.type !== 'opened' || entry.after !== 'resolved' || entry.by === null) return;
    if (openEpisode(this.#sql, conversationId)) return;
    begin(this.#sql, { conversationId, id: entryId, at: entry.at, by: 'team' });
  }

  #end(conversationId: number, entryId: number): void {
    const entry = entryAt(this.#sql, entryId);
    const open = openEpisode(this.#sql, conversationId);
    if (!entry || !open) return;
    end(this.#sql, open, {
      id: entryId,
      at: entry.at,
      by: entry.by?.id ?? null,
      labels: labelsOn(this.#sql, conversationId),
    });
  }

  /** Two open episodes become the one that began first. */
  #join(from: number, into: number): void {
    this.#sql.exec('UPDATE OR IGNORE episode SET conversation_id = ? WHERE conversation_id = ?', into, from);
    this.#sql.exec(
      'UPDATE OR IGNORE wrote_before SET conversation_id = ? WHERE conversation_id = ?',
      into,
      from,
    );
    const open = this.#sql
      .exec<Episode>('SELECT * FROM episode WHERE conversation_id = ? AND ended_id IS NULL ORDER BY id', into)
      .toArray();
    for (const episode of open.slice(1)) {
      end(this.#sql, episode, { id: this.#changes.last, at: Date.now(), by: null, labels: null });
    }
  }
}

/** The episode that has not ended. */
export function openEpisode(sql: SqlStorage, conversationId: number): Episode | null {
  return (
    sql
      .exec<Episode>(
        'SELECT * FROM episode WHERE conversation_id = ? AND ended_id IS NULL ORDER BY id DESC LIMIT 1',
        conversationId,
      )
      .toArray()[0] ?? null
  );
}

/** Oldest first. */
export function episodesOf(sql: SqlStorage, conversationId: number): Episode[] {
  return sql
    .exec<Episode>('SELECT * FROM episode WHERE conversation_id = ? ORDER BY id', conversationId)
    .toArray();
}

export function begin(
  sql: SqlStorage,
  {
    conversationId,
    id,
    at,
    by,
    receivedId = by === 'customer' ? id : null,
  }: { conversationId: number; id: number; at: number; by: 'customer' | 'team'; receivedId?: number | null },
): void {
  sql.exec(
    `INSERT OR IGNORE INTO episode (conversation_id, id, began_at, began_by, received_id) VALUES (?, ?, ?, ?, ?)`,
    ...[conversationId, id, at, by, receivedId],
  );
}

/** `labels` is null if it was not resolved. */
export function end(
  sql: SqlStorage,
  { conversation_id, id }: Pick<Episode, 'conversation_id' | 'id'>,
  ended: { id: number; at: number; by: string | null; labels: readonly string[] | null },
): void {
  sql.exec(
    'UPDATE episode SET ended_at = ?, ended_id = ?, ended_by = ?, labels = ? WHERE conversation_id = ? AND id = ?',
    ...[ended.at, ended.id, ended.by, ended.labels && JSON.stringify(ended.labels), conversation_id, id],
  );
}
