/** What events say about a contact besides their ids: names, and the reply window. */

import type { InboxEvent, Party } from '../../whatsapp/receiving/inbox-event.ts';
import { windowAfter } from '../../whatsapp/sending/window.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { updateConversation } from '../records/messages/add-message.ts';
import { type Learned, type PlacingRow, placingRow } from '../records/rows.ts';

/**
 * The names and the reply window after an event. The newest name by Meta's clock wins; of two with the same time, the
 * one that sorts last. `event` moves the window if it can.
 */
export function learnedFrom(row: PlacingRow, party: Party, at: number, event?: InboxEvent): Learned {
  const before = { openedAt: row.opened_at, refusedAt: row.refused_at };
  const { openedAt, refusedAt } = event ? windowAfter(before, event) : before;
  const username = party.username?.replace(/^@/, '');
  const [profileName, profileNameAt] = newest([row.profile_name, row.profile_name_at], party.profileName, at);
  const [lastUsername, usernameAt] = newest([row.username, row.username_at], username, at);
  return {
    opened_at: openedAt,
    refused_at: refusedAt,
    profile_name: profileName,
    profile_name_at: profileNameAt,
    username: lastUsername,
    username_at: usernameAt,
  };
}

/** Stores the details of a contact from an event without a message. */
export function learn(
  sql: SqlStorage,
  changes: ChangeLog,
  id: number,
  party: Party,
  at: number,
  event?: InboxEvent,
): void {
  const row = placingRow(sql, id);
  if (row) updateConversation(sql, changes, row, learnedFrom(row, party, at, event));
}

/** The name in the phone's address book; null when it was removed. */
export function learnBookName(
  sql: SqlStorage,
  changes: ChangeLog,
  id: number,
  name: string | null,
  at: number,
): void {
  const { rowsWritten } = sql.exec(
    'UPDATE conversation SET book_name = ?2, book_name_at = ?3 WHERE id = ?1 AND book_name_at <= ?3',
    ...[id, name, at],
  );
  if (rowsWritten === 0) return;
  changes.record({ type: 'contact-changed', conversationId: id, changed: 'name' });
  changes.touchConversation(id);
}

function newest(
  [known, knownAt]: [string | null, number],
  name: string | undefined,
  at: number,
): [string | null, number] {
  const isNewer = at > knownAt || (at === knownAt && (known ?? '') < (name ?? ''));
  return name && isNewer ? [name, at] : [known, knownAt];
}
