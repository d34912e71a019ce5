/**
 * The declaration of a route. The declarations are data without handlers, so tests, documentation and OpenAPI can
 * import them anywhere; `worker/routes/table.ts` gives each its handler.
 */
import * as v from 'valibot';
import type { ApiScope, Permission, Role } from '../roles.ts';

type Schema<Output> = v.GenericSchema<unknown, Output>;

/** An object schema of valibot leaves out every key that it does not name. */
export type Receipt = Schema<object>;

/** A route with the types of its JSON body, its query and its answer. */
export interface Route<Body = unknown, Query = unknown, Answer = unknown> {
  /** One line for the documentation. */
  summary: string;
  /** `anyone`: no session is needed. */
  role: Role | 'anyone';
  /** Agents with this permission can call an admin's route as well. */
  permission?: Permission;
  /** The scope with which API tokens can call it. Without one, they cannot. */
  scope?: ApiScope;
  /** A second scope that API tokens need beside it. */
  andScope?: ApiScope;
  /** A scope that lets API tokens in instead. The handler checks which of the two its answer needs. */
  orScope?: ApiScope;
  /** The answer for a token with this scope that has no scope for reading. Default: `{}`. */
  receipt?: Receipt;
  /** Tokens without the scope can call it as well; they get the receipt. */
  isForEveryToken?: true;
  /** Refused to a session of another site's page, because its result would outlive that session. */
  isOwnPagesOnly?: true;
  /** Whether callers without a session are limited by their address. */
  isCounted?: true;
  /** Whether it needs the header `Idempotency-Key`. */
  isKeyed?: true;
  /** The largest JSON body in bytes; without it, what any command may have. */
  maxBodyBytes?: number;
  /** `raw`: the handler reads the body itself, such as a file. */
  input: 'none' | 'json' | 'raw';
  body: Schema<Body>;
  query: Schema<Query>;
  /** The parameter that takes `next` of a page to get the one after it. */
  pagedBy?: 'before' | 'after' | 'cursor';
  status: 200 | 201 | 204;
  answer: Schema<Answer>;
  /** Whether its answer has an `ETag`, so that a program that has it already gets 304. */
  hasTag?: true;
  /** The media type of an answer that is not JSON; the handler then returns a Response. */
  contentType?: string;
}

export type Routes = Readonly<Record<`${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, Route>>;

type Limits = Pick<
  Route,
  | 'summary'
  | 'permission'
  | 'scope'
  | 'andScope'
  | 'orScope'
  | 'receipt'
  | 'isForEveryToken'
  | 'isOwnPagesOnly'
  | 'isCounted'
  | 'isKeyed'
  | 'pagedBy'
  | 'maxBodyBytes'
  | 'hasTag'
  | 'contentType'
>;

interface Declared<Body, Query, Answer> extends Limits {
  body?: Schema<Body>;
  /** The body is not JSON. */
  isRaw?: true;
  query?: Schema<Query>;
  /** 200 with an answer, 204 without one, unless it is given. */
  status?: 201;
  answer?: Schema<Answer>;
}

const nothing = v.undefined();
const noAnswer = v.void();
const noQuery = v.object({});

/** The answer of a handler that makes its own Response, such as one with a file. */
export const response = v.instance(Response);

function route(role: Route['role'], declared: Declared<unknown, unknown, unknown>): Route {
  const { body, isRaw, query = noQuery, status, answer, ...limits } = declared;
  return {
    ...limits,
    role,
    input: isRaw ? 'raw' : body ? 'json' : 'none',
    body: body ?? nothing,
    query,
    status: status ?? (answer ? 200 : 204),
    answer: answer ?? noAnswer,
  };
}

/** For everybody on the team. */
export function forAgents<Body = undefined, Query = object, Answer = void>(
  declared: Declared<Body, Query, Answer>,
): Route<NoInfer<Body>, NoInfer<Query>, NoInfer<Answer>>;
export function forAgents(declared: Declared<unknown, unknown, unknown>): Route {
  return route('agent', declared);
}

export function forAdmins<Body = undefined, Query = object, Answer = void>(
  declared: Declared<Body, Query, Answer>,
): Route<NoInfer<Body>, NoInfer<Query>, NoInfer<Answer>>;
export function forAdmins(declared: Declared<unknown, unknown, unknown>): Route {
  return route('admin', declared);
}

/** For everybody, without a session. */
export function forAnyone<Body = undefined, Query = object, Answer = void>(
  declared: Declared<Body, Query, Answer>,
): Route<NoInfer<Body>, NoInfer<Query>, NoInfer<Answer>>;
export function forAnyone(declared: Declared<unknown, unknown, unknown>): Route {
  return route('anyone', declared);
}
