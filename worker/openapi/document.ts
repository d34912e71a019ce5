/** The OpenAPI description of the API, from the declarations of the routes and the schemas of the wire. */
import { type ConversionConfig, type JsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import * as metaCosts from '../api/analytics/meta-costs.ts';
import * as rates from '../api/analytics/rates.ts';
import * as templateInsights from '../api/analytics/template-insights.ts';
import * as assignment from '../api/automation/assignment.ts';
import * as assistant from '../api/automation/assistant.ts';
import * as botHook from '../api/automation/bot-hook.ts';
import * as estimates from '../api/automation/estimate.ts';
import * as automationFiles from '../api/automation/files.ts';
import * as followUps from '../api/automation/follow-ups.ts';
import * as knowledge from '../api/automation/knowledge.ts';
import * as menus from '../api/automation/menus.ts';
import * as provider from '../api/automation/provider.ts';
import * as rules from '../api/automation/rules.ts';
import * as automationSettings from '../api/automation/settings.ts';
import * as turns from '../api/automation/turns.ts';
import * as catalog from '../api/catalog/catalog.ts';
import * as contacts from '../api/conversations/contacts.ts';
import * as conversations from '../api/conversations/conversations.ts';
import * as episodes from '../api/conversations/episodes.ts';
import * as fields from '../api/conversations/fields.ts';
import * as labels from '../api/conversations/labels.ts';
import * as live from '../api/conversations/live.ts';
import * as messages from '../api/conversations/messages.ts';
import * as replies from '../api/conversations/replies.ts';
import * as teamwork from '../api/conversations/teamwork.ts';
import * as views from '../api/conversations/views.ts';
import * as events from '../api/developers/events.ts';
import * as webhooks from '../api/developers/webhooks.ts';
import * as errors from '../api/errors.ts';
import * as button from '../api/numbers/button.ts';
import * as connections from '../api/numbers/connections.ts';
import * as data from '../api/numbers/data.ts';
import * as health from '../api/numbers/health.ts';
import * as numbers from '../api/numbers/numbers.ts';
import * as profile from '../api/numbers/profile.ts';
import * as push from '../api/people/push.ts';
import * as sessions from '../api/people/sessions.ts';
import * as settings from '../api/people/settings.ts';
import * as team from '../api/people/team.ts';
import * as teams from '../api/people/teams.ts';
import * as roles from '../api/roles.ts';
import { type ListedRoute, routes } from '../api/routes/index.ts';
import * as templates from '../api/templates/templates.ts';
import { outboundContent } from '../whatsapp/sending/outbound-content.ts';
import { errorCodesOf } from './error-codes.ts';
import { exampleRequests } from './examples.ts';
import { byImportance, groupOf, groupsOf } from './groups.ts';
import { type Header, headersOf, rateHeaders } from './headers.ts';
import { entriesOf, type Parameter, parametersOf } from './parameters.ts';

type Mode = 'input' | 'output';

/** By its type. A body that is not JSON has no schema. */
export type Content = Readonly<Record<string, { schema?: JsonSchema; example?: object }>>;

export interface OperationResponse {
  $ref?: string;
  description?: string;
  headers?: Readonly<Record<string, Header>>;
  content?: Content;
}

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: readonly string[];
  security: readonly { bearer: readonly string[] }[];
  parameters: readonly Parameter[];
  requestBody?: { required: true; content: Content };
  responses: Readonly<Record<string, OperationResponse>>;
}

const compound = [
  'object',
  'strict_object',
  'loose_object',
  'variant',
  'union',
  'intersect',
  'picklist',
] as const;

