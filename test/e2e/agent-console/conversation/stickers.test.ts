/** Stickers: made of a picture, sent, and sent again. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerThread } from '../../../../demo/cloud-api/control/control.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { control, conversationWith } from '../../support/calls.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

const customer = '15550198831';
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith(customer, 'Stella Sticker');
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
  await page.getByRole('option', { name: /Stella Sticker/ }).click();
});
afterAll(() => browser.close());

const field = () => page.getByRole('textbox', { name: 'Message', exact: true });

/** A wide picture, as a file of this type. */
async function picture(type: string): Promise<Buffer> {
  const base64 = await page.evaluate(async (wanted) => {
    const canvas = document.createElement('canvas');
    canvas.width = 800;
    canvas.height = 400;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('The browser draws nothing');
    context.fillStyle = '#0b7261';
    context.arc(400, 200, 180, 0, 7);
    context.fill();
    return canvas.toDataURL(wanted).split(',')[1] ?? '';
  }, type);
  return Buffer.from(base64, 'base64');
}

const attach = async (name: string, mimeType: string, buffer: Buffer) =>
  page.locator('agent-console-composer > input[type=file]').setInputFiles({ name, mimeType, buffer });

/** The stickers that the customer has got. */
async function stickers(): Promise<{ id?: string; status: string }[]> {
  const { messages } = await control<CustomerThread>('GET', `/customers/${customer}`);
  return messages.flatMap(({ content, status }) =>
    content.type === 'sticker' ? [{ ...content.sticker, status }] : [],
  );
}

describe('a sticker', () => {
  it('a picture becomes a sticker that WhatsApp accepts, and its caption becomes the text', async () => {
    await attach('bowl.png', 'image/png', await picture('image/png'));
    await page.getByLabel('Caption: bowl.png').fill('Our new bowl');
    const choice = page.getByRole('button', { name: 'Send as sticker: bowl.png' });
    await choice.click();
    await page.getByRole('button', { name: 'Remove bowl.webp' }).waitFor();
    expect(await field().inputValue()).toBe('Our new bowl');
    expect(await accessibilityFaults(page)).toEqual([]);
    await choice.click();
    await page.getByLabel('Caption: bowl.png').waitFor();
    await choice.click();
    await page.getByRole('button', { name: 'Remove bowl.webp' }).waitFor();
    await field().press('Enter');
    await page.getByRole('log').getByText('Our new bowl').waitFor();
    await page.getByRole('log').getByRole('img', { name: 'Sticker' }).waitFor();
    await expect.poll(async () => (await stickers()).map(({ status }) => status)).toEqual(['read']);
  });

  it('a sticker that was sent is in the tray with its name, and is sent again from there', async () => {
    await page.getByLabel('Add to message').first().click();
    await page.getByRole('button', { name: 'Sticker', exact: true }).click();
    const again = page.getByRole('button', { name: 'bowl', exact: true });
    await again.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await again.click();
    await page.getByRole('button', { name: 'Remove bowl.webp' }).waitFor();
    await field().press('Enter');
    await expect.poll(async () => (await stickers()).map(({ status }) => status)).toEqual(['read', 'read']);
  });

  it('a file that is no picture is not sent, and the composer says what a sticker is', async () => {
    await attach('broken.webp', 'image/webp', Buffer.from('RIFF'));
    await page.getByRole('button', { name: 'Send as sticker: broken.webp' }).click();
    await page.getByText('This browser cannot make a sticker of this file').waitFor();
    expect(await page.getByRole('button', { name: 'Remove broken.webp' }).count()).toBe(1);
  });
});
