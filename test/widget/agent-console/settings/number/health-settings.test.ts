/** The health page in other languages than the English of the API. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HealthSettings } from '../../../../../widget/agent-console/settings/number/health-settings.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import { speak, speechFor } from '../../../../../widget/locales/speak.ts';
import type { NumberHealth } from '../../../../../worker/api/numbers/health.ts';
import { explainNotice } from '../../../../../worker/whatsapp/receiving/notice-texts.ts';
import { explainHealth } from '../../../../../worker/workspace/numbers/health-texts.ts';

const reason = { count: 2, code: 131026, title: 'The customer cannot be reached.' };
const health: NumberHealth = {
  checkedAt: null,
  alerts: [],
  rows: [
    { name: 'quality', state: 'bad', ...explainHealth('quality_low'), at: null },
    { name: 'queue', state: 'good', ...explainHealth('queue_short', { count: 1_200 }), at: null },
    {
      ...{ name: 'failures', state: 'warning', at: null, errors: [reason] },
      ...explainHealth('failures', { reasons: '2 × The customer cannot be reached. (131026)' }),
    },
    {
      ...{ name: 'graph-version', state: 'good', at: null },
      ...explainHealth('graph_version_until', { version: 'v23.0', day: '2027-10-08' }),
    },
    {
      ...{ name: 'files', state: 'good', at: null },
      ...{ code: 'of_a_later_version', params: {}, summary: 'Only in English.', advice: null },
    },
  ],
  timeline: [
    {
      ...{ at: 0, field: 'phone_number_quality_update', matters: true },
      ...explainNotice('limit_lowered_from', { from: 10_000, to: 1_000 }),
    },
  ],
};

beforeEach(() => {
  vi.stubGlobal('fetch', async (url: string) =>
    Response.json(url.endsWith('/health') ? health : { current: 'k1', older: [], waiting: 0, unreadable: 0 }),
  );
});
afterEach(async () => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  await speak(speechFor([]));
});

async function pageIn(language: string): Promise<string> {
  await speak(speechFor([language]));
  const page = Object.assign(new HealthSettings(), {
    api: new ApiClient('https://inbox.example', async () => 'token'),
    number: { id: '1', name: 'Shop', displayPhoneNumber: '+1 555 078 3881' },
  });
  document.body.replaceChildren(page);
  const text = () => page.renderRoot.querySelector('ul')?.parentNode?.textContent ?? '';
  await vi.waitFor(() => expect(text()).toContain('Only in English.'), { timeout: 15_000 });
  return text();
}

it('the health page is in German, with numbers and days as they are written there', async () => {
  const page = await pageIn('de');
  expect(page).toContain('Die Qualitätsbewertung ist niedrig.');
  expect(page).toContain('Kunden blockieren oder melden die Nummer.');
  expect(page).toContain('1.200 Nachrichten warten auf das Senden.');
  expect(page).toContain('Meta beendet sie am 08.10.2027.');
  expect(page).toContain('Das Nachrichtenlimit wurde von 10.000 auf 1.000 gesenkt.');
  expect(page).not.toContain('quality rating');
});

it('the health page names the reasons for failed messages in its own language', async () => {
  const page = await pageIn('de');
  expect(page).toContain('2 × WhatsApp kann diesem Kunden nichts zustellen. (131026)');
});

it('the health page is the API’s English where that is the language', async () => {
  const page = await pageIn('en');
  expect(page).toContain('The quality rating is low.');
  expect(page).toContain('1,200 messages are waiting to be sent.');
});
