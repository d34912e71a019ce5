import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers } from '../call.ts';

export const labels = {
  'GET /api/labels': ({ env }) => workspaceOf(env).shared.labels(),
  'POST /api/labels': ({ env, session, body }) => workspaceOf(env).shared.putLabel(session.agent, null, body),
  'PUT /api/labels/:id': ({ env, session, params, body }) =>
    workspaceOf(env).shared.putLabel(session.agent, params.id ?? '', body),
  'DELETE /api/labels/:id': ({ env, session, params }) =>
    workspaceOf(env).shared.removeLabel(session.agent, params.id ?? ''),
} satisfies Partial<ClosedHandlers>;
