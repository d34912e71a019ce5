/** The button in other people's pages: with any markup, styles, documents and copies of itself. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../../../widget/message-us/message-us.ts';
import { oldSnippets } from '../../fixtures/old-snippets.ts';
import { documentedPolicy } from '../support/documented-policy.ts';
import { link, openPages, script } from '../support/other-page.ts';
import { workerUrl } from '../support/stack.ts';

let pages: Awaited<ReturnType<typeof openPages>>;

beforeAll(async () => {
  pages = await openPages();
});
afterAll(() => pages.close());

const open: typeof pages.open = (html, options) => pages.open(html, options);

/** From the edges of the window: right and bottom, in pixels. */
function corner(page: Page) {
  return page.locator(link).evaluate((a) => {
    const { right, bottom } = a.getBoundingClientRect();
    return [Math.round(innerWidth - right), Math.round(innerHeight - bottom)];
  });
}

describe('old snippets', () => {
  it('old snippets become buttons in every form found on pages, and faults are explained', async () => {
    const { page, context } = await open(`<body>${script}`);
    await page.waitForFunction(() => customElements.get('message-us') !== undefined);
    await page.evaluate((snippets) => {
      const said: [form: string | null, text: string][] = [];
      Object.assign(window, { said });
      console.warn = (text: string, element: Element) =>
        said.push([element.closest('[data-form]')?.getAttribute('data-form') ?? null, text]);
      for (const { form, html } of snippets) {
        const place = document.createElement('section');
        place.dataset.form = form;
        place.innerHTML = html;
        document.body.append(place);
      }
    }, oldSnippets);
    const found = () =>
      page.evaluate((snippets) => {
        const said: [string | null, string][] = Reflect.get(window, 'said');
        return snippets.map(({ form, label, has = {}, explains }) => {
          const button = document.querySelector(`[data-form="${form}"] message-us`);
          const a = button?.shadowRoot?.querySelector('a');
          const texts = said.filter(([of]) => of === form).map(([, text]) => text);
          return {
            form,
            link: a?.getAttribute('href') ?? null,
            ...(label && { label: a?.textContent?.trim() }),
            has: Object.fromEntries(Object.keys(has).map((name) => [name, button?.getAttribute(name)])),
            explains: explains ? texts.some((text) => text.includes(explains)) : texts,
          };
        });
      }, oldSnippets);
    const expected = oldSnippets.map(({ form, link: href, label, has = {}, explains }) => ({
      form,
      link: href,
      ...(label && { label }),
      has,
      explains: explains ? true : [],
    }));
    await expect.poll(found).toEqual(expected);
    await page.waitForLoadState('networkidle');
    expect(await found()).toEqual(expected);
    await context.close();
  });

  it('snippets that are never closed leave the rest of the page visible', async () => {
    const { page, context } = await open(
      `<body>${script}<div class="wa-message-us" number="15550783881" label="Chat" /><h1>Bowls</h1><p>The rest</p>`,
    );
    await page.locator(link).waitFor();
    expect(await page.getByRole('heading', { name: 'Bowls' }).isVisible()).toBe(true);
    await context.close();
  });
});

