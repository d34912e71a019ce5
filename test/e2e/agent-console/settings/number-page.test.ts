/** What Meta keeps of a number, read and changed in the settings, against a Meta that keeps it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoNumber } from '../../../../demo/stack.ts';
import type {
  BusinessProfile,
  ConversationStarters,
  ShortLink,
} from '../../../../worker/api/numbers/profile.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { call, control } from '../../support/calls.ts';
import { downloaded } from '../../support/downloaded.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

let browser: Browser;
let page: Page;
/** What the page asked for in vain. */
const missing: string[] = [];
const setup = `/numbers/${demoNumber.phoneNumberId}`;

beforeAll(async () => {
  browser = await openBrowser();
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  page.on('response', (answer) => {
    if (answer.status() === 404) missing.push(new URL(answer.url()).pathname);
  });
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
  await page.getByRole('button', { name: 'Settings' }).click();
  await open('Business profile');
  await page
    .getByRole('region', { name: 'Settings' })
    .getByLabel('Number', { exact: true })
    .selectOption(demoNumber.phoneNumberId);
});
afterAll(() => browser.close());

const open = (section: string) => page.getByRole('button', { name: section, exact: true }).click();

/** A picture of one colour, as a phone would give it. */
async function picture(width: number, height: number): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ([w, h]) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('Nothing is drawn here');
      context.fillStyle = '#b5533c';
      context.fillRect(0, 0, w, h);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    [width, height] as const,
  );
  return Buffer.from(bytes);
}

describe('what customers see', () => {
  it('the business profile is saved at Meta, within Meta’s limits', async () => {
    const form = page.locator('agent-console-profile-form');
    await form.getByLabel('About', { exact: true }).fill('x'.repeat(140));
    await form.getByText('1 character too many').waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Something is too long for WhatsApp.').waitFor();
    await form.getByLabel('About', { exact: true }).fill('Lamps of clay, made by hand');
    await form.getByLabel('Description').fill('A small pottery.');
    await form.getByLabel('Email address').fill('hello@lumen.example');
    await form.getByLabel('Category').selectOption('Shopping and retail');
    await form.getByLabel('Website 1').fill('https://lumen.example');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Saved.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await call<BusinessProfile>('GET', '/profile')).toMatchObject({
      ...{ about: 'Lamps of clay, made by hand', description: 'A small pottery.', vertical: 'RETAIL' },
      ...{ email: 'hello@lumen.example', websites: ['https://lumen.example'], hasPhoto: false },
    });
    await form.getByLabel('Website 1').fill('');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Saved.').waitFor();
    expect((await call<BusinessProfile>('GET', '/profile')).websites).toEqual([]);
  });

  it('a profile photo is previewed before it is sent', async () => {
    const photo = page.locator('agent-console-profile-photo');
    const choose = (name: string, mimeType: string, buffer: Buffer) =>
      photo.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
    await photo.getByText('No photo').waitFor();
    await choose('photo.gif', 'image/gif', Buffer.from('GIF89a'));
    await photo.getByText('WhatsApp accepts JPEG or PNG.').waitFor();
    await choose('photo.png', 'image/png', await picture(640, 191));
    await photo.getByText('It has 640 × 191 pixels. WhatsApp needs at least 192 × 192.').waitFor();
    expect(await photo.getByRole('button', { name: 'Use this photo' }).count()).toBe(0);
    await choose('photo.png', 'image/png', await picture(300, 200));
    await photo.getByText('It has 300 × 200 pixels.').waitFor();
    await photo.getByText('It is not square').waitFor();
    await photo.getByRole('button', { name: 'Cancel' }).click();
    await choose('photo.png', 'image/png', await picture(640, 640));
    await photo.getByRole('button', { name: 'Use this photo' }).click();
    await photo.getByText('Saved.').waitFor();
    expect((await call<BusinessProfile>('GET', '/profile')).hasPhoto).toBe(true);
    const width = await photo.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect(width).toBe(640);
    expect(missing).toEqual([]);
  });

  it('a new display name waits for Meta’s review and applies after registration', async () => {
    const name = page.locator('agent-console-display-name');
    await name.getByText('Approved', { exact: true }).waitFor();
    await name.getByLabel('New name').fill('Lumen Lamps');
    await name.getByRole('button', { name: 'Request this name' }).click();
    await name.getByText('In review by Meta').waitFor();
    await control('POST', setup, { account: { newNameStatus: 'APPROVED' } });
    await open('Your account');
    await open('Business profile');
    await name.getByLabel('Two-step verification PIN').fill('123456');
    expect(await accessibilityFaults(page)).toEqual([]);
    await name.getByRole('button', { name: 'Register with this name' }).click();
    await name.locator('strong', { hasText: 'Lumen Lamps' }).waitFor();
    await name.getByText('Approved by Meta.').waitFor({ state: 'detached' });
  });

  it('chat starters and commands are saved at Meta', async () => {
    const starters = page.locator('agent-console-chat-starters');
    await starters.getByRole('button', { name: 'Add ice breaker' }).click();
    await page.keyboard.insertText('Hello 👋');
    await starters.getByRole('button', { name: 'Save' }).click();
    await starters
      .getByRole('status')
      .getByText('Remove the emoji. WhatsApp does not accept them here.')
      .waitFor();
    await starters.getByLabel('Ice breaker 1', { exact: true }).fill('Where is my order?');
    await starters.getByRole('button', { name: 'Add command' }).click();
    const command = starters.getByRole('group', { name: 'Command 1' });
    await command.getByLabel('Name, without /').fill('my order');
    await command.getByText('letters a to z').waitFor();
    await command.getByLabel('Name, without /').fill('order');
    await command.getByLabel('Description').fill('Where an order is');
    await starters.getByRole('button', { name: 'Save' }).click();
    await starters.getByText('Saved.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await call<ConversationStarters>('GET', '/starters')).toEqual({
      ...{ welcomes: false, iceBreakers: ['Where is my order?'] },
      commands: [{ name: 'order', description: 'Where an order is' }],
    });
    await starters.getByRole('button', { name: 'Remove Command 1' }).click();
    await starters.getByRole('button', { name: 'Save' }).click();
    await starters.getByText('Saved.').waitFor();
    expect((await call<ConversationStarters>('GET', '/starters')).commands).toEqual([]);
  });
});

