/** What Meta says about an account, as events of its numbers and in Meta's own format, for those who want it. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventEnvelope } from '../../../../worker/api/developers/events.ts';
import type { NewWebhook } from '../../../../worker/api/developers/webhooks.ts';
import { forgetConnections } from '../../../../worker/routes/meta/verify-webhook.ts';
import { type Posted, Receivers } from '../../support/receivers.ts';
import { appSecret, call, post, signIn, text, wabaId, webhook } from '../../support/webhooks.ts';

const number = '106540352242986';
const sibling = '106540352242987';
const stranger = '106540352242988';
const customer = '15550860001';
const template = {
  message_template_id: 1263837591594026,
  message_template_name: 'order_update',
  message_template_language: 'en_US',
};
let admin: string;
let receivers: Receivers;
let hosts = 0;

beforeAll(async () => {
  admin = await signIn();
  for (const [phoneNumberId, displayPhoneNumber, account, secret] of [
    [number, '+1 555 086 0000', wabaId, appSecret],
    [sibling, '+1 555 086 0007', wabaId, appSecret],
    [stranger, '+1 555 086 0008', '419561257915988', 'the app secret of another app'],
  ]) {
    const body = {
      phoneNumberId,
      displayPhoneNumber,
      wabaId: account,
      name: 'N',
      accessToken: 'EAAG',
      appSecret: secret,
    };
    expect((await call('POST', '/api/inboxes', { token: admin, body })).status).toBe(201);
  }
  receivers = new Receivers();
});

beforeEach(() => forgetConnections());

async function add(change: Record<string, unknown>): Promise<{ host: string; remove(): Promise<unknown> }> {
  hosts += 1;
  const host = `account-${hosts}.example`;
  receivers.at(
    host,
    ({ url }: Posted) => new Response(new URL(url).searchParams.get('hub.challenge') ?? 'ok'),
  );
  const body = { name: host, url: `https://${host}/in`, inboxes: [number], ...change };
  const answer = await call('POST', '/api/webhooks', { token: admin, body });
  expect(answer.status).toBe(201);
  const { id } = (await answer.json<NewWebhook>()).webhook;
  forgetConnections();
  return { host, remove: () => call('DELETE', `/api/webhooks/${id}`, { token: admin }) };
}

const relay = (...fields: string[]) => add({ format: 'meta', fields, verifyToken: 'v' });

function account(field: string, value: object, { id = wabaId, time = 1795959334 } = {}): string {
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id, time, changes: [{ field, value }] }],
  });
}

const eventually = <Value>(check: () => Value) => vi.waitFor(check, { timeout: 10_000 });
const events = (host: string) =>
  receivers.bodies<EventEnvelope>(host).map(({ type, data }) => ({ type, data }));
const noticesOf = (inbox: string) =>
  runInDurableObject(env.INBOX.getByName(inbox), (_, { storage }) =>
    storage.sql.exec<{ count: number }>('SELECT count(*) AS count FROM notice').one(),
  );

describe('a notice about the account', () => {
  it('an account notice is an event for each number of the account that wants it', async () => {
    const one = await add({ events: ['template.status_changed', 'template.category_changed'] });
    const all = await add({ events: ['*'], inboxes: null });
    await post(account('message_template_status_update', { event: 'PAUSED', ...template, reason: 'NONE' }));
    await post(
      account('template_category_update', {
        ...template,
        previous_category: 'UTILITY',
        new_category: 'MARKETING',
      }),
    );
    const known = { id: '1263837591594026', name: 'order_update', language: 'en_US' };
    const expected = [
      { type: 'template.status_changed', data: { template: known, status: 'PAUSED', reason: null } },
      {
        type: 'template.category_changed',
        data: { template: known, category: 'MARKETING', previous: 'UTILITY', upcoming: null },
      },
    ];
    await eventually(() => expect(events(one.host)).toEqual(expected));
    await eventually(() => expect(events(all.host)).toHaveLength(4));
    const numbers = receivers.bodies<EventEnvelope>(all.host).map(({ inbox }) => inbox.id);
    expect(numbers.toSorted()).toEqual([number, number, sibling, sibling]);
    await Promise.all([one.remove(), all.remove()]);
  });

  it('a notice about a number is an event of that number only, once however often Meta sends it', async () => {
    const one = await add({ events: ['number.quality_changed'], inboxes: [number, sibling] });
    const value = {
      display_phone_number: '15550860007',
      event: 'DOWNGRADE',
      current_limit: 'TIER_2K',
      old_limit: 'TIER_10K',
    };
    for (let times = 0; times < 3; times++) await post(account('phone_number_quality_update', value));
    await post(
      account('phone_number_quality_update', { display_phone_number: '15550860099', event: 'FLAGGED' }),
    );
    await eventually(() => expect(events(one.host)).toHaveLength(1));
    const [event] = receivers.bodies<EventEnvelope>(one.host);
    expect(event).toMatchObject({
      type: 'number.quality_changed',
      timestamp: '2026-11-29T13:35:34.000Z',
      inbox: { id: sibling },
      data: { change: 'DOWNGRADE', limit: 'TIER_2K', previousLimit: 'TIER_10K' },
    });
    await one.remove();
  });

  it('an account notice is relayed as Meta sent it, with its time and without a number, to endpoints with the field', async () => {
    const wants = await relay('message_template_status_update', 'account_update');
    const others = await relay('messages');
    const bodies = [
      account('message_template_status_update', { event: 'REJECTED', ...template, from_the_future: ['ü'] }),
      account('account_update', {
        event: 'ACCOUNT_VIOLATION',
        violation_info: { violation_type: 'ALCOHOL' },
      }),
    ];
    for (const body of bodies) await post(body);
    await eventually(() => expect(receivers.posted(wants.host)).toHaveLength(2));
    expect(receivers.bodies(wants.host)).toEqual(bodies.map((body) => JSON.parse(body)));
    expect(receivers.posted(others.host)).toEqual([]);
    await Promise.all([wants.remove(), others.remove()]);
  });

  it('an account notice is not stored in an inbox that does not want it, nor accepted from another account’s app', async () => {
    const [before, other] = [await noticesOf(number), await noticesOf(stranger)];
    await post(account('account_update', { event: 'VERIFIED_ACCOUNT' }));
    expect(await noticesOf(number)).toEqual(before);
    const one = await add({ events: ['template.status_changed'], inboxes: [stranger] });
    const forged = account(
      'message_template_status_update',
      { event: 'DISABLED', ...template },
      { id: '419561257915988' },
    );
    expect((await post(forged, appSecret)).status).toBe(401);
    expect(await noticesOf(stranger)).toEqual(other);
    await one.remove();
  });
});

describe('a relay of Meta’s webhook', () => {
  const fromBusiness = (field: string, value: object) => {
    const { entry, ...rest } = JSON.parse(webhook(number, {}));
    const [{ id, changes }] = entry;
    return JSON.stringify({
      ...rest,
      entry: [{ id, changes: [{ field, value: { ...changes[0].value, ...value } }] }],
    });
  };

  it('the relay has the messages of an imported history, one in each body, in a thread that names the customer', async () => {
    const one = await relay('history');
    const past = (id: string, body: string) => ({
      ...{ from: customer, id, timestamp: '1795000000', type: 'text', text: { body } },
      history_context: { status: 'READ' },
    });
    const context = { wa_id: customer, username: 'ada' };
    const messages = [past('wamid.past-1', 'First'), past('wamid.past-2', 'Second')];
    const metadata = { phase: 0, chunk_order: 1, progress: 50 };
    const history = [{ metadata, threads: [{ id: customer, context, messages }] }];
    await post(fromBusiness('history', { history }));
    await eventually(() => expect(receivers.posted(one.host)).toHaveLength(3));
    const values = receivers
      .bodies<{ entry: [{ changes: [{ field: string; value: { history: { threads?: object[] }[] } }] }] }>(
        one.host,
      )
      .map(
        ({
          entry: [
            {
              changes: [change],
            },
          ],
        }) => change,
      );
    expect(values.map(({ field }) => field)).toEqual(['history', 'history', 'history']);
    const parts = values.flatMap(({ value }) => value.history);
    expect(parts).toContainEqual({ metadata });
    for (const message of messages) {
      expect(parts).toContainEqual({
        threads: [
          { id: customer, context: expect.objectContaining({ wa_id: customer }), messages: [message] },
        ],
      });
    }
    await one.remove();
  });

  it.each([
    [
      'calls',
      'calls',
      {
        id: 'wacid.1',
        from: customer,
        to: '15550860000',
        event: 'connect',
        timestamp: '1795959334',
        direction: 'USER_INITIATED',
      },
    ],
    [
      'calls',
      'statuses',
      { id: 'wacid.1', type: 'call', status: 'RINGING', timestamp: '1795959335', recipient_id: customer },
    ],
    [
      'group_settings_update',
      'groups',
      { timestamp: '1795959334', group_id: 'G1', type: 'group_settings_update', request_id: 'r' },
    ],
    [
      'user_preferences',
      'user_preferences',
      { wa_id: customer, detail: 'x', category: 'marketing_messages', value: 'stop', timestamp: 1795959334 },
    ],
  ])('the relay has %s with its list %s', async (field, list, element) => {
    const one = await relay(field);
    const body = fromBusiness(field, { [list]: [element] });
    await post(body);
    await eventually(() => expect(receivers.posted(one.host)).toHaveLength(1));
    const [{ entry }] = receivers.bodies<{ entry: { changes: { field: string; value: object }[] }[] }>(
      one.host,
    ) as [{ entry: { changes: { field: string; value: object }[] }[] }];
    expect(entry[0]?.changes[0]).toMatchObject({
      field,
      value: { metadata: { phone_number_id: number }, [list]: [element] },
    });
    await one.remove();
  });

  it('the relay has group messages in the field messages', async () => {
    const one = await relay('messages');
    const message = {
      from: customer,
      group_id: 'G2',
      id: 'wamid.group-1',
      timestamp: '1795959334',
      type: 'text',
      text: { body: 'Hi' },
    };
    await post(webhook(number, { ...text(customer, 'x', 0, ''), messages: [message] }));
    await eventually(() => expect(receivers.posted(one.host)).toHaveLength(1));
    expect(receivers.posted(one.host)[0]?.body).toContain('"field":"messages"');
    expect(receivers.posted(one.host)[0]?.body).toContain('wamid.group-1');
    await one.remove();
  });
});
