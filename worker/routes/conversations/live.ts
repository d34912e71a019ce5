import { ApiError } from '../../errors.ts';
import type { ClosedHandlers, OpenHandlers } from '../call.ts';
import { connectedInbox, inboxIn } from '../guard.ts';
import { isAllowed } from '../http/cors.ts';

export const live = {
  'POST /api/inboxes/:inbox/tickets': async ({ env, number, session }) => {
    const inbox = inboxIn({ env, number });
    return { ticket: await inbox.live.issueTicket(session.id, session.agent) };
  },

  'GET /api/inboxes/:inbox/availability': ({ env, number }) => inboxIn({ env, number }).live.present(),
} satisfies Partial<ClosedHandlers>;

export const openLive = {
  'GET /api/inboxes/:inbox/live': async ({ request, env, params }) => {
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
      throw new ApiError(426, 'websocket_required', 'Open this address as a WebSocket.');
    }
    const origin = request.headers.get('origin');
    if (origin !== null && !(await isAllowed(origin, request, env))) {
      throw new ApiError(
        403,
        'origin_not_allowed',
        'This site may not open the inbox. An admin can allow its origin.',
      );
    }
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.fetch(request);
  },
} satisfies Partial<OpenHandlers>;
