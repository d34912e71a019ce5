/** Customers whom the team does not want to hear from: Meta keeps their messages away. */
import type { BlockedCustomer } from '../../api/contacts.ts';
import { ApiError } from '../../errors.ts';
import { type BlockOutcome, setBlocked } from '../../whatsapp/account/blocking.ts';
import { explain } from '../../whatsapp/account/errors.ts';
import type { GraphFailure } from '../../whatsapp/account/graph.ts';
import { windowLengthMs } from '../../whatsapp/sending/window.ts';
import type { ChangeLog } from '../records/change-log.ts';
import type { NumberAccess } from '../records/number-access.ts';
import { aliasesIn, type ConversationRow, contactOf, conversationRow } from '../records/rows.ts';
import { knownConversation, standingConversation } from './identify-contact.ts';

/** Meta does it, or says why not. Returns the conversation's id, which may be another one by then. */
export async function changeBlocked(
  sql: SqlStorage,
  changes: ChangeLog,
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
  const answer = await setAtMeta(ask, phone.value, isBlocked);
  if (answer.outcome !== 'done') throw refusal(answer, conversationRow(sql, row.id) ?? row, isBlocked);
  // It may have become part of another one meanwhile.
  const id = standingConversation(sql, row.id)?.id ?? row.id;
  changes.transaction(() => {
    sql.exec('UPDATE conversation SET blocked_at = ? WHERE id = ?', isBlocked ? Date.now() : null, id);
    changes.tell({ type: 'contact-changed', conversationId: id, changed: 'blocked' });
    changes.touchConversation(id);
  });
  return id;
}

/** What the inbox knows of customers whom Meta lists as blocked, in the order of the list. */
export function blockedCustomers(sql: SqlStorage, phones: readonly string[]): BlockedCustomer[] {
  return phones.map((phone) => {
    const id = knownConversation(sql, { waId: phone });
    const row = id === null ? null : conversationRow(sql, id);
    if (!row) return { phone, conversation: null, name: null, blockedAt: null };
    const { name } = contactOf(row, aliasesIn(sql, row.id));
    return { phone, conversation: row.id, name, blockedAt: row.blocked_at };
  });
}

/** Unblocks the number as Meta lists it, whether or not it has a conversation here. */
export async function unblockPhone(
  sql: SqlStorage,
  changes: ChangeLog,
  ask: () => Promise<NumberAccess | null>,
  phone: string,
): Promise<void> {
  const answer = await setAtMeta(ask, phone, false);
  if (answer.outcome !== 'done') throw refusal(answer, null, false);
  const id = knownConversation(sql, { waId: phone });
  if (id === null) return;
  changes.transaction(() => {
    sql.exec('UPDATE conversation SET blocked_at = NULL WHERE id = ?', id);
    changes.tell({ type: 'contact-changed', conversationId: id, changed: 'blocked' });
    changes.touchConversation(id);
  });
}

async function setAtMeta(
  ask: () => Promise<NumberAccess | null>,
  phone: string,
  isBlocked: boolean,
): Promise<BlockOutcome> {
  const access = await ask();
  if (!access) throw new ApiError(409, 'number_disabled', 'This number is switched off.');
  const { graph, phoneNumberId } = access;
  return setBlocked(graph, phoneNumberId, phone, isBlocked, AbortSignal.timeout(15_000));
}

function refusal(answer: GraphFailure, row: ConversationRow | null, isBlocked: boolean): ApiError {
  if (isBlocked && (row?.opened_at ?? 0) < Date.now() - windowLengthMs) {
    return new ApiError(
      409,
      'not_blockable',
      'WhatsApp blocks only who has written in the last 24 hours. Wait until they write again.',
    );
  }
  const details = answer.outcome === 'rejected' ? explain(answer.error) : { reason: answer.reason };
  return new ApiError(502, 'block_failed', 'WhatsApp did not do it. Try again in a moment.', details);
}
