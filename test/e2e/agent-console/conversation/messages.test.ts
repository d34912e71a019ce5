/** Every kind of message, from Meta's webhook to the agent's screen, and back with the composer. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoNumber } from '../../../../demo/stack.ts';
import { importAppSecret, signBody } from '../../../../worker/whatsapp/receiving/signature.ts';
import { inbound } from '../../../fixtures/inbound.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { appSecret, demoUrl, workerUrl } from '../../support/stack.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1360, height: 900 }, locale: 'en-GB' });
  page.setDefaultTimeout(30_000);
  await page.goto(demoUrl);
});
afterAll(() => browser.close());

/** As Meta sends it, signed. */
async function webhook(value: Record<string, unknown>, field = 'messages'): Promise<void> {
  const metadata = { display_phone_number: '15550783881', phone_number_id: demoNumber.phoneNumberId };
  const body = new TextEncoder().encode(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: demoNumber.wabaId,
          changes: [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }],
        },
      ],
    }),
  );
  const answer = await fetch(`${workerUrl}/webhook`, {
    method: 'POST',
    headers: { 'X-Hub-Signature-256': await signBody(await importAppSecret(appSecret), body) },
    body,
  });
  expect(answer.status).toBe(200);
}

const seconds = () => String(Math.floor(Date.now() / 1000));

async function write(
  from: string,
  name: string,
  id: string,
  message: Record<string, unknown>,
): Promise<void> {
  await webhook({
    contacts: [{ profile: { name }, wa_id: from }],
    messages: [{ from, id, timestamp: seconds(), ...message }],
  });
}

async function openThread(name: string) {
  await page.getByRole('option', { name: new RegExp(name) }).click();
  return page.getByRole('log', { name: 'Messages' });
}

describe('what a customer sends', () => {
  it('every type of message is displayed', async () => {
    for (const [index, { message }] of inbound.entries()) {
      await write('15550500001', 'Kit Everykind', `wamid.kind${index}`, message);
    }
    const thread = await openThread('Kit Everykind');
    for (const { name, shows } of inbound) {
      for (const words of shows) {
        const found = thread.getByText(words, { exact: false }).first();
        await found.waitFor().catch(() => {
          throw new Error(`${name}: “${words}” is not on the screen`);
        });
      }
    }
    expect(await thread.locator('article, .line').count()).toBe(inbound.length);
  });

  it('a thread with every type of message is accessible', async () => {
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('no name or text of a customer runs as code', async () => {
    const hostile = `<img src=x onerror="window.ran=1"><script>window.ran=1</script>"'\u202E`;
    const from = '15550500002';
    await write(from, `Mallory ${hostile}`, 'wamid.h1', { type: 'text', text: { body: hostile } });
    await write(from, `Mallory ${hostile}`, 'wamid.h2', {
      type: 'text',
      text: {
        body: 'javascript:window.ran=1 data:text/html,<script>1</script> https://ok.example/"onmouseover="window.ran=1',
      },
    });
    await write(from, `Mallory ${hostile}`, 'wamid.h3', {
      type: 'document',
      document: { id: '1', mime_type: 'text/html', filename: `${hostile}.html`, caption: hostile },
    });
    await write(from, `Mallory ${hostile}`, 'wamid.h4', {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: hostile },
          urls: [{ url: 'javascript:window.ran=1' }],
          phones: [{ phone: hostile }],
        },
      ],
    });
    await write(from, `Mallory ${hostile}`, 'wamid.h5', {
      type: 'location',
      location: {
        latitude: 1,
        longitude: 2,
        name: hostile,
        address: hostile,
        url: 'javascript:window.ran=1',
      },
    });
    await write(from, `Mallory ${hostile}`, 'wamid.h6', {
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: { response_json: JSON.stringify({ [hostile]: hostile }) },
      },
    });
    const thread = await openThread('Mallory');
    await thread.getByText('javascript:window.ran=1').first().waitFor();
    const links = await thread
      .locator('a')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
    expect(links.filter((href) => !/^(https?:|mailto:)/.test(href))).toEqual([]);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });

  it('a reaction shows on its message, a quote leads to its original, and an edited text stays readable', async () => {
    const from = '15550500003';
    await write(from, 'Remy Reacts', 'wamid.q1', { type: 'text', text: { body: 'The first words' } });
    await write(from, 'Remy Reacts', 'wamid.q2', {
      type: 'text',
      text: { body: 'About that' },
      context: { from: '15550783881', id: 'wamid.q1' },
    });
    await write(from, 'Remy Reacts', 'wamid.q3', {
      type: 'reaction',
      reaction: { message_id: 'wamid.q2', emoji: '🎉' },
    });
    await write(from, 'Remy Reacts', 'wamid.q4', {
      type: 'edit',
      edit: {
        original_message_id: 'wamid.q1',
        message: { type: 'text', text: { body: 'The better words' } },
      },
    });
    const thread = await openThread('Remy Reacts');
    await thread.getByRole('listitem', { name: '🎉 from the customer' }).waitFor();
    await thread.getByText('Edited').click();
    await thread.getByText('Before: The first words').waitFor();
    await thread.getByRole('button', { name: 'The better words' }).click();
    await thread.locator('article.found').getByText('The better words').waitFor();
  });
});
