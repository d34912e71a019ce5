/** A request to a route of the Worker, in any runtime: how it is addressed, sent, and what its errors look like. */
import type * as v from 'valibot';
import type { closedRoutes, openRoutes } from '../../../worker/api/routes/index.ts';

type Declared = typeof openRoutes & typeof closedRoutes;
type InApi<Name> = Name extends `${infer Method} /api/${infer Path}` ? `${Method} /${Path}` : never;

/** Method and path under `/api`, as the Worker declares it: `GET /inboxes/:inbox/policy`. */
export type Route = InApi<keyof Declared>;
type DeclarationOf<R extends Route> = R extends `${infer Method} /${infer Path}`
  ? Declared[`${Method} /api/${Path}` & keyof Declared]
  : never;
/** The answer of a route, from its declaration. */
export type AnswerOf<R extends Route> = v.InferOutput<DeclarationOf<R>['answer']>;

type ParamsOf<Path extends string> = Path extends `${string}/:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Name | ParamsOf<`/${More}`>
    : Rest
  : never;

export interface Options {
  /** Null and undefined values are omitted. */
  query?: Readonly<Record<string, string | number | null | undefined>>;
  /** A file, or a value to send as JSON. */
  body?: object;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
}

/** The arguments of a call: a value for each part of the path that begins with a colon, and the options. */
export type Call<R extends Route> = Options & { readonly [Name in ParamsOf<R>]: string | number };
export type CallArguments<R extends Route> = [ParamsOf<R>] extends [never]
  ? [call?: Options]
  : [call: Call<R>];

/** Rejects only if there is no answer. */
export function requestRoute(
  origin: string,
  route: Route,
  call: Options = {},
  token: string | null,
): Promise<Response> {
  const { method, url } = addressOf(origin, route, call);
  const { headers, signal } = call;
  const body = call.body ?? (method === 'POST' ? {} : undefined);
  return fetch(url, {
    method,
    credentials: 'omit',
    headers: {
      ...(body && { 'Content-Type': typeOf(body) }),
      ...(token !== null && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body && { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  });
}

export function addressOf(origin: string, route: Route, call: Options): { method: string; url: string } {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(Reflect.get(call, name))),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {}))
    if (value != null) query.set(name, String(value));
  return { method, url: [`${origin}/api${path}`, String(query)].filter((part) => part !== '').join('?') };
}

/** A file has its own type; everything else is JSON. */
export function typeOf(body: object): string {
  return body instanceof Blob ? body.type || 'application/octet-stream' : 'application/json';
}

export function readJson<Answer>(response: Response): Promise<Answer> | Answer {
  return response.status === 204 ? JSON.parse('null') : response.json();
}

/** Null: something between the caller and the Worker answered, in its own format. */
export function errorIn(body: string): { code: string; message: string; details: unknown } | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  const error: unknown = Reflect.get(Object(value), 'error');
  const [code, message, details] = ['code', 'message', 'details'].map((name): unknown =>
    Reflect.get(Object(error), name),
  );
  if (typeof code !== 'string' || typeof message !== 'string') return null;
  return { code, message, details: details ?? null };
}
