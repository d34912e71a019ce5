/** The card of the button: where it is, what a phone makes of it, and what happens if it does not load. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../../../widget/message-us/message-us.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { link, openPages, script } from '../support/other-page.ts';

let pages: Awaited<ReturnType<typeof openPages>>;

beforeAll(async () => {
  pages = await openPages();
});
afterAll(() => pages.close());

const open: typeof pages.open = (html, options) => pages.open(html, options);

describe('the card', () => {
  const settings = JSON.stringify({
    name: 'Lumen & Clay',
    greeting: ['Hi!'],
    agents: [{ name: 'Ada' }, { name: 'Workshop' }],
    hours: null,
    consent: { text: 'I agree.', url: 'javascript:alert(1)', isRequired: true },
  });

  it.each([
    ['floating', 1280, 800],
    ['floating="start" badge="1"', 1280, 800],
    ['', 1280, 800],
  ])(
    'is at the button’s edge and never over it, however it grows (%s, %i × %i)',
    async (attributes, width, height) => {
      const { page, context } = await open(
        `<body>${script}<message-us number="15550783881" color="purple" ${attributes}><script type="application/json">${settings}</script></message-us>`,
        { width, height },
      );
      await page.locator(link).click();
      const card = page.getByRole('dialog');
      await card.waitFor();
      const gap = () =>
        page.evaluate(() => {
          const root = document.querySelector('message-us')?.shadowRoot;
          const button = root?.querySelector('a')?.getBoundingClientRect();
          const dialog = root?.querySelector('message-us-card')?.shadowRoot?.querySelector('dialog');
          if (!button || !dialog) throw new Error('There is no card');
          const box = new DOMRect(
            dialog.offsetLeft,
            dialog.offsetTop,
            dialog.offsetWidth,
            dialog.offsetHeight,
          );
          return Math.round(box.top >= button.bottom ? box.top - button.bottom : button.top - box.bottom);
        });
      await expect.poll(gap).toBe(12);
      await page.getByLabel('I agree.').check();
      expect(await gap()).toBe(12);
      await page.getByRole('button', { name: 'Ada' }).click();
      await page.getByLabel('Your message').fill('A long message.\n'.repeat(30));
      expect(await gap()).toBe(12);
      await page.getByRole('button', { name: 'QR code' }).click();
      await page.getByRole('img', { name: /QR/ }).waitFor();
      expect(await gap()).toBe(12);
      await context.close();
    },
  );

  it('the card has the button’s color, says when it is open, and rejects script links', async () => {
    const { page, context, said } = await open(
      `<body>${script}<message-us number="15550783881" color="purple" floating><script type="application/json">${settings}</script></message-us>`,
    );
    const button = page.locator(link);
    await button.waitFor();
    expect(await button.getAttribute('aria-haspopup')).toBe('dialog');
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    await button.click();
    await page.getByRole('dialog').waitFor();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    const color = (one: Element) => getComputedStyle(one).backgroundColor;
    expect(await page.locator('header[part=header]').evaluate(color)).toBe(await button.evaluate(color));
    expect(await page.getByRole('link', { name: 'Details' }).count()).toBe(0);
    expect(said.join()).toContain('consent.url is not a web address');
    await page.keyboard.press('Escape');
    await expect.poll(() => button.getAttribute('aria-expanded')).toBe('false');
    await context.close();
  });

  it('a card that is removed while open comes back closed', async () => {
    const { page, context } = await open(
      `<body>${script}<message-us number="15550783881" card floating></message-us>`,
    );
    await page.locator(link).click();
    await page.getByRole('dialog').waitFor();
    await page.evaluate(() => {
      const button = document.querySelector('message-us');
      button?.remove();
      document.body.append(button ?? '');
    });
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page.locator(link).click();
    await page.getByRole('dialog').waitFor();
    await context.close();
  });

  it('the card leaves the page usable on a computer, and closes by Escape or a second click', async () => {
    const { page, context, said } = await open(
      `<body>${script}<button>Of the page</button><message-us number="15550783881" label="Chat" floating><script type="application/json">{"greeting": ["Hi!"]}</script></message-us>`,
    );
    const button = page.locator(link);
    const card = page.getByRole('dialog');
    await button.click();
    await card.waitFor();
    const controls = await button.getAttribute('aria-controls');
    expect(await page.locator(`message-us #${controls}`).getByRole('dialog').count()).toBe(1);
    expect(await button.getByText('Chat').isVisible()).toBe(false);
    await page.getByLabel('Your message').click();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('message-us');
    await button.getByText('Chat').waitFor();

    await button.click();
    await card.waitFor();
    await page.getByRole('button', { name: 'Of the page' }).click();
    await page.keyboard.press('Escape');
    expect(await card.isVisible()).toBe(true);
    await button.click();
    await card.waitFor({ state: 'hidden' });
    expect(said).toEqual([]);
    await context.close();
  });

  it('WhatsApp opens with the message as edited, which is kept while the card is closed', async () => {
    const { page, context } = await open(
      `<body>${script}<message-us number="15550783881" pre-filled-message="About {TITLE}" card floating></message-us>`,
    );
    const field = page.getByLabel('Your message');
    await page.locator(link).click();
    expect(await field.inputValue()).toBe('About Shop');
    await field.fill('Is {THIS} & that there?');
    await page.keyboard.press('Escape');
    await page.locator(link).click();
    expect(await field.inputValue()).toBe('Is {THIS} & that there?');
    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: 'Start chat' }).click();
    expect(new URL((await opened).url()).searchParams.get('text')).toBe('Is {THIS} & that there?');
    await context.close();
  });

  it('a card with a short link has no message field', async () => {
    const { page, context } = await open(
      `<body>${script}<message-us number="wa.me/message/ABC123" card floating></message-us>`,
    );
    await page.locator(link).click();
    const start = page.getByRole('link', { name: 'Start chat' });
    expect(await start.getAttribute('href')).toBe('https://wa.me/message/ABC123');
    expect(await page.getByLabel('Your message').count()).toBe(0);
    await context.close();
  });

  it('the card says when the team replies outside of its hours', async () => {
    const { page, context } = await open(
      `<body>${script}<message-us number="15550783881" floating><script type="application/json">${JSON.stringify(
        { name: 'Shop', hours: { timeZone: 'UTC', week: { monday: '09:00-17:00' } } },
      )}</script></message-us>`,
    );
    // A Tuesday.
    await page.clock.setFixedTime('2026-12-01T12:00:00Z');
    await page.locator(link).click();
    await page.getByText(/^Replies Monday from \d+:00 [AP]M$/).waitFor();
    await page.keyboard.press('Escape');
    await page.clock.setFixedTime('2026-12-06T12:00:00Z');
    await page.locator(link).click();
    await page.getByText(/^Replies tomorrow from \d+:00 [AP]M$/).waitFor();
    await context.close();
  });

  it('the card is not printed', async () => {
    const { page, context } = await open(
      `<body>${script}<message-us number="15550783881" card></message-us>`,
    );
    await page.locator(link).click();
    await page.getByRole('dialog').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await context.close();
  });
});

describe('the card on a phone', () => {
  const phone = { width: 390, height: 844, isPhone: true };
  const greeting = '<script type="application/json">{"name": "Lumen & Clay", "greeting": ["Hi!"]}</script>';

  /** The edges of the card in the window, from its left, top, right and bottom, once it has come to rest. */
  async function edges(page: Page): Promise<number[]> {
    return page.getByRole('dialog').evaluate(async (dialog) => {
      await Promise.all(dialog.getAnimations().map(({ finished }) => finished));
      const { left, top, right, bottom } = dialog.getBoundingClientRect();
      return [left, top, innerWidth - right, innerHeight - bottom].map(Math.round);
    });
  }

  it.each(['en', 'ar'])(
    'the card on a phone is a sheet at the bottom edge, as wide as the window (%s)',
    async (lang) => {
      const { page, context, said } = await open(
        `<body>${script}<message-us number="15550783881" label="Chat" floating>${greeting}</message-us>`,
        { ...phone, lang },
      );
      await page.locator(link).tap();
      await page.getByRole('dialog').waitFor();
      const [left, top, right, bottom] = await edges(page);
      expect([left, right, bottom]).toEqual([0, 0, 0]);
      expect(top).toBeGreaterThan(400);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 800 });
      await expect.poll(async () => (await edges(page))[3]).toBeGreaterThan(0);
      await page.setViewportSize(phone);
      await expect.poll(() => edges(page)).toEqual([left, top, right, bottom]);
      expect(said).toEqual([]);
      await context.close();
    },
  );

  it('a long card on a phone leaves a strip of the page to tap and scrolls inside', async () => {
    const agents = Array.from({ length: 30 }, (_, index) => ({ name: `Agent ${index}` }));
    const { page, context } = await open(
      `<body>${script}<message-us number="15550783881" label="Chat" floating><script type="application/json">${JSON.stringify({ agents })}</script></message-us>`,
      phone,
    );
    await page.locator(link).tap();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect((await edges(page))[1]).toBe(64);
    const last = page.getByRole('link', { name: 'Agent 29' });
    await last.scrollIntoViewIfNeeded();
    expect(await last.isVisible()).toBe(true);
    await page.touchscreen.tap(200, 30);
    await dialog.waitFor({ state: 'hidden' });
    await context.close();
  });

  it('the card on a phone keeps the focus and gives it back on Escape', async () => {
    const { page, context } = await open(
      `<body>${script}<button>Of the page</button><message-us number="15550783881" label="Chat" floating>${greeting}</message-us>`,
      phone,
    );
    await page.locator(link).press('Enter');
    await page.getByRole('dialog').waitFor();
    const focused: (string | null)[] = [];
    for (let step = 0; step < 4; step++) {
      focused.push(
        await page.evaluate(() => {
          let element = document.activeElement;
          while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
          const label = element instanceof HTMLTextAreaElement ? element.labels[0] : element;
          return element?.getAttribute('aria-label') ?? label?.textContent?.trim() ?? null;
        }),
      );
      await page.keyboard.press('Tab');
    }
    expect(focused.slice(0, 3)).toEqual(['Close', 'Your message', 'Start chat']);
    expect(focused).not.toContain('Of the page');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('message-us');
    await context.close();
  });

  it.each(['no-preference', 'reduce'] as const)(
    'a swipe down closes the sheet if it is long enough (motion: %s)',
    async (reducedMotion) => {
      const { page, context } = await open(
        `<body>${script}<message-us number="15550783881" label="Chat" floating>${greeting}</message-us>`,
        phone,
      );
      await page.emulateMedia({ reducedMotion });
      await page.locator(link).tap();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      const [, top = 0] = await edges(page);
      const session = await context.newCDPSession(page);
      const swipe = async (by: number) => {
        const touch = (type: 'touchStart' | 'touchMove', y: number) =>
          session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: 150, y }] });
        await touch('touchStart', top + 20);
        for (let step = 1; step <= 10; step++) {
          await touch('touchMove', top + 20 + (by * step) / 10);
          // A slow movement, which is no flick.
          await page.waitForTimeout(20);
        }
        const [, moved = 0] = await edges(page);
        await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
        return moved - top;
      };
      const moved = await swipe(60);
      if (reducedMotion === 'reduce') expect(moved).toBe(0);
      else expect(moved).toBeGreaterThan(20);
      await expect.poll(async () => (await edges(page))[1]).toBe(top);
      await swipe(200);
      await dialog.waitFor({ state: 'hidden' });
      await context.close();
    },
  );

  it('the floating button and its card stay in place while the visitor types', async () => {
    const { page, context } = await open(
      `<body>${script}<message-us number="15550783881" label="Chat" floating>${greeting}</message-us>`,
      phone,
    );
    await page.locator(link).tap();
    await page.getByLabel('Your message').tap();
    await page.keyboard.type('Hello');
    expect(await page.getByLabel('Your message').inputValue()).toBe('Hello');
    await context.close();
  });

  it('the card on a phone keeps its last line above the home indicator', async () => {
    const { page, context } = await open(
      `<body>${script}<message-us number="15550783881" label="Chat" floating>${greeting}</message-us>`,
      phone,
    );
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setSafeAreaInsetsOverride', { insets: { bottom: 34 } });
    await page.locator(link).tap();
    await page.getByRole('dialog').waitFor();
    expect((await edges(page))[3]).toBe(0);
    const room = await page
      .getByRole('link', { name: 'Start chat' })
      .evaluate((a) => Math.round(innerHeight - a.getBoundingClientRect().bottom));
    expect(room).toBe(16 + 34);
    await context.close();
  });

  it('the card on a phone does not animate with reduced motion', async () => {
    const { page, context } = await open(
      `<body>${script}<message-us number="15550783881" label="Chat" floating>${greeting}</message-us>`,
      phone,
    );
    const animations = async () => {
      await page.locator(link).tap();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      const names = await dialog.evaluate((one) => getComputedStyle(one).animationName);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      return names;
    };
    expect(await animations()).toBe('rise');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await animations()).toBe('none');
    await context.close();
  });
});

