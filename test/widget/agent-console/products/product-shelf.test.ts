import { afterEach, expect, it, vi } from 'vitest';
import { catalogId, catalogOf, refusal } from './catalog-answers.ts';

afterEach(() => vi.unstubAllGlobals());

it('products that are looked for at the same time are asked for in one request, and only once', async () => {
  const { shelf, asked } = catalogOf();
  const [first, second] = await Promise.all([shelf.find(['cup', 'spoon']), shelf.find(['bowl'])]);
  expect([...first.keys(), ...second.keys()]).toEqual(['cup', 'bowl']);
  expect(asked.map(({ ids }) => ids)).toEqual([['cup', 'spoon', 'bowl']]);
  await shelf.find(['cup', 'spoon', 'bowl']);
  expect(asked).toHaveLength(1);
});

it('a product of another catalog is not taken for one of this catalog', async () => {
  const { shelf } = catalogOf();
  expect((await shelf.find(['cup'], catalogId)).size).toBe(1);
  expect((await shelf.find(['cup'], '78')).size).toBe(0);
});

it('without a catalog no product is found, and the next message that names one asks again', async () => {
  const { shelf, asked } = catalogOf(() => refusal('catalog_not_connected', 'None.'));
  expect((await shelf.find(['cup'])).size).toBe(0);
  expect((await shelf.find(['cup'])).size).toBe(0);
  expect(asked).toHaveLength(2);
});

it('a picture is at an address of the Worker, with the ticket', async () => {
  const { shelf } = catalogOf();
  const cup = (await shelf.find(['cup'])).get('cup');
  expect(cup && shelf.picture(cup)).toBe(
    'https://inbox.example/api/inboxes/1/catalog/products/9-cup/picture?ticket=ticket',
  );
  expect(cup && shelf.picture({ ...cup, hasPicture: false })).toBeNull();
});
