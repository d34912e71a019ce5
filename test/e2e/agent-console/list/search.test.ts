/** Finding what was said: the search, the way to a message and on from there, in Chromium against a real Worker. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { allowSite, type BackOffice, openBackOffice, signInWith } from '../../support/back-office.ts';
import { openBrowser } from '../../support/browser.ts';
import { call, conversationWith } from '../../support/calls.ts';
import { demoUrl, sessionToken } from '../../support/stack.ts';

const customer = '15550900001';
const count = 260;
let browser: Browser;
let site: BackOffice;

beforeAll(async () => {
  browser = await openBrowser();
  site = await openBackOffice(() => signInWith(sessionToken));
  await allowSite(site.url);
  for (let from = 0; from < count; from += 20) {
    // One after another, so that they keep their order within a second.
    for (let index = from; index < from + 20; index++) {
      await write(customer, 'Fiona Finder', index === 60 ? 'The kingfisher vase, please' : `Line ${index}`);
    }
  }
}, 120_000);
afterAll(async () => {
  await browser.close();
  site.close();
});

async function write(from: string, name: string, text: string): Promise<void> {
  const body = JSON.stringify({ customer: from, name, text });
  const answer = await fetch(`${demoUrl}/control/messages`, { method: 'POST', body });
  expect(answer.status).toBe(201);
}

async function open(width = 1280): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 760 } });
  page.setDefaultTimeout(30_000);
  await page.goto(site.url);
  await page.getByRole('option', { name: /Fiona Finder/ }).waitFor();
  return page;
}

async function find(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('kingf');
  await page.getByRole('button', { name: /Fiona Finder.*kingfisher vase/ }).click();
}

describe('the search', () => {
  it('a search result opens its message, and the thread loads in both directions from there', async () => {
    const page = await open();
    await page.getByRole('searchbox').fill('kingf');
    const hit = page.getByRole('button', { name: /Fiona Finder.*kingfisher vase/ });
    await hit.waitFor();
    expect(await page.locator('mark').allTextContents()).toEqual(['kingfisher']);
    expect(await accessibilityFaults(page)).toEqual([]);
    await hit.click();

    const thread = page.getByRole('log', { name: 'Messages' });
    const found = thread.locator('article').filter({ hasText: 'kingfisher' });
    await expect.poll(() => found.evaluate((element) => element.classList.contains('found'))).toBe(true);
    expect(await thread.getByText(`Line ${count - 1}`, { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Jump to latest' }).waitFor();

    await page.getByRole('searchbox').press('Escape');
    // What comes meanwhile does not move what is read.
    const place = () => found.evaluate((element) => Math.round(element.getBoundingClientRect().top));
    const before = await place();
    await write(customer, 'Fiona Finder', 'And one from now');
    await page.getByRole('option', { name: /And one from now/ }).waitFor();
    expect(await place()).toBe(before);

    const box = page.locator('agent-console-thread');
    for (const [direction, line] of [
      [-1, 'Line 0'],
      [1, `Line ${count - 1}`],
    ] as const) {
      await expect
        .poll(
          async () => {
            await box.evaluate((element, step) => element.scrollBy(0, step * 2_000), direction);
            return thread.getByText(line, { exact: true }).count();
          },
          { timeout: 30_000 },
        )
        .toBe(1);
    }
    const lines = await thread.locator('article .body').allTextContents();
    const numbers = lines.flatMap((text) => text.match(/Line (\d+)/)?.[1] ?? []).map(Number);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
    await page.close();
  });

  it('the search finds a team note and opens it in the thread', async () => {
    const { id } = await conversationWith('15550900002', 'Nadia Noted');
    await call('POST', `/conversations/${id}/notes`, { text: 'Collects tangerine enamel' }, 'finding-note');
    const page = await open();
    await page.getByRole('searchbox').fill('tangerine');
    const hit = page.getByRole('button', { name: /Nadia Noted.*Note by Admin · Collects tangerine enamel/ });
    await hit.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await hit.click();
    await page
      .getByRole('article', { name: 'Note by Admin' })
      .getByText('Collects tangerine enamel')
      .waitFor();
    await page.close();
  });

  it('one click leads from an old message back to the newest', async () => {
    const page = await open();
    await find(page);
    const thread = page.getByRole('log', { name: 'Messages' });
    await thread.getByText('kingfisher').waitFor();
    await page.getByRole('button', { name: /Jump to latest|New messages/ }).click();
    await thread.getByText(`Line ${count - 1}`, { exact: true }).waitFor();
    await expect
      .poll(() =>
        page
          .locator('agent-console-thread')
          .evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight),
      )
      .toBeLessThan(20);
    await page.close();
  });

  it('a search result opens its message on a phone', async () => {
    const page = await open(360);
    await find(page);
    await page.getByRole('log').getByText('kingfisher').waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await page.getByRole('button', { name: /kingfisher vase/ }).waitFor();
    await page.close();
  });
});
