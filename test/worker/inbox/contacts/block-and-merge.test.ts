/** Contacts who are blocked, and whose conversations are merged before, during or after that. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { blockedCustomers, changeBlocked, unblockPhone } from '../../../../worker/inbox/contacts/blocking.ts';
import { mergeByHand } from '../../../../worker/inbox/contacts/merge.ts';
import { ChangeLog } from '../../../../worker/inbox/records/changes/change-log.ts';
import { conversationRow } from '../../../../worker/inbox/records/rows.ts';
import { ada, play, type Scene } from '../../support/outbox-scene.ts';
import { begins } from '../../support/outbox-world.ts';
import { text } from '../../support/webhooks.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => {
  vi.useRealTimers();
});

const ben = '15550900002';
const [older, younger] = [1, 2];

/** Two conversations of one contact, and who is blocked at WhatsApp. */
class Blocking {
  readonly blocked = new Set<string>();
  /** Numbers that have not written in the last 24 hours. */
  readonly silent = new Set<string>();
  /** Numbers that WhatsApp does not unblock just now. */
  readonly stubborn = new Set<string>();
  /** Happens while WhatsApp is asked. */
  meanwhile: () => void = () => {};
  readonly changes: ChangeLog;
  readonly scene: Scene;

  constructor(scene: Scene, storage: DurableObjectStorage) {
    this.scene = scene;
    this.changes = new ChangeLog(storage);
    scene.world.life.store(text(ben, 'wamid.ben', begins, 'Hello from my other phone'));
  }

  get sql(): SqlStorage {
    return this.scene.world.sql;
  }

  readonly access = async () => ({
    graph: { url: 'https://graph.example', version: 'v23.0', accessToken: 'token', fetch: this.#fetch },
    ...{ phoneNumberId: '1', receipts: 'never' as const, messagesPerSecond: 80, sendsFiles: true },
  });

  readonly #fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { block_users: users } = await request.json<{ block_users: { user: string }[] }>();
    this.meanwhile();
    this.meanwhile = () => {};
    const phones = users.map(({ user }) => user.replace('+', ''));
    const failing = request.method === 'DELETE' ? this.stubborn : this.silent;
    const done = phones.filter((phone) => !failing.has(phone));
    for (const phone of done)
      request.method === 'POST' ? this.blocked.add(phone) : this.blocked.delete(phone);
    const list = done.map((phone) => ({ input: `+${phone}`, wa_id: phone }));
    if (done.length < phones.length)
      return Response.json({ error: { code: 139100, message: 'Failed to block users' } }, { status: 400 });
    return Response.json({
      block_users: request.method === 'POST' ? { added_users: list } : { removed_users: list },
    });
  };

  set(id: number, isBlocked: boolean): Promise<number> {
    const row = conversationRow(this.sql, id);
    if (!row) throw new Error(`There is no conversation ${id}`);
    return changeBlocked(this.sql, this.changes, this.access, row, isBlocked);
  }

  merge(): void {
    const by = { id: 'a', name: 'Ann' };
    this.changes.transaction(() =>
      mergeByHand(this.sql, this.changes, [older, younger], `Customer ${ben}`, by),
    );
  }

  isBlocked(id: number): boolean {
    return conversationRow(this.sql, id)?.blocked_at != null;
  }

  listed(): (number | null)[] {
    return blockedCustomers(this.sql, [...this.blocked]).map(({ conversation }) => conversation);
  }
}

const playBlocking = (name: string, act: (blocking: Blocking) => Promise<void>) =>
  play(name, (scene, storage) => act(new Blocking(scene, storage)));

async function expectNothingSent({ scene }: Blocking): Promise<void> {
  const id = scene.send('Still there?');
  await scene.world.end();
  expect(scene.whatsApp.calls).toEqual([]);
  expect(scene.now(id)).toMatchObject({ status: 'failed', error: { code: 'blocked' } });
}
async function expectSent({ scene }: Blocking): Promise<void> {
  const id = scene.send('Welcome back');
  await scene.world.end();
  expect(scene.now(id).status).toBe('accepted');
}

