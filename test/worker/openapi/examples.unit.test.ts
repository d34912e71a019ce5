/** What the reference says about each route, beside its schemas: examples, groups and errors. */
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { routes } from '../../../worker/api/routes/index.ts';
import { documentedCodes } from '../../../worker/openapi/error-codes.ts';
import { exampleRequests, furtherExamples } from '../../../worker/openapi/examples.ts';
import { groupOf } from '../../../worker/openapi/groups.ts';
import { outboundContent } from '../../../worker/whatsapp/sending/outbound-content.ts';

const root = resolve(import.meta.dirname, '../../..');
const published = routes.filter(({ path }) => path.startsWith('/api/'));
const withBody = published.filter(({ input }) => input === 'json');
/** Their bodies have what only a browser can make. */
const ofBrowsers = ['POST /api/passkeys', 'PUT /api/push', 'POST /api/invitations/join'];

const issuesOf = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`) ?? [];

it('every route is in a group of the reference', () => {
  expect(published.filter(({ path }) => groupOf(path).name === 'Other').map(({ name }) => name)).toEqual([]);
});

it('every documented error is one that the Worker answers', () => {
  const source = globSync('worker/**/*.ts', { cwd: root })
    .filter((path) => !path.startsWith('worker/openapi/'))
    .map((path) => readFileSync(`${root}/${path}`, 'utf8'))
    .join('\n');
  // The code for a malformed id is put together from what it is the id of.
  const isKnown = (code: string) => source.includes(`'${code}'`) || code.endsWith('_not_found');
  expect([...documentedCodes(published)].filter((code) => !isKnown(code))).toEqual([]);
});

it('examples are of routes that exist', () => {
  const names = [...Object.keys(exampleRequests), ...Object.keys(furtherExamples), ...ofBrowsers];
  expect(names.filter((name) => published.every((route) => route.name !== name))).toEqual([]);
});

it.each(withBody.filter(({ name }) => !ofBrowsers.includes(name)))(
  'the example body of $name is valid',
  ({ name, body }) => {
    expect(issuesOf(body, exampleRequests[name]?.body)).toEqual([]);
    for (const example of Object.values(furtherExamples[name] ?? {}))
      expect(issuesOf(body, example.body)).toEqual([]);
  },
);

it.each(published.filter(({ query }) => 'entries' in query))(
  'the example query of $name is valid',
  ({ name, query }) => {
    expect(issuesOf(query, exampleRequests[name]?.query ?? {})).toEqual([]);
  },
);

it('the examples of messages are content that can be sent', () => {
  const withContent = v.object({ content: outboundContent });
  for (const name of Object.keys(exampleRequests).filter((one) => /^POST .*\/messages$/.test(one))) {
    const examples = [exampleRequests[name], ...Object.values(furtherExamples[name] ?? {})];
    for (const example of examples) expect(issuesOf(withContent, example?.body), name).toEqual([]);
  }
});
