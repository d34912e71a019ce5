import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { Page as Rows } from '../../../worker/api/values.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { openBrowser } from '../support/browser.ts';
import { call } from '../support/calls.ts';
import { demoUrl, setupToken, workerUrl } from '../support/stack.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  page.setDefaultTimeout(30_000);
  await page.goto(demoUrl);
});
afterAll(() => browser.close());

describe('a customer and the team', () => {
  const conversation = async () => {
    const { rows } = await call<Rows<Conversation>>('GET', '/conversations');
    const found = rows.find(({ contact }) => contact.name === 'Ada Okafor');
    if (!found) throw new Error('Ada has not written');
    return found;
  };

  it('a customer clicks the button and writes, the team replies, and the window closes', async () => {
    const phone = page.getByRole('region', { name: "Customer's phone" });
    const thread = page.getByRole('log', { name: 'Messages' });

    await page.getByRole('link', { name: 'Message us', exact: true }).click();
    const field = phone.getByLabel('Write as the customer');
    await expect.poll(() => field.inputValue()).toBe('Hi! Is the blue bowl still available?');
    await phone.getByRole('button', { name: 'Send as the customer' }).click();

    await page.getByRole('option', { name: /Ada Okafor/ }).click();
    await thread.getByText('Is the blue bowl still available?').waitFor();

    const composer = page.getByRole('textbox', { name: 'Message', exact: true });
    const chat = phone.getByRole('list', { name: 'Chat', exact: true });
    const quiet = await chat.boundingBox();
    await composer.fill('Yes');
    await phone.getByText('typing …').waitFor();
    expect(await chat.boundingBox()).toEqual(quiet);
    await page.getByLabel('Online').uncheck();
    await phone.getByText('typing …').waitFor({ state: 'detached' });
    await composer.fill('Yes, *two* are left.');
    await composer.press('Enter');
    const reply = thread.locator('article.out').last();
    await reply.getByRole('img', { name: 'Sent' }).waitFor();
    await page.getByLabel('Online').check();
    await chat.getByText('Yes, two are left.').waitFor();
    expect(await chat.locator('strong').allTextContents()).toEqual(['two']);
    await reply.getByRole('img', { name: 'Read' }).waitFor();
    expect(await thread.locator('article.out').filter({ hasText: 'two are left' }).count()).toBe(1);

    await page.getByRole('button', { name: '24 hours pass' }).click();
    await page.getByText('The inbox learns it when it sends next.').waitFor();
    await composer.fill('Are you still there?');
    await composer.press('Enter');
    await thread.getByRole('img', { name: 'Failed' }).waitFor();
    await page.getByText('The 24-hour window is closed.').waitFor();
    const closedAt = (await conversation()).window.expiresAt ?? Number.NaN;

    await page.getByRole('button', { name: 'Choose a template' }).click();
    expect(await page.getByRole('button', { name: /winter_sale/ }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: /order_update/ }).click();
    await page.getByLabel('Text for {{1}}').fill('Ada');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('One field is still empty.').waitFor();
    await page.getByLabel('Text for {{2}}').fill('Tuesday');
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('Hello Ada, your order has left the kiln and comes on Tuesday.').waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const asRead = 'Hello Ada, your order has left the kiln and comes on Tuesday.';
    const template = thread.locator('article.out').filter({ hasText: asRead });
    await template.getByRole('img', { name: 'Read' }).waitFor();
    await template.getByRole('listitem').filter({ hasText: 'Thank you' }).waitFor();
    await phone.getByText(asRead).waitFor();

    // WhatsApp dates by the second: they write in a later one than that of the refusal.
    await expect.poll(() => Date.now()).toBeGreaterThanOrEqual(closedAt + 1_000);
    await field.fill('Yes, I am back.');
    await field.press('Enter');
    await page.locator('agent-console').getByText('23 h left to reply').waitFor();
    await page.getByText('The inbox learns it when it sends next.').waitFor({ state: 'detached' });
    expect((await conversation()).window.expiresAt).toBeLessThanOrEqual(Date.now() + 24 * 60 * 60_000);
    await phone.getByRole('button', { name: 'Thank you' }).click();
    await thread.locator('article.in').filter({ hasText: asRead }).getByText('Thank you').waitFor();
  });

  it('the demo phone shows the newest message after a reload', async () => {
    await page.reload();
    const chat = page.locator('demo-phone .chat');
    await expect
      .poll(() =>
        chat.evaluate(({ scrollHeight, clientHeight, scrollTop }) => ({
          isLong: scrollHeight > clientHeight,
          below: Math.round(scrollHeight - clientHeight - scrollTop),
        })),
      )
      .toEqual({ isLong: true, below: 0 });
  });

  it('the demo’s designer previews a button and gives its tags', async () => {
    const designer = page.getByRole('region', { name: 'A button of your own' });
    await designer.getByLabel('Label', { exact: true }).fill('Ask "us"');
    await designer.getByLabel('Colour').fill('navy');
    await designer.getByLabel('Card: agent name').fill('Mina');
    await designer.getByRole('link', { name: 'Ask "us"' }).click();
    await designer.getByRole('dialog', { name: 'Mina' }).waitFor();
    await page.keyboard.press('Escape');
    await designer.getByLabel('Card: greeting').fill('Hi <there>!');
    await designer.getByLabel('Floats in a corner of the window').selectOption('start');
    await designer.getByRole('link', { name: 'Ask "us"' }).click();
    await designer.getByRole('dialog').getByText('Hi <there>!').waitFor();
    await page.keyboard.press('Escape');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await designer.getByRole('button', { name: 'Copy' }).click();
    await designer.getByRole('button', { name: 'Copied' }).waitFor();
    const snippet = await page.evaluate(() => navigator.clipboard.readText());
    // Two buttons that float at one corner lie on each other.
    await designer.getByLabel('Floats in a corner of the window').selectOption('no');
    await page.evaluate((html) => {
      document.querySelector('.designer')?.insertAdjacentHTML('beforeend', `<div id="pasted">${html}</div>`);
    }, snippet);
    const pasted = page.locator('#pasted').getByRole('link', { name: 'Ask "us"' });
    expect(await pasted.evaluate((link) => getComputedStyle(link).backgroundColor)).toContain('0 0 0.50');
    expect((await pasted.boundingBox())?.x).toBe(20);
    await pasted.click();
    await page.locator('#pasted').getByRole('dialog').getByText('Hi <there>!').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#pasted').evaluate((element) => element.remove());
  });

  it('the demo page is accessible', async () => {
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('the demo page makes no request to a third party', async () => {
    const fresh = await browser.newPage();
    const hosts = new Set<string>();
    fresh.on('request', (request) => hosts.add(new URL(request.url()).hostname));
    await fresh.goto(demoUrl);
    await fresh.getByRole('link', { name: 'Message us', exact: true }).waitFor();
    await fresh.getByRole('listbox').getByRole('option').first().waitFor();
    hosts.delete('');
    expect([...hosts]).toEqual(['localhost']);
    await fresh.close();
  });
});

describe('/console/', () => {
  it('the console’s own page signs in with the setup token and shows the inbox on a phone', async () => {
    const phone = await browser.newPage({ viewport: { width: 390, height: 780 }, colorScheme: 'dark' });
    const faults: string[] = [];
    phone.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await phone.goto(`${workerUrl}/console/`);
    await phone.getByLabel('Setup token').fill(setupToken);
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
    await phone.getByRole('option', { name: /Ada Okafor/ }).click();
    await phone.getByRole('button', { name: 'Back to the list' }).waitFor();
    expect(faults).toEqual([]);
    await phone.close();
  });
});
