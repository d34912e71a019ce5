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

/** A WebP file of this side whose two frames take turns. */
async function animation(side: number): Promise<Buffer> {
  const frames = await page.evaluate(async (pixels) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = pixels;
    const context = canvas.getContext('2d');
    return ['#0b7261', '#f0c27b'].map((color) => {
      if (context) context.fillStyle = color;
      context?.fillRect(0, 0, pixels, pixels);
      return canvas.toDataURL('image/webp').split(',')[1] ?? '';
    });
  }, side);
  const chunk = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(type);
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  };
  const header = Buffer.alloc(10);
  header.writeUInt8(2, 0);
  header.writeUIntLE(side - 1, 4, 3);
  header.writeUIntLE(side - 1, 7, 3);
  const moving = frames.map((base64) => {
    const place = Buffer.alloc(16);
    place.writeUIntLE(side - 1, 6, 3);
    place.writeUIntLE(side - 1, 9, 3);
    place.writeUIntLE(200, 12, 3);
    const frame = Buffer.from(base64, 'base64');
    // The chunk of the picture comes after those of its file.
    return chunk('ANMF', Buffer.concat([place, frame.subarray(frame.indexOf('VP8 '))]));
  });
  return chunk(
    'RIFF',
    Buffer.concat([Buffer.from('WEBP'), chunk('VP8X', header), chunk('ANIM', Buffer.alloc(6)), ...moving]),
  );
}

/** A file that is dropped on the conversation, or pasted into the message. */
const bring = (how: 'drop' | 'paste', name: string, bytes: Buffer) =>
  field().evaluate(
    (target, [type, fileName, base64]) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([content], fileName, { type: 'image/webp' }));
      const options = { bubbles: true, composed: true, cancelable: true };
      target.dispatchEvent(
        type === 'drop'
          ? new DragEvent(type, { ...options, dataTransfer: data })
          : new ClipboardEvent(type, { ...options, clipboardData: data }),
      );
    },
    [how, name, bytes.toString('base64')] as const,
  );

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

  it.each(['drop', 'paste'] as const)(
    'an animated sticker from a %s is sent as it is, still moving',
    async (how) => {
      const before = (await stickers()).length;
      const bytes = await animation(512);
      await bring(how, 'dance.webp', bytes);
      await page.getByRole('button', { name: 'Send as sticker: dance.webp' }).click();
      await page.getByRole('button', { name: 'Remove dance.webp' }).waitFor();
      await page.locator('agent-console-composer img.sticker').waitFor();
      await field().press('Enter');
      await expect.poll(async () => (await stickers())[before]?.status).toBe('read');
      const sent = page.getByRole('log').getByRole('img', { name: 'Sticker' }).last();
      const size = await sent.evaluate(
        async (one: HTMLImageElement) => (await (await fetch(one.src)).blob()).size,
      );
      expect(size).toBe(bytes.length);
    },
  );

  it('an animated picture of another size is not sent as a sticker, and the composer says why', async () => {
    await bring('drop', 'small-dance.webp', await animation(256));
    await page.getByRole('button', { name: 'Send as sticker: small-dance.webp' }).click();
    await page.getByText('An animated sticker must be a WebP file').waitFor();
    await page.getByRole('button', { name: 'Remove small-dance.webp' }).click();
  });

  it('a file that is no picture is not sent, and the composer says what a sticker is', async () => {
    await attach('broken.webp', 'image/webp', Buffer.from('RIFF'));
    await page.getByRole('button', { name: 'Send as sticker: broken.webp' }).click();
    await page.getByText('This browser cannot make a sticker of this file').waitFor();
    expect(await page.getByRole('button', { name: 'Remove broken.webp' }).count()).toBe(1);
  });
});
