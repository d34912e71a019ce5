/** The analytics of a number, from opening them to the conversation behind a figure. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Rates } from '../../../../worker/api/analytics/rates.ts';
import type { MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import type { Page as PageOf } from '../../../../worker/api/values.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { agentSession, call, control } from '../../support/calls.ts';
import { isFocused, isOpened, openConsole } from '../../support/console-page.ts';
import { downloaded } from '../../support/downloaded.ts';

/** A PDF has an object for each page. */
const sheetsIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

const today = new Date().toISOString().slice(0, 10);
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  for (const [customer, name] of [
    ['15550198861', 'Ada Lovelace'],
    ['15550198862', 'Grace Hopper'],
  ] as const) {
    await control('POST', '/messages', { customer, name, text: 'Where is my order?' });
  }
  await vi.waitFor(async () => expect(await conversations()).toHaveLength(2), { timeout: 30_000 });
  const ada = (await conversations()).find(({ contact }) => contact.name === 'Ada Lovelace');
  await call(
    'POST',
    `/conversations/${ada?.id}/messages`,
    { content: { type: 'text', text: { body: 'On its way.' } } },
    'a',
  );
  await call('PUT', `/conversations/${ada?.id}/state`, { state: 'resolved' });
  const statuses = async () =>
    (await call<MessagePage>('GET', `/conversations/${ada?.id}/messages`)).rows.map(({ status }) => status);
  await vi.waitFor(async () => expect(await statuses()).toContain('read'), { timeout: 30_000 });
  page = await openConsole(browser, undefined, {
    viewport: { width: 1440, height: 1000 },
    acceptDownloads: true,
  });
  page.setDefaultTimeout(10_000);
}, 120_000);
afterAll(() => browser.close());

const conversations = async () =>
  (await call<PageOf<{ id: number; contact: { name: string } }>>('GET', '/conversations')).rows;
const analytics = () => page.getByRole('region', { name: 'Analytics' });
const card = (name: string) =>
  analytics()
    .locator('.card')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });
/** The figure of a card, which opens its conversations. */
const figure = (name: string, value: number) =>
  card(name).getByRole('button', { name: new RegExp(`^${value} ?, ${name}: show conversations$`) });

it('opens with a key or its button, closes with Escape, and is found among the commands', {
  timeout: 60_000,
}, async () => {
  await page.keyboard.press('i');
  await figure('Received', 2).waitFor();
  await page.keyboard.press('Escape');
  await analytics().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command or customer' }).fill('analyt');
  await page.keyboard.press('Enter');
  await card('Received').waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: 'Analytics' }).click();
  await card('Received').waitFor();
});

