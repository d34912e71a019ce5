/** How a route becomes a request, and its answer a value. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import { ApiFailure, failureOf } from '../../../../widget/client/api/api-failure.ts';
import { listConversations } from '../../../../widget/client/api/conversations/conversations.ts';
import { changeAgent, restoreAgent } from '../../../../widget/client/api/people/team.ts';

interface Sent {
  url: string;
  method: string | undefined;
  body: unknown;
  authorization: string | null;
}

let sent: Sent[];
let answers: Response[];
let api: ApiClient;

beforeEach(() => {
  sent = [];
  answers = [];
  vi.stubGlobal('fetch', async (url: string, { method, headers, body }: RequestInit) => {
    sent.push({ url, method, body, authorization: new Headers(headers).get('authorization') });
    return answers.shift() ?? new Response(null, { status: 204 });
  });
  const tokens = ['second'];
  api = new ApiClient(
    'https://inbox.example',
    async () => 'first',
    async () => tokens.shift() ?? null,
  );
});
afterEach(() => vi.unstubAllGlobals());

const failure = (status: number, code: string) =>
  Response.json({ error: { code, message: 'No.', details: [1] } }, { status });

describe('a request', () => {
  it('a request encodes the parts of its path', async () => {
    await restoreAgent(api, 'site/nils');
    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: 'https://inbox.example/api/agents/removed/site%2Fnils',
    });
  });

  it('a request drops null values from its query and encodes the rest', async () => {
    await listConversations(api, '1', { before: null, filter: { search: 'a & b' } });
    await listConversations(api, '1', { before: '5.1', filter: {} });
    expect(sent.map(({ url }) => url.split('?')[1])).toEqual([
      'limit=50&search=a+%26+b',
      'limit=50&before=5.1',
    ]);
  });

  it('an answer without content is null', async () => {
    expect(await changeAgent(api, 'nils', { role: 'admin' })).toBeNull();
    expect(sent[0]?.body).toBe('{"role":"admin"}');
  });

  it('a request with an expired session is repeated once with a new token', async () => {
    answers = [failure(401, 'sign_in_required')];
    await restoreAgent(api, 'nils');
    expect(sent.map(({ authorization }) => authorization)).toEqual(['Bearer first', 'Bearer second']);
    answers = [failure(401, 'sign_in_required')];
    await expect(restoreAgent(api, 'nils')).rejects.toMatchObject({ status: 401, code: 'sign_in_required' });
  });
});

describe('the failure of a command', () => {
  it('a rejected command is a value with the Worker’s code and details', async () => {
    answers = [failure(409, 'no_such_code')];
    const found = await failureOf(() => restoreAgent(api, 'nils'));
    expect(found).toBeInstanceOf(ApiFailure);
    expect(found).toMatchObject({ status: 409, code: 'no_such_code', message: 'No.', details: [1] });
  });

  it('a successful command has no error value', async () => {
    expect(await failureOf(() => restoreAgent(api, 'nils'))).toBeNull();
  });

  it('an unexpected failure is thrown', async () => {
    const bug = new TypeError('undefined is not a function');
    await expect(failureOf(() => Promise.reject(bug))).rejects.toBe(bug);
  });
});