describe('a short link', () => {
  const links = () => page.locator('agent-console-short-links');
  const list = async () => (await call<{ rows: ShortLink[] }>('GET', '/short-links')).rows;

  it('a short link is created with its QR code, copied, downloaded, edited and deleted', async () => {
    await open('QR codes');
    await links().getByText('No links yet.').waitFor();
    await links().getByLabel('Pre-filled message').fill('Is the blue vase still there?');
    await links().getByRole('button', { name: 'Create link' }).click();
    await links().getByRole('img', { name: 'QR code: Is the blue vase still there?' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const [made] = await list();

    await links()
      .getByRole('button', { name: /^Copy link/ })
      .click();
    await links().getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(made?.url);

    const save = async (type: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        links()
          .getByRole('button', { name: `Save as ${type}` })
          .click(),
      ]);
      expect(download.suggestedFilename()).toBe(`whatsapp-${made?.code}.${type.toLowerCase()}`);
      return downloaded(download);
    };
    expect((await save('SVG')).toString()).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect((await save('PNG')).subarray(1, 4).toString()).toBe('PNG');

    await links()
      .getByRole('button', { name: /^Edit message/ })
      .click();
    const field = links().getByRole('listitem').getByLabel('Pre-filled message');
    await field.fill('Is the green vase still there?');
    await links().getByRole('button', { name: 'Save', exact: true }).click();
    await links()
      .getByRole('img', { name: /green vase/ })
      .waitFor();
    expect(await list()).toEqual([{ ...made, message: 'Is the green vase still there?' }]);

    await links()
      .getByRole('button', { name: /^Delete/ })
      .click();
    await links().getByText('Delete permanently?').waitFor();
    await page.keyboard.press('Enter');
    await links().getByText('No links yet.').waitFor();
    expect(await list()).toEqual([]);
  });
});

describe('Meta’s identity check', () => {
  it('Meta’s identity check is switched together with the number’s own option', async () => {
    await open('This number');
    const check = page.locator('agent-console-identity-check');
    await check.getByText('Meta does not say whether it is on.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await check.getByRole('button', { name: 'Turn off at Meta' }).click();
    await check.getByText('Off at Meta.').waitFor();
    expect(await control('GET', setup)).toMatchObject({ checksIdentity: false });
    await check.getByRole('button', { name: 'Turn on at Meta' }).click();
    await check.getByText('On at Meta.').waitFor();
    expect(await control('GET', setup)).toMatchObject({ checksIdentity: true });
    await open('Audit log');
    await page.getByText('changed the profile of a number').first().waitFor();
  });
});