it('shows what the API counts, explains each figure, and has no faults that axe finds', {
  timeout: 60_000,
}, async () => {
  await figure('Waiting now', 1).waitFor();
  await figure('Resolved', 1).waitFor();
  await card('Wait').getByText('1 answer').waitFor();
  const help = card('Received').getByRole('button', { name: 'What “Received” counts' });
  await help.click();
  await card('Received').getByText('Reactions, edits and imported messages do not count.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await help.click();
});

it('goes from a figure to its conversations, and to one of them', { timeout: 60_000 }, async () => {
  await card('Resolved').getByRole('button', { name: 'Resolved: show conversations' }).click();
  const list = page.locator('agent-console-counted');
  await list.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await card('Waiting now').getByRole('button', { name: 'Waiting now: show conversations' }).click();
  await page.locator('agent-console-counted').getByRole('button', { name: 'Grace Hopper' }).click();
  await isOpened(page, 'Grace Hopper');
  await analytics().waitFor({ state: 'detached' });
});

it('changes the period and the filters, and downloads what it shows', { timeout: 60_000 }, async () => {
  await page.getByRole('button', { name: 'Analytics' }).click();
  await figure('Received', 2).waitFor();
  await analytics().getByLabel('Period', { exact: true }).selectOption('Last month');
  await card('Received').getByText('0', { exact: true }).waitFor();
  await analytics().getByLabel('Period', { exact: true }).selectOption('Other dates');
  await analytics().getByLabel('To', { exact: true }).fill(today);
  await analytics().getByLabel('From', { exact: true }).fill(today);
  await analytics().getByLabel('From', { exact: true }).press('Enter');
  await figure('Received', 2).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    analytics().getByRole('button', { name: 'Download “Messages by day” as CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`analytics-days-${today}-${today}-UTC.csv`);
  const lines = (await downloaded(file)).toString('utf8').trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(new RegExp(`^${today},2,1,`));
});

it('prints all of it, and nothing of the inbox', { timeout: 60_000 }, async () => {
  const inPrint = await page.evaluate(async () => {
    const inbox = document.querySelector('agent-console')?.shadowRoot?.querySelector('agent-console-inbox');
    const list = inbox?.shadowRoot?.querySelector('.panes');
    const analytics = inbox?.shadowRoot?.querySelector('agent-console-analytics');
    const heights = () => [list?.clientHeight ?? 0, analytics?.clientHeight ?? 0];
    const before = heights();
    window.dispatchEvent(new Event('beforeprint'));
    const printed = heights();
    window.dispatchEvent(new Event('afterprint'));
    return { before, printed, after: heights() };
  });
  expect(inPrint.before[0]).toBeGreaterThan(0);
  expect(inPrint.printed[0]).toBe(0);
  expect(inPrint.after).toEqual(inPrint.before);
});

it.each(['A4', 'Letter'])('fits on one sheet of %s', { timeout: 60_000 }, async (format) => {
  await analytics().getByLabel('Period', { exact: true }).selectOption('Last 30 days');
  await figure('Received', 2).waitFor();
  expect(sheetsIn(await page.pdf({ format }))).toBe(1);
  // It is back on the screen as it was.
  expect(await analytics().getAttribute('class')).not.toContain('on-paper');
});

it('is walked through with the keyboard, hour by hour', { timeout: 60_000 }, async () => {
  await analytics().getByLabel('Period', { exact: true }).selectOption('Last 7 days');
  const map = analytics().getByRole('grid', { name: 'Hours of the week, Received' });
  await map.getByRole('button', { name: /^Monday, 0?9/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await isFocused(map.getByRole('button', { name: /^Tuesday, 10/ }));
});

it('draws lines by day, whose days the arrow keys say, and shows them as a table', {
  timeout: 60_000,
}, async () => {
  const chart = analytics().locator('agent-console-day-chart').first();
  const plot = chart.getByRole('slider', { name: 'Messages by day' });
  await plot.scrollIntoViewIfNeeded();
  await chart.locator('canvas').waitFor();
  const said = () => plot.getAttribute('aria-valuetext');
  await plot.blur();
  await expect.poll(said).toMatch(/Received 2, Received, period before 0, Sent 1$/);
  await plot.focus();
  await page.keyboard.press('ArrowLeft');
  expect(await said()).toMatch(/Received 0, .*Sent 0$/);
  await chart.locator('.tip').getByText('Received 0', { exact: true }).waitFor();
  await page.keyboard.press('Home');
  expect(await plot.getAttribute('aria-valuenow')).toBe('0');
  expect(await accessibilityFaults(page)).toEqual([]);
  await chart.getByRole('button', { name: 'Show as table' }).click();
  await chart.getByRole('table', { name: 'Messages by day' }).waitFor();
  expect(await chart.getByRole('row').count()).toBe(8);
  await chart.getByRole('button', { name: 'Show as table' }).click();
  await chart.locator('canvas').waitFor();
});

it('draws its lines in the colors of the theme, and anew when it changes', { timeout: 60_000 }, async () => {
  const chart = analytics().locator('agent-console-day-chart').first();
  const picture = () =>
    chart
      .locator('canvas')
      .evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await picture();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(picture).not.toBe(light);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(picture).toBe(light);
});

it('lets an admin set the goal and the rates, which the figures then use', { timeout: 60_000 }, async () => {
  await page.keyboard.press('Escape');
  await analytics().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Settings' }).click();
  const pages = page.getByRole('navigation', { name: 'Settings' });
  await pages.getByRole('button', { name: 'Analytics', exact: true }).click();
  const settings = page.locator('agent-console-analytics-settings');
  await settings.getByLabel('Goal for answers').selectOption('30');
  await settings.getByText('Saved').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect((await call<{ goalMinutes: number }>('GET', '/analytics/settings')).goalMinutes).toBe(30);
  // A rate card, with a place that is no country.
  const rates = page.locator('agent-console-rates');
  await rates.getByLabel('Currency').fill('eur');
  await rates
    .getByLabel('Price of a message, by country and category')
    .fill('Market,Marketing,Service\nGermany,0.11,0.05\nRest of Africa,0.02,');
  await rates.getByRole('button', { name: 'Save' }).click();
  await rates.getByText('Saved. Not a country, and left out: Rest of Africa (1).').waitFor();
  expect(await call<Rates>('GET', '/analytics/rates')).toEqual({
    table: {
      currency: 'EUR',
      rates: [
        { category: 'marketing', country: 'DE', price: 0.11, since: null },
        { category: 'service', country: 'DE', price: 0.05, since: null },
      ],
    },
  });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

it('shows an agent their own figures only', { timeout: 60_000 }, async () => {
  const token = await agentSession({ sub: 'jonas', name: 'Jonas' });
  const own = await openConsole(browser, token);
  own.setDefaultTimeout(10_000);
  await own.getByRole('button', { name: 'Analytics' }).click();
  const team = own.getByRole('region', { name: 'Team', exact: true });
  await team.getByText('Nobody wrote in this period.').waitFor();
  await own.close();
});
