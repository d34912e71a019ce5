import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers } from '../call.ts';

export const fields = {
  'GET /api/fields': ({ env }) => workspaceOf(env).fields(),
  'POST /api/fields': ({ env, session, body }) => workspaceOf(env).createField(session.agent, body),
  'PUT /api/fields': ({ env, session, body }) => workspaceOf(env).orderFields(session.agent, body.order),
  'GET /api/fields/:id': ({ env, params }) => workspaceOf(env).fieldUse(params.id ?? ''),
  'PUT /api/fields/:id': ({ env, session, params, body }) =>
    workspaceOf(env).changeField(session.agent, params.id ?? '', body),
  'DELETE /api/fields/:id': ({ env, session, params }) =>
    workspaceOf(env).removeField(session.agent, params.id ?? ''),
} satisfies Partial<ClosedHandlers>;
