/** The product catalog of an account, against a Meta that the test scripts. */
import * as v from 'valibot';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Catalog,
  catalog,
  catalogSettings,
  type FoundProducts,
  type Product,
} from '../../../worker/api/catalog/catalog.ts';
import type { ContactPage } from '../../../worker/api/conversations/contacts.ts';
import type { MediaTicket } from '../../../worker/api/conversations/messages.ts';
import type { AuditEntry } from '../../../worker/api/people/team.ts';
import type { TemplateCheck } from '../../../worker/api/templates/templates.ts';
import type { Page } from '../../../worker/api/values.ts';
import { png } from '../../fixtures/pictures.ts';
import { call, connectNumber, post, refusalOf, signIn, siteSession, webhook } from '../support/webhooks.ts';

const number = '106540352243777';
const path = `/api/inboxes/${number}`;
let token: string;

interface Asked {
  method: string;
  path: string;
  query: Record<string, string>;
}
let asked: Asked[] = [];
/** The products that Meta lists, and what it answers instead of a list. */
let listed: Record<string, unknown>[] = [];
let catalogs: Record<string, unknown>[] = [];
let instead: (asked: Asked) => Response | undefined = () => undefined;

const refused = (code: number, message: string, error_subcode?: number) =>
  Response.json({ error: { message, type: 'OAuthException', code, error_subcode } }, { status: 400 });

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

beforeEach(async () => {
  asked = [];
  catalogs = [{ id: '77', name: 'Lumen & Clay' }];
  listed = Array.from({ length: 230 }, (_, index) => ({
    id: `9${index}`,
    retailer_id: `cup-${index}`,
    name: index === 7 ? 'Crème café' : `Cup ${index}`,
    price: '€12.50',
    availability: 'in stock',
    ...(index < 3 && { image_url: 'https://scontent.fbcdn.net/cup.png' }),
    ...(index === 4 && { visibility: 'staging' }),
    ...(index === 5 && { review_status: 'rejected' }),
  }));
  instead = () => undefined;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (given) => {
    const request = new Request(given);
    const url = new URL(request.url);
    const one = {
      method: request.method,
      path: url.pathname.replace(/^\/v[\d.]+/, ''),
      query: Object.fromEntries(url.searchParams),
    };
    asked.push(one);
    return instead(one) ?? answerOf(one, url);
  });
});
afterEach(() => vi.restoreAllMocks());

function answerOf({ path: place, query }: Asked, url: URL): Response {
  if (place.endsWith('/product_catalogs')) return Response.json({ data: catalogs });
  if (place === '/cup.png') return new Response(png(2, 2), { headers: { 'content-type': 'image/png' } });
  const from = Number(query.after ?? 0);
  const to = from + Number(query.limit);
  return Response.json({
    data: listed.slice(from, to),
    paging: { cursors: { after: String(to) }, ...(to < listed.length && { next: url.href }) },
  });
}

const refresh = () => call('GET', `${path}/catalog?refresh=1`, { token });
const search = async (query: string) =>
  (await call('GET', `${path}/catalog/products?${query}`, { token })).json<Page<Product>>();
const lookup = async (...retailerIds: string[]) =>
  (await call('POST', `${path}/catalog/lookup`, { token, body: { retailerIds } })).json<FoundProducts>();

