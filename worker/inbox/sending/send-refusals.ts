/** Why a message is not taken in, told at once to whoever wants to send it. */
import { ApiError } from '../../errors.ts';
import { recipientOf } from '../../whatsapp/identity/aliases.ts';
import { unnamedParameters } from '../../whatsapp/sending/template-parameters.ts';
import { standingConversation } from '../contacts/identify-contact.ts';
import { aliasesIn, type MessageRow } from '../records/rows.ts';
import { messageOf } from '../records/wire.ts';
import type { SendRequest } from './outbox.ts';
import type { SentTemplate } from './shown-template.ts';

/** `seq`: the last change that the author knows of. */
export function refuseAnswered(sql: SqlStorage, { conversationId, author }: SendRequest, seq: number): void {
  const standingId = standingConversation(sql, conversationId)?.id ?? conversationId;
  const [answer] = sql
    .exec<MessageRow>(
      `SELECT * FROM message WHERE conversation_id = ?1 AND id > ?2 AND direction = 'out' AND target IS NULL
         AND author ->> 'type' IN ('agent', 'phone-app') AND author ->> 'id' IS NOT ?3
       ORDER BY id DESC LIMIT 1`,
      ...[standingId, seq, author.type === 'agent' ? author.id : null],
    )
    .toArray();
  if (!answer) return;
  throw new ApiError(
    409,
    'answered_meanwhile',
    'Somebody else has answered since. Read what they wrote; to send all the same, leave out ifLastSeq.',
    { message: messageOf(sql, answer) },
  );
}

/** WhatsApp would not deliver it either; here the reason is told at once. */
export async function refuseUnwanted(
  sql: SqlStorage,
  { conversationId, content }: SendRequest,
  isMarketing: (content: { type: string }) => Promise<boolean>,
): Promise<void> {
  const stopped = standingConversation(sql, conversationId)?.marketing_stopped === 1;
  if (!stopped || !(await isMarketing(content))) return;
  throw new ApiError(
    409,
    'opted_out',
    'The customer does not want marketing messages. Send them only what they asked for.',
  );
}

/** A group is heard and not written to: nothing of it names one customer. */
export function refuseGroup(sql: SqlStorage, { conversationId }: SendRequest): void {
  const row = standingConversation(sql, conversationId);
  if (!row || recipientOf(aliasesIn(sql, row.id)) !== null) return;
  throw new ApiError(
    409,
    'no_recipient',
    'This conversation has no phone number or user id to write to. Groups can be read here, and not written to.',
  );
}

/** WhatsApp refuses it too. */
export function refuseBlocked(sql: SqlStorage, { conversationId }: SendRequest): void {
  if (standingConversation(sql, conversationId)?.blocked_at == null) return;
  throw new ApiError(409, 'blocked', 'This customer is blocked. Unblock them to write to them.');
}

/** Whether a template's variables have names is known of the template only. */
export function refuseUnnamed({ template, components }: SentTemplate): void {
  const issues = unnamedParameters(template, components);
  if (issues.length === 0) return;
  throw new ApiError(
    422,
    'invalid_content',
    'WhatsApp would refuse this template: its variables have names; details say which values lack one.',
    issues,
  );
}
