/** The page with the analytics of a number. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ConsoleAnalytics } from '../../../../widget/agent-console/analytics/analytics-page.ts';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import type { Report } from '../../../../worker/api/analytics/analytics.ts';
import { emptyReport, firstDayReport, reportOf } from '../../../fixtures/analytics-report.ts';
import { listedFigures } from '../../../fixtures/listed-figures.ts';
import { conversation } from '../rows.ts';

const number = { id: '1', name: 'Shop', displayPhoneNumber: '+1 555 078 3881' };
const other = { ...number, id: '2', name: 'Workshop' };

let asked: URL[];
let report: Report;
let page: ConsoleAnalytics;
let listed: object;

beforeEach(() => {
  asked = [];
  report = reportOf(7);
  listed = {
    ...{ rows: [], next: null, isComplete: true, counts: {} },
    total: { conversations: 0, counted: 0 },
  };
  vi.stubGlobal('fetch', async (address: string) => {
    const url = new URL(address);
    asked.push(url);
    if (url.pathname.endsWith('/labels'))
      return Response.json([{ id: 'delivery', name: 'Delivery', color: 'blue' }]);
    if (url.pathname.endsWith('/teams')) return Response.json([]);
    if (url.pathname.endsWith('/meta-costs')) {
      return Response.json({
        ...{ state: 'ready', askedAt: Date.now(), currency: 'EUR', days: 7 },
        rows: [{ category: 'SERVICE', type: 'REGULAR', country: 'DE', volume: 638, cost: 29.09 }],
      });
    }
    if (url.pathname.endsWith('/conversations')) return Response.json(listed);
    return Response.json({
      ...report,
      period: {
        ...report.period,
        from: url.searchParams.get('from'),
        to: url.searchParams.get('to'),
      },
    });
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function show(numbersShown = [number]): Promise<void> {
  page = new ConsoleAnalytics();
  page.api = new ApiClient('https://inbox.example', async () => 'token');
  page.numbers = numbersShown.map((one) => Object.assign(Object.create(null), one));
  page.inbox = number.id;
  document.body.replaceChildren(page);
  await vi.waitFor(() => expect(page.renderRoot.querySelector('.about')).not.toBeNull(), { timeout: 15_000 });
}

const reports = () => asked.filter(({ pathname }) => pathname.endsWith('/analytics'));
const card = (name: string) =>
  [...page.renderRoot.querySelectorAll('.card')].find((one) => one.querySelector('h3')?.textContent === name);
const said = (element: Element | undefined) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
function choose(name: string, value: string): void {
  const field = page.renderRoot.querySelector<HTMLSelectElement>(`select[name=${name}]`);
  if (!field) throw new Error(`There is no ${name}`);
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

it('asks for a week, with the one before, and says what has changed', async () => {
  await show();
  const query = reports()[0]?.searchParams;
  expect(query?.get('compare')).toBe('1');
  expect(said(card('Received'))).toMatch(
    /^Received 1,204, Received: show conversations 14% more than before$/,
  );
  expect(said(card('First response'))).toContain('shorter than before');
});

it('shows waits in open hours where the number has hours', async () => {
  await show();
  expect(said(card('Wait'))).toContain('9 min');
  const [, open] = page.renderRoot.querySelectorAll<HTMLElement>('.clock button');
  open?.click();
  await page.updateComplete;
  expect(said(card('Wait'))).toContain('3 min');
  report = { ...report, current: firstDayReport().current };
  await show();
  expect(page.renderRoot.querySelector('.clock')).toBeNull();
});

it('lists no conversations for more than 31 days, and says so', async () => {
  await show();
  expect(card('Received')?.querySelector('button.figure')).not.toBeNull();
  choose('period', '90');
  await vi.waitFor(() =>
    expect(said(page.renderRoot.querySelector('.about') ?? undefined)).toContain('at most 31 days'),
  );
  expect(card('Received')?.querySelector('button.figure')).toBeNull();
  // Who waits now does not depend on the period.
  expect(card('Waiting now')?.querySelector('button.figure')).not.toBeNull();
  expect(page.renderRoot.querySelector<HTMLSelectElement>('select[name=label]')?.disabled).toBe(true);
});

it('keeps all agents to choose from while one is chosen', async () => {
  await show();
  report = { ...report, agents: report.agents?.slice(0, 1) ?? null };
  choose('agent', 'ana');
  await vi.waitFor(() => expect(reports().at(-1)?.searchParams.get('agent')).toBe('ana'));
  const options = [...page.renderRoot.querySelectorAll('select[name=agent] option')];
  expect(options.map(({ textContent }) => textContent)).toContain('Jonas Weber');
});

it('opens the conversations that a figure counts, with the filters of the page', async () => {
  await show();
  choose('label', 'delivery');
  await vi.waitFor(() => expect(reports().at(-1)?.searchParams.get('label')).toBe('delivery'));
  await page.updateComplete;
  card('Received')?.querySelector<HTMLElement>('button.figure')?.click();
  await vi.waitFor(() => expect(asked.at(-1)?.pathname).toContain('/analytics/conversations'));
  const query = asked.at(-1)?.searchParams;
  expect(query?.get('figure')).toBe('received');
  expect(query?.get('label')).toBe('delivery');
  expect(page.renderRoot.querySelector('agent-console-counted')).not.toBeNull();
  // One step out closes the list, the next one the page.
  const closed = vi.fn();
  page.addEventListener('analytics-close', closed);
  page.back();
  await page.updateComplete;
  expect(page.renderRoot.querySelector('agent-console-counted')).toBeNull();
  expect(closed).not.toHaveBeenCalled();
  page.back();
  expect(closed).toHaveBeenCalledOnce();
});

it('leaves out what there is not of an agent, and the team where its figures are switched off', async () => {
  const { current } = report;
  report = {
    ...report,
    agents: null,
    current: { ...current, received: null, delivery: null, newCustomers: null },
  };
  await show();
  expect(card('Received')).toBeUndefined();
  expect(card('Delivery rate')).toBeUndefined();
  expect(page.renderRoot.querySelector('#part-agents')).toBeNull();
});

it('says how a number begins before its first message', async () => {
  report = emptyReport();
  await show();
  expect(said(page.renderRoot.querySelector('.empty') ?? undefined)).toBe(
    'The first message of this number starts its analytics.',
  );
});

it('warns when the free service messages of the month are nearly used', async () => {
  report = { ...report, allowance: { ...report.allowance, delivered: 860, isNearlyUsed: true } };
  await show();
  expect(said(page.renderRoot.querySelector('.allowance.near') ?? undefined)).toContain(
    '860 of 1,000 free service messages',
  );
});

it('says since when figures are counted that were added later', async () => {
  const satisfaction = () =>
    said(page.renderRoot.querySelector('section[aria-labelledby=part-satisfaction]') ?? undefined);
  await show();
  expect(satisfaction()).not.toContain('Not counted before');
  report = { ...report, countedSince: { ...report.countedSince, satisfaction: '2026-11-28' } };
  await show();
  expect(satisfaction()).toContain('Not counted before Sat, Nov 28, 2026.');
});

it('starts again with another number', async () => {
  await show([number, other]);
  choose('agent', 'ana');
  await vi.waitFor(() => expect(reports().at(-1)?.searchParams.get('agent')).toBe('ana'));
  page.inbox = '2';
  await vi.waitFor(() => expect(reports().at(-1)?.pathname).toContain('/inboxes/2/'));
  expect(reports().at(-1)?.searchParams.get('agent')).toBeNull();
});

/** The list that a figure of a part opens: what it asks for, besides the period. */
async function listOf(part: string, row: string, at = 0): Promise<Record<string, string>> {
  const section = page.renderRoot.querySelector(`section[aria-labelledby=part-${part}]`);
  const rows = [...(section?.querySelectorAll('tbody tr') ?? [])].filter((one) => said(one).startsWith(row));
  rows[0]?.querySelectorAll<HTMLElement>('button.figure')[at]?.click();
  await vi.waitFor(() => expect(asked.at(-1)?.pathname).toContain('/analytics/conversations'));
  const { from: _, to: __, ...rest } = Object.fromEntries(asked.at(-1)?.searchParams ?? []);
  page.back();
  await page.updateComplete;
  asked = [];
  return rest;
}

