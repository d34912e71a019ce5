/** Presses of the button on the owner's pages, and the conversations that came of them. */
import type { ConversationSource, PressStatistics } from '../../api.ts';
import { ApiError } from '../../errors.ts';
import { referenceIn } from '../../whatsapp/receiving/reference.ts';
import type { ChangeCounter } from '../records/change-log.ts';
import { conversationSource, stored } from '../records/rows.ts';

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
  #minute = 0;
  #taken = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
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
    // The first of a minute makes room for all of it.
    if (rowsWritten === 0 || this.#taken > 1) return;
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

/** A message that carries the mark of a press: its conversation came from there, the first time it says so. */
export function learnSource(
  sql: SqlStorage,
  changes: ChangeCounter,
  conversationId: number,
  said: string,
): void {
  const reference = referenceIn(said);
  if (reference === null) return;
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

/** Of two conversations that turn out to be one, where the customer came from first. */
export function firstSource(sources: readonly (string | null)[]): string | null {
  const known = sources.filter((source) => source !== null);
  const at = (source: string) => stored(conversationSource, source)?.at ?? 0;
  return known.sort((a, b) => at(a) - at(b))[0] ?? null;
}
