import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../../worker/whatsapp/account/setup-problem.ts';
import {
  fetchMedia,
  graphRequest,
  markAsRead,
  mediaAddress,
  sendMessage,
} from '../../../../worker/whatsapp/graph/graph.ts';
import { fetchTemplates } from '../../../../worker/whatsapp/templates/graph-templates.ts';

const [accessToken, appSecret] = ['EAAG-cut-in-half', '0123456789abcdef0123456789abcdef'];

describe('Graph’s message about an invalid token', () => {
  it('the token and the app secret are removed from Graph’s message', async () => {
    const message = `Malformed access token ${accessToken}, secret ${appSecret}`;
    const answer = Response.json(
      { error: { message, type: 'OAuthException', code: 190, error_data: { details: message } } },
      { status: 401 },
    );
    const graph = {
      ...{ url: 'https://graph.example', version: 'v23.0', accessToken, appSecret },
      fetch: async () => answer,
    };
    const outcome = await graphRequest(graph, { method: 'GET', path: '/1' });
    if (outcome.outcome !== 'rejected') throw new Error('Graph refused');
    expect(outcome.error.title).toBe('Malformed access token …, secret …');
    expect(JSON.stringify([outcome, problemOf(outcome)])).not.toMatch(/EAAG-cut|0123456789abcdef/);
  });

  it('the secret in an app’s own token is removed from Graph’s message', async () => {
    const message = `Error validating client secret ${appSecret}`;
    const graph = {
      ...{ url: 'https://graph.example', version: 'v23.0', accessToken: `1234567890|${appSecret}` },
      fetch: async () => Response.json({ error: { message, code: 1 } }, { status: 400 }),
    };
    const outcome = await graphRequest(graph, { method: 'GET', path: '/oauth/access_token' });
    expect(JSON.stringify(outcome)).toContain('Error validating client secret …');
  });
});

describe('a redirect', () => {
  it('no request follows a redirect, because it would carry the token to another host', async () => {
    const asked: Request[] = [];
    const graph = {
      ...{ url: 'https://graph.example', version: 'v23.0', accessToken },
      fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
        asked.push(new Request(input, init));
        return new Response(null, { status: 307, headers: { Location: 'https://evil.example/' } });
      },
    };
    const outcomes = [
      await graphRequest(graph, { method: 'GET', path: '/1' }),
      await sendMessage(graph, '1', { type: 'text' }),
      await markAsRead(graph, '1', 'wamid', { typing: false }),
      await mediaAddress(graph, '2', '1'),
      await fetchTemplates(graph, '3'),
    ];
    // What has passed the request on can have done it.
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(5).fill('in_doubt'));
    expect((await fetchMedia(graph, 'https://lookaside.fbsbx.com/1', {}))?.status).toBe(307);
    expect(asked).toHaveLength(6);
    for (const { redirect, url } of asked) expect([url, redirect]).toEqual([url, 'manual']);
  });
});

describe('an answer without Graph’s own error', () => {
  const answered = (status: number, body: string | null, headers: Record<string, string> = {}) => {
    const graph = {
      ...{ url: 'https://graph.example', version: 'v23.0', accessToken },
      fetch: async () => new Response(body, { status, headers }),
    };
    return sendMessage(graph, '1', { type: 'text' });
  };
  const bodies = [null, 'Internal Server Error', '<html>Bad gateway</html>', '{}', '{"error":"oops"}'];

  it('a 5xx without Graph’s own error leaves a message unconfirmed', async () => {
    for (const status of [500, 502, 503, 504])
      for (const body of bodies)
        expect([status, body, await answered(status, body)]).toEqual([
          status,
          body,
          { outcome: 'in_doubt', reason: `A server in front of Graph answered ${status}` },
        ]);
  });

  it('a 4xx without Graph’s own error is a rejection with the HTTP status as its code', async () => {
    for (const status of [400, 404, 429])
      for (const body of bodies)
        expect(await answered(status, body, { 'retry-after': '7' })).toMatchObject({
          outcome: 'rejected',
          httpStatus: status,
          error: { code: status },
          retryAfterSeconds: 7,
        });
  });

  it('a 5xx with Graph’s own error is a rejection', async () => {
    const body = JSON.stringify({ error: { code: 131000, message: 'Something went wrong' } });
    expect(await answered(500, body)).toMatchObject({ outcome: 'rejected', error: { code: 131000 } });
  });

  it('a 200 that names no message leaves it unconfirmed', async () => {
    for (const body of ['', '<html>', '{}', '{"messages":[]}', '{"messages":[{"id":""}]}'])
      expect((await answered(200, body)).outcome).toBe('in_doubt');
  });
});
