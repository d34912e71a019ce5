/** Presses of the button on the owner's pages, and the conversations that came of them. */
import type { PressStatistics } from '../../api/button.ts';
import type { ConversationSource } from '../../api/conversations.ts';
import { ApiError } from '../../errors.ts';
import { referenceIn } from '../../whatsapp/receiving/reference.ts';
import type { ChangeLog, Listener } from '../records/change-log.ts';
import { wordsIn } from './words-in.ts';

/** Whoever has not written by then hardly will. */
export const pressLasts = 90 * 24 * 60 * 60_000;
const mostPresses = 50_000;
const mostRows = 100;

export interface Press {
  reference: string;
  source: ConversationSource;
}

/** Anybody can send a press, so that only so many are taken a minute, and the oldest make room. */
export class Presses {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #minute = 0;
  #taken = 0;

  constructor(sql: SqlStorage, changes: ChangeLog) {
    this.#sql = sql;
    this.#changes = changes;
  }

  add({ reference, source }: Press, mostInMinute = 600): void {
    const minute = Math.floor(source.at / 60_000);
    if (minute !== this.#minute) this.#taken = 0;
    this.#minute = minute;
    this.#taken += 1;
    if (this.#taken > mostInMinute)
      throw new ApiError(429, 'too_many_requests', 'Too many presses at once. Try again in a minute.');
    const { rowsWritten } = this.#sql.exec(
      'INSERT INTO press (reference, at, page, campaign, source) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ...[reference, source.at, source.page, source.campaign.name ?? '', JSON.stringify(source)],
    );
    if (rowsWritten === 0) return;
    this.#changes.tell({ type: 'button-clicked', reference, page: source.page, at: source.at });
    // The first of a minute makes room for all of it.
    if (this.#taken > 1) return;
    this.#sql.exec(
      `DELETE FROM press WHERE at < ?1
         OR at < (SELECT at FROM press ORDER BY at DESC LIMIT 1 OFFSET ?2)`,
      ...[source.at - pressLasts, mostPresses],
    );
  }

  /** By page and campaign, those with the most presses first. */
  statistics(since: number): PressStatistics {
    const rows = this.#sql
      .exec<{ page: string; campaign: string; presses: number; conversations: number }>(
        `SELECT page, campaign, count(*) AS presses, count(DISTINCT conversation_id) AS conversations
         FROM press WHERE at >= ? GROUP BY page, campaign ORDER BY presses DESC, page, campaign LIMIT ?`,
        ...[since, mostRows],
      )
      .toArray();
    return { since, rows: rows.map((row) => ({ ...row, campaign: row.campaign || null })) };
  }
}

/** A listener: a message that carries the mark of a click says where its conversation came from. A job repeats what fails. */
export function clickAttribution(sql: SqlStorage, changes: ChangeLog): Listener {
  return {
    name: 'click-attribution',
    repair: 'job',
    hear(fact) {
      if (fact.type !== 'message-stored' || fact.cause !== 'message') return undefined;
      const reference = referenceIn(wordsIn(fact.content));
      return reference === null ? undefined : () => attribute(sql, changes, fact.conversationId, reference);
    },
  };
}

/** Each click counts for one conversation, and the first of a conversation is its source. */
function attribute(sql: SqlStorage, changes: ChangeLog, conversationId: number, reference: string): void {
  const [press] = sql
    .exec<{ source: string }>(
      'UPDATE press SET conversation_id = ?2 WHERE reference = ?1 AND conversation_id IS NULL RETURNING source',
      ...[reference, conversationId],
    )
    .toArray();
  if (!press) return;
  const { rowsWritten } = sql.exec(
    'UPDATE conversation SET source = ?2 WHERE id = ?1 AND source IS NULL',
    ...[conversationId, press.source],
  );
  if (rowsWritten > 0) changes.touchConversation(conversationId);
}
