/** The parts of `openapi.json` that the reference shows. */
import type { JsonSchema } from '@valibot/to-json-schema';
import type { Content, Operation, openApi } from '../../worker/openapi/document.ts';

export type ApiDocument = ReturnType<typeof openApi>;
export type Schemas = Readonly<Record<string, JsonSchema>>;
export type { Content, Operation };

export interface ListedOperation {
  method: string;
  path: string;
  operation: Operation;
}

export function operationsOf({ paths }: ApiDocument): ListedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

/** `Message` of `#/components/schemas/Message`; null for a schema that is written in place. */
export function nameOf(schema: JsonSchema | boolean | undefined): string | null {
  const reference = typeof schema === 'object' ? schema.$ref : undefined;
  return reference?.replace('#/components/schemas/', '') ?? null;
}

export function resolved(schema: JsonSchema | boolean | undefined, schemas: Schemas): JsonSchema {
  const name = nameOf(schema);
  if (name !== null) return schemas[name] ?? {};
  return typeof schema === 'object' ? schema : {};
}

/** The other part of something that can be null. */
export function withoutNull(schema: JsonSchema): { schema: JsonSchema | boolean; isNullable: boolean } {
  const parts = schema.anyOf ?? [];
  const others = parts.filter((part) => typeof part === 'boolean' || part.type !== 'null');
  const [only] = others;
  return others.length === 1 && others.length < parts.length && only !== undefined
    ? { schema: only, isNullable: true }
    : { schema, isNullable: false };
}
