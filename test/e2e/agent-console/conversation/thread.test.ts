/** The thread of a conversation: groups, actions and pictures. */
import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoNumber } from '../../../../demo/stack.ts';
import { importAppSecret, signBody } from '../../../../worker/whatsapp/receiving/signature.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { openConsole } from '../../support/console-page.ts';
import { appSecret, demoUrl, workerUrl } from '../../support/stack.ts';

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAD0lEQVR4nGOowgEYhpYEAMDVW4FI8agJAAAAAElFTkSuQmCC',
  'base64',
);
const dayMs = 24 * 60 * 60_000;
let browser: Browser;
let page: Page;
let thread: Locator;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({
    viewport: { width: 1360, height: 900 },
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write', 'microphone'],
  });
  page.setDefaultTimeout(30_000);
  await page.goto(demoUrl);
  thread = page.getByRole('log', { name: 'Messages' });
});
afterAll(() => browser.close());

interface Written {
  text: string;
  /** When, in milliseconds before now. */
  ago: number;
}

/** Texts of a customer, as Meta sends them, signed; in one webhook. */
async function write(from: string, name: string, texts: readonly Written[]): Promise<void> {
  const metadata = { display_phone_number: '15550783881', phone_number_id: demoNumber.phoneNumberId };
  const messages = texts.map(({ text, ago }, index) => ({
    from,
    id: `wamid.${from}.${text}.${index}`,
    timestamp: String(Math.floor((Date.now() - ago) / 1_000)),
    type: 'text',
    text: { body: text },
  }));
  const value = {
    messaging_product: 'whatsapp',
    metadata,
    contacts: [{ profile: { name }, wa_id: from }],
    messages,
  };
  const body = new TextEncoder().encode(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: demoNumber.wabaId, changes: [{ field: 'messages', value }] }],
    }),
  );
  const answer = await fetch(`${workerUrl}/webhook`, {
    method: 'POST',
    headers: { 'X-Hub-Signature-256': await signBody(await importAppSecret(appSecret), body) },
    body,
  });
  expect(answer.status).toBe(200);
}

async function open(name: string, last: string, on = page): Promise<void> {
  await on.getByRole('option', { name: new RegExp(name) }).click();
  await on.getByRole('log', { name: 'Messages' }).getByText(last, { exact: true }).last().waitFor();
}

const many = (count: number, text: string, ago: number): Written[] =>
  Array.from({ length: count }, (_, index) => ({ text: `${text} ${index}`, ago: ago - index * 1_000 }));

