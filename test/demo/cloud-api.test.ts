import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CustomerThread } from '../../demo/cloud-api/control.ts';

const number = '106540352242922';
const customer = '15550100001';

function call(method: string, path: string, body?: unknown, token = 'EAAG-right'): Promise<Response> {
  return exports.default.fetch(
    new Request(`http://localhost${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}` },
      body: body === undefined ? null : JSON.stringify(body),
    }),
  );
}

function send(body: Record<string, unknown>, token?: string): Promise<Response> {
  return call(
    'POST',
    `/v23.0/${number}/messages`,
    { messaging_product: 'whatsapp', to: customer, ...body },
    token,
  );
}

async function codeOf(answer: Response): Promise<[status: number, code: number]> {
  const { error } = await answer.json<{ error: { code: number } }>();
  return [answer.status, error.code];
}

const text = { type: 'text', text: { body: 'Yes, two are left.' } };

beforeAll(async () => {
  await call('PUT', `/control/numbers/${number}`, {
    wabaId: '419561257915477',
    displayPhoneNumber: '+1 555 078 3881',
    name: 'Lumen & Clay',
    accessToken: 'EAAG-right',
    appSecret: 'secret',
    callbackUrl: 'http://127.0.0.1:9/webhook',
  });
  await call('POST', '/control/messages', { customer, text: 'Hello' });
});

async function lastStatus(): Promise<string | undefined> {
  const thread = await (await call('GET', `/control/customers/${customer}`)).json<CustomerThread>();
  return thread.messages.at(-1)?.status;
}

describe('POST messages', () => {
  it('refuses a wrong token with 190', async () => {
    expect(await codeOf(await send(text, 'EAAG-wrong'))).toEqual([401, 190]);
  });

  it('refuses a parameter that Meta does not know with 100', async () => {
    expect(await codeOf(await send({ ...text, txt: 1 }))).toEqual([400, 100]);
  });

  it('refuses a text that is too long', async () => {
    expect(await codeOf(await send({ type: 'text', text: { body: 'x'.repeat(4_097) } }))).toEqual([
      400, 131009,
    ]);
  });

  it('refuses a template that does not exist with 132001', async () => {
    const template = { name: 'unheard_of', language: { code: 'en_US' } };
    expect(await codeOf(await send({ type: 'template', template }))).toEqual([404, 132001]);
  });

  it('answers with the wa_id and the wamid, and the open chat reads it', async () => {
    const answer = await send(text);
    expect(await answer.json()).toMatchObject({
      messaging_product: 'whatsapp',
      contacts: [{ input: customer, wa_id: customer }],
      messages: [{ id: expect.stringMatching(/^wamid\./) }],
    });
    expect(await lastStatus()).toBe('read');
  });

  it('accepts and then fails what is sent outside the 24 hours', async () => {
    await call('POST', '/control/clock', { advance: 24 * 60 * 60 * 1000 });
    expect((await send(text)).status).toBe(200);
    expect(await lastStatus()).toBe('failed');
  });
});

describe('the control surface', () => {
  it('answers on localhost only', async () => {
    const answer = await exports.default.fetch(new Request('https://meta.example/control/state'));
    expect(answer.status).toBe(403);
  });
});
