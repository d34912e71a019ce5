/** Two agents who answer from one inbox, each in a browser of their own: who has what, notes, and what the list shows. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { agentSession, api, conversationWith } from '../../support/calls.ts';
import { chooseView } from '../../support/console-page.ts';
import { workerUrl } from '../../support/stack.ts';

const customer = '15550950001';
let browser: Browser;
let ana: Page;
let ben: Page;

beforeAll(async () => {
  browser = await openBrowser();
  await api('POST', '/labels', { name: 'Refund', color: 'red' });
  await conversationWith(customer, 'Tara Teamwork');
  ana = await openConsole({ sub: 'team-ana', name: 'Ana Adams' });
  ben = await openConsole({ sub: 'team-ben', name: 'Ben Boyd' });
});
afterAll(() => browser.close());

async function openConsole(claims: { sub: string; name: string }): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const token = await agentSession(claims);
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${token}')`);
  await page.goto(`${workerUrl}/console/`);
  await row(page).click();
  await assignee(page).waitFor();
  return page;
}

const row = (page: Page) => page.getByRole('option', { name: /Tara Teamwork/ });
const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const assignee = (page: Page) =>
  page.locator('agent-console-menu').filter({ hasText: 'Note for the new assignee' }).locator('summary');

/** The bare console has no heading of its own: its page gives it one. */
async function faultsOf(page: Page): Promise<string[]> {
  return (await accessibilityFaults(page)).filter((fault) => !fault.startsWith('page-has-heading-one'));
}

async function choose(page: Page, person: string): Promise<void> {
  await assignee(page).click();
  await page
    .locator('agent-console-menu')
    .filter({ hasText: 'Note for the new assignee' })
    .getByRole('button', { name: person })
    .click();
}

