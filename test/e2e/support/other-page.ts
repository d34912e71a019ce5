/** A page of another site with any markup, document type and policy on it, and the button's script. */
import { createServer } from 'node:http';
import type { BrowserContextOptions } from 'playwright-core';
import { listening } from '../../listening.ts';
import { openBrowser } from './browser.ts';
import { workerUrl } from './stack.ts';

export const script = `<script type="module" src="${workerUrl}/message-us.js"></script>`;
/** The button's link, in the first button of a page. */
export const link = 'message-us a[part=button]';

export interface PageOptions {
  doctype?: string;
  policy?: string;
  width?: number;
  height?: number;
  /** A window with a touch screen, as a phone has. */
  isPhone?: boolean;
  lang?: string;
  /** Files of the script that arrive only once `until` is settled, or never. */
  delay?: { part: RegExp; until: Promise<unknown> | 'never' };
}

export async function openPages() {
  const browser = await openBrowser();
  let answer = { body: '', policy: '' };
  const server = createServer((_, response) => {
    if (answer.policy) response.setHeader('Content-Security-Policy', answer.policy);
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(answer.body);
  });
  const url = `http://localhost:${await listening(server)}/`;

  return {
    browser,
    async close(): Promise<void> {
      await browser.close();
      server.close();
    },
    async open(html: string, options: PageOptions = {}) {
      const { doctype = '<!doctype html>', policy = '', width = 1280, height = 800, delay } = options;
      const phone: BrowserContextOptions = options.isPhone ? { hasTouch: true, isMobile: true } : {};
      const context = await browser.newContext({ viewport: { width, height }, ...phone });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      const said: string[] = [];
      const requests: { method: string; url: string; headers: Record<string, string> }[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error)));
      page.on('request', (request) =>
        requests.push({ method: request.method(), url: request.url(), headers: request.headers() }),
      );
      await context.route(/wa\.me|whatsapp\.com/, (route) => route.fulfill({ body: 'WhatsApp' }));
      await context.route('https://plugin.example/**', (route) => route.fulfill({ body: '' }));
      const { lang = 'en' } = options;
      answer = {
        body: `${doctype}<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, viewport-fit=cover"><title>Shop</title><link rel="icon" href="data:,">${html}`,
        policy,
      };
      if (delay)
        await context.route(delay.part, async (route) => {
          if (delay.until === 'never') return route.abort();
          await delay.until;
          // The test may have ended before.
          await route.continue().catch(() => {});
        });
      await page.goto(url);
      return { page, context, said, requests };
    },
  };
}
