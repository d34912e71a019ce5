/** Customers whom the team does not want to hear from: Meta keeps their messages away. */
import { ApiError } from '../../errors.ts';
import { setBlocked } from '../../whatsapp/account/blocking.ts';
import { explain } from '../../whatsapp/account/errors.ts';
import type { GraphFailure } from '../../whatsapp/account/graph.ts';
import { windowLength } from '../../whatsapp/sending/window.ts';
import type { ChangeCounter } from '../records/change-log.ts';
import type { NumberAccess } from '../records/number-access.ts';
import { aliasesIn, type ConversationRow, conversationRow } from '../records/rows.ts';
import { standingConversation } from './identify-contact.ts';

/** Meta does it, or says why not. Returns the conversation's id, which may be another one by then. */
export async function changeBlocked(
  sql: SqlStorage,
  changes: ChangeCounter,
  ask: () => Promise<NumberAccess | null>,
  row: ConversationRow,
  isBlocked: boolean,
): Promise<number> {
  const phone = aliasesIn(sql, row.id).find(({ kind }) => kind === 'phone');
  if (!phone) {
    throw new ApiError(
      409,
      'no_phone',
      'WhatsApp blocks by phone number, and this customer does not show theirs.',
    );
  }
  const access = await ask();
  if (!access) throw new ApiError(409, 'number_disabled', 'This number is switched off.');
  const { graph, phoneNumberId } = access;
  const answer = await setBlocked(graph, phoneNumberId, phone.value, isBlocked, AbortSignal.timeout(15_000));
  if (answer.outcome !== 'done') throw refusal(answer, conversationRow(sql, row.id) ?? row, isBlocked);
  // It may have become part of another one meanwhile.
  const id = standingConversation(sql, row.id)?.id ?? row.id;
  sql.exec('UPDATE conversation SET blocked_at = ? WHERE id = ?', isBlocked ? Date.now() : null, id);
  changes.touchConversation(id);
  return id;
}

function refusal(
  answer: GraphFailure,
  { opened_at: openedAt }: ConversationRow,
  isBlocked: boolean,
): ApiError {
  if (isBlocked && (openedAt ?? 0) < Date.now() - windowLength) {
    return new ApiError(
      409,
      'not_blockable',
      'WhatsApp blocks only who has written in the last 24 hours. Wait until they write again.',
    );
  }
  const details = answer.outcome === 'rejected' ? explain(answer.error) : { reason: answer.reason };
  return new ApiError(502, 'block_failed', 'WhatsApp did not do it. Try again in a moment.', details);
}
