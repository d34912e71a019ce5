/** The console as a guest on somebody's page: another origin, a broken connection, a reload, a keyboard. */
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcceptedSend } from '../../../../demo/cloud-api/control/control.ts';
import { demoNumber } from '../../../../demo/stack.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { type BackOffice, openBackOffice, signInWith } from '../../support/back-office.ts';
import { openBrowser } from '../../support/browser.ts';
import { control } from '../../support/calls.ts';
import { demoUrl, sessionToken, workerUrl } from '../../support/stack.ts';

let browser: Browser;
let site: BackOffice;

beforeAll(async () => {
  browser = await openBrowser();
  site = await openBackOffice(() => signInWith(sessionToken));
});
afterAll(async () => {
  await allow([]);
  await browser.close();
  site.close();
});

async function allow(origins: string[]): Promise<void> {
  const answer = await fetch(`${workerUrl}/api/settings/origins`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${sessionToken}` },
    body: JSON.stringify({ origins: [demoUrl, ...origins] }),
  });
  expect(answer.ok).toBe(true);
}

async function write(customer: string, name: string, text: string, replyTo?: string): Promise<string> {
  const answer = await fetch(`${demoUrl}/control/messages`, {
    method: 'POST',
    body: JSON.stringify({ customer, name, text, ...(replyTo && { replyTo }) }),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()).wamid;
}

async function setFaults(body: object): Promise<void> {
  await fetch(`${demoUrl}/control/faults`, { method: 'PUT', body: JSON.stringify(body) });
}

async function queued(): Promise<number> {
  return (await (await fetch(`${demoUrl}/control/state`)).json()).queued;
}

async function openSite(): Promise<Page> {
  await allow([site.url]);
  return openSiteAsIs();
}

async function openSiteAsIs(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
  page.setDefaultTimeout(30_000);
  await page.goto(site.url);
  return page;
}

describe('a page of another origin', () => {
  it('a site that is not allowed sees nothing of the inbox and is told to ask an admin', async () => {
    await allow([]);
    const page = await openSiteAsIs();
    await page.getByText(`ask an admin to allow ${site.url}`).waitFor();
    expect(await page.getByRole('listbox').getByRole('option').count()).toBe(0);
    await allow([site.url]);
    await write('15550600001', 'Greta Guest', 'Hello from afar');
    await expect
      .poll(
        async () => {
          await page
            .getByRole('button', { name: 'Try again' })
            .click({ timeout: 1_000 })
            .catch(() => {});
          return page.getByRole('option', { name: /Greta Guest/ }).count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    await page.close();
  });
});

describe('a conversation whose part is not loaded yet', () => {
  it('a conversation that is still loading shows its frame with the contact’s name', async () => {
    await write('15550600019', 'Fay Frame', 'Is it there?');
    await allow([site.url]);
    const page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
    page.setDefaultTimeout(30_000);
    let load = () => {};
    const isWanted = new Promise<void>((done) => {
      load = done;
    });
    const part = /\/inbox-parts-/;
    const isHeld = page.waitForRequest(part);
    await page.route(part, async (route) => {
      await isWanted;
      await route.continue();
    });
    await page.goto(site.url);
    await page.getByRole('option', { name: /Fay Frame/ }).click();
    const name = page
      .getByRole('region', { name: 'Conversation' })
      .getByRole('heading', { name: 'Fay Frame' })
      .getByText('Fay Frame');
    const frame = page.locator('agent-console [aria-busy=true]');
    await frame.getByRole('heading', { name: 'Fay Frame' }).waitFor();
    const before = await name.boundingBox();
    await isHeld;
    load();
    await page.getByRole('log', { name: 'Messages' }).getByText('Is it there?').waitFor();
    await frame.waitFor({ state: 'detached' });
    expect(before).not.toBeNull();
    expect(await name.boundingBox()).toEqual(before);
    await page.close();
  });

  it('a conversation whose messages fail before its part is loaded shows its frame, and the rest later', async () => {
    await write('15550600029', 'Finn Failed', 'Are you there?');
    await allow([site.url]);
    const page = await browser.newPage({
      viewport: { width: 390, height: 700 },
      hasTouch: true,
      isMobile: true,
    });
    page.setDefaultTimeout(30_000);
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    let load = () => {};
    const isWanted = new Promise<void>((done) => {
      load = done;
    });
    const part = /\/inbox-parts-/;
    const isHeld = page.waitForRequest(part);
    await page.route(part, async (route) => {
      await isWanted;
      await route.continue();
    });
    const isThread = /\/conversations\/\d+\/messages/;
    await page.route(isThread, (route) =>
      route.fulfill({ status: 404, json: { error: { code: 'not_found', message: 'Not found' } } }),
    );
    await page.goto(site.url);
    const failed = page.waitForResponse(isThread);
    await page.getByRole('option', { name: /Finn Failed/ }).tap();
    await (await failed).finished();
    const frame = page.locator('agent-console [aria-busy=true]');
    await frame.getByRole('heading', { name: 'Finn Failed' }).waitFor();
    await page.locator('agent-console [role=status] .note').waitFor();
    await isHeld;
    load();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await frame.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await page.close();
  });
});

describe('the looks', () => {
  it('the page sets the theme, colors and parts of the console', async () => {
    await write('15550600018', 'Lena Looks', 'How does it look?');
    const page = await openSite();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('option', { name: /Lena Looks/ }).click();
    const bubble = page.getByRole('log').locator('article').filter({ hasText: 'How does it look?' });
    await bubble.waitFor();
    const backgroundOf = (box: typeof bubble) => box.evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(await backgroundOf(bubble)).toBe('rgb(255, 255, 255)');
    await page.addStyleTag({ content: 'agent-console { color-scheme: dark }' });
    expect(await backgroundOf(bubble)).toBe('rgb(32, 40, 42)');
    await page.addStyleTag({
      content: `agent-console { --agent-console-raised: rgb(250, 240, 230) }
        agent-console::part(header) { background: rgb(1, 2, 3) }`,
    });
    expect(await backgroundOf(bubble)).toBe('rgb(250, 240, 230)');
    expect(await backgroundOf(page.locator('agent-console header').first())).toBe('rgb(1, 2, 3)');
    await page.close();
  });

  it('tabs without room are in a menu, no label is cut, and the pressed tab is in the row', async () => {
    const page = await openSite();
    await page.setViewportSize({ width: 768, height: 700 });
    await page.locator('agent-console').evaluate((one) => one.setAttribute('lang', 'fr'));
    const tabs = page.locator('agent-console-list-tabs .tab');
    const pressed = tabs.filter({ hasText: 'Toutes' });
    await pressed.waitFor();
    await expect
      .poll(() => tabs.evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length))
      .toBe(0);
    const views = page.locator('agent-console-list-tabs agent-console-tabs');
    await views.locator('summary').waitFor();
    const cut = () =>
      views.evaluate((row) => {
        const { right } = row.getBoundingClientRect();
        const shown = [...row.querySelectorAll('.tab:not([hidden])')];
        return shown.filter((tab) => tab.getBoundingClientRect().right > right + 1).length;
      });
    await expect.poll(cut).toBe(0);
    await views.locator('summary').click();
    await views.getByRole('button', { name: 'Résolues' }).click();
    const resolved = tabs.filter({ hasText: 'Résolues' });
    await expect.poll(() => resolved.getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => resolved.isVisible()).toBe(true);
    await expect.poll(cut).toBe(0);
    await page.close();
  });
});

describe('a connection that breaks', () => {
  it('a broken connection is restored automatically with everything that was missed, once', async () => {
    await allow([site.url]);
    const page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
    page.setDefaultTimeout(30_000);
    const sockets: WebSocketRoute[] = [];
    let isDown = false;
    await page.routeWebSocket(/\/live\?/, (socket) => {
      if (isDown) return void socket.close();
      socket.connectToServer();
      sockets.push(socket);
    });
    await page.goto(site.url);
    await page.getByRole('option', { name: /Greta Guest/ }).click();
    const thread = page.getByRole('log', { name: 'Messages' });
    await thread.getByText('Hello from afar').waitFor();

    isDown = true;
    await sockets.at(-1)?.close();
    await page.getByText('Reconnecting …').waitFor();
    await write('15550600001', 'Greta Guest', 'While you were away');
    expect(await thread.getByText('While you were away').count()).toBe(0);
    isDown = false;
    await thread.getByText('While you were away').waitFor({ timeout: 20_000 });
    expect(await thread.getByText('While you were away').count()).toBe(1);
    await page.getByText('Reconnecting …').waitFor({ state: 'detached' });
    await page.close();
  });
});

describe('a reload', () => {
  it('a reload keeps the typed text', async () => {
    const page = await openSite();
    await page.getByRole('option', { name: /Greta Guest/ }).click();
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Half an answ');
    await page.reload();
    await page.getByRole('option', { name: /Draft: Half an answ/ }).click();
    const field = page.getByRole('textbox', { name: 'Message', exact: true });
    expect(await field.inputValue()).toBe('Half an answ');
    await field.fill('');
    await page.close();
  });
});

describe('the keyboard alone', () => {
  it('a conversation is read and answered by keyboard alone', async () => {
    await write('15550600002', 'Kay Board', 'Anyone there?');
    const page = await openSite();
    await page.getByRole('option', { name: /Kay Board/ }).waitFor();
    // The numbers, the search, the settings, the tabs, the filter, the list.
    const isInList = () =>
      page
        .getByRole('listbox')
        .evaluate((list) => list.contains((list.getRootNode() as ShadowRoot).activeElement));
    for (let stop = 0; stop < 12 && !(await isInList()); stop++) await page.keyboard.press('Tab');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Anyone there?').waitFor();
    const field = page.getByRole('textbox', { name: 'Message', exact: true });
    await expect.poll(() => field.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.keyboard.type('Yes, all of us');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Yes, all of us').waitFor();
    await page.close();
  });
});

describe('the search', () => {
  it('the search finds a customer by name, and emptying it brings the list back', async () => {
    await write('15550600003', 'Sébastien Löwe', 'Bonjour');
    const page = await openSite();
    const field = page.getByRole('searchbox', { name: 'Name, @username or number' });
    await page.getByRole('option', { name: /Sébastien/ }).waitFor();
    await field.fill('lowe');
    await expect.poll(() => page.getByRole('listbox').getByRole('option').count()).toBe(1);
    await page.getByRole('option', { name: /Sébastien Löwe/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await field.fill('nobody of this name');
    await page.getByText('No contact or message matches.').waitFor();
    await field.press('Escape');
    await page.getByRole('option', { name: /Greta Guest/ }).waitFor();
    await page.close();
  });

  it('the search starts a conversation with a new number and rejects what is not a number', async () => {
    const page = await openSite();
    const field = page.getByRole('searchbox', { name: 'Name, @username or number' });
    await field.fill('+49 999');
    await field.fill('+49 9999999999999999');
    const write = page.getByRole('button', { name: /^Write to .* with Lumen & Clay$/ });
    await write.click();
    await page.getByText('This is no phone number.').waitFor();
    await field.fill('+1 (555) 060-0009');
    await write.click();
    await page.getByRole('heading', { name: '+15550600009' }).waitFor();
    await page.getByRole('button', { name: 'Choose a template' }).click();
    await page.getByRole('button', { name: /hello_world/ }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page
      .getByRole('log')
      .getByText(/Welcome and congratulations|hello_world/)
      .first()
      .waitFor();
    await page.getByRole('log').getByText('Delivered').or(page.getByLabel('Delivered')).first().waitFor();
    await page.close();
  });
});

describe('a template with cards', () => {
  it('a carousel template is filled in, previewed, sent and delivered', async () => {
    await write('15550600004', 'Cara Carousel', 'What is new?');
    const page = await openSite();
    await page.getByRole('option', { name: /Cara Carousel/ }).click();
    await page.getByRole('button', { name: 'Template', exact: true }).click();
    await page.getByRole('combobox', { name: 'Any category' }).selectOption('MARKETING');
    expect(await page.getByRole('button', { name: /order_update/ }).count()).toBe(0);
    await page.getByRole('button', { name: /shop_window/ }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('fields are still empty').waitFor();
    await page.locator('[name="body.1"]').fill('Cara');
    for (const [card, path] of ['blue', 'salt'].entries()) {
      const group = page.getByRole('group', { name: `Card ${card + 1}` });
      await group.getByLabel('or a link to it').fill(`https://shop.example/${path}.jpg`);
      await group.getByLabel('Text for {{1}}').fill('€ 38');
      await group.getByLabel('End of the web address').fill(path);
    }
    await page.getByRole('region', { name: 'Preview' }).getByText('Salt glaze, € 38').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const sent = page.getByRole('log').locator('article.out').filter({ hasText: 'Three bowls for Cara' });
    await sent.getByRole('img', { name: 'Read' }).waitFor();
    await sent.getByRole('group', { name: '2 cards' }).getByText('Salt glaze, € 38').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.close();
  });
});

