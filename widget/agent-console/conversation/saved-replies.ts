/** What the composer needs of the team's saved replies: the replies, their files, and the values in them. */
import type { Contact } from '../../../worker/api/conversations/conversations.ts';
import type { SavedReply } from '../../../worker/api/conversations/replies.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { getReplyFile, listReplies } from '../../client/api/conversations/shared.ts';
import type { ReplyFile } from '../composer/drafts/composer-draft.ts';
import type { ReplyVariables } from '../composer/replies/reply-variables.ts';
import { firstNameOf, nameOf } from '../ui/contact-names.ts';

export async function repliesOf(api: ApiClient | null): Promise<readonly SavedReply[]> {
  return api ? listReplies(api) : [];
}

export async function fileOf(api: ApiClient | null, reply: ReplyFile): Promise<File | null> {
  const bytes = api && (await getReplyFile(api, reply.id));
  return bytes ? new File([bytes], reply.filename, { type: reply.mimeType }) : null;
}

export function variablesOf(contact: Contact, agentName = '', numberName = ''): ReplyVariables {
  const { phone } = contact;
  return {
    contact_name: nameOf(contact) ?? '',
    contact_first_name: firstNameOf(contact) ?? '',
    contact_phone: phone === null ? '' : `+${phone}`,
    agent_name: agentName,
    number_name: numberName,
  };
}
