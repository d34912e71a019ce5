import { type IRequest, Router } from 'itty-router';
import type { ApiScope } from '../api.ts';
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import { workspaceOf } from '../objects.ts';
import * as blocked from './blocked.ts';
import * as button from './button.ts';
import type { Call, Route } from './call.ts';
import * as connections from './connections.ts';
import * as contacts from './contacts.ts';
import * as conversations from './conversations.ts';
import * as data from './data.ts';
import * as health from './health.ts';
import { addressOf, networkOf } from './http/client-address.ts';
import { answerPreflight, withCors } from './http/cors.ts';
import { answerError } from './http/json-answer.ts';
import * as inboxes from './inboxes.ts';
import * as labels from './labels.ts';
import * as live from './live.ts';
import * as media from './media.ts';
import * as numberProfile from './number-profile.ts';
import * as push from './push.ts';
import { answerBlind, isBlind, nothing, receipts } from './receipts.ts';
import * as replies from './replies.ts';
import * as search from './search.ts';
import * as sessions from './sessions.ts';
import * as settings from './settings.ts';
import * as shortLinks from './short-links.ts';
import * as signups from './signups.ts';
import * as team from './team.ts';
import * as teamwork from './teamwork.ts';
import * as webhook from './webhook.ts';

/** Every way in. The role stands here and nowhere else. */
export const routes: readonly Route[] = [
  // What Meta calls.
  { method: 'GET', path: '/webhook', role: 'anyone', handle: webhook.handshake },
  { method: 'POST', path: '/webhook', role: 'anyone', handle: webhook.receive },

  // For a watchdog: says that the Worker runs, and nothing else.
  { method: 'GET', path: '/health', role: 'anyone', handle: () => Response.json({ ok: true }) },

  // The one page that lets Meta's script in, and only when it is pressed.
  { method: 'GET', path: '/signup/', role: 'anyone', handle: signups.page },

  { method: 'POST', path: '/api/sessions', role: 'anyone', isCounted: true, handle: sessions.signIn },
  {
    method: 'POST',
    path: '/api/sessions/options',
    role: 'anyone',
    isCounted: true,
    handle: sessions.passkeyOptions,
  },
  { method: 'POST', path: '/api/sessions/origin', role: 'anyone', isCounted: true, handle: sessions.mayOpen },
  { method: 'GET', path: '/api/sessions', role: 'agent', handle: sessions.list },
  { method: 'DELETE', path: '/api/sessions', role: 'agent', handle: sessions.endOthers },
  { method: 'DELETE', path: '/api/sessions/:id', role: 'agent', handle: sessions.end },
  { method: 'GET', path: '/api/me', role: 'agent', scope: 'numbers:read', handle: sessions.me },

  { method: 'GET', path: '/api/passkeys', role: 'agent', handle: team.passkeys },
  { method: 'POST', path: '/api/passkeys', role: 'agent', isOwnPagesOnly: true, handle: team.addPasskey },
  {
    method: 'POST',
    path: '/api/passkeys/options',
    role: 'agent',
    isOwnPagesOnly: true,
    handle: team.passkeyOptions,
  },
  { method: 'DELETE', path: '/api/passkeys/:id', role: 'agent', handle: team.removePasskey },

  { method: 'GET', path: '/api/push', role: 'agent', handle: push.status },
  { method: 'PUT', path: '/api/push', role: 'agent', isOwnPagesOnly: true, handle: push.keep },
  { method: 'POST', path: '/api/push/:id/test', role: 'agent', handle: push.test },
  { method: 'DELETE', path: '/api/push/:id', role: 'agent', handle: push.remove },

  { method: 'GET', path: '/api/agents', role: 'agent', handle: team.list },
  { method: 'PUT', path: '/api/agents/:id', role: 'admin', handle: team.changeAgent },
  { method: 'DELETE', path: '/api/agents/:id', role: 'admin', handle: team.removeAgent },
  // A site's own login would bring them back the next time they open the page.
  { method: 'GET', path: '/api/agents/removed', role: 'admin', handle: team.removedAgents },
  { method: 'POST', path: '/api/agents/removed/:id', role: 'admin', handle: team.restoreAgent },
  { method: 'GET', path: '/api/invitations', role: 'admin', handle: team.invitations },
  { method: 'POST', path: '/api/invitations', role: 'admin', handle: team.invite },
  { method: 'DELETE', path: '/api/invitations/:id', role: 'admin', handle: team.withdraw },
  // Whoever has the invitation's token is let in by it, once.
  {
    method: 'POST',
    path: '/api/invitations/options',
    role: 'anyone',
    isCounted: true,
    handle: team.joinOptions,
  },
  { method: 'POST', path: '/api/invitations/join', role: 'anyone', isCounted: true, handle: team.join },
  { method: 'GET', path: '/api/tokens', role: 'admin', handle: team.tokens },
  { method: 'POST', path: '/api/tokens', role: 'admin', handle: team.makeToken },
  { method: 'DELETE', path: '/api/tokens/:id', role: 'admin', handle: team.revokeToken },
  { method: 'GET', path: '/api/audit', role: 'admin', handle: team.audit },

  { method: 'GET', path: '/api/inboxes', role: 'agent', scope: 'numbers:read', handle: inboxes.list },
  {
    method: 'POST',
    path: '/api/inboxes',
    role: 'admin',
    scope: 'numbers:write',
    receipt: receipts.number,
    handle: inboxes.connect,
  },
  { method: 'DELETE', path: '/api/inboxes/:inbox', role: 'admin', handle: connections.remove },
  {
    method: 'POST',
    path: '/api/connections/check',
    role: 'admin',
    scope: 'numbers:write',
    receipt: receipts.check,
    handle: connections.checkTyped,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/connection',
    role: 'admin',
    scope: 'numbers:read',
    handle: connections.state,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/connection',
    role: 'admin',
    scope: 'numbers:write',
    receipt: receipts.number,
    handle: connections.replace,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/steps',
    role: 'admin',
    scope: 'numbers:write',
    receipt: receipts.step,
    handle: connections.runStep,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/life',
    role: 'admin',
    scope: 'numbers:write',
    receipt: receipts.life,
    handle: connections.changeLife,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/trial',
    role: 'admin',
    scope: 'conversations:read',
    handle: connections.trial,
  },
  { method: 'POST', path: '/api/signups', role: 'admin', handle: signups.begin },
  { method: 'POST', path: '/api/signups/:id', role: 'admin', handle: signups.repeat },
  { method: 'POST', path: '/api/signups/:id/connect', role: 'admin', handle: signups.connect },
  { method: 'GET', path: '/api/setup', role: 'admin', scope: 'numbers:read', handle: settings.setup },
  { method: 'PUT', path: '/api/setup', role: 'admin', handle: settings.changeSetup },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/templates',
    role: 'agent',
    scope: 'conversations:read',
    handle: inboxes.templates,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/settings',
    role: 'admin',
    scope: 'numbers:write',
    receipt: receipts.number,
    handle: inboxes.change,
  },

  // What a button tells when it is pressed, from any page; and what it asks when its page names a number.
  { method: 'POST', path: '/api/presses', role: 'anyone', isCounted: true, handle: button.tellPress },
  { method: 'GET', path: '/api/inboxes/:inbox/button', role: 'anyone', handle: button.settings },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/button/settings',
    role: 'admin',
    scope: 'numbers:read',
    handle: button.settingsNow,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/button/settings',
    role: 'admin',
    scope: 'numbers:write',
    handle: button.changeSettings,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/presses',
    role: 'agent',
    scope: 'conversations:read',
    handle: button.statistics,
  },

  {
    method: 'GET',
    path: '/api/inboxes/:inbox/policy',
    role: 'agent',
    scope: 'numbers:read',
    handle: inboxes.policy,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/policy',
    role: 'admin',
    scope: 'numbers:write',
    handle: inboxes.changePolicy,
  },

  // What Meta keeps of a number, and shows to customers.
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/profile',
    role: 'admin',
    scope: 'numbers:read',
    handle: numberProfile.profile,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/profile',
    role: 'admin',
    scope: 'numbers:write',
    handle: numberProfile.changeProfile,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/profile/photo',
    role: 'admin',
    scope: 'numbers:read',
    handle: numberProfile.photo,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/profile/photo',
    role: 'admin',
    scope: 'numbers:write',
    handle: numberProfile.changePhoto,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/display-name',
    role: 'admin',
    scope: 'numbers:read',
    handle: numberProfile.displayName,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/display-name',
    role: 'admin',
    scope: 'numbers:write',
    handle: numberProfile.wantDisplayName,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/starters',
    role: 'admin',
    scope: 'numbers:read',
    handle: numberProfile.starters,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/starters',
    role: 'admin',
    scope: 'numbers:write',
    handle: numberProfile.putStarters,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/identity-check',
    role: 'admin',
    scope: 'numbers:read',
    handle: numberProfile.identityCheck,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/identity-check',
    role: 'admin',
    scope: 'numbers:write',
    handle: numberProfile.changeIdentityCheck,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/blocked',
    role: 'agent',
    scope: 'conversations:read',
    handle: blocked.list,
  },
  {
    method: 'DELETE',
    path: '/api/inboxes/:inbox/blocked/:phone',
    role: 'agent',
    scope: 'conversations:write',
    handle: blocked.unblock,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/short-links',
    role: 'admin',
    scope: 'numbers:read',
    handle: shortLinks.list,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/short-links',
    role: 'admin',
    scope: 'numbers:write',
    receipt: receipts.shortLink,
    handle: shortLinks.make,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/short-links/:id',
    role: 'admin',
    scope: 'numbers:write',
    receipt: receipts.shortLink,
    handle: shortLinks.change,
  },
  {
    method: 'DELETE',
    path: '/api/inboxes/:inbox/short-links/:id',
    role: 'admin',
    scope: 'numbers:write',
    handle: shortLinks.remove,
  },

  {
    method: 'GET',
    path: '/api/inboxes/:inbox/health',
    role: 'admin',
    scope: 'numbers:read',
    handle: health.health,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/health/test',
    role: 'admin',
    scope: 'numbers:write',
    handle: health.test,
  },

  {
    method: 'GET',
    path: '/api/inboxes/:inbox/retention',
    role: 'agent',
    scope: 'numbers:read',
    handle: data.retention,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/retention',
    role: 'admin',
    scope: 'numbers:write',
    handle: data.changeRetention,
  },
  // Everything at once, out or away: for people, not for a program whose token was lost.
  { method: 'GET', path: '/api/inboxes/:inbox/export', role: 'admin', handle: data.exportAll },
  { method: 'DELETE', path: '/api/inboxes/:inbox/conversations', role: 'admin', handle: data.eraseAll },
  { method: 'GET', path: '/api/inboxes/:inbox/events', role: 'admin', handle: data.events },
  { method: 'POST', path: '/api/inboxes/:inbox/events/:id/replay', role: 'admin', handle: data.replay },
  { method: 'POST', path: '/api/inboxes/:inbox/problems/replay', role: 'admin', handle: data.replayProblems },
  { method: 'GET', path: '/api/events', role: 'admin', handle: data.keptEvents },
  { method: 'POST', path: '/api/events/:id/replay', role: 'admin', handle: data.replayKept },

  {
    method: 'GET',
    path: '/api/webhook',
    role: 'admin',
    scope: 'numbers:read',
    handle: settings.webhookSetup,
  },
  { method: 'GET', path: '/api/unrouted', role: 'admin', scope: 'numbers:read', handle: settings.unrouted },
  { method: 'GET', path: '/api/settings/origins', role: 'admin', handle: settings.allowedOrigins },
  { method: 'PUT', path: '/api/settings/origins', role: 'admin', handle: settings.allowOrigins },
  { method: 'GET', path: '/api/settings/site-login', role: 'admin', handle: settings.siteLogin },
  { method: 'GET', path: '/api/settings/master-key', role: 'admin', handle: settings.masterKey },
  { method: 'PUT', path: '/api/settings/site-login', role: 'admin', handle: settings.changeSiteLogin },

  { method: 'GET', path: '/api/replies', role: 'agent', handle: replies.list },
  { method: 'POST', path: '/api/replies', role: 'agent', handle: replies.make },
  { method: 'PUT', path: '/api/replies/:id', role: 'agent', handle: replies.change },
  { method: 'DELETE', path: '/api/replies/:id', role: 'agent', handle: replies.remove },
  { method: 'PUT', path: '/api/replies/:id/favourite', role: 'agent', handle: replies.favour },
  { method: 'PUT', path: '/api/replies/:id/file', role: 'agent', handle: replies.putFile },
  { method: 'GET', path: '/api/replies/:id/file', role: 'agent', handle: replies.getFile },
  { method: 'DELETE', path: '/api/replies/:id/file', role: 'agent', handle: replies.removeFile },

  { method: 'GET', path: '/api/labels', role: 'agent', scope: 'conversations:read', handle: labels.list },
  { method: 'POST', path: '/api/labels', role: 'admin', handle: labels.make },
  { method: 'PUT', path: '/api/labels/:id', role: 'admin', handle: labels.change },
  { method: 'DELETE', path: '/api/labels/:id', role: 'admin', handle: labels.remove },

  {
    method: 'GET',
    path: '/api/inboxes/:inbox/conversations',
    role: 'agent',
    scope: 'conversations:read',
    handle: conversations.list,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversation,
    handle: conversations.begin,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/conversations/:id',
    role: 'agent',
    scope: 'conversations:read',
    handle: conversations.get,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/conversations/:id/messages',
    role: 'agent',
    scope: 'conversations:read',
    handle: conversations.messages,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/messages',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.message,
    handle: conversations.send,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/read',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversation,
    handle: conversations.markRead,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/typing',
    role: 'agent',
    scope: 'conversations:write',
    handle: conversations.typing,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/conversations/:id/consent',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversation,
    handle: conversations.recordConsent,
  },
  {
    method: 'DELETE',
    path: '/api/inboxes/:inbox/conversations/:id/consent',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversation,
    handle: contacts.withdrawConsent,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/conversations/:id/contact',
    role: 'agent',
    scope: 'conversations:read',
    handle: contacts.get,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/conversations/:id/contact',
    role: 'agent',
    scope: 'conversations:write',
    handle: contacts.put,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/conversations/:id/files',
    role: 'agent',
    scope: 'conversations:read',
    handle: contacts.files,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/conversations/:id/block',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversation,
    handle: contacts.block,
  },
  {
    method: 'DELETE',
    path: '/api/inboxes/:inbox/conversations/:id/block',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversation,
    handle: contacts.unblock,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/conversations/:id/export',
    role: 'agent',
    scope: 'conversations:read',
    handle: contacts.exportContact,
  },
  // For people, not for a program whose token was lost: neither can be undone.
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/merge',
    role: 'agent',
    handle: contacts.merge,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/erase',
    role: 'admin',
    handle: contacts.erase,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/identity',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversation,
    handle: conversations.acceptIdentity,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/counts',
    role: 'agent',
    scope: 'conversations:read',
    handle: teamwork.counts,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/bulk',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversations,
    handle: teamwork.bulk,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/conversations/:id/assignee',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversation,
    handle: teamwork.assign,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/conversations/:id/state',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversation,
    handle: teamwork.changeState,
  },
  {
    method: 'PUT',
    path: '/api/inboxes/:inbox/conversations/:id/labels',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversation,
    handle: teamwork.changeLabels,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/notes',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.note,
    handle: teamwork.addNote,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/conversations/:id/unread',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.conversation,
    handle: teamwork.markUnread,
  },

  {
    method: 'POST',
    path: '/api/inboxes/:inbox/messages/:id/cancel',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.message,
    handle: conversations.cancel,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/messages',
    role: 'agent',
    scope: 'conversations:read',
    handle: search.messages,
  },
  {
    method: 'GET',
    path: '/api/inboxes/:inbox/messages/:id',
    role: 'agent',
    scope: 'conversations:read',
    handle: conversations.history,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/messages/:id/retry',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.message,
    handle: conversations.retry,
  },

  {
    method: 'POST',
    path: '/api/inboxes/:inbox/media',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.upload,
    handle: media.upload,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/media-tickets',
    role: 'agent',
    scope: 'conversations:read',
    handle: media.issueTicket,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/messages/:id/media/retry',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.message,
    handle: media.retry,
  },
  {
    method: 'POST',
    path: '/api/inboxes/:inbox/messages/:id/media/copy',
    role: 'agent',
    scope: 'conversations:write',
    receipt: receipts.upload,
    handle: media.copy,
  },
  // An `<img>` cannot send a header either.
  { method: 'GET', path: '/api/inboxes/:inbox/messages/:id/media', role: 'anyone', handle: media.download },

  {
    method: 'POST',
    path: '/api/inboxes/:inbox/tickets',
    role: 'agent',
    scope: 'conversations:read',
    handle: live.issueTicket,
  },
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

