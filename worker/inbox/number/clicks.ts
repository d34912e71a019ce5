/** Clicks on the button on the owner's pages, and the conversations that they led to. */

import type { ConversationSource } from '../../api/conversations/conversations.ts';
import type { PressStatistics } from '../../api/numbers/button.ts';
import { ApiError } from '../../errors.ts';
import { referenceIn } from '../../whatsapp/receiving/reference.ts';
import type { ChangeLog, Listener } from '../records/changes/change-log.ts';
import { wordsIn } from './words-in.ts';

/** Clicks older than this are unlikely to lead to a message. */
export const clickLifetimeMs = 90 * 24 * 60 * 60_000;
const maxClicks = 50_000;
const maxRows = 100;

export interface Press {
  reference: string;
  source: ConversationSource;
}

/** Anyone can report a click, so the number per minute is limited, and the oldest are deleted. */
export class Clicks {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #minute = 0;
  #taken = 0;

  constructor(sql: SqlStorage, changes: ChangeLog) {
    this.#sql = sql;
    this.#changes = changes;
  }

  add({ reference, source }: Press, maxInMinute = 600): void {
    const minute = Math.floor(source.at / 60_000);
    if (minute !== this.#minute) this.#taken = 0;
    this.#minute = minute;
    this.#taken += 1;
    if (this.#taken > maxInMinute)
      throw new ApiError(429, 'too_many_requests', 'Too many clicks at once. Try again in a minute.');
    const { rowsWritten } = this.#sql.exec(
      'INSERT INTO press (reference, at, page, campaign, source) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ...[reference, source.at, source.page, source.campaign.name ?? '', JSON.stringify(source)],
    );
    if (rowsWritten === 0) return;
    this.#changes.record({ type: 'button-clicked', reference, page: source.page, at: source.at });
    // Once a minute is enough to delete old clicks.
    if (this.#taken > 1) return;
    this.#sql.exec(
      `DELETE FROM press WHERE at < ?1
         OR at < (SELECT at FROM press ORDER BY at DESC LIMIT 1 OFFSET ?2)`,
      ...[source.at - clickLifetimeMs, maxClicks],
    );
  }

  /** By page and campaign, those with the most clicks first. */
  statistics(since: number): PressStatistics {
    const rows = this.#sql
      .exec<{ page: string; campaign: string; presses: number; conversations: number }>(
        `SELECT page, campaign, count(*) AS presses, count(DISTINCT conversation_id) AS conversations
         FROM press WHERE at >= ? GROUP BY page, campaign ORDER BY presses DESC, page, campaign LIMIT ?`,
        ...[since, maxRows],
      )
      .toArray();
    return { since, rows: rows.map((row) => ({ ...row, campaign: row.campaign || null })) };
  }
}

/** A listener: a message with the mark of a click sets the source of its conversation. A job repeats failures. */
export function clickAttribution(sql: SqlStorage, changes: ChangeLog): Listener {
  return {
    name: 'click-attribution',
    repair: 'job',
    onFact(fact) {
      if (fact.type !== 'message-stored' || fact.cause !== 'message') return undefined;
      const reference = referenceIn(wordsIn(fact.content));
      return reference === null ? undefined : () => attribute(sql, changes, fact.conversationId, reference);
    },
  };
}

/** Each click counts for one conversation, and the first click is the source of its conversation. */
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