it('opens the conversations of each row of a table', async () => {
  await show();
  expect(await listOf('lengths', 'Up to 5 min')).toEqual({ figure: 'answered', above: '60', upTo: '300' });
  expect(await listOf('lengths', 'Up to 1 min', 1)).toEqual({ figure: 'first-responses', upTo: '60' });
  expect(await listOf('satisfaction', '4 of 5')).toEqual({ figure: 'rated', score: '4' });
  expect(await listOf('assistant', 'It has no answer')).toEqual({
    ...{ figure: 'assistant-handed-over', reason: 'asked_by_model' },
  });
  expect(await listOf('consent', 'Opt-outs')).toEqual({ figure: 'opted-out' });
  expect(await listOf('labels', 'Delivery')).toEqual({ figure: 'resolved', endLabel: 'delivery' });
  expect(await listOf('agents', 'Jonas Weber')).toEqual({ figure: 'sent', agent: 'jonas' });
  expect(await listOf('costs', 'Marketing')).toEqual({
    ...{ figure: 'charged', category: 'marketing', type: 'regular', country: 'BR' },
  });
  expect(await listOf('templates', 'order_shipped', 5)).toEqual({
    ...{ figure: 'pressed', button: 'Track it', template: 'order_shipped/en_US' },
  });
  expect(await listOf('sources', 'https://lumen.example/shop/vases')).toEqual({
    ...{ figure: 'click-conversations', page: 'https://lumen.example/shop/vases', campaign: 'spring' },
  });
  expect(await listOf('episodes', 'Begun by customers')).toEqual({ figure: 'begun-by-customer' });
  expect(await listOf('episodes', 'Begun by the team')).toEqual({ figure: 'begun-by-team' });
  expect(await listOf('automation', 'Paused by a reply')).toEqual({ figure: 'mode', reason: 'replied' });
});