/** Every exported schema of something that is more than one value, under the name of its type. */
const exportedSchemas: readonly (readonly [name: string, schema: v.GenericSchema])[] = [
  assignment,
  metaCosts,
  rates,
  templateInsights,
  assistant,
  automationFiles,
  automationSettings,
  button,
  catalog,
  connections,
  contacts,
  conversations,
  data,
  errors,
  estimates,
  episodes,
  events,
  botHook,
  followUps,
  health,
  fields,
  knowledge,
  labels,
  live,
  menus,
  messages,
  numbers,
  profile,
  provider,
  push,
  replies,
  roles,
  rules,
  sessions,
  settings,
  team,
  teams,
  teamwork,
  templates,
  turns,
  views,
  webhooks,
].flatMap((file) =>
  Object.entries<unknown>(file).flatMap(([name, value]) =>
    isNamedSchema(value) ? [[capitalized(name), value] as const] : [],
  ),
);
export const namedSchemas: Readonly<Record<string, v.GenericSchema>> = {
  ...Object.fromEntries(exportedSchemas.filter(([name]) => !name.endsWith('Query'))),
  OutboundContent: outboundContent,
};

function isNamedSchema(value: unknown): value is v.GenericSchema {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'schema' &&
    'type' in value &&
    compound.some((type) => type === value.type)
  );
}

/** `descriptions` has the comments of the schemas, by the name of a schema and the path in it. */
export function openApi(version: string, descriptions: ReadonlyMap<string, string> = new Map()) {
  const listed = byImportance(routes.filter(({ path }) => path.startsWith('/api/')));
  const names = new Map(Object.entries(namedSchemas).map(([name, schema]) => [schema, name]));
  const differing = differingNames();
  const nameIn = (name: string, mode: Mode) =>
    mode === 'input' && differing.has(name) ? `${name}Request` : name;

  /** All at once, because each conversion converts all named schemas. */
  const converted = (mode: Mode, schemas: readonly v.GenericSchema[]) => {
    const own = Object.fromEntries(
      schemas.flatMap((schema, index) => (names.has(schema) ? [] : [[`#${index}`, schema] as const])),
    );
    const reference = (name: string) => `#/components/schemas/${nameIn(name, mode)}`;
    const definitions = toJsonSchemaDefs(
      { ...own, ...namedSchemas },
      { ...configOf(mode), overrideRef: ({ referenceId }) => reference(referenceId) },
    );
    return {
      components: Object.keys(namedSchemas).map(
        (name) => [nameIn(name, mode), described(definitions[name] ?? {}, name, descriptions)] as const,
      ),
      of: (schema: v.GenericSchema): JsonSchema => {
        const name = names.get(schema);
        return name === undefined
          ? (definitions[`#${schemas.indexOf(schema)}`] ?? {})
          : { $ref: reference(name) };
      },
    };
  };
  const input = converted(
    'input',
    listed.filter((route) => route.input === 'json').map(({ body }) => body),
  );
  const output = converted('output', [
    ...listed.map(({ query }) => query),
    ...listed.filter(isJson).map(({ answer }) => answer),
  ]);

  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of listed) {
    const path = addressOf(route.path);
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: operationOf(route, input.of, output.of, descriptions),
    };
  }
  const schemas = Object.fromEntries([...input.components, ...output.components]);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Message Us',
      version,
      description:
        'Times are Unix times in milliseconds. Ids of conversations and messages are whole numbers, unique within one inbox. Every address also works without `/v1`.',
    },
    servers: [{ url: '/' }],
    tags: groupsOf(listed.map(({ path }) => path)),
    paths,
    components: {
      schemas: reachable(paths, schemas),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API token, or the token of a session.' },
      },
      responses: {
        Error: {
          description: 'What is wrong, and what to do.',
          headers: {
            'X-Request-Id': {
              description: 'The caller’s own id of the request, or one that was chosen for it.',
              schema: { type: 'string' },
            },
            ...rateHeaders,
            'Retry-After': {
              description: 'With 429: the seconds to wait.',
              schema: { type: 'integer' },
            },
          },
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/ErrorBody' } },
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      },
    },
  };
}

/** Whether the route answers JSON that is declared, when it succeeds. */
export function isJson({ status, contentType }: ListedRoute): boolean {
  return status !== 204 && contentType === undefined;
}

