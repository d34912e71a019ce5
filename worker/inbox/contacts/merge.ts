/**
 * Merges two conversations of the same contact at an agent's request, as when WhatsApp reports it: the younger one is
 * merged into the older, and nothing is lost. The id of the younger one leads to the older.
 */
import type { Person } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { aliasesIn, contactOf } from '../records/rows.ts';
import { currentConversation } from './identify-contact.ts';
import { linkByHand } from './identities.ts';
import { join } from './join.ts';

/** `name` is the other contact's name, as a confirmation. Returns the remaining conversation. */
export function mergeByHand(
  sql: SqlStorage,
  changes: ChangeLog,
  ids: [one: number, other: number],
  name: string,
  by: Person,
): number {
  const [one, other] = ids.map((id) => {
    const row = currentConversation(sql, id);
    if (row) return { id: row.id, row, aliases: aliasesIn(sql, row.id) };
    throw new ApiError(404, 'conversation_not_found', 'There is no conversation with this id.');
  });
  if (!one || !other) throw new Error('A merge needs two conversations');
  if (one.id === other.id) {
    throw new ApiError(409, 'same_conversation', 'These are already one conversation.');
  }
  if ([one, other].some(({ aliases }) => aliases.some(({ kind }) => kind === 'group'))) {
    throw new ApiError(409, 'group_not_mergeable', 'Groups cannot be merged.');
  }
  if (contactOf(other.row, other.aliases).name.trim() !== name.trim()) {
    throw new ApiError(409, 'not_confirmed', 'Send the name of the other customer to confirm.');
  }
  const [older, younger] = one.id < other.id ? [one, other] : [other, one];
  linkByHand(sql, older.id, younger.id, Date.now());
  join(sql, changes, younger.id, older.id, by);
  return older.id;
}
