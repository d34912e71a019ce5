/** A whole conversation by hand: files, voice, buttons, reactions and quotes, between the console and the phone. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcceptedSend } from '../../../../demo/cloud-api/control/control.ts';
import { openBrowser } from '../../support/browser.ts';
import { hasRecorded } from '../../support/console-page.ts';
import { demoUrl } from '../../support/stack.ts';

/** Eight by eight pixels of grey. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAD0lEQVR4nGOowgEYhpYEAMDVW4FI8agJAAAAAElFTkSuQmCC',
  'base64',
);
let browser: Browser;
let page: Page;
let phone: Locator;
let thread: Locator;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1360, height: 900 }, locale: 'en-GB' });
  page.setDefaultTimeout(30_000);
  await page.goto(demoUrl);
  phone = page.getByRole('region', { name: "Customer's phone" });
  thread = page.getByRole('log', { name: 'Messages' });
  await phone.getByLabel('Write as the customer').fill('I have a question');
  await phone.getByRole('button', { name: 'Send as the customer' }).click();
  await page.getByRole('option', { name: /Ada Okafor/ }).click();
  await thread.getByText('I have a question').first().waitFor();
});
afterAll(() => browser.close());

async function sends(): Promise<AcceptedSend[]> {
  return (await fetch(`${demoUrl}/control/calls`)).json();
}

/** Whether the browser has decoded it, and not only reserved its room. */
async function isDrawn(image: Locator): Promise<boolean> {
  await image.waitFor();
  return image.evaluate(async (element) => {
    if (!(element instanceof HTMLImageElement)) return false;
    await element.decode();
    return element.naturalWidth > 0;
  });
}

