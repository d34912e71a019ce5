/** Who calls a route, and whether they are allowed to. */

import type { Agent } from '../api/people/sessions.ts';
import type { ApiScope } from '../api/roles.ts';
import type { Route } from '../api/routes/route.ts';
import { ApiError } from '../errors.ts';
import { workspaceOf } from '../objects.ts';
import type { SignedIn } from '../workspace/people/sessions.ts';
import type { Call, SignedCall } from './call.ts';
import { addressOf, networkOf } from './http/client-address.ts';
import { refuseExhausted, takeRate } from './http/rate-limit.ts';

/** The session of the caller, and the number in the address; throws unless the session opens this route. */
export async function signedIn(
  route: Route,
  { request, env, params }: Call,
): Promise<Pick<SignedCall, 'session' | 'number'>> {
  const token = request.headers.get('authorization')?.match(/^Bearer (\S+)$/)?.[1];
  if (token !== undefined) refuseExhausted(request, token);
  const { session, number } =
    token === undefined
      ? { session: null, number: null }
      : await workspaceOf(env).sessions.findFor(token, params.inbox);
  if (token !== undefined && session?.rate) takeRate(request, token, session.rate);
  if (!session) throw new ApiError(401, 'sign_in_required', wayIn(request.headers));
  if (session.origin !== null && session.origin !== request.headers.get('origin')) {
    throw new ApiError(
      403,
      'other_origin',
      'This session belongs to the pages of another site. Sign in on this one.',
    );
  }
  if (route.isOwnPagesOnly && session.origin !== null) {
    throw new ApiError(403, 'own_pages_only', 'Do this on the Worker’s own page, /console/.');
  }
  if (session.scopes && !route.isForEveryToken) {
    const { scope, andScope, orScope } = route;
    if (!scope) throw beyondScopes(scope);
    if (!orScope || !session.scopes.includes(orScope)) requireScope(session, scope);
    if (andScope) requireScope(session, andScope);
  } else if (!session.scopes && route.role === 'admin' && !isForThem(route, session.agent)) {
    throw new ApiError(403, 'admin_only', 'Only an admin may do this. Ask one of your team.');
  }
  const { inbox } = params;
  // An admin's route without a number, such as connecting one, concerns all numbers.
  const isOfAll = inbox === undefined && route.role === 'admin' && session.scopes !== null;
  if (session.numbers && isOfAll) {
    throw new ApiError(
      403,
      'number_not_allowed',
      'This API token is limited to some numbers, and this is about all of them.',
    );
  }
  if (inbox !== undefined && session.numbers && !session.numbers.includes(inbox)) {
    throw new ApiError(
      403,
      'number_not_allowed',
      'You may not see this number. An admin can allow it in the team’s settings.',
    );
  }
  return { session, number };
}

/** Whether an admin's route is open to this person. */
function isForThem({ permission }: Route, { role, permissions }: Agent): boolean {
  return role === 'admin' || (permission !== undefined && permissions?.includes(permission) === true);
}

/** Throws for an API token that lacks the scope. A person's session has no scopes. */
export function requireScope({ scopes }: SignedIn, scope: ApiScope): void {
  if (scopes && !scopes.includes(scope)) throw beyondScopes(scope);
}

/** The headers in which other APIs of this kind take their tokens. */
const otherHeaders = [
  'X-API-Key',
  'API-Key',
  'X-Auth-Token',
  'X-Access-Token',
  'api_access_token',
  'D360-API-KEY',
];

function wayIn(headers: Headers): string {
  const other = otherHeaders.find((name) => headers.has(name));
  if (other !== undefined) return `Send the token in the header Authorization: Bearer, not in ${other}.`;
  const isOtherScheme = headers.has('authorization') && !headers.get('authorization')?.startsWith('Bearer ');
  return isOtherScheme
    ? 'Write Bearer and a space before the token: Authorization: Bearer mut_…'
    : 'Sign in, or create an API token, and send it in the header Authorization: Bearer. This one is missing, has ended or was revoked.';
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

/** Counts by the route's declared path, not by the caller's spelling of it. */
export async function refuseFlood({ request, env }: Call, path: string): Promise<void> {
  const key = `${networkOf(addressOf(request))} ${path}`;
  if ((await env.OPEN_ROUTES?.limit({ key }))?.success === false) {
    throw new ApiError(429, 'too_many_requests', 'Too many calls from this address. Try again in a minute.');
  }
}
