/** The welcome and the away message, from the settings of the number to the customer's phone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CustomerThread } from '../../../../../demo/cloud-api/control/control.ts';
import { accessibilityFaults } from '../../../support/accessibility.ts';
import { openBrowser } from '../../../support/browser.ts';
import { call, control } from '../../../support/calls.ts';
import { dialogOf, openAutomation, settingsOf } from '../../../support/settings-page.ts';
import { sessionToken, workerUrl } from '../../../support/stack.ts';

const [ada, ben] = ['15550198851', '15550198852'];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
});
afterAll(() => browser.close());

const write = (customer: string, name: string, text: string) =>
  control('POST', '/messages', { customer, name, text });
/** What the number has sent to the customer's phone. */
const sentTo = async (customer: string) =>
  (await control<CustomerThread>('GET', `/customers/${customer}`)).messages
    .filter(({ direction }) => direction === 'out')
    .map(({ content }) => content);
const settings = () => settingsOf(page);
const dialog = () => dialogOf(page);

it('welcomes a customer, who can be taken over and given back', { timeout: 120_000 }, async () => {
  await openAutomation(page);
  await settings().getByText('Automation is not set up').waitFor();
  await settings().getByRole('button', { name: 'Set up Welcome' }).click();
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().getByText('Enter a text.').waitFor();
  // The field has the focus.
  await page.keyboard.type('Hello ');
  await dialog().getByLabel('Insert variable').first().click();
  await dialog().getByRole('button', { name: 'Customer’s first name' }).click();
  await page.keyboard.type(', how can we help?');
  await dialog().getByRole('region', { name: 'Preview' }).getByText('Hello Ada, how can we help?').waitFor();
  await dialog().getByLabel('Button 1').fill('Opening hours');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Save' }).click();
  await settings().getByText('Automation is on').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  await write(ada, 'Ada Lovelace', 'Good morning');
  await expect
    .poll(() => sentTo(ada), { timeout: 30_000 })
    .toMatchObject([{ type: 'interactive', interactive: { body: { text: 'Hello Ada, how can we help?' } } }]);
  await page.getByRole('option', { name: /Ada Lovelace/ }).click();
  await page.getByRole('log').getByText('Welcome · sent automatically').waitFor();
  const mode = (name: string) => page.getByLabel(`Who answers: ${name}`);
  await mode('Automation answers').click();
  await page.getByRole('button', { name: 'Take over', exact: true }).click();
  await page.getByLabel(/^Who answers: Automation paused until /).click();
  await page.getByRole('button', { name: 'Resume automation', exact: true }).click();
  await mode('Automation answers').waitFor();
});

it('says when the number opens while it is closed, and nothing while it is paused', {
  timeout: 120_000,
}, async () => {
  await call('PUT', '/hours', { hours: { timeZone: 'UTC', week: {} } });
  await openAutomation(page);
  await settings().getByText('Closed now').first().waitFor();
  await settings().getByRole('button', { name: 'Set up Away message' }).click();
  await page.keyboard.type('We are closed.');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await write(ben, 'Ben', 'Hello?');
  await expect
    .poll(() => sentTo(ben), { timeout: 30_000 })
    .toMatchObject([{ text: { body: 'We are closed.' } }]);

  // The log opens the conversation.
  await settings().getByRole('button', { name: 'Log', exact: true }).click();
  await settings().getByLabel('Answered by').selectOption('Away message');
  await settings().getByRole('row').filter({ hasText: 'Away message' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await settings().getByRole('button', { name: 'Open conversation' }).click();
  await page.getByRole('log').getByText('We are closed.').waitFor();

  await openAutomation(page);
  await settings().getByRole('switch', { name: 'Pause on this number' }).click();
  await settings().getByText('Paused on this number').waitFor();
  await settings().getByRole('switch', { name: 'Pause on all numbers' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Pause' }).click();
  await settings().getByText('Paused on all numbers').waitFor();
  const { rows } = await call<{ rows: object[] }>('GET', '/automation/turns?source=away');
  expect(rows).toHaveLength(1);
});
