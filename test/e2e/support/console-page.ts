/** The console on its own page, and what its journeys look at. */
import { type Browser, errors, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { sessionToken, workerUrl } from './stack.ts';

/** In a context of its own, as an admin or with another session. */
export async function openConsole(
  browser: Browser,
  token = sessionToken,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.addInitScript(`localStorage.setItem('agent-console/session/${workerUrl}', '${token}')`);
  await page.goto(`${workerUrl}/console/`);
  await page.getByRole('listbox', { name: 'Conversations' }).waitFor();
  await page.waitForFunction(() => customElements.get('agent-console-choice') !== undefined);
  return page;
}

export const row = (page: Page, name: string) => page.getByRole('option', { name: new RegExp(name) });
export const field = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });
export const thread = (page: Page) => page.getByRole('log', { name: 'Messages' });
export const toast = (page: Page) => page.locator('agent-console-toast').getByRole('status');

/** Chooses a view of the list, in its row or in the menu of those without room there. */
export async function chooseView(page: Page, name: string): Promise<void> {
  const tabs = page.locator('agent-console-list-tabs agent-console-tabs');
  const tab = tabs.locator('.tab', { hasText: name });
  if (await tab.isVisible()) return tab.click();
  await tabs.locator('summary').click();
  await tabs.getByRole('button', { name: new RegExp(`^${name}`) }).click();
}

/** Waits until a second is recorded: a recording that ends before its first sound is dropped. */
export async function hasRecorded(page: Page): Promise<void> {
  await page.locator('agent-console-voice time', { hasText: /^0:0[1-9]$/ }).waitFor();
}

/** Waits until the conversation with this customer is open. */
export async function isOpened(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

/** Waits until this has the focus. What is not on the page yet has none. */
export async function isFocused(element: Locator): Promise<void> {
  await expect
    .poll(() =>
      element
        .evaluate((one) => one.matches(':focus'), undefined, { timeout: 1_000 })
        .catch((reason: unknown) => {
          if (reason instanceof errors.TimeoutError) return false;
          throw reason;
        }),
    )
    .toBe(true);
}
