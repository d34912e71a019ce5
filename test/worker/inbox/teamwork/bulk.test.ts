/** One command for several conversations. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { BulkResult } from '../../../../worker/api/conversations/teamwork.ts';
import { call } from '../../support/webhooks.ts';
import { ana, benId, bulk, hour, newConversation, path, see, signInTeam, write } from './team.ts';

beforeAll(signInTeam);

describe('a bulk command', () => {
  it('a bulk command changes all conversations that exist, and names the others', async () => {
    const some = [await newConversation(), await newConversation(), await newConversation()];
    const ids = some.map(({ id }) => id);
    const assigned = await bulk(ana, [...ids, 987_654], { type: 'assign', to: benId });
    expect(assigned.missing).toEqual([987_654]);
    expect(assigned.conversations.map(({ assignee }) => assignee?.id)).toEqual(ids.map(() => benId));
    const resolved = await bulk(ana, ids, { type: 'state', state: 'resolved' });
    expect(resolved.conversations.map(({ state }) => state)).toEqual(ids.map(() => 'resolved'));
    const until = Date.now() + hour;
    await bulk(ana, ids, { type: 'state', state: 'snoozed', until });
    await bulk(ana, ids, { type: 'read' });
    expect((await bulk(ana, ids, { type: 'unread' })).conversations.map(({ unread }) => unread)).toEqual(
      ids.map(() => 1),
    );
    const tooMany = Array.from({ length: 201 }, (_, index) => index + 1);
    const answer = await call('POST', `${path}/bulk`, {
      token: ana,
      body: { ids: tooMany, command: { type: 'read' } },
    });
    expect(answer.status).toBe(422);
  });

  it.each([
    { type: 'state', state: 'resolved' },
    { type: 'state', state: 'snoozed', until: Date.now() + 24 * hour },
  ] as const)(
    'a bulk command resolves nothing that its caller has not seen, and says why: $state',
    async (command) => {
      const [quiet, busy] = [await newConversation(), await newConversation()];
      const seen = { [quiet.id]: quiet.seq, [busy.id]: busy.seq };
      await write(busy.from, 'Wait, one more thing');
      const { conversations, refused } = await bulk(ana, [busy.id, quiet.id], command, seen);
      expect(refused).toEqual([
        { id: busy.id, code: 'customer_wrote', message: expect.stringContaining('has written') },
      ]);
      expect(conversations.map(({ id, state }) => [id, state])).toEqual([
        [busy.id, 'open'],
        [quiet.id, command.state],
      ]);
      const { seq } = await see(ana, busy.id);
      const again = await bulk(ana, [busy.id], command, { [busy.id]: seq });
      expect(again).toMatchObject({ refused: [], conversations: [{ state: command.state }] });
    },
  );

  it('a bulk command reopens conversations that a customer has written to since, and leaves them unread', async () => {
    const { id, from, seq } = await newConversation();
    await write(from, 'Hello?');
    const read = await bulk(ana, [id], { type: 'read' }, { [id]: seq });
    expect(read.conversations).toMatchObject([{ unread: 1 }]);
    await bulk(ana, [id], { type: 'state', state: 'resolved' });
    const opened = await bulk(ana, [id], { type: 'state', state: 'open' }, { [id]: seq });
    expect(opened).toMatchObject({ refused: [], conversations: [{ state: 'open' }] });
  });

  it('a bulk command returns the previous state, and can be limited to what has not changed since', async () => {
    const [quiet, busy] = [await newConversation(), await newConversation()];
    const ids = [quiet.id, busy.id];
    const { conversations, before } = await bulk(ana, ids, { type: 'assign', to: benId });
    const was = {
      state: 'open',
      snoozedUntil: null,
      assignee: null,
      team: null,
      labels: [],
      mode: 'automatic',
      modeUntil: null,
    };
    expect(before).toEqual(ids.map((id) => ({ id, ...was })));
    await write(busy.from, 'Is anybody there?');
    const answer = await call('POST', `${path}/bulk`, {
      token: ana,
      body: {
        ids,
        command: { type: 'assign', to: null },
        ifSeq: Object.fromEntries(conversations.map(({ id, seq }) => [id, seq])),
      },
    });
    const back = await answer.json<BulkResult>();
    expect(back.refused).toEqual([
      { id: busy.id, code: 'changed_meanwhile', message: expect.stringContaining('has changed') },
    ]);
    expect(back.conversations.map(({ assignee }) => assignee?.id)).toEqual([undefined, benId]);
  });

  it('a bulk command refuses a `seen` that names no conversation', async () => {
    const { id, seq } = await newConversation();
    const body = { ids: [id], command: { type: 'read' }, seen: { first: seq } };
    expect((await call('POST', `${path}/bulk`, { token: ana, body })).status).toBe(422);
  });
});