/** The schemas whose input differs from their output, such as those with a default. */
function differingNames(): Set<string> {
  const taken = toJsonSchemaDefs(namedSchemas, configOf('input'));
  const given = toJsonSchemaDefs(namedSchemas, configOf('output'));
  const texts = Object.keys(namedSchemas).map((name) => [name, JSON.stringify(taken[name])] as const);
  const found = new Set(
    texts.flatMap(([name, text]) => (text === JSON.stringify(given[name]) ? [] : [name])),
  );
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const [name, text] of texts) {
      if ([...found].some((other) => text.includes(`"#/$defs/${other}"`))) found.add(name);
    }
  }
  return found;
}

type Convert = (schema: v.GenericSchema) => JsonSchema;

function operationOf(
  route: ListedRoute,
  toInput: Convert,
  toOutput: Convert,
  descriptions: ReadonlyMap<string, string>,
): Operation {
  const { name, summary, role, scope, andScope, isForEveryToken, path, input, body } = route;
  const { answer, status, contentType } = route;
  const answerContent = isJson(route)
    ? { 'application/json': { schema: toOutput(answer) } }
    : contentType === undefined
      ? undefined
      : { [contentType]: {} };
  return {
    operationId: operationIdOf(route),
    summary,
    tags: [groupOf(path).name],
    ...(role === 'anyone'
      ? { security: [] }
      : {
          description: accessTo(route),
          security: [{ bearer: isForEveryToken ? [] : [scope, andScope].filter((one) => one !== undefined) }],
        }),
    parameters: parametersOf(route, ownNameOf(route.query), toOutput(route.query), descriptions),
    ...(input === 'json' && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: toInput(body), ...exampleOf(name) } },
      },
    }),
    ...(input === 'raw' && {
      requestBody: { required: true, content: { [exampleRequests[name]?.file?.type ?? '*/*']: {} } },
    }),
    responses: {
      [path.endsWith('/live') ? 101 : status]: {
        description: summary,
        ...headersOf(route),
        ...(answerContent && !path.endsWith('/live') && { content: answerContent }),
      },
      ...(route.hasTag && { 304: { description: 'Nothing has changed since the answer with this tag.' } }),
      ...errorResponses(route),
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

function accessTo({ role, permission, scope, andScope, isForEveryToken }: ListedRoute): string {
  const people = permission === undefined ? role : `${role}, an agent with the permission \`${permission}\``;
  if (scope === undefined) return `For an ${people}. API tokens cannot call it.`;
  if (isForEveryToken)
    return `For an ${people}, or any API token. Without the scope \`${scope}\`, a token gets the ids and names only.`;
  const also = andScope === undefined ? '' : ` and \`${andScope}\``;
  return `For an ${people}, or an API token with the scope \`${scope}\`${also}.`;
}

/** The errors of one status are one response, and their codes its description. */
function errorResponses(route: ListedRoute): Record<string, OperationResponse> {
  const codes = new Map<number, string[]>();
  for (const { status, code } of errorCodesOf(route))
    codes.set(status, [...(codes.get(status) ?? []), `\`${code}\``]);
  return Object.fromEntries(
    Array.from(codes, ([status, names]) => [
      status,
      { $ref: '#/components/responses/Error', description: names.join(', ') },
    ]),
  );
}

function exampleOf(name: string): { example?: object } {
  const example = exampleRequests[name]?.body;
  return example === undefined ? {} : { example };
}

function ownNameOf(query: v.GenericSchema): string {
  return exportedSchemas.find(([, schema]) => schema === query)?.[0] ?? '';
}

/** The address of version 1. */
export function addressOf(path: string): string {
  return path.replace('/api/', '/api/v1/').replace(/:(\w+)/g, '{$1}');
}

/** `GET /api/inboxes/:inbox/conversations/:id/messages` is `getInboxConversationMessages`. */
export function operationIdOf({ method, path }: Pick<ListedRoute, 'method' | 'path'>): string {
  // Beside `/api/webhooks/:id`, which is about our own.
  if (path === '/api/webhook') return 'getWebhookSetup';
  const words = path
    .replace('/api/', '')
    // A word without a plural.
    .replace(/knowledge\/:\w+/, 'knowledge-entry')
    .replace(/ies\/:\w+/g, 'y')
    .replace(/(xe)?s\/:\w+/g, (_, end?: string) => (end ? 'x' : ''))
    .replace(/\/:\w+/g, '')
    .split(/[/-]/);
  return method.toLowerCase() + words.map(capitalized).join('');
}

function configOf(mode: Mode): ConversionConfig {
  return {
    target: 'draft-2020-12',
    typeMode: mode,
    // What JSON Schema cannot say; each has its sentence in the answer to a wrong request.
    ignoreActions: ['trim', 'check', 'readonly', 'to_upper_case', 'to_lower_case'],
    overrideAction: ({ valibotAction, jsonSchema }) => {
      if (valibotAction.type === 'to_number') return { type: 'number' };
      if (valibotAction.type === 'to_string') return { type: 'string' };
      // Patterns of JSON Schema have the flag anyway.
      if (isUnicodePattern(valibotAction))
        return { ...jsonSchema, pattern: valibotAction.requirement.source };
    },
    overrideSchema: ({ valibotSchema, jsonSchema }) => {
      // A handler checks it against WhatsApp's rules.
      if (valibotSchema === messages.sendMessage.entries.content)
        return { $ref: '#/components/schemas/OutboundContent' };
      const { default: fallback, ...json } = jsonSchema;
      if (typeof fallback === 'string' && (json.type === 'integer' || json.type === 'number')) {
        const number = Number(fallback);
        return number < Number.MAX_SAFE_INTEGER ? { ...json, default: number } : json;
      }
      if (mode === 'output' && 'entries' in valibotSchema)
        return { ...jsonSchema, required: given(valibotSchema) };
    },
  };
}

function isUnicodePattern(action: object): action is { requirement: RegExp } {
  return 'requirement' in action && action.requirement instanceof RegExp && action.requirement.flags === 'u';
}

/** Answers always contain the properties that have a default. */
function given(schema: { entries: unknown }): string[] {
  return entriesOf(schema).flatMap(({ name, isOptional, hasDefault }) =>
    isOptional && !hasDefault ? [] : [name],
  );
}

/** Adds the comments of the source to a schema. */
function described(json: JsonSchema, path: string, descriptions: ReadonlyMap<string, string>): JsonSchema {
  const description = descriptions.get(path);
  const inside = inner(json, path, descriptions);
  return description === undefined ? inside : { ...inside, description };
}

function inner(json: JsonSchema, path: string, descriptions: ReadonlyMap<string, string>): JsonSchema {
  const deeper = (part: JsonSchema | boolean) =>
    typeof part === 'boolean' ? part : inner(part, path, descriptions);
  const each = (parts: (JsonSchema | boolean)[]) => parts.map(deeper);
  return {
    ...json,
    ...(json.properties && {
      properties: Object.fromEntries(
        Object.entries(json.properties).map(([name, part]) => [
          name,
          typeof part === 'boolean' ? part : described(part, `${path}.${name}`, descriptions),
        ]),
      ),
    }),
    ...(json.items && !Array.isArray(json.items) && { items: deeper(json.items) }),
    ...(json.anyOf && { anyOf: each(json.anyOf) }),
    ...(json.oneOf && { oneOf: each(json.oneOf) }),
  };
}

/** The schemas that the paths mention, directly or through others. */
function reachable(paths: unknown, schemas: Readonly<Record<string, JsonSchema>>) {
  const found = new Map<string, JsonSchema>();
  const visit = (json: unknown) => {
    for (const [, name = ''] of JSON.stringify(json).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const schema = schemas[name];
      if (!schema || found.has(name)) continue;
      found.set(name, schema);
      visit(schema);
    }
  };
  visit(paths);
  visit({ $ref: '#/components/schemas/ErrorBody' });
  visit({ $ref: '#/components/schemas/Problem' });
  return Object.fromEntries([...found].sort(([a], [b]) => a.localeCompare(b)));
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
