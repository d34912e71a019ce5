/** Products from the catalog of the account to the customer's phone, and the order that comes back. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { control, conversationWith } from '../../support/calls.ts';
import { openConsole, row, thread } from '../../support/console-page.ts';
import { demoUrl } from '../../support/stack.ts';

const customer = '15550198843';
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith(customer, 'Olga Order');
  page = await openConsole(browser);
});
afterAll(() => browser.close());

const form = () => page.locator('agent-console-product-form');
const settings = () => page.getByRole('region', { name: 'Settings' });

async function openForm(): Promise<void> {
  await page.getByTitle('Add to message').click();
  await page.getByRole('button', { name: 'Products', exact: true }).click();
}

it('the settings say what to do without a catalog, and list the products once it is connected', async () => {
  await control('PUT', '/catalog', { isConnected: false });
  await page.getByRole('button', { name: 'Settings' }).click();
  await settings().getByRole('button', { name: 'Catalog' }).click();
  await settings().getByText('Connect one in WhatsApp Manager').waitFor();
  await control('PUT', '/catalog', { isConnected: true });
  await settings().getByRole('button', { name: 'Refresh' }).click();
  await settings().getByText('60 products').waitFor();
  await settings().getByLabel('Search by name or ID').fill('teapot');
  const products = settings().getByRole('list', { name: 'Catalog' });
  await expect.poll(() => products.getByRole('listitem').count()).toBe(5);
  await settings().getByRole('switch', { name: 'Show the catalog in chats' }).uncheck();
  await settings().getByText('Saved.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

it('a product and a list reach the customer, whose order shows what was ordered', async () => {
  await row(page, 'Olga Order').click();
  await openForm();
  await form().getByRole('button', { name: 'Choose a product' }).click();
  await page.getByLabel('Search by name or ID').fill('rust vase');
  await page.getByRole('button', { name: /^Rust vase/ }).click();
  await form().getByLabel('Text (optional)').fill('Is it this one?');
  await form().getByRole('region', { name: 'Preview' }).getByText('Rust vase').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await form().getByRole('button', { name: 'Send' }).click();
  await thread(page).getByText('Rust vase').waitFor();

  await openForm();
  await form().getByRole('button', { name: 'List' }).click();
  await form().getByRole('button', { name: 'Send' }).click();
  await form().getByText('Choose at least one product.').waitFor();
  await form().getByLabel('Header', { exact: true }).fill('For your table');
  await form().getByLabel('Text', { exact: true }).fill('These go together.');
  await form().getByRole('button', { name: 'Add products' }).click();
  for (const name of [/^Blue bowl/, /^Blue cup/]) await page.getByRole('checkbox', { name }).check();
  await page.getByRole('button', { name: 'Add 2 products' }).click();
  await form().getByRole('button', { name: 'Send' }).click();
  await thread(page).getByText('Blue bowl').waitFor();

  const shop = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  await shop.goto(demoUrl);
  const phone = shop.locator('demo-phone');
  await phone.evaluate((element, other) => Object.assign(element, other), {
    ...{ customer, name: 'Olga Order' },
  });
  await phone.getByText('These go together.').waitFor();
  await phone.getByRole('button', { name: 'Order all 2' }).click();
  const order = thread(page).locator('article.in', { hasText: 'Order of 2 items' });
  await order.getByText('Blue cup').waitFor();
  expect(await order.getByRole('listitem').allTextContents()).toHaveLength(2);
  await phone.getByRole('button', { name: 'Ask about Rust vase' }).first().click();
  const question = thread(page).locator('article.in', { hasText: 'Is the rust vase in stock?' });
  await question.getByText('€59.00').waitFor();
  await shop.close();
});
