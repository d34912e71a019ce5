import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers } from '../call.ts';

export const fields = {
  'GET /api/fields': ({ env }) => workspaceOf(env).fields.list(),
  'POST /api/fields': ({ env, session, body }) => workspaceOf(env).fields.create(session.agent, body),
  'PUT /api/fields': ({ env, session, body }) => workspaceOf(env).fields.order(session.agent, body.order),
  'GET /api/fields/:id': ({ env, params }) => workspaceOf(env).fields.use(params.id ?? ''),
  'PUT /api/fields/:id': ({ env, session, params, body }) =>
    workspaceOf(env).fields.change(session.agent, params.id ?? '', body),
  'DELETE /api/fields/:id': ({ env, session, params }) =>
    workspaceOf(env).fields.remove(session.agent, params.id ?? ''),
} satisfies Partial<ClosedHandlers>;
