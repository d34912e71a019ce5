/** A menu, built with the keyboard alone, tried out in its preview, and walked through on the customer's phone. */
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CustomerThread } from '../../../../../demo/cloud-api/control/control.ts';
import type { MenuList } from '../../../../../worker/api/automation/menus.ts';
import type { RuleList } from '../../../../../worker/api/automation/rules.ts';
import { accessibilityFaults } from '../../../support/accessibility.ts';
import { openBrowser } from '../../../support/browser.ts';
import { call, control, conversationWith } from '../../../support/calls.ts';
import { openConsole } from '../../../support/console-page.ts';
import { Keyboard } from '../../../support/keyboard-stops.ts';
import { openSettings, settingsOf } from '../../../support/settings-page.ts';
import { sessionToken } from '../../../support/stack.ts';

const customer = '15550529901';
let browser: Browser;
let page: Page;
let keyboard: Keyboard;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith(customer, 'Ada');
  page = await openConsole(browser, sessionToken, { viewport: { width: 1280, height: 900 } });
  await openSettings(page, 'Automation');
  keyboard = await Keyboard.of(page);
});
afterAll(() => browser.close());

const settings = () => settingsOf(page);
const outline = () => settings().getByRole('navigation', { name: 'Outline' });
const preview = () => settings().getByRole('region', { name: 'Preview' });
const type = (text: string) => page.keyboard.type(text);
const focused = (name: string) =>
  expect
    .poll(() =>
      settings()
        .getByLabel(name, { exact: true })
        .evaluate((one) => one.matches(':focus')),
    )
    .toBe(true);
/** Opens an answer from the outline, where the keyboard is put. */
async function open(answer: string): Promise<void> {
  await outline()
    .getByRole('button', { name: new RegExp(`^${answer}`) })
    .focus();
  await page.keyboard.press('Enter');
  await focused('Answer');
}

