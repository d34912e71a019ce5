/**
 * Moves messages to the conversation of the person who held the number at the time, according to the current evidence.
 */
import type { Persons } from '../../whatsapp/identity/persons.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { refreshConversation } from '../records/messages/add-message.ts';

/** A range of time, both ends included. */
export interface Stretch {
  from: number;
  to: number;
}

export const always: Stretch = { from: 0, to: Number.MAX_SAFE_INTEGER };

/**
 * The shortest range that contains every change; null when nothing has changed. `hasChanged` is constant between two of
 * the times.
 */
export function stretchOf(times: readonly number[], hasChanged: (at: number) => boolean): Stretch | null {
  const moments = [...new Set([always.from, ...times])].sort((a, b) => a - b);
  const parts = moments.flatMap((moment, index): Stretch[] => [
    { from: moment, to: moment },
    { from: moment + 1, to: (moments[index + 1] ?? always.to + 1) - 1 },
  ]);
  const changed = parts.filter(({ from, to }) => from <= to && hasChanged(from));
  const [first] = changed;
  const last = changed.at(-1);
  return first && last ? { from: first.from, to: last.to } : null;
}

export function holderOf(
  persons: Persons,
  key: string,
  at: number,
): { person: string; isUncertain: boolean } {
  return /^\d+$/.test(key) ? persons.ofPhone(key, at) : { person: persons.ofUser(key), isUncertain: false };
}

interface Placed extends Record<string, SqlStorageValue> {
  id: number;
  conversation_id: number;
  party: string;
  sent_at: number;
  is_uncertain: number;
  wamid: string | null;
  stray: string | null;
}

/** Moves each message to its person's conversation, and marks it if the person is uncertain. */
export function placeMessages(
  sql: SqlStorage,
  changes: ChangeLog,
  persons: Persons,
  homes: ReadonlyMap<string, number>,
  { from, to }: Stretch,
): void {
  const all = sql
    .exec<Placed>(
      `SELECT id, conversation_id, party, sent_at, is_uncertain, wamid, stray FROM message
       WHERE conversation_id IN (SELECT value FROM json_each(?)) AND sent_at BETWEEN ? AND ?
         AND party IS NOT NULL`,
      ...[JSON.stringify([...homes.values()]), from, to],
    )
    .toArray();
  const touched = new Set<number>();
  for (const message of all) {
    const { person, isUncertain } = holderOf(persons, message.party, message.sent_at);
    // A person without any other id keeps the current conversation.
    const home = homes.get(person) ?? message.conversation_id;
    if (home === message.conversation_id && Number(isUncertain) === message.is_uncertain) continue;
    sql.exec(
      'UPDATE message SET conversation_id = ?, is_uncertain = ?, seq = ? WHERE id = ?',
      ...[home, Number(isUncertain), changes.next(), message.id],
    );
    changes.record({ type: 'message-changed', messageId: message.id });
    if (home === message.conversation_id) continue;
    for (const wamid of [message.wamid, message.stray]) {
      if (wamid !== null) sql.exec('UPDATE reaction SET conversation_id = ? WHERE target = ?', home, wamid);
    }
    touched.add(home);
    touched.add(message.conversation_id);
  }
  for (const id of touched) {
    // The window follows the messages that remain here.
    sql.exec(
      `UPDATE conversation SET opened_at = (SELECT max(at) FROM (
         SELECT max(sent_at) AS at FROM message WHERE conversation_id = ?1 AND origin = 'message'
           AND iif(json_valid(body), body ->> 'type', '') NOT IN ('system', 'edit', 'revoke')
         UNION ALL SELECT max(at) FROM reaction WHERE conversation_id = ?1 AND direction = 'in'))
       WHERE id = ?1`,
      id,
    );
    changes.record({ type: 'window-changed', conversationId: id, becomes: null });
    refreshConversation(sql, changes, id);
  }
}
