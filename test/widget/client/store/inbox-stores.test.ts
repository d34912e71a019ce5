/** The list of several numbers, and what it shows while another view is loaded. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import { type ListView, usualView } from '../../../../widget/client/state/list-view.ts';
import { InboxStores } from '../../../../widget/client/store/inbox-stores.ts';
import { conversation } from '../../agent-console/rows.ts';

const needsReply: ListView = { ...usualView, needsReply: true };
const resolved: ListView = { ...usualView, state: 'resolved' };

let stores: InboxStores;
/** Answers the requests for another page of the list, in their order. */
let pending: ((answer: Response) => void)[];
/** What the page shows after each change. */
let shown: { ids: number[]; isLoading: boolean }[];

const page = (...rows: ReturnType<typeof conversation>[]) => Response.json({ rows, next: null, seq: 7 });
const waiting = conversation(1, { waitingSince: 1 });
const answered = conversation(2);

beforeEach(async () => {
  pending = [];
  shown = [];
  vi.stubGlobal(
    'WebSocket',
    class {
      close() {}
    },
  );
  vi.stubGlobal('fetch', async (url: string) => {
    const { pathname, searchParams } = new URL(url);
    if (!pathname.endsWith('/conversations'))
      return Response.json({ ticket: 't', expiresAt: Date.now() + 3_600_000 });
    if ([...searchParams.keys()].join() === 'limit,state' && searchParams.get('state') === 'open')
      return page(waiting, answered);
    return new Promise<Response>((answer) => pending.push(answer));
  });
  const api = new ApiClient('https://inbox.example', async () => 'token');
  const ignored = () => {};
  stores = new InboxStores(api, {
    changed: () => {
      shown.push({ ids: stores.list(null).map(({ id }) => id), isLoading: stores.isLoading });
    },
    arrived: ignored,
    merged: ignored,
    erased: ignored,
    accessChanged: ignored,
    numberChanged: ignored,
    failed: ignored,
  });
  await stores.show(['1']);
  shown = [];
});
afterEach(() => {
  stores.stop();
  vi.unstubAllGlobals();
});

describe('another view of the list', () => {
  it('another view is shown at once with the loaded conversations, and with the others once they are loaded', async () => {
    const loading = stores.showView(needsReply);
    expect(shown).toEqual([{ ids: [1], isLoading: true }]);
    expect(stores.view).toBe(needsReply);
    await vi.waitFor(() => expect(pending).toHaveLength(1));
    pending[0]?.(page(waiting, conversation(3, { waitingSince: 1 })));
    await loading;
    expect(shown.at(-1)).toEqual({ ids: [1, 3], isLoading: false });
  });

  it('a view is loading until its own page is there, whichever was chosen before', async () => {
    const first = stores.showView(needsReply);
    const second = stores.showView(resolved);
    await vi.waitFor(() => expect(pending).toHaveLength(2));
    pending[0]?.(page());
    await first;
    expect(shown.at(-1)).toEqual({ ids: [], isLoading: true });
    pending[1]?.(page());
    await second;
    expect(shown.at(-1)).toEqual({ ids: [], isLoading: false });
  });

  it('a view that could not be loaded is not loading any more', async () => {
    const loading = stores.showView(resolved);
    await vi.waitFor(() => expect(pending).toHaveLength(1));
    pending[0]?.(Response.json({ error: { code: 'internal', message: 'No.' } }, { status: 500 }));
    await expect(loading).rejects.toThrow();
    expect(shown.at(-1)).toEqual({ ids: [], isLoading: false });
  });
});
