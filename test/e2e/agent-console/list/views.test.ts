/** Saved views of the list: filters with a name and a count, for one agent or for the team. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoNumber, repairsNumber } from '../../../../demo/stack.ts';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import type { Person, Page as Rows } from '../../../../worker/api/values.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { agentSession, api, call, control, conversationWith } from '../../support/calls.ts';
import { chooseView, openConsole, toast } from '../../support/console-page.ts';
import { workerUrl } from '../../support/stack.ts';

const shop = 'https://shop.example/bowls';
const reference = 'mxa2b3';
const hour = 60 * 60_000;

/** What is chosen in the menu of filters, and who is listed then. */
const filters = [
  { item: 'Ana Adams', names: ['Assigned Customer'] },
  { item: 'VIP', names: ['Labeled Customer'] },
  { item: 'Closes within 2 hours', names: ['Closing Customer'] },
  { item: 'Needs reply', names: ['Waiting Customer', 'Repairs Customer', 'Closing Customer'] },
  { item: 'shop.example/bowls', names: ['Referred Customer'] },
];

let browser: Browser;
let admin: Page;
let ana: Page;
let label: string;

beforeAll(async () => {
  browser = await openBrowser();
  const token = await agentSession({ sub: 'views-ana', name: 'Ana Adams' });
  ({ id: label } = await api<Label>('POST', '/labels', { name: 'VIP', color: 'red' }));
  await closingCustomer();
  const assigned = await conversationWith('15550780001', 'Assigned Customer');
  const people = await api<Person[]>('GET', '/agents');
  const to = people.find(({ name }) => name === 'Ana Adams')?.id;
  await call('PUT', `/conversations/${assigned.id}/assignee`, { to });
  const labeled = await conversationWith('15550780002', 'Labeled Customer');
  await call('PUT', `/conversations/${labeled.id}/labels`, { add: [label] });
  const referred = await referredCustomer();
  for (const one of [assigned, labeled, referred]) await answer(one);
  await customerOfRepairs();
  await conversationWith('15550780005', 'Waiting Customer');
  admin = await openConsole(browser);
  ana = await openConsole(browser, token);
});
afterAll(() => browser.close());

async function answer({ id }: Conversation): Promise<void> {
  const content = { type: 'text', text: { body: 'Thank you' } };
  await call('POST', `/conversations/${id}/messages`, { content }, `views-${id}`);
}

/** Wrote 23 hours ago. */
async function closingCustomer(): Promise<void> {
  const from = '15550780003';
  await control('POST', '/webhooks', {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: {
        display_phone_number: demoNumber.displayPhoneNumber,
        phone_number_id: demoNumber.phoneNumberId,
      },
      contacts: [{ profile: { name: 'Closing Customer' }, wa_id: from }],
      messages: [
        {
          ...{ from, id: 'wamid.closing', timestamp: String(Math.floor((Date.now() - 23 * hour) / 1_000)) },
          ...{ type: 'text', text: { body: 'Hello' } },
        },
      ],
    },
  });
}

/** Comes from a page of the shop. */
async function referredCustomer(): Promise<Conversation> {
  const click = { number: demoNumber.displayPhoneNumber, page: shop, reference };
  await fetch(`${workerUrl}/api/presses`, {
    method: 'POST',
    headers: { Origin: 'https://shop.example' },
    body: JSON.stringify({ ...click, title: 'Bowls', referrer: '', language: 'en' }),
  });
  const customer = '15550780004';
  const text = `Hi [#${reference}]`;
  await control('POST', '/messages', { customer, name: 'Referred Customer', text });
  return vi.waitFor(async () => {
    const { rows } = await call<Rows<Conversation>>('GET', '/conversations');
    const found = rows.find(({ contact, source }) => contact.phone === customer && source?.page === shop);
    if (!found) throw new Error('The click is not known yet');
    return found;
  });
}

/** Writes to the other number. */
async function customerOfRepairs(): Promise<void> {
  const { phoneNumberId } = repairsNumber;
  const message = { phoneNumberId, customer: '15550780006', name: 'Repairs Customer', text: 'Hello' };
  await control('POST', '/messages', message);
  await vi.waitFor(async () => {
    const { rows } = await api<Rows<Conversation>>('GET', `/inboxes/${phoneNumberId}/conversations`);
    expect(rows).toHaveLength(1);
  });
}

const names = (page: Page) =>
  page.locator('agent-console-list').getByRole('option').locator('.name').allTextContents();
const lists = (page: Page, expected: readonly string[]) => expect.poll(() => names(page)).toEqual(expected);
const tabs = (page: Page) => page.locator('agent-console-list-tabs');
/** Also where it has no room in the row. */
const view = (page: Page, name: string) => tabs(page).locator('.tab', { hasText: name });
const dialog = (page: Page) => page.locator('agent-console-view-dialog');
/** A view is counted a few seconds after conversations have changed. */
const counts = (page: Page, name: string, count: number) =>
  expect.poll(() => view(page, name).locator('small').textContent()).toBe(String(count));

const filterMenu = (page: Page) => tabs(page).locator('agent-console-list-filters .filter');

async function filter(page: Page, item: string): Promise<void> {
  const menu = filterMenu(page);
  await menu.locator('summary').click();
  await menu.getByRole('button', { name: item, exact: true }).click();
  await page.keyboard.press('Escape');
}

async function save(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save view' }).click();
  await dialog(page).getByLabel('Name').fill(name);
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
}

