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
  const challenge = challengeIn(request.url ?? '');
  if (challenge !== null) return void response.end(challenge);
  let body = '';
  for await (const part of request) body += part;
  received.push({ headers: request.headers, body });
  response.writeHead(status).end(status === 200 ? '' : 'the shop is closed');
});

const relayToken = 'token of the bot';

/** The receiver answers Meta's handshake with its own token only. */
function challengeIn(path: string): string | null {
  const { searchParams } = new URL(path, 'http://receiver');
  return searchParams.get('hub.verify_token') === relayToken ? searchParams.get('hub.challenge') : null;
}

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

const verifiedBy = (secret: string, { headers, body }: Received) =>
  new Webhook(secret).verify(body, {
    'webhook-id': String(headers['webhook-id']),
    'webhook-timestamp': String(headers['webhook-timestamp']),
    'webhook-signature': String(headers['webhook-signature']),
  });

/** The button of the question that is open. */
const answer = (name: string) =>
  page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click();

let secret = '';

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
  it('a webhook is created and tested, receives a signed message, logs a failure and replays it', async () => {
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

    secret = await page.getByLabel('Copy this secret now.').inputValue();
    expect(secret).toMatch(/^whsec_/);
    const verified = (one: Received) => verifiedBy(secret, one);

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
    const log = page.getByRole('table', { name: 'Delivery log' });
    const row = log.getByRole('row').filter({ hasText: 'Refused' }).last();
    await vi.waitFor(
      async () => {
        await press('Refresh');
        await row.waitFor({ timeout: 1_000 });
      },
      { timeout: 20_000 },
    );
    await row.getByRole('button', { name: 'message.received', exact: true }).click();
    await log.getByText('the shop is closed').waitFor();
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

    await press('Pause: Orders');
    await page.getByText('Paused').waitFor();
    await press('Enable from now: Orders');
    await page.getByText('Active').waitFor();
  });

  it('shows deliveries of one outcome, and replays a period once its events were counted', async () => {
    await press('Delivery log: Orders');
    const log = page.getByRole('table', { name: 'Delivery log' });
    await log.getByText('Delivered').first().waitFor();
    await page.getByRole('combobox', { name: /^Show/ }).selectOption('Refused');
    await log.getByText('Delivered').first().waitFor({ state: 'detached' });
    expect(await log.getByText('Refused').count()).toBeGreaterThan(0);
    await page.getByRole('combobox', { name: /^Show/ }).selectOption('All deliveries');

    const before = received.filter(({ headers }) => headers['x-message-us-replay'] === '1').length;
    await page.getByText('Replay a period').click();
    const period = page.locator('form').filter({ hasText: 'Until' });
    await period.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('alertdialog', { name: /^Deliver \d+ events again\?$/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await answer('Cancel');
    await period.getByRole('button', { name: 'Replay' }).click();
    await answer('Replay');
    await page.getByText(/^Events to be delivered again: \d+\.$/).waitFor();
    await vi.waitFor(
      () => {
        const replayed = received.filter(({ headers }) => headers['x-message-us-replay'] === '1');
        if (replayed.length < before + 2) throw new Error('Not all have come again');
      },
      { timeout: 30_000 },
    );
    await period.getByLabel('From').fill('2020-01-01T00:00');
    await period.getByLabel('Until').fill('2020-01-02T00:00');
    await period.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('There are no events in this period.').waitFor();
  });

  it('gets a new secret that signs beside the former one, after a question', async () => {
    await press('Rotate secret: Orders');
    await page.getByRole('alertdialog', { name: 'Create a new secret?' }).waitFor();
    await answer('Cancel');
    expect(await page.getByLabel('Copy this secret now.').count()).toBe(0);
    await press('Rotate secret: Orders');
    await answer('Rotate secret');
    const rotated = await page.getByLabel('Copy this secret now.').inputValue();
    expect(rotated).not.toBe(secret);
    await page.getByText('The former secret also signs until').waitFor();
    await control('POST', '/messages', { customer: '15550761003', name: 'Cleo', text: 'And the jug?' });
    const [message] = await eventsOf('15550761003', 1);
    if (!message) throw new Error('It has come');
    for (const one of [rotated, secret]) {
      expect(verifiedBy(one, message)).toMatchObject({ type: 'message.received' });
    }
  });

  it('relays Meta’s own webhook once the address has answered the handshake, and is deleted after a question', async () => {
    await press('Create webhook');
    await page.getByLabel('Name', { exact: true }).fill('Bot');
    await page.getByLabel('Address').fill(`${address}?bot`);
    await page
      .getByLabel('Format')
      .selectOption({ label: 'Meta’s own webhook, for programs written for the Cloud API' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Include the statuses of sent messages').uncheck();
    await page.getByRole('textbox', { name: /^Verify token/ }).fill('guessed');
    await press('Create webhook');
    await page.getByText('did not answer Meta’s handshake').waitFor();
    await page.getByRole('textbox', { name: /^Verify token/ }).fill(relayToken);
    await press('Create webhook');
    await page.getByText(`${address}?bot`).waitFor();
    expect(await page.getByLabel('Copy this secret now.').count()).toBe(0);

    await control('POST', '/messages', { customer: '15550761004', name: 'Dora', text: 'And the vase?' });
    const found = await eventsOf('15550761004', 2);
    const relayed = found.find(({ headers }) => headers['x-message-us-relay'] === '1');
    expect(JSON.parse(relayed?.body ?? '{}')).toMatchObject({
      object: 'whatsapp_business_account',
      entry: [
        { changes: [{ field: 'messages', value: { messages: [{ text: { body: 'And the vase?' } }] } }] },
      ],
    });

    for (const name of ['Bot', 'Orders']) {
      await press(`Delete: ${name}`);
      await page.getByRole('alertdialog', { name: `Delete ${name}?` }).waitFor();
      await answer('Delete');
      await page.getByRole('button', { name: `Delete: ${name}` }).waitFor({ state: 'detached' });
    }
    await page.getByText('No webhooks yet.').waitFor();
  });
});
