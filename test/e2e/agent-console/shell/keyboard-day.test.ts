/** A day's work without a mouse: everything is reached by keys, has a name, and shows that it has the focus. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/browser.ts';
import { agentSession, api, control, conversationWith } from '../../support/calls.ts';
import { field, isFocused, isOpened, row, thread } from '../../support/console-page.ts';
import { Keyboard } from '../../support/keyboard-stops.ts';
import { setupToken, workerUrl } from '../../support/stack.ts';

const name = 'Dora Day';
const customer = '15550790001';
let browser: Browser;
let page: Page;
let keyboard: Keyboard;

beforeAll(async () => {
  browser = await openBrowser();
  await agentSession({ sub: 'day-ben', name: 'Ben Boyd' });
  const reply = { shortcut: 'open', title: 'Opening hours', text: 'We open at 9.', isShared: true };
  await api('POST', '/replies', reply);
  await conversationWith(customer, name);
  await conversationWith('15550790002', 'Otto Other');
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  page.setDefaultTimeout(30_000);
  keyboard = await Keyboard.of(page);
});
afterAll(() => browser.close());

const press = (key: string) => page.keyboard.press(key);
const type = (text: string) => page.keyboard.type(text);
const sent = (text: string | RegExp) =>
  thread(page).locator('article.out').filter({ hasText: text }).waitFor();

describe('a day by keyboard', () => {
  it('signs in with the setup token', async () => {
    await page.goto(`${workerUrl}/console/`);
    await page.getByLabel('Setup token').waitFor();
    await keyboard.tabTo('Setup token');
    await type(setupToken);
    await press('Enter');
    await row(page, name).waitFor();
  });

  it('finds a customer and opens the conversation', async () => {
    await press('/');
    await isFocused(page.getByRole('searchbox'));
    await type('dora');
    await row(page, 'Otto Other').waitFor({ state: 'detached' });
    await keyboard.tabTo(/^Dora Day/);
    await press('Enter');
    await isOpened(page, name);
    await isFocused(field(page));
  });

  it('sends a saved reply', async () => {
    await type('/op');
    await page.getByRole('option', { name: /Opening hours/ }).waitFor();
    await press('Enter');
    await expect.poll(() => field(page).inputValue()).toBe('We open at 9.');
    await press('Enter');
    await sent('We open at 9.');
  });

  it('attaches a file', async () => {
    // From now on, so that the browser's own dialog does not open.
    const chooser = page.waitForEvent('filechooser');
    await keyboard.tabTo('Photo, video or file');
    await press('Enter');
    await (await chooser).setFiles({
      name: 'prices.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Bowl: 38'),
    });
    await keyboard.tabTo('Send');
    await press('Enter');
    await sent('prices.txt');
  });

  it('writes a note that mentions a colleague', async () => {
    await isFocused(field(page));
    await press('Escape');
    await press('n');
    await isFocused(page.getByRole('textbox', { name: 'Team note' }));
    await type('Can you look, @Be');
    await page.getByRole('listbox', { name: 'People' }).getByRole('option', { name: 'Ben Boyd' }).waitFor();
    await press('Enter');
    await press('Enter');
    await thread(page)
      .getByRole('article', { name: /^Note by/ })
      .getByText('@Ben Boyd')
      .waitFor();
  });

  it('sends a template', async () => {
    await press('Control+k');
    await isFocused(page.getByRole('combobox', { name: 'Command or customer' }));
    await type('template');
    await page.getByRole('option', { name: /Send template/, selected: true }).waitFor();
    await press('Enter');
    await page.getByRole('button', { name: /order_update/ }).waitFor();
    await keyboard.tabTo(/order_update/);
    await press('Enter');
    await isFocused(page.getByLabel('Text for {{1}}'));
    await type('Dora');
    await keyboard.tabTo('Text for {{2}}');
    await type('Monday');
    await keyboard.tabTo('Send');
    await press('Enter');
    await sent(/comes on Monday/);
    await isFocused(field(page));
  });

  it('sends reply buttons', async () => {
    await keyboard.tabTo(/^Buttons and lists/);
    await press('Enter');
    await press('ArrowDown');
    await press('Enter');
    // The form takes the focus once it is loaded.
    await isFocused(page.getByRole('textbox', { name: 'Text', exact: true }));
    await type('Shall we wrap it?');
    await keyboard.tabTo('Button 1');
    await type('Yes');
    await keyboard.tabTo('Send');
    await press('Enter');
    await sent('Shall we wrap it?');
    await isFocused(field(page));
    await expect
      .poll(async () => JSON.stringify(await control('GET', `/customers/${customer}`)))
      .toContain('"title":"Yes"');
  });

  it('changes a setting and signs out', async () => {
    await press('Escape');
    await press('Escape');
    await press('g');
    await page.getByRole('region', { name: 'Settings' }).waitFor();
    await keyboard.tabTo('Your account');
    await press('Enter');
    await keyboard.tabTo('Name');
    await press('Control+a');
    await type('Dana Day');
    await keyboard.tabTo('Sign out');
    await page.getByText('Saved.').waitFor();
    await press('Enter');
    await page.getByLabel('Setup token').waitFor();
  });

  it('every stop of Tab in the inbox has a name and a visible focus', async () => {
    await keyboard.tabTo('Setup token');
    await type(setupToken);
    await press('Enter');
    await row(page, name).waitFor();
    await row(page, name).focus();
    await press('Enter');
    await isFocused(field(page));
    // The panel is whole: what comes later would move a stop out of view.
    await page.getByRole('button', { name: 'Show in the conversation: prices.txt' }).waitFor();
    for (let presses = 0; presses < 60; presses++) {
      await press('Tab');
      await keyboard.look();
    }
    expect(keyboard.faults).toEqual([]);
  });
});
