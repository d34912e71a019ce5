import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers } from '../call.ts';

export const views = {
  'GET /api/views': ({ env, session }) => workspaceOf(env).shared.views(session.agent),
  'POST /api/views': ({ env, session, body }) => workspaceOf(env).shared.putView(session.agent, null, body),
  'PUT /api/views/:id': ({ env, session, params, body }) =>
    workspaceOf(env).shared.putView(session.agent, params.id ?? '', body),
  'DELETE /api/views/:id': ({ env, session, params }) =>
    workspaceOf(env).shared.removeView(session.agent, params.id ?? ''),
} satisfies Partial<ClosedHandlers>;
