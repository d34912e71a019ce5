/** Every page of the gallery follows WCAG 2.2 AA, by axe. */
import AxeSource from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAddress } from '../../demo/gallery/address.ts';
import { elementNames } from '../../demo/gallery/elements.ts';
import { galleryServer } from '../../demo/gallery/serve.ts';
import { translated } from '../../widget/locales/languages.ts';
import { listening } from '../listening.ts';
import { openBrowser } from './support/browser.ts';

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What depends on the theme and the direction. */
const rulesOfLook = ['color-contrast', 'target-size'];
/** Their texts are the longest, and leave the least room. */
const longest = ['agent-console-list-tabs', 'agent-console-number-settings'];

const width = 1280;
const leastHeight = 720;
/** What has come into the window has its true size. */
const twoFrames = () =>
  new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

const server = galleryServer();
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const port = await listening(server);
  browser = await openBrowser();
  page = await browser.newPage({
    reducedMotion: 'reduce',
    viewport: { width, height: leastHeight },
  });
  page.setDefaultTimeout(60_000);
  // A state that has a page of its own is opened as one: it costs less than a frame.
  await page.route('**/page.html*', (route) =>
    route.request().frame() === page.mainFrame() ? route.continue() : route.abort(),
  );
  await page.goto(`http://localhost:${port}/page.html${writeAddress({ element: 'gallery-tokens' })}`);
  await page.evaluate(AxeSource.source);
});
afterAll(async () => {
  await browser.close();
  server.close();
});

/** Shows a page, and returns the addresses of those of its states that have a page of their own. */
async function open(address: string): Promise<string[]> {
  await resize(leastHeight);
  await page.evaluate((address) => {
    delete document.documentElement.dataset.ready;
    if (location.hash === address) dispatchEvent(new HashChangeEvent('hashchange'));
    else location.hash = address;
  }, address);
  await page.waitForFunction(() => document.documentElement.dataset.ready !== undefined);
  const { height, alone } = await page.evaluate(() => ({
    height: document.documentElement.scrollHeight,
    alone: [...document.querySelectorAll<HTMLIFrameElement>('.box > iframe')].map(
      ({ src }) => new URL(src).hash,
    ),
  }));
  // The browser estimates the size of messages far below the window, so the window is as high as the page.
  if (await resize(Math.max(leastHeight, height))) await page.evaluate(twoFrames);
  return alone;
}

/** Whether the window had another height. */
async function resize(height: number): Promise<boolean> {
  if (page.viewportSize()?.height === height) return false;
  await page.setViewportSize({ width, height });
  return true;
}

async function faults(rules: string[]): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const axe = 'axe' in window ? window.axe : null;
    const { violations } = await (axe as typeof AxeSource).run(document.body, {
      iframes: false,
      resultTypes: ['violations'],
      runOnly: rules,
      // The frames of the gallery are not part of any element.
      rules: { 'frame-title': { enabled: false } },
    });
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, target }) => `${target.join(' ')} ${html}`).join(' | ')}`,
    );
  }, rules);
}

describe.each(elementNames)('%s', (element) => {
  it('has no fault in any state, in light and dark, and in both directions', async () => {
    const alone = await open(writeAddress({ element, theme: 'light' }));
    const found = await faults(everyRule);
    await page.evaluate(() => {
      document.documentElement.dataset.theme = 'dark';
      document.documentElement.dir = 'rtl';
    });
    found.push(...(await faults(rulesOfLook)));
    for (const address of alone) {
      await open(address);
      found.push(...(await faults(everyRule)));
    }
    expect(found).toEqual([]);
  });
});

describe.each(translated)('in %s', (language) => {
  it.each(longest)('%s has no fault', async (element) => {
    await open(writeAddress({ element, theme: 'light', language }));
    expect(await faults(everyRule)).toEqual([]);
  });
});
