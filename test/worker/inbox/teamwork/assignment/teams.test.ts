/** Named teams: who may change them, and the conversations that are assigned to them. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type {
  Conversation,
  ConversationPage,
} from '../../../../../worker/api/conversations/conversations.ts';
import type { BulkResult, MessagePage } from '../../../../../worker/api/conversations/teamwork.ts';
import type { EventPage } from '../../../../../worker/api/developers/events.ts';
import type { NewApiToken } from '../../../../../worker/api/people/team.ts';
import type { NewTeam, Team } from '../../../../../worker/api/people/teams.ts';
import { inboxOf, workspaceOf } from '../../../../../worker/objects.ts';
import { openPage } from '../../../support/live-socket.ts';
import {
  call,
  connectNumber,
  post,
  refusalOf,
  signIn,
  siteSession,
  text,
  webhook,
} from '../../../support/webhooks.ts';

const number = '106540352243101';
const later = '106540352243102';
const path = `/api/inboxes/${number}`;
const [anaId, benId] = ['site/ana', 'site/ben'];
let admin: string;
let ana: string;
let ben: string;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  ana = await siteSession(admin, { sub: 'ana', name: 'Ana' });
  ben = await siteSession(admin, { sub: 'ben', name: 'Ben' });
});

const make = (team: NewTeam, token = admin) => call('POST', '/api/teams', { token, body: team });
const newTeam = async (team: NewTeam) => (await make(team)).json<Team>();
const teams = async () => (await call('GET', '/api/teams', { token: ana })).json<Team[]>();

let customers = 0;
async function newConversation(): Promise<number> {
  const from = `1555061${1_000 + customers++}`;
  await post(
    webhook(number, text(from, `wamid.teams.${customers}`, Date.now() - 60_000 + customers, 'Hello')),
  );
  const page = await (
    await call('GET', `${path}/conversations?limit=100`, { token: ana })
  ).json<ConversationPage>();
  const found = page.rows.find(({ contact }) => contact.phone === from);
  if (!found) throw new Error('The conversation is not in the list');
  return found.id;
}

const assign = (id: number, body: object, token = ana) =>
  call('PUT', `${path}/conversations/${id}/assignee`, { token, body });
const see = async (id: number) =>
  (await call('GET', `${path}/conversations/${id}`, { token: ana })).json<Conversation>();
const entries = async (id: number) =>
  (await (await call('GET', `${path}/conversations/${id}/messages`, { token: ana })).json<MessagePage>())
    .entries;

describe('teams', () => {
  it('are created, changed and deleted by admins, have different names, and are listed for every agent', async () => {
    expect(await refusalOf(await make({ name: 'Returns' }, ana))).toEqual([403, 'admin_only']);
    const team = await newTeam({ name: 'Returns', members: [benId, anaId, benId] });
    expect(team).toEqual({
      ...{ id: team.id, name: 'Returns', color: 'gray', members: [anaId, benId] },
      ...{ distribution: null, maxOpen: null },
    });
    expect(await refusalOf(await make({ name: 'RETURNS' }))).toEqual([409, 'team_exists']);
    expect(await refusalOf(await make({ name: 'Other', members: ['site/nobody'] }))).toEqual([
      422,
      'agent_not_found',
    ]);
    const body: NewTeam = {
      name: 'Refunds',
      color: 'red',
      members: [anaId],
      distribution: 'least-open',
      maxOpen: 5,
    };
    const changed = await call('PUT', `/api/teams/${team.id}`, { token: admin, body });
    expect(await changed.json()).toEqual({ id: team.id, ...body });
    expect(await teams()).toContainEqual({ id: team.id, ...body });
    expect((await call('DELETE', `/api/teams/${team.id}`, { token: admin })).status).toBe(204);
    expect(await refusalOf(await call('DELETE', `/api/teams/${team.id}`, { token: admin }))).toEqual([
      404,
      'team_not_found',
    ]);
    expect(await teams()).not.toContainEqual(expect.objectContaining({ id: team.id }));
  });

  it('open consoles learn of a changed team', async () => {
    const page = await openPage(ana, number);
    await newTeam({ name: 'News' });
    await vi.waitFor(() => expect(page.frames).toContainEqual({ type: 'settings', changed: 'teams' }));
    page.socket.close();
  });

  it('an agent who leaves is no longer a member', async () => {
    await siteSession(admin, { sub: 'cleo', name: 'Cleo' });
    const { id } = await newTeam({ name: 'Leaving', members: ['site/cleo', anaId] });
    expect((await call('DELETE', '/api/agents/site%2Fcleo', { token: admin })).status).toBe(204);
    expect((await teams()).find((team) => team.id === id)?.members).toEqual([anaId]);
  });

  it('a number that is connected later knows the teams that exist', async () => {
    const { id } = await newTeam({ name: 'Early', members: [anaId] });
    await connectNumber(admin, later);
    const known = await runInDurableObject(inboxOf(env, later), (_, { storage }) =>
      storage.sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'teams'").one(),
    );
    expect(JSON.parse(known.value)).toMatchObject({
      teams: expect.arrayContaining([expect.objectContaining({ id })]),
    });
  });

  it('an inbox that could not be reached is sent the teams later', async () => {
    const stub = inboxOf(env, number);
    const { id } = await newTeam({ name: 'Unreached' });
    // As if the last change had not arrived, and the Workspace had stopped after it.
    await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec("UPDATE setting SET value = CAST(value + 1 AS TEXT) WHERE name = 'teams_version'");
      storage.sql.exec('UPDATE team SET name = ? WHERE id = ?', 'Reached', id);
      storage.sql.exec("INSERT INTO chore VALUES ('teams', 0)");
    });
    await runDurableObjectAlarm(workspaceOf(env));
    const known = await runInDurableObject(stub, (_, { storage }) =>
      storage.sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'teams'").one(),
    );
    expect(known.value).toContain('Reached');
  });
});

describe('a conversation that is assigned to a team', () => {
  it('is the team’s and nobody’s, keeps its team when an agent takes it, and says so in the thread', async () => {
    const sales = await newTeam({ name: 'Sales', members: [anaId] });
    const named = { id: sales.id, name: 'Sales' };
    const id = await newConversation();
    await assign(id, { to: anaId });
    expect(await (await assign(id, { team: sales.id, from: anaId })).json()).toMatchObject({
      assignee: null,
      team: named,
    });
    expect(await (await assign(id, { to: benId })).json()).toMatchObject({
      assignee: { id: benId },
      team: named,
    });
    expect(await (await assign(id, { team: null })).json()).toMatchObject({
      assignee: { id: benId },
      team: null,
    });
    const person = (agent: string) => expect.objectContaining({ id: agent });
    expect((await entries(id)).reverse()).toMatchObject([
      { type: 'assigned', to: person(anaId), from: null },
      { type: 'assigned', to: null, from: person(anaId), team: { to: named, from: null }, by: person(anaId) },
      { type: 'assigned', to: person(benId), from: null },
      { type: 'assigned', to: person(benId), from: person(benId), team: { to: null, from: named } },
    ]);
  });

  it('is not taken from an agent whom the caller does not know of', async () => {
    const { id: team } = await newTeam({ name: 'Billing' });
    const id = await newConversation();
    await assign(id, { to: benId }, ben);
    expect(await refusalOf(await assign(id, { team }))).toEqual([409, 'already_assigned']);
    expect(await see(id)).toMatchObject({ assignee: { id: benId }, team: null });
    expect(await refusalOf(await assign(id, {}))).toEqual([422, 'nothing_to_assign']);
    expect(await refusalOf(await assign(id, { team: 'unknown' }))).toEqual([422, 'team_not_found']);
  });

  it('is found by its team, in the list, in a view and in its counts', async () => {
    const { id: team } = await newTeam({ name: 'Found' });
    const ids = [await newConversation(), await newConversation()];
    const body = { ids, command: { type: 'assign', team } };
    const done = await (await call('POST', `${path}/bulk`, { token: ana, body })).json<BulkResult>();
    expect(done.before.map((before) => before.team)).toEqual([null, null]);
    expect(done.conversations.map((one) => one.team?.id)).toEqual([team, team]);
    const listed = await call('GET', `${path}/conversations?team=${team}`, { token: ana });
    expect((await listed.json<ConversationPage>()).rows.map(({ id }) => id).sort()).toEqual(ids);
    const filter = {
      ...{ assignee: 'nobody', team, state: 'open', isUnread: false, needsReply: false },
      ...{ handledBy: null, window: null, label: null, source: null },
    };
    const counted = await call('POST', `${path}/counts`, { token: ana, body: { filters: [filter] } });
    expect(await counted.json()).toEqual({ counts: [2] });
    const view = { name: 'Found', isShared: false, inbox: null, filter, sort: 'newest' };
    const saved = await call('POST', '/api/views', { token: ana, body: view });
    expect(await saved.json()).toMatchObject({ filter: { team } });
    const { team: _, ...older } = filter;
    const before = await call('POST', '/api/views', { token: ana, body: { ...view, filter: older } });
    expect(await before.json()).toMatchObject({ filter: { team: null } });
  });

  it('is found by the members of its team as one of theirs', async () => {
    const { id: team } = await newTeam({ name: 'Own', members: [anaId] });
    const { id: other } = await newTeam({ name: 'Other’s', members: [benId] });
    const [mine = 0, others = 0] = [await newConversation(), await newConversation()];
    await assign(mine, { team });
    await assign(others, { team: other });
    const listed = async (token: string) => {
      const answer = await call('GET', `${path}/conversations?team=mine&limit=100`, { token });
      return (await answer.json<ConversationPage>()).rows.map(({ id }) => id);
    };
    expect(await listed(ana)).toContain(mine);
    expect(await listed(ana)).not.toContain(others);
    expect(await listed(ben)).toContain(others);
    expect(await listed(ben)).not.toContain(mine);
    expect(await listed(admin)).toEqual([]);
    const filter = {
      ...{ assignee: null, team: 'mine', state: 'open', isUnread: false, needsReply: false },
      ...{ handledBy: null, window: null, label: null, source: null },
    };
    const counted = await call('POST', `${path}/counts`, { token: ben, body: { filters: [filter] } });
    expect(await counted.json()).toEqual({ counts: [(await listed(ben)).length] });
  });

  it('shows the new name of its team, and loses a team that is deleted', async () => {
    const team = await newTeam({ name: 'Old name' });
    const id = await newConversation();
    await assign(id, { team: team.id });
    const { seq } = await see(id);
    await call('PUT', `/api/teams/${team.id}`, { token: admin, body: { name: 'New name' } });
    const renamed = await see(id);
    expect(renamed.team).toEqual({ id: team.id, name: 'New name' });
    expect(renamed.seq).toBeGreaterThan(seq);
    await assign(id, { to: benId });
    await call('DELETE', `/api/teams/${team.id}`, { token: admin });
    expect(await see(id)).toMatchObject({ team: null, assignee: { id: benId } });
  });

  it('is reported to webhooks with its team', async () => {
    const body = { name: 'Reader', scopes: ['events:read'] };
    const { token } = await (await call('POST', '/api/tokens', { token: admin, body })).json<NewApiToken>();
    const team = await newTeam({ name: 'Reported' });
    const id = await newConversation();
    await assign(id, { team: team.id });
    const page = await call('GET', `${path}/events?types=conversation.assigned&limit=100`, { token });
    expect((await page.json<EventPage>()).events.at(-1)?.data).toMatchObject({
      conversation: { id, assignee: null, team: { id: team.id, name: 'Reported' } },
      change: { type: 'assigned', to: null, from: null, team: { to: { id: team.id }, from: null } },
    });
  });

  it('keeps its team when it is merged with one that has none', async () => {
    const { id: team } = await newTeam({ name: 'Merged' });
    const [older, younger] = [await newConversation(), await newConversation()];
    await assign(younger, { team });
    const { contact } = await see(younger);
    const body = { with: younger, name: contact.name };
    const merged = await call('POST', `${path}/conversations/${older}/merge`, { token: admin, body });
    expect(merged.status, await merged.clone().text()).toBe(200);
    expect((await see(older)).team?.id).toBe(team);
  });
});
