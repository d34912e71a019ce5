/** `pricing_analytics` of an account, as Meta answers it. */
import { exports } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';

const number = '106540352249053';
const waba = '102290129349053';
const customer = '4915155530001';
const setup = {
  ...{ displayPhoneNumber: '+1 555 053 9001', name: 'Prices', wabaId: waba, accessToken: 'EAAG-prices' },
  ...{ appSecret: 'secret', callbackUrl: 'http://127.0.0.1:9/webhook' },
};
const day = 24 * 60 * 60;

function call(method: string, path: string, body?: unknown): Promise<Response> {
  return exports.default.fetch(
    new Request(`http://localhost${path}`, {
      method,
      headers: { Authorization: 'Bearer EAAG-prices' },
      body: body === undefined ? null : JSON.stringify(body),
    }),
  );
}

interface Answer {
  id?: string;
  currency?: string;
  pricing_analytics?: { data: { data_points: Record<string, unknown>[] }[] };
  error?: { code: number; message: string };
}

async function read(options: string, others = ''): Promise<Answer> {
  const fields = encodeURIComponent(`${others}pricing_analytics.${options}`);
  return (await call('GET', `/v26.0/${waba}?fields=${fields}`)).json();
}

const now = Math.floor(Date.now() / 1_000);
const midnight = Math.floor(now / day) * day;
const today = `start(${midnight}).end(${midnight + day}).granularity(DAILY)`;

beforeAll(async () => {
  await call('PUT', `/control/numbers/${number}`, setup);
  await call('POST', '/control/messages', { phoneNumberId: number, customer, text: 'Hello' });
  for (const body of ['One', 'Two']) {
    const text = { messaging_product: 'whatsapp', to: customer, type: 'text', text: { body } };
    await call('POST', `/v26.0/${number}/messages`, text);
  }
});

it('delivered messages are counted by day in UTC, by the dimensions that are asked for', async () => {
  const dimensions = 'dimensions(["PRICING_CATEGORY","PRICING_TYPE","COUNTRY","PHONE"])';
  const answer = await read(`${today}.${dimensions}`, 'currency,');
  expect(answer).toMatchObject({ id: waba, currency: 'EUR' });
  expect(answer.pricing_analytics?.data[0]?.data_points).toEqual([
    {
      ...{ start: midnight, end: midnight + day, country: 'DE', phone_number: '15550539001' },
      ...{ pricing_category: 'SERVICE', pricing_type: 'FREE_CUSTOMER_SERVICE', volume: 2, cost: 0 },
    },
  ]);
  const plain = await read(`${today}.metric_types(["VOLUME"])`);
  expect(plain.pricing_analytics?.data[0]?.data_points).toEqual([
    { start: midnight, end: midnight + day, volume: 2 },
  ]);
});

it('another number, or a day without messages, has no data', async () => {
  expect((await read(`${today}.phone_numbers(["15550530000"])`)).pricing_analytics).toBeUndefined();
  const before = `start(${midnight - day}).end(${midnight}).granularity(DAILY)`;
  expect(await read(before)).toEqual({ id: waba });
});

it.each([
  ['no granularity', `start(${midnight}).end(${midnight + day})`],
  ['a granularity of another field', `start(${midnight}).end(${midnight + day}).granularity(DAY)`],
  ['an end before the start', `start(${midnight}).end(${midnight - day}).granularity(DAILY)`],
  ['an unknown dimension', `${today}.dimensions(["AGENT"])`],
  ['an unknown option', `${today}.agents(["ana"])`],
  ['a start more than a year ago', `start(${midnight - 400 * day}).end(${midnight}).granularity(DAILY)`],
])('is refused with %s', async (_, options) => {
  expect((await read(options)).error?.code).toBe(100);
});

it('needs the permission to manage the account', async () => {
  const scopes = ['whatsapp_business_messaging'];
  await call('POST', `/control/numbers/${number}`, { account: { scopes } });
  expect((await read(today)).error?.code).toBe(200);
});
