/** Events for no connected number. */
import { workspaceOf } from '../../objects.ts';
import { rewrap } from '../../whatsapp/receiving/rewrap.ts';
import type { ClosedHandlers } from '../call.ts';
import { idIn } from '../http/request-body.ts';
import { requireBody } from '../meta/read-again.ts';
import { storeAgain } from '../meta/webhook.ts';

export const unroutedEvents = {
  'GET /api/unrouted': ({ env }) => workspaceOf(env).unrouted.numbers(),

  'GET /api/raw-events': ({ env, query }) => workspaceOf(env).unrouted.events(query.before, query.limit),

  // Its number may have been connected since, or its kind may now be supported.
  'POST /api/raw-events/:id/replay': async ({ env, params }) => {
    const id = idIn(params.id, 'event');
    const { kind, raw, route } = await workspaceOf(env).unrouted.event(id);
    const stored = await storeAgain(requireBody(rewrap(kind, raw, route)), env);
    if (stored > 0) await workspaceOf(env).unrouted.drop(id);
    return { stored };
  },
} satisfies Partial<ClosedHandlers>;
