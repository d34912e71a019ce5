/** How often an API token may call, and what it is told. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { GraphErrorBody } from '../../../../worker/api/developers/graph.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import { CallRates, maxCallsAMinute } from '../../../../worker/workspace/people/call-rate.ts';
import { call, signIn } from '../../support/webhooks.ts';

let admin: string;
beforeAll(async () => {
  admin = await signIn();
});

async function newToken(name: string): Promise<string> {
  const body = { name, scopes: ['numbers:read'] };
  const answer = await call('POST', '/api/tokens', { token: admin, body });
  return (await answer.json<NewApiToken>()).token;
}

const limits = ({ headers }: Response) =>
  ['RateLimit-Policy', 'RateLimit', 'Retry-After'].map((name) => headers.get(name));

describe('an API token', () => {
  it('each answer states the limit of an API token, errors included', async () => {
    const token = await newToken('Polite');
    const found = await call('GET', '/api/v1/me', { token });
    const refused = await call('GET', '/api/v1/agents', { token });
    expect([found.status, refused.status]).toEqual([200, 403]);
    const policy = `"token";q=${maxCallsAMinute};w=60`;
    const left = (calls: number) => expect.stringMatching(new RegExp(`^"token";r=${calls};t=(60|5\\d)$`));
    expect(limits(found)).toEqual([policy, left(maxCallsAMinute - 1), null]);
    expect(limits(refused)).toEqual([policy, left(maxCallsAMinute - 2), null]);
  });

  it('an API token above its limit gets 429 with the time to wait, also under /graph/, and does not affect others', async () => {
    const [token, other] = [await newToken('In a loop'), await newToken('Another')];
    for (let calls = 0; calls < maxCallsAMinute; calls += 50) {
      await Promise.all(Array.from({ length: 50 }, () => call('GET', '/api/me', { token })));
    }
    for (let times = 0; times < 2; times++) {
      const answer = await call('GET', '/api/v1/me', { token });
      expect(answer.status).toBe(429);
      expect((await answer.json<ErrorBody>()).error.code).toBe('rate_limited');
      const [, left, retryAfter] = limits(answer);
      expect(left).toMatch(/^"token";r=0;t=\d+$/);
      expect(Number(retryAfter)).toBeGreaterThan(0);
      expect(Number(retryAfter)).toBeLessThanOrEqual(60);
    }
    const graph = await call('POST', '/graph/v23.0/1/messages', { token, body: {} });
    expect([graph.status, (await graph.json<GraphErrorBody>()).error.code]).toEqual([429, 4]);
    expect((await call('GET', '/api/me', { token: other })).status).toBe(200);
    expect((await call('GET', '/api/me', { token: admin })).status).toBe(200);
  });
});

it('a person’s session has no such limit', async () => {
  expect(limits(await call('GET', '/api/me', { token: admin }))).toEqual([null, null, null]);
});

it('each API token has a new limit after a minute', () => {
  const rates = new CallRates();
  const remaining = (token: string, now: number) => maxCallsAMinute - rates.count(token, now).remaining;
  expect([remaining('a', 0), remaining('a', 59_999), remaining('b', 59_999)]).toEqual([1, 2, 1]);
  expect([remaining('a', 60_000), remaining('b', 60_000)]).toEqual([1, 2]);
});
