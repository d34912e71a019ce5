/** Two agents at the same conversation, on pages of two origins. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../../../../widget/agent-console/agent-console.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { allowSite, type BackOffice, openBackOffice, signInWith } from '../../support/back-office.ts';
import { openBrowser } from '../../support/browser.ts';
import { agentSession, api, control, conversationWith } from '../../support/calls.ts';
import { workerUrl } from '../../support/stack.ts';

let browser: Browser;
let site: BackOffice;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith('15550198811', 'Tara Together');
  site = await openBackOffice(({ searchParams }) => signInWith(searchParams.get('token') ?? ''));
  await allowSite(site.url);
});
afterAll(async () => {
  await browser.close();
  site.close();
});

async function atWorker(token: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${token}')`);
  await page.goto(`${workerUrl}/console/`);
  return page;
}

async function atSite(token: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  // What is allowed counts everywhere within ten seconds.
  await expect
    .poll(
      async () => {
        await page.goto(`${site.url}/?token=${token}`);
        const row = page.getByRole('option', { name: /Tara Together/ });
        await row.or(page.getByRole('alert')).first().waitFor();
        return row.count();
      },
      { timeout: 25_000, interval: 500 },
    )
    .toBe(1);
  return page;
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Message' });

async function open(page: Page): Promise<void> {
  await page.getByRole('option', { name: /Tara Together/ }).click();
  await field(page).waitFor();
}

describe('two agents', () => {
  it('two agents see each other viewing and typing, and are warned before both answer', async () => {
    const ana = await atWorker(await agentSession({ sub: 'ana', name: 'Ana Alvarez' }));
    const ben = await atSite(await agentSession({ sub: 'ben', name: 'Ben Berg' }));
    await open(ana);
    await open(ben);
    await ana.getByText('Ben Berg is also viewing').waitFor();
    await ben.getByText('Ana Alvarez is also viewing').waitFor();
    await field(ben).fill('Ben is on it');
    await ana.getByRole('status').getByText('Ben Berg is typing a reply').waitFor();
    await ana.getByRole('option').getByText('Ben Berg is typing a reply').waitFor();

    await field(ana).fill('Ana is on it');
    await field(ben).press('Enter');
    await ana.getByRole('log').getByText('Ben is on it').waitFor();
    await ana.getByText('Ben Berg is also viewing').waitFor();
    await field(ana).press('Enter');
    const warning = ana.getByRole('alert').filter({ hasText: 'Ben Berg replied while you were writing' });
    await warning.getByText('Ben is on it').waitFor();
    expect(await field(ana).inputValue()).toBe('Ana is on it');
    expect(await ana.getByRole('log').getByText('Ana is on it').count()).toBe(0);
    await warning.getByRole('button', { name: 'Send anyway' }).click();
    await ben.getByRole('log').getByText('Ana is on it').waitFor();
    expect(await field(ana).inputValue()).toBe('');

    await field(ben).fill('Another from Ben');
    await field(ana).fill('One more from Ana');
    await field(ana).press('Enter');
    await ben.getByRole('log').getByText('One more from Ana').waitFor();
    await field(ben).press('Enter');
    await ben.getByRole('alert').filter({ hasText: 'Ana Alvarez replied' }).waitFor();
    expect(await accessibilityFaults(ben)).toEqual([]);
    await ben.getByRole('button', { name: 'Keep editing' }).click();
    expect(await field(ben).inputValue()).toBe('Another from Ben');
    await field(ben).press('Enter');
    await ana.getByRole('log').getByText('Another from Ben').waitFor();

    await ana.close();
    await expect.poll(() => ben.getByText('Ana Alvarez is also viewing').count()).toBe(0);

    // Out of the team, out of the page.
    await api('DELETE', `/agents/${encodeURIComponent('site/ben')}`);
    await expect.poll(() => ben.getByRole('option', { name: /Tara Together/ }).count()).toBe(0);
  });
});

describe('a page of another origin', () => {
  it('a page renews its session without interruption, and hears when there is none', async () => {
    const who = { sub: 'rene', name: 'Rene Renewed' };
    const page = await atSite(await agentSession(who));
    await open(page);
    // With this much room the panel opens with the conversation.
    const contact = page.getByRole('region', { name: 'About the customer' });
    await contact.waitFor();
    await page.locator('[type=file]').setInputFiles({
      name: 'kitchen.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4'),
    });
    const file = page.getByText('kitchen.pdf');
    await file.waitFor();
    const second = await agentSession(who);
    await page.evaluate((token) => {
      const told: string[] = [];
      Object.assign(window, { told });
      for (const name of ['sign-in', 'sign-out', 'unread-change', 'conversation-open', 'conversation-close'])
        document.addEventListener(name, () => told.push(name));
      const element = document.querySelector('agent-console');
      if (element)
        element.getToken = async () => {
          told.push('asked');
          return token;
        };
      // A token that is refused within a minute is not asked for again.
      const now = Date.now;
      Date.now = () => now() + 61_000;
      const own = document.createElement('input');
      document.body.append(own);
      own.focus();
    }, second);
    const told = () => page.evaluate(() => ('told' in window ? window.told : null));
    const end = (path: string) =>
      fetch(`${workerUrl}/api/sessions${path}`, {
        method: 'DELETE',
        headers: { Authorization: `Bearer ${second}` },
      });
    await end('');
    await expect.poll(told, { timeout: 30_000 }).toContain('asked');
    await control('POST', '/messages', {
      customer: '15550198811',
      name: 'Tara Together',
      text: 'Still there?',
    });
    await page.getByRole('log').getByText('Still there?').waitFor();
    expect([await file.isVisible(), await contact.isVisible()]).toEqual([true, true]);
    for (const event of ['sign-in', 'sign-out', 'conversation-open', 'conversation-close'])
      expect(await told()).not.toContain(event);
    // Whoever writes elsewhere on the page stays there, also when the page opens a conversation.
    await page.evaluate(() => document.querySelector('agent-console')?.open('+1 555 019 8811'));
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');

    const answer = await fetch(`${workerUrl}/api/sessions`, {
      headers: { Authorization: `Bearer ${second}` },
    });
    await end(`/${(await answer.json()).current}`);
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await told()).toContain('sign-out');
    await page.close();
  });

  it('a page controls the console and receives its events', async () => {
    const page = await atSite(await agentSession({ sub: 'cleo', name: 'Cleo CRM' }));
    await page.evaluate(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      for (const name of ['conversation-open', 'conversation-close', 'message-send'] as const) {
        document.addEventListener(name, (event) => {
          const id = 'conversationId' in event ? event.conversationId : undefined;
          told.push(`${event.type} ${typeof id}`);
        });
      }
    });
    const drive = (contact: string) =>
      page.evaluate(async (to) => {
        const element = document.querySelector('agent-console');
        await element?.open(to);
        return element?.compose('From the CRM');
      }, contact);
    expect(await drive('+1 555 019 8811')).toBe(true);
    await page.getByRole('heading', { name: 'Tara Together' }).waitFor();
    await expect.poll(() => field(page).inputValue()).toBe('From the CRM');
    await field(page).press('Enter');
    await page.getByRole('log').getByText('From the CRM').waitFor();
    const told = () => page.evaluate(() => ('told' in window ? window.told : null));
    expect(await told()).toEqual(expect.arrayContaining(['conversation-open number', 'message-send number']));
    await expect(drive('nobody at all')).rejects.toThrow();
    // With this much room the panel opens with the conversation.
    const contact = page.getByRole('region', { name: 'About the customer' });
    await contact.waitFor();
    // Elsewhere on the page it begins anew, as with another session of the page's, while somebody writes beside it.
    await page.evaluate(() => {
      const own = document.createElement('input');
      document.body.append(own);
      const element = document.querySelector('agent-console');
      element?.addEventListener('conversation-open', () => Object.assign(window, { isOpenAgain: true }));
      if (element) document.body.append(element);
      own.focus();
    });
    await page.waitForFunction(() => 'isOpenAgain' in window);
    await page.getByRole('log').getByText('From the CRM').waitFor();
    await contact.waitFor();
    await field(page).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByText('You are signed out').waitFor();
    expect(await told()).toContain('conversation-close undefined');
    await page.close();
  });
});
