/** Notifications on the device, which only a whole Chromium shows. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoNumber } from '../../../../demo/stack.ts';
import type { PushMessage } from '../../../../worker/api/people/push.ts';
import { launchChromium } from '../../../chromium.ts';
import { conversationWith } from '../../support/calls.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(() => context.close());
afterAll(() => browser.close());

async function openConsole(locale = 'en-GB'): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 1100, height: 700 }, locale });
  await context.grantPermissions(['notifications'], { origin: workerUrl });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.addInitScript(`localStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
  await page.getByRole('listbox').waitFor();
  return page;
}

/** Delivers messages to the service worker while no page of the console is open. */
async function push(page: Page, ...messages: readonly PushMessage[]): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(`${workerUrl}/sign-in/`);
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === `${workerUrl}/console/`);
      if (ours) resolve(ours.registrationId);
    });
  });
  // A worker that another one is about to replace takes the message with it.
  const activated = new Promise<void>((resolve) => {
    devtools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      const ours = versions.filter(({ scriptURL }) => scriptURL.startsWith(`${workerUrl}/console/`));
      if (ours.length > 0 && ours.every(({ status }) => status === 'activated')) resolve();
    });
  });
  await devtools.send('ServiceWorker.enable');
  const [registrationId] = await Promise.all([registered, activated]);
  for (const message of messages) {
    await devtools.send('ServiceWorker.deliverPushMessage', {
      origin: workerUrl,
      registrationId,
      data: JSON.stringify(message),
    });
  }
}

function shown(page: Page): Promise<{ title: string; body: string; tag: string }[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/console/');
    const all = (await registration?.getNotifications()) ?? [];
    return all.map(({ title, body, tag }) => ({ title, body, tag }));
  });
}

describe('while no page of the console is open', () => {
  it('a new message is shown, and opens its conversation', async () => {
    const { id } = await conversationWith('15550700002', 'Petra Pushed');
    const page = await openConsole();
    const message: PushMessage = {
      type: 'message',
      inbox: demoNumber.phoneNumberId,
      conversationId: id,
      name: 'Petra Pushed',
      text: null,
    };
    await push(page, message);
    const tag = `${demoNumber.phoneNumberId}/${id}`;
    await expect.poll(() => shown(page)).toEqual([{ title: 'New message from Petra Pushed', body: '', tag }]);
    await page.goto(`${workerUrl}/console/#inbox=${demoNumber.phoneNumberId}&conversation=${id}`);
    await page.getByRole('heading', { name: 'Petra Pushed' }).waitFor();
    expect(page.url()).toBe(`${workerUrl}/console/`);
  });

  it('a number’s alert is pushed in the agent’s language and opens the health page', async () => {
    const page = await openConsole('de');
    const words = () => page.evaluate(async () => (await caches.match('/console/words.json')) !== undefined);
    await expect.poll(words).toBe(true);
    await push(page, {
      type: 'alert',
      inbox: demoNumber.phoneNumberId,
      number: demoNumber.name,
      alert: { type: 'webhook', problem: 'elsewhere' },
    });
    const body = 'Nachrichten von Kunden kommen nicht an: Meta sendet sie an eine andere Adresse.';
    const tag = `${demoNumber.phoneNumberId}/webhook`;
    await expect.poll(() => shown(page)).toEqual([{ title: demoNumber.name, body, tag }]);
    await page.goto(`${workerUrl}/console/#health=${demoNumber.phoneNumberId}`);
    await page.getByRole('list', { name: 'Zustand' }).waitFor();
    expect(page.url()).toBe(`${workerUrl}/console/`);
  });

  it('alerts about several templates of a number are one notification, with a line for each', async () => {
    const page = await openConsole();
    const paused = (name: string): PushMessage => ({
      ...{ type: 'alert', inbox: demoNumber.phoneNumberId, number: demoNumber.name },
      alert: {
        ...{ type: 'template', code: 'template_paused', at: 0, advice: null },
        ...{ params: { name, language: 'en' }, summary: `The template ${name} was paused.` },
      },
    });
    await push(page, paused('sale'), paused('offer'));
    const tag = `${demoNumber.phoneNumberId}/template`;
    await expect
      .poll(() => shown(page))
      .toEqual([{ title: demoNumber.name, body: expect.stringMatching(/offer.*\n.*sale/), tag }]);
  });
});