describe('saved views', () => {
  it.each(filters)(
    'the filter “$item” is saved as a view with its count',
    async ({ item, names: expected }) => {
      await filter(admin, item);
      await lists(admin, expected);
      await save(admin, `View ${item}`);
      expect(await view(admin, `View ${item}`).getAttribute('aria-pressed')).toBe('true');
      await counts(admin, `View ${item}`, expected.length);
      await chooseView(admin, 'All');
      await expect.poll(async () => (await names(admin)).length).toBe(6);
      await chooseView(admin, `View ${item}`);
      await lists(admin, expected);
      await chooseView(admin, 'All');
    },
  );

  it('a view of one number shows that number alone', async () => {
    await switchTo(admin, repairsNumber.name);
    await lists(admin, ['Repairs Customer']);
    await filter(admin, 'Needs reply');
    await save(admin, 'Repairs');
    await counts(admin, 'Repairs', 1);
    await switchTo(admin, 'All numbers');
    await chooseView(admin, 'All');
    await expect.poll(async () => (await names(admin)).length).toBe(6);
    await chooseView(admin, 'Repairs');
    await lists(admin, ['Repairs Customer']);
    await switchTo(admin, 'All numbers');
    await chooseView(admin, 'All');
  });

  it('a private view is the agent’s own, and a shared one reaches a colleague at once with its count', async () => {
    await view(ana, 'All').waitFor({ state: 'attached' });
    expect(await view(ana, 'View').count()).toBe(0);
    await chooseView(admin, 'View VIP');
    await admin.getByRole('button', { name: 'Edit view' }).click();
    await dialog(admin).getByLabel('Share with the team').check();
    expect(await accessibilityFaults(admin)).toEqual([]);
    await dialog(admin).getByRole('button', { name: 'Save' }).click();
    await dialog(admin).waitFor({ state: 'detached' });
    await counts(ana, 'View VIP', 1);
    expect(await view(ana, 'View').count()).toBe(1);
    await chooseView(ana, 'View VIP');
    await lists(ana, ['Labeled Customer']);
  });

  it('the count follows when a conversation gets the label of the view', async () => {
    const { rows } = await call<Rows<Conversation>>('GET', '/conversations');
    const waiting = rows.find(({ contact }) => contact.name === 'Waiting Customer');
    await call('PUT', `/conversations/${waiting?.id}/labels`, { add: [label] });
    await counts(ana, 'View VIP', 2);
    await lists(ana, ['Waiting Customer', 'Labeled Customer']);
  });

  it('a colleague saves a copy of a shared view, and its owner renames and deletes it for everyone', async () => {
    await ana.getByRole('button', { name: 'Edit view' }).click();
    await dialog(ana).getByText('This saves a copy for you.').waitFor();
    expect(await dialog(ana).getByRole('button', { name: 'Delete view' }).count()).toBe(0);
    await dialog(ana).getByLabel('Name').fill('My copy');
    await dialog(ana).getByLabel('Share with the team').uncheck();
    await dialog(ana).getByRole('button', { name: 'Save' }).click();
    await dialog(ana).waitFor({ state: 'detached' });
    await view(ana, 'My copy').waitFor({ state: 'attached' });
    expect(await view(admin, 'My copy').count()).toBe(0);

    await admin.getByRole('button', { name: 'Edit view' }).click();
    await dialog(admin).getByLabel('Name').fill('Regulars');
    await dialog(admin).getByRole('button', { name: 'Save' }).click();
    await view(ana, 'Regulars').waitFor({ state: 'attached' });
    await view(ana, 'View VIP').waitFor({ state: 'detached' });

    await chooseView(admin, 'Regulars');
    await admin.getByRole('button', { name: 'Edit view' }).click();
    await dialog(admin).getByRole('button', { name: 'Delete view' }).click();
    const question = admin.getByRole('alertdialog');
    await question.getByText('It disappears for the whole team.').waitFor();
    await question.getByRole('button', { name: 'Delete view' }).click();
    await view(ana, 'Regulars').waitFor({ state: 'detached' });
    await expect.poll(() => toast(admin).textContent()).toBe('View deleted: Regulars');
    await admin.getByRole('button', { name: 'Undo' }).click();
    await view(ana, 'Regulars').waitFor({ state: 'attached' });
    await view(ana, 'My copy').waitFor({ state: 'attached' });
  });
});

describe('views on a slow network', () => {
  it('the filter menu stays open when the view that was chosen before it is loaded', async () => {
    const page = await openConsole(browser);
    await expect.poll(async () => (await names(page)).length).toBe(6);
    await chooseView(page, 'Snoozed');
    await lists(page, []);
    const load = await holdList(page);
    await chooseView(page, 'All');
    const menu = filterMenu(page);
    await menu.locator('summary').click();
    const item = menu.getByRole('button', { name: 'shop.example/bowls', exact: true });
    await item.waitFor();
    await load();
    await expect.poll(async () => (await names(page)).length).toBe(6);
    expect(await item.isVisible()).toBe(true);
    await page.context().close();
  });

  it('a filter that is chosen while a view is loading applies to that view', async () => {
    const page = await openConsole(browser);
    await chooseView(page, 'Resolved');
    await lists(page, []);
    const load = await holdList(page);
    await chooseView(page, 'All');
    await filter(page, 'Closes within 2 hours');
    await load();
    await lists(page, ['Closing Customer']);
    await page.context().close();
  });
});

/** Holds the answers to requests for the list back. They come once the returned function is called. */
async function holdList(page: Page): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  await page.route(/\/conversations\?/, async (route) => {
    const answer = await route.fetch();
    await released;
    await route.fulfill({ response: answer });
  });
  return async () => {
    release();
    await page.unrouteAll({ behavior: 'wait' });
  };
}

async function switchTo(page: Page, number: string): Promise<void> {
  await page.locator('agent-console-number-switch').getByRole('combobox').selectOption(number);
}
