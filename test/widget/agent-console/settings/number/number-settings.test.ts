/** A number's own settings, of which its inbox stores one part and the deployment another. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NumberSettings } from '../../../../../widget/agent-console/settings/number/number-settings.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { InboxSummary, NumberPolicy } from '../../../../../worker/api/numbers.ts';
import { usualStopWords } from '../../../../../worker/whatsapp/receiving/stop-words.ts';

const number: InboxSummary = {
  ...{ id: '1', phoneNumberId: '1', wabaId: '2', displayPhoneNumber: '+1 555 0100', name: 'Shop' },
  ...{ enabled: true, disconnectedAt: null, isOnPhone: false, messagesPerSecond: 20 },
  ...{ receipts: 'on-open', longestText: 4_096, showsAgentName: false, bot: null },
};
/** What is stored, and the paths that are refused. */
let policy: NumberPolicy;
let refused: string[];
let stored: string[];
let page: NumberSettings;

beforeEach(async () => {
  policy = { stopWords: usualStopWords, nudge: null, identityCheck: false, claimOnReply: false };
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
  await vi.waitFor(() => expect(form()).not.toBeNull(), { timeout: 15_000 });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const form = () => page.renderRoot.querySelector('form');
const outcome = () => page.renderRoot.querySelector('form [role=status]')?.textContent;
async function save(): Promise<void> {
  const box = form()?.querySelector<HTMLInputElement>('[name=claimOnReply]');
  if (box) box.checked = true;
  form()?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  await vi.waitFor(() => expect(outcome()).not.toBe(''), { timeout: 15_000 });
}

it('number settings are saved together', async () => {
  await save();
  expect([outcome(), stored, policy.claimOnReply]).toEqual(['Saved.', ['policy', 'settings'], true]);
});

it('number settings say that nothing was saved if the first request is rejected', async () => {
  refused = ['policy'];
  await save();
  expect([outcome(), stored, policy.claimOnReply]).toEqual(['Try again later.', [], false]);
});

it('number settings name what was not saved if only the second request is rejected', async () => {
  refused = ['settings'];
  await save();
  expect([stored, policy.claimOnReply]).toEqual([['policy'], true]);
  expect(outcome()).toMatch(/^Saved, except for: .+, .+, .+\. Try again later\.$/);
});
