import { type IRequest, Router } from 'itty-router';
import type { Env } from '../env.ts';
import { workspaceOf } from '../env.ts';
import { ApiError } from '../errors.ts';
import type { SignedIn } from '../workspace/sessions.ts';
import { answerError } from './answer.ts';
import * as conversations from './conversations.ts';
import * as inboxes from './inboxes.ts';
import * as live from './live.ts';
import * as media from './media.ts';
import { answerPreflight, withCors } from './origins.ts';
import * as sessions from './sessions.ts';
import * as settings from './settings.ts';
import * as webhook from './webhook.ts';

/** What a route is given. `session` is who calls; null only where the role is `anyone`. */
export interface Call {
  request: Request;
  env: Env;
  url: URL;
  params: Record<string, string>;
}

export interface SignedCall extends Call {
  session: SignedIn;
}

export type Route = { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string } & (
  | { role: 'anyone'; handle(call: Call): Promise<Response> | Response }
  | { role: 'agent' | 'admin'; handle(call: SignedCall): Promise<Response> }
);

/** Every way in. The role stands here and nowhere else. */
export const routes: readonly Route[] = [
  // What Meta calls.
  { method: 'GET', path: '/webhook', role: 'anyone', handle: webhook.handshake },
  { method: 'POST', path: '/webhook', role: 'anyone', handle: webhook.receive },

  // For a watchdog: says that the Worker runs, and nothing else.
  { method: 'GET', path: '/health', role: 'anyone', handle: () => Response.json({ ok: true }) },

  { method: 'POST', path: '/api/sessions', role: 'anyone', handle: sessions.signIn },
  { method: 'DELETE', path: '/api/sessions/current', role: 'agent', handle: sessions.signOut },
  { method: 'GET', path: '/api/me', role: 'agent', handle: sessions.me },

  { method: 'GET', path: '/api/inboxes', role: 'agent', handle: inboxes.list },
  { method: 'POST', path: '/api/inboxes', role: 'admin', handle: inboxes.connect },
  { method: 'GET', path: '/api/inboxes/:inbox/templates', role: 'agent', handle: inboxes.templates },
  { method: 'PUT', path: '/api/inboxes/:inbox/settings', role: 'admin', handle: inboxes.change },

  { method: 'GET', path: '/api/inboxes/:inbox/policy', role: 'agent', handle: inboxes.policy },
  { method: 'PUT', path: '/api/inboxes/:inbox/policy', role: 'admin', handle: inboxes.changePolicy },

  { method: 'GET', path: '/api/webhook', role: 'admin', handle: settings.webhookSetup },
  { method: 'GET', path: '/api/unrouted', role: 'admin', handle: settings.unrouted },
  { method: 'PUT', path: '/api/settings/origins', role: 'admin', handle: settings.allowOrigins },

  { method: 'GET', path: '/api/inboxes/:inbox/conversations', role: 'agent', handle: conversations.list },
  { method: 'POST', path: '/api/inboxes/:inbox/conversations', role: 'agent', handle: conversations.begin },
  { method: 'GET', path: '/api/inboxes/:inbox/conversations/:id', role: 'agent', handle: conversations.get },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/conversations/:id/messages',
    role: 'agent',
    handle: conversations.messages,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/messages',
    role: 'agent',
    handle: conversations.send,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/read',
    role: 'agent',
    handle: conversations.markRead,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/typing',
    role: 'agent',
    handle: conversations.typing,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/conversations/:id/consent',
    role: 'agent',
    handle: conversations.recordConsent,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/identity',
    role: 'agent',
    handle: conversations.acceptIdentity,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/messages/:id/cancel',
    role: 'agent',
    handle: conversations.cancel,
  },
  { method: 'GET', path: '/api/inboxes/:inbox/messages/:id', role: 'agent', handle: conversations.history },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/messages/:id/retry',
    role: 'agent',
    handle: conversations.retry,
  },

  { method: 'POST', path: '/api/inboxes/:inbox/media', role: 'agent', handle: media.upload },
  { method: 'POST', path: '/api/inboxes/:inbox/media-tickets', role: 'agent', handle: media.issueTicket },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/messages/:id/media/retry',
    role: 'agent',
    handle: media.retry,
  },
  // An `<img>` cannot send a header either.
  { method: 'GET', path: '/api/inboxes/:inbox/messages/:id/media', role: 'anyone', handle: media.download },

  { method: 'POST', path: '/api/inboxes/:inbox/tickets', role: 'agent', handle: live.issueTicket },
  // A WebSocket cannot carry a header, so its ticket is the proof; the Inbox checks it.
  { method: 'GET', path: '/api/inboxes/:inbox/live', role: 'anyone', handle: live.connect },
];

const router = Router<IRequest, [Env]>();
for (const route of routes) {
  const register = router[verbOf(route.method)];
  register(route.path, (request: IRequest, env: Env) => run(route, request, env));
}

export async function handle(request: Request, env: Env): Promise<Response> {
  try {
    const { pathname } = new URL(request.url);
    if (request.method === 'OPTIONS' && pathname.startsWith('/api/'))
      return await answerPreflight(request, env);
    const answer: unknown = await router.fetch(request, env);
    if (answer instanceof Response) return await withCors(request, env, answer);
    throw new ApiError(
      404,
      'not_found',
      'There is nothing at this address. Look at the path and the method.',
    );
  } catch (error) {
    return withCors(request, env, answerError(error, request));
  }
}

async function run(route: Route, request: IRequest, env: Env): Promise<Response> {
  const original: unknown = request;
  if (!(original instanceof Request))
    throw new TypeError('The router was given something else than a request');
  const call: Call = { request: original, env, url: new URL(original.url), params: request.params };
  if (route.role === 'anyone') return route.handle(call);

  const token = original.headers.get('authorization')?.match(/^Bearer (\S+)$/)?.[1];
  const session = token === undefined ? null : await workspaceOf(env).session(token);
  if (!session)
    throw new ApiError(401, 'sign_in_required', 'Sign in and send the session as a bearer token.');
  if (route.role === 'admin' && session.agent.role !== 'admin') {
    throw new ApiError(403, 'admin_only', 'Only an admin may do this. Ask one of your team.');
  }
  return route.handle({ ...call, session });
}

function verbOf(method: Route['method']): 'get' | 'post' | 'put' | 'delete' {
  switch (method) {
    case 'GET':
      return 'get';
    case 'POST':
      return 'post';
    case 'PUT':
      return 'put';
    case 'DELETE':
      return 'delete';
  }
}
