/** The types of `message-us/client`, from the OpenAPI description, so that they need neither valibot nor our source. */
import type { JsonSchema } from '@valibot/to-json-schema';
import { readDescriptions } from '../../worker/openapi/descriptions.ts';
import { type Content, openApi } from '../../worker/openapi/document.ts';

/** What cannot be generated. A test compiles a program against it, and runs that. */
const declarations = `
export type Route = keyof Routes;

interface Options {
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
}

/** The arguments of a call: the parts of the path, the query, the body, and headers such as \`Idempotency-Key\`. */
export type Call<R extends Route> = Routes[R]['params'] & Omit<Routes[R], 'params' | 'answer'> & Options;
type CallArguments<R extends Route> = object extends Call<R> ? [call?: Call<R>] : [call: Call<R>];
export type AnswerOf<R extends Route> = Routes[R]['answer'];

/** The Worker has refused a request. \`code\` is stable, and the message says what to do. */
export declare class MessageUsError extends Error {
  readonly name = 'MessageUsError';
  readonly status: number;
  readonly code: string;
  readonly details: unknown;
  /** The Worker's log has it for unexpected errors. */
  readonly requestId: string | null;
}

export interface ClientOptions {
  /** Address of the Worker. */
  url: string;
  /** An API token, or what returns the token of a session. */
  token: string | (() => string | Promise<string>);
}

export declare class MessageUsClient {
  constructor(options: ClientOptions);
  /**
   * Calls a route. Rejects with a {@link MessageUsError} if the Worker refuses, and with a TypeError without an answer.
   */
  call<const R extends Route>(route: R, ...[call]: CallArguments<R>): Promise<AnswerOf<R>>;
  /** The response of a route that does not answer JSON, such as one with a file. */
  response<const R extends Route>(route: R, ...[call]: CallArguments<R>): Promise<Response>;
  /** Address of the live socket, for one connection within 30 seconds. \`after\` is the last \`seq\` that you have. */
  liveAddress(inbox: string, after: number): Promise<string>;
}
`;

export function clientTypes(): string {
  const { paths, components } = openApi('0', readDescriptions());
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `${commentOf(schema)}export type ${name} = ${typeText(schema)};`,
  );
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary, parameters, requestBody, responses }]) => {
      const name = `${method.toUpperCase()} ${path.replace('/api/v1', '').replace(/\{(\w+)\}/g, ':$1')}`;
      const inPath = parameters
        .filter((one) => one.in === 'path')
        .map((one) => `${one.name}: string | number`);
      const query = parameters
        .filter((one) => one.in === 'query')
        .map((one) => `${key(one.name)}${one.required ? '' : '?'}: ${queryType(one.schema)}`);
      const isQueryNeeded = parameters.some((one) => one.in === 'query' && one.required);
      const success = Object.entries(responses).find(([status]) => /^[123]/.test(status))?.[1];
      const fields = [
        `params: { ${inPath.join('; ')} }`,
        ...(query.length === 0 ? [] : [`query${isQueryNeeded ? '' : '?'}: { ${query.join('; ')} }`]),
        ...(requestBody ? [`body: ${contentType(requestBody.content, 'Blob')}`] : []),
        `answer: ${contentType(success?.content, 'void')}`,
      ];
      return `  /** ${summary}. */\n  '${name}': { ${fields.join('; ')} };`;
    }),
  );
  return `/** The API of Message Us. Generated from its OpenAPI description. */\n${schemas.join('\n')}\n\nexport interface Routes {\n${routes.join('\n')}\n}\n${declarations}`;
}

function contentType(content: Content | undefined, otherwise: string): string {
  const [first] = Object.values(content ?? {});
  return first?.schema ? typeText(first.schema) : otherwise;
}

/** A query is text, and the client writes numbers as text. Null values are omitted. */
function queryType(schema: JsonSchema | boolean): string {
  const text = typeText(schema);
  return `${text === 'number' || text === 'string' ? 'string | number' : text} | null | undefined`;
}

function typeText(schema: JsonSchema | boolean): string {
  if (typeof schema === 'boolean') return 'unknown';
  const {
    $ref,
    const: constant,
    enum: options,
    anyOf,
    oneOf,
    allOf,
    items,
    properties,
    required = [],
  } = schema;
  if ($ref !== undefined) return $ref.replace('#/components/schemas/', '');
  if (constant !== undefined) return JSON.stringify(constant);
  if (options) return options.map((one) => JSON.stringify(one)).join(' | ');
  const parts = anyOf ?? oneOf;
  if (parts) return [...new Set(parts.map(typeText))].join(' | ');
  if (allOf) return allOf.map((part) => `(${typeText(part)})`).join(' & ');
  if (items !== undefined && !Array.isArray(items)) return `(${typeText(items)})[]`;
  if (properties && Object.keys(properties).length > 0) {
    const fields = Object.entries(properties).map(
      ([name, part]) =>
        `${typeof part === 'object' ? commentOf(part) : ''}${key(name)}${required.includes(name) ? '' : '?'}: ${typeText(part)};`,
    );
    return `{\n${fields.join('\n')}\n}`;
  }
  return plainType(schema);
}

function plainType({ type, additionalProperties }: JsonSchema): string {
  switch (type) {
    case 'object':
      return typeof additionalProperties === 'object'
        ? `Record<string, ${typeText(additionalProperties)}>`
        : 'Record<string, unknown>';
    case 'array':
      return 'unknown[]';
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    default:
      return 'unknown';
  }
}

function commentOf({ description }: JsonSchema): string {
  return description === undefined ? '' : `/** ${description.replaceAll('*/', '*')} */\n`;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
