/**
 * What all scenes of the simulation share: the program behind the bot hook, the hours of the number, and what rules reply
 * with: a file, a template of a connected number, and a saved reply of the Workspace.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { SavedReply } from '../../../worker/api/conversations/replies.ts';
import type { NewWebhook } from '../../../worker/api/developers/webhooks.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import { workspaceOf } from '../../../worker/objects.ts';
import type { Subscriptions } from '../../../worker/workspace/webhooks/subscriptions.ts';
import { scriptedAccount } from './meta/scripted-number.ts';
import { botHost } from './simulated-bot.ts';
import { TurnScene } from './turn-scene.ts';
import { call } from './webhooks.ts';

export const ana: Agent = { id: 'ana', name: 'Ana', role: 'agent' };

/** What all scenes share: the program behind the bot hook, and what rules reply with. */
export interface World {
  webhook: NewWebhook['webhook'];
  savedReply: SavedReply;
}

export const picture = '00000000-0000-4000-8000-00000000f11e';
const orderTemplate = {
  ...{ id: '990000077', name: 'order_soon', language: 'en', status: 'APPROVED', category: 'UTILITY' },
  components: [{ type: 'BODY', text: 'Hello {{1}}, it comes soon.' }],
};
export const orderReply = {
  type: 'reply',
  content: {
    type: 'template',
    template: {
      ...{ name: orderTemplate.name, language: { code: 'en' } },
      components: [{ type: 'body', parameters: [{ type: 'text', text: '{{number_name}}' }] }],
    },
  },
};

export async function prepareWorld(): Promise<World> {
  const { admin: token } = await TurnScene.begin(15_550_396_000);
  const body = { name: 'Bot', url: `https://${botHost}/turns`, events: ['turn.started'] };
  const { webhook: added } = await (await call('POST', '/api/webhooks', { token, body })).json<NewWebhook>();
  const access = {
    url: 'https://model.simulated.example/v1',
    model: 'simulated',
    embeddingModel: null,
    key: null,
  };
  await workspaceOf(env).assistant.putProvider(ana, access);
  const made = await call('POST', '/api/replies', {
    token,
    body: { isShared: true, shortcut: 'simulated', title: 'List', text: 'Here is our list', buttons: [] },
  });
  const { id } = await made.json<SavedReply>();
  const put = await call('PUT', `/api/replies/${id}/file?filename=list.pdf`, {
    token,
    headers: { 'Content-Type': 'application/pdf' },
    bytes: new Uint8Array([1, 2, 3]),
  });
  return { webhook: added, savedReply: await put.json<SavedReply>() };
}

/** As Meta lists it from now on. It is never asked again. */
export async function listTemplate(status: string): Promise<void> {
  await runInDurableObject(env.WORKSPACE.getByName('workspace'), (_, { storage }) => {
    const template = { ...orderTemplate, status };
    storage.sql.exec(
      'INSERT OR REPLACE INTO template VALUES (?, ?, ?)',
      ...[scriptedAccount, template.id, JSON.stringify(template)],
    );
    storage.sql.exec('INSERT OR REPLACE INTO template_list VALUES (?, ?)', scriptedAccount, 8e15);
  });
}

/** What the number sends to webhooks: everything goes to the program behind its bot hook. */
export function subscriptionsOf({ id, format, name, url, events }: NewWebhook['webhook']): Subscriptions {
  return {
    ...{ version: 1, origin: 'https://inbox.example', isPolled: false, bot: null, isAutomationPaused: false },
    number: { phoneNumberId: '1', wabaId: '1', displayPhoneNumber: '', name: 'Shop', language: null },
    endpoints: [
      {
        ...{ id, format, name, url, events, contentTypes: null, fields: [], includesStatuses: false },
        ...{ timeoutMs: 10_000, startedAt: 0, disabledAt: null, disabledBecause: null },
      },
    ],
  };
}

/** By another way than the Worker's. */
export function isOpenInBerlin(at: number): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'Europe/Berlin', weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const now = Number(part('hour')) * 60 + Number(part('minute'));
  const spans: Record<string, [number, number]> = {
    Monday: [540, 1020],
    Saturday: [540, 720],
    Sunday: [60, 240],
  };
  const [from, to] = spans[part('weekday')] ?? [0, 0];
  return now >= from && now < to;
}