it('is built with the keyboard, and says what is missing where it is', { timeout: 180_000 }, async () => {
  await settings().getByRole('button', { name: 'Menus', exact: true }).focus();
  await page.keyboard.press('Enter');
  await settings().getByRole('button', { name: 'New menu' }).waitFor();
  await keyboard.tabTo('New menu');
  await page.keyboard.press('Enter');
  await focused('Name');
  await type('Shop help');
  // Saving it too early opens what is missing, and begins there.
  await page.keyboard.press('Enter');
  await settings().getByText('Write the question.').waitFor();
  await focused('Question');
  await type('What is it about?');
  await keyboard.tabTo('Answer 1');
  await type('My order');
  await keyboard.tabTo('Answer 2');
  await type('Opening hours');
  await settings().getByText('Shown as buttons.').waitFor();
  await keyboard.tabTo('Edit what Opening hours does');
  await page.keyboard.press('Enter');
  await focused('Answer');
  await keyboard.tabTo('Text');
  await type('9 to 18');

  await open('My order');
  await keyboard.tabTo('What happens next');
  await page.keyboard.press('ArrowDown');
  await focused('Question');
  await settings().getByRole('heading', { name: 'Question at level 2 of 5' }).waitFor();
  await type('Which order?');
  await keyboard.tabTo('Answer 1');
  await type('Today');
  await keyboard.tabTo('Add answer');
  await page.keyboard.press('Enter');
  await focused('Answer 2');
  await type('Last week');
  await open('Today');
  await keyboard.tabTo('Text');
  await type('It is on its way.');
  await open('Last week');
  await keyboard.tabTo('Description');
  await type('Any day of it');
  await keyboard.tabTo('Text');
  await type('It has arrived.');
  await outline()
    .getByRole('button', { name: /^Last week/ })
    .focus();
  await page.keyboard.press('Alt+ArrowUp');
  await settings().getByText('Last week is now answer 1 of 2').waitFor({ state: 'attached' });
  expect((await keyboard.look()).name).toMatch(/^Last week/);
  await page.keyboard.press('ArrowUp');
  expect((await keyboard.look()).name).toMatch(/^Which order\?/);
  await page.keyboard.press('Enter');
  await settings().getByText('Shown as a list, because an answer has a description.').waitFor();
  expect(keyboard.faults).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('is tried out, and estimated, before it is saved', { timeout: 120_000 }, async () => {
  await preview().getByRole('button', { name: 'My order' }).focus();
  await page.keyboard.press('Enter');
  await preview().getByText('Which order?').waitFor();
  // The keyboard is on the first answer of the next question.
  expect((await keyboard.look()).name).toContain('Last week');
  await page.keyboard.press('Enter');
  await preview().getByText('It has arrived.').waitFor();
  expect((await keyboard.look()).name).toBe('Start over');
  await page.keyboard.press('Enter');
  await preview().getByText('It has arrived.').waitFor({ state: 'detached' });

  await settings().getByLabel('Words that start it').focus();
  await type('menu');
  await settings().getByRole('button', { name: 'Estimate' }).focus();
  await page.keyboard.press('Enter');
  await settings().getByText('It would have started 0 times in the last 30 days.').waitFor();
  await settings().getByRole('button', { name: 'Save', exact: true }).focus();
  await page.keyboard.press('Enter');
  const list = settings().getByRole('list', { name: 'Menus' });
  await list.getByText('Started by Shop help').waitFor();
  await list.getByText('2 questions').waitFor();
  await focused('Edit Shop help');
  expect(await accessibilityFaults(page)).toEqual([]);
  const { rules } = await call<RuleList>('GET', '/automation/rules');
  expect(rules).toMatchObject([
    { name: 'Shop help', match: { type: 'exact', words: ['menu'] }, actions: [{ type: 'menu' }] },
  ]);
});

it('is walked through on the customer’s phone', { timeout: 120_000 }, async () => {
  const sent = async () =>
    (await control<CustomerThread>('GET', `/customers/${customer}`)).messages
      .filter(({ direction }) => direction === 'out')
      .map(({ content }) => content);
  const button = v.object({ id: v.string(), title: v.string() });
  await control('POST', '/messages', { customer, text: 'Menu' });
  await expect
    .poll(sent, { timeout: 30_000 })
    .toMatchObject([{ interactive: { type: 'button', body: { text: 'What is it about?' } } }]);
  const asked = v.parse(
    v.object({
      interactive: v.object({ action: v.object({ buttons: v.array(v.object({ reply: button })) }) }),
    }),
    (await sent())[0],
  );
  const [order] = asked.interactive.action.buttons;
  await control('POST', '/messages', {
    customer,
    content: { type: 'interactive', interactive: { type: 'button_reply', button_reply: order?.reply } },
  });
  await expect
    .poll(sent, { timeout: 30_000 })
    .toMatchObject([
      {},
      { interactive: { type: 'list', body: { text: 'Which order?' }, action: { button: 'Menu' } } },
    ]);
  const listed = v.parse(
    v.object({
      interactive: v.object({
        action: v.object({ sections: v.array(v.object({ rows: v.array(button) })) }),
      }),
    }),
    (await sent())[1],
  );
  const [row] = listed.interactive.action.sections[0]?.rows ?? [];
  expect(row?.title).toBe('Last week');
  await control('POST', '/messages', {
    customer,
    content: { type: 'interactive', interactive: { type: 'list_reply', list_reply: row } },
  });
  await expect.poll(sent, { timeout: 30_000 }).toMatchObject([{}, {}, { text: { body: 'It has arrived.' } }]);
});

it('does not silently replace what somebody else has saved', { timeout: 120_000 }, async () => {
  await settings().getByRole('button', { name: 'Edit Shop help' }).click();
  await settings().getByRole('button', { name: 'Open the rule Shop help' }).waitFor();
  await settings().getByLabel('Name', { exact: true }).fill('Help');
  const { menus } = await call<MenuList>('GET', '/automation/menus');
  const [menu] = menus;
  if (!menu) throw new Error('There is no menu');
  const { id, ...theirs } = menu;
  await call('PUT', `/automation/menus/${id}`, { ...theirs, repeatText: 'One of these, please.' });
  const save = settings().getByRole('button', { name: 'Save', exact: true });
  await save.click();
  await page.getByText('Somebody else has changed this menu').waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const saved = async () => (await call<MenuList>('GET', '/automation/menus')).menus[0];
  expect(await saved()).toMatchObject({ name: 'Shop help', repeatText: 'One of these, please.' });
  await save.click();
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await settings().getByRole('list', { name: 'Menus' }).getByText('Help', { exact: true }).waitFor();
  expect(await saved()).toMatchObject({ name: 'Help', repeatText: theirs.repeatText });
});

it('cannot be deleted while a rule starts it, and leads to that rule', { timeout: 60_000 }, async () => {
  await settings().getByRole('button', { name: 'Delete Help' }).click();
  await settings().getByText('“Shop help” starts this menu. Change that first.').waitFor();
  await settings().getByRole('button', { name: 'Edit Help' }).click();
  await settings().getByRole('button', { name: 'Open the rule Shop help' }).click();
  await settings().getByRole('heading', { name: 'Edit rule' }).waitFor();
  expect(await settings().getByLabel('Menu', { exact: true }).locator('option:checked').textContent()).toBe(
    'Help',
  );
});

it('is named in the log, from where it opens', { timeout: 60_000 }, async () => {
  await settings().getByRole('button', { name: 'Log', exact: true }).click();
  await settings().getByRole('button', { name: 'Help', exact: true }).first().click();
  await settings().getByRole('heading', { name: 'Edit menu' }).waitFor();
  await outline().getByRole('button', { name: 'Which order?' }).waitFor();
});
