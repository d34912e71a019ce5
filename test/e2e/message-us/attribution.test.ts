import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { PressStatistics } from '../../../worker/api/numbers/button.ts';
import type { Page } from '../../../worker/api/values.ts';
import { call, control } from '../support/calls.ts';
import { linkOf, openShop } from '../support/shop.ts';
import { workerUrl } from '../support/stack.ts';

let shop: Awaited<ReturnType<typeof openShop>>;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const button = (attributes: string) =>
  `<message-us number="+1 555 078 3881" worker="${workerUrl}" pre-filled-message="Hi, about {TITLE}" ${attributes}></message-us>`;

/** Clicks, and tells what text WhatsApp was opened with and what was asked of the Worker meanwhile. */
async function press(attributes: string, { path = '', before }: { path?: string; before?: () => void } = {}) {
  const { page, requests } = await shop.visit(button(attributes), { path, ...(before && { before }) });
  const opened = page.waitForEvent('popup');
  await linkOf(page).click();
  const text = new URL((await opened).url()).searchParams.get('text') ?? '';
  await page.waitForLoadState('networkidle');
  const told = requests.filter((request) => request === 'POST /api/presses').length;
  await page.context().close();
  return { text, told };
}

describe('where a customer comes from', () => {
  it('the source of a visitor is reported with the click and shown in the conversation', async () => {
    const { text, told } = await press('attribution', {
      path: 'bowls/blue?utm_campaign=may&utm_source=letter',
    });
    expect(told).toBe(1);
    expect(text).toMatch(/^Hi, about The blue bowl \[#[2-9a-hjkmnp-z]{6}\]$/);
    await vi.waitFor(async () => {
      const { rows } = await call<PressStatistics>('GET', '/presses');
      expect(rows).toContainEqual({
        page: `${shop.url}bowls/blue`,
        campaign: 'may',
        presses: 1,
        conversations: 0,
      });
    });
    await control('POST', '/messages', { customer: '15550100777', name: 'Mia', text });
    await vi.waitFor(async () => {
      const { rows } = await call<Page<Conversation>>('GET', '/conversations');
      const found = rows.find(({ contact }) => contact.phone === '15550100777');
      expect(found?.source).toMatchObject({
        page: `${shop.url}bowls/blue`,
        title: 'The blue bowl',
        campaign: { name: 'may', source: 'letter' },
      });
    });
  });

  it('no source is reported when attribution is off, without consent, or against a privacy signal', async () => {
    const silent = { text: 'Hi, about The blue bowl', told: 0 };
    expect(await press('')).toEqual(silent);
    expect(await press('attribution="consent"')).toEqual(silent);
    expect(await press('attribution="consent" consented="false"')).toEqual(silent);
    expect(
      await press('attribution', {
        before: () => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
      }),
    ).toEqual(silent);
    expect(
      await press('attribution', {
        before: () => Object.defineProperty(navigator, 'doNotTrack', { value: '1' }),
      }),
    ).toEqual(silent);
    expect((await press('attribution="consent" consented')).told).toBe(1);
  });

  it('the source is reported from the first click after consent, without a reload', async () => {
    const { page, requests, said } = await shop.visit(button('attribution="consent" consented="false"'));
    const reports = () => requests.filter((request) => request === 'POST /api/presses').length;
    const click = async () => {
      const opened = page.waitForEvent('popup');
      await linkOf(page).click();
      const popup = await opened;
      await page.waitForLoadState('networkidle');
      const text = new URL(popup.url()).searchParams.get('text');
      await popup.close();
      return text;
    };
    expect(await click()).toBe('Hi, about The blue bowl');
    expect(reports()).toBe(0);
    await page.evaluate(() => Object.assign(document.querySelector('message-us') ?? {}, { consented: true }));
    expect(await click()).toMatch(/ \[#\w{6}\]$/);
    await expect.poll(reports).toBe(1);
    // Consent can be withdrawn.
    await page.evaluate(() => document.querySelector('message-us')?.setAttribute('consented', 'false'));
    expect(await click()).toBe('Hi, about The blue bowl');
    expect(reports()).toBe(1);
    expect(said).toEqual([]);
    await page.context().close();
  });

  it('a click reaches a Worker whose address has spaces and a slash', async () => {
    const { page, requests } = await shop.visit(
      `<message-us number="15550783881" worker=" ${workerUrl}/ " attribution></message-us>`,
    );
    const opened = page.waitForEvent('popup');
    await linkOf(page).click();
    await opened;
    await expect.poll(() => requests).toContain('POST /api/presses');
    await page.context().close();
  });

  it('a click is reported once when a QR code is shown, whichever link is followed', async () => {
    const { page, requests } = await shop.visit(button('attribution card'));
    await linkOf(page).click();
    const start = page.getByRole('link', { name: 'Start chat' });
    await page.getByRole('button', { name: 'QR code' }).click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    const opened = page.waitForEvent('popup');
    await start.click();
    expect((await opened).url()).toBe(await start.getAttribute('href'));
    await page.waitForLoadState('networkidle');
    expect(requests.filter((request) => request === 'POST /api/presses')).toHaveLength(1);
    await page.context().close();
  });
});

describe('settings from the Worker', () => {
  it('settings from the Worker apply after one request, and attributes override them', async () => {
    await call('PUT', '/button/settings', {
      label: 'Ask the workshop',
      text: 'About {TITLE}',
      color: 'navy',
    });
    const { page, requests, said } = await shop.visit(
      `<message-us connection="106540352242922"><a href="https://wa.me/15550783881">Write to us</a></message-us>
       <message-us connection="106540352242922" label="My words"></message-us>`,
    );
    await page.getByRole('link', { name: 'Ask the workshop' }).waitFor();
    await page.getByRole('link', { name: 'My words' }).waitFor();
    expect(requests).toContain('GET /api/inboxes/106540352242922/button');
    const opened = page.waitForEvent('popup');
    await linkOf(page).click();
    expect((await opened).url()).toBe('https://wa.me/15550783881?text=About%20The%20blue%20bowl');
    expect(said).toEqual([]);
    await page.context().close();
    await call('PUT', '/button/settings', {});
  });
});
