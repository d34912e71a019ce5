import type { LiveTicket } from '../api.ts';
import { ApiError } from '../errors.ts';
import type { Call, SignedCall } from './call.ts';
import { connectedInbox } from './guard.ts';
import { isAllowed } from './http/cors.ts';
import { json } from './http/json-answer.ts';

export async function issueTicket({ env, params, session }: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(env, params.inbox);
  return json({ ticket: await inbox.issueTicket(session.id, session.agent) } satisfies LiveTicket, 201);
}

export async function connect({ request, env, params }: Call): Promise<Response> {
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
}
