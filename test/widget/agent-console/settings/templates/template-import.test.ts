/** A template from a file, in the list of templates. */
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  TemplateListView,
  TemplateWrite,
} from '../../../../../widget/agent-console/settings/templates/template-list.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import { emptyReport } from '../../../../fixtures/analytics-report.ts';

const exported = {
  name: 'order_ready',
  language: 'en_US',
  category: 'utility',
  components: [{ type: 'body', text: 'Order {{1}} is ready.', example: { body_text: 'A-17' } }],
};
let list: TemplateListView;
let written: TemplateWrite[];

beforeEach(async () => {
  vi.stubGlobal('fetch', async (url: string) =>
    Response.json(
      url.includes('/analytics')
        ? emptyReport()
        : url.includes('template-workshop')
          ? { drafts: [], marks: [], uses: [] }
          : { templates: [], fetchedAt: 0 },
    ),
  );
  list = new TemplateListView();
  list.api = new ApiClient('https://inbox.example', async () => 'token');
  Object.assign(list, { number: { id: '1' } });
  written = [];
  list.addEventListener('template-write', (event) => {
    if (event instanceof TemplateWrite) written.push(event);
  });
  document.body.replaceChildren(list);
  await vi.waitFor(() => expect(list.renderRoot.textContent).toContain('No templates yet.'));
});
afterAll(() => vi.unstubAllGlobals());

function choose(text: string): void {
  const input = list.renderRoot.querySelector('input[type=file]');
  if (!input) throw new Error('There is no field for a file');
  const file = new File([text], 'template.json', { type: 'application/json' });
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input.dispatchEvent(new Event('change'));
}

describe('a file with a template', () => {
  it('opens as a new template, also in the looser form of Meta’s own examples', async () => {
    choose(JSON.stringify(exported));
    await vi.waitFor(() => expect(written).toHaveLength(1));
    expect(written[0]?.start).toMatchObject({
      draft: null,
      definition: {
        ...{ name: 'order_ready', category: 'UTILITY' },
        components: [{ type: 'BODY', example: { body_text: [['A-17']] } }],
      },
    });
  });

  it.each([
    ['no JSON', '{'],
    ['JSON of something else', '{"name":"order_ready"}'],
    ['a list', '[]'],
  ])('that has %s says so, and opens nothing', async (_, text) => {
    choose(text);
    await vi.waitFor(() => expect(list.renderRoot.textContent).toContain('This file is no template.'));
    expect(written).toEqual([]);
  });
});
