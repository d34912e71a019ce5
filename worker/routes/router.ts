/** Finds the route of a request, checks the caller and the body, and answers with the handler's result. */
import { type IRequest, Router } from 'itty-router';
import * as v from 'valibot';
import { closedRoutes, graphRoutes, openRoutes } from '../api/routes/index.ts';
import type { Route } from '../api/routes/route.ts';
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import { refuseFlood, signedIn } from './authorize.ts';
import type { BodyOf, Call, ClosedName, GraphName, OpenName, QueryOf, RouteName, RouteOf } from './call.ts';
import { answerAsGraph } from './graph/graph-error.ts';
import { answerBlind, isBlind } from './http/blind-answer.ts';
import { answerPreflight, withCors } from './http/cors.ts';
import { withEntityTag } from './http/entity-tag.ts';
import { keyOf } from './http/idempotency-key.ts';
import { answerError, json } from './http/json-answer.ts';
import { nextLink } from './http/link.ts';
import { withRateLimit } from './http/rate-limit.ts';
import { check, readJson } from './http/request-body.ts';
import { withRequestId } from './http/request-id.ts';
import { closedHandlers, graphHandlers, openHandlers } from './table.ts';

const open: { readonly [Name in OpenName]: RouteOf<Name> } = openRoutes;
const closed: { readonly [Name in ClosedName]: RouteOf<Name> } = closedRoutes;
const graph: { readonly [Name in GraphName]: RouteOf<Name> } = graphRoutes;

type Run = (call: Call, path: string) => Promise<Response>;

const router = Router<IRequest, [Env, URL]>();
for (const name of namesOf(open)) register(name, runOpen(name));
for (const name of namesOf(closed)) register(name, runClosed(name));
for (const name of namesOf(graph)) register(name, runGraph(name));

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(table).filter((name): name is Name => name in table);
}

/** Every address under `/api/` has the same under `/api/v1/`. Under `/graph/` the version can be left out, as at Meta. */
function register(name: RouteName, run: Run): void {
  const [method = '', path = ''] = name.split(' ');
  const pattern = path
    .replace(/^\/api\//, '/api(/v1)?/')
    .replace(/^\/graph\/:version\//, '/graph(/v:version)?/');
  router[verbOf(method)](pattern, (request: IRequest, env: Env, url: URL) => {
    const original: unknown = request;
    if (!(original instanceof Request))
      throw new TypeError('The router was given something other than a request');
    const params = decoded(request.params);
    return run({ request: original, env, url, params }, path);
  });
}

/** `url` is that of the request. */
export async function handle(request: Request, env: Env, url = new URL(request.url)): Promise<Response> {
  const answer = withRateLimit(request, await answered(request, env, url));
  return /^\/(api|graph)\//.test(url.pathname) ? withRequestId(request, answer) : answer;
}

async function answered(request: Request, env: Env, url: URL): Promise<Response> {
  const { pathname } = url;
  try {
    if (request.method === 'OPTIONS' && pathname.startsWith('/api/'))
      return await answerPreflight(request, env);
    const answer: unknown = await router.fetch(request, env, url);
    if (answer instanceof Response) return await withCors(request, env, answer);
    throw new ApiError(
      404,
      'not_found',
      'There is nothing at this address. Look at the path and the method.',
    );
  } catch (error) {
    const answer = pathname.startsWith('/graph/') ? answerAsGraph : answerError;
    return withCors(request, env, answer(error, request));
  }
}

function runOpen<Name extends OpenName>(name: Name): Run {
  const route: RouteOf<Name> = open[name];
  const handler = openHandlers[name];
  return async (call, path) => {
    if (route.isCounted) await refuseFlood(call, path);
    const given: { body: BodyOf<Name>; query: QueryOf<Name> } = await givenTo(route, call);
    return answerOf(route, await handler({ ...call, ...given }));
  };
}

function runClosed<Name extends ClosedName>(name: Name): Run {
  const route: RouteOf<Name> = closed[name];
  const handler = closedHandlers[name];
  return async (call) => {
    const { session, number } = await signedIn(route, call);
    const headers = new Headers();
    const answer = async () => {
      const given: { body: BodyOf<Name>; query: QueryOf<Name> } = await givenTo(route, call);
      const value = await handler({ ...call, session, number, headers, ...given });
      const link = nextLink(route, call.url, value);
      if (link !== null) headers.set('Link', link);
      return value;
    };
    const answered = isBlind(route, session.scopes)
      ? await answerBlind(route, answer)
      : answerOf(route, await answer());
    return withHeaders(route.hasTag ? await withEntityTag(call.request, answered) : answered, headers);
  };
}

/**
 * Answers have Meta's form, even for a token that can write but not read: they contain only ids and the caller's own
 * values.
 */
function runGraph<Name extends GraphName>(name: Name): Run {
  const route: RouteOf<Name> = graph[name];
  const handler = graphHandlers[name];
  return async (call) => {
    const { session, number } = await signedIn(route, call);
    const given: { body: BodyOf<Name>; query: QueryOf<Name> } = await givenTo(route, call);
    const headers = new Headers();
    return withHeaders(
      answerOf(route, await handler({ ...call, session, number, headers, ...given })),
      headers,
    );
  };
}

/** The caller's body and query, validated against the declaration. */
async function givenTo<Body, Query, Answer>(
  route: Route<Body, Query, Answer>,
  { request, url }: Call,
): Promise<{ body: Body; query: Query }> {
  if (route.isKeyed) keyOf(request);
  return {
    query: check(route.query, Object.fromEntries(url.searchParams)),
    body:
      route.input === 'json'
        ? await readJson(request, route.body, route.maxBodyBytes)
        : v.parse(route.body, undefined),
  };
}

function answerOf({ status }: Route, value: unknown): Response {
  if (value instanceof Response) return value;
  return status === 204 ? new Response(null, { status }) : json(value, status);
}

function withHeaders(answer: Response, headers: Headers): Response {
  for (const [name, value] of headers) answer.headers.set(name, value);
  return answer;
}

/** An agent's id can be any text that their own site gives them. */
function decoded(params: Readonly<Record<string, string | undefined>>): Record<string, string> {
  try {
    const given = Object.entries(params).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, decodeURIComponent(text)] as const],
    );
    return Object.fromEntries(given);
  } catch {
    throw new ApiError(400, 'invalid_path', 'The path is not encoded as addresses are.');
  }
}

function verbOf(method: string): 'get' | 'post' | 'put' | 'delete' {
  switch (method) {
    case 'GET':
      return 'get';
    case 'POST':
      return 'post';
    case 'PUT':
      return 'put';
    case 'DELETE':
      return 'delete';
    default:
      throw new Error(`No route has the method ${method}`);
  }
}
