/** The console at 320 px, which is also what a computer has at 400 % zoom: nothing sticks out to the side. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import { openBrowser } from '../../support/browser.ts';
import { api, call, conversationWith } from '../../support/calls.ts';
import { isOpened, openConsole, row, thread } from '../../support/console-page.ts';

const name = 'Constantina Papadopoulou-Featherstonehaugh';
const narrow = { viewport: { width: 320, height: 640 } };
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  const { id: label } = await api<Label>('POST', '/labels', { name: 'Delivery to islands', color: 'blue' });
  const { id } = await conversationWith('15550800002', name);
  await call('PUT', `/conversations/${id}/labels`, { add: [label] });
});
afterAll(() => browser.close());

/** What sticks out to the side, except in a row that is scrolled, such as the tabs. */
function overhangs(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isInScrolledRow = (element: Element | null): boolean => {
      if (element === null) return false;
      const isScrolled = element.scrollWidth > element.clientWidth && element.clientWidth <= innerWidth;
      if (isScrolled && getComputedStyle(element).overflowX === 'auto') return true;
      const tree = element.getRootNode();
      const host = tree instanceof ShadowRoot ? tree.host : null;
      return isInScrolledRow(element.assignedSlot ?? element.parentElement ?? host);
    };
    const elementsIn = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot ? elementsIn(element.shadowRoot) : []),
      ]);
    const all = elementsIn(document);
    const { scrollWidth } = document.documentElement;
    const found = all.filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const isOut = width > 1 && (right > innerWidth + 1 || left < -1);
      const isRead = element.matches('button, a, input, select, textarea, summary, h2, h3, p, label');
      return isRead && isOut && element.checkVisibility() && !isInScrolledRow(element.parentElement);
    });
    const names = found.map((one) => `${one.localName} ${one.getAttribute('aria-label') ?? one.textContent}`);
    return scrollWidth > innerWidth ? [`a page of ${scrollWidth} px`, ...names] : names;
  });
}

describe('at 320 px', () => {
  it('nothing of the list, a conversation, a form, the commands and the customer sticks out', async () => {
    const page = await openConsole(browser, undefined, narrow);
    const fits = () => expect.poll(() => overhangs(page)).toEqual([]);
    await row(page, name).waitFor();
    await fits();
    await row(page, name).click();
    await isOpened(page, name);
    await thread(page).getByText('Hello').waitFor();
    await fits();
    await page.locator('agent-console-composer summary').first().click();
    await page.getByRole('group', { name: 'Add to message' }).waitFor();
    await fits();
    await page.getByRole('button', { name: 'Reply buttons' }).click();
    await page.getByLabel('Button 1').waitFor();
    await fits();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Command or customer' }).fill('about');
    await fits();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'About the customer' }).waitFor();
    await fits();
    await page.context().close();
  });

  it('nothing of the settings sticks out', async () => {
    const page = await openConsole(browser, undefined, narrow);
    await page.getByRole('button', { name: 'Settings' }).click();
    const settings = page.getByRole('region', { name: 'Settings' });
    const link = (title: string) => settings.getByRole('button', { name: title, exact: true }).first();
    const pages = [
      ...['Your account', 'Notifications', 'Numbers', 'This number', 'Bot', 'Business profile', 'Button'],
      ...['Templates', 'Saved places', 'Health', 'Members', 'Labels', 'Custom fields', 'Saved replies'],
      ...['API tokens', 'Webhooks', 'Audit log'],
    ];
    for (const title of pages) {
      await link(title).click();
      await settings.getByRole('heading', { level: 3 }).first().waitFor();
      await expect.poll(() => overhangs(page), { message: title }).toEqual([]);
      await page.goBack();
      await link(title).waitFor();
    }
    await page.context().close();
  });
});
