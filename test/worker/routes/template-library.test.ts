/** Meta's library of templates, against a Meta that the test scripts. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../../worker/api/people/team.ts';
import type { TemplateLibrary } from '../../../worker/api/templates/templates.ts';
import type { Page } from '../../../worker/api/values.ts';
import { call, connectNumber, refusalOf, signIn, wabaId } from '../support/webhooks.ts';

const number = '106540352243401';
const path = `/api/inboxes/${number}`;
const shipped = {
  ...{ id: '1', name: 'shipped', language: 'en_US', category: 'UTILITY', topic: 'ORDER_MANAGEMENT' },
  ...{ usecase: 'SHIPMENT_CONFIRMATION', industry: ['E_COMMERCE'], body: 'Order {{1}} has left our shop.' },
  ...{ body_params: ['17'], body_param_types: ['TEXT'], buttons: [{ type: 'URL', text: 'Track' }] },
};
const entries = [
  shipped,
  { ...shipped, name: 'begins_open', body: '{{1}}, your order has left.' },
  { ...shipped, name: 'long_footer', footer: 'x'.repeat(61) },
  { ...shipped, name: 'to_pay', buttons: [{ type: 'ORDER_DETAILS', text: 'Pay' }] },
  { name: 'no_template' },
];
const creation = {
  ...{ name: 'parcel_left', language: 'en_US', category: 'UTILITY', entry: 'shipped' },
  buttons: [{ type: 'URL', url: { base_url: 'https://shop.example/', url_suffix_example: '17' } }],
};

const flows = [
  { id: '7301', name: 'Book a visit', status: 'PUBLISHED', categories: ['OTHER'] },
  { id: 7302, name: 'Refund' },
  { status: 'DRAFT' },
];

let token: string;
let asked: { method: string; path: string; query: object; body: unknown }[];
let created: () => Response;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

beforeEach(() => {
  asked = [];
  created = () => Response.json({ id: '905', status: 'APPROVED', category: 'UTILITY' });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (given) => {
    const request = new Request(given);
    const url = new URL(request.url);
    const at = url.pathname.replace(/^\/v[\d.]+/, '');
    const text = await request.text();
    const query = Object.fromEntries(url.searchParams);
    asked.push({ method: request.method, path: at, query, body: text === '' ? null : JSON.parse(text) });
    if (at.endsWith('/flows')) return Response.json({ data: flows });
    if (at === '/message_template_library') return Response.json({ data: entries });
    return request.method === 'POST' ? created() : Response.json({ data: [] });
  });
});
afterEach(() => vi.restoreAllMocks());

const create = (change: object = {}) =>
  call('POST', `${path}/template-library`, { token, body: { ...creation, ...change } });

describe('Meta’s library', () => {
  it('is listed with Meta’s filters, and says which entries Meta refuses', async () => {
    const answer = await call('GET', `${path}/template-library?language=en_US&topic=ORDER_MANAGEMENT`, {
      token,
    });
    const { templates } = await answer.json<TemplateLibrary>();
    expect(templates.map(({ name, obstacle }) => [name, obstacle])).toEqual([
      ['shipped', null],
      ['begins_open', 'variable_at_edge'],
      ['long_footer', 'footer_too_long'],
      ['to_pay', 'needs_payments'],
    ]);
    expect(asked[0]?.query).toMatchObject({ language: 'en_US', topic: 'ORDER_MANAGEMENT', limit: '100' });
  });

  it('makes a template without components, which is in the audit log', async () => {
    const made = await create();
    expect([made.status, await made.json()]).toEqual([
      201,
      { id: '905', status: 'APPROVED', category: 'UTILITY' },
    ]);
    expect(asked).toMatchObject([
      {
        ...{ method: 'POST', path: `/${wabaId}/message_templates` },
        body: {
          ...{ name: 'parcel_left', language: 'en_US', category: 'UTILITY' },
          library_template_name: 'shipped',
          library_template_button_inputs: creation.buttons,
        },
      },
    ]);
    expect(asked[0]?.body).not.toHaveProperty('components');
    const log = await call('GET', '/api/audit', { token });
    expect((await log.json<Page<AuditEntry>>()).rows[0]).toMatchObject({
      ...{ action: 'template.submitted', subject: expect.stringContaining('parcel_left') },
    });
  });

  it('passes on why Meta refuses an entry', async () => {
    const error = { message: 'Invalid', code: 200002, error_subcode: 2388109, error_user_msg: 'Withdrawn.' };
    created = () => Response.json({ error }, { status: 400 });
    expect(await refusalOf(await create())).toEqual([422, 'template_refused']);
  });

  it('looks for the template by its name when Meta’s answer is lost', async () => {
    created = () => new Response('upstream connect error', { status: 502 });
    expect(await refusalOf(await create())).toEqual([502, 'template_unconfirmed']);
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });
});

it('the Flows of the account are listed, without what cannot be read', async () => {
  const answer = await call('GET', `${path}/flows`, { token });
  expect(await answer.json()).toEqual({
    flows: [
      { id: '7301', name: 'Book a visit', status: 'PUBLISHED' },
      { id: '7302', name: 'Refund', status: '' },
    ],
  });
});
