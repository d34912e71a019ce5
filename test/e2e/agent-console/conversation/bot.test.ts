/**
 * A bot behind the inbox: a server of its own that was written for Meta's webhook and Cloud API. It answers, a person takes
 * over, it is refused, and it goes on once it is resumed.
 */
import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { demoNumber } from '../../../../demo/stack.ts';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import { importAppSecret, verifySignature } from '../../../../worker/whatsapp/receiving/signature.ts';
import { listening } from '../../../listening.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { api, call, control } from '../../support/calls.ts';
import { appSecret, sessionToken, workerUrl } from '../../support/stack.ts';

const customer = '15550771001';
const verifyToken = 'the bot’s own';
/** What customers wrote, as the bot has received it, and what came of its answers. */
const heard: string[] = [];
const answers: { status: number; code?: number }[] = [];
let token: string;

async function say(text: string): Promise<void> {
  const answer = await fetch(`${workerUrl}/graph/v23.0/${demoNumber.phoneNumberId}/messages`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to: customer, type: 'text', text: { body: text } }),
  });
  const { error } = await answer.json();
  answers.push({ status: answer.status, ...(error && { code: error.code }) });
}

const bot = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://bot');
  if (request.method === 'GET') {
    const isRight = searchParams.get('hub.verify_token') === verifyToken;
    response.writeHead(isRight ? 200 : 403).end(searchParams.get('hub.challenge'));
    return;
  }
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  const signature = String(request.headers['x-hub-signature-256']);
  const isSigned = await verifySignature(await importAppSecret(appSecret), signature, new Uint8Array(body));
  response.writeHead(isSigned ? 200 : 401).end();
  const [message] = JSON.parse(body.toString()).entry[0].changes[0].value.messages ?? [];
  if (!isSigned || !message) return;
  heard.push(message.text.body);
  await say(`You wrote: ${message.text.body}`);
});

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const url = `http://127.0.0.1:${await listening(bot, '127.0.0.1')}/webhook`;
  ({ token } = await api<NewApiToken>('POST', '/tokens', {
    name: 'Order bot',
    scopes: ['conversations:write'],
  }));
  const relay = { format: 'meta', name: 'Order bot', url, fields: ['messages'], verifyToken };
  await api('POST', '/webhooks', { ...relay, includesStatuses: false });
  browser = await openBrowser();
  page = await browser.newPage();
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
});
afterAll(async () => {
  await browser.close();
  bot.close();
});

const write = (text: string) => control('POST', '/messages', { customer, name: 'Ada', text });
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const row = () => page.getByRole('option').filter({ hasText: 'Ada' });
const choose = async (name: string) => {
  await page.getByLabel(/^Who answers: /).click();
  await press(name);
};
/** Turns the filter on or off, and closes its menu. */
const filterForBot = async () => {
  await page.locator('agent-console-list-filters .filter summary').click();
  // What is chosen has a check in its name.
  await page.getByRole('button', { name: /^Handled automatically/ }).click();
  await page.keyboard.press('Escape');
};
const eventually = (check: () => void | Promise<void>) =>
  vi.waitFor(check, { timeout: 30_000, interval: 200 });

it('answers, is stopped by a person, and goes on when they resume it', { timeout: 180_000 }, async () => {
  await press('Settings');
  await page.getByRole('button', { name: 'Bot', exact: true }).click();
  const settings = page.locator('agent-console-settings');
  await settings.getByLabel('Number', { exact: true }).selectOption(demoNumber.phoneNumberId);
  await page.getByLabel('Answered by').selectOption({ label: 'Order bot' });
  await page.getByText('Saved.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  await write('Where is my order?');
  await eventually(() => expect(answers).toEqual([{ status: 200 }]));
  await row().getByLabel('Handled automatically').waitFor();
  expect(await row().getByLabel('Needs a reply').count()).toBe(0);
  await filterForBot();
  await row().click();
  await page.getByText('You wrote: Where is my order?').last().waitFor();
  await page.getByLabel('Who answers: Automation answers').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await choose('Take over');
  await page.getByText(/Admin took over from automation/).waitFor();
  await page.getByLabel(/^Who answers: Automation paused until /).waitFor();
  // It is not the bot's any more, so it leaves the list of those.
  await eventually(async () => expect(await row().count()).toBe(0));
  await say('May I say something?');
  expect(answers.at(-1)).toEqual({ status: 403, code: 131005 });
  await write('Hello? I want a person.');
  await page.getByText('Hello? I want a person.').last().waitFor();
  await filterForBot();
  await row().getByLabel('Needs a reply').waitFor();
  expect(heard).toEqual(['Where is my order?']);

  await choose('Resume automation');
  await page.getByText(/Admin resumed automation/).waitFor();
  await write('Thank you, bot.');
  await eventually(() => expect(heard).toEqual(['Where is my order?', 'Thank you, bot.']));
  await eventually(() => expect(answers.at(-1)).toEqual({ status: 200 }));
  await page.getByText('You wrote: Thank you, bot.').last().waitFor();
  const { rows } = await call<{ rows: Conversation[] }>('GET', `/conversations?search=${customer}`);
  expect(rows).toMatchObject([{ mode: 'automatic', handledBy: 'bot', waitingSince: null }]);

  await choose('Turn off for this conversation');
  await page.getByLabel('Who answers: Automation off').waitFor();
  await say('Me again');
  expect(answers.at(-1)).toEqual({ status: 403, code: 131005 });
});
