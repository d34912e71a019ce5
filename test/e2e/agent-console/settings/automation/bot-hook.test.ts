/** The bot hook, from its dialog to the customer’s phone, with the example bot of the demo. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bot, startBot } from '../../../../../demo/bot.ts';
import type { CustomerThread } from '../../../../../demo/cloud-api/control/control.ts';
import { accessibilityFaults } from '../../../support/accessibility.ts';
import { openBrowser } from '../../../support/browser.ts';
import { api, control, conversationWith } from '../../../support/calls.ts';
import { isOpened, openConsole, row } from '../../../support/console-page.ts';
import { dialogOf, openAutomation, settingsOf } from '../../../support/settings-page.ts';

const customer = '15550198871';
let browser: Browser;
let page: Page;
let bot: Bot;
let lines: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  bot = await run(0);
  await conversationWith('15550198870', 'Zoe');
  const url = bot.address;
  await api('POST', '/webhooks', { name: 'Example bot', url, events: ['turn.started'], format: 'events' });
  page = await openConsole(browser);
});
afterAll(async () => {
  bot.stop();
  await browser.close();
});

/** Long enough for an agent to take over before it answers later. */
const run = (port: number) => startBot({ port, log: (line) => lines.push(line), lookUpMs: 8_000 });
const write = (text: string) => control('POST', '/messages', { customer, name: 'Ada', text });
/** The texts that the customer has received. */
const received = async () =>
  (await control<CustomerThread>('GET', `/customers/${customer}`)).messages
    .filter(({ direction }) => direction === 'out')
    .map(({ content }) => JSON.stringify(content));

it('a webhook is chosen, and tested before a customer depends on it', { timeout: 120_000 }, async () => {
  await openAutomation(page);
  await settingsOf(page).getByRole('button', { name: 'Set up Bot hook' }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel('When it is asked').selectOption('Always');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByLabel('Webhook', { exact: true }).selectOption('Example bot');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });

  await settingsOf(page).getByRole('button', { name: 'Edit Bot hook' }).click();
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  await dialog.getByText(/^It works, and answered in /).waitFor();
  expect(lines.at(-1)).toMatch(/answered at once$/);
  bot.stop();
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  await dialog.getByText('It does not work. No connection. Check the address.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  bot = await run(Number(new URL(bot.address).port));
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  await dialog.getByText(/^It works, and answered in /).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Close', exact: true }).click();
});

it('the bot answers on the customer’s phone, at once and later', { timeout: 120_000 }, async () => {
  await write('Good morning');
  await expect
    .poll(received, { timeout: 30_000 })
    .toEqual([expect.stringContaining('Hello Ada! I am the example bot.')]);
  await row(page, 'Ada').click();
  await isOpened(page, 'Ada');
  await page.getByRole('log').getByText('Hello Ada! I am the example bot.').waitFor();
  await write('Where is my order?');
  await expect
    .poll(received, { timeout: 30_000 })
    .toEqual([expect.anything(), expect.stringContaining('your order arrives on Monday')]);
  expect(lines.at(-1)).toMatch(/answered later$/);
});

it('its late answer is refused once an agent has taken over', { timeout: 120_000 }, async () => {
  const before = await received();
  lines = [];
  await write('And my second order?');
  await expect.poll(() => lines.at(-1), { timeout: 30_000 }).toMatch(/answers later$/);
  await page.getByLabel('Who answers: Automation answers').click();
  await page.getByRole('button', { name: 'Take over', exact: true }).click();
  await expect.poll(() => lines.at(-1), { timeout: 30_000 }).toMatch(/too late, 409: .*turn_over.*person/);
  expect(await received()).toEqual(before);
});
