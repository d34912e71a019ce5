/** Which messages of a thread are here after pages were asked for, in whatever order they come. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import { emptyInbox } from '../../../../widget/client/state/inbox-state.ts';
import { Once } from '../../../../widget/client/store/once.ts';
import { ThreadLoader } from '../../../../widget/client/store/thread-loader.ts';
import type { MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import { message } from '../../agent-console/rows.ts';

const placeOf = (id: number) => `${message(id).sentAt}.${id}`;
const page = (ids: number[], next: number | null, newer: number | null): MessagePage => ({
  rows: ids.map((id) => message(id)),
  entries: [],
  next: next === null ? null : placeOf(next),
  newer: newer === null ? null : placeOf(newer),
});

let threads: ThreadLoader;
/** Answers a page that was asked for, by the parameter that says which. */
let waiting: Map<string, (answer: MessagePage) => void>;

beforeEach(() => {
  waiting = new Map();
  vi.stubGlobal('fetch', (url: string) => {
    const { searchParams } = new URL(url);
    const which = ['before', 'after', 'around'].find((name) => searchParams.has(name)) ?? 'newest';
    return new Promise<Response>((done) => {
      waiting.set(which, (answer) => done(Response.json(answer)));
    });
  });
  let state = emptyInbox('1');
  const home = {
    state: () => state,
    set: (next: typeof state) => {
      state = next;
    },
    changed: () => {},
  };
  threads = new ThreadLoader(new ApiClient('https://inbox.example', async () => 'token'), home, new Once());
});
afterEach(() => vi.unstubAllGlobals());

async function answered(which: string, answer: MessagePage): Promise<void> {
  await vi.waitFor(() => expect([...waiting.keys()]).toContain(which));
  waiting.get(which)?.(answer);
}

const shown = () => threads.thread(1).map(({ id }) => id);

describe('the pages of a thread', () => {
  it('are asked for again when it was merged or erased while they were on their way', async () => {
    const opened = threads.open(1);
    await vi.waitFor(() => expect([...waiting.keys()]).toContain('newest'));
    threads.forget(1);
    const late = waiting.get('newest');
    waiting.clear();
    late?.(page([98], null, null));
    await answered('newest', page([99], null, null));
    await opened;
    expect(shown()).toEqual([99]);
  });

  it.each([
    ['before', 'after'],
    ['after', 'before'],
  ])('are both kept when those of both ends are on their way, and %s comes first', async (first, second) => {
    const pages: Record<string, MessagePage> = {
      before: page([40, 41], null, 42),
      after: page([52, 53], 52, 53),
    };
    const opened = threads.open(1);
    await answered('newest', page([98, 99], 98, null));
    await opened;
    const gone = threads.around(1, 50);
    await answered('around', page([50, 51], 50, 51));
    await gone;
    expect(shown()).toEqual([50, 51]);
    const both = Promise.all([threads.older(1), threads.newer(1)]);
    for (const which of [first, second]) {
      const one = pages[which];
      if (one) await answered(which, one);
    }
    await both;
    expect(shown()).toEqual([40, 41, 50, 51, 52, 53]);
    expect([threads.hasOlder(1), threads.hasNewer(1)]).toEqual([false, true]);
  });

  it('are not shown in another part of the thread, to which the agent has gone meanwhile', async () => {
    const opened = threads.open(1);
    await answered('newest', page([98, 99], 98, null));
    await opened;
    const gone = threads.around(1, 50);
    threads.toNewest(1);
    await answered('around', page([50, 51], 50, 51));
    await gone;
    const older = threads.older(1);
    threads.toNewest(1);
    await answered('before', page([48, 49], 48, null));
    await older;
    expect(shown()).toEqual([98, 99]);
  });
});
