/** The life of a connected number: other ids and secrets, switched off, deleted. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { ConnectionCheck, Setup } from '../../../../worker/api/numbers/connections.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { Me } from '../../../../worker/api/people/sessions.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { type WorkspaceStub, workspaceOf } from '../../../../worker/objects.ts';
import type { Workspace } from '../../../../worker/workspace/workspace.ts';
import { workspaceNamed } from '../../support/stubs.ts';
import {
  appSecret,
  call,
  connectNumber,
  post,
  signIn,
  siteSession,
  text,
  webhook,
} from '../../support/webhooks.ts';

const by = { id: 'admin', name: 'Admin', role: 'admin' } as const;
const workspace = workspaceOf(env);
let token: string;
let next = 620_000_000_000;

beforeAll(async () => {
  token = await signIn();
});

/** The webhook route caches numbers for some seconds, so each test uses its own numbers. */
async function newNumber(): Promise<string> {
  next += 1;
  await connectNumber(token, String(next));
  return String(next);
}

function unused(): string {
  next += 1;
  return String(next);
}

async function names(inbox: string): Promise<string[]> {
  const answer = await call('GET', `/api/inboxes/${inbox}/conversations`, { token });
  const { rows } = await answer.json<Page<Conversation>>();
  return rows.map(({ contact }) => contact.name);
}

function write(phoneNumberId: string, from: string, secret = appSecret): Promise<Response> {
  return post(webhook(phoneNumberId, text(from, `wamid.${from}`, Date.now(), 'Hello')), secret);
}

describe('a connected number', () => {
  it('a number keeps its inbox and history when it gets another phone number id', async () => {
    const before = await newNumber();
    await write(before, '15550600001');
    const after = unused();
    const changed = await workspace.numbers.replace(by, before, { phoneNumberId: after });
    expect(changed).toMatchObject({ id: before, phoneNumberId: after });
    await write(after, '15550600002');
    expect(await names(before)).toEqual(['Customer 15550600002', 'Customer 15550600001']);
  });

  it('a replaced number can be connected again with a new inbox', async () => {
    const before = await newNumber();
    await workspace.numbers.replace(by, before, { phoneNumberId: unused() });
    await connectNumber(token, before);
    const inboxes = await (await call('GET', '/api/inboxes', { token })).json<InboxSummary[]>();
    const again = inboxes.find(({ phoneNumberId }) => phoneNumberId === before);
    expect(again?.id).toBe(`${before}-2`);
    await write(before, '15550600003');
    expect(await names(`${before}-2`)).toEqual(['Customer 15550600003']);
    expect(await names(before)).toEqual([]);
  });

  it('a number cannot be connected twice, in any way', async () => {
    const [one, other] = [await newNumber(), await newNumber()];
    // Inside the object: an error that crosses to a test by RPC is reported a second time, as unhandled.
    await runInDurableObject(workspace, async (instance: Workspace) => {
      await expect(instance.rpc.numbers.replace(by, other, { phoneNumberId: one })).rejects.toMatchObject({
        code: 'already_connected',
      });
    });
    expect(await workspace.numbers.credentials(other)).toMatchObject({ phoneNumberId: other });
  });

  it('webhooks are accepted with the new app secret and with the former one', async () => {
    const number = await newNumber();
    await workspace.numbers.replace(by, number, { appSecret: 'a new app secret' });
    expect((await write(number, '15550600004', 'a new app secret')).status).toBe(200);
    expect((await write(number, '15550600005')).status).toBe(200);
    expect((await names(number)).length).toBe(2);
    expect((await write(number, '15550600006', 'somebody else')).status).toBe(401);
  });

  it('webhooks are not accepted with the former app secret after a day', async () => {
    const number = await newNumber();
    await workspace.numbers.replace(by, number, { appSecret: 'a new app secret' });
    await forgetFormerSecret(number);
    await write(number, '15550600007');
    expect(await names(number)).toEqual([]);
  });

  it('events are kept as unrouted while a number is off', async () => {
    const number = await newNumber();
    await workspace.numbers.setLifecycle(by, number, 'disabled');
    expect((await write(number, '15550600008')).status).toBe(200);
    expect(await names(number)).toEqual([]);
    expect(await workspace.unrouted.numbers()).toContainEqual(
      expect.objectContaining({ phoneNumberId: number, reason: 'disabled', events: 1 }),
    );
  });

  it('a number is deleted with its conversations, files and unrouted events, and can be connected again', async () => {
    const number = await newNumber();
    await write(number, '15550600009');
    await env.MEDIA?.put(`${number}/received/1`, 'a file');
    await env.MEDIA?.put(`${number}0/received/1`, 'another inbox’s file');
    await workspace.numbers.delete(by, number);
    expect((await call('GET', `/api/inboxes/${number}/conversations`, { token })).status).toBe(404);
    expect(await env.MEDIA?.head(`${number}/received/1`)).toBeNull();
    expect(await env.MEDIA?.head(`${number}0/received/1`)).not.toBeNull();
    await connectNumber(token, number);
    expect(await names(number)).toEqual([]);
    const { rows } = await workspace.team.auditLog(null, 10);
    expect(rows.map(({ action }) => action)).toContain('number.delete');
  });
});