describe('a card that does not load', () => {
  const card = /button-message-us-card/;
  const tag = '<message-us number="15550783881" label="Chat" pre-filled-message="Hi" card></message-us>';

  it.each([
    ['is late', new Promise<void>(() => {})],
    ['fails', 'never' as const],
  ])('a card whose file %s leaves the link, and the next click waits less', async (_, until) => {
    const { page, context } = await open(`<body>${script}${tag}`, { delay: { part: card, until } });
    await page.locator(link).waitFor();
    const click = async () => {
      const opened = context.waitForEvent('page');
      const clickedAt = performance.now();
      await page.locator(link).click();
      expect((await opened).url()).toBe('https://wa.me/15550783881?text=Hi');
      await page.bringToFront();
      return performance.now() - clickedAt;
    };
    const first = await click();
    const second = await click();
    if (until !== 'never') expect(second).toBeLessThan(first);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await context.close();
  });

  it('the card opens again once its file has loaded', async () => {
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const { page, context } = await open(`<body>${script}${tag}`, {
      delay: { part: card, until: held },
    });
    await page.locator(link).waitFor();
    const opened = context.waitForEvent('page');
    await page.locator(link).click();
    await opened;
    release();
    await page.waitForFunction(() => customElements.get('message-us-card') !== undefined);
    await page.bringToFront();
    await page.locator(link).click();
    await page.getByRole('dialog').waitFor();
    await context.close();
  });

  it('a required consent is asked by the button itself when the card does not load', async () => {
    const consent = JSON.stringify({ consent: { text: 'I agree.', isRequired: true } });
    const { page, context } = await open(
      `<body>${script}<message-us number="15550783881" label="Chat"><script type="application/json">${consent}</script></message-us>`,
      { delay: { part: card, until: 'never' } },
    );
    const question = page.getByRole('dialog', { name: 'I agree.' });
    await page.locator(link).click();
    await question.getByRole('button', { name: 'Close' }).click();
    await question.waitFor({ state: 'detached' });
    await page.locator(link).click();
    await question.waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(context.pages()).toHaveLength(1);
    await page.locator(link).click();
    const opened = context.waitForEvent('page');
    await question.getByRole('button', { name: 'Chat' }).click();
    expect((await opened).url()).toBe('https://wa.me/15550783881');
    await context.close();
  });
});