describe('a thread', () => {
  it('the messages of one author are a group, and the line of their day stays in view', async () => {
    await write('15550600001', 'Gita Groups', [
      ...many(20, 'Yesterday', dayMs),
      { text: 'Today before', ago: 20 * 60_000 },
      ...many(20, 'Today', 60_000),
    ]);
    await open('Gita Groups', 'Today 19');
    // One group yesterday, and two today with more than five minutes between them.
    expect(await thread.locator('.row.first').count()).toBe(3);
    expect(await thread.locator('.row.first .avatar').count()).toBe(3);
    const line = thread.locator('.day').first();
    await thread.getByText('Yesterday 10', { exact: true }).scrollIntoViewIfNeeded();
    const box = await page.locator('agent-console-thread').boundingBox();
    await expect.poll(async () => ((await line.boundingBox())?.y ?? 0) - (box?.y ?? 0)).toBe(8);
  });

  it('on a wide screen, the messages and the composer are in one column in the middle', async () => {
    const wide = await openConsole(browser, undefined, { viewport: { width: 2560, height: 900 } });
    await open('Gita Groups', 'Today 19', wide);
    const boxOf = async (selector: string) => {
      const { x = 0, width = 0 } = (await wide.locator(selector).first().boundingBox()) ?? {};
      return { start: x, width, middle: x + width / 2 };
    };
    // The customer panel opens on its own, and makes the thread narrower.
    await wide.locator('agent-console-contact').getByRole('button', { name: 'Rename' }).waitFor();
    const pane = await boxOf('agent-console-thread');
    expect(pane.width).toBeGreaterThan(1_200);
    const column = { start: pane.middle - 480, width: 960, middle: pane.middle };
    await expect.poll(() => boxOf('agent-console-thread [role=log]')).toEqual(column);
    await expect.poll(() => boxOf('agent-console-composer .surface')).toEqual(column);
    await wide.context().close();
  });

  it('the arrow keys go from message to message, and Enter opens the actions', async () => {
    await write('15550600002', 'Kay Keys', many(3, 'Key', 60_000));
    await open('Kay Keys', 'Key 2');
    await thread.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const second = thread.locator('article').filter({ hasText: 'Key 1' });
    await expect.poll(() => second.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.keyboard.press('Enter');
    const menu = page.getByRole('group', { name: 'Key 1' });
    await menu.getByRole('button', { name: 'React with 👍' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    // From the emojis to the first action, and on to the one that copies.
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('Key 1');
    await expect.poll(() => second.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    await expect.poll(() => second.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  it('on a phone, a long press opens the actions and a swipe replies', async () => {
    await write('15550600003', 'Tom Touch', many(3, 'Touch', 60_000));
    const phone = await browser.newPage({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      locale: 'en-GB',
    });
    phone.setDefaultTimeout(30_000);
    await phone.goto(demoUrl);
    await open('Tom Touch', 'Touch 2', phone);
    const bubble = phone.getByRole('log').locator('article').filter({ hasText: 'Touch 1' });
    const touch = await phone.context().newCDPSession(phone);
    const at = await middleOf(bubble);
    await press(touch, at);
    await phone.getByRole('button', { name: 'Delivery details' }).waitFor();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await phone.getByRole('button', { name: 'Delivery details' }).tap();
    await phone.locator('agent-console-delivery').getByText('Received').waitFor();
    await phone.getByRole('button', { name: 'Close' }).tap();
    await press(touch, at);
    for (let x = at.x; x < at.x + 90; x += 10)
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x, y: at.y }] });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await phone.locator('agent-console-composer').getByText('Touch 1').waitFor();
    await phone.close();
  });
});

async function middleOf(bubble: Locator): Promise<{ x: number; y: number }> {
  await bubble.waitFor();
  const box = await bubble.boundingBox();
  if (!box) throw new Error('The bubble is not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function press(touch: CDPSession, at: { x: number; y: number }) {
  return touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
}

describe('pictures', () => {
  it('pictures arrive without a shift, stand together, and are seen one after the other by keys', async () => {
    const phone = page.getByRole('region', { name: "Customer's phone" });
    await phone.getByLabel('Write as the customer').fill('Here are my pictures');
    await phone.getByRole('button', { name: 'Send as the customer' }).click();
    await open('Ada Okafor', 'Here are my pictures');
    const send = async (name: string) => {
      await phone.getByRole('button', { name: 'Add as the customer' }).click();
      await phone.locator('[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer: picture });
    };
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    await page.route('**/messages/*/media?*', async (route) => {
      await held;
      await route.continue();
    });
    await send('one.png');
    const first = thread.getByRole('button', { name: 'Open the photo' }).last().getByRole('img');
    await first.waitFor({ state: 'attached' });
    const boxes = () =>
      thread.locator('article').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
    const isLoaded = () =>
      first.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0);
    // The webhook does not say how large a picture is: the Worker knows it once it has stored the file.
    const shape = () => first.evaluate((image) => getComputedStyle(image).getPropertyValue('--ratio'));
    await expect.poll(shape).not.toBe('');
    await page.evaluate(observeShifts);
    expect(await isLoaded()).toBe(false);
    const before = await boxes();
    release();
    await expect.poll(isLoaded).toBe(true);
    expect(await boxes()).toEqual(before);
    expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toEqual([]);
    await page.unrouteAll();

    for (const name of ['two.png', 'three.png']) await send(name);
    const tiles = thread.locator('.tiles .tile');
    await expect.poll(() => tiles.count()).toBe(3);
    await tiles.first().getByRole('button', { name: 'Open the photo' }).click();
    const viewer = page.locator('agent-console-viewer');
    await viewer.getByText(/^1 of \d$/).waitFor();
    await page.keyboard.press('ArrowRight');
    await viewer.getByText(/^2 of \d$/).waitFor();
    const shown = viewer.locator('.stage img');
    const width = async () => (await shown.boundingBox())?.width ?? 0;
    const whole = await width();
    await page.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(whole * 1.4);
    await page.keyboard.press('0');
    await expect.poll(width).toBe(whole);
    await Promise.all([
      page.waitForEvent('download'),
      viewer.getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
  });
});

/** Runs in the page: collects what moves in the thread without the agent's doing. */
function observeShifts(): void {
  const shifts: number[] = [];
  Object.assign(window, { shifts });
  interface Shift extends PerformanceEntry {
    value: number;
    sources: readonly { node: Node | null }[];
  }
  const isInThread = ({ node }: { node: Node | null }) => {
    const root = node?.getRootNode();
    return root instanceof ShadowRoot && root.host.localName === 'agent-console-thread';
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[])
      if (entry.sources.some(isInThread)) shifts.push(entry.value);
  }).observe({ type: 'layout-shift' });
}
