/** The console on a page whose styles, keys, policy and scripts are not made for it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowSite, type BackOffice, openBackOffice, signInWith } from '../../support/back-office.ts';
import { openBrowser } from '../../support/browser.ts';
import { conversationWith, sendPhoto } from '../../support/calls.ts';
import { documentedPolicy } from '../../support/documented-policy.ts';
import { sessionToken } from '../../support/stack.ts';

const styles = `
  html { font-size: 62.5%; }
  body { text-align: end; text-transform: uppercase; letter-spacing: 0.2em; text-indent: 3em; text-shadow: 1px 1px red;
    user-select: none; word-spacing: 1em; font-variant: small-caps; line-height: 4; white-space: pre; cursor: wait;
    font-style: italic; font-weight: 900; color: red; quotes: none; hyphens: auto; word-break: break-all; tab-size: 40;
    list-style: square; border-collapse: collapse; -webkit-text-stroke: 1px lime; font-feature-settings: "zero"; }
  * { letter-spacing: 0.3em; text-transform: uppercase !important; font-size: 7px !important; }
`;

let browser: Browser;
let office: BackOffice;

beforeAll(async () => {
  browser = await openBrowser();
  office = await openBackOffice(
    () =>
      `${signInWith(sessionToken)}
       window.heard = [];
       document.addEventListener('keydown', ({ key }) => heard.push(key));`,
  );
  await allowSite(office.url);
  await conversationWith('15550760001', 'Hanna Hostile');
});
afterAll(async () => {
  office.close();
  await browser.close();
});

async function openOffice(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  page.setDefaultTimeout(30_000);
  await page.goto(office.url);
  await page.getByRole('option', { name: /Hanna Hostile/ }).click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  return page;
}

/** What changes in the console, element by element, when the page gets these styles; and how many elements it has. */
function changesBy(page: Page, styles: string): Promise<{ changes: string[]; count: number }> {
  return page.evaluate((css) => {
    const looks = () => {
      const all: [string, Record<string, string>][] = [];
      const look = (root: ShadowRoot, path: string) => {
        for (const element of root.querySelectorAll('*')) {
          const name = `${path} ${element.localName}.${element.className}`;
          const style = getComputedStyle(element);
          all.push([name, Object.fromEntries([...style].map((key) => [key, style.getPropertyValue(key)]))]);
          if (element.shadowRoot) look(element.shadowRoot, name);
        }
      };
      const root = document.querySelector('agent-console')?.shadowRoot;
      if (root) look(root, '');
      return all;
    };
    const before = looks();
    const sheet = document.createElement('style');
    sheet.textContent = css;
    document.head.append(sheet);
    const after = looks();
    sheet.remove();
    const changes = before.flatMap(([name, style], index) =>
      Object.entries(style).flatMap(([key, value]) => {
        const now = after[index]?.[1][key];
        return now === value ? [] : [`${name} ${key}: ${value} → ${now}`];
      }),
    );
    return { changes, count: before.length };
  }, styles);
}

describe('the console on a page that is not made for it', () => {
  it('the console looks the same whatever styles the page has', async () => {
    const page = await openOffice();
    const { changes, count } = await changesBy(page, styles);
    expect(count).toBeGreaterThan(50);
    expect(changes).toEqual([]);
    await page.close();
  });

  it('the console is hidden with its container', async () => {
    const page = await openOffice();
    await page.evaluate("document.querySelector('main').style.visibility = 'hidden'");
    expect(await page.getByRole('textbox', { name: 'Message' }).isVisible()).toBe(false);
    await page.evaluate("document.querySelector('main').removeAttribute('style')");
    await page.evaluate("document.querySelector('agent-console').hidden = true");
    expect(await page.locator('agent-console').isVisible()).toBe(false);
    await page.close();
  });

  it('typing in the console triggers no shortcut of the page, except with a modifier that the console has no use for', async () => {
    const page = await openOffice();
    await page.getByRole('textbox', { name: 'Message' }).focus();
    await page.keyboard.type('dj/?');
    await page.keyboard.press('Control+b');
    await page.keyboard.press('Control+y');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('searchbox').pressSequentially('go');
    expect(await page.evaluate('heard')).toEqual(['Control', 'Control', 'y']);
    expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('dj/?**');
    await page.close();
  });
});

describe('the console under a strict policy', () => {
  it('the console works under a strict policy with Trusted Types', async () => {
    await sendPhoto('15550760001', 'A bowl');
    const strict = await openBackOffice(
      () => `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
          console.error(['blocked', violatedDirective, blockedURI, sourceFile].join(' ')));
        ${signInWith(sessionToken)}`,
      { policy: await documentedPolicy('console.md'), scripts: ['/message-us.js'] },
    );
    await allowSite(strict.url);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'de-DE' });
    page.setDefaultTimeout(30_000);
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(strict.url);
    await page.getByRole('option', { name: /Hanna Hostile/ }).click();
    const field = page.locator('agent-console-composer textarea').first();
    await field.fill('Under a policy');
    await field.press('Enter');
    await page.locator('agent-console-thread').getByText('Under a policy').waitFor();
    const photo = page.locator('agent-console-thread img').first();
    await photo.waitFor();
    await expect
      .poll(() => photo.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth))
      .toBe(1);
    await page.getByRole('button', { name: 'Settings' }).click();
    const settings = page.locator('agent-console-settings');
    await settings.getByRole('button', { name: 'Button', exact: true }).click();
    await settings.locator('message-us').first().waitFor({ state: 'attached' });
    expect(said).toEqual([]);
    await page.close();
    strict.close();
  });
});

describe('a second copy of the console’s script', () => {
  it('a second copy of the script from another address leaves the page to the first', async () => {
    const twice = await openBackOffice(() => signInWith(sessionToken), {
      scripts: ['/agent-console.js?ver=2'],
    });
    await allowSite(twice.url);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(twice.url);
    await page.getByRole('option', { name: /Hanna Hostile/ }).click();
    const field = page.locator('agent-console-composer textarea').first();
    await field.fill('Sent once');
    await field.press('Enter');
    const sent = page.locator('agent-console-thread').getByText('Sent once');
    await sent.waitFor();
    await page.waitForLoadState('networkidle');
    expect(await sent.count()).toBe(1);
    expect(said).toEqual([]);
    await page.close();
    twice.close();
  });
});
