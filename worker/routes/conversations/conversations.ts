import { wholeNumber } from '../../whatsapp/identity/national-number.ts';
import { readPhoneNumber } from '../../whatsapp/identity/phone-number.ts';
import type { ClosedHandlers } from '../call.ts';
import { inboxIn } from '../guard.ts';
import { idIn } from '../http/request-body.ts';
import { dialled, ownNumber } from './dialled.ts';

export const conversations = {
  'GET /api/inboxes/:inbox/conversations': async (call) => {
    const { session, query } = call;
    const inbox = inboxIn(call);
    const { search, assignee, unread, before, limit, ...others } = query;
    const { 'needs-reply': needsReply, 'handled-by': handledBy, ...more } = others;
    const { 'waiting-from': waitingFrom, 'waiting-below': waitingBelow, ...filter } = more;
    const page = { limit, ...(before !== undefined && { before }) };
    const { id: agentId } = session.agent;
    if (search) {
      const phone = readPhoneNumber(search) && wholeNumber(search, await ownNumber(call));
      return inbox.conversations.search({ text: search, phone }, page, agentId);
    }
    return inbox.conversations.list({
      ...filter,
      ...page,
      agentId,
      unread: unread !== undefined,
      needsReply: needsReply !== undefined,
      ...(waitingFrom !== undefined && { waitingFrom }),
      ...(waitingBelow !== undefined && { waitingBelow }),
      ...(handledBy && { handledBy }),
      ...(assignee !== undefined && { assignee: assigneeIn(assignee, agentId) }),
    });
  },

  'POST /api/inboxes/:inbox/conversations': async (call) => {
    const inbox = inboxIn(call);
    return inbox.conversations.start(await dialled(call, call.body.phone), call.session.agent.id);
  },

  'GET /api/inboxes/:inbox/conversations/:id': async ({ env, number, params, session }) => {
    const inbox = inboxIn({ env, number });
    return inbox.conversations.get(idIn(params.id, 'conversation'), session.agent.id);
  },

  'POST /api/inboxes/:inbox/conversations/:id/read': async ({ env, number, params, session, body }) => {
    const inbox = inboxIn({ env, number });
    return inbox.conversations.markRead(idIn(params.id, 'conversation'), session.agent, body.seq);
  },

  'POST /api/inboxes/:inbox/conversations/:id/typing': async ({ env, number, params }) => {
    const inbox = inboxIn({ env, number });
    await inbox.messages.showTyping(idIn(params.id, 'conversation'));
    return {};
  },
} satisfies Partial<ClosedHandlers>;

export function assigneeIn(text: string, me: string): string | null {
  return text === 'nobody' ? null : text === 'me' ? me : text;
}
