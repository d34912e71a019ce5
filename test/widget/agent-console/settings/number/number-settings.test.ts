/** A number's own settings, of which its inbox stores one part and the deployment another: each change is saved alone. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NumberSettings } from '../../../../../widget/agent-console/settings/number/number-settings.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { InboxSummary, NumberPolicy } from '../../../../../worker/api/numbers/numbers.ts';
import { usualStopWords } from '../../../../../worker/whatsapp/receiving/stop-words.ts';

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
/** What is stored, and the paths that are refused. */
let policy: NumberPolicy;
let refused: string[];
let stored: string[];
let page: NumberSettings;

beforeEach(async () => {
  policy = {
    stopWords: usualStopWords,
    nudge: null,
    identityCheck: false,
    claimOnReply: false,
    addressBook: { match: true, create: true },
  };
  refused = [];
  stored = [];
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    const what = new URL(url).pathname.replace('/api/inboxes/1/', '');
    if (method === 'GET') return Response.json(what === 'policy' ? policy : { isOn: false });
    if (refused.includes(what)) {
      return Response.json({ error: { code: 'busy', message: 'Try again later.' } }, { status: 503 });
    }
    stored.push(what);
    if (what === 'policy') policy = JSON.parse(String(body));
    return Response.json(what === 'policy' ? policy : { ...number, ...JSON.parse(String(body)) });
  });
  page = new NumberSettings();
  page.api = new ApiClient('https://inbox.example', async () => 'token');
  page.number = number;
  document.body.replaceChildren(page);
  await vi.waitFor(() => expect(page.renderRoot.querySelector('[name=claimOnReply]')).not.toBeNull(), {
    timeout: 15_000,
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const control = (name: string) => {
  const found = page.renderRoot.querySelector(`[name=${name}]`);
  if (!(found instanceof HTMLInputElement || found instanceof HTMLSelectElement))
    throw new Error(`There is no ${name}.`);
  return found;
};
const outcome = () => page.renderRoot.querySelector('[role=status]')?.textContent;
const ended = () => vi.waitFor(() => expect(outcome()).not.toBe(''), { timeout: 15_000 });
function turn(name: string, isOn: boolean): void {
  const box = control(name);
  if (box instanceof HTMLInputElement) box.checked = isOn;
  box.dispatchEvent(new Event('change'));
}
const isOn = (name: string) => {
  const box = control(name);
  return box instanceof HTMLInputElement && box.checked;
};

it('a switch of the number’s automatic actions is saved when it is turned', async () => {
  turn('claimOnReply', true);
  await ended();
  expect([outcome(), stored, policy.claimOnReply]).toEqual(['Saved.', ['policy'], true]);
});

it('a change keeps what another admin has changed meanwhile', async () => {
  policy = { ...policy, identityCheck: true };
  turn('claimOnReply', true);
  await ended();
  expect([policy.claimOnReply, policy.identityCheck]).toEqual([true, true]);
});

it('a change that the inbox rejects is explained, and the switch returns', async () => {
  refused = ['policy'];
  turn('claimOnReply', true);
  await ended();
  expect([outcome(), stored]).toEqual(['Try again later.', []]);
  await page.updateComplete;
  expect(isOn('claimOnReply')).toBe(false);
});

it('how the console sends is saved by itself, and returns when it is rejected', async () => {
  turn('showsAgentName', true);
  await ended();
  expect([outcome(), stored]).toEqual(['Saved.', ['settings']]);
  refused = ['settings'];
  turn('showsAgentName', false);
  await vi.waitFor(() => expect(outcome()).toBe('Try again later.'));
  await vi.waitFor(() => expect(isOn('showsAgentName')).toBe(true));
});

it('a reminder without a text is not saved', async () => {
  turn('nudge', true);
  await page.updateComplete;
  page.renderRoot.querySelector('[name=nudgeText]')?.dispatchEvent(new Event('change'));
  await page.updateComplete;
  expect(page.renderRoot.querySelector('#nudgeText-hint')?.textContent?.trim()).toBe('Fill this in.');
  expect(stored).toEqual([]);
});
