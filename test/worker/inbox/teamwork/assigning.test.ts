/** Who has a conversation, and how it is passed on. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Counts } from '../../../../worker/api/conversations/teamwork.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { NumberPolicy } from '../../../../worker/api/numbers/numbers.ts';
import { call, refusalOf, siteSession } from '../../support/webhooks.ts';
import {
  admin,
  ana,
  anaId,
  ben,
  benId,
  bulk,
  list,
  newConversation,
  path,
  put,
  see,
  send,
  signInTeam,
  thread,
} from './team.ts';

beforeAll(signInTeam);

describe('two agents who assign a conversation to themselves at once', () => {
  it('one of two agents gets the conversation, and the other learns who has it and can take it over', async () => {
    const { id } = await newConversation();
    const answers = await Promise.all([
      put(ana, id, 'assignee', { to: anaId }),
      put(ben, id, 'assignee', { to: benId }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = (await see(ana, id)).assignee;
    const refused = answers.find(({ status }) => status === 409);
    const { error } = await (refused ?? new Response()).json<ErrorBody>();
    expect(error).toMatchObject({ code: 'already_assigned', details: { assignee: winner } });
    const [loser, loserId] = winner?.id === anaId ? [ben, benId] : [ana, anaId];
    const taken = await put(loser, id, 'assignee', { to: loserId, from: winner?.id ?? null });
    expect((await taken.json<Conversation>()).assignee?.id).toBe(loserId);
    const { entries } = await thread(id);
    expect(entries).toMatchObject([
      { type: 'assigned', to: { id: loserId }, from: winner, by: { id: loserId } },
      { type: 'assigned', to: winner, from: null, by: winner },
    ]);
  });
});

describe('a conversation', () => {
  it('a conversation is unassigned by its assignee, and passed on with a note that mentions the other', async () => {
    const { id } = await newConversation();
    await put(ana, id, 'assignee', { to: anaId });
    await put(ana, id, 'assignee', { to: null });
    expect((await see(ben, id)).assignee).toBeNull();
    await put(ana, id, 'assignee', { to: anaId });
    await put(ana, id, 'assignee', { to: benId, note: 'She knows you.' });
    expect(await see(ben, id)).toMatchObject({ assignee: { id: benId, name: 'Ben' }, mentioned: true });
    expect(await see(ana, id)).toMatchObject({ mentioned: false });
    const [last] = (await thread(id)).entries;
    expect(last).toMatchObject({
      type: 'note',
      text: 'She knows you.',
      mentions: [benId],
      by: { name: 'Ana' },
    });
  });

  it('a conversation cannot be assigned to a person outside the team or without access to its number', async () => {
    const { id } = await newConversation();
    expect(await refusalOf(await put(ana, id, 'assignee', { to: 'stranger' }))).toEqual([
      404,
      'agent_not_found',
    ]);
    await siteSession(admin, { sub: 'cleo', name: 'Cleo' });
    const change = (numbers: string[] | null) =>
      call('PUT', '/api/agents/site%2Fcleo', { token: admin, body: { numbers } });
    await put(ana, id, 'assignee', { to: 'site/cleo' });
    expect((await change([])).status).toBe(200);
    expect((await see(ana, id)).assignee).toBeNull();
    expect(await refusalOf(await put(ana, id, 'assignee', { to: 'site/cleo' }))).toEqual([
      422,
      'number_not_allowed',
    ]);
  });

  it('a conversation is unassigned when its agent leaves the team', async () => {
    const { id } = await newConversation();
    await siteSession(admin, { sub: 'dan', name: 'Dan' });
    await put(ana, id, 'assignee', { to: 'site/dan' });
    await call('DELETE', '/api/agents/site%2Fdan', { token: admin });
    expect((await see(ana, id)).assignee).toBeNull();
    const [last] = (await thread(id)).entries;
    expect(last).toMatchObject({ type: 'assigned', to: null, from: { name: 'Dan' }, by: null });
  });

  it('a conversation is assigned to the first person who replies if the number says so, and never to an API token', async () => {
    const policy = await (await call('GET', `${path}/policy`, { token: admin })).json<NumberPolicy>();
    expect(policy.claimOnReply).toBe(false);
    const off = await newConversation();
    await send(ana, off.id, 'claim-off');
    expect((await see(ana, off.id)).assignee).toBeNull();
    await call('PUT', `${path}/policy`, { token: admin, body: { ...policy, claimOnReply: true } });
    const on = await newConversation();
    const made = await call('POST', '/api/tokens', {
      token: admin,
      body: { name: 'Shop', scopes: ['conversations:write'] },
    });
    const { token } = await made.json<{ token: string }>();
    await send(token, on.id, 'claim-program');
    expect((await see(ana, on.id)).assignee).toBeNull();
    await send(ben, on.id, 'claim-ben');
    await send(ana, on.id, 'claim-ana');
    expect((await see(ana, on.id)).assignee?.id).toBe(benId);
    await call('PUT', `${path}/policy`, { token: admin, body: policy });
  });
});

describe('the list of the team', () => {
  it('an assigned conversation is listed under its agent for everyone on the team', async () => {
    const [of, other] = [await newConversation(), await newConversation()];
    await bulk(ana, [of.id], { type: 'assign', to: benId });
    await bulk(ana, [other.id], { type: 'assign', to: anaId });
    const { rows } = await list(ana, `?limit=100&assignee=${encodeURIComponent(benId)}`);
    expect(rows.map(({ id }) => id)).toContain(of.id);
    expect(new Set(rows.map(({ assignee }) => assignee?.id))).toEqual(new Set([benId]));
    expect((await list(ana, '?assignee=gone')).rows).toEqual([]);
  });

  it('the tabs have counts', async () => {
    const count = async (token: string) => (await call('GET', `${path}/counts`, { token })).json<Counts>();
    const before = await count(ben);
    const one = await newConversation();
    expect(await count(ben)).toEqual({ ...before, unassigned: before.unassigned + 1, all: before.all + 1 });
    await bulk(ben, [one.id], { type: 'assign', to: benId });
    expect(await count(ben)).toEqual({ ...before, mine: before.mine + 1, all: before.all + 1 });
    await bulk(ben, [one.id], { type: 'state', state: 'resolved' });
    expect(await count(ben)).toEqual(before);
  });
});
