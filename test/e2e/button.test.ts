import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../chromium.ts';

let browser: Browser;
let server: Server;
let shopUrl: string;
let html = '';

beforeAll(async () => {
  browser = await launchChromium();
  server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(html));
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens nowhere.');
  shopUrl = `http://localhost:${address.port}/`;
});
afterAll(async () => {
  await browser.close();
  server.close();
});

/** A page of another site with this body and the button's script. */
async function pageWith(body: string): Promise<{ page: Page; said: string[]; requests: string[] }> {
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  const said: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>${body}<script type="module" src="${inject('workerUrl')}/message-us.js"></script>`;
  await page.goto(shopUrl);
  await page.waitForFunction(() => customElements.get('message-us') !== undefined);
  return { page, said, requests };
}

function linkOf(page: Page) {
  return page.locator('message-us').first().locator('a[part=button]');
}

describe('<message-us>', () => {
  it('links to the chat with the text ready, and asks for nothing but its own two files', async () => {
    const { page, requests } = await pageWith(
      '<message-us number="+1 (555) 078-3881" label="Write to us" pre-filled-message="Hi & hello?" color="navy" size="compact" border-radius="4"></message-us>',
    );
    const link = linkOf(page);
    expect(await link.getAttribute('href')).toBe('https://wa.me/15550783881?text=Hi%20%26%20hello%3F');
    expect((await link.textContent())?.trim()).toBe('Write to us');
    expect(await link.evaluate((a) => [a.style.color, a.style.borderRadius])).toEqual([
      'rgb(255, 255, 255)',
      '4px',
    ]);
    expect(requests.filter((path) => !/^\/$|message-us\.js$|^\/parts\/|favicon/.test(path))).toEqual([]);
    expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
      '',
      0,
      0,
    ]);
    await page.close();
  });

  it('takes the spelling with underscores, also when it is set later', async () => {
    const { page } = await pageWith(
      '<message-us number="15550783881" pre_filled_message="Before"></message-us>',
    );
    const link = linkOf(page);
    expect(await link.getAttribute('href')).toContain('text=Before');
    await page
      .locator('message-us')
      .evaluate((element) => element.setAttribute('pre_filled_message', 'After'));
    await page.waitForFunction(() =>
      document.querySelector('message-us')?.shadowRoot?.querySelector('a')?.href.endsWith('text=After'),
    );
    await page.close();
  });

  it('says why it cannot dial, and leaves the link inside to the visitor', async () => {
    const { page, said } = await pageWith(
      '<message-us number="9180xxxxxxxx"><a href="https://wa.me/15550783881">Our link</a></message-us>',
    );
    expect(await page.getByRole('link').allInnerTexts()).toEqual(['Our link']);
    expect(said.join()).toContain('is not a phone number');
    await page.close();
  });

  it('takes the place of plugin snippets, well-formed or not', async () => {
    const { page } = await pageWith(
      `<div class="wa-message-us" number="15550783881" label="Chat" pre_filled_message="Hi" color="teal" size="standard" border_radius="8px"></div>
       <div class="wa-message-us" number=“15550783882” label=“Ask” color=“green”></div>
       <div class="wa-message-us" number="15550783883" label="Call" border_radius="5px"
         <script src="https://plugin.example/message-us-btn.min.js" type="text/javascript"></script></div>`,
    );
    expect(
      await page.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual([
      'https://wa.me/15550783881?text=Hi',
      'https://wa.me/15550783882',
      'https://wa.me/15550783883',
    ]);
    expect(await page.getByRole('link').allInnerTexts()).toEqual(['Chat', 'Ask', 'Call']);
    expect(await page.locator('div.wa-message-us').count()).toBe(0);
    await page.close();
  });
});