describe('the tag in HTML', () => {
  it('a self-closing tag leaves the rest of the page visible and is explained', async () => {
    const { page, said, context } = await open(
      `<body>${script}<message-us number="15550783881" label="Chat" floating /><h1>Bowls</h1><form><input></form>`,
    );
    await page.getByRole('heading', { name: 'Bowls' }).waitFor();
    await expect.poll(() => said.join()).toContain('has not been closed');
    expect(await page.locator('message-us h1').count()).toBe(0);
    expect(await page.locator(link).isVisible()).toBe(true);
    await context.close();
  });

  it.each([
    ['line breaks', '<br>\n<a href="https://wa.me/15550783881">WhatsApp</a><br>\n'],
    ['a paragraph', '<p><a href="https://wa.me/15550783881">WhatsApp</a></p>\n<p></p>'],
  ])('the link inside stays usable with %s of an editor', async (_, inside) => {
    const { page, said, context } = await open(
      `<body>${script}<div><message-us number="15550783881" label="Chat">${inside}</message-us></div><h1>Bowls</h1>`,
    );
    await page.locator(link).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('link').allInnerTexts()).toEqual(['Chat']);
    expect(await page.getByRole('heading', { name: 'Bowls' }).isVisible()).toBe(true);
    expect(said).toEqual([]);
    await context.close();
  });

  it('a classic script loaded as a module is explained, and the link stays', async () => {
    const { page, said, context } = await open(
      `<body><script type="module" src="${workerUrl}/message-us.classic.js"></script><message-us number="15550783881"><a href="https://wa.me/15550783881">WhatsApp</a></message-us>`,
    );
    await expect.poll(() => said.join()).toContain('is for a tag without type="module"');
    expect(said).toHaveLength(1);
    expect(await page.getByRole('link', { name: 'WhatsApp' }).isVisible()).toBe(true);
    await context.close();
  });

  it('an invalid color or radius is explained, and the default is used', async () => {
    const { page, said, context } = await open(
      `<body>${script}<message-us number="15550783881" color="no color" border-radius="round"></message-us>`,
    );
    await expect.poll(() => said.join()).toContain('color="no color", which is not a color');
    await expect.poll(() => said.join()).toContain('border-radius="round", which is not a CSS length');
    expect(await page.locator(link).evaluate((a) => getComputedStyle(a).borderRadius)).toBe('999px');
    await context.close();
  });
});

