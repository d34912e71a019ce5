import { beforeEach, describe, expect, it } from 'vitest';
import {
  HealthOpen,
  type InboxAlerts,
  type NumberAlerts,
} from '../../../../../widget/agent-console/shell/panes/number-alerts.ts';
import type { NumberAlert } from '../../../../../worker/api/numbers/health.ts';
import { explainNotice } from '../../../../../worker/whatsapp/receiving/notice-texts.ts';

const paused = (name: string): NumberAlert => ({
  ...{ type: 'template', at: 1, code: 'template_paused', params: { name, language: 'en' } },
  ...{ summary: `Meta paused ${name}.`, advice: null },
});
const refused: NumberAlert = { type: 'token-refused', since: 1 };

let banners: NumberAlerts;
let opened: [inbox: string, page: string][];

async function show(numbers: readonly InboxAlerts[]): Promise<string[]> {
  banners = document.createElement('agent-console-alerts');
  opened = [];
  banners.addEventListener('health-open', (event) => {
    if (event instanceof HealthOpen) opened.push([event.inbox, event.page]);
  });
  Object.assign(banners, { isAdmin: true, numbers });
  document.body.replaceChildren(banners);
  await banners.updateComplete;
  return [...(banners.shadowRoot?.querySelectorAll('[role=alert] span') ?? [])].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );
}

beforeEach(() => document.body.replaceChildren());

describe('alerts above the list', () => {
  it('one template of two numbers of an account is one banner, which opens its templates', async () => {
    const alerts = [paused('order')];
    const texts = await show([
      { inbox: '1', name: 'Shop', alerts },
      { inbox: '2', name: 'Studio', alerts },
    ]);
    expect(texts).toEqual(['Meta paused order.']);
    banners.shadowRoot?.querySelector('button')?.click();
    expect(opened).toEqual([['1', 'templates']]);
  });

  it('free service messages of the month that are nearly used are a banner, which opens the health of the number', async () => {
    const free: NumberAlert = {
      ...{ type: 'free-messages', month: '2026-12' },
      ...explainNotice('free_messages_nearly_used'),
    };
    expect(await show([{ inbox: '1', name: 'Shop', alerts: [free] }])).toEqual([
      'Shop: 80% of the number’s 1,000 free service messages of this month are used.',
    ]);
    banners.shadowRoot?.querySelector('button')?.click();
    expect(opened).toEqual([['1', 'health']]);
  });

  it('several templates are one banner that says how many', async () => {
    const alerts = ['order', 'visit', 'news'].map(paused);
    expect(await show([{ inbox: '1', name: null, alerts }])).toEqual(['3 templates need attention.']);
  });

  it('the templates of another account and the problems of a number have banners of their own', async () => {
    const texts = await show([
      { inbox: '1', name: 'Shop', alerts: [paused('order'), refused] },
      { inbox: '2', name: 'Studio', alerts: [paused('visit')] },
    ]);
    expect(texts).toEqual([
      expect.stringMatching(/^Shop: .*token/),
      'Meta paused order.',
      'Meta paused visit.',
    ]);
  });
});
