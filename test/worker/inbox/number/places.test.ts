import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NumberPlaces } from '../../../../worker/api/numbers/places.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { evictInbox } from '../../support/stubs.ts';
import { call, connectNumber, signIn, siteSession } from '../../support/webhooks.ts';

const number = '106540352242961';
const other = '106540352242962';
const shop = { name: 'The shop', address: 'Kiln Lane 4', latitude: 52.5163, longitude: 13.3777 };
const market = { name: 'The market', latitude: -33.86, longitude: 151.2 };
let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
  await connectNumber(token, other);
});

const path = (id: string) => `/api/inboxes/${id}/places`;
const get = async (id: string, as = token) =>
  (await call('GET', path(id), { token: as })).json<NumberPlaces>();
const put = (places: object[], as = token) => call('PUT', path(number), { token: as, body: { places } });

describe('the saved places of a number', () => {
  it('places are stored in their order, with the number and not with others', async () => {
    expect(await get(number)).toEqual({ places: [] });
    expect(await (await put([shop, market])).json()).toEqual({ places: [shop, market] });
    await evictInbox(inboxOf(env, number));
    expect(await get(number)).toEqual({ places: [shop, market] });
    expect(await get(other)).toEqual({ places: [] });
    await put([market]);
    expect(await get(number)).toEqual({ places: [market] });
  });

  it('a place needs a name and coordinates on earth', async () => {
    const wrong = [
      { ...shop, name: ' ' },
      { ...shop, name: 'x'.repeat(129) },
      { ...shop, latitude: 90.1 },
      { ...shop, longitude: -180.1 },
      { name: 'Nowhere' },
    ];
    for (const place of wrong) expect((await put([place])).status).toBe(422);
    expect(await get(number)).toEqual({ places: [market] });
  });

  it('agents read the places, and only admins change them', async () => {
    const agent = await siteSession(token, { sub: 'ana', name: 'Ana' });
    expect(await get(number, agent)).toEqual({ places: [market] });
    expect((await put([shop], agent)).status).toBe(403);
  });
});
