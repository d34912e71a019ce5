/** `<message-us-analytics>` on a page of another site. */
import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoNumber } from '../../../../demo/stack.ts';
import { listening } from '../../../listening.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { allowSite } from '../../support/back-office.ts';
import { openBrowser } from '../../support/browser.ts';
import { agentSession, conversationWith } from '../../support/calls.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

let browser: Browser;
let server: Server;
let url: string;
let conversation: number;

beforeAll(async () => {
  browser = await openBrowser();
  ({ id: conversation } = await conversationWith('15550540001', 'Ada Analytics'));
  server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const token = searchParams.get('token');
    const script = [
      `const element = document.querySelector('message-us-analytics');`,
      token === null ? '' : `element.getToken = async () => '${token}';`,
      `element.addEventListener('sign-in', ({ agent }) => { document.title = agent.name; });`,
      searchParams.has('opens-itself')
        ? `element.addEventListener('conversation-choose', (event) => {
             event.preventDefault();
             document.querySelector('output').value = event.inbox + ' ' + event.conversationId;
           });`
        : '',
    ].join('\n');
    response.setHeader('Content-Type', 'text/html').end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Intranet</title><link rel="icon" href="data:,">
       <script type="module" src="${workerUrl}/message-us-analytics.js"></script>
       <main><h1>Intranet</h1><message-us-analytics worker="${workerUrl}" inbox="${demoNumber.phoneNumberId}"></message-us-analytics><output></output></main>
       <script>${script}</script>`,
    );
  });
  url = `http://localhost:${await listening(server)}`;
  await allowSite(url);
}, 120_000);
afterAll(async () => {
  await browser.close();
  server.close();
});

async function open(query: string): Promise<{ page: Page; requested: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.goto(`${url}/?${query}`);
  return { page, requested };
}
const received = (page: Page) => page.getByRole('button', { name: /^\d+ ?, Received: show conversations$/ });

it('asks to sign in, without loading anything of the inbox', { timeout: 60_000 }, async () => {
  const { page, requested } = await open('');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const hosts = new Set(requested.map((address) => new URL(address).origin));
  expect([...hosts].sort()).toEqual([url, workerUrl].sort());
  expect(requested.filter((address) => address.includes('agent-console.js'))).toEqual([]);
});

it('shows the figures with a token of the page, and opens a conversation in the inbox of the Worker', {
  timeout: 60_000,
}, async () => {
  const { page } = await open(`token=${sessionToken}`);
  await received(page).click();
  await expect.poll(() => page.title()).not.toBe('Intranet');
  const link = page.getByRole('link', { name: 'Ada Analytics' });
  await link.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await opened.waitForURL(/\/console\//);
  expect(new URL(opened.url()).origin).toBe(workerUrl);
});

it('leaves a conversation to the page that opens it itself', { timeout: 60_000 }, async () => {
  const { page } = await open(`token=${sessionToken}&opens-itself=1`);
  await received(page).click();
  await page.getByRole('link', { name: 'Ada Analytics' }).click();
  await expect.poll(() => page.locator('output').textContent()).toMatch(new RegExp(` ${conversation}$`));
  expect(page.context().pages()).toHaveLength(1);
});

it('shows an agent who was signed in by their site only what they may see', { timeout: 60_000 }, async () => {
  const { page } = await open(`token=${await agentSession({ sub: 'nora', name: 'Nora Nord' })}`);
  await expect.poll(() => page.title()).toBe('Nora Nord');
  await received(page).waitFor();
});
