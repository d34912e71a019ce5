/** The form of the bot hook: what it saves, and what its test says. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  HookDialog,
  type HookSaved,
} from '../../../../../widget/agent-console/settings/automation/hook-dialog.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { BotHookState, BotHookTest } from '../../../../../worker/api/automation/bot-hook.ts';

const off: BotHookState = {
  settings: { when: 'off', webhook: null, fallback: 'team', answerSeconds: 120 },
  ...{ problems: [], failures: 0, failingSince: null, retryAt: null, fault: null },
};
const on: BotHookState = { ...off, settings: { ...off.settings, when: 'always', webhook: 'wh_1' } };
const webhooks = [
  { id: 'wh_1', name: 'Order bot', format: 'events', events: ['turn.started'], inboxes: null },
  { id: 'wh_2', name: 'CRM', format: 'events', events: ['*'], inboxes: null },
  { id: 'wh_3', name: 'Other number', format: 'events', events: ['turn.started'], inboxes: ['2'] },
];
let saved: unknown[];
let tested: BotHookTest;
let dialog: HookDialog;

beforeEach(() => {
  saved = [];
  vi.stubGlobal('fetch', async (url: string, { body }: RequestInit = {}) => {
    if (url.endsWith('/webhooks')) return Response.json(webhooks);
    if (url.endsWith('/test')) return Response.json(tested);
    saved.push(JSON.parse(String(body)));
    return Response.json({ ...on, settings: saved.at(-1) });
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function show(hook: BotHookState): Promise<void> {
  dialog = new HookDialog();
  dialog.api = new ApiClient('https://inbox.example', async () => 'token');
  dialog.number = Object.assign(Object.create(null), { id: '1', name: 'Shop', language: 'en' });
  dialog.hook = hook;
  document.body.replaceChildren(dialog);
  await vi.waitFor(() => expect(find('[name=when]')).not.toBeNull(), { timeout: 15_000 });
}

const find = (selector: string) => dialog.renderRoot.querySelector<HTMLElement>(selector);

async function choose(name: string, value: string): Promise<void> {
  const select = dialog.renderRoot.querySelector<HTMLSelectElement>(`[name=${name}]`);
  if (!select) throw new Error(`There is no ${name}`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await dialog.updateComplete;
}

async function submit(): Promise<void> {
  find('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  await dialog.updateComplete;
}

it('offers the webhooks that receive turn.started of this number, and needs one of them', async () => {
  await show(off);
  expect(find('[name=webhook]')).toBeNull();
  await choose('when', 'always');
  expect(
    [...dialog.renderRoot.querySelectorAll('[name=webhook] option')].map((one) => one.textContent),
  ).toEqual(['Choose a webhook', 'Order bot']);
  await submit();
  expect(saved).toEqual([]);
  expect(find('[name=webhook]')?.getAttribute('aria-invalid')).toBe('true');
  await choose('webhook', 'wh_1');
  await choose('fallback', 'hand-over');
  const events: HookSaved[] = [];
  dialog.addEventListener('hook-saved', (event) => events.push(event as HookSaved));
  await submit();
  await vi.waitFor(() => expect(events).toHaveLength(1));
  expect(saved).toEqual([{ when: 'always', webhook: 'wh_1', fallback: 'hand-over', answerSeconds: 120 }]);
});

it('says in words how the webhook answered a test', async () => {
  await show(on);
  const outcome = async (test: Partial<BotHookTest>) => {
    tested = {
      ...{ isWorking: false, fault: null, status: 200, ms: 420, actions: null, detail: '', answer: '' },
      ...test,
    };
    find('.test button')?.click();
    await vi.waitFor(() => expect(find('.outcome')).not.toBeNull());
    return dialog.renderRoot.querySelector('[role=status]')?.textContent?.replace(/\s+/g, ' ').trim();
  };
  expect(await outcome({ isWorking: true, actions: ['reply'] })).toBe(
    'It works, and answered in 0.4 seconds.',
  );
  await dialog.updateComplete;
});

it('says what is wrong if the webhook answers a test with an error', async () => {
  await show(on);
  tested = { isWorking: false, fault: 'status', status: 502, ms: 5, actions: null, detail: '', answer: '' };
  find('.test button')?.click();
  await vi.waitFor(() => expect(find('.outcome')?.textContent).toContain('status 502'));
});