describe('the page around it', () => {
  it('a script loaded from two hosts opens one tab for one click', async () => {
    const { page, context, said } = await open(
      `<body><message-us number="15550783881" label="Chat"></message-us><a href="#" data-message-us>Ask</a>${script}
       <script type="module" src="${workerUrl}/message-us.js?ver=2"></script>
       <script type="module" src="${workerUrl.replace('127.0.0.1', 'localhost')}/message-us.js"></script>`,
    );
    await page.waitForLoadState('networkidle');
    const opened = context.waitForEvent('page');
    await page.getByText('Ask').click();
    await (await opened).waitForLoadState();
    await page.waitForLoadState('networkidle');
    expect(context.pages()).toHaveLength(2);
    expect(said).toEqual([]);
    await context.close();
  });

  it('triggers work from a shadow root, links without a button are left alone, and a wrong selector is harmless', async () => {
    const { page, context, said } = await open(
      `<body>${script}<a href="#somewhere" data-message-us>Ask</a><div id="host"></div>`,
    );
    await page.waitForFunction(() => customElements.get('message-us') !== undefined);
    await page.getByText('Ask').click();
    expect(new URL(page.url()).hash).toBe('#somewhere');
    await page.evaluate(() => {
      document.dispatchEvent(new MouseEvent('click'));
      document.body.append(
        Object.assign(document.createElement('message-us'), { number: '15550783881', label: 'Chat' }),
      );
      const root = document.querySelector('#host')?.attachShadow({ mode: 'open' });
      const button = document.createElement('button');
      button.textContent = 'From inside';
      button.setAttribute('data-message-us', '#');
      root?.append(button);
    });
    const opened = context.waitForEvent('page');
    await page.getByText('From inside').click();
    expect((await opened).url()).toContain('wa.me/15550783881');
    expect(said.join()).toContain('cannot be found by data-message-us="#"');
    await context.close();
  });

  it('buttons work when the page swaps its body, adds them late or changes its language', async () => {
    const { page, context } = await open(`<body>${script}`);
    await page.waitForFunction(() => customElements.get('message-us') !== undefined);
    await page.evaluate(() => {
      window.messageUs?.push(['setVariables', { WHAT: 'a vase' }], (button) => {
        button.badge = '1';
      });
      const body = document.createElement('body');
      body.innerHTML =
        '<message-us number="15550783881" pre-filled-message="{WHAT}"></message-us><div class="wa-message-us" number="15550783882"></div>';
      document.body.replaceWith(body);
      document.documentElement.lang = 'de';
    });
    await expect.poll(() => page.getByRole('link', { name: 'Schreiben Sie uns' }).count()).toBe(2);
    await page.waitForFunction(() => document.querySelector('message-us')?.shadowRoot?.querySelector('b'));
    const opened = context.waitForEvent('page');
    await page.locator(link).first().click();
    expect((await opened).url()).toBe('https://wa.me/15550783881?text=a%20vase');
    await context.close();
  });

  it.each([
    'transform: translate(0)',
    'filter: blur(0px)',
    'contain: paint',
    'will-change: transform',
    'backdrop-filter: blur(1px)',
    'perspective: 100px',
    'overflow: hidden; contain: layout; block-size: 10px',
  ])('keeps a floating button in the window’s corner in a wrapper with %s', async (style) => {
    const { page, context } = await open(
      `<body style="margin: 0; block-size: 5000px"><div style="inline-size: 200px; ${style}"><message-us number="15550783881" floating></message-us></div>${script}`,
    );
    await page.locator(link).waitFor();
    await expect.poll(() => corner(page)).toEqual([20, 20]);
    await page.evaluate(() => scrollTo(0, 2_000));
    expect(await corner(page)).toEqual([20, 20]);
    await context.close();
  });

  it('a floating button is not printed, and one in the text is', async () => {
    const { page, context } = await open(
      `<body>${script}<message-us id="floats" number="15550783881" floating></message-us><message-us id="inline" number="15550783881"></message-us>`,
    );
    await page.locator(link).first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#floats a').isVisible()).toBe(false);
    expect(await page.locator('#inline a').isVisible()).toBe(true);
    await context.close();
  });

  it.each([
    ['in quirks mode', { doctype: '' }, ''],
    ['with a small root font', {}, '<style>html { font-size: 62.5% }</style>'],
    ['with a large root font', {}, '<style>html { font-size: 40px }</style>'],
    ['with a base of another site', {}, '<base href="https://elsewhere.example/" target="_self">'],
    [
      'with a reset',
      {},
      '<style>* { all: revert; position: relative; float: left; line-height: 0; text-indent: 9em; letter-spacing: 1em; box-sizing: content-box } *, ::before { transition: all 9s !important }</style>',
    ],
    [
      'with a policy that wants trusted types',
      {
        policy: `script-src http: 'nonce-x'; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'`,
      },
      '',
    ],
  ])('has its size and place %s', async (_, options, head) => {
    const { page, context, said } = await open(
      `${head}<body><message-us number="15550783881" label="Chat" floating pre-filled-message="{TITLE}"></message-us>${script}`,
      options,
    );
    await page.locator(link).waitFor();
    expect(await corner(page)).toEqual([20, 20]);
    expect(
      await page.locator(link).evaluate((a) => [a.clientHeight + 2, getComputedStyle(a).fontSize]),
    ).toEqual([48, '16px']);
    const opened = context.waitForEvent('page');
    await page.locator(link).click();
    expect((await opened).url()).toBe('https://wa.me/15550783881?text=Shop');
    expect(said).toEqual([]);
    await context.close();
  });

  it('two floating buttons at one corner are stacked', async () => {
    const { page, context, said } = await open(
      `<body>${script}<message-us id="one" number="15550783881" label="Sales" floating></message-us>
       <message-us id="two" number="15550783882" label="Repairs" floating></message-us>
       <message-us id="start" number="15550783883" label="Press" floating="start"></message-us>
       <message-us id="placed" number="15550783884" label="Jobs" floating style="--message-us-offset-block: 300px"></message-us>`,
    );
    /** The distance of each button from the window's bottom edge, in pixels. */
    const bottoms = () =>
      page.evaluate(() =>
        Object.fromEntries(
          Array.from(document.querySelectorAll('message-us'), ({ id, shadowRoot }) => {
            const a = shadowRoot?.querySelector('a');
            return [id, Math.round(innerHeight - (a?.getBoundingClientRect().bottom ?? 0))];
          }),
        ),
      );
    await expect.poll(bottoms).toEqual({ one: 20, two: 20 + 48 + 12, start: 20, placed: 300 });
    // The order in the document counts, not the order in which they came.
    await page.locator('#two').evaluate((two) => document.querySelector('#start')?.after(two));
    await page.locator('#one').evaluate((one) => document.body.append(one));
    await expect.poll(bottoms).toEqual({ two: 20, start: 20, placed: 300, one: 80 });
    await page.locator('#one').evaluate((one) => document.querySelector('#two')?.before(one));
    await expect.poll(bottoms).toEqual({ one: 20, two: 80, start: 20, placed: 300 });
    await page.locator('#one').evaluate((one) => {
      one.style.setProperty('--message-us-font-size', '40px');
    });
    await expect.poll(async () => (await bottoms()).two).toBeGreaterThan(20 + 48 + 12);
    await page.locator('#one').evaluate((one) => one.remove());
    await expect.poll(bottoms).toEqual({ two: 20, start: 20, placed: 300 });
    const opened = context.waitForEvent('page');
    await page.locator('#two a').click();
    expect((await opened).url()).toBe('https://wa.me/15550783882');
    expect(said).toEqual([]);
    await context.close();
  });

  it('a page can import the class from the Worker’s file', async () => {
    const { page, context, said } = await open(
      `<body><main></main><script type="module">
         import { MessageUs } from '${workerUrl}/message-us.js';
         const button = new MessageUs();
         Object.assign(button, { number: 15550783881, label: 'Chat' });
         document.querySelector('main').append(button);
         document.title = [button.localName, button instanceof HTMLElement, MessageUs.worker].join(' ');
       </script>`,
    );
    await page.getByRole('link', { name: 'Chat' }).waitFor();
    expect(await page.title()).toBe(`message-us true ${workerUrl}`);
    expect(said).toEqual([]);
    await context.close();
  });

  it('the button and its card work under the documented policy', async () => {
    const { page, context, said } = await open(
      `<body>${script}<message-us number="15550783881" label="Chat" card floating pre-filled-message="{TITLE}"></message-us>`,
      { policy: await documentedPolicy('button.md') },
    );
    await page.locator(link).click();
    const start = page.getByRole('link', { name: 'Start chat' });
    await start.waitFor();
    expect(await start.getAttribute('href')).toBe('https://wa.me/15550783881?text=Shop');
    expect(said).toEqual([]);
    await context.close();
  });

  it('a long label fits a window at 200 % zoom', async () => {
    const { page, context } = await open(
      `<body>${script}<message-us number="15550783881" label="Write to our workshop about repairs and spare parts of every kind" floating card></message-us>`,
      { width: 320, height: 400 },
    );
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.locator(link).click();
    await page.getByRole('dialog').waitFor();
    const boxes = await page.evaluate(() => {
      const root = document.querySelector('message-us')?.shadowRoot;
      const dialog = root?.querySelector('message-us-card')?.shadowRoot?.querySelector('dialog');
      return [root?.querySelector('a'), dialog].map((one) => one?.getBoundingClientRect().toJSON());
    });
    for (const box of boxes) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(320);
      expect(box.top).toBeGreaterThanOrEqual(0);
      expect(box.bottom).toBeLessThanOrEqual(400);
    }
    await context.close();
  });

  it('the button works in a frame, with and without an address', async () => {
    const { page, context } = await open(
      `<body><iframe srcdoc='<message-us number="15550783881" label="Chat" opens-at-view="9"></message-us>${script}'></iframe>`,
    );
    const opened = context.waitForEvent('page');
    await page.frameLocator('iframe').locator(link).click();
    expect((await opened).url()).toBe('https://wa.me/15550783881');
    await context.close();
  });

  it('500 visits of buttons with every trigger leave nothing behind', async () => {
    const { page, context } = await open(`<body>${script}<p id="far">Far</p>`);
    await page.waitForFunction(() => customElements.get('message-us') !== undefined);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const cycle = (times: number) =>
      page.evaluate(async (count) => {
        for (let visit = 0; visit < count; visit++) {
          const button = document.createElement('message-us');
          button.innerHTML = '<a href="https://wa.me/15550783881">Chat</a>';
          for (const [name, value] of Object.entries({
            number: '15550783881',
            floating: '',
            'opens-after': '600',
            'opens-at-scroll': '90',
            'opens-in-view': '#nowhere, #far-away, #far + i',
            'opens-on-exit': '',
            'opens-at-address': '#chat',
            'opens-at-view': '99',
          }))
            button.setAttribute(name, value);
          document.body.append(button);
          await new Promise((done) => setTimeout(done));
          button.setAttribute('opens-after', '700');
          await button.updateComplete;
          button.remove();
        }
      }, times);
    const counts = async () => {
      await session.send('HeapProfiler.collectGarbage');
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      return ['JSEventListeners', 'Nodes'].map(
        (wanted) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN,
      );
    };
    await cycle(20);
    const [listeners = 0, nodes = 0] = await counts();
    await cycle(500);
    const [listenersAfter = Number.NaN, nodesAfter = Number.NaN] = await counts();
    expect(listenersAfter - listeners).toBeLessThan(20);
    expect(nodesAfter - nodes).toBeLessThan(50);
    await context.close();
  });
});

