/** What an agent has written, picked or recorded: it is there until it is sent, and nothing else is sent in its place. */
import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcceptedSend } from '../../../../demo/cloud-api/control/control.ts';
import { listening } from '../../../listening.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { api, control, conversationWith } from '../../support/calls.ts';
import { hasRecorded } from '../../support/console-page.ts';
import { demoUrl, sessionToken, workerUrl } from '../../support/stack.ts';

let browser: Browser;

/** A page of the team's own network, which has no certificate. */
let server: Server;
let site: string;

beforeAll(async () => {
  browser = await openBrowser();
  const html = `<!doctype html><html lang="en"><title>Our team</title><agent-console worker="${workerUrl}" style="display:block;block-size:900px"></agent-console>
    <script>document.querySelector('agent-console').getToken = async () => '${sessionToken}'</script>
    <script type="module" src="${workerUrl}/agent-console.js"></script>`;
  server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(html));
  site = `http://team.test:${await listening(server)}`;
  const { origins } = await api<{ origins: string[] }>('GET', '/settings/origins');
  await api('PUT', '/settings/origins', { origins: [...origins, site] });
});
afterAll(async () => {
  server.close();
  await browser.close();
});

interface Visit {
  /** Runs in the page before anything of it. */
  before?: () => void;
  url?: string;
}

async function openWith(
  customer: string,
  name: string,
  { before, url = demoUrl }: Visit = {},
): Promise<Page> {
  await conversationWith(customer, name);
  const context = await browser.newContext({ viewport: { width: 1900, height: 1000 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  if (before) await page.addInitScript(before);
  await page.goto(url);
  await choose(page, name);
  return page;
}

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('option', { name: new RegExp(name) }).click();
  await page.getByRole('log').getByText('Hello').first().waitFor();
}

const thread = (page: Page) => page.getByRole('log', { name: 'Messages' });
const bubble = (page: Page, text: string) => thread(page).locator('article.out').filter({ hasText: text });
const field = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });
const sendRecording = (page: Page) =>
  page.locator('agent-console-voice').getByRole('button', { name: /^Send/ });
const tray = (page: Page) => page.locator('agent-console-composer').locator('.tray li');

async function attach(page: Page, name: string, bytes = 2_000): Promise<void> {
  await page.locator('agent-console-composer input[type=file]').setInputFiles({
    name,
    mimeType: 'application/pdf',
    buffer: Buffer.alloc(bytes, '%PDF'),
  });
}

async function received(customer: string): Promise<string[]> {
  const sends = await control<AcceptedSend[]>('GET', '/calls');
  return sends.flatMap(({ to, content }) =>
    to !== customer ? [] : content.type === 'text' ? [content.text.body] : [content.type],
  );
}

describe('a file and the text about it', () => {
  it('a file and its text both arrive, the file first, after a reload during the upload', async () => {
    const customer = '15551300001';
    const page = await openWith(customer, 'Olga Offer');
    // The upload does not end in this page.
    await page.route(/\/media\?/, () => {});
    await attach(page, 'offer.pdf', 2_000_000);
    await field(page).fill('Here is your offer, as a PDF.');
    await field(page).press('Enter');
    await bubble(page, 'Here is your offer').waitFor();
    await expect.poll(() => field(page).inputValue()).toBe('');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.unrouteAll();
    await page.reload();
    await choose(page, 'Olga Offer');
    await bubble(page, 'Here is your offer')
      .getByRole('img', { name: /Sent|Delivered|Read/ })
      .waitFor();
    expect(await received(customer)).toEqual(['document', 'Here is your offer, as a PDF.']);
    // Nothing of it is kept any longer.
    const left = await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open('agent-console');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const count = opening.result.transaction('files').objectStore('files').count();
            count.onsuccess = () => resolve(count.result);
          };
        }),
    );
    expect(left).toBe(0);
    await page.context().close();
  });
});

