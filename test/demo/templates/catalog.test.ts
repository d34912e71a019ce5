/** The catalogue of an account, and messages that name its products. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Account, codeOf, type Json } from './support/account.ts';

const account = new Account(6);
const catalogId = '194836987003835';
const { number, wabaId } = account;

interface List {
  data: Json[];
  paging: { next?: string };
}

const connect = (isConnected: boolean) =>
  account.control('PUT', '/catalog', { phoneNumberId: number, isConnected });
const read = async <Answer = List>(path: string) => (await account.call('GET', path)).json<Answer>();

beforeAll(async () => {
  await account.setUp();
});
beforeEach(async () => {
  await connect(true);
});

describe('the catalog', () => {
  it('is listed for its account as long as it is connected', async () => {
    expect((await read(`/${wabaId}/product_catalogs`)).data).toEqual([
      { id: catalogId, name: 'Lumen & Clay' },
    ]);
    await connect(false);
    expect((await read(`/${wabaId}/product_catalogs`)).data).toEqual([]);
    expect(await codeOf(account.call('GET', `/${catalogId}/products`))).toBe(33);
  });

  it('has 60 products in pages of 25', async () => {
    const fields = 'id,retailer_id,name,image_url,price,currency,availability';
    const found: Json[] = [];
    const sizes: number[] = [];
    let path: string | null = `/${catalogId}/products?fields=${fields}`;
    while (path !== null) {
      const page: List = await read(path);
      found.push(...page.data);
      sizes.push(page.data.length);
      path =
        page.paging.next === undefined
          ? null
          : new URL(page.paging.next).pathname.replace('/v23.0', '') + new URL(page.paging.next).search;
    }
    expect(sizes).toEqual([25, 25, 10]);
    expect(new Set(found.map(({ retailer_id: id }) => id)).size).toBe(60);
    expect(new Set(found.map(({ availability }) => availability))).toEqual(
      new Set(['in stock', 'out of stock', 'preorder']),
    );
    expect(found[0]).toEqual({
      ...{ id: expect.any(String), retailer_id: 'bowl-blue', name: 'Blue bowl' },
      ...{ price: '€48.00', currency: 'EUR', availability: 'in stock' },
      image_url: 'http://localhost/control/pictures/bowl-blue.png',
    });
  });

  it('has a picture of each product', async () => {
    const answer = await account.control('GET', '/pictures/bowl-blue.png');
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect((await answer.bytes()).slice(1, 4)).toEqual(new TextEncoder().encode('PNG'));
    expect((await account.control('GET', '/pictures/spoon.png')).status).toBe(404);
  });

  it('needs a permission of its own', async () => {
    const scopes = ['whatsapp_business_management', 'whatsapp_business_messaging'];
    await account.control('POST', `/numbers/${number}`, { account: { scopes } });
    expect(await codeOf(account.call('GET', `/${catalogId}/products`))).toBe(200);
    await account.control('POST', `/numbers/${number}`, {
      account: { scopes: [...scopes, 'catalog_management'] },
    });
  });

  it.each(['limit=0', 'fields=name,weight', 'after=nonsense'])('refuses %s', async (query) => {
    expect(await codeOf(account.call('GET', `/${catalogId}/products?${query}`))).toBe(100);
  });
});

describe('the commerce settings of a number', () => {
  const path = `/${number}/whatsapp_commerce_settings`;
  it('show the catalog and the cart, each of which can be hidden', async () => {
    expect((await read(path)).data).toEqual([
      { id: catalogId, is_cart_enabled: true, is_catalog_visible: true },
    ]);
    const answer = await account.call('POST', `${path}?is_catalog_visible=false`);
    expect(await answer.json()).toEqual({ success: true });
    expect((await read(path)).data).toMatchObject([{ is_cart_enabled: true, is_catalog_visible: false }]);
    expect(await codeOf(account.call('POST', `${path}?is_cart_enabled=perhaps`))).toBe(100);
    await connect(false);
    expect(await codeOf(account.call('POST', `${path}?is_cart_enabled=true`))).toBe(100);
  });
});

describe('a message with products', () => {
  const interactive = (value: Json) =>
    account.send({ type: 'interactive', interactive: { body: { text: 'New bowls' }, ...value } });
  const product = (id: string, catalog = catalogId) =>
    interactive({ type: 'product', action: { catalog_id: catalog, product_retailer_id: id } });
  const list = (...ids: string[]) =>
    interactive({
      ...{ type: 'product_list', header: { type: 'text', text: 'Ours' } },
      action: {
        catalog_id: catalogId,
        sections: [{ title: 'All', product_items: ids.map((id) => ({ product_retailer_id: id })) }],
      },
    });
  const whole = (id: string) =>
    interactive({
      type: 'catalog_message',
      action: { name: 'catalog_message', parameters: { thumbnail_product_retailer_id: id } },
    });
  const cards = (...ids: string[]) =>
    interactive({
      type: 'carousel',
      action: {
        cards: ids.map((id, card_index) => ({
          ...{ card_index, type: 'product' },
          action: { catalog_id: catalogId, product_retailer_id: id },
        })),
      },
    });

  it.each<[string, () => Promise<Response>, number | null]>([
    ['one of the catalog', () => product('bowl-blue'), null],
    ['one that it does not have', () => product('spoon'), 131009],
    ['one of another catalog', () => product('bowl-blue', '1'), 131009],
    ['a list of two', () => list('bowl-blue', 'cup'), null],
    ['a list with one that it does not have', () => list('bowl-blue', 'spoon'), 131009],
    ['31 in a list', () => list(...Array.from({ length: 31 }, () => 'cup')), 131009],
    ['the whole catalog', () => whole('cup'), null],
    ['the whole catalog behind a product that it does not have', () => whole('spoon'), 131009],
    ['two cards', () => cards('cup', 'bowl-blue'), null],
    ['a card that it does not have', () => cards('cup', 'spoon'), 131009],
  ])('names %s', async (_, send, code) => {
    expect(await codeOf(send())).toBe(code);
  });

  it('is refused as long as no catalog is connected', async () => {
    await connect(false);
    expect(await codeOf(product('bowl-blue'))).toBe(131009);
  });
});

describe('a template with products', () => {
  const body = (name: string) => ({ type: 'BODY', text: `Our new bowls are here, says ${name}` });
  const button = (sub_type: string, action: Json) => [
    { type: 'button', sub_type, index: 0, parameters: [{ type: 'action', action }] },
  ];
  const sections = (count: number, ...ids: string[]) =>
    Array.from({ length: count }, (_, index) => ({
      title: `Part ${index}`,
      product_items: ids.map((id) => ({ product_retailer_id: id })),
    }));

  beforeAll(async () => {
    await connect(true);
    await account.reviewed('whole_catalog', {
      components: [body('whole'), { type: 'BUTTONS', buttons: [{ type: 'CATALOG', text: 'View catalog' }] }],
    });
    await account.reviewed('several_products', {
      components: [
        { type: 'HEADER', format: 'TEXT', text: 'New bowls' },
        body('several'),
        { type: 'BUTTONS', buttons: [{ type: 'MPM', text: 'View items' }] },
      ],
    });
    await account.reviewed('one_product', {
      components: [
        { type: 'HEADER', format: 'PRODUCT' },
        body('one'),
        { type: 'BUTTONS', buttons: [{ type: 'SPM', text: 'View' }] },
      ],
    });
  });

  const items = (count: number, ...ids: string[]) =>
    button('mpm', { thumbnail_product_retailer_id: 'cup', sections: sections(count, ...ids) });
  const single = (id: string) => [
    {
      type: 'header',
      parameters: [{ type: 'product', product: { product_retailer_id: id, catalog_id: catalogId } }],
    },
  ];
  it.each<[string, string, Json[], number | null]>([
    ['the catalog', 'whole_catalog', [], null],
    [
      'the catalog behind a product',
      'whole_catalog',
      button('catalog', { thumbnail_product_retailer_id: 'cup' }),
      null,
    ],
    [
      'the catalog behind an unknown product',
      'whole_catalog',
      button('catalog', { thumbnail_product_retailer_id: 'spoon' }),
      131009,
    ],
    ['30 products in ten sections', 'several_products', items(10, 'cup', 'bowl-blue', 'mug-salt'), null],
    ['no products', 'several_products', [], 132000],
    ['33 products', 'several_products', items(11, 'cup', 'bowl-blue', 'mug-salt'), 132012],
    [
      '40 products in ten sections',
      'several_products',
      items(10, 'cup', 'bowl-blue', 'mug-salt', 'jug-rust'),
      132012,
    ],
    ['an unknown product in a section', 'several_products', items(1, 'spoon'), 131009],
    ['one product', 'one_product', single('cup'), null],
    ['one unknown product', 'one_product', single('spoon'), 131009],
    ['no product', 'one_product', [], 132000],
  ])('is sent with %s', async (_, name, components, code) => {
    expect(await codeOf(account.sendTemplate(name, components))).toBe(code);
  });

  it('cannot be created without a catalog', async () => {
    await connect(false);
    const components = [
      body('none'),
      { type: 'BUTTONS', buttons: [{ type: 'CATALOG', text: 'View catalog' }] },
    ];
    expect(await codeOf(account.create('no_catalog', { components }))).toBe(100);
  });
});