describe('connecting by hand', () => {
  const typed = { phoneNumberId: '620000009999', wabaId: '420000009999' };
  const secrets = { accessToken: 'EAAG-never-to-be-seen-again', appSecret: 'c'.repeat(32) };

  it('connecting by hand reports that Meta cannot be reached, and connects nothing then', async () => {
    const asked = { token, body: { ...typed, ...secrets } };
    const check = await call('POST', '/api/connections/check', asked);
    const { problems } = await check.json<ConnectionCheck>();
    expect(problems.map(({ code }) => code)).toEqual(['unreachable']);
    const connect = await call('POST', '/api/inboxes', asked);
    expect(connect.status).toBe(422);
    const { error } = await connect.json<ErrorBody>();
    expect(error.code).toBe('connection_refused');
    const inboxes = await (await call('GET', '/api/inboxes', { token })).json<InboxSummary[]>();
    expect(inboxes.some(({ phoneNumberId }) => phoneNumberId === typed.phoneNumberId)).toBe(false);
  });

  it('connecting by hand never repeats a secret', async () => {
    const body = { ...typed, ...secrets };
    const answers = [
      await call('POST', '/api/connections/check', { token, body }),
      await call('POST', '/api/connections/check', {
        token,
        body: { ...body, appSecret: secrets.accessToken },
      }),
      await call('POST', '/api/inboxes', { token, body }),
      await call('POST', '/api/signups', { token, body: { code: 'a-code-of-meta', isOnPhone: false } }),
    ];
    for (const answer of answers) expect(await answer.text()).not.toMatch(/never-to-be-seen|cccc|a-code-of/);
  });

  it('one agent can check with Meta at most sixty times a minute', async () => {
    const other = await siteSession(token, { sub: 'checker', name: 'Chi', role: 'admin' });
    const answers = [];
    for (let n = 0; n < 61; n++) {
      answers.push(await call('POST', '/api/connections/check', { token: other, body: {} }));
    }
    expect(answers.filter(({ status }) => status === 200).length).toBe(60);
    expect(answers.at(-1)?.status).toBe(429);
  });

  it('a number is deleted only with its digits as confirmation', async () => {
    const number = await newNumber();
    for (const confirm of ['', '?confirm=1', '?confirm=%2B']) {
      const answer = await call('DELETE', `/api/inboxes/${number}${confirm}`, { token });
      expect(answer.status).toBe(422);
    }
    const confirmed = await call('DELETE', `/api/inboxes/${number}?confirm=15550783881`, { token });
    expect(confirmed.status).toBe(204);
  });
});

describe('an error of a Durable Object', () => {
  it('an ApiError crosses to the Worker as a value and is thrown there', async () => {
    const stub = env.WORKSPACE.getByName('workspace');
    const error = { status: 404, code: 'agent_not_found', message: expect.any(String) };
    expect(await stub.invoke('team', 'change', [by, 'nobody', { name: 'No' }])).toMatchObject({ error });
    await expect(workspace.team.change(by, 'nobody', { name: 'No' })).rejects.toMatchObject({
      name: 'ApiError',
      ...error,
    });
  });
});

