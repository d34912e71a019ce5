import { runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { RawEvent } from '../../../worker/api/numbers/data.ts';
import type { UnroutedNumber, WebhookSetup } from '../../../worker/api/numbers/health.ts';
import type { Page } from '../../../worker/api/values.ts';
import { inboxOf, workspaceOf } from '../../../worker/objects.ts';
import { receive } from '../../../worker/routes/meta/webhook.ts';
import { call, connectNumber, post, signIn, text, wabaId, webhook } from '../support/webhooks.ts';

const number = '106540352242922';
let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

async function conversations(): Promise<Conversation[]> {
  const answer = await call('GET', `/api/inboxes/${number}/conversations`, { token });
  return (await answer.json<Page<Conversation>>()).rows;
}

async function unroutedEvents(): Promise<RawEvent[]> {
  const answer = await call('GET', '/api/raw-events?limit=100', { token });
  return (await answer.json<Page<RawEvent>>()).rows;
}

async function unroutedOf(phoneNumberId: string): Promise<UnroutedNumber[]> {
  const answer = await call('GET', '/api/unrouted', { token });
  return (await answer.json<UnroutedNumber[]>()).filter((one) => one.phoneNumberId === phoneNumberId);
}

describe('GET /webhook', () => {
  it('the handshake is answered with the challenge as plain text', async () => {
    const setup = await (await call('GET', '/api/webhook', { token })).json<WebhookSetup>();
    const query = `hub.mode=subscribe&hub.verify_token=${setup.verifyToken}&hub.challenge=1158201444`;
    const answer = await call('GET', `/webhook?${query}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(await answer.text()).toBe('1158201444');
  });

  it('the handshake rejects a wrong verify token', async () => {
    const answer = await call('GET', '/webhook?hub.mode=subscribe&hub.verify_token=x&hub.challenge=1');
    expect(answer.status).toBe(403);
  });
});

describe('POST /webhook', () => {
  it('a message is stored once, however often it arrives', async () => {
    const body = webhook(number, text('15550100001', 'wamid.once', Date.now(), 'Is it still there? 🏺'));
    expect((await post(body)).status).toBe(200);
    expect((await post(body)).status).toBe(200);
    const found = (await conversations()).find(({ contact }) => contact.phone === '15550100001');
    expect(found).toMatchObject({ unread: 1, contact: { name: 'Customer 15550100001' } });
    const page = await call('GET', `/api/inboxes/${number}/conversations/${found?.id}/messages`, { token });
    expect((await page.json<Page<Message>>()).rows).toMatchObject([
      {
        wamid: 'wamid.once',
        direction: 'in',
        content: { type: 'text', text: { body: 'Is it still there? 🏺' } },
      },
    ]);
  });

  it('a webhook is answered with 503 while the inbox cannot write, with nothing half done, and stored when it is repeated', async () => {
    const customer = '15550100009';
    const body = webhook(number, text(customer, 'wamid.later', Date.now(), 'Are you there?'));
    const name = (from: string, to: string) =>
      runInDurableObject(inboxOf(env, number), (_, { storage }) => {
        storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`);
      });
    await name('message', 'message_away');
    const refused = await post(body);
    await name('message_away', 'message');
    expect(refused.status).toBe(503);
    expect((await conversations()).some(({ contact }) => contact.phone === customer)).toBe(false);
    expect((await post(body)).status).toBe(200);
    expect((await conversations()).find(({ contact }) => contact.phone === customer)?.unread).toBe(1);
  });

  it('a wrong or missing signature is rejected with 401, and nothing is stored', async () => {
    const body = webhook(number, text('15550100002', 'wamid.forged', Date.now(), 'Let me in'));
    expect((await post(body, 'another secret')).status).toBe(401);
    const unsigned = new Request('https://inbox.example/webhook', { method: 'POST', body });
    expect((await exports.default.fetch(unsigned)).status).toBe(401);
    const setup = await (await call('GET', '/api/webhook', { token })).json<WebhookSetup>();
    expect(setup.refused.count).toBeGreaterThan(0);
    expect((await conversations()).some(({ contact }) => contact.phone === '15550100002')).toBe(false);
  });

  it('a body above 3 MB is rejected with 413', async () => {
    expect((await post(' '.repeat(3 * 1024 * 1024 + 1))).status).toBe(413);
  });

  it('a body without a well-formed signature header is not read', async () => {
    for (const signature of [null, '', 'sha256=', `sha1=${'a'.repeat(40)}`, `sha256=${'g'.repeat(64)}`]) {
      let chunksRead = 0;
      const body = new ReadableStream(
        {
          pull(controller) {
            chunksRead += 1;
            controller.enqueue(new Uint8Array(1024));
          },
        },
        { highWaterMark: 0 },
      );
      const headers = new Headers(signature === null ? {} : { 'X-Hub-Signature-256': signature });
      const request = new Request('https://inbox.example/webhook', { method: 'POST', headers, body });
      const received = receive({ request, env, url: new URL(request.url), params: {} });
      await expect(received).rejects.toMatchObject({ status: 401, code: 'wrong_signature' });
      expect(chunksRead).toBe(0);
    }
  });

  it('a signed body that is not JSON is stored completely, and answered with 200', async () => {
    const body = `{"entry":[{"id":"${wabaId}","changes":[ broken`;
    expect((await post(body)).status).toBe(200);
    expect(await unroutedEvents()).toContainEqual(
      expect.objectContaining({ kind: 'unparsed', problem: 'unparsed', json: body, isCut: false }),
    );
  });

  it('a webhook is answered with 503 if an unrouted event cannot be stored, and stored when it is repeated', async () => {
    const body = webhook('999999999990', text('15550100010', 'wamid.kept-later', Date.now(), 'Hello'));
    const rename = (from: string, to: string) =>
      runInDurableObject(workspaceOf(env), (_, { storage }) => {
        storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`);
      });
    await rename('kept', 'kept_away');
    const refused = await post(body);
    await rename('kept_away', 'kept');
    expect(refused.status).toBe(503);
    expect((await post(body)).status).toBe(200);
    expect(await unroutedOf('999999999990')).toMatchObject([{ reason: 'unknown', events: 1 }]);
  });

  it('the Test button of Meta’s dashboard, with its made-up ids, is listed as unrouted', async () => {
    const body = JSON.parse(webhook('123456123', text('16315551181', 'ABGGFlA5Fpa', 1504902988000, 'test')));
    body.entry[0].id = '0';
    expect((await post(JSON.stringify(body))).status).toBe(200);
    expect(await unroutedOf('123456123')).toMatchObject([{ wabaId: '0', reason: 'unknown', events: 1 }]);
  });

  it('events of another account of the same app are listed as unrouted', async () => {
    const body = JSON.parse(webhook('999999999991', text('15550100011', 'wamid.other', Date.now(), 'Hello')));
    body.entry[0].id = '999999999992';
    expect((await post(JSON.stringify(body))).status).toBe(200);
    expect(await unroutedOf('999999999991')).toMatchObject([{ wabaId: '999999999992', reason: 'unknown' }]);
    expect((await post(JSON.stringify(body), 'a secret that nobody here knows')).status).toBe(401);
  });

  it('a body with more than 200 numbers is stored for every number', async () => {
    const from = '15550100012';
    const body = JSON.parse(webhook(number, text(from, 'wamid.many', Date.now(), 'One of many')));
    const [ours] = body.entry;
    const others = Array.from({ length: 250 }, (_, index) => ({
      id: String(800_000_000_000 + index),
      changes: [
        { field: 'messages', value: { metadata: { phone_number_id: String(810_000_000_000 + index) } } },
      ],
    }));
    body.entry = [...others.slice(0, 240), ours, ...others.slice(240)];
    expect((await post(JSON.stringify(body))).status).toBe(200);
    expect((await conversations()).some(({ contact }) => contact.phone === from)).toBe(true);
  });

  it('a body without a valid signature cannot name a number', async () => {
    const notice = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: wabaId, time: 1794000000, changes: [{ field: 'account_alerts', value: { a: 1 } }] }],
    });
    expect((await post(`{"phone_number_id":"${wabaId}"}`, 'a wrong secret')).status).toBe(401);
    expect((await post(notice)).status).toBe(200);

    const fresh = '106540352242940';
    const message = webhook(fresh, text('15550100013', 'wamid.fresh', Date.now(), 'Hello'));
    expect((await post(message, 'a wrong secret')).status).toBe(401);
    await connectNumber(token, fresh);
    expect((await post(message)).status).toBe(200);
    const { rows } = await (await call('GET', `/api/inboxes/${fresh}/conversations`, { token })).json<
      Page<Conversation>
    >();
    expect(rows).toHaveLength(1);
  });

  it('an account notice is stored once, and the same text about another account or at another time again', async () => {
    const flagged = (account: string, time: number) =>
      JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [
          {
            id: account,
            time,
            changes: [
              { field: 'phone_number_quality_update', value: { event: 'FLAGGED', current_limit: 'X' } },
            ],
          },
        ],
      });
    const bodies = [
      flagged(wabaId, 1794000000),
      flagged(wabaId, 1794086400),
      flagged('419561257915478', 1794000000),
    ];
    for (const body of [...bodies, ...bodies]) expect((await post(body)).status).toBe(200);
    const kept = (await unroutedEvents()).filter(({ kind }) => kind === 'phone_number_quality_update');
    expect(kept).toHaveLength(3);
  });

  it('an event of more than a million characters is stored completely, and replayed', async () => {
    const late = '106540352242941';
    const from = '15550100014';
    const said = 'ä'.repeat(600_000) + 'z'.repeat(600_000);
    expect((await post(webhook(late, text(from, 'wamid.long', Date.now(), said)))).status).toBe(200);
    await connectNumber(token, late);
    const event = (await unroutedEvents()).find(({ problem }) => problem?.includes(late));
    const replayed = await call('POST', `/api/raw-events/${event?.id}/replay`, { token });
    expect(await replayed.json()).toEqual({ stored: 1 });
    const path = `/api/inboxes/${late}/conversations`;
    const [found] = (await (await call('GET', path, { token })).json<Page<Conversation>>()).rows;
    const page = await call('GET', `${path}/${found?.id}/messages`, { token });
    const [message] = (await page.json<Page<Message>>()).rows;
    expect(message?.content).toMatchObject({ type: 'text', text: { body: said } });
  });

  it('20,000 unrouted events at most are kept, and every account notice', async () => {
    const { storedBefore } = await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)
         INSERT INTO kept (digest, reason, field, phone_number_id, waba_id, at)
         SELECT 'filler ' || i, CASE i WHEN 1 THEN 'account' ELSE 'unknown' END, 'message', '1', '1', ? FROM n`,
        Date.now(),
      );
      storage.sql.exec("INSERT INTO kept_part SELECT id, 0, '{}' FROM kept WHERE digest LIKE 'filler %'");
      return storage.sql.exec<{ storedBefore: number }>('SELECT count(*) AS storedBefore FROM kept').one();
    });
    expect(storedBefore).toBeGreaterThan(25_000);
    const body = webhook('999999999993', text('15550100015', 'wamid.over', Date.now(), 'Hello'));
    expect((await post(body)).status).toBe(200);
    const counts = await runInDurableObject(workspaceOf(env), (_, { storage }) =>
      storage.sql
        .exec<{ others: number; filler: number; parts: number }>(
          `SELECT (SELECT count(*) FROM kept WHERE reason <> 'account') AS others,
             (SELECT count(*) FROM kept WHERE digest = 'filler 1') AS filler,
             (SELECT count(*) FROM kept_part WHERE kept_id NOT IN (SELECT id FROM kept)) AS parts`,
        )
        .one(),
    );
    expect(counts).toEqual({ others: 20_000, filler: 1, parts: 0 });
  });

  it('an event for a number that was just deleted is not stored in its inbox, and is listed as unrouted', async () => {
    const gone = '106540352242942';
    const message = (wamid: string) => webhook(gone, text('15550100016', wamid, Date.now(), 'Hello'));
    await connectNumber(token, gone);
    expect((await post(message('wamid.before'))).status).toBe(200);
    await call('DELETE', `/api/inboxes/${gone}?confirm=15550783881`, { token });
    expect((await post(message('wamid.after'))).status).toBe(503);
    expect((await post(message('wamid.after'))).status).toBe(200);
    expect(await unroutedOf(gone)).toMatchObject([{ reason: 'unknown', events: 1 }]);
    await connectNumber(token, gone);
    const path = `/api/inboxes/${gone}/conversations`;
    expect((await (await call('GET', path, { token })).json<Page<Conversation>>()).rows).toEqual([]);
    expect((await post(message('wamid.again'))).status).toBe(200);
    expect((await (await call('GET', path, { token })).json<Page<Conversation>>()).rows).toHaveLength(1);
  });

  it('an unknown message type is shown with its JSON', async () => {
    const message = {
      from: '15550100003',
      id: 'wamid.new',
      timestamp: '1794000000',
      type: 'hologram',
      hologram: { x: 1 },
    };
    expect((await post(webhook(number, { messages: [message] }))).status).toBe(200);
    const found = (await conversations()).find(({ contact }) => contact.phone === '15550100003');
    expect(found?.lastMessage?.content).toMatchObject({ type: 'unsupported', originalType: 'hologram' });
  });

  it('events of a number that is not connected are listed as unrouted', async () => {
    const both = JSON.parse(webhook(number, text('15550100004', 'wamid.ours', Date.now(), 'Hello')));
    const theirs = JSON.parse(
      webhook('999999999999', text('15550100005', 'wamid.theirs', Date.now(), 'Hello')),
    );
    both.entry.push(...theirs.entry);
    expect((await post(JSON.stringify(both))).status).toBe(200);
    expect(await unroutedOf('999999999999')).toMatchObject([{ reason: 'unknown', events: 1 }]);
    expect((await conversations()).some(({ contact }) => contact.phone === '15550100004')).toBe(true);
  });

  it('a customer with a username and no phone number is stored', async () => {
    const value = {
      contacts: [{ profile: { name: 'Ada', username: 'ada.l' }, user_id: 'US.13491208655302741918' }],
      messages: [
        {
          from_user_id: 'US.13491208655302741918',
          id: 'wamid.username',
          timestamp: '1794000000',
          type: 'text',
          text: { body: 'Hi' },
        },
      ],
    };
    expect((await post(webhook(number, value))).status).toBe(200);
    const found = (await conversations()).find(({ contact }) => contact.username === 'ada.l');
    expect(found?.contact).toMatchObject({ name: 'Ada', phone: null, userId: 'US.13491208655302741918' });
  });
});
