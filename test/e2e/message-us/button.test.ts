import fc from 'fast-check';
import type { Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../../../widget/message-us/message-us.ts';
import type {} from '../../../widget/message-us/page/queue.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { linkOf, openShop } from '../support/shop.ts';
import { workerUrl } from '../support/stack.ts';

let shop: Awaited<ReturnType<typeof openShop>>;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

describe('<message-us>', () => {
  it('the button is one file that links to the chat and requests nothing before a click', async () => {
    const { page, requests, said } = await shop.visit(
      '<message-us number="+1 (555) 078-3881" label="Write to us" pre-filled-message="Hi & hello?" color="navy" size="compact" border-radius="4"></message-us>',
    );
    const link = linkOf(page);
    expect(await link.getAttribute('href')).toBe('https://wa.me/15550783881?text=Hi%20%26%20hello%3F');
    expect((await link.textContent())?.trim()).toBe('Write to us');
    expect(await link.evaluate((a) => getComputedStyle(a).borderRadius)).toBe('4px');
    expect(requests.filter((request) => !request.includes('favicon'))).toEqual([
      'GET /',
      'GET /message-us.js',
    ]);
    expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
      '',
      0,
      0,
    ]);
    expect(said).toEqual([]);
    await page.close();
  });

  it('attributes with underscores work, also when they are set later', async () => {
    const { page } = await shop.visit(
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

  it('an invalid number is explained, and the link inside stays usable', async () => {
    const { page, said } = await shop.visit(
      '<message-us number="9180xxxxxxxx"><a href="https://wa.me/15550783881">Our link</a></message-us>',
    );
    expect(await page.getByRole('link').allInnerTexts()).toEqual(['Our link']);
    await expect
      .poll(() => said.join())
      .toContain('number="9180xxxxxxxx", which is not a phone number with a country code. Write it like');
    await page.close();
  });

  it('plugin snippets become buttons, well-formed or not', async () => {
    const { page } = await shop.visit(
      `<div class="wa-message-us" number="15550783881" label="Chat" pre_filled_message="Hi" color="teal" size="standard" border_radius="8px"></div>
       <div class="wa-message-us" number=“15550783882” label=“Ask” color=“green”></div>
       <div class="wa-message-us" number="15550783883" label="Call" border_radius="5px"
         <script src="https://plugin.example/message-us-btn.min.js" type="text/javascript"></script></div>`,
    );
    const hrefs = () =>
      page.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    await expect
      .poll(hrefs)
      .toEqual([
        'https://wa.me/15550783881?text=Hi',
        'https://wa.me/15550783882',
        'https://wa.me/15550783883',
      ]);
    expect(await page.getByRole('link').allInnerTexts()).toEqual(['Chat', 'Ask', 'Call']);
    await page.close();
  });

  it('the button appears one frame after its script and shifts nothing', async () => {
    const { page } = await shop.visit(
      `<p>Before</p><message-us number="15550783881" label="Chat"></message-us><p id="after">After</p><message-us number="15550783881" floating></message-us>
       <script nonce="test">
         window.shifts = []; window.frames = null;
         new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
         customElements.whenDefined('message-us').then(() => requestAnimationFrame(() => {
           window.frames = document.querySelector('message-us').shadowRoot.querySelector('a').getBoundingClientRect().height;
         }));
       </script>`,
      {
        head: '<style nonce="test">message-us:not([floating]) { display: inline-block; vertical-align: middle; min-block-size: 48px; }</style>',
      },
    );
    await page.waitForFunction(() => 'frames' in window && window.frames !== null);
    const seen = await page.evaluate(() => ['frames', 'shifts'].map((name) => Reflect.get(window, name)));
    expect(seen).toEqual([48, []]);
    await page.close();
  });

  it('the label is readable on every color, in every notation', async () => {
    const { page } = await shop.visit('<message-us number="15550783881"></message-us>');
    const number = (most: number) => fc.double({ min: 0, max: most, noNaN: true });
    const color = fc.oneof(
      fc.tuple(number(255), number(255), number(255)).map((channels) => `rgb(${channels.join(' ')})`),
      fc.tuple(number(360), number(100), number(100)).map(([h, s, l]) => `hsl(${h} ${s}% ${l}%)`),
      fc.tuple(number(1), number(0.4), number(360)).map(([l, c, h]) => `oklch(${l} ${c} ${h})`),
      fc.tuple(number(1), number(1), number(1)).map((channels) => `color(display-p3 ${channels.join(' ')})`),
      fc
        .tuple(number(255), number(255), number(255), number(1))
        .map(([r, g, b, a]) => `rgb(${r} ${g} ${b} / ${a})`),
      fc.constantFrom('teal', 'green', 'white', 'rebeccapurple', 'transparent', 'no colour at all'),
    );
    const contrasts = await page.evaluate(
      async (colors) => {
        const button = document.querySelector('message-us');
        if (!button) throw new Error('There is no button');
        const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
        const luminance = (painted: string) => {
          if (!context) throw new Error('Nothing can be painted');
          context.fillStyle = painted;
          context.fillRect(0, 0, 1, 1);
          const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((channel) => {
            const share = channel / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        const worst: [number, string][] = [];
        for (const wanted of colors) {
          for (const isOfPage of [false, true]) {
            button.setAttribute('color', isOfPage ? 'white' : wanted);
            if (isOfPage && !CSS.supports('color', wanted)) continue;
            if (isOfPage) button.style.setProperty('--message-us-color', wanted);
            else button.style.removeProperty('--message-us-color');
            await button.updateComplete;
            const link = button.shadowRoot?.querySelector('a');
            if (!link) throw new Error('There is no link');
            const { color: ink, backgroundColor } = getComputedStyle(link);
            const [dark = 0, light = 0] = [luminance(ink), luminance(backgroundColor)].sort((a, b) => a - b);
            worst.push([(light + 0.05) / (dark + 0.05), `${wanted}: ${ink} on ${backgroundColor}`]);
          }
        }
        return worst;
      },
      fc.sample(color, 200),
    );
    // The canvas rounds each channel to one of 256.
    expect(contrasts.filter(([contrast]) => contrast < 4.5)).toEqual([]);
    await page.close();
  });

  it('the text contains the page, and the page gets an event for the click', async () => {
    const { page, said } = await shop.visit(
      '<message-us number="15550783881" pre-filled-message="{TITLE} {ORDER} {UTM_SOURCE}" data-order="7"></message-us>',
      { path: '?utm_source=letter' },
    );
    expect(await linkOf(page).getAttribute('href')).toBe('https://wa.me/15550783881');
    const opened = page.waitForEvent('popup');
    await linkOf(page).click();
    expect((await opened).url()).toBe('https://wa.me/15550783881?text=The%20blue%20bowl%207%20letter');
    await page.evaluate(() => {
      document.title = 'The red bowl';
      document.querySelector('message-us')?.setVariables({ ORDER: 8 });
      document.addEventListener('message-us-press', (event) => {
        event.preventDefault();
        document.title = event.href;
      });
    });
    await linkOf(page).click();
    await page.waitForFunction(() => document.title.startsWith('https'));
    expect(await page.title()).toBe('https://wa.me/15550783881?text=The%20red%20bowl%208%20letter');
    expect(page.context().pages()).toHaveLength(2);
    expect(said).toEqual([]);
    await page.close();
  });

  it('commands queued before the script run, and any element can open the chat', async () => {
    const { page } = await shop.visit(
      `<script nonce="test">window.messageUs = [['setVariables', { WHAT: 'a vase' }], (button) => { button.badge = '1'; }];</script>
       <message-us number="15550783881" pre-filled-message="I want {WHAT}"></message-us><button data-message-us>Ask</button>`,
    );
    await page.waitForFunction(
      () => document.querySelector('message-us')?.shadowRoot?.querySelector('b')?.dataset.text === '1',
    );
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Ask' }).click();
    expect((await opened).url()).toBe('https://wa.me/15550783881?text=I%20want%20a%20vase');
    await page.evaluate(() => window.messageUs?.push(['setVariables', { WHAT: 'a cup' }]));
    const next = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Ask' }).click();
    expect((await next).url()).toContain('a%20cup');
    await page.close();
  });

  it('the card opens and closes by commands from before and after the script', async () => {
    const { page, said } = await shop.visit(
      `<script nonce="test">(window.messageUs ||= []).push(['open']);</script><message-us number="15550783881" card></message-us>`,
    );
    const card = page.getByRole('dialog');
    await card.waitFor();
    await page.evaluate(() => window.messageUs?.push(['close']));
    await card.waitFor({ state: 'hidden' });
    await page.evaluate(() => window.messageUs?.push(['open']));
    await card.waitFor();
    await page.evaluate(() => document.querySelector('message-us')?.close());
    await card.waitFor({ state: 'hidden' });
    expect(said).toEqual([]);
    await page.close();
  });

  it('the floating button keeps its corner whatever the page’s styles, and hides for an on-screen keyboard', async () => {
    const { page } = await shop.visit(
      '<div class="wrap"><message-us number="15550783881" shows="icon" floating></message-us></div><textarea aria-label="Note"></textarea>',
      {
        phone: true,
        lang: 'ar',
        head: '<style nonce="test">body, body * { color: red !important; background: lime !important; font-size: 20px !important; letter-spacing: 0.1em !important; text-transform: uppercase !important; } message-us { position: static; inset: 0; } a, svg, span { display: none !important; }</style>',
      },
    );
    const box = await linkOf(page).boundingBox();
    expect([box?.width, box?.height].map((side) => Math.round(side ?? 0))).toEqual([48, 48]);
    // From the left on an Arabic page.
    expect(box?.x).toBe(20);
    expect(await linkOf(page).getAttribute('aria-label')).toBe('راسلنا');
    expect(await linkOf(page).evaluate((a) => getComputedStyle(a).letterSpacing)).toBe('normal');
    await page.getByLabel('Note').focus();
    await linkOf(page).waitFor({ state: 'hidden' });
    await page.getByLabel('Note').blur();
    await linkOf(page).waitFor({ state: 'visible' });
    await page.close();
  });

  it('the classic script and an integrity hash work, and loading twice gives one button', async () => {
    const answer = await fetch(`${workerUrl}/integrity.json`);
    const { 'message-us.js': hash } = await answer.json();
    const { page, said } = await shop.visit(
      `<message-us number="15550783881" label="Chat"></message-us>
       <script async src="${workerUrl}/message-us.classic.js"></script>
       <script type="module" crossorigin integrity="${hash}" src="${workerUrl}/message-us.js?checked"></script>`,
    );
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('link', { name: 'Chat' }).count()).toBe(1);
    expect(hash).toMatch(/^sha384-/);
    expect(said).toEqual([]);
    await page.close();
  });

  it('the button works in a shadow root, in a dialog, and after it is removed and added again', async () => {
    const { page, said } = await shop.visit(
      `<div id="host"></div><dialog id="dialog"></dialog><script nonce="test">
         const button = () => Object.assign(document.createElement('message-us'), { number: '15550783881', label: 'Chat' });
         document.getElementById('host').attachShadow({ mode: 'open' }).append(button());
         document.getElementById('dialog').append(button());
         document.getElementById('dialog').showModal();
         const moved = button();
         document.querySelector('main').append(moved); moved.remove(); document.querySelector('main').append(moved);
       </script>`,
    );
    expect(await page.getByRole('link', { name: 'Chat' }).count()).toBeGreaterThan(0);
    const opened = page.waitForEvent('popup');
    await page.locator('#dialog a').click();
    expect((await opened).url()).toBe('https://wa.me/15550783881');
    await page.evaluate(() => document.querySelector<HTMLDialogElement>('#dialog')?.close());
    expect(await page.getByRole('link', { name: 'Chat' }).count()).toBe(2);
    expect(said).toEqual([]);
    await page.close();
  });

  it('the card takes the focus, gives it back, and is accessible', async () => {
    const { page, said } = await shop.visit(
      `<message-us number="15550783881" floating pre-filled-message="About {TITLE}"><script type="application/json">${JSON.stringify(
        {
          name: 'Lumen & Clay',
          status: 'Usually answers within an hour',
          greeting: ['Hi!', 'Any questions?'],
        },
      )}</script></message-us>`,
    );
    const events = page.evaluate(
      () =>
        new Promise<string[]>((done) => {
          const seen: string[] = [];
          for (const name of ['message-us-open', 'message-us-close'] as const)
            document.addEventListener(name, ({ type }) => {
              seen.push(type);
              if (type === 'message-us-close') done(seen);
            });
        }),
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog', { name: 'Lumen & Clay' });
    await card.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await card.ariaSnapshot()).toBe(
      [
        '- dialog "Lumen & Clay":',
        '  - heading "Lumen & Clay" [level=2]',
        '  - paragraph: Usually answers within an hour',
        '  - button "Close"',
        '  - paragraph: Hi!',
        '  - paragraph: Any questions?',
        '  - text: Your message',
        '  - textbox "Your message": About The blue bowl',
        '  - link "Start chat":',
        '    - /url: https://wa.me/15550783881?text=About%20The%20blue%20bowl',
        '  - paragraph:',
        '    - link "Open WhatsApp Web":',
        '      - /url: https://web.whatsapp.com/send?phone=15550783881&text=About%20The%20blue%20bowl',
        '    - button "QR code"',
      ].join('\n'),
    );
    const focused = () =>
      page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        const label = element instanceof HTMLTextAreaElement ? element.labels[0] : element;
        return element?.getAttribute('aria-label') ?? label?.textContent?.trim() ?? null;
      });
    const walk: (string | null)[] = [await focused()];
    for (let step = 0; step < 3; step++) {
      await page.keyboard.press('Tab');
      walk.push(await focused());
    }
    expect(walk).toEqual(['Your message', 'Start chat', 'Open WhatsApp Web', 'QR code']);
    await page.keyboard.press('Escape');
    expect(await events).toEqual(['message-us-open', 'message-us-close']);
    expect(await focused()).toBe('Message us');
    expect(said).toEqual([]);
    await page.close();
  });

  it('a visitor chooses an agent, each with their own number, text and hours', async () => {
    const { page } = await shop.visit(
      `<message-us number="15550783881" pre-filled-message="Hello"><script type="application/json">${JSON.stringify(
        {
          agents: [
            { name: 'Ada', role: 'Sales' },
            { name: 'Workshop', role: 'Repairs', number: '15550783882', text: 'Repair of {TITLE}' },
            { name: 'Night', hours: { timeZone: 'UTC', week: {} } },
          ],
          closed: { takesMessages: false },
        },
      )}</script></message-us>`,
      { phone: true },
    );
    await linkOf(page).click();
    const hrefs = () =>
      page.locator('message-us-card a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    await page.getByRole('dialog').waitFor();
    expect(await hrefs()).toEqual([
      'https://wa.me/15550783881?text=Hello',
      'https://wa.me/15550783882?text=Repair%20of%20The%20blue%20bowl',
    ]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Night Closed now' }).click();
    await page.getByRole('heading', { name: 'Night' }).waitFor();
    expect(await hrefs()).toEqual([]);
    await page.getByRole('button', { name: 'Back' }).click();
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: /Workshop/ }).click();
    expect((await opened).url()).toContain('15550783882');
    await page.close();
  });

  it('a required consent cannot be bypassed', async () => {
    const { page } = await shop.visit(
      `<message-us number="15550783881"><script type="application/json">${JSON.stringify({
        consent: { text: 'I agree.', isRequired: true },
      })}</script></message-us>`,
    );
    await linkOf(page).click();
    const start = page.getByRole('link', { name: 'Start chat' });
    await start.waitFor();
    const code = page.getByRole('button', { name: 'QR code' });
    expect(await start.getAttribute('href')).toBeNull();
    expect(await code.count()).toBe(0);
    await page.getByLabel('I agree.').check();
    expect(await start.getAttribute('href')).toBe('https://wa.me/15550783881');
    expect(await code.count()).toBe(1);
    await page.close();
  });

  it('a page styles the card by its parts', async () => {
    const { page } = await shop.visit(
      `<style nonce="test">message-us::part(card) { border: 7px solid }</style>
       <message-us number="15550783881" card></message-us>`,
    );
    await linkOf(page).click();
    const card = page.getByRole('dialog');
    await card.waitFor();
    expect(await card.evaluate((dialog) => getComputedStyle(dialog).borderTopWidth)).toBe('7px');
    await page.close();
  });

  it('the QR code can be scanned', async () => {
    const { page } = await shop.visit(
      '<message-us number="15550783881" card pre-filled-message="¿Está el cuenco azul? 🏺 {TITLE}"></message-us>',
    );
    await linkOf(page).click();
    await page.getByRole('button', { name: 'QR code' }).click();
    const code = page.getByRole('img', { name: /QR code/ });
    await code.waitFor();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const { data, info } = await pixelsOf(await code.screenshot(), page);
    expect(decodeQR({ width: info.width, height: info.height, data })).toBe(
      `https://wa.me/15550783881?text=${encodeURIComponent('¿Está el cuenco azul? 🏺 The blue bowl')}`,
    );
    await page.close();
  });

  it('the card has the page’s language and is accessible in each', async () => {
    const open: Record<string, string> = {
      es: 'Iniciar chat',
      'pt-BR': 'Iniciar conversa',
      fr: 'Démarrer la discussion',
      de: 'Chat starten',
      ar: 'بدء المحادثة',
      hi: 'चैट शुरू करें',
      id: 'Mulai chat',
      tlh: 'Start chat',
    };
    for (const [lang, words] of Object.entries(open)) {
      const { page } = await shop.visit('<message-us number="15550783881" card></message-us>', { lang });
      await linkOf(page).click();
      await page.getByRole('link', { name: words }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.close();
    }
  });

  it('each trigger opens the card without taking the focus, and nothing is stored until it is closed', async () => {
    const triggers = [
      ['opens-after="0.1"', async () => {}],
      ['opens-at-scroll="50"', async (page: Page) => page.evaluate(() => scrollTo(0, 9_000))],
      ['opens-in-view="#far"', async (page: Page) => page.locator('#far').scrollIntoViewIfNeeded()],
      [
        'opens-at-address="#chat"',
        async (page: Page) =>
          page.evaluate(() => {
            location.hash = 'chat';
          }),
      ],
      ['opens-at-view="1"', async () => {}],
      [
        'opens-on-exit',
        async (page: Page) =>
          page.evaluate(() =>
            document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientY: -1 })),
          ),
      ],
    ] as const;
    for (const [attribute, act] of triggers) {
      const { page } = await shop.visit(
        `<input aria-label="Name" autofocus><message-us number="15550783881" card floating ${attribute}></message-us><div class="long"></div><p id="far">Far</p>`,
        { head: '<style nonce="test">.long { block-size: 5000px; }</style>' },
      );
      await page.waitForLoadState('networkidle');
      await act(page);
      await page.getByRole('dialog').waitFor();
      expect(await page.evaluate(() => [document.activeElement?.tagName, localStorage.length])).toEqual([
        'INPUT',
        0,
      ]);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Close' }).click();
      await page.reload();
      await page.waitForFunction(() => localStorage.length === 1);
      await page.waitForLoadState('networkidle');
      await act(page);
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.close();
    }
  });

  it('clicks are reported to the analytics tools that the site names', async () => {
    const { page } = await shop.visit(
      `<script nonce="test">window.dataLayer = []; window.told = []; for (const name of ['gtag', 'fbq', 'plausible']) window[name] = (...told) => window.told.push([name, ...told]); window._paq = [];</script>
       <message-us number="15550783881" analytics="datalayer gtag meta plausible matomo"></message-us>`,
    );
    const opened = page.waitForEvent('popup');
    await linkOf(page).click();
    await opened;
    await page.waitForFunction(
      () => '_paq' in window && Array.isArray(window._paq) && window._paq.length === 1,
    );
    expect(
      await page.evaluate(() => ['dataLayer', 'told', '_paq'].map((name) => Reflect.get(window, name))),
    ).toEqual([
      [{ event: 'generate_lead', method: 'WhatsApp' }],
      [
        ['gtag', 'event', 'generate_lead', { method: 'WhatsApp' }],
        ['fbq', 'track', 'Contact', { method: 'WhatsApp' }],
        ['plausible', 'WhatsApp', { props: { method: 'WhatsApp' } }],
      ],
      [['trackEvent', 'WhatsApp', 'press', '']],
    ]);
    await page.close();
  });
});

/** The browser decodes the picture, so that no other library is needed for it. */
async function pixelsOf(png: Buffer, page: Page) {
  const { width, height, data } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (!context) throw new Error('Nothing can be painted');
    context.drawImage(bitmap, 0, 0);
    const { width, height, data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width, height, data: [...data] };
  }, png.toString('base64'));
  return { data: Uint8Array.from(data), info: { width, height } };
}
