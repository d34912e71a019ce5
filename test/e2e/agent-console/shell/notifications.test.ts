/** The Worker's own console page: how it tells of what customers write, its keyboard, and its languages. */
import { createECDH, randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PushStatus } from '../../../../worker/api/people/push.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { conversationWith, sendPhoto } from '../../support/calls.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(() => context.close());
afterAll(() => browser.close());

async function openConsole(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 1100, height: 700 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.addInitScript(`localStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
  await page.getByRole('listbox').waitFor();
  return page;
}

describe('the console’s own page', () => {
  it('the title and icon show the number of unread conversations', async () => {
    await conversationWith('15550700001', 'Uma Unread');
    const page = await openConsole();
    await expect.poll(() => page.title()).toMatch(/^\(\d+\) Team inbox$/);
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toContain('icon-unread');
    const before = Number((await page.title()).match(/\d+/)?.[0]);
    await page.getByRole('option', { name: /Uma Unread/ }).click();
    await expect.poll(async () => Number((await page.title()).match(/\d+/)?.[0] ?? 0)).toBe(before - 1);
  });

  it('the installed console caches its own files and no message', async () => {
    const page = await openConsole();
    const manifest = await page.evaluate(async () => (await fetch('/console/manifest.webmanifest')).json());
    for (const { src } of manifest.icons) expect((await fetch(`${workerUrl}${src}`)).status).toBe(200);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.getByRole('listbox').waitFor();
    const kept = await page.evaluate(async () => {
      const all = await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
      );
      return all.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept).toContain('/console/');
    expect(kept.filter((path) => !/^\/(console\/|parts\/|agent-console\.js)/.test(path))).toEqual([]);
    await context.setOffline(true);
    await page.reload();
    await page.getByText('The inbox cannot be reached').waitFor();
  });

  it('the console is installed under its name in the reader’s language', async () => {
    const page = await openConsole({ locale: 'de-DE' });
    const link = page.locator('link[rel=manifest]');
    await expect.poll(() => link.getAttribute('href')).toBe('/console/manifest.de.webmanifest');
    const { id, lang, name } = await page.evaluate(async () =>
      (await fetch('/console/manifest.de.webmanifest')).json(),
    );
    expect({ id, lang, name }).toEqual({ id: '/console/', lang: 'de', name: 'Team-Posteingang' });
  });
});

describe('the keyboard', () => {
  it('the command bar finds commands and customers, and shortcuts do not run while typing', async () => {
    await conversationWith('15550700003', 'Kim Keyboard');
    const page = await openConsole();
    await page.getByRole('option', { name: /Kim Keyboard/ }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Command or customer' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.type('kim key');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Kim Keyboard' }).waitFor();
    const field = page.getByRole('textbox', { name: 'Message' });
    await expect.poll(() => field.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.keyboard.type('j/k?');
    expect(await field.inputValue()).toBe('j/k?');
    expect(await page.getByRole('heading', { name: 'Keyboard shortcuts' }).count()).toBe(0);
    await field.fill('');
  });

  it('a key pressed right after a dialog closes is not lost', async () => {
    const page = await openConsole();
    const keyboard = await context.newCDPSession(page);
    const press = (key: string, code: string, windowsVirtualKeyCode: number, modifiers = 0) =>
      keyboard.send('Input.dispatchKeyEvent', {
        ...{ type: 'rawKeyDown', key, code, windowsVirtualKeyCode, modifiers },
      });
    const control = 2;
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    await Promise.all([press('Escape', 'Escape', 27), press('k', 'KeyK', 75, control)]);
    await page.getByRole('combobox', { name: 'Command or customer' }).waitFor();
    await Promise.all([press('Escape', 'Escape', 27), press('k', 'KeyK', 75, control)]);
    await expect.poll(() => page.locator('agent-console-commands dialog[open]').count()).toBe(1);
  });

  it('keys move through the conversations and keep the focus in the list', async () => {
    await conversationWith('15550700004', 'Nora Next');
    await conversationWith('15550700005', 'Nils Newest');
    const page = await openConsole();
    await page.getByRole('option', { name: /Nils Newest/ }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'Nils Newest' }).waitFor();
    const focused = (name: RegExp) =>
      expect
        .poll(() => page.getByRole('option', { name }).evaluate((row) => row.matches(':focus')))
        .toBe(true);
    await focused(/Nils Newest/);
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'Nora Next' }).waitFor();
    await focused(/Nora Next/);
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: 'Nils Newest' }).waitFor();
  });
});

describe('the settings of notifications', () => {
  it('the notification settings are reachable and accessible', async () => {
    const page = await openConsole();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Notifications', exact: true }).click();
    await page.getByRole('region', { name: 'Sound when a customer writes' }).waitFor();
    await page.getByRole('button', { name: 'Turn on notifications' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

describe('a device that is told', () => {
  it('an admin’s device gets alerts about a number until they are switched off', async () => {
    const endpoint = 'https://push.example/told';
    const keys = {
      p256dh: createECDH('prime256v1').generateKeys('base64url'),
      auth: randomBytes(16).toString('base64url'),
    };
    const preferences = {
      ...{ whose: 'all', muted: [], showText: false, alerts: true, weekly: false, quiet: null },
    };
    const api = async (method: string, body?: object) => {
      const answer = await fetch(`${workerUrl}/api/push`, {
        method,
        headers: { Authorization: `Bearer ${sessionToken}` },
        ...(body && { body: JSON.stringify(body) }),
      });
      return answer.json();
    };
    const { publicKey }: PushStatus = await api('GET');
    await api('PUT', { endpoint, keys, preferences });
    const page = await openConsole();
    await context.grantPermissions(['notifications'], { origin: workerUrl });
    // Nobody is there to subscribe with in a test.
    await page.evaluate(
      ({ endpoint, keys, publicKey }) => {
        const text = publicKey.replaceAll('-', '+').replaceAll('_', '/');
        const applicationServerKey = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
        const known = { endpoint, options: { applicationServerKey }, toJSON: () => ({ endpoint, keys }) };
        PushManager.prototype.getSubscription = async () => known as never;
      },
      { endpoint, keys, publicKey },
    );
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Notifications', exact: true }).click();
    const wanted = page.getByLabel('Also notify me about problems with a number');
    expect(await wanted.isChecked()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await wanted.uncheck();
    await page.getByText('Saved.').waitFor();
    const { devices }: PushStatus = await api('GET');
    const kept = devices.find((device) => device.endpoint === endpoint);
    expect(kept?.preferences).toEqual({ ...preferences, alerts: false });
    await fetch(`${workerUrl}/api/push/${kept?.id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${sessionToken}` },
    });
  });
});

describe('the language', () => {
  it.each([
    ['es-MX', 'es-MX', 'ltr', 'Conversaciones'],
    ['ar', 'ar', 'rtl', 'الدردشات'],
  ])(
    'the console has the language and direction of the reader: %s',
    async (locale, lang, direction, conversations) => {
      await conversationWith('15550700007', 'Lena Language');
      const page = await openConsole({ locale });
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      const list = page.getByRole('listbox', { name: conversations });
      await list.waitFor();
      expect(await list.evaluate((element) => getComputedStyle(element).direction)).toBe(direction);
      await page.getByRole('option', { name: /Lena Language/ }).click();
      await page.getByRole('heading', { name: 'Lena Language' }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    },
  );
});

describe('a phone', () => {
  it('a phone shows one pane, and a swipe goes back', async () => {
    await conversationWith('15550700006', 'Sven Swipe');
    const page = await openConsole({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await page.getByRole('option', { name: /Sven Swipe/ }).tap();
    const name = page.getByRole('heading', { name: 'Sven Swipe' });
    await expect.poll(() => name.evaluate((heading) => heading.matches(':focus'))).toBe(true);
    expect(await page.getByRole('listbox', { name: 'Conversations' }).isVisible()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    // Within the page, so that it is as quick as a thumb.
    await page.getByRole('region', { name: 'Conversation', exact: true }).evaluate((section) => {
      const touch = (type: string, clientX: number) =>
        section.dispatchEvent(
          new TouchEvent(type, {
            changedTouches: [new Touch({ identifier: 1, target: section, clientX, clientY: 300 })],
            bubbles: true,
            composed: true,
          }),
        );
      touch('touchstart', 60);
      touch('touchend', 260);
    });
    await page.getByRole('option', { name: /Sven Swipe/ }).waitFor();
  });

  it('Back leads to the list first, and then away from the page', async () => {
    await conversationWith('15550700007', 'Bea Back');
    const page = await openConsole({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await page.goto(`${workerUrl}/sign-in/`);
    await page.goto(`${workerUrl}/console/`);
    const row = page.getByRole('option', { name: /Bea Back/ });
    const heading = page.getByRole('heading', { name: 'Bea Back' });
    await row.tap();
    await heading.waitFor();
    await page.goBack();
    await row.waitFor();
    await page.goForward();
    await heading.waitFor();
    await page.reload();
    await heading.waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).tap();
    await row.waitFor();
    await expect.poll(() => page.evaluate(() => history.state)).toBeNull();
    await page.goBack();
    expect(page.url()).toBe(`${workerUrl}/sign-in/`);
  });

  it('Back closes overlays one after the other', async () => {
    await conversationWith('15550700009', 'Lara Layer');
    await sendPhoto('15550700009', 'The bowl');
    const page = await openConsole({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await page.getByRole('button', { name: 'Settings' }).tap();
    const settings = page.getByRole('region', { name: 'Settings' });
    await settings.waitFor();
    await settings.getByRole('button', { name: 'Notifications' }).tap();
    const groups = settings.getByRole('navigation', { name: 'Settings' });
    await groups.waitFor({ state: 'hidden' });
    await page.goBack();
    await groups.waitFor();
    await page.goBack();
    await settings.waitFor({ state: 'detached' });
    await page.locator('agent-console-list-filters .sort summary').tap();
    await page.getByRole('button', { name: 'Select conversations' }).tap();
    const bar = page.locator('agent-console-bulk');
    await bar.getByText('Select conversations').waitFor();
    await page.goBack();
    await bar.waitFor({ state: 'detached' });

    const row = page.getByRole('option', { name: /Lara Layer/ });
    await row.tap();
    const heading = page.getByRole('heading', { name: 'Lara Layer' });
    await heading.waitFor();
    await page.locator('agent-console-tools .more summary').tap();
    await page.getByRole('button', { name: 'About the customer' }).tap();
    const panel = page.getByRole('dialog', { name: 'About the customer' });
    await panel.waitFor();
    await page.goBack();
    await panel.waitFor({ state: 'detached' });
    const photo = page.getByRole('dialog', { name: 'Photo' });
    await page.getByRole('button', { name: 'Open the photo' }).tap();
    await photo.waitFor();
    await page.goBack();
    await photo.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Open the photo' }).tap();
    await photo.getByRole('button', { name: 'Close' }).tap();
    await photo.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => history.state?.depth)).toBe(1);
    expect(await heading.isVisible()).toBe(true);
    await page.goBack();
    await row.waitFor();
    expect(await page.evaluate(() => history.state)).toBeNull();
  });

  it('a wide console leaves the page’s history alone', async () => {
    await conversationWith('15550700008', 'Willa Wide');
    const page = await openConsole();
    const before = await page.evaluate(() => history.length);
    await page.getByRole('option', { name: /Willa Wide/ }).click();
    await page.getByRole('heading', { name: 'Willa Wide' }).waitFor();
    expect(await page.evaluate(() => [history.length, history.state])).toEqual([before, null]);
  });
});
