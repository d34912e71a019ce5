/** Whether the customer is waiting for a reply of the team: the last message in the thread that counts is theirs. */
import type { Author } from '../../api/conversations/messages.ts';
import type { ChangeLog } from './changes/change-log.ts';
import { type ConversationRow, conversationRow, type NewMessageRow } from './rows.ts';

export type Waiting = Pick<ConversationRow, 'replied_at' | 'replied_id' | 'waiting_at'>;

/** Does not count as a reply; nor does an automatic turn that answers nothing. */
const nudge = JSON.stringify({ type: 'nudge' } satisfies Author);
const answersNothing = '"answers":false';

/** Whether the team needs to see it: a message or call of the contact, not an import or a report by WhatsApp. */
export function isForTeam({ origin, target }: Pick<NewMessageRow, 'origin' | 'target'>): boolean {
  return (origin === 'message' || origin === 'call') && target == null;
}

function isAnswer({ direction, target, status, author }: NewMessageRow): boolean {
  return direction === 'out' && target == null && status !== 'failed' && isReply(author ?? null);
}

function isReply(author: string | null): boolean {
  return author !== nudge && !author?.includes(answersNothing);
}

/** The waiting state after a new message, in whatever order messages arrive. */
export function waitingAfter(
  sql: SqlStorage,
  row: Pick<ConversationRow, 'id' | 'bot_state'> & Waiting,
  message: NewMessageRow & { id: number },
): Waiting {
  const { sent_at: at, id } = message;
  const isLater = at > row.replied_at || (at === row.replied_at && id > row.replied_id);
  if (isForTeam(message) && isLater) {
    // The bot still has time to answer this one as well.
    if (row.bot_state === 'pending') return row;
    return { ...row, waiting_at: Math.min(row.waiting_at ?? at, at) };
  }
  if (!isAnswer(message) || !isLater) return row;
  const waiting_at = row.waiting_at === null ? null : firstAfter(sql, row.id, at, id);
  return { replied_at: at, replied_id: id, waiting_at };
}

/** Recalculates the waiting state, for example when a reply fails or is scheduled. */
export function refreshWaiting(sql: SqlStorage, changes: ChangeLog, conversationId: number): void {
  const row = conversationRow(sql, conversationId);
  if (!row) return;
  const now = waitingIn(sql, row);
  const isPending = row.bot_state === 'pending';
  const waitingAt = isPending ? null : now.waiting_at;
  // A message of the bot did not arrive.
  const isUnanswered = row.bot_state === 'answered' && waitingAt !== null;
  if (waitingAt === row.waiting_at && now.replied_id === row.replied_id && !isUnanswered) return;
  sql.exec(
    'UPDATE conversation SET replied_at = ?, replied_id = ?, waiting_at = ?, bot_state = ? WHERE id = ?',
    ...[now.replied_at, now.replied_id, waitingAt, isUnanswered ? null : row.bot_state, row.id],
  );
  changes.touchConversation(row.id);
  if (isUnanswered) changes.record({ type: 'team-needed', conversationId: row.id });
}

/** As if no bot had any time left. */
export function waitingIn(
  sql: SqlStorage,
  { id, state, handed_id: handedId }: Pick<ConversationRow, 'id' | 'state' | 'handed_id'>,
): Waiting {
  const [answer = { sent_at: 0, id: 0 }] = sql
    .exec<{ sent_at: number; id: number }>(
      `SELECT sent_at, id FROM message
       WHERE conversation_id = ?1 AND direction = 'out' AND target IS NULL AND send_at IS NULL
         AND status IS NOT 'failed' AND author IS NOT ?2 AND (author IS NULL OR author ->> 'answers' IS NOT 0)
       ORDER BY sent_at DESC, id DESC LIMIT 1`,
      ...[id, nudge],
    )
    .toArray();
  const { sent_at, id: answerId } = answer;
  const isHandedOver = handedId !== null && answerId < handedId;
  const waiting_at =
    state === 'resolved'
      ? null
      : (firstAfter(sql, id, sent_at, answerId) ?? (isHandedOver ? timeOfEntry(sql, handedId) : null));
  return { replied_at: sent_at, replied_id: answerId, waiting_at };
}

function firstAfter(sql: SqlStorage, conversationId: number, at: number, id: number): number | null {
  return sql
    .exec<{ at: number | null }>(
      `SELECT min(sent_at) AS at FROM message WHERE conversation_id = ? AND (sent_at, id) > (?, ?)
         AND origin IN ('message', 'call') AND target IS NULL`,
      ...[conversationId, at, id],
    )
    .one().at;
}

function timeOfEntry(sql: SqlStorage, id: number): number | null {
  return sql.exec<{ at: number }>('SELECT at FROM entry WHERE id = ?', id).toArray()[0]?.at ?? null;
}
