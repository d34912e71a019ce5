import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import { wholeNumber } from '../../whatsapp/identity/national-number.ts';
import { readPhoneNumber } from '../../whatsapp/identity/phone-number.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { connectedInbox } from '../guard.ts';
import { idIn } from '../http/request-body.ts';

export const conversations = {
  'GET /api/inboxes/:inbox/conversations': async (call) => {
    const { env, params, session, query } = call;
    const inbox = await connectedInbox(env, params.inbox);
    const { search, assignee, unread, 'needs-reply': needsReply, before, limit, ...filter } = query;
    const page = { limit, ...(before !== undefined && { before }) };
    const { id: agentId } = session.agent;
    if (search) {
      const phone = readPhoneNumber(search) && wholeNumber(search, await ownNumber(call));
      return inbox.search({ text: search, phone }, page, agentId);
    }
    return inbox.conversations({
      ...filter,
      ...page,
      agentId,
      unread: unread !== undefined,
      needsReply: needsReply !== undefined,
      ...(assignee !== undefined && { assignee: assigneeIn(assignee, agentId) }),
    });
  },

  // A number without a country code is read as one of our own number's country.
  'POST /api/inboxes/:inbox/conversations': async (call) => {
    const inbox = await connectedInbox(call.env, call.params.inbox);
    const number = wholeNumber(call.body.phone, await ownNumber(call));
    if (number === null) {
      throw new ApiError(
        422,
        'invalid_phone',
        'This is no phone number. Write it with its country code: +1 555 078 3881.',
      );
    }
    return inbox.startConversation(number, call.session.agent.id);
  },

  'GET /api/inboxes/:inbox/conversations/:id': async ({ env, params, session }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.conversation(idIn(params.id, 'conversation'), session.agent.id);
  },

  'POST /api/inboxes/:inbox/conversations/:id/read': async ({ env, params, session, body }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.markRead(idIn(params.id, 'conversation'), session.agent, body.seq);
  },

  'POST /api/inboxes/:inbox/conversations/:id/typing': async ({ env, params }) => {
    const inbox = await connectedInbox(env, params.inbox);
    await inbox.typing(idIn(params.id, 'conversation'));
    return {};
  },
} satisfies Partial<ClosedHandlers>;

function assigneeIn(text: string, me: string): string | null {
  return text === 'nobody' ? null : text === 'me' ? me : text;
}

async function ownNumber({ env, params }: SignedCall): Promise<string> {
  const own = (await workspaceOf(env).inboxes()).find(({ id }) => id === params.inbox);
  return own?.displayPhoneNumber ?? '';
}
