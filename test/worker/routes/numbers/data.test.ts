/** What is kept of a number, for how long, and how it comes out: retention, export, erasure, raw events and their replay. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { RuleList } from '../../../../worker/api/automation/rules.ts';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { ExportLine, RawEvent, Retention } from '../../../../worker/api/numbers/data.ts';
import type { NumberHealth } from '../../../../worker/api/numbers/health.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { call, connectNumber, post, signIn, text, wabaId, webhook } from '../../support/webhooks.ts';

const number = '106540352242930';
const path = `/api/inboxes/${number}`;
const day = 24 * 60 * 60_000;
let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

const inbox = () => inboxOf(env, number);
const receive = async (value: Record<string, unknown>) =>
  expect((await post(webhook(number, value))).status).toBe(200);

async function conversations(): Promise<Conversation[]> {
  const answer = await call('GET', `${path}/conversations`, { token });
  return (await answer.json<Page<Conversation>>()).rows;
}

async function messagesOf(id: number): Promise<Message[]> {
  const answer = await call('GET', `${path}/conversations/${id}/messages?limit=100`, { token });
  return (await answer.json<Page<Message>>()).rows;
}

const setRetention = (retention: Retention) => call('PUT', `${path}/retention`, { token, body: retention });

async function runRetention(): Promise<void> {
  await runInDurableObject(inbox(), (_, { storage }) => {
    storage.sql.exec("UPDATE job SET run_at = 1 WHERE lane = 'retention'");
    return storage.setAlarm(Date.now() + day);
  });
  await runDurableObjectAlarm(inbox());
}

describe('messages older than the retention time', () => {
  it('old messages are deleted with their files, day by day, and newer ones, queued ones and opt-outs stay', async () => {
    const old = Date.now() - 40 * day;
    const image = { type: 'image', image: { id: '4711', mime_type: 'image/jpeg' } };
    const write = (from: string, id: string, at: number, content: object) =>
      receive({ messages: [{ from, id, timestamp: String(Math.floor(at / 1000)), ...content }] });
    await write('15550400001', 'wamid.old-image', old, image);
    await receive(text('15550400001', 'wamid.young', Date.now() - day, 'Recent'));
    await receive(text('15550400002', 'wamid.gone', old, 'Long ago'));
    await receive(text('15550400003', 'wamid.no', old, 'STOP'));
    await receive({
      statuses: [{ id: 'wamid.old-image', status: 'read', timestamp: '1790000000', recipient_id: '1' }],
    });
    await env.MEDIA?.put(`${number}/received/x`, 'bytes');
    await runInDurableObject(inbox(), (_, { storage }) => {
      storage.sql.exec("UPDATE media SET state = 'stored', object = ?", `${number}/received/x`);
      storage.sql.exec("DELETE FROM job WHERE kind = 'media'");
      for (let index = 0; index < 400; index++) {
        storage.sql.exec(
          `INSERT INTO message (id, seq, conversation_id, origin, direction, wamid, sent_at, body)
           VALUES (?1, ?1, (SELECT conversation_id FROM alias WHERE key = '15550400001'), 'message', 'in', ?2, ?3, '{}')`,
          ...[100_000 + index, `wamid.many-${index}`, old],
        );
      }
    });
    const young = (await conversations()).find(({ contact }) => contact.phone === '15550400001');
    const later = await call('POST', `${path}/conversations/${young?.id}/messages`, {
      token,
      headers: { 'Idempotency-Key': 'later' },
      body: { content: { type: 'text', text: { body: 'Later' } }, sendAt: Date.now() + day },
    });
    expect(later.status).toBe(201);
    await runInDurableObject(inbox(), (_, { storage }) => {
      storage.sql.exec("UPDATE message SET sent_at = ? WHERE key = 'later'", old);
    });

    expect((await setRetention({ messageDays: 30, rawDays: 7 })).status).toBe(200);
    await vi.waitFor(
      async () => {
        await runRetention();
        expect((await messagesOf(young?.id ?? 0)).map(({ wamid, key }) => wamid ?? key)).toEqual([
          'wamid.young',
          'later',
        ]);
      },
      { timeout: 10_000, interval: 100 },
    );
    await vi.waitFor(async () => {
      await runRetention();
      expect((await conversations()).map(({ contact }) => contact.phone)).toEqual(['15550400001']);
    });
    expect(await env.MEDIA?.get(`${number}/received/x`)).toBeNull();
    await runInDurableObject(inbox(), (_, { storage }) => {
      const left = (table: string) =>
        storage.sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n;
      expect([left('media'), left('status'), left('message')]).toEqual([0, 0, 2]);
      const aliases = storage.sql.exec<{ key: string }>('SELECT key FROM alias ORDER BY key').toArray();
      expect(aliases.map(({ key }) => key)).toEqual(['15550400001', '15550400003']);
    });
  });

  it('retention keeps a contact’s recorded opt-in or opt-out, whatever its date', async () => {
    const [agreed, declined, silent] = ['15550400041', '15550400042', '15550400043'];
    for (const phone of [agreed, declined, silent]) {
      await receive(text(phone, `wamid.consent-${phone}`, Date.now() - 40 * day, 'Long ago'));
    }
    const found = async (phone: string) =>
      (await conversations()).find(({ contact }) => contact.phone === phone)?.id;
    const ids = { agreed: await found(agreed), declined: await found(declined) };
    const consent = { source: 'Paper form', at: 0 };
    for (const [method, id, body] of [
      ['PUT', ids.agreed, consent],
      ['DELETE', ids.declined, undefined],
    ] as const) {
      const address = `${path}/conversations/${id}/consent`;
      expect((await call(method, address, { token, ...(body && { body }) })).status).toBe(200);
    }
    await setRetention({ messageDays: 30, rawDays: 7 });
    await vi.waitFor(async () => {
      await runRetention();
      expect(await found(silent)).toBeUndefined();
    });
    const kept = async (id: number | undefined) => {
      expect(await messagesOf(id ?? 0)).toEqual([]);
      return (await call('GET', `${path}/conversations/${id}`, { token })).json<Conversation>();
    };
    expect(await kept(ids.agreed)).toMatchObject({
      ...{ contact: { phone: agreed }, consent, marketingStoppedAt: null },
    });
    expect(await kept(ids.declined)).toMatchObject({
      ...{ contact: { phone: declined }, consent: null, marketingStoppedAt: expect.any(Number) },
    });
  });

  it('messages are kept unless a retention time is set, and a week is the minimum', async () => {
    await setRetention({ messageDays: null, rawDays: 7 });
    await runRetention();
    expect(await conversations()).toHaveLength(1);
    const refused = await setRetention({ messageDays: 6, rawDays: 7 });
    expect(refused.status).toBe(422);
  });
});

describe('raw events', () => {
  const list = async (query = '') =>
    (await call('GET', `${path}/raw-events${query}`, { token })).json<Page<RawEvent>>();
  const replay = (id: string) => call('POST', `${path}/raw-events/${id}/replay`, { token });

  const digests = () =>
    runInDurableObject(inbox(), (_, { storage }) =>
      storage.sql
        .exec<{ digest: string }>('SELECT digest FROM notice')
        .toArray()
        .map(({ digest }) => digest),
    );

  it('raw events are as Meta sent them, and replaying one changes nothing', async () => {
    await receive(text('15550400010', 'wamid.raw', Date.now() - 1000, 'As it came'));
    const [event] = (await list('?kind=message')).rows;
    expect(event).toMatchObject({ kind: 'message', problem: null, isCut: false });
    expect(JSON.parse(event?.json ?? '')).toMatchObject({ id: 'wamid.raw', text: { body: 'As it came' } });
    const before = await conversations();
    expect(await (await replay(event?.id ?? '')).json()).toEqual({ stored: 1 });
    expect(await conversations()).toEqual(before);
    const [status] = (await list('?kind=status')).rows;
    expect(status).toBeUndefined();
  });

  it('raw events that were not understood are marked, and can be replayed once they are', async () => {
    await receive({ messages: [{ from: '15550400011', id: 'wamid.odd', timestamp: 'soon', type: 'text' }] });
    const odd = (await list()).rows.find(({ problem }) => problem !== null);
    expect(JSON.parse(odd?.json ?? '')).toMatchObject({ id: 'wamid.odd' });
    const health = await (await call('GET', `${path}/health`, { token })).json<NumberHealth>();
    expect(health.rows.find(({ name }) => name === 'unparsed')?.state).toBe('warning');
    // As if this version had learned to read it.
    await runInDurableObject(inbox(), (_, { storage }) => {
      const whole = {
        from: '15550400011',
        id: 'wamid.odd',
        timestamp: '1794000000',
        type: 'text',
        text: { body: 'x' },
      };
      storage.sql.exec('UPDATE notice SET body = ? WHERE unread_because IS NOT NULL', JSON.stringify(whole));
    });
    await replay(odd?.id ?? '');
    expect((await list()).rows.some(({ problem }) => problem !== null)).toBe(false);
    expect((await conversations()).some(({ contact }) => contact.phone === '15550400011')).toBe(true);
  });

  it('raw events are not listed after their retention time, and still identify a repeated event', async () => {
    const notice = { field: 'flows', value: { event: 'FLOW_STATUS_CHANGE' } };
    const body = JSON.parse(webhook(number, {}));
    body.entry[0].changes = [
      { ...notice, value: { ...notice.value, metadata: { phone_number_id: number } } },
    ];
    await post(JSON.stringify(body));
    await runInDurableObject(inbox(), (_, { storage }) => {
      storage.sql.exec("UPDATE notice SET at = ? WHERE field = 'flows'", Date.now() - 8 * day);
    });
    await runRetention();
    await post(JSON.stringify(body));
    expect((await list()).rows.filter(({ kind }) => kind === 'flows')).toEqual([]);
  });

  it('a notice is forgotten a month after its JSON, when Meta does not repeat it any more', async () => {
    const noticed = (value: object, at: number) => {
      const body = JSON.parse(webhook(number, {}));
      const change = { field: 'flows', value: { ...value, metadata: { phone_number_id: number } } };
      body.entry[0] = { ...body.entry[0], time: Math.floor(at / 1_000), changes: [change] };
      return JSON.stringify(body);
    };
    const isHere = (event: string) =>
      runInDurableObject(inbox(), (_, { storage }) => {
        const found = storage.sql.exec(
          'SELECT 1 FROM notice WHERE digest IN (SELECT value FROM json_each(?))',
          marks[event],
        );
        return found.toArray().length > 0;
      });
    const marks: Record<string, string> = {};
    for (const [event, age] of [
      ['OLD', 40],
      ['RECENT', 8],
      ['NEW', 0],
    ] as const) {
      const before = await digests();
      await post(noticed({ event }, Date.now() - age * day));
      marks[event] = JSON.stringify((await digests()).filter((digest) => !before.includes(digest)));
    }
    await runRetention();
    expect(await isHere('OLD')).toBe(false);
    expect(await isHere('RECENT')).toBe(true);
    expect(await isHere('NEW')).toBe(true);
  });

  it('raw events are stored once each, and the same content again at another time; a replay adds none', async () => {
    const body = (time: number) => {
      const whole = JSON.parse(webhook(number, {}));
      const value = { event: 'ENDPOINT_ERROR_RATE', metadata: { phone_number_id: number } };
      whole.entry[0].time = time;
      whole.entry[0].changes = [{ field: 'flows', value }];
      return JSON.stringify(whole);
    };
    const mine = async () =>
      (await list()).rows.filter(({ json }) => json.includes('ENDPOINT_ERROR_RATE')).map(({ id }) => id);
    const now = Math.floor(Date.now() / 1000);
    for (const time of [now, now - 60, now, now - 60]) await post(body(time));
    const kept = await mine();
    expect(kept).toHaveLength(2);
    for (const id of kept) expect(await (await replay(id)).json()).toEqual({ stored: 1 });
    expect(await mine()).toEqual(kept);
  });

  it('raw events that turn out to be a notice in a replay are not lost', async () => {
    const field = 'account_settings_update';
    const body = JSON.stringify({ setting: 'changed' });
    await runInDurableObject(inbox(), (_, { storage }) => {
      storage.sql.exec(
        "INSERT INTO notice (field, at, unread_because, digest, body) VALUES (?, ?, 'a form of later', 'x', ?)",
        ...[field, Date.now(), body],
      );
    });
    const odd = (await list()).rows.find(({ kind }) => kind === field);
    await replay(odd?.id ?? '');
    const [read, ...more] = (await list()).rows.filter(({ kind }) => kind === field);
    expect(read).toMatchObject({ problem: null });
    expect(JSON.parse(read?.json ?? '')).toMatchObject({ setting: 'changed' });
    expect(more).toEqual([]);
  });

  it('raw events of a number that was not connected go to it once it is', async () => {
    const late = '106540352242931';
    const phone = '15550400012';
    const theirs = JSON.parse(webhook(late, text(phone, 'wamid.late', Date.now(), 'Anybody there?')));
    const ours = JSON.parse(webhook(number, text('15550400013', 'wamid.with', Date.now(), 'x')));
    ours.entry.push(...theirs.entry);
    expect((await post(JSON.stringify(ours))).status).toBe(200);
    const kept = async () =>
      (await (await call('GET', '/api/raw-events', { token })).json<Page<RawEvent>>()).rows.filter(
        ({ problem }) => problem?.includes(late),
      );
    const [event] = await kept();
    const replayKept = () => call('POST', `/api/raw-events/${event?.id}/replay`, { token });
    expect(await (await replayKept()).json()).toEqual({ stored: 0 });
    await connectNumber(token, late);
    expect(await (await replayKept()).json()).toEqual({ stored: 1 });
    expect(await kept()).toEqual([]);
    const answer = await call('GET', `/api/inboxes/${late}/conversations`, { token });
    expect((await answer.json<Page<Conversation>>()).rows[0]?.contact.phone).toBe(phone);
  });
});

describe('a file that an agent has uploaded', () => {
  it('an uploaded file stays as long as a message with it waits to be sent, however old it is', async () => {
    const [waits, old] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
    const objectOf = (id: string) => `${number}/sent/${id}`;
    for (const id of [waits, old]) await env.MEDIA?.put(objectOf(id), 'bytes');
    await runInDurableObject(inbox(), (_, { storage }) => {
      for (const id of [waits, old])
        storage.sql.exec(
          `INSERT INTO upload (id, object, mime_type, size, filename, created_at)
           VALUES (?, ?, 'image/png', 5, 'a.png', ?)`,
          ...[id, objectOf(id), Date.now() - 40 * day],
        );
    });
    await receive(text('15550400016', 'wamid.file-later', Date.now(), 'Send me the plan'));
    const found = (await conversations()).find(({ contact }) => contact.phone === '15550400016');
    const planned = await call('POST', `${path}/conversations/${found?.id}/messages`, {
      token,
      headers: { 'Idempotency-Key': 'file-later' },
      body: { content: { type: 'image', image: { id: waits } }, sendAt: Date.now() + day },
    });
    expect(planned.status).toBe(201);
    await setRetention({ messageDays: 30, rawDays: 7 });
    await vi.waitFor(async () => {
      await runRetention();
      const ids = await runInDurableObject(inbox(), (_, { storage }) =>
        storage.sql.exec<{ id: string }>('SELECT id FROM upload').toArray(),
      );
      expect(ids).toEqual([{ id: waits }]);
    });
    expect(await env.MEDIA?.head(objectOf(waits))).not.toBeNull();
    expect(await env.MEDIA?.head(objectOf(old))).toBeNull();
  });
});

describe('a notice of the account', () => {
  it('an account notice appears in the timeline, and as an alert when it matters', async () => {
    const display_phone_number = '15550783881';
    const change = (field: string, value: object) => ({ id: wabaId, time: 1, changes: [{ field, value }] });
    const both = JSON.parse(webhook(number, text('15550400014', 'wamid.t', Date.now(), 'x')));
    both.entry.push(
      change('phone_number_quality_update', { display_phone_number, event: 'FLAGGED' }),
      change('phone_number_quality_update', { display_phone_number: '15550000000', event: 'FLAGGED' }),
      change('account_update', { event: 'VERIFIED_ACCOUNT' }),
    );
    expect((await post(JSON.stringify(both))).status).toBe(200);
    const health = await (await call('GET', `${path}/health`, { token })).json<NumberHealth>();
    expect(health.timeline.map(({ field, matters }) => [field, matters])).toEqual([
      ['account_update', false],
      ['phone_number_quality_update', true],
    ]);
    expect(health.alerts).toMatchObject([{ type: 'notice', summary: expect.stringContaining('quality') }]);
  });
});

it('silence is reported when nothing has arrived since Meta accepted a message an hour ago', async () => {
  const quiet = '106540352242932';
  await connectNumber(token, quiet);
  const inbox = inboxOf(env, quiet);
  const hour = 60 * 60_000;
  const taken = (id: string, ago: number) =>
    runInDurableObject(inbox, (_, { storage }) =>
      storage.sql.exec(
        "INSERT INTO attempt (id, message_id, state, started_at, ended_at) VALUES (?1, 0, 'accepted', ?2, ?2)",
        ...[id, Date.now() - ago],
      ),
    );
  const heard = (ago: number) =>
    post(webhook(quiet, text('15550400015', `wamid.heard${ago}`, Date.now() - ago, 'x')));
  expect((await inbox.number.findings()).hearing).toBe('nothing-yet');
  await heard(3 * hour);
  await taken('a moment ago', hour / 2);
  expect((await inbox.number.findings()).hearing).toBe('webhooks');
  await taken('long ago', 2 * hour);
  expect((await inbox.number.findings()).hearing).toBe('silence');
  await heard(hour);
  expect((await inbox.number.findings()).hearing).toBe('webhooks');
});

describe('the self-test', () => {
  it('the self-test goes through the webhook, is found, and leaves nothing', async () => {
    const before = await conversations();
    const answer = await call('POST', `${path}/health/test`, { token });
    const { rows } = await answer.json<NumberHealth>();
    expect(rows.find(({ name }) => name === 'self-test')).toMatchObject({ state: 'good' });
    expect(await conversations()).toEqual(before);
    const events = await (await call('GET', `${path}/raw-events`, { token })).json<Page<RawEvent>>();
    expect(events.rows.some(({ kind }) => kind.includes('self_test'))).toBe(false);
    // Meta cannot be reached, and the error says so, with what to do.
    expect(rows.find(({ name }) => name === 'token')).toMatchObject({
      state: 'unknown',
      advice: expect.any(String),
    });
  });
});

describe('an export', () => {
  it('an export has everything, line by line', async () => {
    const answer = await call('GET', `${path}/export`, { token });
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="message-us-${number}.ndjson"`,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const lines = (await answer.text())
      .trim()
      .split('\n')
      .map((line): ExportLine => JSON.parse(line));
    expect(lines[0]).toMatchObject({ type: 'inbox', inbox: number });
    const { customers, messages } = await runInDurableObject(inbox(), (_, { storage }) =>
      storage.sql
        .exec<{ customers: number; messages: number }>(
          'SELECT (SELECT count(*) FROM conversation) AS customers, (SELECT count(*) FROM message) AS messages',
        )
        .one(),
    );
    expect(lines.filter(({ type }) => type === 'conversation')).toHaveLength(customers);
    const exported = lines.flatMap((line) => (line.type === 'message' ? [line] : []));
    expect(exported).toHaveLength(messages);
    expect(exported.find(({ message }) => message.wamid === 'wamid.raw')?.raw).toContain('As it came');
  });
});

describe('erasing everything', () => {
  it('erasing everything needs the number as confirmation, removes all messages and keeps the settings and rules', async () => {
    await setRetention({ messageDays: 90, rawDays: 3 });
    const rule = {
      name: 'Hours',
      match: { type: 'word', words: ['hours'] },
      actions: [{ type: 'reply', content: { type: 'text', text: { body: 'From 9 to 5.' } } }],
    };
    const added = await call('POST', `${path}/automation/rules`, { token, body: rule });
    expect(added.status).toBe(201);
    await env.MEDIA?.put(`${number}/sent/y`, 'bytes');
    const erase = (displayPhoneNumber: string) =>
      call('DELETE', `${path}/conversations`, { token, body: { displayPhoneNumber } });
    const refused = await erase('+1');
    expect(refused.status).toBe(409);
    expect((await refused.json<ErrorBody>()).error.code).toBe('not_confirmed');
    expect(await conversations()).not.toEqual([]);
    expect((await erase('+1 555 078 3881')).status).toBe(204);
    expect(await conversations()).toEqual([]);
    expect(await env.MEDIA?.get(`${number}/sent/y`)).toBeNull();
    expect(await (await call('GET', `${path}/retention`, { token })).json()).toEqual({
      messageDays: 90,
      rawDays: 3,
    });
    const { rules } = await (await call('GET', `${path}/automation/rules`, { token })).json<RuleList>();
    expect(rules.map(({ name }) => name)).toEqual(['Hours']);
    // And it goes on.
    await receive(text('15550400020', 'wamid.anew', Date.now(), 'Hello again'));
    expect(await conversations()).toHaveLength(1);
    const { rows } = await (await call('GET', '/api/audit', { token })).json<Page<{ action: string }>>();
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['number.erase', 'number.export', 'number.retention', 'event.replay']),
    );
  });
});
