import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers } from '../call.ts';

export const labels = {
  'GET /api/labels': ({ env }) => workspaceOf(env).labels(),
  'POST /api/labels': ({ env, session, body }) => workspaceOf(env).putLabel(session.agent, null, body),
  'PUT /api/labels/:id': ({ env, session, params, body }) =>
    workspaceOf(env).putLabel(session.agent, params.id ?? '', body),
  'DELETE /api/labels/:id': ({ env, session, params }) =>
    workspaceOf(env).removeLabel(session.agent, params.id ?? ''),
} satisfies Partial<ClosedHandlers>;
