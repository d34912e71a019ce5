/** Who is available, idle or away, and who gets conversations because of it. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveFrame, PresentAgent } from '../../../../worker/api/conversations/live.ts';
import type { TeamMember } from '../../../../worker/api/people/team.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { connect, liveTicket, openPage, type Page, pageOf } from '../../support/live-socket.ts';
import { call } from '../../support/webhooks.ts';
import { Scene } from '../teamwork/assignment/distribution-scene.ts';

const number = '106540352243177';
let scene: Scene;
let pages: Page[] = [];
let customers = 0;

beforeAll(async () => {
  scene = await Scene.of(number, ['Ana', 'Ben']);
});

afterEach(async () => {
  for (const { socket } of pages) socket.close();
  pages = [];
  await vi.waitFor(async () => expect(await present()).toEqual({}));
  for (const name of ['Ana', 'Ben']) await choose(name, false);
  await scene.set({});
});

async function opens(name: string): Promise<Page> {
  const page = await openPage(scene.token(name), number);
  pages.push(page);
  return page;
}

async function choose(name: string, isAway: boolean): Promise<TeamMember> {
  return (await call('PUT', '/api/me', { token: scene.token(name), body: { isAway } })).json();
}

function says(page: Page, isIdle: boolean): void {
  page.socket.send(JSON.stringify({ type: 'presence', conversationId: null, isTyping: false, isIdle }));
}

/** The availability of those who have the inbox open, by name. */
async function present(): Promise<Record<string, string>> {
  const answer = await call('GET', `${scene.path}/availability`, { token: scene.admin });
  const agents = await answer.json<PresentAgent[]>();
  return Object.fromEntries(agents.map(({ name, availability }) => [name, availability]));
}

/** The last that this page was told. */
function told({ frames }: Page) {
  const last = frames.findLast(
    (frame): frame is Extract<LiveFrame, { type: 'availability' }> => frame.type === 'availability',
  );
  return Object.fromEntries(last?.agents.map(({ name, availability }) => [name, availability]) ?? []);
}

const becomes = (expected: Record<string, string>) =>
  vi.waitFor(async () => expect(await present()).toEqual(expected));
const writes = () => scene.writes(`1555064${1_000 + customers++}`);

describe('availability', () => {
  it('an agent with the inbox open is available, and everybody is told', async () => {
    const ana = await opens('Ana');
    await opens('Ben');
    await vi.waitFor(() => expect(told(ana)).toEqual({ Ana: 'available', Ben: 'available' }));
    expect(await present()).toEqual({ Ana: 'available', Ben: 'available' });
  });

  it('an agent is idle when none of their pages is in use, and available again with one of them', async () => {
    const ben = await opens('Ben');
    const [one, other] = [await opens('Ana'), await opens('Ana')];
    says(one, true);
    await expect.poll(() => told(ben)).toEqual({ Ana: 'available', Ben: 'available' });
    says(other, true);
    await vi.waitFor(() => expect(told(ben)).toEqual({ Ana: 'idle', Ben: 'available' }));
    says(one, false);
    await vi.waitFor(() => expect(told(ben)).toEqual({ Ana: 'available', Ben: 'available' }));
  });

  it('a page that connects again while its agent is idle says so before it gets anything', async () => {
    await scene.set({ distribution: 'round-robin' });
    const customer = await writes();
    const ticket = await liveTicket(scene.token('Ana'), number);
    pages.push(pageOf(await connect(number, `ticket=${ticket}&idle=true`)));
    await becomes({ Ana: 'idle' });
    await scene.alarm();
    expect(await scene.assignee(customer)).toBeNull();
  });

  it('an agent who has chosen to be away stays so in every page, in new ones too, until they choose otherwise', async () => {
    const page = await opens('Ana');
    expect(await choose('Ana', true)).toMatchObject({ name: 'Ana', isAway: true });
    await vi.waitFor(() => expect(told(page)).toEqual({ Ana: 'away' }));
    says(page, false);
    await opens('Ana');
    expect(await present()).toEqual({ Ana: 'away' });
    expect(await choose('Ana', false)).toMatchObject({ isAway: false });
    await becomes({ Ana: 'available' });
  });

  it('who comes and goes is in no audit log, and a choice is written only if it changes something', async () => {
    const entries = async () => {
      const answer = await call('GET', '/api/audit', { token: scene.admin });
      return (await answer.json<{ rows: { action: string }[] }>()).rows.map(({ action }) => action);
    };
    const before = await entries();
    await choose('Ana', true);
    await choose('Ana', true);
    expect(await entries()).toEqual(before);
  });

  it('writes nothing to the database when agents come, are idle and go', async () => {
    const written = () =>
      runInDurableObject(inboxOf(env, number), (_, { storage }) => {
        const { changes } = storage.sql.exec<{ changes: number }>('SELECT total_changes() AS changes').one();
        return changes;
      });
    const ticket = await liveTicket(scene.token('Ana'), number);
    const before = await written();
    pages.push(pageOf(await connect(number, `ticket=${ticket}`)));
    const [page] = pages;
    if (!page) throw new Error('No page is open');
    says(page, true);
    await becomes({ Ana: 'idle' });
    says(page, false);
    await becomes({ Ana: 'available' });
    // The ticket is used.
    expect((await written()) - before).toBe(1);
  });

  it('a page is told after how many minutes its agent is idle, and of a change', async () => {
    const page = await opens('Ana');
    const minutes = () =>
      page.frames.flatMap((frame) => (frame.type === 'availability' ? [frame.idleAfterMinutes] : [])).at(-1);
    await vi.waitFor(() => expect(minutes()).toBe(15));
    await scene.set({ idleAfterMinutes: null });
    await vi.waitFor(() => expect(minutes()).toBeNull());
    const wrong = await call('PUT', `${scene.path}/automation/assignment`, {
      ...{ token: scene.admin, body: { idleAfterMinutes: 0 } },
    });
    expect(wrong.status).toBe(422);
  });
});

