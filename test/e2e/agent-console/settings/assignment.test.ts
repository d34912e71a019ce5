/** Teams and the distribution of a number, from the settings to the consoles of two agents. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Team } from '../../../../worker/api/people/teams.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { agentSession, api, call, conversationWith } from '../../support/calls.ts';
import { chooseView, isOpened, openConsole, row, thread } from '../../support/console-page.ts';
import { dialogOf, openSettings, settingsOf } from '../../support/settings-page.ts';

const adams = { sub: 'share-ana', name: 'Ana Adams' };
let browser: Browser;
let admin: Page;
let ana: Page;
let ben: Page;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith('15550770000', 'Zoe Zero');
  ana = await openConsole(browser, await agentSession(adams));
  ben = await openConsole(browser, await agentSession({ sub: 'share-ben', name: 'Ben Boyd' }));
  admin = await openConsole(browser);
});
afterAll(() => browser.close());

it('an admin creates a team with its members', async () => {
  await openSettings(admin, 'Teams');
  await settingsOf(admin).getByText('No teams yet.').waitFor();
  await settingsOf(admin).getByRole('button', { name: 'New team' }).click();
  await dialogOf(admin).getByLabel('Name').fill('Returns');
  await dialogOf(admin).getByRole('radio', { name: 'Orange' }).check();
  await dialogOf(admin).getByLabel('Ana Adams').check();
  await dialogOf(admin).getByLabel('Ben Boyd').check();
  await dialogOf(admin).getByLabel('Distribution').selectOption('In turn');
  expect(await accessibilityFaults(admin)).toEqual([]);
  await dialogOf(admin).getByRole('button', { name: 'Create team' }).click();
  const list = settingsOf(admin).getByRole('list', { name: 'Teams' });
  await list.getByText('Ana Adams, Ben Boyd').waitFor();
  expect(await api<Team[]>('GET', '/teams')).toMatchObject([{ name: 'Returns', color: 'orange' }]);
  await settingsOf(admin).getByRole('button', { name: 'New team' }).click();
  await dialogOf(admin).getByLabel('Name').fill('returns');
  await dialogOf(admin).getByRole('button', { name: 'Create team' }).click();
  await dialogOf(admin).getByText('There is already a team with this name.').waitFor();
  await admin.keyboard.press('Escape');
  await admin.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();

  // An open page learns of a team that another program creates.
  const members = ['site/share-ben'];
  await api('POST', '/teams', { name: 'Billing', members, distribution: 'least-open' });
  await list.getByText('Billing').waitFor();
});

it('a number assigns what customers write to the two agents of its team in turn', async () => {
  await openSettings(admin, 'Assignment');
  await settingsOf(admin).getByLabel('Team for new conversations').selectOption('Returns');
  await expect
    .poll(() => call<object>('GET', '/automation/assignment'))
    .toMatchObject({ team: expect.any(String) });
  await settingsOf(admin).getByLabel('Without an answer for').selectOption('30 minutes');
  await settingsOf(admin).getByLabel('Then').selectOption('To everybody');
  await expect
    .poll(() => call<object>('GET', '/automation/assignment'))
    .toMatchObject({ reassign: { afterMinutes: 30, offlineMinutes: null, to: 'nobody' } });
  expect(await accessibilityFaults(admin)).toEqual([]);

  await conversationWith('15550770001', 'Una One');
  await conversationWith('15550770002', 'Tom Two');
  const mine = async (page: Page) => {
    const names = [row(page, 'Una One'), row(page, 'Tom Two')];
    return Promise.all(names.map((one) => one.isVisible()));
  };
  for (const page of [ana, ben]) await chooseView(page, 'Mine');
  await expect.poll(async () => [...(await mine(ana)), ...(await mine(ben))].filter(Boolean)).toHaveLength(2);
  const [first] = await mine(ana);
  expect(await mine(ben)).toEqual([!first, first]);
  const name = first ? 'Una One' : 'Tom Two';
  await row(ana, name).click();
  await isOpened(ana, name);
  await thread(ana).getByText('Assigned to the team Returns · Ana Adams').waitFor();
});

it('an agent gives a conversation to the team, whose next agent gets it, and filters the list by team', async () => {
  const page = await openConsole(browser, await agentSession(adams));
  await row(page, 'Zoe Zero').click();
  await isOpened(page, 'Zoe Zero');
  const menu = page.locator('agent-console-tools .assignee');
  await menu.locator('summary').click();
  await menu.getByRole('button', { name: 'Billing', exact: true }).click();
  await thread(page).getByText('Ana Adams assigned this to the team Billing · Ben Boyd').waitFor();
  await page.locator('agent-console-list-filters .filter summary').click();
  await page
    .locator('agent-console-list-filters')
    .getByRole('button', { name: 'Billing', exact: true })
    .click();
  await page.getByRole('button', { name: 'Remove filter: Billing' }).waitFor();
  await row(page, 'Zoe Zero').waitFor();
  // Ana is no member of it, but of Returns.
  await page
    .locator('agent-console-list-filters')
    .getByRole('button', { name: 'My teams', exact: true })
    .click();
  await page.getByRole('button', { name: 'Remove filter: My teams' }).waitFor();
  await row(page, 'Una One').waitFor();
  await row(page, 'Zoe Zero').waitFor({ state: 'detached' });
});
