/** The page on which the bot of a number is chosen. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BotSettings } from '../../../../../widget/agent-console/settings/number/bot-settings.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { Webhook } from '../../../../../worker/api/developers/webhooks.ts';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';

const number: InboxSummary = {
  ...{ id: '1', phoneNumberId: '1', wabaId: '2', displayPhoneNumber: '+1 555 0100', name: 'Shop' },
  ...{ enabled: true, disconnectedAt: null, isOnPhone: false, messagesPerSecond: 20 },
  ...{
    receipts: 'on-open',
    longestText: 4_096,
    showsAgentName: false,
    language: null,
    sendsFiles: true,
    bot: null,
    automation: { isOn: false, isPaused: false, isSuggesting: false },
  },
};
const webhook = (id: string, change: Partial<Webhook> = {}): Webhook => ({
  ...{ id, format: 'events', name: id, url: `https://${id}.example/`, description: '' },
  ...{ events: ['*'], contentTypes: null, fields: [], includesStatuses: false, inboxes: null },
  ...{ timeoutSeconds: 10, secretEnd: null, formerSecretUntil: null, createdAt: 1 },
  ...{ createdBy: { id: 'ana', name: 'Ana' }, isEnabled: true, disabled: null },
  ...change,
});
const webhooks = [
  webhook('events'),
  webhook('relay', { format: 'meta', events: [], fields: ['messages'] }),
  webhook('statuses', { events: ['message.read'] }),
  webhook('other-number', { inboxes: ['2'] }),
];
let saved: unknown[];
let page: BotSettings;

beforeEach(() => {
  saved = [];
  vi.stubGlobal('fetch', async (_: string, { method, body }: RequestInit) => {
    if (method === 'GET') return Response.json(webhooks);
    const change = JSON.parse(String(body));
    saved.push(change);
    return Response.json({ ...number, bot: change.bot && { ...change.bot, name: change.bot.webhook } });
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function show(bot: InboxSummary['bot']): Promise<void> {
  page = new BotSettings();
  page.api = new ApiClient('https://inbox.example', async () => 'token');
  page.number = { ...number, bot };
  document.body.replaceChildren(page);
  await vi.waitFor(() => expect(select('webhook')).not.toBeNull(), { timeout: 15_000 });
}

const select = (name: string) => page.renderRoot.querySelector<HTMLSelectElement>(`select[name=${name}]`);
async function choose(name: string, value: string): Promise<void> {
  const field = select(name);
  if (!field) throw new Error(`There is no field ${name}`);
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() => expect(page.renderRoot.textContent).toContain('Saved.'), { timeout: 15_000 });
}

it('offers the webhooks that receive what customers write to this number', async () => {
  await show(null);
  expect([...(select('webhook')?.options ?? [])].map(({ value }) => value)).toEqual(['', 'events', 'relay']);
});

it('stores the chosen bot with the usual times, and tells the page', async () => {
  await show(null);
  const told: unknown[] = [];
  page.addEventListener('number-change', (event) => told.push(Reflect.get(event, 'number').bot?.webhook));
  await choose('webhook', 'relay');
  const bot = { webhook: 'relay', resumeAfterMinutes: 240, answerSeconds: 120, isPaused: false };
  expect(saved).toEqual([{ bot }]);
  expect(told).toEqual(['relay']);
});

it('changes one setting and keeps the others, also a time that is not on the list', async () => {
  const bot = { webhook: 'relay', resumeAfterMinutes: 45, answerSeconds: 90, isPaused: true };
  await show({ ...bot, name: 'relay' });
  expect([...(select('resume')?.options ?? [])].map(({ value }) => value)).toContain('45');
  await choose('answer', '600');
  expect(saved).toEqual([{ bot: { ...bot, answerSeconds: 600 } }]);
});

it('removes the bot', async () => {
  const bot = { webhook: 'relay', resumeAfterMinutes: 240, answerSeconds: 120, isPaused: false };
  await show({ ...bot, name: 'relay' });
  await choose('webhook', '');
  expect(saved).toEqual([{ bot: null }]);
});
