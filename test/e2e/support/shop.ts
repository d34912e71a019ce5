/** A page of another site with the button on it, under a policy as strict as such a page can have. */
import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { listening } from '../../listening.ts';
import { openBrowser } from './browser.ts';
import { workerUrl } from './stack.ts';

export interface Shop {
  page: Page;
  said: string[];
  requests: string[];
}

export interface Visit {
  lang?: string;
  path?: string;
  phone?: boolean;
  head?: string;
  /** Runs in the page before anything of it. */
  before?: () => void;
}

/** Only its own parts and the Worker's, and nothing inline. */
const policy = () =>
  `default-src 'none'; script-src ${workerUrl} 'nonce-test'; style-src 'nonce-test'; connect-src ${workerUrl}; img-src data:; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'; base-uri 'none'; form-action 'none'`;

export async function openShop() {
  const browser = await openBrowser();
  let html = '';
  const server = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html').setHeader('Content-Security-Policy', policy()).end(html),
  );
  const shopUrl = `http://localhost:${await listening(server)}/`;

  return {
    url: shopUrl,
    async visit(
      body: string,
      { lang = 'en', path = '', phone = false, head = '', before }: Visit = {},
    ): Promise<Shop> {
      const page = await browser.newPage(
        phone ? { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } : {},
      );
      page.setDefaultTimeout(30_000);
      if (before) await page.addInitScript(before);
      const said: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error)));
      page.on('request', (request) =>
        requests.push(`${request.method()} ${new URL(request.url()).pathname}`),
      );
      // WhatsApp itself is not asked in a test.
      await page.context().route(/wa\.me|whatsapp\.com/, (route) => route.fulfill({ body: 'WhatsApp' }));
      html = `<!doctype html><html lang="${lang}" ${lang === 'ar' ? 'dir="rtl"' : ''}><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>The blue bowl</title>${head}<body><main><h1>Shop</h1>${body}</main><script type="module" src="${workerUrl}/message-us.js"></script>`;
      await page.goto(shopUrl + path);
      await page.waitForFunction(() => customElements.get('message-us') !== undefined);
      return { page, said, requests };
    },
    async close(): Promise<void> {
      await browser.close();
      server.close();
    },
  };
}

export function linkOf(page: Page) {
  return page.locator('message-us').first().locator('a[part=button]');
}
