/** Checks that reject a message before it is queued. */
import { ApiError } from '../../errors.ts';
import { recipientOf } from '../../whatsapp/identity/aliases.ts';
import { checkOutbound, hasFile } from '../../whatsapp/sending/send.ts';
import { unnamedParameters } from '../../whatsapp/sending/templates/template-parameters.ts';
import { currentConversation } from '../contacts/identify-contact.ts';
import { aliasesIn, type MessageRow } from '../records/rows.ts';
import { messageOf } from '../records/wire.ts';
import type { SendCommand } from './outbox.ts';
import { contentRefused, filesRefused } from './send-conflicts.ts';
import type { SentTemplate } from './shown-template.ts';

/** `seq`: the last change that the author knows of. */
export function rejectAnswered(sql: SqlStorage, { to, author }: SendCommand, seq: number): void {
  const currentId = currentConversation(sql, to.conversationId)?.id ?? to.conversationId;
  const [answer] = sql
    .exec<MessageRow>(
      `SELECT * FROM message WHERE conversation_id = ?1 AND id > ?2 AND direction = 'out' AND target IS NULL
         AND author ->> 'type' IN ('agent', 'phone-app') AND author ->> 'id' IS NOT ?3
       ORDER BY id DESC LIMIT 1`,
      ...[currentId, seq, author.type === 'agent' ? author.id : null],
    )
    .toArray();
  if (!answer) return;
  throw new ApiError(
    409,
    'answered_meanwhile',
    'Someone else has replied since. Read their reply. To send anyway, leave out ifLastSeq.',
    { message: messageOf(sql, answer) },
  );
}

/** An admin has switched off sending files from this number. */
export async function rejectFiles(
  { content }: Pick<SendCommand, 'content'>,
  sendsFiles: () => Promise<boolean>,
): Promise<void> {
  const checked = checkOutbound(content);
  if ('content' in checked && hasFile(checked.content) && !(await sendsFiles())) throw filesRefused();
}

/** WhatsApp would not deliver it either; this way the author learns the reason immediately. */
export async function rejectOptedOut(
  sql: SqlStorage,
  { to, content }: SendCommand,
  isMarketing: (content: { type: string }) => Promise<boolean>,
): Promise<void> {
  const stopped = currentConversation(sql, to.conversationId)?.marketing_stopped === 1;
  if (!stopped || !(await isMarketing(content))) return;
  throw new ApiError(
    409,
    'opted_out',
    'The customer has opted out of marketing messages. Send them only what they asked for.',
  );
}

/** Groups can be read but not written to, because they have no single recipient. */
export function rejectGroup(sql: SqlStorage, { to }: SendCommand): void {
  const row = currentConversation(sql, to.conversationId);
  if (!row || recipientOf(aliasesIn(sql, row.id)) !== null) return;
  throw new ApiError(
    409,
    'no_recipient',
    'This conversation has no phone number or user id to write to. Groups can only be read.',
  );
}

/** WhatsApp would reject it as well. */
export function rejectBlocked(sql: SqlStorage, { to }: SendCommand): void {
  if (currentConversation(sql, to.conversationId)?.blocked_at == null) return;
  throw new ApiError(409, 'blocked', 'This customer is blocked. Unblock them to write to them.');
}

/** Only the template itself says whether its variables are named. */
export function rejectUnnamedValues({ template, components }: SentTemplate): void {
  const issues = unnamedParameters(template, components);
  if (issues.length === 0) return;
  throw contentRefused(
    'WhatsApp would reject this template: its variables are named. Details say which values lack a name.',
    issues,
  );
}
