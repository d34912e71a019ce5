import type { Page } from 'playwright-core';

/**
 * Clicks the button that closes its window. The window may be gone before the browser has confirmed the press, which
 * the driver calls a failure of the click; whether it was pressed shows in the window's end.
 */
export async function pressToClose(window: Page, name: string): Promise<void> {
  const closed = window.waitForEvent('close');
  const button = window.getByRole('button', { name });
  await button.waitFor();
  await Promise.all([closed, button.click().catch(() => {})]);
}
