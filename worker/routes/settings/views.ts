import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers } from '../call.ts';

export const views = {
  'GET /api/views': ({ env, session }) => workspaceOf(env).views(session.agent),
  'POST /api/views': ({ env, session, body }) => workspaceOf(env).putView(session.agent, null, body),
  'PUT /api/views/:id': ({ env, session, params, body }) =>
    workspaceOf(env).putView(session.agent, params.id ?? '', body),
  'DELETE /api/views/:id': ({ env, session, params }) =>
    workspaceOf(env).removeView(session.agent, params.id ?? ''),
} satisfies Partial<ClosedHandlers>;