describe('the catalog of an account', () => {
  it('is read page by page, and then answered without asking Meta', async () => {
    expect(v.parse(catalog, await (await refresh()).json())).toMatchObject({
      ...{ id: '77', name: 'Lumen & Clay', productCount: 230, isComplete: true },
    });
    expect(asked.map(({ query }) => query.after)).toEqual([undefined, undefined, '100', '200']);
    asked = [];
    expect((await search('limit=100&after=200')).rows).toHaveLength(30);
    expect(await (await call('GET', `${path}/catalog`, { token })).json()).toMatchObject({
      productCount: 230,
    });
    expect(asked).toEqual([]);
  });

  it('is read again when that is asked for, with what Meta lists now', async () => {
    await refresh();
    listed = listed.slice(0, 2);
    expect(await (await refresh()).json()).toMatchObject({ productCount: 2 });
    expect(await search('')).toMatchObject({ rows: [{ name: 'Cup 0' }, { name: 'Cup 1' }], next: null });
  });

  it('is read again in the background once it is an hour old', async () => {
    await refresh();
    listed = listed.slice(0, 3);
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now + 2 * 60 * 60_000);
    expect(await (await call('GET', `${path}/catalog`, { token })).json()).toMatchObject({
      productCount: 230,
    });
    await expect
      .poll(
        async () => (await (await call('GET', `${path}/catalog`, { token })).json<Catalog>()).productCount,
      )
      .toBe(3);
    clock.mockRestore();
  });

  it('has at most 4,500 products here, and says that there are more', async () => {
    listed = Array.from({ length: 4_600 }, (_, index) => ({ id: `${index}`, retailer_id: `cup-${index}` }));
    expect(await (await refresh()).json()).toMatchObject({ productCount: 4_500, isComplete: false });
  });

  it('is read without the fields that a version of Graph does not know', async () => {
    instead = ({ query }) =>
      query.fields?.includes('visibility')
        ? refused(100, '(#100) nonexisting field (visibility)')
        : undefined;
    expect(await (await refresh()).json()).toMatchObject({ productCount: 230 });
  });

  it('is searched by words of the name and by the id of the shop, regardless of accents', async () => {
    await refresh();
    expect((await search('search=cafe%20CREME')).rows.map(({ retailerId }) => retailerId)).toEqual(['cup-7']);
    expect((await search('search=cup-22')).rows.map(({ name }) => name)).toEqual([
      ...['Cup 22', 'Cup 220', 'Cup 221', 'Cup 222', 'Cup 223', 'Cup 224'],
      ...['Cup 225', 'Cup 226', 'Cup 227', 'Cup 228', 'Cup 229'],
    ]);
    expect(await search('search=cup-22&limit=2')).toMatchObject({ next: '2' });
  });

  it('finds the products of an order, with their price and why customers cannot see one', async () => {
    await refresh();
    const { products } = await lookup('cup-0', 'cup-4', 'cup-5', 'gone');
    expect(products).toMatchObject([
      { retailerId: 'cup-0', name: 'Cup 0', price: '€12.50', hasPicture: true, obstacle: null },
      { retailerId: 'cup-4', hasPicture: false, obstacle: 'hidden' },
      { retailerId: 'cup-5', obstacle: 'not_approved' },
    ]);
  });
});

describe('without a catalog', () => {
  it('says that none is connected, and asks Meta once however many orders are looked up', async () => {
    await refresh();
    catalogs = [];
    expect(await refusalOf(await refresh())).toEqual([409, 'catalog_not_connected']);
    asked = [];
    const answers = [lookup('cup-0'), lookup('cup-1'), search('')];
    expect(await Promise.all(answers)).toMatchObject(
      answers.map(() => ({ error: { code: 'catalog_not_connected' } })),
    );
    expect(asked).toEqual([]);
  });

  it.each([
    ['the permission is missing', () => refused(200, '(#200) Requires catalog_management permission')],
    ['the catalog is not assigned to the system user', () => refused(100, 'Unsupported get request.', 33)],
  ])('says what to do when %s', async (_, answer) => {
    instead = ({ path: place }) => (place.endsWith('/products') ? answer() : undefined);
    expect(await refusalOf(await refresh())).toEqual([409, 'catalog_permission_missing']);
  });

  it('keeps the last known products when Meta does not answer', async () => {
    await refresh();
    instead = () => new Response('', { status: 503 });
    expect(await refusalOf(await refresh())).toEqual([502, 'catalog_unreachable']);
    expect((await search('')).rows).toHaveLength(30);
  });
});

describe('a template with products', () => {
  const definition = {
    name: 'new_bowls',
    language: 'en_US',
    category: 'MARKETING',
    components: [
      { type: 'BODY', text: 'Our new bowls have come out of the kiln, have a look at all of them.' },
      { type: 'BUTTONS', buttons: [{ type: 'CATALOG', text: 'View catalog' }] },
    ],
  };
  const problems = async () => {
    const answer = await call('POST', `${path}/template-check`, { token, body: { definition } });
    return (await answer.json<TemplateCheck>()).problems.map(({ code }) => code);
  };

  it('is warned about as long as no catalog is connected', async () => {
    await refresh();
    expect(await problems()).not.toContain('catalog_missing');
    catalogs = [];
    await refresh();
    expect(await problems()).toContain('catalog_missing');
  });
});

