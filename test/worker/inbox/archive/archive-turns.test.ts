/** A customer comes back after months: what answers them is told what was said before. */
import { afterAll, expect, it, vi } from 'vitest';
import { randomOf } from '../../support/random.ts';
import { ScriptedBot } from '../../support/scripted-bot.ts';
import { TurnScene, turnNumber } from '../../support/turn-scene.ts';
import { call } from '../../support/webhooks.ts';
import {
  archive,
  counts,
  customer,
  inboxNamed,
  restart,
  season,
  smallLimits,
  tell,
  usualLimits,
} from './archive-scene.ts';

afterAll(() => {
  usualLimits();
  vi.unstubAllGlobals();
});

it('a bot gets earlier messages of a customer with their content, though they are in the archive', async () => {
  smallLimits();
  const scene = await TurnScene.begin(15_550_559_000);
  const bot = new ScriptedBot('archive-bot.example');
  const inbox = inboxNamed(turnNumber);
  await tell(inbox, season(randomOf(41), 1, 40));
  const webhook = { name: 'Bot', url: 'https://archive-bot.example/turns', events: ['turn.started'] };
  const added = await call('POST', '/api/webhooks', { token: scene.admin, body: webhook });
  const { webhook: endpoint } = await added.json<{ webhook: { id: string } }>();
  await archive(inbox);
  expect((await counts(inbox)).archived).toBeGreaterThan(10);
  await scene.automate({});
  const body = { when: 'always', webhook: endpoint.id };
  const path = `/api/inboxes/${turnNumber}/automation/bot-hook`;
  expect((await call('PUT', path, { token: scene.admin, body })).status).toBe(200);
  bot.says({ actions: [] });
  await restart(inbox);
  await scene.writes({ phone: customer(0) }, 'I am back');
  await scene.quiet();
  const { history } = bot.last.data;
  expect(history.length).toBeGreaterThan(3);
  expect(JSON.stringify(history)).not.toContain('"unsupported"');
  expect(history.filter(({ content }) => content?.text?.body).length).toBeGreaterThan(2);
}, 60_000);
