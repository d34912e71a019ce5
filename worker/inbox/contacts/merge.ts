/**
 * Two conversations that a person has seen to be the same customer's become one, as when WhatsApp says so itself: the
 * younger is put into the older, and nothing of either is lost. What names the younger one finds the older.
 */
import type { Person } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import type { ChangeLog } from '../records/change-log.ts';
import { aliasesIn, contactOf } from '../records/rows.ts';
import { standingConversation } from './identify-contact.ts';
import { linkByHand } from './identities.ts';
import { join } from './join.ts';

/** `name` is what the other one's customer is called here: nobody does this by mistake. Returns the one that is left. */
export function mergeByHand(
  sql: SqlStorage,
  changes: ChangeLog,
  ids: [one: number, other: number],
  name: string,
  by: Person,
): number {
  const [one, other] = ids.map((id) => {
    const row = standingConversation(sql, id);
    if (row) return { id: row.id, row, aliases: aliasesIn(sql, row.id) };
    throw new ApiError(404, 'conversation_not_found', 'There is no conversation with this id.');
  });
  if (!one || !other) throw new Error('Two ids are two conversations');
  if (one.id === other.id) {
    throw new ApiError(409, 'same_conversation', 'This is one conversation already.');
  }
  if ([one, other].some(({ aliases }) => aliases.some(({ kind }) => kind === 'group'))) {
    throw new ApiError(409, 'group_not_mergeable', 'A group is nobody’s other conversation.');
  }
  if (contactOf(other.row, other.aliases).name.trim() !== name.trim()) {
    throw new ApiError(409, 'not_confirmed', 'Send the name of the other customer to confirm.');
  }
  const [older, younger] = one.id < other.id ? [one, other] : [other, one];
  linkByHand(sql, older.id, younger.id, Date.now());
  join(sql, changes, younger.id, older.id, by);
  return older.id;
}
