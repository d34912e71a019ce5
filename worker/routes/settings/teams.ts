import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers } from '../call.ts';

export const teams = {
  'GET /api/teams': ({ env }) => workspaceOf(env).teams.list(),
  'POST /api/teams': ({ env, session, body }) => workspaceOf(env).teams.put(session.agent, null, body),
  'PUT /api/teams/:id': ({ env, session, params, body }) =>
    workspaceOf(env).teams.put(session.agent, params.id ?? '', body),
  'DELETE /api/teams/:id': ({ env, session, params }) =>
    workspaceOf(env).teams.remove(session.agent, params.id ?? ''),
} satisfies Partial<ClosedHandlers>;
