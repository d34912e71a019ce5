/** The settings of the console, and how a journey goes through them. */
import type { Page } from 'playwright-core';
import { demoNumber } from '../../../demo/stack.ts';

export const settingsOf = (page: Page) => page.getByRole('region', { name: 'Settings' });
export const dialogOf = (page: Page) => page.locator('agent-console-dialog');

/** Opens a page of the settings, from the inbox or from another page. */
export async function openSettings(page: Page, name: string): Promise<void> {
  const settings = settingsOf(page);
  if (!(await settings.isVisible()))
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await settings.getByRole('button', { name, exact: true }).click();
}

/** The automation of the demo's first number. */
export async function openAutomation(page: Page): Promise<void> {
  await openSettings(page, 'Automation');
  await settingsOf(page).getByLabel('Number', { exact: true }).selectOption(demoNumber.phoneNumberId);
  await settingsOf(page).getByRole('heading', { name: 'Automation' }).waitFor();
}
