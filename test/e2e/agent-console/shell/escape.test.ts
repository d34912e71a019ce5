/** Escape leads one step out each time, and loses nothing that was typed. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/browser.ts';
import { conversationWith } from '../../support/calls.ts';
import { field, isFocused, isOpened, openConsole, row, thread } from '../../support/console-page.ts';

const name = 'Esme Escape';
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith('15550770001', name);
});
afterAll(() => browser.close());

async function openAndType(page: Page): Promise<void> {
  await row(page, name).focus();
  await page.keyboard.press('Enter');
  await isOpened(page, name);
  await isFocused(field(page));
  await page.keyboard.type('Half a sentence');
}

/** Presses Tab, or Shift and Tab, until this has the focus. */
async function tabTo(page: Page, element: Locator, key: 'Tab' | 'Shift+Tab'): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press(key);
    if (await element.evaluate((one) => one.matches(':focus'))) return;
  }
  throw new Error(`${key} does not reach ${element}`);
}

describe('Escape', () => {
  it('leads from a dialog to the message field, to the messages and to the list, and what was typed stays', async () => {
    const page = await openConsole(browser);
    await openAndType(page);
    await page.keyboard.press('Control+k');
    const bar = page.getByRole('combobox', { name: 'Command or customer' });
    await isFocused(bar);
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
    await isFocused(field(page));
    await page.keyboard.press('Escape');
    await isFocused(thread(page));
    await page.keyboard.press('Escape');
    await isFocused(row(page, name));
    await page.keyboard.press('Escape');
    await isFocused(row(page, name));
    await isOpened(page, name);
    expect(await field(page).inputValue()).toBe('Half a sentence');
    await page.keyboard.press('r');
    await isFocused(field(page));
    await page.keyboard.type(', and the rest');
    expect(await field(page).inputValue()).toBe('Half a sentence, and the rest');
    await page.context().close();
  });

  it('leads from a dialog over a menu to its button, and from a menu to its button, to the messages and to the list', async () => {
    const page = await openConsole(browser);
    await openAndType(page);
    const add = page.getByRole('group', { name: 'Add to message' });
    const button = page.locator('agent-console-composer summary').first();
    await tabTo(page, button, 'Tab');
    await page.keyboard.press('Enter');
    await add.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+k');
    const bar = page.getByRole('combobox', { name: 'Command or customer' });
    await isFocused(bar);
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
    await isFocused(button);
    await page.keyboard.press('Enter');
    await add.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await add.waitFor({ state: 'hidden' });
    await isFocused(button);
    await page.keyboard.press('Escape');
    await isFocused(thread(page));
    await page.keyboard.press('Escape');
    await isFocused(row(page, name));
    expect(await field(page).inputValue()).toContain('Half a sentence');
    await page.context().close();
  });

  it('leads from a note and from the search in the messages to the messages, and the note stays', async () => {
    const page = await openConsole(browser);
    await row(page, name).focus();
    await page.keyboard.press('Enter');
    await isFocused(field(page));
    await page.keyboard.press('Escape');
    await isFocused(thread(page));
    await page.keyboard.press('n');
    const note = page.getByRole('textbox', { name: 'Team note' });
    await isFocused(note);
    await page.keyboard.type('Half a note');
    await page.keyboard.press('Escape');
    await isFocused(thread(page));
    expect(await note.inputValue()).toBe('Half a note');
    await page.keyboard.press('Control+f');
    const search = page.getByRole('searchbox', { name: 'Search in conversation' });
    await isFocused(search);
    await page.keyboard.press('Escape');
    await isFocused(thread(page));
    await page.keyboard.press('Escape');
    await isFocused(row(page, name));
    await page.context().close();
  });

  it('on a phone leads from the message field to the messages, and from there to the list', async () => {
    const page = await openConsole(browser, undefined, { viewport: { width: 390, height: 800 } });
    await openAndType(page);
    await page.keyboard.press('Escape');
    await isFocused(thread(page));
    await page.keyboard.press('Escape');
    await isFocused(row(page, name));
    await thread(page).waitFor({ state: 'hidden' });
    await page.context().close();
  });
});