describe('conversations are distributed among those who are available', () => {
  it('neither an idle agent nor one who is away gets one', async () => {
    await scene.set({ distribution: 'round-robin' });
    const ana = await opens('Ana');
    await opens('Ben');
    says(ana, true);
    await becomes({ Ana: 'idle', Ben: 'available' });
    for (let count = 0; count < 2; count++) expect(await scene.assignee(await writes())).toBe('Ben');
    await choose('Ben', true);
    expect(await scene.assignee(await writes())).toBeNull();
  });

  it('what waited while nobody was available goes to the first who is', async () => {
    await scene.set({ distribution: 'least-open' });
    const ana = await opens('Ana');
    await choose('Ana', true);
    const first = await writes();
    expect(await scene.sees(first)).toMatchObject({ assignee: null, waitingSince: expect.any(Number) });
    await choose('Ana', false);
    await scene.alarm();
    expect(await scene.assignee(first)).toBe('Ana');
    says(ana, true);
    await becomes({ Ana: 'idle' });
    const second = await writes();
    expect(await scene.assignee(second)).toBeNull();
    says(ana, false);
    await becomes({ Ana: 'available' });
    await scene.alarm();
    expect(await scene.assignee(second)).toBe('Ana');
  });

  it('a conversation is taken from an agent who is away for too long, as from one who is offline', async () => {
    await scene.set({
      distribution: 'round-robin',
      reassign: { afterMinutes: null, offlineMinutes: 10 },
    });
    await opens('Ana');
    const customer = await writes();
    expect(await scene.assignee(customer)).toBe('Ana');
    await opens('Ben');
    await choose('Ana', true);
    await runInDurableObject(inboxOf(env, number), (_, { storage: { sql } }) => {
      sql.exec(
        'UPDATE conversation SET waiting_at = waiting_at - 660000, assigned_at = assigned_at - 660000',
      );
      sql.exec('UPDATE agent_away SET since = since - 660000');
      sql.exec("UPDATE job SET run_at = run_at - 660000 WHERE kind = 'reassign'");
    });
    await scene.alarm();
    expect(await scene.assignee(customer)).toBe('Ben');
    expect((await scene.assignments(customer)).at(-1)).toMatchObject({ because: 'offline' });
  });
});
