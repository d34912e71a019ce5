/** Webhooks, as an admin sets them up on the screen, against a receiver of the test's own. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listening } from '../../../listening.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { control } from '../../support/calls.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

let status = 200;
const received: Received[] = [];
const receiver = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  received.push({ headers: request.headers, body });
  response.writeHead(status).end(status === 200 ? '' : 'the shop is closed');
});

let browser: Browser;
let page: Page;
let address: string;

beforeAll(async () => {
  address = `http://127.0.0.1:${await listening(receiver, '127.0.0.1')}/in`;
  browser = await openBrowser();
  page = await browser.newPage();
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Webhooks', exact: true }).click();
});
afterAll(async () => {
  await browser.close();
  receiver.close();
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

/** What has come of one customer, once there are that many. */
const eventsOf = (customer: string, count: number) =>
  vi.waitFor(
    () => {
      const found = received.filter(({ body }) => body.includes(customer));
      if (found.length < count) throw new Error(`${found.length} of ${count} have come`);
      return found;
    },
    { timeout: 30_000 },
  );

describe('a webhook', () => {
  it('is created, tested, receives a customer’s message signed, logs a failure, and replays it', async () => {
    await page.getByText('No webhooks yet.').waitFor();
    await press('Create webhook');
    await page.getByLabel('Name', { exact: true }).fill('Orders');
    await page.getByLabel('message.received', { exact: true }).check();
    await page.getByLabel('text', { exact: true }).check();
    expect(await accessibilityFaults(page)).toEqual([]);
    // What is refused is said beside the field, and nothing that was entered is lost.
    await page.getByLabel('Address').fill('https://10.0.0.1/in');
    await press('Create webhook');
    await page.getByText('Only host names on the public internet').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Orders');
    await page.getByLabel('Address').fill(address);
    await press('Create webhook');

    const secret = await page.getByLabel('Copy this secret now.').inputValue();
    expect(secret).toMatch(/^whsec_/);
    const verifier = new Webhook(secret);
    const verified = ({ headers, body }: Received) =>
      verifier.verify(body, {
        'webhook-id': String(headers['webhook-id']),
        'webhook-timestamp': String(headers['webhook-timestamp']),
        'webhook-signature': String(headers['webhook-signature']),
      });

    await press('Send test event: Orders');
    await page.getByText('Delivered: status 200').waitFor();
    expect(verified(received[0] ?? { headers: {}, body: '' })).toMatchObject({ type: 'test.ping' });
    expect(await accessibilityFaults(page)).toEqual([]);

    await control('POST', '/messages', { customer: '15550761001', name: 'Ada', text: 'Is it there?' });
    const [message] = await eventsOf('15550761001', 1);
    expect(message && verified(message)).toMatchObject({
      type: 'message.received',
      data: { message: { content: { text: { body: 'Is it there?' } } } },
    });

    status = 400;
    await control('POST', '/messages', { customer: '15550761002', name: 'Bea', text: 'And the cup?' });
    const [refused] = await eventsOf('15550761002', 1);
    await press('Delivery log: Orders');
    const row = page.getByRole('listitem').filter({ hasText: 'Refused' }).last();
    await vi.waitFor(
      async () => {
        await press('Refresh');
        await row.waitFor({ timeout: 1_000 });
      },
      { timeout: 20_000 },
    );
    await row.locator('summary').click();
    await row.getByText('the shop is closed').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    status = 200;
    await row.getByRole('button', { name: 'Replay message.received' }).click();
    await page.getByText('Events to be delivered again: 1.').waitFor();
    const replayed = await vi.waitFor(
      () => {
        const found = received.find(({ headers }) => headers['x-message-us-replay'] === '1');
        if (!found) throw new Error('Nothing was replayed yet');
        return found;
      },
      { timeout: 30_000 },
    );
    expect(replayed.headers['webhook-id']).toBe(refused?.headers['webhook-id']);

    await page.getByRole('button', { name: 'Your account', exact: true }).click();
    await press('Webhooks');
    await page.getByText(address).waitFor();
    expect(await page.getByLabel('Copy this secret now.').count()).toBe(0);

    page.on('dialog', (dialog) => void dialog.accept());
    await press('Pause: Orders');
    await page.getByText('Paused').waitFor();
    await press('Enable from now: Orders');
    await page.getByText('Active').waitFor();
    await press('Delete: Orders');
    await page.getByText('No webhooks yet.').waitFor();
  });
});