function beyondScopes(scope: ApiScope | undefined): ApiError {
  return new ApiError(
    403,
    'scope_missing',
    scope === undefined
      ? 'API tokens cannot do this. Sign in as somebody of the team.'
      : `This API token lacks the scope ${scope}. An admin can make one that has it.`,
  );
}

async function run(route: Route, request: IRequest, env: Env): Promise<Response> {
  const original: unknown = request;
  if (!(original instanceof Request))
    throw new TypeError('The router was given something else than a request');
  const call: Call = { request: original, env, url: new URL(original.url), params: decoded(request.params) };
  if (route.role === 'anyone') {
    if (route.isCounted) await refuseFlood(call, route.path);
    return route.handle(call);
  }

  const token = original.headers.get('authorization')?.match(/^Bearer (\S+)$/)?.[1];
  const session = token === undefined ? null : await workspaceOf(env).session(token);
  if (!session)
    throw new ApiError(401, 'sign_in_required', 'Sign in and send the session as a bearer token.');
  if (session.origin !== null && session.origin !== original.headers.get('origin')) {
    throw new ApiError(
      403,
      'other_origin',
      'This session belongs to the pages of another site. Sign in on this one.',
    );
  }
  if (route.isOwnPagesOnly && session.origin !== null) {
    throw new ApiError(403, 'own_pages_only', 'Do this on the Worker’s own page, /console/.');
  }
  if (session.scopes) {
    if (!route.scope || !session.scopes.includes(route.scope)) throw beyondScopes(route.scope);
  } else if (route.role === 'admin' && session.agent.role !== 'admin') {
    throw new ApiError(403, 'admin_only', 'Only an admin may do this. Ask one of your team.');
  }
  const { inbox } = call.params;
  if (inbox !== undefined && session.numbers && !session.numbers.includes(inbox)) {
    throw new ApiError(
      403,
      'number_not_allowed',
      'You may not see this number. An admin can allow it in the team’s settings.',
    );
  }
  const answer = () => route.handle({ ...call, session });
  return isBlind(route.scope, session.scopes) ? answerBlind(route.receipt ?? nothing, answer) : answer();
}

/** By the route's path, and not by the way in which a caller has written it. */
async function refuseFlood({ request, env }: Call, path: string): Promise<void> {
  const key = `${networkOf(addressOf(request))} ${path}`;
  if ((await env.OPEN_ROUTES?.limit({ key }))?.success === false) {
    throw new ApiError(429, 'too_many_requests', 'Too many calls from this address. Try again in a minute.');
  }
}

/** An agent's id can be any text that their own site gives them. */
function decoded(params: Record<string, string>): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(params).map(([name, text]) => [name, decodeURIComponent(text)]));
  } catch {
    throw new ApiError(400, 'invalid_path', 'The path is not encoded as addresses are.');
  }
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