describe('a draft', () => {
  it('a draft keeps its text, file and quote through a switch and a reload', async () => {
    const customer = '15551300002';
    await conversationWith('15551300003', 'Otto Other');
    const page = await openWith(customer, 'Dora Draft');
    await thread(page).getByText('Hello').hover();
    await thread(page).getByRole('button', { name: 'Reply' }).first().click();
    await attach(page, 'price list.pdf');
    await field(page).fill('About what you asked');
    await choose(page, 'Otto Other');
    expect([await field(page).inputValue(), await tray(page).count()]).toEqual(['', 0]);
    const check = async () => {
      await choose(page, 'Dora Draft');
      await expect.poll(() => field(page).inputValue()).toBe('About what you asked');
      await tray(page).filter({ hasText: 'price list.pdf' }).waitFor();
      await page.getByRole('button', { name: 'Remove quote' }).waitFor();
    };
    await check();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    await check();
    await field(page).press('Enter');
    await bubble(page, 'About what you asked')
      .getByRole('img', { name: /Sent|Delivered|Read/ })
      .waitFor();
    expect(await received(customer)).toEqual(['document', 'About what you asked']);
    await bubble(page, 'price list.pdf').locator('.quoted').waitFor();
    await page.context().close();
  });

  it('a draft with only a file shows in the list', async () => {
    await conversationWith('15551300005', 'Paula Plain');
    const page = await openWith('15551300004', 'Fred File');
    await attach(page, 'only this.pdf');
    await tray(page).waitFor();
    await choose(page, 'Paula Plain');
    await page.getByRole('option', { name: /Fred File.*Draft.*only this\.pdf/s }).waitFor();
    await page.context().close();
  });
});

describe('a browser', () => {
  it('with blocked storage the inbox works and says that drafts are not saved', async () => {
    const customer = '15551300006';
    const page = await openWith(customer, 'Bella Blocked', {
      before: () => {
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
          Object.defineProperty(window, name, {
            get: () => {
              throw new DOMException('Access is denied for this document.', 'SecurityError');
            },
          });
        }
      },
    });
    await field(page).pressSequentially('Still here');
    await page.getByText('This browser cannot save your draft.').waitFor();
    await field(page).press('Enter');
    await bubble(page, 'Still here')
      .getByRole('img', { name: /Sent|Delivered|Read/ })
      .waitFor();
    expect(await received(customer)).toEqual(['Still here']);
    await page.context().close();
  });

  it('messages, files and notes can be sent from an http page', async () => {
    const customer = '15551300007';
    await conversationWith(customer, 'Hattie Http');
    const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1900, height: 1000 } });
    page.setDefaultTimeout(30_000);
    await page.goto(site);
    expect(await page.evaluate(() => [isSecureContext, 'randomUUID' in crypto])).toEqual([false, false]);
    await choose(page, 'Hattie Http');
    await attach(page, 'offer.pdf');
    await field(page).fill('From an http page');
    await field(page).press('Enter');
    await bubble(page, 'From an http page')
      .getByRole('img', { name: /Sent|Delivered|Read/ })
      .waitFor();
    expect(await received(customer)).toEqual(['document', 'From an http page']);
    await page.getByRole('button', { name: 'Note', exact: true }).click();
    await page.getByRole('textbox', { name: /note/i }).fill('For the team');
    await page.getByRole('textbox', { name: /note/i }).press('Enter');
    await thread(page).getByText('For the team').waitFor();
    await page.context().close();
  });
});

describe('what is typed', () => {
  it('undo takes back a saved reply step by step', async () => {
    await api('POST', '/replies', {
      isShared: true,
      shortcut: 'undo',
      title: 'Undo',
      text: 'We open at nine.',
      buttons: [],
    });
    const page = await openWith('15551300008', 'Ute Undo');
    await field(page).pressSequentially('Good morning. /undo');
    await page.getByRole('option', { name: /We open at nine/ }).waitFor();
    await field(page).press('Enter');
    await expect.poll(() => field(page).inputValue()).toBe('Good morning. We open at nine.');
    await field(page).press('Control+z');
    await expect.poll(() => field(page).inputValue()).toBe('Good morning. /undo');
    await page.context().close();
  });
});

describe('a voice message', () => {
  it('a discarded recording can be brought back', async () => {
    const page = await openWith('15551300009', 'Vera Voice');
    await page.getByRole('button', { name: 'Record a voice message' }).click();
    await hasRecorded(page);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await sendRecording(page).waitFor();
    await page.locator('agent-console-voice').getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Recording discarded.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await sendRecording(page).waitFor();
    await page.reload();
    await choose(page, 'Vera Voice');
    await sendRecording(page).click();
    await thread(page)
      .locator('article.out')
      .getByRole('img', { name: /Sent|Delivered|Read/ })
      .waitFor();
    expect(await received('15551300009')).toEqual(['audio']);
    await page.context().close();
  });
});

