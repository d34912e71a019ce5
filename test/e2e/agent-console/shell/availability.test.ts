/** Agents who are available, away or idle, in the consoles of two of them. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PresentAgent } from '../../../../worker/api/conversations/live.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { agentSession, call, conversationWith } from '../../support/calls.ts';
import { isOpened, openConsole, row, toast } from '../../support/console-page.ts';

let browser: Browser;
let admin: Page;
let ana: Page;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith('15550781000', 'Ida Idle');
  ana = await openConsole(browser, await agentSession({ sub: 'here-ana', name: 'Ana Present' }));
  admin = await openConsole(browser);
});
afterAll(async () => {
  await call('PUT', '/automation/assignment', {});
  await browser.close();
});

const menu = (page: Page) => page.locator('agent-console-account-menu');
async function choose(page: Page, name: string): Promise<void> {
  await menu(page).locator('summary').click();
  await menu(page).getByRole('button', { name, exact: true }).click();
}
/** Ana's availability, as the Worker knows it. */
const availability = async () =>
  (await call<PresentAgent[]>('GET', '/availability')).find(({ name }) => name === 'Ana Present')
    ?.availability;
/** The same, as the menu for assigning says it. */
const offered = (text: string) =>
  admin.locator('agent-console-tools .assignee').getByRole('button', { name: text, exact: true });

it('an agent chooses to be away, and colleagues see it where they assign conversations', async () => {
  await row(admin, 'Ida Idle').click();
  await isOpened(admin, 'Ida Idle');
  await admin.locator('agent-console-tools .assignee summary').click();
  await offered('Ana Present').waitFor();
  await choose(ana, 'Away');
  await toast(ana).getByText('You are away').waitFor();
  await offered('Ana Present Away').waitFor();
  expect(await accessibilityFaults(admin)).toEqual([]);
  await menu(ana).locator('summary').click();
  expect(await accessibilityFaults(ana)).toEqual([]);
  await ana.keyboard.press('Escape');
  await ana.reload();
  await menu(ana).getByLabel('Your account: Away').waitFor();
});

it('a command makes them available again', async () => {
  await ana.keyboard.press('Control+k');
  await ana.getByRole('combobox', { name: 'Command or customer' }).fill('available');
  await ana.getByRole('option', { name: 'Set yourself as available' }).click();
  await expect.poll(availability).toBe('available');
  await offered('Ana Present').waitFor();
});

it('an agent who touches nothing is away after the time that the number sets, until they move the pointer', async () => {
  await ana.clock.install();
  await call('PUT', '/automation/assignment', { idleAfterMinutes: 1 });
  await expect
    .poll(async () => {
      // In steps, so that the live socket gets its answers meanwhile.
      await ana.clock.runFor('00:20');
      return availability();
    })
    .toBe('idle');
  await offered('Ana Present Away').waitFor();
  await ana.mouse.move(200, 200);
  await expect.poll(availability).toBe('available');
  await offered('Ana Present').waitFor();
});
