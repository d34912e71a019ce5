/** The console where there is little room, as at 320 px and at 200 % zoom, and where the system sets the colours. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import { openBrowser } from '../../support/browser.ts';
import { api, call, conversationWith } from '../../support/calls.ts';
import { field, isOpened, openConsole, row, thread } from '../../support/console-page.ts';

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

/** Controls that cannot be brought to the front by scrolling up or down, without those behind an open dialog. */
function unreachable(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const elementsIn = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot ? elementsIn(element.shadowRoot) : []),
      ]);
    const at = (x: number, y: number, root: Document | ShadowRoot = document): Element | null => {
      const found = root.elementFromPoint(x, y);
      return found?.shadowRoot && found.shadowRoot !== root ? at(x, y, found.shadowRoot) : found;
    };
    const outer = (element: Element): Element | null => {
      const tree = element.getRootNode();
      return element.assignedSlot ?? element.parentElement ?? (tree instanceof ShadowRoot ? tree.host : null);
    };
    const isWithin = (element: Element | null, whole: Element): boolean =>
      element !== null && (element === whole || isWithin(outer(element), whole));
    const all = elementsIn(document);
    const dialog = all.find((one) => one instanceof HTMLDialogElement && one.matches(':modal'));
    const controls = all.filter((one) => {
      const isControl = one.matches('button, a[href], input, select, textarea, summary, [role=option]');
      const { width, height } = one.getBoundingClientRect();
      const isInert =
        !isWithin(one, dialog ?? document.documentElement) ||
        all.some((other) => other instanceof HTMLElement && other.inert && isWithin(one, other));
      return (
        isControl && width > 1 && height > 1 && one.checkVisibility({ visibilityProperty: true }) && !isInert
      );
    });
    return controls.flatMap((control) => {
      control.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const front = at((left + right) / 2, (top + bottom) / 2);
      const isInFront = isWithin(front, control) || (front?.closest('label')?.contains(control) ?? false);
      const name = `${control.localName} ${control.getAttribute('aria-label') ?? control.textContent?.trim()}`;
      return isInFront && left >= -1 && right <= innerWidth + 1 ? [] : [name];
    });
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

describe('at 200 % zoom', () => {
  it('every control of the list, a conversation, the customer and the settings is reached by scrolling one way', async () => {
    const page = await openConsole(browser, undefined, { viewport: { width: 640, height: 400 } });
    const isReached = async (message: string) => {
      await expect.poll(() => overhangs(page), { message }).toEqual([]);
      expect(await unreachable(page), message).toEqual([]);
    };
    await row(page, name).waitFor();
    await isReached('the list');
    await row(page, name).click();
    await isOpened(page, name);
    await thread(page).getByText('Hello').waitFor();
    await isReached('the conversation');
    await page.getByRole('button', { name: 'About the customer' }).click();
    await page.getByRole('dialog', { name: 'About the customer' }).getByText('+15550800002').waitFor();
    await isReached('the customer');
    await page.keyboard.press('Escape');
    await page.goBack();
    await page.getByRole('button', { name: 'Settings' }).click();
    const settings = page.getByRole('region', { name: 'Settings' });
    for (const title of ['This number', 'Labels']) {
      const link = settings.getByRole('button', { name: title, exact: true }).first();
      await link.click();
      await settings.getByRole('heading', { level: 3 }).first().waitFor();
      await isReached(title);
      await page.goBack();
      await link.waitFor();
    }
    await page.context().close();
  });
});

describe('where the system sets the colours', () => {
  it('the selected row, unread messages, the focus, switches and the page of the settings can be told apart', async () => {
    const other = 'Ulla Unread';
    await conversationWith('15550800003', other);
    const page = await openConsole(browser, undefined, { forcedColors: 'active' });
    /** Whether a part of the page looks different afterwards. The text in it stays the same. */
    const changes = async (part: Locator, act: () => Promise<unknown>) => {
      const [before, text] = [await part.screenshot({ animations: 'disabled' }), await part.textContent()];
      await act();
      expect(await part.textContent()).toBe(text);
      await expect
        .poll(async () => (await part.screenshot({ animations: 'disabled' })).equals(before))
        .toBe(false);
    };
    await row(page, other).getByText('1', { exact: true }).waitFor();
    for (const one of [name, other]) {
      await row(page, one).click();
      await isOpened(page, one);
    }
    await row(page, other).getByText('1', { exact: true }).waitFor({ state: 'detached' });
    await field(page).focus();
    await changes(row(page, name), async () => {
      await row(page, name).click();
      await isOpened(page, name);
      await field(page).focus();
    });
    const resolve = page.getByRole('button', { name: 'Resolve', exact: true });
    await changes(resolve, async () => {
      await resolve.focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
    });
    await page.getByRole('button', { name: 'Settings' }).click();
    const settings = page.getByRole('region', { name: 'Settings' });
    const link = (title: string) => settings.getByRole('button', { name: title, exact: true }).first();
    await link('Labels').click();
    await settings.getByRole('heading', { name: 'Labels', level: 3 }).waitFor();
    await changes(link('This number'), async () => {
      await link('This number').click();
      await settings.getByRole('switch').first().waitFor();
      await page.mouse.move(900, 5);
    });
    const [on, off] = [true, false].map((checked) => settings.getByRole('switch', { checked }).first());
    const looks = await Promise.all([on, off].map((one) => one?.screenshot({ animations: 'disabled' })));
    expect(looks[0] && looks[1]?.equals(looks[0])).toBe(false);
    await page.context().close();
  });
});