describe('a customer’s file', () => {
  it('a customer’s picture appears, opens large, and closes with Escape', async () => {
    await phone.getByRole('button', { name: 'Add as the customer' }).click();
    await phone
      .locator('[type=file]')
      .setInputFiles({ name: 'kitchen.png', mimeType: 'image/png', buffer: picture });
    const bubble = thread.getByRole('button', { name: 'Open the photo' }).last();
    expect(await isDrawn(bubble.getByRole('img'))).toBe(true);
    await bubble.click();
    const viewer = page.getByRole('dialog', { name: 'Photo' });
    expect(await isDrawn(viewer.getByRole('img'))).toBe(true);
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
  });

  it('a customer’s document is saved under its own name', async () => {
    await phone.getByRole('button', { name: 'Add as the customer' }).click();
    await phone.locator('[type=file]').setInputFiles({
      name: 'Maße Küche.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    });
    const link = thread.getByRole('link', { name: /Maße Küche\.pdf/ });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('Maße Küche.pdf');
  });
});

describe('a contact card', () => {
  it('a contact card starts a conversation by template with someone who never wrote', async () => {
    await phone.getByRole('button', { name: 'Add as the customer' }).click();
    await phone.getByRole('button', { name: 'Contact' }).click();
    await thread.getByRole('button', { name: 'Start a chat with +1 555 010 0042' }).last().click();
    await page.getByRole('button', { name: 'Choose a template' }).click();
    await page.getByRole('button', { name: /hello_world/ }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await thread
      .locator('article.out')
      .getByRole('img', { name: /Delivered|Sent/ })
      .waitFor();
    expect((await sends()).at(-1)).toMatchObject({ to: '15550100042', content: { type: 'template' } });
    await page.getByRole('option', { name: /Ada Okafor/ }).click();
    await thread.getByText('I have a question').first().waitFor();
  });
});

describe('an agent', () => {
  it('a picture with a caption and a document are sent in order', async () => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Photo, video or file' }).click(),
    ]);
    await chooser.setFiles([
      { name: 'bowl.png', mimeType: 'image/png', buffer: picture },
      { name: 'prices.txt', mimeType: 'text/plain', buffer: Buffer.from('Bowl 48') },
    ]);
    await page.getByLabel('Caption: bowl.png').fill('The blue bowl');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await phone.getByText('The blue bowl').waitFor();
    expect(await isDrawn(phone.getByRole('img', { name: 'Photo' }).last())).toBe(true);
    await phone.getByRole('link', { name: 'prices.txt' }).waitFor();
    await thread.locator('article.out').last().getByRole('img', { name: 'Read' }).waitFor();
    const kinds = (await sends()).slice(-2).map(({ content }) => content.type);
    expect(kinds).toEqual(['image', 'document']);
  });

  it('a recording is sent as a voice message', async () => {
    await page.getByRole('button', { name: 'Record a voice message' }).click();
    await hasRecorded(page);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'Play: Listen before sending' }).waitFor();
    await page.getByRole('button', { name: 'Send voice message' }).click();
    await thread.locator('article.out').last().getByRole('img', { name: 'Read' }).waitFor();
    const content = (await sends()).at(-1)?.content;
    if (content?.type !== 'audio') throw new Error(`The last message was ${content?.type}`);
    expect(content.audio.voice).toBe(true);
    const file = await fetch(`${demoUrl}/control/media/${content.audio.id}`);
    expect(file.headers.get('content-type')).toBe('audio/ogg; codecs=opus');
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect(new TextDecoder().decode(bytes.slice(0, 4))).toBe('OggS');
    // Byte 9 of the Opus head is the number of channels (RFC 7845, section 5.1).
    const head = Buffer.from(bytes).indexOf('OpusHead');
    expect(bytes[head + 9]).toBe(1);
  });

  it('an agent sends buttons, sees the customer’s choice and reacts to it', async () => {
    await page.locator('agent-console-menu.add summary').click();
    await page.getByRole('button', { name: 'Reply buttons' }).click();
    await page.getByLabel('Text', { exact: true }).fill('Shall we wrap it?');
    await page.getByLabel('Button 1').fill('Yes, please');
    await page.getByLabel('Button 2').fill('No');
    await page.getByRole('region', { name: 'Preview' }).getByText('Yes, please').waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await phone.getByRole('button', { name: 'Yes, please' }).click();
    const choice = thread.locator('article:not(.out)').last();
    await choice.getByText('Selected').waitFor();
    await choice.hover();
    await choice.locator('..').getByRole('button', { name: 'React' }).click();
    await page.getByRole('button', { name: 'React with ❤️', exact: true }).click();
    await choice.getByRole('listitem', { name: '❤️ from the team' }).waitFor();
    await phone.locator('li').filter({ hasText: 'Yes, please' }).last().getByText('❤️').waitFor();
  });

  it('buttons with a picture reach the customer and show in the thread', async () => {
    await page.locator('agent-console-menu.add summary').click();
    await page.getByRole('button', { name: 'Reply buttons' }).click();
    await page.getByLabel('Text', { exact: true }).fill('Is it this bowl?');
    await page.getByLabel('Button 1').fill('That one');
    await page
      .getByLabel('or a photo, video or document as the header')
      .setInputFiles({ name: 'bowl.png', mimeType: 'image/png', buffer: picture });
    expect(await isDrawn(page.getByRole('region', { name: 'Preview' }).getByRole('img'))).toBe(true);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const received = phone.locator('li').filter({ hasText: 'Is it this bowl?' });
    expect(await isDrawn(received.getByRole('img', { name: 'Photo' }))).toBe(true);
    const ours = thread.locator('article.out').filter({ hasText: 'Is it this bowl?' });
    expect(await isDrawn(ours.getByRole('img', { name: 'Photo' }))).toBe(true);
    await ours.getByRole('button', { name: 'Open the photo' }).click();
    const large = page.getByRole('dialog', { name: 'Photo' });
    expect(await isDrawn(large.getByRole('img'))).toBe(true);
    await large.getByRole('button', { name: 'Close' }).click();
    await page
      .getByRole('option', { name: /Ada Okafor/ })
      .getByText('Photo · Is it this bowl?')
      .waitFor();
  });

  it('a customer chooses from a list of two sections', async () => {
    await page.locator('agent-console-menu.add summary').click();
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await page.getByLabel('Text', { exact: true }).fill('When does it suit you?');
    await page.getByLabel('Label of the list button').fill('Choose a time');
    await page.getByLabel('Row 1', { exact: true }).fill('Tuesday morning');
    await page.getByLabel('Description of row 1').fill('From 9 to 12');
    await page.getByRole('button', { name: 'Add section' }).click();
    await page.getByLabel('Row 3', { exact: true }).fill('Courier');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('With several sections, each needs a title.').first().waitFor();
    await page.getByLabel('Title of section 1').fill('In the shop');
    await page.getByLabel('Title of section 2').fill('At your door');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const ours = thread.locator('article.out').filter({ hasText: 'When does it suit you?' });
    const received = phone.locator('li').filter({ hasText: 'When does it suit you?' });
    for (const shown of ['In the shop', 'Tuesday morning', 'From 9 to 12', 'At your door', 'Courier']) {
      await ours.getByText(shown).first().waitFor();
      await received.getByText(shown).first().waitFor();
    }
    await received.getByRole('button', { name: 'Courier' }).click();
    await thread.locator('article:not(.out)').filter({ hasText: 'Courier' }).waitFor();
  });

  it('an incomplete form says what is missing and sends nothing', async () => {
    const before = (await sends()).length;
    await page.locator('agent-console-menu.add summary').click();
    await page.getByRole('button', { name: 'Link button' }).click();
    await page.getByLabel('Text', { exact: true }).fill('Look');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const label = page.getByLabel('Label of the button');
    expect(await label.getAttribute('aria-invalid')).toBe('true');
    await page.getByText('Fill this in.').first().waitFor();
    expect((await sends()).length).toBe(before);
    await page.getByRole('button', { name: 'Close' }).click();
  });

  it('a reply quotes the message that it answers', async () => {
    const question = thread.locator('article').filter({ hasText: 'I have a question' }).first();
    await question.hover();
    await question.locator('..').getByRole('button', { name: 'Reply' }).click();
    const composer = page.getByRole('textbox', { name: 'Message', exact: true });
    await composer.fill('Ask away');
    await composer.press('Enter');
    const answer = phone.locator('li').filter({ hasText: 'Ask away' });
    await answer.locator('.quote').getByText('I have a question').waitFor();
    await answer.getByRole('button', { name: 'React with 😂 as the customer' }).click();
    const ours = thread.locator('article.out').filter({ hasText: 'Ask away' });
    await ours.getByRole('listitem', { name: '😂 from the customer' }).waitFor();
  });
});