describe('the setup', () => {
  it('the setup is remembered as done, and shows when Meta verified the address', async () => {
    const state = async () => (await call('GET', '/api/setup', { token })).json<Setup>();
    const before = await state();
    expect(before).toMatchObject({ isDone: false, signup: null, webhook: { handshakeAt: null } });
    const { url, verifyToken } = before.webhook;
    const hub = `hub.mode=subscribe&hub.challenge=7&hub.verify_token=`;
    await call('GET', `${new URL(url).pathname}?${hub}wrong`);
    expect((await state()).webhook.handshakeAt).toBeNull();
    await call('GET', `${new URL(url).pathname}?${hub}${verifyToken}`);
    expect((await state()).webhook.handshakeAt).toBeGreaterThan(Date.now() - 60_000);
    await call('PUT', '/api/setup', { token, body: { isDone: true } });
    expect((await state()).isDone).toBe(true);
    const me = await (await call('GET', '/api/me', { token })).json<Me>();
    expect(me.isSetUp).toBe(true);
  });

  it('the setup counts as shared once a colleague is invited, a site is allowed or the tags are copied', async () => {
    const ways: ((fresh: WorkspaceStub) => Promise<unknown>)[] = [
      (fresh) => fresh.team.invite(by, { name: 'Ina', role: 'agent', numbers: null }),
      (fresh) => fresh.sites.allowOrigins(by, ['https://shop.example']),
      (fresh) => fresh.setup.share(),
    ];
    for (const [index, share] of ways.entries()) {
      const fresh = workspaceNamed(`unshared-${index}`);
      await fresh.setup.setDone(true);
      expect(await fresh.setup.state()).toMatchObject({ isDone: true, isShared: false });
      await share(fresh);
      expect(await fresh.setup.state()).toMatchObject({ isShared: true });
    }
    const copied = await call('PUT', '/api/setup', { token, body: { isShared: true } });
    expect(await copied.json()).toEqual({ isShared: true });
  });

  it('the token of a signup is encrypted, and deleted with it', async () => {
    const kept = await workspace.setup.keepSignup({
      accessToken: 'EAAG-of-a-signup',
      wabaId: null,
      phoneNumberId: null,
      isOnPhone: false,
    });
    const stored = await runInDurableObject(workspace, (_, { storage }) =>
      JSON.stringify(storage.sql.exec('SELECT * FROM signup').toArray()),
    );
    expect(stored).not.toContain('EAAG-of-a-signup');
    expect(await workspace.setup.signup(kept.id)).toMatchObject({ accessToken: 'EAAG-of-a-signup' });
    await workspace.setup.forgetSignup(kept.id);
    expect(await workspace.setup.signup(kept.id)).toBeNull();
  });

  it('a signup is kept for a day, and older ones are deleted with the next', async () => {
    const signup = { accessToken: 'EAAG-of-today', wabaId: '1', phoneNumberId: null, isOnPhone: true };
    const { id } = await workspace.setup.keepSignup(signup);
    const agedBy = (milliseconds: number) =>
      runInDurableObject(workspace, (_, { storage }) => {
        storage.sql.exec('UPDATE signup SET expires_at = expires_at - ? WHERE id = ?', milliseconds, id);
      });
    const day = 24 * 60 * 60_000;
    await agedBy(day - 60_000);
    expect(await workspace.setup.signup(id)).toEqual({ id, ...signup });
    await agedBy(60_000);
    expect(await workspace.setup.signup(id)).toBeNull();
    await workspace.setup.keepSignup(signup);
    const ids = await runInDurableObject(workspace, (_, { storage }) =>
      storage.sql.exec<{ id: string }>('SELECT id FROM signup').toArray(),
    );
    expect(ids.map((row) => row.id)).not.toContain(id);
  });
});

async function forgetFormerSecret(inbox: string): Promise<void> {
  await runInDurableObject(workspace, (_, { storage }) => {
    storage.sql.exec('UPDATE connection SET former_until = 1 WHERE inbox = ?', inbox);
  });
}
