/** Messages: sending, delivery details, search. */
import type { Addressee, Message, SendMessage } from '../../api/conversations/messages.ts';
import type { Destination } from '../../inbox/sending/outbox.ts';
import { isParentUserId } from '../../whatsapp/identity/user-id.ts';
import { isToken } from '../../workspace/people/api-tokens.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { authorIn, inboxIn } from '../guard.ts';
import { keyOf } from '../http/idempotency-key.ts';
import { idIn } from '../http/request-body.ts';
import { dialled } from './dialled.ts';

export const messages = {
  'GET /api/inboxes/:inbox/conversations/:id/messages': async ({ env, number, params, query }) => {
    const inbox = inboxIn({ env, number });
    const { limit, ...where } = query;
    return inbox.messages.list(idIn(params.id, 'conversation'), where, limit);
  },

  'POST /api/inboxes/:inbox/conversations/:id/messages': (call) =>
    send(call, { conversationId: idIn(call.params.id, 'conversation') }),

  'POST /api/inboxes/:inbox/messages': async (call) => {
    const { to, ...message } = call.body;
    return send({ ...call, body: message }, await destinationOf(call, to));
  },

  'GET /api/inboxes/:inbox/messages': async ({ env, number, query }) => {
    const { search, before = null, conversation = null, limit } = query;
    const inbox = inboxIn({ env, number });
    return inbox.messages.search(search, { before, limit, conversation });
  },

  'GET /api/inboxes/:inbox/messages/:id': async ({ env, number, params }) => {
    const inbox = inboxIn({ env, number });
    return inbox.messages.history(idIn(params.id, 'message'));
  },

  'POST /api/inboxes/:inbox/messages/:id/retry': async ({ env, number, params }) => {
    const inbox = inboxIn({ env, number });
    return inbox.messages.retry(idIn(params.id, 'message'));
  },

  'POST /api/inboxes/:inbox/messages/:id/cancel': async ({ env, number, params }) => {
    const inbox = inboxIn({ env, number });
    return inbox.messages.cancel(idIn(params.id, 'message'));
  },
} satisfies Partial<ClosedHandlers>;

async function send(call: SignedCall & { body: SendMessage }, to: Destination): Promise<Message> {
  const { request, number, session, body, headers } = call;
  const { withName = !isToken(session.agent.id), ...message } = body;
  const accepted = await inboxIn(call).messages.send({
    ...message,
    withName: number?.showsAgentName === true && withName,
    to,
    key: keyOf(request),
    author: authorIn(call),
  });
  if (accepted.isRepeated) headers.set('Idempotent-Replayed', 'true');
  return accepted.message;
}

async function destinationOf(call: SignedCall, to: Addressee): Promise<Destination> {
  if ('conversation' in to) return { conversationId: to.conversation };
  if ('phone' in to) return { party: { waId: await dialled(call, to.phone) } };
  return { party: isParentUserId(to.userId) ? { parentUserId: to.userId } : { userId: to.userId } };
}
