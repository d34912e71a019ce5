/** The conversation of a recipient whom a program names by phone number or user id. */
import { ApiError } from '../../errors.ts';
import type { Party } from '../../whatsapp/receiving/inbox-event.ts';
import { conversationFor, knownConversation } from '../contacts/identify-contact.ts';
import type { ChangeLog } from '../records/change-log.ts';

/** Only a template can begin a conversation, so nothing is created for what WhatsApp would refuse. */
export function recipientConversation(
  sql: SqlStorage,
  changes: ChangeLog,
  to: Party,
  content: { type: string },
): number {
  const known = knownConversation(sql, to);
  if (known !== null) return known;
  if (content.type !== 'template') {
    throw new ApiError(
      409,
      'window_closed',
      'This customer has not written yet. Send an approved template first.',
    );
  }
  const id = changes.transaction(() => conversationFor(sql, changes, to, Date.now()));
  if (id === null) throw new Error('A phone number or user id names a contact');
  return id;
}
