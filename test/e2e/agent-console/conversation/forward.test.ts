/** Messages sent on to another conversation, and cards of the inbox's own contacts, in Chromium against a real Worker. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CustomerThread, ThreadMessage } from '../../../../demo/cloud-api/control/control.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { allowSite, type BackOffice, openBackOffice, signInWith } from '../../support/back-office.ts';
import { openBrowser } from '../../support/browser.ts';
import { control, conversationWith, sendPhoto } from '../../support/calls.ts';
import { demoUrl, sessionToken } from '../../support/stack.ts';

const fay = '15550920001';
const rita = '15550920002';
let browser: Browser;
let site: BackOffice;

beforeAll(async () => {
  browser = await openBrowser();
  site = await openBackOffice(() => signInWith(sessionToken));
  await allowSite(site.url);
});
afterAll(async () => {
  await browser.close();
  site.close();
});

/** The messages of this type that a customer's phone shows as received. */
async function received<Type extends ThreadMessage['content']['type']>(customer: string, type: Type) {
  const { messages } = await control<CustomerThread>('GET', `/customers/${customer}`);
  return messages.filter(({ direction, content }) => direction === 'out' && content.type === type);
}

/** Forwards what this article shows to Rita, by keys alone. */
async function forwardToRita(page: Page, article: Locator): Promise<void> {
  await article.press('Enter');
  await page.getByRole('button', { name: 'Forward', exact: true }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Forward' });
  const search = dialog.getByRole('searchbox', { name: 'Name or number' });
  await expect.poll(() => search.evaluate((field) => field.matches(':focus'))).toBe(true);
  await search.fill('Rita');
  await dialog.getByRole('button', { name: /Rita Receives/ }).press('Enter');
  await dialog.getByText('Forward to Rita Receives?').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Send', exact: true }).press('Enter');
  await page.getByRole('heading', { name: 'Rita Receives' }).waitFor();
}

it('a picture, a contact card and a contact of the inbox are forwarded to another conversation', async () => {
  await conversationWith(rita, 'Rita Receives');
  await conversationWith(fay, 'Fay Forwards');
  await sendPhoto(fay, 'The cracked vase');
  const name = { formatted_name: 'Pia Plumber', first_name: 'Pia' };
  const contacts = [{ name, phones: [{ phone: '+1 555 092 0003', wa_id: '15550920003' }] }];
  await control('POST', '/messages', { customer: fay, content: { type: 'contacts', contacts } });
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
  page.setDefaultTimeout(30_000);
  await page.goto(site.url);
  await page.getByRole('option', { name: /Fay Forwards/ }).click();

  await forwardToRita(page, page.locator('article').filter({ hasText: 'The cracked vase' }));
  await expect.poll(() => received(rita, 'image'), { timeout: 30_000 }).toHaveLength(1);
  const [picture] = await received(rita, 'image');
  if (picture?.content.type !== 'image') throw new Error('No picture has come');
  expect(picture.content.image.caption).toContain('The cracked vase');
  const file = await fetch(`${demoUrl}/control/media/${picture.content.image.id}`);
  expect([file.headers.get('content-type'), (await file.arrayBuffer()).byteLength]).toEqual([
    'image/png',
    70,
  ]);

  await page.getByRole('option', { name: /Fay Forwards/ }).click();
  await page.getByRole('heading', { name: 'Fay Forwards' }).waitFor();
  await forwardToRita(page, page.locator('article').filter({ hasText: 'Pia Plumber' }));
  await expect.poll(() => received(rita, 'contacts'), { timeout: 30_000 }).toHaveLength(1);
  expect((await received(rita, 'contacts'))[0]?.content).toMatchObject({ contacts });

  await page.getByLabel('Add to message').first().click();
  await page.getByRole('button', { name: 'Contact', exact: true }).click();
  await page.getByRole('button', { name: 'Choose from contacts' }).click();
  await page.getByRole('searchbox', { name: 'Name or number', exact: true }).fill('Fay');
  await page.getByRole('button', { name: /^Fay Forwards/ }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send', exact: true }).press('Enter');
  await expect.poll(() => received(rita, 'contacts'), { timeout: 30_000 }).toHaveLength(2);
  expect((await received(rita, 'contacts')).at(-1)?.content).toMatchObject({
    contacts: [{ name: { formatted_name: 'Fay Forwards' }, phones: [{ phone: `+${fay}`, wa_id: fay }] }],
  });
  await page.close();
});
