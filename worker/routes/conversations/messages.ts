/** Messages: sending, delivery details, search. */
import type { Addressee, Message, SendMessage } from '../../api/conversations/messages.ts';
import type { Destination } from '../../inbox/sending/outbox.ts';
import { inboxOf, workspaceOf } from '../../objects.ts';
import { isParentUserId } from '../../whatsapp/identity/user-id.ts';
import { isToken } from '../../workspace/people/api-tokens.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { authorIn, connectedInbox } from '../guard.ts';
import { keyOf } from '../http/idempotency-key.ts';
import { idIn } from '../http/request-body.ts';
import { dialled } from './dialled.ts';

export const messages = {
  'GET /api/inboxes/:inbox/conversations/:id/messages': async ({ env, params, query }) => {
    const inbox = await connectedInbox(env, params.inbox);
    const { limit, ...where } = query;
    return inbox.messages.list(idIn(params.id, 'conversation'), where, limit);
  },

  'POST /api/inboxes/:inbox/conversations/:id/messages': (call) =>
    send(call, { conversationId: idIn(call.params.id, 'conversation') }),

  'POST /api/inboxes/:inbox/messages': async (call) => {
    const { to, ...message } = call.body;
    return send({ ...call, body: message }, await destinationOf(call, to));
  },

  'GET /api/inboxes/:inbox/messages': async ({ env, params, query }) => {
    const { search, before = null, conversation = null, limit } = query;
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.messages.search(search, { before, limit, conversation });
  },

  'GET /api/inboxes/:inbox/messages/:id': async ({ env, params }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.messages.history(idIn(params.id, 'message'));
  },

  'POST /api/inboxes/:inbox/messages/:id/retry': async ({ env, params }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.messages.retry(idIn(params.id, 'message'));
  },

  'POST /api/inboxes/:inbox/messages/:id/cancel': async ({ env, params }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.messages.cancel(idIn(params.id, 'message'));
  },
} satisfies Partial<ClosedHandlers>;

async function send(call: SignedCall & { body: SendMessage }, to: Destination): Promise<Message> {
  const { env, request, params, session, body, headers } = call;
  const { withName = !isToken(session.agent.id), ...message } = body;
  const number = await workspaceOf(env).numbers.get(params.inbox ?? '');
  const accepted = await inboxOf(env, number.id).messages.send({
    ...message,
    withName: number.showsAgentName && withName,
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
