/**
 * Assigns conversations to agents and teams. If two agents assign the same one at once, the second gets an error with the
 * first one's name.
 */

import { author } from '../../../api/conversations/messages.ts';
import type { AssignmentReason } from '../../../api/conversations/teamwork.ts';
import type { NamedTeam } from '../../../api/people/teams.ts';
import type { Person } from '../../../api/values.ts';
import { ApiError } from '../../../errors.ts';
import { isToken } from '../../../workspace/people/api-tokens.ts';
import type { Policy } from '../../number/policy.ts';
import type { ChangeLog, Listener } from '../../records/changes/change-log.ts';
import {
  assigneeOf,
  type ConversationRow,
  conversationRow,
  messageRow,
  stored,
  teamOf,
} from '../../records/rows.ts';
import { addEntry } from '../../records/team-entries.ts';

/** Who has a conversation afterwards. */
export interface Assignment {
  to: Person | null;
  /** Undefined: the team stays. */
  team?: NamedTeam | null | undefined;
  /** The assignee that the caller expects; undefined for any. */
  from?: string | null | undefined;
  /** Why, if it happens automatically. */
  because?: AssignmentReason;
}

/** `by`: null if it happens automatically. */
export function assign(
  sql: SqlStorage,
  changes: ChangeLog,
  row: ConversationRow,
  by: Person | null,
  { to, team, from, because }: Assignment,
): void {
  const before = assigneeOf(row);
  const earlier = teamOf(row);
  const later = team === undefined ? earlier : team;
  const isOther = before?.id !== to?.id;
  const isOtherTeam = earlier?.id !== later?.id;
  if (!isOther && !isOtherTeam) return;
  const isKnown = from === undefined || before === null || before.id === by?.id || before.id === from;
  if (isOther && !isKnown) {
    throw new ApiError(
      409,
      'already_assigned',
      'This conversation is assigned to someone else. Take it over, or leave it to them.',
      { assignee: before },
    );
  }
  // An agent who did not answer, or from whom a person has taken it, is not the first to get it again.
  if (isOther) putAssignee(sql, row.id, to, because === 'reopened');
  if (isOtherTeam) putTeam(sql, row.id, later);
  changes.touchConversation(row.id);
  const change = { ...(isOtherTeam && { team: { to: later, from: earlier } }), ...(because && { because }) };
  addEntry(sql, changes, row.id, { type: 'assigned', to, from: before, ...change }, by);
}

/**
 * A listener: assigns an unassigned conversation to the agent who replies, if the policy says so. API tokens are never
 * assigned. If it fails, the conversation stays unassigned, where the team sees it.
 */
export function assignOnReply(sql: SqlStorage, changes: ChangeLog, policy: Policy): Listener {
  return {
    name: 'assign-on-reply',
    repair: 'none',
    onFact(fact) {
      if (fact.type !== 'message-stored' || fact.cause !== 'send' || !policy.now.claimOnReply)
        return undefined;
      const by = stored(author, messageRow(sql, fact.messageId)?.author ?? null);
      const row = conversationRow(sql, fact.conversationId);
      if (by?.type !== 'agent' || isToken(by.id) || row?.assignee !== null) return undefined;
      return () => assign(sql, changes, row, by, { to: by, from: null });
    },
  };
}

/** Unassigns an agent who has left the team or lost access to this number. */
export function releaseAll(sql: SqlStorage, changes: ChangeLog, agentId: string): void {
  const rows = sql.exec<ConversationRow>('SELECT * FROM conversation WHERE assignee = ?', agentId).toArray();
  for (const row of rows) {
    putAssignee(sql, row.id, null, false);
    changes.touchConversation(row.id);
    // Resolved conversations need no entry.
    if (row.state !== 'resolved') {
      addEntry(sql, changes, row.id, { type: 'assigned', to: null, from: assigneeOf(row) }, null);
    }
  }
  sql.exec('DELETE FROM reading WHERE agent_id = ?', agentId);
  sql.exec('DELETE FROM assignment_turn WHERE agent_id = ?', agentId);
}

/**
 * Shows an agent's new name on the conversations that they have. Their place in the list and what has happened to them
 * stay the same, so nothing else is told.
 */
export function renameAssignee(sql: SqlStorage, changes: ChangeLog, { id, name }: Person): void {
  const rows = sql
    .exec<{ id: number }>('SELECT id FROM conversation WHERE assignee = ? AND assignee_name <> ?', id, name)
    .toArray();
  for (const row of rows) {
    sql.exec('UPDATE conversation SET assignee_name = ?, seq = ? WHERE id = ?', name, changes.next(), row.id);
  }
}

function putAssignee(
  sql: SqlStorage,
  conversationId: number,
  to: Person | null,
  isRemembered: boolean,
): void {
  sql.exec(
    `UPDATE conversation SET assignee = ?1, assignee_name = ?2, assigned_at = ?3,
       last_assignee = CASE WHEN ?5 THEN coalesce(?1, assignee, last_assignee) END WHERE id = ?4`,
    ...[to?.id ?? null, to?.name ?? null, Date.now(), conversationId, to !== null || isRemembered ? 1 : 0],
  );
}

function putTeam(sql: SqlStorage, conversationId: number, team: NamedTeam | null): void {
  sql.exec(
    'UPDATE conversation SET team = ?, team_name = ? WHERE id = ?',
    ...[team?.id ?? null, team?.name ?? null, conversationId],
  );
}