/** Every figure that opens a list, and what the list asks for. A text instead of a count is a wait or a rate. */
function openedFigures(): { count: number | string; query: string }[] {
  return [...page.renderRoot.querySelectorAll<HTMLElement>('button.figure')].flatMap((button) => {
    button.click();
    if (!page.choice) throw new Error(`${said(button)} opens nothing`);
    const { title: _, count, age: __, isOfAll: ___, ...query } = page.choice;
    return query.figure === 'waiting' ? [] : [{ count, query: keyOf(query) }];
  });
}

const keyOf = (query: object) => JSON.stringify(Object.entries(query).sort());

it.each(['wall', 'open'] as const)(
  'opens each figure with the list that has as many, by the clock %s',
  async (clock) => {
    await show();
    if (clock === 'open') page.renderRoot.querySelectorAll<HTMLElement>('.clock button')[1]?.click();
    await page.updateComplete;
    const known = new Map(listedFigures(report, clock).map(({ count, query }) => [keyOf(query), count]));
    const opened = openedFigures();
    expect(opened.length).toBeGreaterThan(80);
    expect(opened.filter(({ query }) => !known.has(query))).toEqual([]);
    expect(
      opened.filter(({ count, query }) => typeof count === 'number' && known.get(query) !== count),
    ).toEqual([]);
  },
);

it('has no tables of all agents while one is chosen', async () => {
  await show();
  const parts = () =>
    [...page.renderRoot.querySelectorAll('section')].map((part) => part.getAttribute('aria-labelledby'));
  const ofAll = ['part-templates', 'part-labels', 'part-sources', 'part-costs'];
  expect(parts()).toEqual(expect.arrayContaining(ofAll));
  const { current } = report;
  report = { ...report, current: { ...current, received: null, delivery: null, newCustomers: null } };
  choose('agent', 'ana');
  await vi.waitFor(() => expect(parts()).not.toContain('part-sources'));
  expect(parts().filter((part) => part !== null && ofAll.includes(part))).toEqual([]);
});

