/** Holds every answer to what is declared about its route: in the schemas, and in the OpenAPI description. */
import { dereference, type Schema, validate } from '@cfworker/json-schema';
import * as v from 'valibot';
import { expect } from 'vitest';
import {
  graphErrorBody,
  graphMedia,
  graphNumber,
  graphSent,
  graphSuccess,
  graphTemplates,
  graphUploaded,
} from '../../../worker/api/developers/graph.ts';
import { errorBody, problem } from '../../../worker/api/errors.ts';
import { type ListedRoute, routes } from '../../../worker/api/routes/index.ts';
import { isJson, openApi } from '../../../worker/openapi/document.ts';

const described = v.object({ responses: v.record(v.string(), v.unknown()) });
const content = v.object({
  content: v.object({ 'application/json': v.object({ schema: v.record(v.string(), v.unknown()) }) }),
});

const { paths, components } = openApi('0');
const answers = new Map(routes.filter(isJson).map((route) => [route.name, answerSchemaOf(route)]));
const problemSchema: Schema = { $ref: '#/components/schemas/Problem' };
const error: Schema = { $ref: '#/components/schemas/ErrorBody' };
/** One schema that has all others, so that references are resolved once. */
const lookup = dereference({ components, $defs: { error, problemSchema, ...Object.fromEntries(answers) } });
const patterns = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}/*$`),
}));

export async function holdToDeclaration({ method, url }: Request, answer: Response): Promise<void> {
  if (method === 'OPTIONS' || answer.webSocket) return;
  const { pathname } = new URL(url);
  const name = `${method} ${pathname} ${answer.status}`;
  if (pathname.startsWith('/graph/')) return holdToGraph(method, pathname, answer, name);
  if (answer.status >= 400) {
    const isProblem = answer.headers.get('Content-Type') === 'application/problem+json';
    if (isProblem) holdTo(problem, problemSchema, await jsonOf(answer), name);
    else if (answer.status !== 416) holdTo(errorBody, error, await jsonOf(answer), name);
    return;
  }
  const route = routeOf(method, pathname);
  expect(route, `${name} is an answer of a route that is not declared`).toBeDefined();
  if (!route || (route.contentType !== undefined && answer.status !== 204)) return;
  if (route.hasTag && answer.status === 304) return;
  expect(answer.status, `${name} is not the status that is declared`).toBe(route.status);
  if (!isJson(route)) return;
  const value = await jsonOf(answer);
  if (isReceipt(route, value)) return;
  holdTo(route.answer, answers.get(route.name) ?? {}, value, name);
}

/** Their answers have the form that Meta's have, exactly. A file is no JSON. */
async function holdToGraph(method: string, pathname: string, answer: Response, name: string): Promise<void> {
  if (answer.status < 400 && answer.headers.get('Content-Type') !== 'application/json') return;
  const value = await jsonOf(answer);
  const schemas = answer.status < 400 ? graphAnswers(method, pathname) : [graphErrorBody];
  const outputs = schemas.map((schema) => v.safeParse(schema, value).output);
  expect(outputs, `${name} is no answer of Graph's form`).toContainEqual(value);
}

/** Some addresses answer in two forms: a message is sent or marked as read, an id is a file's or a number's. */
function graphAnswers(method: string, pathname: string): v.GenericSchema[] {
  if (pathname.endsWith('/messages')) return [graphSent, graphSuccess];
  if (pathname.endsWith('/media')) return [graphUploaded];
  if (pathname.endsWith('/message_templates')) return [graphTemplates];
  return method === 'DELETE' ? [graphSuccess] : [graphMedia, graphNumber];
}

/** More specific paths first: `/api/agents/removed` is no agent. */
function routeOf(method: string, pathname: string): ListedRoute | undefined {
  const found = patterns.filter(
    ({ route, pattern }) =>
      route.method === method && pattern.test(pathname.replace(/^\/api\/v1\//, '/api/')),
  );
  return (found.find(({ route }) => !route.path.endsWith(':id')) ?? found[0])?.route;
}

/** What a token gets that is not allowed to read: exactly the receipt, and nothing more. */
function isReceipt({ scope, receipt, isForEveryToken }: ListedRoute, value: unknown): boolean {
  if (!scope?.endsWith(':write') && !isForEveryToken) return false;
  const read = v.safeParse(receipt ?? v.object({}), value);
  return read.success && JSON.stringify(sorted(read.output)) === JSON.stringify(sorted(value));
}

/** Exact: a value that is not declared fails as well, because it could be a secret. */
function holdTo(schema: v.GenericSchema, json: Schema, value: unknown, name: string): void {
  const read = v.safeParse(schema, value);
  expect(
    read.issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`),
    name,
  ).toBeUndefined();
  expect(read.output, `${name} has more than is declared`).toEqual(value);
  const { valid, errors } = validate(value, json, '2020-12', lookup, false);
  expect(valid ? [] : errors.slice(-3), `${name} is not what openapi.json says`).toEqual([]);
}

function answerSchemaOf({ path, method, status }: ListedRoute): Schema {
  const at = path.replace('/api/', '/api/v1/').replace(/:(\w+)/g, '{$1}');
  const operation = v.safeParse(described, paths[at]?.[method.toLowerCase()]);
  if (!operation.success) return {};
  return v.parse(content, operation.output.responses[status]).content['application/json'].schema;
}

async function jsonOf(answer: Response): Promise<unknown> {
  return answer.clone().json();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
