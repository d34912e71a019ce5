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
import { workspaceOf } from '../../../../worker/objects.ts';
import type { Workspace } from '../../../../worker/workspace/workspace.ts';
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

/** The webhook remembers for seconds what it knows of a number, so each test brings numbers of its own. */
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
  it('keeps its inbox and what was said when it gets another phone number id', async () => {
    const before = await newNumber();
    await write(before, '15550600001');
    const after = unused();
    const changed = await workspace.replaceNumber(by, before, { phoneNumberId: after });
    expect(changed).toMatchObject({ id: before, phoneNumberId: after });
    await write(after, '15550600002');
    expect(await names(before)).toEqual(['Customer 15550600002', 'Customer 15550600001']);
  });

  it('does not speak for its former number, which can be connected again with an inbox of its own', async () => {
    const before = await newNumber();
    await workspace.replaceNumber(by, before, { phoneNumberId: unused() });
    await connectNumber(token, before);
    const inboxes = await (await call('GET', '/api/inboxes', { token })).json<InboxSummary[]>();
    const again = inboxes.find(({ phoneNumberId }) => phoneNumberId === before);
    expect(again?.id).toBe(`${before}-2`);
    await write(before, '15550600003');
    expect(await names(`${before}-2`)).toEqual(['Customer 15550600003']);
    expect(await names(before)).toEqual([]);
  });

  it('has one connection only, whichever way it comes', async () => {
    const [one, other] = [await newNumber(), await newNumber()];
    // Inside the object: an error that crosses to a test by RPC is reported a second time, as unhandled.
    await runInDurableObject(workspace, async (instance: Workspace) => {
      await expect(instance.replaceNumber(by, other, { phoneNumberId: one })).rejects.toMatchObject({
        code: 'already_connected',
      });
    });
    expect(await workspace.credentials(other)).toMatchObject({ phoneNumberId: other });
  });

  it('takes webhooks signed with its new app secret and with the one before', async () => {
    const number = await newNumber();
    await workspace.replaceNumber(by, number, { appSecret: 'a new app secret' });
    expect((await write(number, '15550600004', 'a new app secret')).status).toBe(200);
    expect((await write(number, '15550600005')).status).toBe(200);
    expect((await names(number)).length).toBe(2);
    expect((await write(number, '15550600006', 'somebody else')).status).toBe(401);
  });

  it('takes nothing more with the former app secret after a day', async () => {
    const number = await newNumber();
    await workspace.replaceNumber(by, number, { appSecret: 'a new app secret' });
    await forgetFormerSecret(number);
    await write(number, '15550600007');
    expect(await names(number)).toEqual([]);
  });

  it('keeps events aside while it is switched off', async () => {
    const number = await newNumber();
    await workspace.setNumberLifecycle(by, number, 'disabled');
    expect((await write(number, '15550600008')).status).toBe(200);
    expect(await names(number)).toEqual([]);
    expect(await workspace.unrouted()).toContainEqual(
      expect.objectContaining({ phoneNumberId: number, reason: 'disabled', events: 1 }),
    );
  });

  it('is deleted with its conversations, its files and what was kept aside, and can be connected anew', async () => {
    const number = await newNumber();
    await write(number, '15550600009');
    await env.MEDIA?.put(`${number}/received/1`, 'a file');
    await env.MEDIA?.put(`${number}0/received/1`, 'another inbox’s file');
    await workspace.deleteNumber(by, number);
    expect((await call('GET', `/api/inboxes/${number}/conversations`, { token })).status).toBe(404);
    expect(await env.MEDIA?.head(`${number}/received/1`)).toBeNull();
    expect(await env.MEDIA?.head(`${number}0/received/1`)).not.toBeNull();
    await connectNumber(token, number);
    expect(await names(number)).toEqual([]);
    const { rows } = await workspace.audit(null, 10);
    expect(rows.map(({ action }) => action)).toContain('number.delete');
  });
});

describe('connecting by hand', () => {
  const typed = { phoneNumberId: '620000009999', wabaId: '420000009999' };
  const secrets = { accessToken: 'EAAG-never-to-be-seen-again', appSecret: 'c'.repeat(32) };

  it('says that Meta cannot be reached, and connects nothing then', async () => {
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

  it('never says a secret that was typed', async () => {
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

  it('asks Meta on behalf of one person sixty times a minute at most', async () => {
    const other = await siteSession(token, { sub: 'checker', name: 'Chi', role: 'admin' });
    const answers = [];
    for (let n = 0; n < 61; n++) {
      answers.push(await call('POST', '/api/connections/check', { token: other, body: {} }));
    }
    expect(answers.filter(({ status }) => status === 200).length).toBe(60);
    expect(answers.at(-1)?.status).toBe(429);
  });

  it('is deleted only by whoever gives its digits', async () => {
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
    expect(await stub.invoke('changeAgent', [by, 'nobody', { name: 'No' }])).toMatchObject({ error });
    await expect(workspace.changeAgent(by, 'nobody', { name: 'No' })).rejects.toMatchObject({
      name: 'ApiError',
      ...error,
    });
  });
});

describe('the setup', () => {
  it('is remembered as done, and tells when Meta has verified the address', async () => {
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

  it('is shared once a colleague is invited, a site allowed or the tags copied, and not before', async () => {
    const ways: ((fresh: DurableObjectStub<Workspace>) => Promise<unknown>)[] = [
      (fresh) => fresh.invite(by, { name: 'Ina', role: 'agent', numbers: null }),
      (fresh) => fresh.allowOrigins(by, ['https://shop.example']),
      (fresh) => fresh.share(),
    ];
    for (const [index, share] of ways.entries()) {
      const fresh = env.WORKSPACE.getByName(`unshared-${index}`);
      await fresh.setUp(true);
      expect(await fresh.setupState()).toMatchObject({ isDone: true, isShared: false });
      await share(fresh);
      expect(await fresh.setupState()).toMatchObject({ isShared: true });
    }
    const copied = await call('PUT', '/api/setup', { token, body: { isShared: true } });
    expect(await copied.json()).toEqual({ isShared: true });
  });

  it('keeps the token of a signup sealed, and forgets it', async () => {
    const kept = await workspace.keepSignup({
      accessToken: 'EAAG-of-a-signup',
      wabaId: null,
      phoneNumberId: null,
      isOnPhone: false,
    });
    const stored = await runInDurableObject(workspace, (_, { storage }) =>
      JSON.stringify(storage.sql.exec('SELECT * FROM signup').toArray()),
    );
    expect(stored).not.toContain('EAAG-of-a-signup');
    expect(await workspace.signup(kept.id)).toMatchObject({ accessToken: 'EAAG-of-a-signup' });
    await workspace.forgetSignup(kept.id);
    expect(await workspace.signup(kept.id)).toBeNull();
  });

  it('keeps a signup for a day, and deletes what is older with the next one', async () => {
    const signup = { accessToken: 'EAAG-of-today', wabaId: '1', phoneNumberId: null, isOnPhone: true };
    const { id } = await workspace.keepSignup(signup);
    const agedBy = (milliseconds: number) =>
      runInDurableObject(workspace, (_, { storage }) => {
        storage.sql.exec('UPDATE signup SET expires_at = expires_at - ? WHERE id = ?', milliseconds, id);
      });
    const day = 24 * 60 * 60_000;
    await agedBy(day - 60_000);
    expect(await workspace.signup(id)).toEqual({ id, ...signup });
    await agedBy(60_000);
    expect(await workspace.signup(id)).toBeNull();
    await workspace.keepSignup(signup);
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
