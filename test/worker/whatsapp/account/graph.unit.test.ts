import { describe, expect, it } from 'vitest';
import {
  fetchMedia,
  fetchTemplates,
  graphRequest,
  markAsRead,
  mediaAddress,
  sendMessage,
} from '../../../../worker/whatsapp/account/graph.ts';
import { problemOf } from '../../../../worker/whatsapp/account/setup-problem.ts';

const [accessToken, appSecret] = ['EAAG-cut-in-half', '0123456789abcdef0123456789abcdef'];

describe('what Graph says of a token that it cannot read', () => {
  it('is told on without the token and the app secret that it repeats', async () => {
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

  it('nor the secret that an app’s own token ends with', async () => {
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
  it('is not followed by any request: it would carry the token to another host', async () => {
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
