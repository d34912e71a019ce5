/** What the rules of a number assign: to an agent by its distribution, or to a team. */
import { beforeAll, expect, it } from 'vitest';
import type { RuleInput } from '../../../../../worker/api/automation/rules.ts';
import type { Team } from '../../../../../worker/api/people/teams.ts';
import { openPage } from '../../../support/live-socket.ts';
import { TurnScene, turnNumber } from '../../../support/turn-scene.ts';
import { call, siteSession } from '../../../support/webhooks.ts';

const path = `/api/inboxes/${turnNumber}`;
let scene: TurnScene;
let team: Team;

const create = (rule: RuleInput) =>
  call('POST', `${path}/automation/rules`, { token: scene.admin, body: rule });
const contains = (...words: string[]): RuleInput['match'] => ({ type: 'contains', words });
const reply = {
  type: 'reply',
  content: { type: 'text', text: { body: 'A colleague has your order.' } },
} as const;

beforeAll(async () => {
  scene = await TurnScene.begin(15_550_340_000);
  const ana = await siteSession(scene.admin, { sub: 'ana', name: 'Ana' });
  const body = { name: 'Returns', members: ['site/ana'], distribution: 'round-robin' };
  team = await (await call('POST', '/api/teams', { token: scene.admin, body })).json<Team>();
  await create({ name: 'Orders', match: contains('order'), actions: [reply, { type: 'distribute' }] });
  await create({
    name: 'Returns',
    match: contains('return'),
    actions: [{ type: 'assign-team', team: team.id }],
  });
  await openPage(ana, turnNumber);
});

it('a rule that answers and distributes gives the conversation to an agent, and automation keeps answering', async () => {
  const customer = await scene.newCustomer('Where is my order?');
  await scene.quiet();
  expect(await scene.now(customer)).toMatchObject({
    ...{ assignee: { name: 'Ana' }, mode: 'automatic', handledBy: 'bot' },
  });
});

it('a rule that assigns to a team and does not answer leaves the conversation to an agent of the team', async () => {
  const customer = await scene.newCustomer('I want to return it');
  await scene.quiet();
  expect(await scene.now(customer)).toMatchObject({
    ...{ assignee: { name: 'Ana' }, team: { id: team.id }, mode: 'automatic', handledBy: null },
  });
});
