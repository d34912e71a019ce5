/** Meta's own figures of a template, which an admin turns on for good. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { conversationWith } from '../../support/calls.ts';
import { openConsole } from '../../support/console-page.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith('15550540030', 'Iris Insights');
  page = await openConsole(browser, undefined, { viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
}, 60_000);
afterAll(() => browser.close());

it('is turned on only after a warning that it cannot be undone', { timeout: 90_000 }, async () => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Templates', exact: true }).click();
  await page.getByRole('button', { name: 'order_update', exact: true }).click();
  const insights = page.locator('agent-console-template-insights');
  await insights.getByText('Clicks and spending, by Meta').click();
  await insights.getByRole('button', { name: 'Turn on' }).click();
  const warning = page.getByRole('alertdialog', { name: 'Turn on Meta’s figures of templates?' });
  await warning.getByText('This cannot be undone').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await warning.getByRole('button', { name: 'Cancel' }).click();
  await warning.waitFor({ state: 'detached' });
  await insights.getByRole('button', { name: 'Turn on' }).click();
  await warning.getByRole('button', { name: 'Turn on' }).click();
  await insights.getByRole('button', { name: 'Turn on' }).waitFor({ state: 'detached' });
  await insights.getByText(/Last 30 days|Nothing happened in this period/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
