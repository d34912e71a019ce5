/** The parameters of a route: those in its path, its query, and the header with which it can be repeated. */
import type { JsonSchema } from '@valibot/to-json-schema';
import type { ListedRoute } from '../api/routes/index.ts';
import { examplePath, exampleRequests } from './examples.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema | boolean;
  example?: string;
}

/** `query` is the schema of the route's query, and `own` the name under which its comments are. */
export function parametersOf(
  route: ListedRoute,
  own: string,
  query: JsonSchema,
  descriptions: ReadonlyMap<string, string>,
): Parameter[] {
  const example = exampleRequests[route.name];
  const required = 'entries' in route.query ? entriesOf(route.query).filter((one) => !one.isOptional) : [];
  const inPath = Array.from(route.path.matchAll(/:(\w+)/g), ([, name = '']): Parameter => {
    const value = examplePath[name];
    return {
      name,
      in: 'path',
      required: true,
      ...described(pathDescription(name, route.path)),
      schema: { type: 'string' },
      ...(value !== undefined && { example: value }),
    };
  });
  const inQuery = Object.entries(query.properties ?? {}).map(([name, schema]): Parameter => {
    const value = example?.query?.[name];
    return {
      name,
      in: 'query',
      required: required.some((entry) => entry.name === name),
      ...described(descriptions.get(`${own}.${name}`) ?? shared[name]),
      schema,
      ...(value !== undefined && { example: value }),
    };
  });
  if (!route.isKeyed) return [...inPath, ...inQuery];
  const key: Parameter = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'Chosen by you. A request with the same key returns the first result.',
    schema: { type: 'string', minLength: 1, maxLength: 128 },
    ...(example?.key !== undefined && { example: example.key }),
  };
  return [...inPath, ...inQuery, key];
}

/** What a parameter is where its schema has no comment. */
const shared: Readonly<Record<string, string>> = {
  limit: 'How many rows a page has.',
  before: '`next` of the page before.',
  after: '`next` of the page before.',
  ticket: 'The ticket that authorizes the request.',
};

const owners: readonly (readonly [ending: RegExp, what: string])[] = [
  [/\/conversations\/:id(\/|$)/, 'The id of the conversation, which is also that of the contact.'],
  [/\/messages\/:id(\/|$)/, 'The id of the message.'],
  [/\/webhooks\/:id(\/|$)/, 'The id of the webhook.'],
  [/\/agents\/(removed\/)?:id(\/|$)/, 'The id of the agent.'],
  [/\/sessions\/:id$/, 'The id of the session, or `current`.'],
  [/\/short-links\/:id$/, 'The code of the short link.'],
];

function pathDescription(name: string, path: string): string | undefined {
  switch (name) {
    case 'inbox':
      return 'The id of the number’s inbox. `GET /api/v1/inboxes` lists the numbers with their ids.';
    case 'number':
      return 'The id of the inbox from which the event was delivered.';
    case 'seq':
      return 'The `seq` of the event.';
    case 'phone':
      return 'The phone number with its country code, in digits only.';
    default:
      return owners.find(([ending]) => ending.test(path))?.[1];
  }
}

function described(description: string | undefined): { description?: string } {
  return description === undefined ? {} : { description };
}

export function entriesOf({ entries }: { entries: unknown }) {
  return Object.entries(Object(entries)).map(([name, entry]) => {
    const { type, default: fallback } = Object(entry);
    const isOptional = ['optional', 'exact_optional', 'nullish'].includes(type);
    return { name, isOptional, hasDefault: fallback !== undefined };
  });
}
