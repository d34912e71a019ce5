/** What is written without a connection, or after a sign-out. */
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDefinition } from '../../../../../widget/agent-console/settings/templates/builder/definition-edit.ts';
import { DraftKeeper } from '../../../../../widget/agent-console/settings/templates/builder/draft-keeper.ts';
import { saveLeft } from '../../../../../widget/agent-console/settings/templates/left-draft.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';

const api = new ApiClient('https://inbox.example', async () => 'token');
const written = { ...emptyDefinition('en'), name: 'written' };
let isReachable: boolean;
/** Ids of the drafts that the Worker has. */
let drafts: Set<string>;
let requests: [method: string, path: string][];

beforeEach(() => {
  isReachable = true;
  drafts = new Set();
  requests = [];
  localStorage.clear();
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit = {}) => {
    if (!isReachable) throw new TypeError('Failed to fetch');
    const path = new URL(url).pathname.replace('/api/inboxes/1', '');
    requests.push([method, path]);
    const id = method === 'POST' ? `d${drafts.size + 1}` : (path.split('/').at(-1) ?? '');
    if (method === 'PUT' && !drafts.has(id)) {
      const error = { code: 'template_draft_not_found', message: 'Gone.' };
      return Response.json({ error }, { status: 404 });
    }
    drafts.add(id);
    return Response.json({ ...JSON.parse(String(body)), id, revision: requests.length });
  });
});
afterAll(() => vi.unstubAllGlobals());

function keeper(): DraftKeeper {
  return new DraftKeeper({
    ...{ api, inbox: '1', addController: () => {}, removeController: () => {} },
    ...{ requestUpdate: () => {}, updateComplete: Promise.resolve(true) },
  });
}

async function write(one: DraftKeeper): Promise<boolean> {
  one.change(written);
  return one.flush();
}

describe('a draft that could not be saved', () => {
  it('is saved when the list of templates is opened again', async () => {
    isReachable = false;
    expect(await write(keeper())).toBe(false);
    isReachable = true;
    await saveLeft(api, '1');
    expect([[...drafts], requests]).toEqual([['d1'], [['POST', '/template-drafts']]]);
    await saveLeft(api, '1');
    expect(requests).toHaveLength(1);
  });

  it('is saved once the browser is online again', async () => {
    const one = keeper();
    one.hostConnected();
    isReachable = false;
    await write(one);
    isReachable = true;
    dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(one.isSaved).toBe(true));
    expect(drafts.size).toBe(1);
    one.hostDisconnected();
  });

  it('becomes a new draft if somebody has deleted it meanwhile', async () => {
    const one = keeper();
    await write(one);
    drafts.clear();
    expect(await write(one)).toBe(true);
    expect(requests.map(([method]) => method)).toEqual(['POST', 'PUT', 'POST']);
  });

  it('is not kept once the agent has discarded it', async () => {
    const one = keeper();
    isReachable = false;
    await write(one);
    one.forget();
    isReachable = true;
    await saveLeft(api, '1');
    expect(requests).toEqual([]);
  });
});
