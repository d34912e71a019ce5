/** What every answer of the API has, and how errors are written. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ErrorBody, Problem } from '../../../../worker/api/errors.ts';
import { call, signIn } from '../../support/webhooks.ts';

let token: string;
beforeAll(async () => {
  token = await signIn();
});

describe('X-Request-Id', () => {
  it('X-Request-Id is the caller’s, also with an error', async () => {
    const headers = { 'X-Request-Id': 'order-1042:retry.2' };
    const found = await call('GET', '/api/v1/me', { token, headers });
    const missing = await call('GET', '/api/v1/nothing', { headers });
    expect([found.status, missing.status]).toEqual([200, 404]);
    for (const answer of [found, missing])
      expect(answer.headers.get('X-Request-Id')).toBe('order-1042:retry.2');
  });

  it.each([undefined, '', 'with a space', 'x'.repeat(129), '"}{'])(
    'X-Request-Id is created here instead of %j',
    async (given) => {
      const headers: Record<string, string> = given === undefined ? {} : { 'X-Request-Id': given };
      const [one, other] = await Promise.all([
        call('GET', '/api/me', { token, headers }),
        call('GET', '/api/me', { token, headers }),
      ]);
      expect(one.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(one.headers.get('X-Request-Id')).not.toBe(other.headers.get('X-Request-Id'));
    },
  );
});

describe('an error', () => {
  it('an error is a problem for a caller that accepts one, with our own members beside the standard ones', async () => {
    const headers = { Accept: 'application/json, application/problem+json' };
    const answer = await call('GET', '/api/v1/nothing?search=Olga', { headers });
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    const { error, ...problem } = await answer.json<Problem>();
    expect(problem).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: error.message,
      instance: '/api/v1/nothing',
    });
    expect(error.code).toBe('not_found');
  });

  it('an error is plain JSON for any other caller', async () => {
    const answer = await call('GET', '/api/v1/nothing', { headers: { Accept: 'application/json' } });
    expect(answer.headers.get('Content-Type')).toContain('application/json');
    expect(Object.keys(await answer.json<ErrorBody>())).toEqual(['error']);
  });
});

describe('a caller who is not let in', () => {
  it.each([
    ['X-API-Key', 'mut_1', 'not in X-API-Key'],
    ['api_access_token', 'mut_1', 'not in api_access_token'],
    ['Authorization', 'mut_1', 'Write Bearer'],
    ['Authorization', 'Basic bXV0', 'Write Bearer'],
    ['Authorization', 'Bearer mut_1', 'has ended or was revoked'],
  ])('with %s, %s is answered with the right header', async (name, value, words) => {
    const answer = await call('GET', '/api/v1/me', { headers: { [name]: value } });
    expect([answer.status, answer.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer']);
    const { error } = await answer.json<ErrorBody>();
    expect(error.code).toBe('sign_in_required');
    expect(error.message).toContain(words);
    expect(error.message).toContain('Authorization: Bearer');
  });
});
