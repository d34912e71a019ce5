/** Who has taken a conversation on. Of two who claim it at once one has it, and the other is told who. */

import { author } from '../../api/messages.ts';
import type { Person } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import { isToken } from '../../workspace/people/api-tokens.ts';
import type { Policy } from '../number/policy.ts';
import type { ChangeLog, Listener } from '../records/change-log.ts';
import { assigneeOf, type ConversationRow, conversationRow, messageRow, stored } from '../records/rows.ts';
import { addEntry } from '../records/team-entries.ts';

/** `from`: whom the caller takes it from; undefined: whoever has it. */
export function assign(
  sql: SqlStorage,
  changes: ChangeLog,
  row: ConversationRow,
  by: Person,
  { to, from }: { to: Person | null; from: string | null | undefined },
): void {
  const before = assigneeOf(row);
  if (before?.id === to?.id) return;
  const isKnown = from === undefined || before === null || before.id === by.id || before.id === from;
  if (!isKnown) {
    throw new ApiError(
      409,
      'already_assigned',
      'Somebody else has this conversation. Take it over, or leave it to them.',
      { assignee: before },
    );
  }
  put(sql, changes, row.id, to);
  addEntry(sql, changes, row.id, { type: 'assigned', to, from: before }, by);
}

/**
 * A listener: who answers a conversation that nobody has is assigned to it, where the policy says so. Programs write for
 * everybody, so it is only a person. When it fails the conversation stays unassigned, where the team sees it.
 */
export function assignOnReply(sql: SqlStorage, changes: ChangeLog, policy: Policy): Listener {
  return {
    name: 'assign-on-reply',
    repair: 'none',
    hear(fact) {
      if (fact.type !== 'message-stored' || fact.cause !== 'send' || !policy.now.claimOnReply)
        return undefined;
      const by = stored(author, messageRow(sql, fact.messageId)?.author ?? null);
      const row = conversationRow(sql, fact.conversationId);
      if (by?.type !== 'agent' || isToken(by.id) || row?.assignee !== null) return undefined;
      return () => assign(sql, changes, row, by, { to: by, from: null });
    },
  };
}

/** Somebody is not on the team any more, or may not see this number: nothing waits for them. */
export function releaseAll(sql: SqlStorage, changes: ChangeLog, agentId: string): void {
  const rows = sql.exec<ConversationRow>('SELECT * FROM conversation WHERE assignee = ?', agentId).toArray();
  for (const row of rows) {
    put(sql, changes, row.id, null);
    // What is done needs no word of it.
    if (row.state !== 'resolved') {
      addEntry(sql, changes, row.id, { type: 'assigned', to: null, from: assigneeOf(row) }, null);
    }
  }
  sql.exec('DELETE FROM reading WHERE agent_id = ?', agentId);
}

function put(sql: SqlStorage, changes: ChangeLog, conversationId: number, to: Person | null): void {
  sql.exec(
    'UPDATE conversation SET assignee = ?, assignee_name = ? WHERE id = ?',
    ...[to?.id ?? null, to?.name ?? null, conversationId],
  );
  changes.touchConversation(conversationId);
}
