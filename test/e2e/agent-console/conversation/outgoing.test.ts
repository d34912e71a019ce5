/** What the agent sees of what they send: kept when the page or the network is lost, in order, with its whole story. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcceptedSend, Faults } from '../../../../demo/cloud-api/control/control.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { control, conversationWith } from '../../support/calls.ts';
import { demoUrl } from '../../support/stack.ts';

let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demoUrl });
});
afterAll(() => browser.close());

async function openWith(customer: string, name: string): Promise<Page> {
  await conversationWith(customer, name);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(demoUrl);
  await page.getByRole('option', { name: new RegExp(name) }).click();
  await page.getByRole('log').getByText('Hello').first().waitFor();
  return page;
}

const thread = (page: Page) => page.getByRole('log', { name: 'Messages' });
const bubble = (page: Page, text: string) => thread(page).locator('article.out').filter({ hasText: text });
const field = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });

async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

async function received(customer: string): Promise<string[]> {
  const sends = await control<AcceptedSend[]>('GET', '/calls');
  return sends.flatMap(({ to, content }) =>
    to === customer && content.type === 'text' ? [content.text.body] : [],
  );
}

const commands = /\/conversations\/\d+\/messages$/;

describe('a connection that is lost while an agent writes', () => {
  it('messages written offline are sent automatically, in order, when the connection is back', async () => {
    const customer = '15551100001';
    const page = await openWith(customer, 'Orla Order');
    let isDown = true;
    await page.route(commands, (route) =>
      isDown && route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await say(page, 'The first');
    await bubble(page, 'The first').getByText('Not sent yet.').waitFor();
    await say(page, 'The second');
    await bubble(page, 'The second').getByText('Not sent yet.').waitFor();
    expect(await received(customer)).toEqual([]);
    isDown = false;
    await bubble(page, 'The second').getByRole('img', { name: 'Read' }).waitFor();
    expect(await received(customer)).toEqual(['The first', 'The second']);
    await page.close();
  });

  it('a reload while offline loses nothing and sends nothing twice', async () => {
    const customer = '15551100002';
    const page = await openWith(customer, 'Rita Reload');
    let isLost = true;
    await page.route(commands, async (route) => {
      if (!isLost || route.request().method() !== 'POST') return route.continue();
      isLost = false;
      // The inbox takes it, and its answer never comes.
      await route.fetch();
      await route.abort();
    });
    await say(page, 'Is it there?');
    await bubble(page, 'Is it there?').getByRole('img', { name: 'Read' }).waitFor();
    isLost = true;
    await page.route(commands, (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await say(page, 'And this?');
    await bubble(page, 'And this?').getByText('Not sent yet.').waitFor();
    await page.unrouteAll();
    await page.reload();
    await page.getByRole('option', { name: /Rita Reload/ }).click();
    await bubble(page, 'And this?').getByRole('img', { name: 'Read' }).waitFor();
    expect(await received(customer)).toEqual(['Is it there?', 'And this?']);
    await page.close();
  });

  it('a message that was not sent can be edited', async () => {
    const customer = '15551100003';
    const page = await openWith(customer, 'Edna Edit');
    await page.route(commands, (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await say(page, 'Wrnog');
    await bubble(page, 'Wrnog').getByRole('button', { name: 'Edit' }).click();
    await expect.poll(() => field(page).inputValue()).toBe('Wrnog');
    expect(await bubble(page, 'Wrnog').count()).toBe(0);
    await page.unrouteAll();
    await say(page, 'Right');
    await bubble(page, 'Right').getByRole('img', { name: 'Read' }).waitFor();
    expect(await received(customer)).toEqual(['Right']);
    await page.close();
  });
});

describe('what became of a message', () => {
  it('delivery times show on hover and shift nothing', async () => {
    const page = await openWith('15551100004', 'Hal Hover');
    await say(page, 'Look at me');
    const tick = bubble(page, 'Look at me').getByRole('button', { name: 'Read' });
    await tick.waitFor();
    const before = await bubble(page, 'Look at me').boundingBox();
    await tick.hover();
    const story = page.locator('.glance').getByRole('list', { name: 'Delivery details' });
    await story.getByText('Accepted by WhatsApp').waitFor();
    await story.getByText(/\bRead\b/).waitFor();
    expect(await bubble(page, 'Look at me').boundingBox()).toEqual(before);
    await page.mouse.move(5, 5);
    await story.waitFor({ state: 'detached' });
    await tick.hover();
    await story.waitFor();
    await page.keyboard.press('Escape');
    await story.waitFor({ state: 'detached' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.close();
  });

  it('the delivery details have the times and the ids of a message, which can be copied', async () => {
    const page = await openWith('15551100009', 'Dee Details');
    await say(page, 'Where am I?');
    const sent = bubble(page, 'Where am I?');
    await sent.getByRole('button', { name: 'Read' }).click();
    const details = page.locator('agent-console-delivery');
    await details.getByText('Accepted by WhatsApp').waitFor();
    await details.getByRole('button', { name: 'Copy WhatsApp ID' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^wamid\./);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
    await page.close();
  });

  it('a failed message shows its reason, what to do, the code and details to copy', async () => {
    const page = await openWith('15551100005', 'Fay Failed');
    await control('PUT', '/faults', { refuse: { code: 131026, count: 1 } } satisfies Partial<Faults>);
    await say(page, 'Nobody home?');
    const failed = bubble(page, 'Nobody home?');
    await failed.getByText('WhatsApp cannot deliver to this customer.').waitFor();
    await failed.getByText('Sending it again won’t work.').waitFor();
    expect(await failed.getByRole('link', { name: 'Code 131026' }).getAttribute('href')).toContain(
      'error-codes',
    );
    await failed.getByRole('button', { name: 'Copy details' }).click();
    await failed.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(copied)).toMatchObject({ code: 131026, retry: 'never' });
    expect(copied).not.toContain('Nobody home');
    expect(await failed.getByRole('button', { name: 'Retry' }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    // Where there is room for one pane, the list comes back.
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await page.getByRole('option', { name: /Fay Failed.*Failed\s+You:/s }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.close();
  });

  it('a message whose window has closed can be edited', async () => {
    const page = await openWith('15551100006', 'Willy Window');
    await control('PUT', '/faults', { refuse: { code: 131047, count: 1 } } satisfies Partial<Faults>);
    await say(page, 'Too late');
    await page.getByText('The 24-hour window is closed.').waitFor();
    await page.getByRole('button', { name: 'Choose a template' }).waitFor();
    expect(await bubble(page, 'Too late').getByRole('button', { name: 'Retry' }).count()).toBe(0);
    await bubble(page, 'Too late').getByRole('button', { name: 'Send a template' }).click();
    await page.getByRole('searchbox', { name: 'Search templates' }).waitFor();
    await bubble(page, 'Too late').getByRole('button', { name: 'Edit' }).click();
    const held = page.getByRole('textbox', { name: 'Draft a reply for when they answer' });
    await expect.poll(() => held.inputValue()).toBe('Too late');
    await conversationWith('15551100006', 'Willy Window');
    await expect.poll(() => field(page).inputValue()).toBe('Too late');
    await bubble(page, 'Too late').getByRole('button', { name: 'Retry' }).waitFor();
    await page.close();
  });
});

describe('a long text', () => {
  it('a long text shows where it will be split before it is sent', async () => {
    const page = await openWith('15551100007', 'Lena Long');
    await field(page).fill(`${'word '.repeat(800)}. The end of one. ${'more '.repeat(200)}`);
    await page.getByText('Sent as 2 messages.').waitFor();
    await page.getByText('Preview of the parts').click();
    await page.getByRole('listitem').filter({ hasText: 'The end of one.' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await field(page).fill('');
    await page.close();
  });

  it('the second part of a long text waits for the first', async () => {
    const customer = '15551100027';
    const page = await openWith(customer, 'Paul Parts');
    await control('PUT', '/faults', { refuse: { code: 131042, count: 1 } } satisfies Partial<Faults>);
    await say(page, `${'word '.repeat(800)}. The end of one. ${'more '.repeat(200)}`);
    const first = bubble(page, 'The end of one.');
    const second = bubble(page, 'more more');
    await first.getByText('Meta cannot charge the business for this message.').waitFor();
    await second.getByText('Not sent, because the previous part failed').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await received(customer)).toEqual([]);
    await first.getByText('This also sends the parts after it.').waitFor();
    expect(await second.getByRole('button', { name: 'Retry' }).count()).toBe(0);
    await first.getByRole('button', { name: 'Retry' }).click();
    await expect.poll(async () => (await received(customer)).length, { timeout: 15_000 }).toBe(2);
    const [one, two] = await received(customer);
    expect([one?.includes('The end of one.'), two?.startsWith('more')]).toEqual([true, true]);
    await expect.poll(() => second.getByText('Not sent').count()).toBe(0);
    await page.close();
  });
});

describe('two conversations that turn out to be one', () => {
  it('merging conversations keeps the text typed in the one that disappears', async () => {
    const userId = 'US.15551100008';
    await control('POST', '/messages', { customer: userId, name: 'Mia Merge', text: 'Hello' });
    const at = () => String(Math.floor(Date.now() / 1000));
    // Written before WhatsApp named user ids.
    const older = {
      contacts: [{ profile: { name: 'Max Phone' }, wa_id: '15551100008' }],
      messages: [
        {
          from: '15551100008',
          id: 'wamid.before-user-ids',
          timestamp: at(),
          type: 'text',
          text: { body: 'Hello' },
        },
      ],
    };
    await control('POST', '/webhooks', { field: 'messages', value: older });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(demoUrl);
    const names = page.getByRole('option', { name: /Mia Merge|Max Phone/ });
    await names.nth(1).waitFor();
    // The younger one goes.
    await page.getByRole('option', { name: /Max Phone/ }).click();
    await field(page).fill('Half a thought');
    const value = {
      contacts: [{ profile: { name: 'Mia Merge' }, wa_id: '15551100008', user_id: userId }],
      messages: [
        {
          from: '15551100008',
          from_user_id: userId,
          id: 'wamid.merge-drafts',
          timestamp: at(),
          type: 'text',
          text: { body: 'It is me' },
        },
      ],
    };
    await control('POST', '/webhooks', { field: 'messages', value });
    await thread(page).getByText('It is me').waitFor();
    await expect.poll(() => field(page).inputValue()).toBe('Half a thought');
    await page.close();
  });
});