describe('a click', () => {
  it('a click opens the plain link when the card takes too long to load', async () => {
    const { page, context } = await open(
      `<body>${script}<message-us number="15550783881" label="Chat" pre-filled-message="About {TITLE}"></message-us>`,
      { delay: { part: /button-(press|page-text)/, until: new Promise(() => {}) } },
    );
    await page.locator(link).waitFor();
    const opened = context.waitForEvent('page');
    await page.locator(link).click();
    expect((await opened).url()).toBe('https://wa.me/15550783881?text=About');
    await context.close();
  });
});

describe('settings from the Worker', () => {
  it('settings are requested without anything about the visitor, and their failure leaves the tag’s own button', async () => {
    const { page, context, requests, said } = await open(
      `<body>${script}<message-us number="15550783881" label="Chat" connection="1" worker="${workerUrl}/"></message-us>`,
    );
    await page.getByRole('link', { name: 'Chat' }).waitFor();
    const asked = requests.filter(({ url }) => url.includes('/api/'));
    expect(asked.map(({ url }) => url)).toEqual([`${workerUrl}/api/inboxes/1/button`]);
    expect(Object.keys(asked[0]?.headers ?? {})).not.toContain('cookie');
    expect(Object.keys(asked[0]?.headers ?? {})).not.toContain('referer');
    await expect
      .poll(() => said.join())
      .toContain('check that connection="1" is the id of a connected number');
    await context.close();
  });

  it('without a Worker address no settings are requested from the page’s own site', async () => {
    const { page, context, requests, said } = await open(
      `<body>${script}<script type="module">
         await customElements.whenDefined('message-us');
         customElements.get('message-us').worker = '';
         document.body.insertAdjacentHTML('beforeend', '<message-us number="15550783881" label="Chat" connection="1"></message-us>');
       </script>`,
    );
    await page.getByRole('link', { name: 'Chat' }).waitFor();
    expect(requests.filter(({ url }) => url.includes('/api/'))).toEqual([]);
    expect(said.join()).toContain('does not know where your Worker is');
    await context.close();
  });
});
