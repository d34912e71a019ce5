/** The example picture of a draft, on another page than the one that uploaded it. */
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import {
  emptyDefinition,
  put,
} from '../../../../../../widget/agent-console/settings/templates/builder/definition-edit.ts';
import { TemplateBuilder } from '../../../../../../widget/agent-console/settings/templates/builder/template-builder.ts';
import { ApiClient } from '../../../../../../widget/client/api/api-client.ts';

afterEach(() => {
  document.body.replaceChildren();
});

// A page that is left still saves its draft, which must not leave the test.
afterAll(() => vi.unstubAllGlobals());

async function open(handle: string, answer: () => Response): Promise<TemplateBuilder> {
  vi.stubGlobal('fetch', async (url: string) =>
    new URL(url).pathname.includes('/template-samples/') ? answer() : Response.json({}),
  );
  const builder = new TemplateBuilder();
  builder.api = new ApiClient('https://inbox.example', async () => 'token');
  const definition = put(emptyDefinition('en'), {
    ...{ type: 'HEADER', format: 'IMAGE', example: { header_handle: [handle] } },
  });
  builder.start = { definition, base: null, draft: null };
  document.body.replaceChildren(builder);
  await builder.updateComplete;
  return builder;
}

const hintOf = (builder: TemplateBuilder) =>
  builder.renderRoot.querySelector('#header-hint')?.textContent.trim();

describe('the example picture of a draft', () => {
  it('shows again from the Worker', async () => {
    const builder = await open(
      'sample:bowl',
      () => new Response('JPEG', { headers: { 'Content-Type': 'image/jpeg' } }),
    );
    await vi.waitFor(() =>
      expect(builder.renderRoot.querySelector<HTMLImageElement>('.phone img')?.src).toMatch(/^blob:/),
    );
    expect(hintOf(builder)).toContain('Example uploaded');
  });

  it.each([
    ['a file that is gone', 'sample:gone', 404],
    ['a file that only Meta has', '4::aW', 200],
    ['a picture of a template that was written elsewhere', 'https://scontent.example/bowl.jpg', 200],
  ])('has to be chosen again: %s', async (_, handle, status) => {
    const error = { error: { code: 'sample_not_found', message: 'Gone.' } };
    const builder = await open(handle, () => Response.json(error, { status }));
    await vi.waitFor(() => expect(hintOf(builder)).toContain('Choose it again'));
  });

  it('is not called gone while the Worker cannot be reached', async () => {
    let requests = 0;
    const builder = await open('sample:bowl', () => {
      requests += 1;
      throw new TypeError('Failed to fetch');
    });
    await vi.waitFor(() => expect(requests).toBe(1));
    await builder.updateComplete;
    expect(hintOf(builder)).toContain('Example uploaded');
  });
});