it('says how often each conversation counts, and that the list can be newer than its figure', async () => {
  const [first, second] = [conversation(1), conversation(2)];
  listed = {
    ...{ rows: [first, second], next: null, isComplete: true, counts: { [first.id]: 3, [second.id]: 1 } },
    total: { conversations: 2, counted: 4 },
  };
  await show();
  card('Received')?.querySelector<HTMLElement>('button.figure')?.click();
  const list = () => page.renderRoot.querySelector('agent-console-counted')?.shadowRoot;
  await vi.waitFor(() => expect(list()?.querySelectorAll('li').length).toBe(2));
  expect(
    [...(list()?.querySelectorAll('li') ?? [])].map((row) => row.querySelector('.times')?.textContent),
  ).toEqual(['3×', undefined]);
  expect(said(list()?.querySelector('p.quiet') ?? undefined)).toBe(
    '4 in 2 conversations. This list is from now. Figures of past days are counted at night, and are final after a week.',
  );
});

it('says that the hours of the week are of all agents while one is chosen, and lists those', async () => {
  await show();
  const hours = () => page.renderRoot.querySelector('section[aria-labelledby=part-hours]');
  expect(said(hours() ?? undefined)).not.toContain('of all agents');
  choose('agent', 'ana');
  await vi.waitFor(() => expect(said(hours() ?? undefined)).toContain('These hours are of all agents.'));
  const map = hours()?.querySelector('agent-console-hour-map');
  await map?.updateComplete;
  map?.renderRoot.querySelector<HTMLElement>('button.cell:not([aria-disabled])')?.click();
  await vi.waitFor(() => expect(asked.at(-1)?.pathname).toContain('/analytics/conversations'));
  expect(asked.at(-1)?.searchParams.get('figure')).toBe('received');
  expect(asked.at(-1)?.searchParams.get('agent')).toBeNull();
  page.back();
  await page.updateComplete;
  // Their messages are read, so the hours are those of the agent.
  choose('label', 'delivery');
  await vi.waitFor(() => expect(said(hours() ?? undefined)).not.toContain('of all agents'));
});

it('opens who waits now by age, in any period', async () => {
  await show();
  choose('period', '90');
  await vi.waitFor(() =>
    expect(said(page.renderRoot.querySelector('.about') ?? undefined)).toContain('at most 31 days'),
  );
  const section = page.renderRoot.querySelector('section[aria-labelledby=part-waiting]');
  const row = [...(section?.querySelectorAll('tbody tr') ?? [])].find((one) =>
    said(one).startsWith('1 to 4'),
  );
  row?.querySelector<HTMLElement>('button.figure')?.click();
  await vi.waitFor(() => expect(asked.at(-1)?.pathname).toMatch(/inboxes\/1\/conversations$/));
  expect(Object.fromEntries(asked.at(-1)?.searchParams ?? [])).toMatchObject({
    ...{ 'needs-reply': '1', sort: 'waiting' },
    ...{ 'waiting-from': '3600', 'waiting-below': '14400' },
  });
});

it('lists waits of open hours by their open length', async () => {
  await show();
  page.renderRoot.querySelectorAll<HTMLElement>('.clock button')[1]?.click();
  await page.updateComplete;
  expect(await listOf('lengths', 'Up to 5 min')).toEqual({
    ...{ figure: 'answered', above: '60', upTo: '300', clock: 'open' },
  });
});

it('shows what Meta counts beside our own count, with its cost', async () => {
  await show();
  const meta = () => page.renderRoot.querySelector('agent-console-meta-costs')?.shadowRoot;
  await vi.waitFor(() => expect(said(meta()?.querySelector('tbody tr') ?? undefined)).toContain('€29.09'), {
    timeout: 15_000,
  });
  expect(said(meta()?.querySelector('tbody tr') ?? undefined)).toBe('Service ChargedGermany638€29.09');
  expect(said(meta()?.querySelector('p') ?? undefined)).toContain('7 days, in UTC');
});