describe('the picture of a product', () => {
  const pictureOf = async (id: string) => {
    const { ticket } = await (await call('POST', `${path}/media-tickets`, { token })).json<MediaTicket>();
    return call('GET', `${path}/catalog/products/${id}/picture?ticket=${ticket}`, {});
  };

  it('comes through the Worker, so that pages load nothing from elsewhere', async () => {
    await refresh();
    const answer = await pictureOf('90');
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png(2, 2));
    expect(asked.at(-1)).toMatchObject({ path: '/cup.png' });
  });

  it('is refused without a ticket, and missing for a product without one', async () => {
    await refresh();
    const unsigned = await call('GET', `${path}/catalog/products/90/picture`, {});
    expect(await refusalOf(unsigned)).toEqual([401, 'ticket_refused']);
    expect(await refusalOf(await pictureOf('99'))).toEqual([404, 'picture_not_found']);
  });

  it('is not fetched from an address inside a network', async () => {
    listed = [{ id: '1', retailer_id: 'cup', image_url: 'http://169.254.169.254/latest' }];
    await refresh();
    expect(await refusalOf(await pictureOf('1'))).toEqual([404, 'picture_not_found']);
    expect(asked.at(-1)?.path).not.toBe('/latest');
  });
});

describe('what a number shows of the catalog', () => {
  const atMeta = { is_catalog_visible: false, is_cart_enabled: true };

  it('is read from Meta and changed there, and the change is in the audit log', async () => {
    instead = ({ method, path: place }) =>
      !place.endsWith('/whatsapp_commerce_settings')
        ? undefined
        : method === 'GET'
          ? Response.json({ data: [{ id: '77', ...atMeta }] })
          : Response.json({ success: true });
    const read = await (await call('GET', `${path}/catalog/settings`, { token })).json();
    expect(v.parse(catalogSettings, read)).toEqual({ isVisible: false, isCartEnabled: true });
    await call('PUT', `${path}/catalog/settings`, { token, body: { isVisible: true } });
    expect(asked.find(({ method }) => method === 'POST')?.query).toMatchObject({
      is_catalog_visible: 'true',
    });
    expect(asked.find(({ method }) => method === 'POST')?.query).not.toHaveProperty('is_cart_enabled');
    const { rows } = await (await call('GET', '/api/audit', { token })).json<Page<AuditEntry>>();
    expect(rows[0]).toMatchObject({ action: 'number.profile', subject: expect.stringContaining('catalog') });
  });

  it('can be read by agents, and changed by admins only', async () => {
    instead = () => Response.json({ data: [] });
    const agent = await siteSession(token, { sub: 'olga', name: 'Olga' });
    expect(await (await call('GET', `${path}/catalog/settings`, { token: agent })).json()).toEqual({
      ...{ isVisible: false, isCartEnabled: true },
    });
    const change = await call('PUT', `${path}/catalog/settings`, { token: agent, body: { isVisible: true } });
    expect(await refusalOf(change)).toEqual([403, 'admin_only']);
  });
});

describe('the export of a contact who ordered', () => {
  const customer = '15550865001';
  const exported = async (format: string) => {
    const found = await call('GET', `${path}/contacts?search=${customer}`, { token });
    const [contact] = (await found.json<ContactPage>()).rows;
    return (
      await call('GET', `${path}/conversations/${contact?.id}/export?format=${format}`, { token })
    ).text();
  };
  beforeAll(async () => {
    const item = { quantity: 2, item_price: 12.5, currency: 'EUR' };
    const products = ['cup-7', 'sold-out'].map((product_retailer_id) => ({ ...item, product_retailer_id }));
    const order = { catalog_id: '77', text: '', product_items: products };
    const at = { id: 'wamid.ordered', timestamp: String(Math.floor(Date.now() / 1_000)) };
    await post(webhook(number, { messages: [{ ...at, from: customer, type: 'order', order }] }));
  });

  it('the HTML export names the products that the catalog has, and leaves the ids of others', async () => {
    await refresh();
    asked = [];
    const page = await exported('html');
    expect(page).toContain('Crème café (cup-7): 2 × 12.5 EUR');
    expect(page).toContain('<p dir="auto">sold-out: 2 × 12.5 EUR</p>');
    expect(asked).toEqual([]);
  });

  it('the JSON export has the order as it was received', async () => {
    await refresh();
    const whole = await exported('json');
    expect(whole).toContain('"product_retailer_id":"cup-7"');
    expect(whole).not.toContain('Crème');
  });
});