describe('two agents', () => {
  it('of two agents who assign a conversation at once, one gets it and the other is told who', async () => {
    await Promise.all([ana, ben].map((page) => assignee(page).click()));
    const claim = (page: Page) => page.getByRole('button', { name: 'Assign to me' }).first().click();
    await Promise.all([claim(ana), claim(ben)]);
    const shown = async (page: Page) => (await assignee(page).textContent())?.trim();
    await expect
      .poll(async () => [await shown(ana), await shown(ben)].filter((text) => text === 'Me'))
      .toHaveLength(1);
    const [loser, winner, name] =
      (await shown(ana)) === 'Me' ? [ben, ana, 'Ben Boyd'] : [ana, ben, 'Ana Adams'];
    await choose(loser, 'Assign to me');
    await expect.poll(() => shown(loser)).toBe('Me');
    await expect.poll(() => shown(winner)).toBe(name);
    await log(winner).getByText(`${name} assigned this to themselves`).last().waitFor();
  });

  it('notes reach a colleague at once, look different from messages, and complete names after @', async () => {
    await ana.getByRole('button', { name: 'Note', exact: true }).click();
    const field = ana.getByRole('textbox', { name: 'Team note' });
    await field.pressSequentially('Can you help, @Be');
    await ana
      .getByRole('listbox', { name: 'People' })
      .getByRole('option', { name: 'Ben Boyd', exact: true })
      .waitFor();
    expect(await faultsOf(ana)).toEqual([]);
    await field.press('Enter');
    expect(await field.inputValue()).toBe('Can you help, @Ben Boyd ');
    await field.press('Enter');
    const note = log(ben).getByRole('article', { name: 'Note by Ana Adams' });
    await note.waitFor();
    expect(await note.textContent()).toContain('Only visible to the team.');
  });

  it('a resolved conversation leaves the list and is found by a filter', async () => {
    await ana.locator('agent-console-tools .more summary').click();
    await ana.locator('agent-console-tools').getByRole('button', { name: 'Refund' }).click();
    await row(ben).getByRole('img', { name: 'Refund' }).waitFor();
    await ana.keyboard.press('Escape');
    await ana.getByLabel('Add to message').first().click();
    const menu = ana.getByRole('group', { name: 'Add to message' });
    await menu.waitFor();
    await ana.getByRole('button', { name: 'Resolve', exact: true }).click();
    await menu.waitFor({ state: 'hidden' });
    await row(ben).waitFor({ state: 'detached' });
    await log(ben).getByText('Ana Adams resolved this').waitFor();
    const views = ben.getByRole('group', { name: 'Conversations' });
    await views.locator('summary').click();
    await views.getByRole('button', { name: 'Resolved' }).click();
    await row(ben).waitFor();
    expect(await faultsOf(ben)).toEqual([]);
    await conversationWith(customer, 'Tara Teamwork');
    await log(ben).getByText('Reopened: the customer wrote').waitFor();
    await row(ana).click();
  });

  it('the tab Mine lists the agent’s own conversations', async () => {
    if ((await assignee(ana).textContent())?.trim() !== 'Me') await choose(ana, 'Assign to me');
    await ana.getByRole('button', { name: /^Mine/ }).click();
    await row(ana).waitFor();
    await expect.poll(() => ana.getByRole('button', { name: /^Mine/ }).textContent()).toMatch(/1/);
  });

  it('filtering by a colleague lists what is assigned to them', async () => {
    const cleo = await openConsole({ sub: 'team-cleo', name: 'Cleo Cole' });
    const filter = cleo.locator('agent-console-list-filters .filter');
    await filter.locator('summary').click();
    await filter.getByRole('button', { name: 'Ana Adams', exact: true }).click();
    await cleo.locator('agent-console-filter-chips').getByText('Assigned to Ana Adams').waitFor();
    await row(cleo).waitFor();
    // In the tab Mine, the conversation would leave Ana's list, and the console would close it.
    await chooseView(ana, 'All');
    await choose(ana, 'Unassign');
    await row(cleo).waitFor({ state: 'detached' });
    await choose(ana, 'Assign to me');
    await row(cleo).waitFor();
    await cleo.context().close();
  });

  it('keys resolve, snooze and start a note', async () => {
    await row(ana).click();
    await ana.getByRole('button', { name: /^Mine/ }).focus();
    await ana.keyboard.press('e');
    await row(ana).waitFor({ state: 'detached' });
    // The row leaves before the inbox has answered, so this may come while it is being resolved.
    await ana.keyboard.press('z');
    await row(ana).waitFor();
    await ana.getByRole('heading', { name: 'Tara Teamwork' }).waitFor();
    await ana.keyboard.press('s');
    const times = ana.getByRole('combobox', { name: 'Snooze until …' });
    await expect.poll(() => times.evaluate((field) => field.matches(':focus'))).toBe(true);
    await ana.keyboard.press('Escape');
    await ana.keyboard.press('n');
    const field = ana.getByRole('textbox', { name: 'Team note' });
    await expect.poll(() => field.evaluate((element) => element.matches(':focus'))).toBe(true);
    await ana.keyboard.type('e');
    expect(await field.inputValue()).toBe('e');
    await field.fill('');
  });

  it.each(['the message field', 'the list', 'nowhere'])(
    'the command bar starts a note and focuses its field when the focus was in %s',
    async (before) => {
      await ana.getByRole('group', { name: 'Reply or note' }).getByRole('button', { name: 'Reply' }).click();
      if (before === 'the list') await row(ana).focus();
      if (before === 'nowhere') await ana.locator('agent-console').evaluate((element) => element.blur());
      await ana.keyboard.press('Control+k');
      await ana.getByRole('combobox', { name: 'Command or customer' }).fill('team note');
      await ana.getByRole('option', { name: /Write a team note/, selected: true }).waitFor();
      await ana.keyboard.press('Enter');
      const field = ana.getByRole('textbox', { name: 'Team note' });
      await expect.poll(() => field.evaluate((element) => element.matches(':focus'))).toBe(true);
    },
  );
});