describe('a template for a place and an offer', () => {
  it('a template with a location and an offer asks for both and sends them', async () => {
    await write('15550600005', 'Lola Location', 'When are you open?');
    const page = await openSite();
    await page.getByRole('option', { name: /Lola Location/ }).click();
    await page.getByRole('button', { name: 'Template', exact: true }).click();
    await page.getByRole('button', { name: /studio_days/ }).click();
    for (const [label, value] of [
      ['Name of the place', 'Lumen & Clay'],
      ['Address of the place', '12 Kiln Lane'],
      ['Latitude', '52.5163'],
      ['Longitude', '13.3777'],
      ['Code for', 'CLAY10'],
    ] as const) {
      await page.getByLabel(label).fill(value);
    }
    await page.getByLabel('Offer ends').fill('2099-12-24T18:00');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const sent = page
      .getByRole('log')
      .locator('article.out')
      .filter({ hasText: 'Come by and show this code.' });
    await sent.getByRole('img', { name: 'Read' }).waitFor();
    await page.close();
  });
});

describe('the settings', () => {
  it('automatic settings of a number are saved and take effect', async () => {
    await write('15550600006', 'Sally Settings', 'Hello');
    const page = await openSite();
    await page.getByRole('button', { name: 'Settings' }).click();
    const dialog = page.getByRole('region', { name: 'Settings' });
    await dialog.getByRole('button', { name: 'This number' }).click();
    await dialog.getByLabel('Number', { exact: true }).selectOption(demoNumber.phoneNumberId);
    await dialog.getByLabel('Maximum message length').selectOption('1000');
    await dialog.getByLabel('Send one reminder if the customer wrote last').check();
    await dialog.getByLabel('Text of the reminder').fill('May we still help you?');
    await dialog.getByLabel('Minutes before the window closes').fill('90');
    const optOut = dialog.getByRole('region', { name: 'Marketing opt-out' });
    const words = optOut.getByRole('textbox', { name: 'Opt-out words' });
    expect(await words.inputValue()).toContain('UNSUBSCRIBE');
    await optOut.getByRole('combobox', { name: 'Language' }).selectOption('Spanish');
    await words.fill('baja\nbasta');
    await words.blur();
    await dialog.getByText('Saved.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('option', { name: /Sally Settings/ }).click();
    await page.getByRole('textbox', { name: 'Message' }).fill('word '.repeat(300));
    await page.getByText('2 messages').waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Settings' }).click();
    await dialog.getByRole('button', { name: 'This number' }).click();
    await dialog.getByLabel('Number', { exact: true }).selectOption(demoNumber.phoneNumberId);
    await expect.poll(() => dialog.getByLabel('Maximum message length').inputValue()).toBe('1000');
    expect(await dialog.getByLabel('Text of the reminder').inputValue()).toBe('May we still help you?');
    expect(await words.inputValue()).toContain('UNSUBSCRIBE');
    await optOut.getByRole('combobox', { name: 'Language' }).selectOption('Spanish');
    expect(await words.inputValue()).toBe('baja\nbasta');
    await dialog.getByLabel('Maximum message length').selectOption('4096');
    await dialog.getByLabel('Send one reminder if the customer wrote last').uncheck();
    await dialog.getByText('Saved.').waitFor();
    await page.close();
  });
});

describe('a number whose customers see who writes', () => {
  it('an agent’s name in front of the text shows in the bubble at once and is sent', async () => {
    const customer = '15550600017';
    await write(customer, 'Nora Name', 'Hello');
    const page = await openSite();
    const set = async (isShown: boolean) => {
      await page.getByRole('button', { name: 'Settings' }).click();
      const dialog = page.getByRole('region', { name: 'Settings' });
      await dialog.getByRole('button', { name: 'This number' }).click();
      await dialog.getByLabel('Number', { exact: true }).selectOption(demoNumber.phoneNumberId);
      await dialog.getByLabel('Show the agent’s name to customers').setChecked(isShown);
      await dialog.getByText('Saved.').waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    };
    await set(true);
    await page.getByRole('option', { name: /Nora Name/ }).click();
    const commands = /\/conversations\/\d+\/messages$/;
    await page.route(commands, (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('- one\n- two');
    await page.keyboard.press('Enter');
    const bubble = page.getByRole('log').locator('article.out').filter({ hasText: 'two' });
    await bubble.getByText('Not sent yet.').waitFor();
    const name = (await bubble.locator('.body strong').textContent())?.replace(/:$/, '');
    expect(await bubble.locator('li').allInnerTexts()).toEqual(['one', 'two']);
    await page.unroute(commands);
    await bubble.getByRole('button', { name: 'Retry' }).click();
    await bubble.getByRole('img', { name: 'Read' }).waitFor();
    expect(await bubble.locator('.body strong').textContent()).toBe(`${name}:`);
    const sends = await control<AcceptedSend[]>('GET', '/calls');
    expect(sends.filter(({ to }) => to === customer).map(({ content }) => content)).toEqual([
      { type: 'text', text: { body: `*${name}:*\n- one\n- two` } },
    ]);
    await set(false);
    await page.close();
  });
});

describe('a long list', () => {
  it('a long list loads as it is scrolled and renders only visible rows', async () => {
    const names = Array.from({ length: 130 }, (_, index) => `List ${String(index).padStart(3, '0')}`);
    for (const [index, name] of names.entries()) {
      await write(`1555070${String(index).padStart(4, '0')}`, name, 'One of many');
    }
    const page = await openSite();
    await page.getByRole('option', { name: /List 129/ }).focus();
    await page.keyboard.press('End');
    await expect
      .poll(
        async () => {
          await page.keyboard.press('End');
          return page.getByRole('option', { name: /List 000/ }).count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    expect(await page.getByRole('listbox').getByRole('option').count()).toBeLessThan(60);
    await page.close();
  });
});

describe('a long thread', () => {
  it('a long thread renders only what is in view and finds a quoted message far above', async () => {
    const customer = '15550690001';
    const first = await write(customer, 'Theo Thread', 'Where it all began');
    // In few bodies, and all of them before the thread is opened: one that grows while it is read stays where the reader is.
    await setFaults({ batch: true });
    await Promise.all(
      Array.from({ length: 160 }, (_, index) => write(customer, 'Theo Thread', `Line ${index}`)),
    );
    await write(customer, 'Theo Thread', 'Remember this?', first);
    await expect.poll(queued, { timeout: 30_000 }).toBe(0);
    await setFaults({ batch: false });
    const page = await openSite();
    await page.getByRole('option', { name: /Theo Thread/ }).click();
    const thread = page.getByRole('log', { name: 'Messages' });
    await thread.getByText('Remember this?').waitFor();
    await thread.getByRole('button', { name: 'Where it all began' }).click();
    await thread.locator('article.found').getByText('Where it all began').waitFor();
    expect(await thread.locator('article').count()).toBeLessThanOrEqual(110);
    expect(await thread.getByText('Remember this?').count()).toBe(0);
    await page.getByRole('button', { name: 'Jump to latest' }).click();
    await thread.getByText('Remember this?').waitFor();
    await page.close();
  });
});
