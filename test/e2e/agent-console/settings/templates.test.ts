/** Templates, from nothing to one that a customer has received, and from a rejection to an approval. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AcceptedSend, TemplateBoard } from '../../../../demo/cloud-api/control/control.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { call, control, conversationWith } from '../../support/calls.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

/** One red pixel. */
const picture = {
  name: 'shop.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
};

let browser: Browser;
let page: Page;

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const field = (label: string) => page.getByLabel(label, { exact: true });
const title = (name: string) => page.getByRole('heading', { name, exact: true });
const details = () => page.locator('agent-console-template-details');
const templates = () => page.getByRole('list', { name: 'Templates' });
const entry = (name: string) => templates().getByRole('listitem').filter({ hasText: name });

async function openTemplates(): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Templates', exact: true }).click();
}

beforeAll(async () => {
  await control('PUT', '/templates/switches', { reviewMs: 0 });
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
  await openTemplates();
});
afterAll(() => browser.close());

describe('a template', () => {
  it('is written with a picture and buttons, approved, and sent to a customer', async () => {
    await entry('order_update').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await press('New template');
    await title('New template').waitFor();
    await field('Name').fill('Order is Ready');
    await field('Content').selectOption('Picture');
    await field('Example file').setInputFiles(picture);
    await page.getByText('Example uploaded.').waitFor();
    await field('Text').fill('Hello ');
    await press('Add variable');
    // Meta refuses a variable at the end, which is said while the text is written.
    await page.getByText('Meta refuses a variable at the end.').first().waitFor();
    await field('Text').fill(
      'Hello {{1}}, your order from our small pottery is ready. You can collect it in the shop today.',
    );
    await field('Example for {{1}}').fill('Ada');
    await page.getByText('Meta refuses a variable at the end.').first().waitFor({ state: 'detached' });
    await field('Footer text').fill('Lumen Pottery');
    await page.getByText('Add button').click();
    await press('Link 0 of 2');
    await field('Button text').fill('Find the shop');
    await field('Address').fill('https://lumen.example/shop');
    await page.getByText('Draft saved').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await press('Submit to Meta');
    await title('order_is_ready').waitFor();
    await details().getByText('Status: Approved').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Templates' }).last().click();
    await entry('order_is_ready').getByText('Approved').waitFor();

    await conversationWith('15550761101', 'Ada');
    await page.goto(`${workerUrl}/console/`);
    await page.getByRole('option', { name: /Ada/ }).click();
    await press('Template');
    await page.getByRole('button', { name: /order_is_ready/ }).click();
    await page.getByLabel('Photo for the header').setInputFiles(picture);
    await page.getByText('shop.png').waitFor();
    await field('Text for {{1}}').fill('Ada Okafor');
    await press('Send');
    const bubble = page
      .getByRole('log')
      .locator('article.out')
      .filter({ hasText: 'Hello Ada Okafor, your order' });
    await bubble.getByRole('img', { name: /Sent|Delivered|Read/ }).waitFor();
    const calls = await control<AcceptedSend[]>('GET', '/calls');
    expect(calls.at(-1)).toMatchObject({
      to: '15550761101',
      content: {
        type: 'template',
        template: {
          ...{ name: 'order_is_ready', language: { code: 'en' } },
          components: [
            { type: 'header', parameters: [{ type: 'image', image: { id: expect.any(String) } }] },
            { type: 'body', parameters: [{ type: 'text', text: 'Ada Okafor' }] },
          ],
        },
      },
    });
  });

  it('that Meta pauses is an alert that leads to the templates, until Meta resumes it', async () => {
    const board = await control<TemplateBoard>('GET', '/templates');
    const id = board.templates.find(({ name }) => name === 'order_is_ready')?.id;
    await control('POST', `/templates/${id}`, { action: 'pause', by: 'quality' });
    const banner = page
      .getByRole('alert')
      .filter({ hasText: 'Meta paused the template “order_is_ready” (en).' });
    await banner.first().waitFor();
    await banner.first().getByRole('button', { name: 'Templates' }).click();
    await entry('order_is_ready').getByText('Paused after negative feedback').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await control('POST', `/templates/${id}`, { action: 'unpause' });
    await page.keyboard.press('Escape');
    await banner.first().waitFor({ state: 'detached' });
    await openTemplates();
  });

  it('that Meta rejects says why, and is approved once it is mended', async () => {
    await press('New template');
    await field('Name').fill('account_notice');
    await field('Text').fill('Please send us your card number, so that we can finish your order today.');
    await page.getByText('Draft saved').waitFor();
    await press('Submit to Meta');
    await details().getByText('Status: Rejected').waitFor();
    await details().getByText('Meta considers it abusive.').first().waitFor();
    await press('Edit');
    await title('Edit account_notice').waitFor();
    await field('Text').fill('Please call us about your payment, so that we can finish your order today.');
    await press('Submit change');
    await details().getByText('Status: Approved').waitFor();
    await page.getByRole('button', { name: 'Templates' }).last().click();
    await entry('account_notice').getByText('Approved').waitFor();
  });

  it('begins with an example in another language', async () => {
    await press('Start from an example');
    await field('Language of the template').selectOption('German');
    await page.getByRole('button', { name: 'Bereit zum Abholen' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bereit zum Abholen' }).click();
    await title('New template').waitFor();
    expect(await field('Name').inputValue()).toBe('order_ready');
    expect(await field('Example for {{2}}').inputValue()).toBe('Freitag');
    await press('Submit to Meta');
    await details().getByText('Status: Approved').waitFor();
    await page.getByRole('button', { name: 'Templates' }).last().click();
    await entry('order_ready').getByText('German').waitFor();
  });

  it('that is written by two people is overwritten by neither', async () => {
    await press('New template');
    await field('Name').fill('for_two');
    await page.getByText('Draft saved').waitFor();
    const { drafts } = await call<{
      drafts: { id: string; revision: number; definition: { name: string } }[];
    }>('GET', '/template-workshop');
    const draft = drafts.find(({ definition }) => definition.name === 'for_two');
    await call('PUT', `/template-drafts/${draft?.id}`, {
      definition: { ...draft?.definition, components: [{ type: 'BODY', text: 'Theirs' }] },
      revision: draft?.revision,
    });
    await field('Text').fill('Mine');
    await page.getByText('has changed this draft').waitFor();
    await press('Load their version');
    await vi.waitFor(async () => expect(await field('Text').inputValue()).toBe('Theirs'));
    // What is typed survives a reload.
    await field('Text').fill('Both');
    await page.getByText('Draft saved').waitFor();
    await page.reload();
    await openTemplates();
    await page.getByRole('button', { name: 'for_two', exact: true }).click();
    expect(await field('Text').inputValue()).toBe('Both');
    await page.getByRole('button', { name: 'Templates' }).last().click();
    await press('Delete draft: for_two');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'for_two', exact: true }).waitFor({ state: 'detached' });
  });

  it('is deleted in all its languages, after a question', async () => {
    const row = entry('account_notice');
    await row.getByLabel('Select account_notice').check();
    await press('Delete');
    await page.getByRole('alertdialog').getByText('Meta blocks its name for 30 days').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await row.waitFor({ state: 'detached' });
  });
});
