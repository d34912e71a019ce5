/** Knowing when it stops working, in a browser: the health page, a token that ends and is replaced, what is kept. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoNumber } from '../../../../demo/stack.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { NumberHealth } from '../../../../worker/api/numbers/health.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { call, control, conversationWith } from '../../support/calls.ts';
import { downloaded } from '../../support/downloaded.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

let browser: Browser;
let page: Page;

const account = (change: object) =>
  control('POST', `/numbers/${demoNumber.phoneNumberId}`, { account: change });
const rowOf = async (name: string) => {
  const { rows } = await call<NumberHealth>('POST', '/health/test', {});
  return rows.find((row) => row.name === name);
};
const dialog = () => page.getByRole('region', { name: 'Settings' });
async function open(section: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await dialog().getByRole('button', { name: section, exact: true }).click();
  await dialog().getByLabel('Number', { exact: true }).selectOption(demoNumber.phoneNumberId);
}

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
});
afterAll(async () => {
  await account({ isTokenRevoked: false, qualityRating: 'GREEN', tokenExpiresAt: 0, isSubscribed: true });
  await browser.close();
});

describe('the health of a number', () => {
  it('the health page says what is wrong with a number and what to do', async () => {
    await account({ qualityRating: 'RED', isSubscribed: false });
    expect(await rowOf('quality')).toMatchObject({ state: 'bad' });
    expect(await rowOf('app-subscribed')).toMatchObject({ state: 'bad', advice: expect.any(String) });
    expect(await rowOf('self-test')).toMatchObject({ state: 'good' });
    expect(await rowOf('fields')).toMatchObject({ state: 'good' });
    expect(await rowOf('callback')).toMatchObject({ state: 'good' });
    await page.goto(`${workerUrl}/console/`);
    await open('Health');
    const rows = page.getByRole('list', { name: 'Health' }).getByRole('listitem');
    await rows.filter({ hasText: 'The quality rating is low.' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await account({ qualityRating: 'GREEN', isSubscribed: true });
    await page.getByRole('button', { name: 'Run checks' }).click();
    await rows.filter({ hasText: 'The quality rating is high.' }).waitFor();
    await page.keyboard.press('Escape');
  });
});

describe('a token', () => {
  it('a revoked token holds messages and shows one banner until a new one is entered', async () => {
    const { id } = await conversationWith('15550800001', 'Tina Token');
    await page.goto(`${workerUrl}/console/`);
    await page.getByRole('option', { name: /Tina Token/ }).waitFor();
    await account({ isTokenRevoked: true });
    const sent = await call<Message>(
      'POST',
      `/conversations/${id}/messages`,
      { content: { type: 'text', text: { body: 'Held' } } },
      'held',
    );
    const banner = page.getByRole('alert').filter({ hasText: `${demoNumber.name}: WhatsApp rejects` });
    await banner.waitFor();
    expect(await banner.count()).toBe(1);
    // The headings of the page are the conversation's, and none is open.
    const faults = await accessibilityFaults(page);
    expect(faults.filter((fault) => !fault.startsWith('page-has-heading-one'))).toEqual([]);
    // What customers write goes on coming in.
    await conversationWith('15550800002', 'Ina Inbound');
    await page.getByRole('option', { name: /Ina Inbound/ }).waitFor();

    const setup = await control<{ accessToken: string }>('GET', `/numbers/${demoNumber.phoneNumberId}`);
    const accessToken = `${setup.accessToken}-new`;
    await control('POST', `/numbers/${demoNumber.phoneNumberId}`, {
      accessToken,
      account: { isTokenRevoked: false },
    });
    await call('PUT', '/connection', { accessToken });
    await vi.waitFor(
      async () => {
        const { message } = await call<{ message: Message }>('GET', `/messages/${sent.id}`);
        expect(message.status).toMatch(/sent|delivered|read/);
      },
      { timeout: 20_000 },
    );
    await banner.waitFor({ state: 'detached' });
    await control('POST', `/numbers/${demoNumber.phoneNumberId}`, { accessToken: setup.accessToken });
    await call('PUT', '/connection', { accessToken: setup.accessToken });
  });

  it('a token that expires soon shows a warning', async () => {
    const { now } = await control<{ now: number }>('GET', '/state');
    await account({ tokenExpiresAt: Math.floor(now / 1000) + 2 * 24 * 60 * 60 });
    expect(await rowOf('token')).toMatchObject({ state: 'warning', at: expect.any(Number) });
    // The other number has the same token, and may have been refused with it a moment ago.
    const warning = page
      .getByRole('alert')
      .filter({ hasText: `${demoNumber.name}: The access token expires` });
    await warning.getByRole('button', { name: 'Health' }).click();
    await page.getByText('The access token expires soon.').waitFor();
    await account({ tokenExpiresAt: 0 });
    await page.getByRole('button', { name: 'Run checks' }).click();
    await page.getByText('The access token is valid and has no expiry date.').waitFor();
    await page.keyboard.press('Escape');
  });
});

describe('what is kept', () => {
  it('retention is set, the data is exported, and raw events are shown', async () => {
    await page.goto(`${workerUrl}/console/`);
    await open('Retention and export');
    await page.getByLabel('Delete old messages and files').check();
    await page.getByLabel('Delete after (days)').fill('3');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Enter a number from 7 to 3650.').waitFor();
    await page.getByLabel('Delete after (days)').fill('365');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page
      .getByRole('alertdialog', { name: 'Delete messages older than 365 days?' })
      .getByRole('button', { name: 'Delete' })
      .click();
    await page.getByText('Saved.').waitFor();
    expect(await call('GET', '/retention')).toEqual({ messageDays: 365, rawDays: 7, eventDays: 7 });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download export' }).click(),
    ]);
    const lines = (await downloaded(download)).toString().trim().split('\n');
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('type');

    await page.getByLabel('Show').selectOption('Messages');
    const events = page.getByRole('table', { name: 'Raw events' });
    await events.getByRole('button', { expanded: false }).first().click();
    await events.getByText('"text"').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await events.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('Stored.').waitFor();
    await page.getByLabel('Delete old messages and files').uncheck();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
  });
});