describe('a recording that goes on', () => {
  it('opening another conversation stops a recording and keeps it in the draft', async () => {
    await conversationWith('15551300011', 'Olga Other');
    const page = await openWith('15551300012', 'Carl Cut');
    await page.getByRole('button', { name: 'Record a voice message' }).click();
    await hasRecorded(page);
    await page.getByRole('option', { name: /Olga Other/ }).click();
    await page.getByRole('option', { name: /Carl Cut.*voice/ }).waitFor();
    await choose(page, 'Carl Cut');
    await sendRecording(page).click();
    await expect.poll(() => received('15551300012')).toEqual(['audio']);
    await page.context().close();
  });
});

describe('a recording that is still being converted', () => {
  it('a recording that is converted late joins what the agent types meanwhile', async () => {
    await conversationWith('15551300031', 'Ruby Rest');
    const page = await openWith('15551300032', 'Sara Slow');
    // The conversion begins late, as on a slow phone.
    await page.evaluate(() => {
      const handler = Object.getOwnPropertyDescriptor(MediaRecorder.prototype, 'onstop');
      Object.defineProperty(MediaRecorder.prototype, 'onstop', {
        set(listener: () => void) {
          handler?.set?.call(this, () => addEventListener('convert', listener, { once: true }));
        },
      });
    });
    await page.getByRole('button', { name: 'Record a voice message' }).click();
    await hasRecorded(page);
    await page.getByRole('option', { name: /Ruby Rest/ }).click();
    await choose(page, 'Sara Slow');
    await field(page).fill('Back, and typing');
    await page.evaluate(() => dispatchEvent(new Event('convert')));
    await sendRecording(page).waitFor();
    await field(page).press('End');
    await field(page).pressSequentially(' on');
    await page.reload();
    await choose(page, 'Sara Slow');
    await sendRecording(page).waitFor();
    expect(await field(page).inputValue()).toBe('Back, and typing on');
    await sendRecording(page).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect.poll(() => received('15551300032')).toEqual(['audio', 'Back, and typing on']);
    await page.context().close();
  });
});

describe('a file that the browser keeps', () => {
  it('stored files that nothing refers to are deleted at the next start', async () => {
    const page = await openWith('15551300013', 'Fred Files');
    await attach(page, 'named.pdf');
    await tray(page).getByText('named.pdf').waitFor();
    const stored = () =>
      page.evaluate(async () => {
        const opening = indexedDB.open('agent-console', 1);
        await new Promise((resolve) => opening.addEventListener('success', resolve));
        const store = opening.result.transaction('entries').objectStore('entries');
        const all = store.getAll();
        await new Promise((resolve) => all.addEventListener('success', resolve));
        opening.result.close();
        return all.result.map(({ id }: { id: string }) => (id === 'orphan' ? id : 'named')).sort();
      });
    await expect.poll(stored).toEqual(['named']);
    // Both are from long ago, and the other one is left over from a crash.
    await page.evaluate(async () => {
      const opening = indexedDB.open('agent-console', 1);
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const transaction = opening.result.transaction('entries', 'readwrite');
      const store = transaction.objectStore('entries');
      const all = store.getAll();
      all.onsuccess = () => {
        for (const entry of all.result) {
          store.put({ ...entry, keptAt: 0 });
          store.put({ ...entry, id: 'orphan', keptAt: 0 });
        }
      };
      await new Promise((resolve) => transaction.addEventListener('complete', resolve));
      opening.result.close();
    });
    expect(await stored()).toEqual(['named', 'orphan']);
    await page.reload();
    await choose(page, 'Fred Files');
    await expect.poll(stored).toEqual(['named']);
    await tray(page).getByText('named.pdf').waitFor();
    await page.context().close();
  });
});

describe('a file that is dropped beside the conversation', () => {
  it('a file dropped beside the conversation does not replace the page', async () => {
    const page = await openWith('15551300010', 'Dan Drop');
    const dropped = await page.locator('agent-console-list').evaluate((list) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'a.pdf', { type: 'application/pdf' }));
      return ['dragover', 'drop'].map((type) => {
        const options = { bubbles: true, composed: true, cancelable: true, dataTransfer };
        return !list.dispatchEvent(new DragEvent(type, options));
      });
    });
    expect(dropped).toEqual([true, true]);
    expect(await tray(page).count()).toBe(0);
    await page.context().close();
  });
});
