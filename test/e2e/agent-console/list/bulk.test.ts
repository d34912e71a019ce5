/** Several conversations at once: how they are chosen by mouse, finger and keys, and what is done with them. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { api, call, conversationWith } from '../../support/calls.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

let browser: Browser;
let context: BrowserContext;
let customers = 0;

beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(() => context.close());
afterAll(() => browser.close());

/** Newest last, so that the list has them the other way round, at its head. */
async function customersNamed(...names: string[]): Promise<Conversation[]> {
  const all: Conversation[] = [];
  for (const name of names) all.push(await conversationWith(`1555074${1_000 + customers++}`, name));
  return all;
}

async function openConsole(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.addInitScript(`localStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
  await page.getByRole('listbox', { name: 'Conversations' }).waitFor();
  await page.waitForFunction(() => customElements.get('agent-console-choice') !== undefined);
  return page;
}

const row = (page: Page, name: string) => page.getByRole('option', { name: new RegExp(name) });
const chosen = (page: Page) =>
  page
    .locator('agent-console-list')
    .getByRole('option', { selected: true })
    .locator('.name')
    .allTextContents();
const status = (page: Page) => page.locator('agent-console-choice').getByRole('status');
const toast = (page: Page) => page.locator('agent-console-toast').getByRole('status');
const isFocused = (element: Locator) =>
  expect.poll(() => element.evaluate((one) => one.matches(':focus'))).toBe(true);
const stateOf = async (id: number) => (await call<Conversation>('GET', `/conversations/${id}`)).state;

describe('several conversations', () => {
  it('conversations selected by keys are resolved, except one whose customer has written since', async () => {
    const all = await customersNamed('Rose Rest', 'Bea Bulk', 'Bo Bulk', 'Bill Bulk');
    const page = await openConsole();
    await row(page, 'Rose Rest').click();
    await isFocused(page.getByRole('textbox', { name: 'Message' }));
    await row(page, 'Bill Bulk').focus();
    await page.keyboard.press('x');
    await expect.poll(() => chosen(page)).toEqual(['Bill Bulk']);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(() => chosen(page)).toEqual(['Bill Bulk', 'Bo Bulk', 'Bea Bulk']);
    await expect.poll(() => status(page).textContent()).toBe('3 selected');
    const list = page.getByRole('listbox', { name: 'Conversations' });
    const bar = page.locator('agent-console-bulk');
    expect(await list.getAttribute('aria-multiselectable')).toBe('true');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('u');
    await expect.poll(() => toast(page).textContent()).toBe('Marked unread: 3.');
    await page.keyboard.press('m');
    await expect.poll(() => toast(page).textContent()).toBe('Assigned to Admin: 3.');
    await page.keyboard.press('s');
    await isFocused(page.getByRole('combobox', { name: 'Snooze until …' }));
    await page.keyboard.press('Escape');
    await isFocused(row(page, 'Bea Bulk'));
    await conversationWith(all[2]?.contact.phone ?? '', 'Bo Bulk');
    await row(page, 'Bo Bulk').getByText('2', { exact: true }).waitFor();
    await page.keyboard.press('e');
    await row(page, 'Bill Bulk').waitFor({ state: 'detached' });
    await expect
      .poll(() => toast(page).textContent())
      .toBe(
        'Resolved: 2. Not changed, because the customer has written in the meantime: Bo Bulk. Check them, then try again.',
      );
    expect(await Promise.all(all.map(({ id }) => stateOf(id)))).toEqual([
      'open',
      'resolved',
      'open',
      'resolved',
    ]);
    expect(await chosen(page)).toEqual(['Bo Bulk']);
    expect(await accessibilityFaults(page)).toEqual([]);
    await bar.getByRole('button', { name: 'Resolve', exact: true }).click();
    await row(page, 'Bo Bulk').waitFor({ state: 'detached' });
    await expect.poll(() => toast(page).textContent()).toBe('Resolved: Bo Bulk');
    expect(await list.getAttribute('aria-multiselectable')).toBeNull();
    await isFocused(row(page, 'Rose Rest'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => toast(page).textContent()).toBe('Undone: 1.');
    await isFocused(row(page, 'Bo Bulk'));
    expect(await stateOf(all[2]?.id ?? 0)).toBe('open');
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  });

  it('the mouse selects conversations one by one or all at once, and Escape deselects them', async () => {
    await customersNamed('Mia Mouse', 'Max Mouse', 'Moe Mouse', 'Meg Mouse');
    const page = await openConsole();
    const picture = row(page, 'Meg Mouse').locator('.avatar');
    const places = () =>
      Promise.all([row(page, 'Meg Mouse'), picture, row(page, 'Moe Mouse')].map((one) => one.boundingBox()));
    const box = () => picture.evaluate((one) => getComputedStyle(one, '::after').display);
    expect(await box()).toBe('none');
    const before = await places();
    await picture.hover();
    await expect.poll(box).toBe('grid');
    expect(await places()).toEqual(before);
    await picture.click();
    await row(page, 'Max Mouse').click({ modifiers: ['Shift'] });
    await expect.poll(() => chosen(page)).toEqual(['Meg Mouse', 'Moe Mouse', 'Max Mouse']);
    await row(page, 'Moe Mouse').click({ modifiers: ['ControlOrMeta'] });
    await expect.poll(() => chosen(page)).toEqual(['Meg Mouse', 'Max Mouse']);
    expect(await page.getByText('Select a conversation.').count()).toBe(1);
    await row(page, 'Mia Mouse').click();
    await isFocused(page.getByRole('textbox', { name: 'Message' }));
    expect(await chosen(page)).toEqual(['Meg Mouse', 'Max Mouse']);
    await row(page, 'Meg Mouse').focus();
    await page.keyboard.press('Control+a');
    const rows = await page.getByRole('listbox', { name: 'Conversations' }).getByRole('option').count();
    await expect.poll(async () => (await chosen(page)).length).toBe(rows);
    await page.keyboard.press('Escape');
    await page.locator('agent-console-bulk').waitFor({ state: 'detached' });
    await expect.poll(() => chosen(page)).toEqual(['Mia Mouse']);
  });

  it('resolving the last conversations moves the focus to the empty list', async () => {
    const all = await customersNamed('Lee Last', 'Lia Last');
    const { id: label } = await api<Label>('POST', '/labels', { name: 'Last ones', color: 'red' });
    for (const { id } of all) await call('PUT', `/conversations/${id}/labels`, { add: [label] });
    const page = await openConsole();
    await page.locator('agent-console-list-filters .filter summary').click();
    await page.locator('agent-console-list-tabs').getByRole('button', { name: 'Last ones' }).click();
    await expect.poll(() => page.locator('agent-console-list').getByRole('option').count()).toBe(2);
    await row(page, 'Lia Last').focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await isFocused(page.getByText('No conversations.'));
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('assigning and marking as unread keep the selection', async () => {
    const all = await customersNamed('Ada Assigned', 'Abe Assigned');
    const page = await openConsole();
    await row(page, 'Abe Assigned').locator('.avatar').click();
    await row(page, 'Ada Assigned').locator('.avatar').click();
    const bar = page.locator('agent-console-bulk');
    await bar.locator('summary').filter({ hasText: 'Assign' }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await bar.getByRole('button', { name: 'Assign to me' }).click();
    await expect.poll(() => toast(page).textContent()).toBe('Assigned to Admin: 2.');
    expect(await accessibilityFaults(page)).toEqual([]);
    const { id: label } = await api<Label>('POST', '/labels', { name: 'Looked at', color: 'blue' });
    await call('PUT', `/conversations/${all[0]?.id}/labels`, { add: [label] });
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect
      .poll(() => toast(page).textContent())
      .toBe('Undone: 1. Not undone, because they have changed since: 1.');
    expect((await call<Conversation>('GET', `/conversations/${all[1]?.id}`)).assignee).toBeNull();
    await bar.locator('summary').filter({ hasText: 'More' }).click();
    await bar.getByRole('button', { name: 'Mark read' }).click();
    await expect.poll(() => toast(page).textContent()).toBe('Marked read: 2.');
    const { assignee, unread } = await call<Conversation>('GET', `/conversations/${all[0]?.id}`);
    expect([assignee === null, unread]).toEqual([false, 0]);
    expect(await chosen(page)).toEqual(['Abe Assigned', 'Ada Assigned']);
    await row(page, 'Ada Assigned').click();
    await isFocused(page.getByRole('textbox', { name: 'Message' }));
    await row(page, 'Ada Assigned').focus();
    await page.keyboard.press('u');
    await page.getByText('Select a conversation.').waitFor();
    await expect.poll(() => toast(page).textContent()).toBe('Marked unread: 2.');
    expect((await call<Conversation>('GET', `/conversations/${all[0]?.id}`)).unread).toBe(1);
  });

  it('on a phone a long press or the menu starts the selection', async () => {
    await customersNamed('Tom Touch', 'Tia Touch');
    const page = await openConsole({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    const { x = 0, y = 0 } = (await row(page, 'Tia Touch').boundingBox()) ?? {};
    const fingers = await context.newCDPSession(page);
    const touchPoints = [{ x: x + 150, y: y + 30 }];
    await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await page.locator('agent-console-bulk').waitFor();
    await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(() => chosen(page)).toEqual(['Tia Touch']);
    await row(page, 'Tom Touch').tap();
    await expect.poll(() => chosen(page)).toEqual(['Tia Touch', 'Tom Touch']);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear selection' }).tap();
    await page.locator('agent-console-bulk').waitFor({ state: 'detached' });
    await page.locator('agent-console-list-filters .sort summary').tap();
    await page.getByRole('button', { name: 'Select conversations' }).tap();
    await page.locator('agent-console-bulk').getByText('Select conversations').waitFor();
    await row(page, 'Tom Touch').tap();
    await expect.poll(() => chosen(page)).toEqual(['Tom Touch']);
    await row(page, 'Tom Touch').tap();
    await page.locator('agent-console-bulk').waitFor({ state: 'detached' });
    await row(page, 'Tom Touch').tap();
    await page.getByRole('heading', { name: 'Tom Touch' }).waitFor();
  });
});