describe('a customer with a username and no number', () => {
  it('a customer with a username and no number is listed, read and answered', async () => {
    const customer = 'US.13491208655302741777';
    const say = (text: string) =>
      fetch(`${demoUrl}/control/messages`, {
        method: 'POST',
        body: JSON.stringify({ customer, name: 'Zoe Nonumber', username: 'zoe.n', text }),
      });
    await say('No number here');
    await page.getByRole('option', { name: /Zoe Nonumber/ }).click();
    await thread.getByText('No number here').waitFor();
    const composer = page.getByRole('textbox', { name: 'Message', exact: true });
    await composer.fill('Welcome all the same');
    await composer.press('Enter');
    await thread.locator('article.out').last().getByRole('img', { name: 'Read' }).waitFor();
    expect((await sends()).at(-1)?.to).toBe(customer);
    await page.getByLabel('Add to message').first().click();
    await page.getByRole('button', { name: 'Request phone number' }).click();
    await thread.getByText('Please share your phone number.').waitFor();
    await fetch(`${demoUrl}/control/messages`, {
      method: 'POST',
      body: JSON.stringify({
        customer,
        content: {
          type: 'contacts',
          origin: 'contact_request',
          contacts: [
            { name: { formatted_name: 'Zoe' }, phones: [{ phone: '+1 555 010 0888', wa_id: '15550100888' }] },
          ],
        },
      }),
    });
    await thread.getByText('+1 555 010 0888', { exact: true }).waitFor();
    await page.getByLabel('Add to message').first().click();
    expect(await page.getByRole('button', { name: 'Request phone number' }).count()).toBe(0);
  });
});
