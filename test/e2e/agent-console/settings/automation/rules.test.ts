/** A rule, written with the keyboard alone, tried out, and answered on the customer's phone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CustomerThread } from '../../../../../demo/cloud-api/control/control.ts';
import { accessibilityFaults } from '../../../support/accessibility.ts';
import { openBrowser } from '../../../support/browser.ts';
import { call, control, conversationWith } from '../../../support/calls.ts';
import { openConsole } from '../../../support/console-page.ts';
import { openSettings, settingsOf } from '../../../support/settings-page.ts';
import { sessionToken } from '../../../support/stack.ts';

const customer = '15550198861';
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  // Its number is the one that the settings are about.
  await conversationWith(customer, 'Ada');
  page = await openConsole(browser, sessionToken, { viewport: { width: 1280, height: 900 } });
  await openSettings(page, 'Automation');
  await settings().getByRole('button', { name: 'Rules', exact: true }).click();
});
afterAll(() => browser.close());

const settings = () => settingsOf(page);
const press = (...keys: string[]) =>
  keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
const focused = (name: string) =>
  expect
    .poll(() => page.getByLabel(name, { exact: true }).evaluate((one) => one.matches(':focus')))
    .toBe(true);

it('is written with the keyboard, and answers', { timeout: 120_000 }, async () => {
  await settings().getByRole('button', { name: 'New rule' }).focus();
  await press('Enter');
  await focused('Name');
  // Saving it too early says what is missing, and begins there.
  await press('Enter');
  await settings().getByText('Enter a name.').waitFor();
  await focused('Name');
  await page.keyboard.type('Prices');
  await press('Tab', 'Tab');
  await focused('Words');
  await page.keyboard.type('price');
  await settings().getByRole('textbox', { name: 'Text' }).focus();
  await page.keyboard.type('A bowl is 30 €.');
  await settings().getByLabel('Add action', { exact: true }).first().focus();
  await press('Enter');
  await settings().getByRole('button', { name: 'Add a team note' }).focus();
  await press('Enter');
  await settings().getByRole('textbox', { name: 'Note' }).fill('Asked for prices');
  await settings().getByRole('button', { name: 'Move Add a team note up' }).focus();
  await press('Enter');
  await settings().getByRole('group', { name: '1. Add a team note' }).waitFor();
  await settings().getByRole('button', { name: 'Estimate' }).click();
  await settings().getByText('It would have matched 0 times in the last 30 days.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await settings().getByRole('button', { name: 'Save', exact: true }).focus();
  await press('Enter');
  await settings().getByRole('list', { name: 'Rules' }).getByText('Contains: price').waitFor();

  await settings().getByLabel('Customer’s message').fill('What is the PRICE?');
  await settings().getByLabel('Customer’s message').press('Tab');
  await settings().getByRole('button', { name: 'Test', exact: true }).focus();
  await press('Enter');
  await settings().getByText('Answered by: Rule · Prices').waitFor();
  await settings().getByRole('region', { name: 'Answer' }).getByText('A bowl is 30 €.').waitFor();
  await settings().getByLabel('Customer’s message').fill('Hello');
  await settings().getByRole('button', { name: 'Test', exact: true }).click();
  await settings().getByText('Nothing answers. The team is notified.').waitFor();
  await settings().getByText('The message does not match').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await control('POST', '/messages', { customer, name: 'Ada', text: 'What is the price?' });
  const sent = async () =>
    (await control<CustomerThread>('GET', `/customers/${customer}`)).messages
      .filter(({ direction }) => direction === 'out')
      .map(({ content }) => content);
  await expect.poll(sent, { timeout: 30_000 }).toMatchObject([{ text: { body: 'A bowl is 30 €.' } }]);
});

it('changes its place with the keyboard, which can be undone', { timeout: 60_000 }, async () => {
  await call('POST', '/automation/rules', {
    ...{ name: 'Everything', match: { type: 'any' }, actions: [{ type: 'hand-over' }] },
  });
  const names = async () =>
    (await call<{ rules: { name: string }[] }>('GET', '/automation/rules')).rules.map(({ name }) => name);
  const up = settings().getByRole('button', { name: 'Move Everything up' });
  await up.focus();
  await press('Enter');
  await settings().getByText('Everything is now 1 of 2').first().waitFor();
  expect(await names()).toEqual(['Everything', 'Prices']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(names).toEqual(['Prices', 'Everything']);

  await settings().getByRole('switch', { name: 'Turn on Everything' }).click();
  await expect
    .poll(async () => (await call<{ rules: { isOn: boolean }[] }>('GET', '/automation/rules')).rules[1]?.isOn)
    .toBe(false);
  await settings().getByRole('button', { name: 'Delete Everything' }).click();
  await expect.poll(names).toEqual(['Prices']);
});

it('offers the composer’s form for buttons, and keeps what it wrote', { timeout: 60_000 }, async () => {
  await settings().getByRole('button', { name: 'Edit Prices' }).click();
  await settings().getByLabel('Message', { exact: true }).last().selectOption('Text with buttons');
  await settings().getByRole('button', { name: 'Write message' }).click();
  const dialog = page.locator('agent-console-dialog');
  await dialog.getByLabel('Text', { exact: true }).fill('Which bowl?');
  await dialog.getByLabel('Button 1').fill('Blue');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Use message' }).click();
  await settings().getByRole('region', { name: 'Preview' }).getByText('Blue').waitFor();
  await settings().getByRole('button', { name: 'Save', exact: true }).click();
  await settings().getByRole('list', { name: 'Rules' }).waitFor();
  const { rules } = await call<{ rules: object[] }>('GET', '/automation/rules');
  expect(rules[0]).toMatchObject({
    actions: [
      { type: 'note' },
      { type: 'reply', content: { interactive: { type: 'button', body: { text: 'Which bowl?' } } } },
    ],
  });
});
