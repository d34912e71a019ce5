/** Blocking contacts. Meta does not deliver the messages of blocked contacts. */
import type { BlockedCustomer } from '../../api/conversations/contacts.ts';
import { ApiError } from '../../errors.ts';
import { type BlockOutcome, setBlocked } from '../../whatsapp/account/blocking.ts';
import { explain } from '../../whatsapp/graph/errors.ts';
import type { GraphFailure } from '../../whatsapp/graph/graph.ts';
import { windowLengthMs } from '../../whatsapp/sending/window.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import type { NumberAccess } from '../records/number-access.ts';
import { aliasesIn, type ConversationRow, contactOf, conversationRow } from '../records/rows.ts';
import { currentConversation, knownConversation } from './identify-contact.ts';

/** Blocks or unblocks at Meta. Returns the conversation's id, which can change meanwhile because of a merge. */
export async function changeBlocked(
  sql: SqlStorage,
  changes: ChangeLog,
  ask: () => Promise<NumberAccess | null>,
  row: ConversationRow,
  isBlocked: boolean,
): Promise<number> {
  const phones = isBlocked ? phonesOf(sql, row.id) : allPhonesOf(sql, row.id);
  if (phones.length === 0) {
    throw new ApiError(409, 'no_phone', 'WhatsApp blocks by phone number, and this customer hides theirs.');
  }
  const failure = await setAllAtMeta(ask, phones, isBlocked);
  if (failure) throw refusal(failure, conversationRow(sql, row.id) ?? row, isBlocked);
  // The conversation may have been merged meanwhile.
  const id = currentConversation(sql, row.id)?.id ?? row.id;
  changes.transaction(() => {
    sql.exec('UPDATE conversation SET blocked_at = ? WHERE id = ?', isBlocked ? Date.now() : null, id);
    changes.record({ type: 'contact-changed', conversationId: id, changed: 'blocked' });
    changes.touchConversation(id);
  });
  return id;
}

/** The contacts that Meta lists as blocked, in the order of its list. */
export function blockedCustomers(sql: SqlStorage, phones: readonly string[]): BlockedCustomer[] {
  return phones.map((phone) => {
    const id = knownConversation(sql, { waId: phone });
    const row = id === null ? null : conversationRow(sql, id);
    if (!row) return { phone, conversation: null, name: null, blockedAt: null };
    const { name } = contactOf(row, aliasesIn(sql, row.id));
    return { phone, conversation: row.id, name, blockedAt: row.blocked_at };
  });
}

/** Unblocks a phone number as Meta lists it, even if it has no conversation here. */
export async function unblockPhone(
  sql: SqlStorage,
  changes: ChangeLog,
  ask: () => Promise<NumberAccess | null>,
  phone: string,
): Promise<void> {
  const known = knownConversation(sql, { waId: phone });
  const others = known === null ? [] : allPhonesOf(sql, known).filter((other) => other !== phone);
  const failure = await setAllAtMeta(ask, [phone, ...others], false);
  if (failure) throw refusal(failure, null, false);
  const id = knownConversation(sql, { waId: phone });
  if (id === null) return;
  changes.transaction(() => {
    sql.exec('UPDATE conversation SET blocked_at = NULL WHERE id = ?', id);
    changes.record({ type: 'contact-changed', conversationId: id, changed: 'blocked' });
    changes.touchConversation(id);
  });
}

/** The numbers that the contact can be reached at, the newest first. */
function phonesOf(sql: SqlStorage, id: number): string[] {
  return aliasesIn(sql, id).flatMap(({ kind, value }) => (kind === 'phone' ? [value] : []));
}

/** Also those that the contact has given up: they may have been blocked before. */
function allPhonesOf(sql: SqlStorage, id: number): string[] {
  return sql
    .exec<{ value: string }>(
      "SELECT value FROM alias WHERE conversation_id = ? AND kind = 'phone' GROUP BY key ORDER BY max(since) DESC, key DESC",
      id,
    )
    .toArray()
    .map(({ value }) => value);
}

/**
 * Returns null on success. WhatsApp only blocks a number that has written lately, so one of several is enough. A
 * contact is unblocked once all of their numbers are.
 */
async function setAllAtMeta(
  ask: () => Promise<NumberAccess | null>,
  phones: readonly string[],
  isBlocked: boolean,
): Promise<GraphFailure | null> {
  const failures: GraphFailure[] = [];
  for (const phone of phones) {
    const answer = await setAtMeta(ask, phone, isBlocked);
    if (answer.outcome !== 'done') failures.push(answer);
  }
  const isDone = isBlocked ? failures.length < phones.length : failures.length === 0;
  return isDone ? null : (failures[0] ?? null);
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
      'WhatsApp only blocks customers who wrote in the last 24 hours. Wait until they write again.',
    );
  }
  const details = answer.outcome === 'rejected' ? explain(answer.error) : { reason: answer.reason };
  return new ApiError(502, 'block_failed', 'WhatsApp could not change it. Try again in a moment.', details);
}
