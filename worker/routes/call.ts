/** The input and answer of a handler, from the declaration of its route. */
import type * as v from 'valibot';
import type { InboxSummary } from '../api/numbers/numbers.ts';
import type { closedRoutes, graphRoutes, openRoutes } from '../api/routes/index.ts';
import type { Route } from '../api/routes/route.ts';
import type { Env } from '../env.ts';
import type { SignedIn } from '../workspace/people/sessions.ts';

export interface Call {
  request: Request;
  env: Env;
  url: URL;
  params: Record<string, string>;
}

export interface SignedCall extends Call {
  session: SignedIn;
  /** The connected number that the address names; null if it names none, or one that is not connected. */
  number: InboxSummary | null;
  /** Headers of the answer that a handler adds. */
  headers: Headers;
}

type OpenRoutes = typeof openRoutes;
type ClosedRoutes = typeof closedRoutes;
type GraphRoutes = typeof graphRoutes;
export type OpenName = keyof OpenRoutes;
export type ClosedName = keyof ClosedRoutes;
export type GraphName = keyof GraphRoutes;

type Declared = OpenRoutes & ClosedRoutes & GraphRoutes;
export type RouteName = keyof Declared;
export type BodyOf<Name extends RouteName> = v.InferOutput<Declared[Name]['body']>;
export type QueryOf<Name extends RouteName> = v.InferOutput<Declared[Name]['query']>;
export type AnswerOf<Name extends RouteName> = v.InferOutput<Declared[Name]['answer']>;
export type RouteOf<Name extends RouteName> = Route<BodyOf<Name>, QueryOf<Name>, AnswerOf<Name>>;

type Handler<Name extends RouteName, Given extends Call> = (
  call: Given & { body: BodyOf<Name>; query: QueryOf<Name> },
) => AnswerOf<Name> | Promise<AnswerOf<Name>>;

/** A handler for each route. Routes of an admin or agent get the session. */
export type OpenHandlers = { [Name in OpenName]: Handler<Name, Call> };
export type ClosedHandlers = { [Name in ClosedName]: Handler<Name, SignedCall> };
export type GraphHandlers = { [Name in GraphName]: Handler<Name, SignedCall> };
