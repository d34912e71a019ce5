import { type AliasKind, aliasesOf } from '../../whatsapp/identity/aliases.ts';
import type { Party } from '../../whatsapp/receiving/inbox-event.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { type ConversationRow, conversationRow } from '../records/rows.ts';
import { createConversation, identify } from './identities.ts';
import { learn } from './learn.ts';

/** The conversation of this contact, created if there is none. Null when the party has no id. */
export function conversationFor(
  sql: SqlStorage,
  changes: ChangeLog,
  party: Party,
  at: number,
): number | null {
  return identify(sql, changes, { party, earlier: [], links: [] }, at)?.conversationId ?? null;
}

/** The conversation of a group, created if there is none. */
export function groupConversation(
  sql: SqlStorage,
  changes: ChangeLog,
  group: { id: string; subject: string | null },
  at: number,
): number {
  const known = ownerOf(sql, 'group', group.id);
  const id = known ?? createConversation(sql, changes);
  if (known === null) {
    sql.exec(
      `INSERT INTO alias (kind, key, value, first_at, since, conversation_id) VALUES ('group', ?1, ?1, ?2, ?2, ?3)`,
      ...[group.id, at, id],
    );
  }
  if (group.subject !== null) learn(sql, changes, id, { profileName: group.subject }, at);
  return id;
}

/** The existing conversation of these ids. */
export function knownConversation(sql: SqlStorage, party: Party): number | null {
  const strongest = aliasesOf(party).sort((a, b) => Number(a.kind === 'phone') - Number(b.kind === 'phone'));
  for (const { kind, key } of strongest) {
    const owner = kind === 'username' ? null : ownerOf(sql, kind, key);
    if (owner !== null) return owner;
  }
  return null;
}

/** The conversation with this id, or the one that it was merged into. */
export function currentConversation(sql: SqlStorage, id: number): ConversationRow | null {
  const [merge] = sql.exec<{ into_id: number }>('SELECT into_id FROM merge WHERE gone = ?', id).toArray();
  return conversationRow(sql, merge?.into_id ?? id);
}

/** The current holder of a phone number that several contacts have had. */
function ownerOf(sql: SqlStorage, kind: AliasKind, key: string): number | null {
  const [row] = sql
    .exec<{ id: number }>(
      `SELECT conversation_id AS id FROM alias WHERE kind = ? AND key = ? ORDER BY lost, since DESC, owner DESC LIMIT 1`,
      ...[kind, key],
    )
    .toArray();
  return row?.id ?? null;
}
