/** Messages: sending, delivery details, search. */
import { inboxOf, workspaceOf } from '../../objects.ts';
import { isToken } from '../../workspace/people/api-tokens.ts';
import type { ClosedHandlers } from '../call.ts';
import { connectedInbox } from '../guard.ts';
import { keyOf } from '../http/idempotency-key.ts';
import { idIn } from '../http/request-body.ts';

export const messages = {
  'GET /api/inboxes/:inbox/conversations/:id/messages': async ({ env, params, query }) => {
    const inbox = await connectedInbox(env, params.inbox);
    const { limit, ...where } = query;
    return inbox.messages(idIn(params.id, 'conversation'), where, limit);
  },

  'POST /api/inboxes/:inbox/conversations/:id/messages': async ({ env, request, params, session, body }) => {
    const { id, name } = session.agent;
    const { withName = !isToken(id), ...message } = body;
    const number = await workspaceOf(env).number(params.inbox ?? '');
    return inboxOf(env, number.id).send({
      ...message,
      withName: number.showsAgentName && withName,
      conversationId: idIn(params.id, 'conversation'),
      key: keyOf(request),
      author: { type: 'agent', id, name },
    });
  },

  'GET /api/inboxes/:inbox/messages': async ({ env, params, query }) => {
    const { search, before = null, limit } = query;
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.searchMessages(search, { before, limit });
  },

  'GET /api/inboxes/:inbox/messages/:id': async ({ env, params }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.history(idIn(params.id, 'message'));
  },

  'POST /api/inboxes/:inbox/messages/:id/retry': async ({ env, params }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.retry(idIn(params.id, 'message'));
  },

  'POST /api/inboxes/:inbox/messages/:id/cancel': async ({ env, params }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.cancel(idIn(params.id, 'message'));
  },
} satisfies Partial<ClosedHandlers>;
