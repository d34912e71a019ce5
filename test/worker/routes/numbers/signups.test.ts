/** The page that lets Meta's script in: what browsers are told of it. */
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import type { Env } from '../../../../worker/env.ts';
import { workspaceOf } from '../../../../worker/objects.ts';
import { openSignup, signups } from '../../../../worker/routes/settings/signups.ts';
import type { SignedIn } from '../../../../worker/workspace/people/sessions.ts';
import { shownNumber } from '../../support/meta/shown-number.ts';
import { signIn, wabaId } from '../../support/webhooks.ts';

const html = () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } });

function open(change: Partial<Env> = {}): Promise<Response> {
  const ASSETS: Fetcher = {
    fetch: async () => html(),
    connect: () => {
      throw new Error('Nothing connects to it');
    },
  };
  const request = new Request('https://inbox.example/signup/');
  return openSignup['GET /signup/']({
    request,
    env: { ...env, ...change, ASSETS },
    url: new URL(request.url),
    params: {},
    body: undefined,
    query: {},
  });
}

function policyIn(answer: Response): Record<string, string> {
  const policy = answer.headers.get('content-security-policy') ?? '';
  return Object.fromEntries(policy.split('; ').map((one) => one.split(/ (.*)/s).slice(0, 2)));
}

it('the signup page allows Meta’s script and windows and nothing else, and cannot be framed', async () => {
  const answer = await open();
  expect(policyIn(answer)).toEqual({
    'default-src': "'none'",
    'script-src': "'self' https://connect.facebook.net",
    'style-src': "'self'",
    'img-src': "'self' data: https://*.facebook.com",
    'connect-src': "'self' https://*.facebook.com",
    'frame-src': 'https://*.facebook.com',
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  });
  expect(answer.headers.get('content-type')).toBe('text/html');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  expect(answer.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
});

it('the signup page allows a stand-in’s script instead of Meta’s, and not both', async () => {
  const standIn = {
    META_APP_ID: '1',
    META_APP_SECRET: 's',
    META_CONFIG_ID: '2',
    META_SDK_URL: 'http://localhost:8788/sdk.js',
  };
  const policy = policyIn(await open(standIn));
  expect(policy['script-src']).toBe("'self' http://localhost:8788");
  expect(JSON.stringify(policy)).not.toContain('facebook');
});

it('a signup connects a number once, and is deleted with its token', async () => {
  await signIn();
  const workspace = workspaceOf(env);
  const stored = await workspace.setup.keepSignup({
    ...{ accessToken: 'EAAG-of-the-signup', wabaId, phoneNumberId: null, isOnPhone: false },
  });
  const session: SignedIn = {
    ...{ id: 's', agent: { id: 'admin', name: 'Admin', role: 'admin' } },
    ...{ numbers: null, origin: null, scopes: null, isBot: false, expiresAt: null, rate: null },
  };
  const url = new URL(`https://inbox.example/api/signups/${stored.id}/connect`);
  const withApp = { ...env, META_APP_ID: '1', META_APP_SECRET: 's', META_CONFIG_ID: '2' };
  const given = {
    ...{ request: new Request(url), env: withApp, url, params: { id: stored.id } },
    ...{ session, number: null, headers: new Headers(), query: {} },
  };
  const chosen = { phoneNumberId: shownNumber, wabaId };
  const connect = () => signups['POST /api/signups/:id/connect']({ ...given, body: chosen });
  expect(await connect()).toMatchObject({ phoneNumberId: shownNumber, name: 'Signed Up' });
  expect(await workspace.numbers.credentials(shownNumber)).toMatchObject({
    accessToken: 'EAAG-of-the-signup',
  });
  const over = { status: 404, code: 'signup_not_found' };
  await expect(connect()).rejects.toMatchObject(over);
  const repeat = signups['POST /api/signups/:id']({ ...given, body: undefined });
  await expect(repeat).rejects.toMatchObject(over);
});
