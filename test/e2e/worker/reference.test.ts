/** The reference of the API as readers use it: found, read, copied, on every width, without anybody else's server. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { openBrowser } from '../support/browser.ts';
import { workerUrl } from '../support/stack.ts';

/** What depends on the theme, which is nothing but colors. */
const rulesOfColor = ['color-contrast', 'link-in-text-block'];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function opened(path = '/docs/api', options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: string[] = [];
  const problems: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).origin));
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    const isIcon = message.location().url.endsWith('/favicon.ico');
    if (message.type() === 'error' && !isIcon) problems.push(message.text());
  });
  await page.goto(`${workerUrl}${path}`);
  return { context, page, requests, problems };
}

/** Two routes of each group: axe would read the whole page for a quarter of a minute. */
async function shortened(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const group of document.querySelectorAll('.group'))
      for (const article of [...group.querySelectorAll('article')].slice(2)) article.remove();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('article { content-visibility: visible }');
    document.adoptedStyleSheets.push(sheet);
  });
}

/** Looked for by what it is: to ask for roles in the whole page computes those of its 70,000 elements each time. */
const contentsOf = (page: Page) => page.locator('nav[aria-label="Reference"]');
const article = (page: Page, id: string) => page.locator(`article#${id}`);

describe('the reference', () => {
  it.each([1440, 390])(
    'has no accessibility faults and fits the screen, light and dark at %i pixels',
    async (width) => {
      const { context, page, requests, problems } = await opened('/docs/api#postInboxMessages', {
        colorScheme: 'light',
        viewport: { width, height: 900 },
      });
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      await article(page, 'postInboxMessages').getByText('Send a template').waitFor();
      await shortened(page);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await fits()).toBe(true);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await accessibilityFaults(page, { runOnly: rulesOfColor })).toEqual([]);
      expect(await fits()).toBe(true);
      expect(problems).toEqual([]);
      expect([...new Set(requests)]).toEqual([workerUrl]);
      await context.close();
    },
  );

  it('the slash key focuses the search, which opens the reference at a route', async () => {
    const { context, page } = await opened();
    await page.keyboard.press('/');
    await page.keyboard.type('template');
    const contents = contentsOf(page);
    await contents.getByRole('link', { name: 'Lists the number’s templates' }).waitFor();
    expect(await contents.getByRole('link', { name: 'Lists conversations' }).isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/docs/api#getInboxTemplates');
    expect(await article(page, 'getInboxTemplates').locator('h3').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await contents.getByRole('searchbox').fill('nothing like this');
    await contents.getByText('No results').waitFor();
    await context.close();
  });

  it('samples contain the address of their own Worker, in the language chosen last', async () => {
    const { context, page } = await opened('/docs/api#getInboxConversations');
    const conversations = article(page, 'getInboxConversations');
    await conversations.getByText(`curl "${workerUrl}/api/v1/inboxes/`).waitFor();
    await conversations.getByRole('button', { name: 'Python' }).click();
    await conversations.getByText('from urllib.request import').waitFor();
    await page.reload();
    await conversations.getByText('from urllib.request import').waitFor();
    expect(await conversations.getByRole('button', { name: 'Python' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await context.close();
  });

  it('the copy button copies the shown sample', async () => {
    const { context, page } = await opened('/docs/api#getInboxConversations');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const conversations = article(page, 'getInboxConversations');
    await conversations.getByRole('button', { name: 'PHP' }).click();
    await conversations.getByRole('button', { name: 'Copy' }).first().click();
    await conversations.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^<\?php\n/);
    await context.close();
  });

  it('on a phone the contents open and close once a route is chosen', async () => {
    const { context, page } = await opened('/docs/api', { viewport: { width: 390, height: 844 } });
    const contents = contentsOf(page);
    const search = contents.getByRole('searchbox');
    expect(await search.isVisible()).toBe(false);
    await contents.getByRole('button', { name: 'Contents' }).click();

    await search.fill('add note');
    await contents.getByRole('link', { name: 'Adds a note for the team' }).click();
    expect(await search.isVisible()).toBe(false);
    await article(page, 'postInboxConversationNotes').getByRole('heading').first().waitFor();
    await context.close();
  });

  it('every link of the contents has a heading', async () => {
    const { context, page } = await opened();
    const missing = await page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#"]')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter((href) => document.getElementById(href.slice(1)) === null),
    );
    expect([...new Set(missing)]).toEqual([]);
    await context.close();
  });

  it('the reference can be read without scripts', async () => {
    const { context, page } = await opened('/docs/api#getInboxes', { javaScriptEnabled: false });
    await article(page, 'getInboxes').getByText('curl https://YOUR-WORKER/api/v1/inboxes').waitFor();
    await context.close();
  });
});

describe('what programs read', () => {
  it.each([
    ['/llms.txt', 'text/plain'],
    ['/docs/api.md', 'text/markdown'],
    ['/docs/webhooks.md', 'text/markdown'],
    ['/openapi.json', 'application/json'],
  ])('%s is served as %s', async (path, type) => {
    const answer = await fetch(`${workerUrl}${path}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain(type);
  });

  it('llms.txt links to documents that are there', async () => {
    const text = await (await fetch(`${workerUrl}/llms.txt`)).text();
    const paths = Array.from(text.matchAll(/\]\((\/[^)]+)\)/g), ([, path = '']) => path);
    expect(paths).toContain('/docs/api.md');
    for (const path of paths) expect((await fetch(`${workerUrl}${path}`)).status, path).toBe(200);
  });
});
