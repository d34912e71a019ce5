/** Rules that reply with a file and with a template, written with the keyboard, and received on the customer's phone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CustomerThread } from '../../../../../demo/cloud-api/control/control.ts';
import { png } from '../../../../fixtures/pictures.ts';
import { accessibilityFaults } from '../../../support/accessibility.ts';
import { openBrowser } from '../../../support/browser.ts';
import { call, control, conversationWith } from '../../../support/calls.ts';
import { isFocused, openConsole } from '../../../support/console-page.ts';
import { dialogOf, openSettings, settingsOf } from '../../../support/settings-page.ts';
import { sessionToken } from '../../../support/stack.ts';

const customer = '15550198862';
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  // Its number is the one that the settings are about.
  await conversationWith(customer, 'Grace');
  page = await openConsole(browser, sessionToken, { viewport: { width: 1280, height: 900 } });
  await openSettings(page, 'Automation');
  await settings().getByRole('button', { name: 'Rules', exact: true }).click();
});
afterAll(() => browser.close());

const settings = () => settingsOf(page);
const dialog = () => dialogOf(page);
const sent = async () =>
  (await control<CustomerThread>('GET', `/customers/${customer}`)).messages
    .filter(({ direction }) => direction === 'out')
    .map(({ content }) => content);

async function begin(name: string, word: string): Promise<void> {
  await settings().getByRole('button', { name: 'New rule' }).focus();
  await page.keyboard.press('Enter');
  await settings().getByLabel('Name', { exact: true }).waitFor();
  await page.keyboard.type(name);
  await settings().getByLabel('Words', { exact: true }).focus();
  await page.keyboard.type(word);
  await expect.poll(() => settings().getByLabel('Words', { exact: true }).inputValue()).toBe(word);
}

async function save(): Promise<void> {
  await settings().getByRole('button', { name: 'Save', exact: true }).focus();
  await page.keyboard.press('Enter');
  await settings().getByRole('list', { name: 'Rules' }).waitFor();
}

it('replies with a file that is chosen with the keyboard', { timeout: 120_000 }, async () => {
  await begin('Catalogue', 'catalogue');
  const kind = settings().getByLabel('Message', { exact: true }).last();
  await kind.focus();
  await kind.selectOption('Picture');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    settings().getByRole('button', { name: 'Choose file' }).press('Enter'),
  ]);
  await chooser.setFiles({
    ...{ name: 'bowls.png', mimeType: 'image/png' },
    buffer: Buffer.from(png(400, 300)),
  });
  await settings().getByRole('button', { name: 'Replace file' }).waitFor();
  await settings().getByLabel('Caption').focus();
  await page.keyboard.type('Our bowls, ');
  await settings().locator('summary[aria-label="Insert variable"]').focus();
  await page.keyboard.press('Enter');
  await settings().getByRole('button', { name: 'Customer’s first name' }).focus();
  await page.keyboard.press('Enter');
  expect(await accessibilityFaults(page)).toEqual([]);
  await save();
  await settings().getByText('Reply: bowls.png').waitFor();

  await settings().getByLabel('Customer’s message').fill('the catalogue please');
  await settings().getByRole('button', { name: 'Test', exact: true }).click();
  await settings().getByText('File: bowls.png').waitFor();

  await control('POST', '/messages', { customer, name: 'Grace', text: 'Your catalogue?' });
  await expect
    .poll(sent, { timeout: 30_000 })
    .toMatchObject([{ type: 'image', image: { caption: 'Our bowls, Grace' } }]);
});

it('replies with a template whose fields have variables', { timeout: 120_000 }, async () => {
  await begin('Order', 'order');
  const kind = settings().getByLabel('Message', { exact: true }).last();
  await kind.focus();
  await kind.selectOption('Template');
  await settings().getByRole('button', { name: 'Save', exact: true }).click();
  await settings().getByText('Choose a template.').waitFor();
  await settings().getByRole('button', { name: 'Choose template' }).focus();
  await page.keyboard.press('Enter');
  await dialog()
    .getByRole('button', { name: /order_update/ })
    .focus();
  await page.keyboard.press('Enter');
  await dialog().getByLabel('Text for {{1}}', { exact: true }).focus();
  await page.keyboard.type('{{contact_first_name}}');
  await dialog().getByLabel('Text for {{2}}', { exact: true }).focus();
  await page.keyboard.type('Friday');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Use template' }).focus();
  await page.keyboard.press('Enter');
  await settings().getByText('Hello Ada, your order has left the kiln and comes on Friday.').waitFor();
  // It is filled in as before.
  await settings().getByRole('button', { name: 'Edit template' }).click();
  await expect.poll(() => dialog().getByLabel('Text for {{2}}', { exact: true }).inputValue()).toBe('Friday');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await isFocused(settings().getByRole('button', { name: 'Edit template' }));
  await save();
  await settings().getByText('Reply: order_update').waitFor();

  await settings().getByLabel('Customer’s message').fill('my order');
  await settings().getByRole('button', { name: 'Test', exact: true }).click();
  await settings().getByText('Template: order_update').waitFor();

  await control('POST', '/messages', { customer, name: 'Grace', text: 'Where is my order?' });
  await expect.poll(sent, { timeout: 30_000 }).toHaveLength(2);
  expect((await sent())[1]).toMatchObject({
    template: { name: 'order_update', components: [{ parameters: [{ text: 'Grace' }, { text: 'Friday' }] }] },
  });
});

it('asks before changes of a rule are lost, whichever way it is left', { timeout: 60_000 }, async () => {
  await settings().getByRole('button', { name: 'Edit Catalogue' }).click();
  const name = settings().getByLabel('Name', { exact: true });
  await name.fill('Changed');
  const question = page.getByRole('alertdialog');
  const ways = [
    () => settings().getByRole('button', { name: 'All rules' }).click(),
    () => settings().getByRole('button', { name: 'Discard', exact: true }).click(),
    () => settings().getByRole('button', { name: 'Menus', exact: true }).click(),
    () => settings().getByRole('button', { name: 'Templates', exact: true }).click(),
    () => name.press('Escape'),
  ];
  for (const leave of ways) {
    await leave();
    await question.getByRole('button', { name: 'Keep editing' }).click();
    expect(await name.inputValue()).toBe('Changed');
  }
  await settings().getByRole('button', { name: 'All rules' }).click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await settings().getByRole('list', { name: 'Rules' }).getByText('Catalogue', { exact: true }).waitFor();
  // Nothing was changed, so nothing is asked.
  await settings().getByRole('button', { name: 'Edit Catalogue' }).click();
  await settings().getByRole('button', { name: 'All rules' }).click();
  await settings().getByRole('list', { name: 'Rules' }).waitFor();
  const { rules } = await call<{ rules: { name: string }[] }>('GET', '/automation/rules');
  expect(rules.map((rule) => rule.name)).toEqual(expect.arrayContaining(['Catalogue', 'Order']));
});

it('keeps the focus of who writes while a file is uploaded, and never loses it', {
  timeout: 60_000,
}, async () => {
  await begin('Photo', 'photo');
  const kind = settings().getByLabel('Message', { exact: true }).last();
  await kind.selectOption('Picture');
  const choose = async (button: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      settings().getByRole('button', { name: button }).press('Enter'),
    ]);
    await chooser.setFiles({ name: 'cup.png', mimeType: 'image/png', buffer: Buffer.from(png(400, 300)) });
  };
  const replace = settings().getByRole('button', { name: 'Replace file' });
  await choose('Choose file');
  await isFocused(replace);
  await settings().getByRole('button', { name: 'Remove cup.png' }).press('Enter');
  await isFocused(settings().getByRole('button', { name: 'Choose file' }));

  // A slow upload: the caption is written meanwhile.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/automation\/files/, async (route) => {
    await held;
    await route.continue();
  });
  await choose('Choose file');
  await settings().getByRole('progressbar').waitFor();
  const caption = settings().getByLabel('Caption');
  await caption.focus();
  await page.keyboard.type('Our ');
  release();
  await replace.waitFor();
  await page.unroute(/automation\/files/);
  await page.keyboard.type('cup');
  expect(await caption.inputValue()).toBe('Our cup');
});