for (const [name, id] of [
  ['older', older],
  ['younger', younger],
] as const) {
  describe(`a block of the ${name} of two conversations`, () => {
    it('a block of either conversation is in force after the merge, in the list and for sending', () =>
      playBlocking(`block-before-${name}`, async (blocking) => {
        await blocking.set(id, true);
        blocking.merge();
        expect([blocking.isBlocked(older), blocking.listed()]).toEqual([true, [older]]);
        await expectNothingSent(blocking);
      }));

    it('a block that arrives while WhatsApp is being asked is in force in the remaining conversation', () =>
      playBlocking(`block-during-${name}`, async (blocking) => {
        blocking.meanwhile = () => blocking.merge();
        expect(await blocking.set(id, true)).toBe(older);
        expect([blocking.isBlocked(older), blocking.listed()]).toEqual([true, [older]]);
        await expectNothingSent(blocking);
      }));

    it('unblocking after the merge unblocks every number', () =>
      playBlocking(`unblock-after-${name}`, async (blocking) => {
        await blocking.set(id, true);
        blocking.merge();
        await blocking.set(older, false);
        expect([[...blocking.blocked], blocking.isBlocked(older), blocking.listed()]).toEqual([
          [],
          false,
          [],
        ]);
        await expectSent(blocking);
      }));

    it('unblocking during the merge unblocks the remaining conversation', () =>
      playBlocking(`unblock-during-${name}`, async (blocking) => {
        await blocking.set(id, true);
        blocking.meanwhile = () => blocking.merge();
        expect(await blocking.set(id, false)).toBe(older);
        expect([[...blocking.blocked], blocking.isBlocked(older)]).toEqual([[], false]);
        await expectSent(blocking);
      }));

    it('unblocking either number in the list unblocks every number', () =>
      playBlocking(`unblock-list-${name}`, async (blocking) => {
        await blocking.set(older, true);
        await blocking.set(younger, true);
        blocking.merge();
        const phone = id === older ? ada : ben;
        await unblockPhone(blocking.sql, blocking.changes, blocking.access, phone);
        expect([[...blocking.blocked], blocking.isBlocked(older)]).toEqual([[], false]);
        await expectSent(blocking);
      }));
  });
}

describe('a contact with two numbers', () => {
  it('a contact with two numbers is blocked under both', () =>
    playBlocking('block-both', async (blocking) => {
      blocking.merge();
      await blocking.set(older, true);
      expect([...blocking.blocked].sort()).toEqual([ada, ben]);
      expect(blocking.listed()).toEqual([older, older]);
    }));

  it('a contact with two numbers is blocked when WhatsApp blocks only the one used last', () =>
    playBlocking('block-one', async (blocking) => {
      blocking.merge();
      blocking.silent.add(ada);
      await blocking.set(older, true);
      expect([[...blocking.blocked], blocking.isBlocked(older)]).toEqual([[ben], true]);
    }));

  it('a contact stays blocked here while WhatsApp keeps one of the numbers blocked', async () =>
    playBlocking('unblock-one', async (blocking) => {
      blocking.merge();
      await blocking.set(older, true);
      blocking.stubborn.add(ada);
      await expect(blocking.set(older, false)).rejects.toThrow('WhatsApp could not change it');
      expect([[...blocking.blocked], blocking.isBlocked(older)]).toEqual([[ada], true]);
    }));

  it('a contact is not shown as blocked when WhatsApp blocks neither number', () =>
    playBlocking('block-none', async (blocking) => {
      blocking.merge();
      for (const phone of [ada, ben]) blocking.silent.add(phone);
      await expect(blocking.set(older, true)).rejects.toThrow('WhatsApp could not change it');
      expect(blocking.isBlocked(older)).toBe(false);
    }));
});
