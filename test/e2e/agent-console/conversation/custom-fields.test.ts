/** Custom fields: an admin defines them, and two agents fill them in, in Chromium against a real Worker. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { allowSite, type BackOffice, openBackOffice, signInWith } from '../../support/back-office.ts';
import { openBrowser } from '../../support/browser.ts';
import { demoUrl, sessionToken } from '../../support/stack.ts';

let browser: Browser;
let site: BackOffice;

beforeAll(async () => {
  browser = await openBrowser();
  site = await openBackOffice(() => signInWith(sessionToken));
  await allowSite(site.url);
  const body = JSON.stringify({ customer: '15550900021', name: 'Fiona Field', text: 'Hello' });
  expect((await fetch(`${demoUrl}/control/messages`, { method: 'POST', body })).status).toBe(201);
});
afterAll(async () => {
  await browser.close();
  site.close();
});

async function open(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, locale: 'en-GB' });
  page.setDefaultTimeout(30_000);
  await page.goto(site.url);
  await page.getByRole('option', { name: /Fiona Field/ }).click();
  await page.getByRole('log').waitFor();
  return page;
}

async function settings(page: Page, name: string) {
  await page.getByRole('button', { name: 'Settings' }).click();
  const all = page.getByRole('region', { name: 'Settings' });
  await all.getByRole('navigation').getByRole('button', { name, exact: true }).click();
  return all;
}

it('fields are created, filled in, ordered and deleted, in every open console at once', async () => {
  const [page, other] = [await open(), await open()];
  const details = other.getByRole('region', { name: 'About the customer' });
  const all = await settings(page, 'Custom fields');
  const create = async (name: string, type: string, choices?: string) => {
    await all.getByRole('button', { name: 'New field' }).click();
    await page.getByRole('dialog', { name: 'New field' }).waitFor();
    // The form is in a slot of the dialog.
    const dialog = page.locator('agent-console-dialog');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Type').selectOption(type);
    if (choices !== undefined) await dialog.getByLabel('Values to choose from').fill(choices);
    await dialog.getByRole('button', { name: 'Create field' }).click();
    await all.getByRole('list', { name: 'Custom fields' }).getByText(name).waitFor();
  };
  await create('Orders', 'Number');
  await create('Level', 'Choice', 'Silver\nGold');
  expect(await accessibilityFaults(page)).toEqual([]);
  await details.getByLabel('Orders').fill('12');
  await details.getByLabel('Orders').press('Tab');
  await details.getByText('Saved.').waitFor();
  await details.getByLabel('Level').selectOption('Gold');
  await details.getByText('Saved.').waitFor();
  expect(await accessibilityFaults(other)).toEqual([]);
  await all.getByRole('button', { name: 'Move up: Level' }).click();
  await expect
    .poll(() => details.locator('agent-console-contact-fields label').allInnerTexts())
    .toEqual(['Level', 'Orders']);
  await all.getByRole('button', { name: 'Delete Orders' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete the field “Orders”?' });
  await question.getByText('The value of 1 contact is deleted as well.').waitFor();
  await question.getByRole('button', { name: 'Delete' }).click();
  await details.getByLabel('Orders').waitFor({ state: 'detached' });
  await all.getByRole('button', { name: 'Close' }).click();
  const panel = page.getByRole('region', { name: 'About the customer' });
  await expect.poll(() => panel.getByLabel('Level').inputValue()).toBe('Gold');
  await page.close();
  await other.close();
});

it('a number that sends no files refuses them in the composer of every open console, and keeps the draft', async () => {
  const [page, other] = [await open(), await open()];
  await other.getByRole('textbox', { name: 'Message' }).fill('Here is the picture');
  await other
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'cup.png',
      mimeType: 'image/png',
      buffer: Buffer.from('89504e470d0a1a0a', 'hex'),
    });
  const send = other.getByRole('button', { name: 'Send', exact: true });
  await expect.poll(() => send.isEnabled()).toBe(true);
  const all = await settings(page, 'This number');
  await all.getByRole('switch', { name: 'Send files from this number' }).click();
  await other.getByText(/Files cannot be sent from this number/).waitFor();
  expect(await send.isEnabled()).toBe(false);
  await all.getByRole('switch', { name: 'Send files from this number' }).click();
  await expect.poll(() => send.isEnabled()).toBe(true);
  expect(await other.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('Here is the picture');
  await page.close();
  await other.close();
});
