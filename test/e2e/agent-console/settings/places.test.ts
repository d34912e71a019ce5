/** A saved place, from the settings of the number to the customer's phone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CustomerThread } from '../../../../demo/cloud-api/control/control.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { call, control, conversationWith } from '../../support/calls.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

const customer = '15550198841';
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith(customer, 'Pia Place');
});
afterAll(() => browser.close());

async function openConsole() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
  return page;
}

it('a place is saved from a map link, and sent to a customer by choosing it', async () => {
  const admin = await openConsole();
  await admin.getByRole('button', { name: 'Settings' }).click();
  const settings = admin.getByRole('region', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Saved places' }).click();
  await settings.getByRole('button', { name: 'Add place' }).click();
  const dialog = admin.locator('agent-console-dialog');
  await dialog.getByLabel('Name of the place').fill('The shop');
  await dialog.getByLabel('Map link or coordinates').fill('Kiln Lane');
  await dialog.getByLabel('Map link or coordinates').press('Enter');
  await dialog.getByText('No place was found in this.').waitFor();
  await dialog
    .getByLabel('Map link or coordinates')
    .fill('https://www.openstreetmap.org/?mlat=52.5163&mlon=13.3777#map=17/52.5163/13.3777');
  await dialog.getByLabel('Address (optional)').fill('Kiln Lane 4, Berlin');
  expect(await accessibilityFaults(admin)).toEqual([]);
  await dialog.getByLabel('Address (optional)').press('Enter');
  const list = settings.getByRole('list', { name: 'Saved places' });
  await list.getByText('Kiln Lane 4, Berlin').waitFor();

  // An open console learns of a place that another program adds.
  const market = { name: 'The market', latitude: 52.4986, longitude: 13.4185 };
  const { places } = await call<{ places: object[] }>('GET', '/places');
  await call('PUT', '/places', { places: [...places, market] });
  await list.getByText('The market').waitFor();
  await settings.getByRole('button', { name: 'Edit The market' }).click();
  await dialog.getByLabel('Name of the place').fill('The old market');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await list.getByText('The old market').waitFor();
  await settings.getByRole('button', { name: 'Remove The old market' }).click();
  await admin.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await list.getByText('The old market').waitFor({ state: 'detached' });
  await admin.close();

  const page = await openConsole();
  await page.getByRole('option', { name: /Pia Place/ }).click();
  await page.getByRole('button', { name: 'Location', exact: true }).click();
  await page.getByLabel('Saved place').selectOption('The shop');
  expect(await page.getByLabel('Latitude').inputValue()).toBe('52.5163');
  expect(await page.getByLabel('Address (optional)').inputValue()).toBe('Kiln Lane 4, Berlin');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('Address (optional)').press('Enter');
  await page.getByRole('log').getByText('The shop').waitFor();
  const sent = async () =>
    (await control<CustomerThread>('GET', `/customers/${customer}`)).messages.map(({ content }) => content);
  await expect.poll(sent).toContainEqual({
    type: 'location',
    location: { name: 'The shop', address: 'Kiln Lane 4, Berlin', latitude: 52.5163, longitude: 13.3777 },
  });
  await page.close();
});
