/** What is done to conversations is undone, and what comes next is a choice of the agent. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import { openBrowser } from '../../support/browser.ts';
import { api, call, conversationWith } from '../../support/calls.ts';
import { field, isFocused, isOpened, openConsole, row, toast } from '../../support/console-page.ts';

let browser: Browser;
let customers = 0;

beforeAll(async () => {
  browser = await openBrowser();
  await api<Label>('POST', '/labels', { name: 'Delivery', color: 'blue' });
});
afterAll(() => browser.close());

/** From the bottom of the list to its top. */
async function customersNamed(...names: string[]): Promise<Conversation[]> {
  const all: Conversation[] = [];
  for (const name of names) all.push(await conversationWith(`1555079${1_000 + customers++}`, name));
  return all;
}

/** What the team sees of a conversation that commands change. */
async function stateOf({ id }: Conversation) {
  const { state, snoozedUntil, assignee, labels } = await call<Conversation>('GET', `/conversations/${id}`);
  return { state, isSnoozed: snoozedUntil !== null, isAssigned: assignee !== null, labels: labels.length };
}

const before = { state: 'open', isSnoozed: false, isAssigned: false, labels: 0 };

const commands = [
  { deed: 'resolving', keys: ['e'], after: { ...before, state: 'resolved' } },
  { deed: 'snoozing', keys: ['s', 'Enter'], after: { ...before, state: 'snoozed', isSnoozed: true } },
  { deed: 'assigning', keys: ['m'], after: { ...before, isAssigned: true } },
  { deed: 'labeling', keys: ['l', 'Enter'], after: { ...before, labels: 1 } },
];

const bar = (page: Page) => page.locator('agent-console-commands');

async function press(page: Page, keys: readonly string[]): Promise<void> {
  const [first = '', ...rest] = keys;
  await page.keyboard.press(first);
  if (rest.length > 0) await bar(page).getByRole('option', { selected: true }).waitFor();
  for (const key of rest) await page.keyboard.press(key);
}

const status = (page: Page) => page.locator('agent-console-choice').getByRole('status');

const undoing = {
  'the toast': (page: Page) => page.getByRole('button', { name: 'Undo' }).click(),
  Z: (page: Page) => page.keyboard.press('z'),
};

describe('Undo', () => {
  it.each(commands)(
    '$deed is undone by the toast and by Z, for one conversation and for several',
    async ({ deed, keys, after }) => {
      const all = await customersNamed(`Cara ${deed}`, `Bob ${deed}`, `Ada ${deed}`);
      const states = (changed: readonly Conversation[], to: typeof before) =>
        expect
          .poll(() => Promise.all(all.map(stateOf)))
          .toEqual(all.map((one) => (changed.includes(one) ? to : before)));
      const page = await openConsole(browser);
      await row(page, `Ada ${deed}`).waitFor();
      for (const undo of Object.values(undoing)) {
        await row(page, `Ada ${deed}`).focus();
        await press(page, keys);
        await states(all.slice(2), after);
        await expect.poll(() => toast(page).textContent()).toContain(`Ada ${deed}`);
        await undo(page);
        await states([], before);
        await expect.poll(() => toast(page).textContent()).toBe('Undone: 1.');
        await isFocused(row(page, `Ada ${deed}`));
      }
      for (const undo of Object.values(undoing)) {
        await row(page, `Ada ${deed}`).focus();
        await page.keyboard.press('x');
        await page.keyboard.press('Shift+ArrowDown');
        await page.keyboard.press('Shift+ArrowDown');
        await expect.poll(() => status(page).textContent()).toBe('3 selected');
        await press(page, keys);
        await states(all, after);
        await expect.poll(() => toast(page).textContent()).toMatch(/: 3\.$/);
        await undo(page);
        await states([], before);
        await expect.poll(() => toast(page).textContent()).toBe('Undone: 3.');
        await page.keyboard.press('Escape');
        await page.locator('agent-console-bulk').waitFor({ state: 'detached' });
      }
      await page.context().close();
    },
  );

  it('a command is about the row that had the focus, also when the list is drawn again while it is chosen', async () => {
    const [other, meant] = await customersNamed('Olga Open', 'Max Meant');
    if (!other || !meant) throw new Error('There are no customers.');
    const page = await openConsole(browser);
    await row(page, 'Olga Open').click();
    await isOpened(page, 'Olga Open');
    await row(page, 'Max Meant').focus();
    await page.keyboard.press('s');
    await bar(page).getByText('Max Meant').waitFor();
    await customersNamed('Nils Newcomer');
    await page.locator('agent-console-list').getByText('Nils Newcomer').waitFor();
    await bar(page).getByText('Max Meant').waitFor();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => Promise.all([other, meant].map(stateOf)))
      .toEqual([before, { ...before, state: 'snoozed', isSnoozed: true }]);
    await page.context().close();
  });

  it('an open conversation that was resolved is open again after Z, and Z once more undoes the command before', async () => {
    const [, , first] = await customersNamed('Cleo Twice', 'Bert Twice', 'Anna Twice');
    const page = await openConsole(browser);
    await row(page, 'Anna Twice').waitFor();
    await page.keyboard.press('j');
    await isOpened(page, 'Anna Twice');
    await page.keyboard.press('e');
    await isOpened(page, 'Bert Twice');
    await isFocused(row(page, 'Bert Twice'));
    await page.keyboard.press('e');
    await isOpened(page, 'Cleo Twice');
    await expect.poll(() => toast(page).textContent()).toBe('Resolved: Bert Twice');
    await page.keyboard.press('z');
    await isOpened(page, 'Bert Twice');
    await isFocused(row(page, 'Bert Twice'));
    await expect.poll(() => toast(page).textContent()).toBe('Undone: 1.');
    await page.keyboard.press('z');
    await isOpened(page, 'Anna Twice');
    await isFocused(row(page, 'Anna Twice'));
    if (first) await expect.poll(() => stateOf(first)).toEqual(before);
    await page.context().close();
  });
});

describe('after resolving', () => {
  it.each([
    { setting: 'Open the next conversation', comes: 'Cyd' },
    { setting: 'Open the previous conversation', comes: 'Abe' },
    { setting: 'Go back to the list', comes: null },
  ])('the setting “$setting” is followed, also after a reload', async ({ setting, comes }) => {
    const name = setting.split(' ').at(-2);
    await customersNamed(`Cyd ${name}`, `Ben ${name}`, `Abe ${name}`);
    const page = await openConsole(browser);
    await row(page, `Ben ${name}`).waitFor();
    await page.keyboard.press('?');
    const choice = page.getByRole('combobox', { name: 'After resolving or snoozing' });
    await choice.selectOption(setting);
    await page.keyboard.press('Escape');
    await choice.waitFor({ state: 'detached' });
    await page.reload();
    await row(page, `Ben ${name}`).click();
    await isOpened(page, `Ben ${name}`);
    // A click opens it to be answered; until the field has the focus, the row may lose it again.
    await isFocused(field(page));
    await row(page, `Ben ${name}`).focus();
    await page.keyboard.press('e');
    await row(page, `Ben ${name}`).waitFor({ state: 'detached' });
    if (comes === null) {
      await page.getByText('Select a conversation.').waitFor();
      await isFocused(row(page, `Cyd ${name}`));
    } else {
      await isOpened(page, `${comes} ${name}`);
      await isFocused(row(page, `${comes} ${name}`));
    }
    await page.context().close();
  });
});
