/** A person decides on the demo's page what Meta does with templates, the catalog and the time. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TemplateBoard } from '../../../demo/cloud-api/control/control.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { openBrowser } from '../support/browser.ts';
import { demoUrl } from '../support/stack.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  page.setDefaultTimeout(30_000);
  await page.goto(demoUrl);
});
afterAll(() => browser.close());

const panel = () => page.locator('template-panel');
const press = (name: string) => panel().getByRole('button', { name, exact: true }).click();
const answer = (text: string) => panel().getByRole('status').getByText(text).waitFor();
const board = async (): Promise<TemplateBoard> => (await fetch(`${demoUrl}/control/templates`)).json();
const statusOf = async (name: string) => (await board()).templates.find((one) => one.name === name)?.status;

describe('the panel for templates', () => {
  it('a template is paused for low quality on the demo page, and sendable again 3 hours later', async () => {
    const { templates } = await board();
    const id = templates.find(({ name }) => name === 'shop_window')?.id ?? '';
    await panel().getByLabel('Template of the account').selectOption(id);
    await press('Low quality, paused');
    await answer('shop_window: Low quality, paused · PAUSED');
    for (let hours = 0; hours < 3; hours++) {
      await press('Forward by 1 hour');
      await answer('1 hour later.');
    }
    await expect.poll(() => statusOf('shop_window')).toBe('APPROVED');
  });

  it('a template is rejected on the demo page with the chosen reason', async () => {
    await panel().getByLabel('Reason of a rejection').selectOption('SCAM');
    await press('Reject it');
    await answer('shop_window: Reject it · REJECTED');
    await press('Approve it');
    await answer('shop_window: Approve it · APPROVED');
  });

  it('the outcome of reviews and the catalog are switched on the demo page', async () => {
    await panel().getByLabel('Outcome of reviews').selectOption('Reject all');
    await answer('Outcome of reviews: set.');
    await press('Disconnect the catalog');
    await answer('The catalog is disconnected.');
    expect(await board()).toMatchObject({
      switches: { reviewOutcome: 'REJECTED' },
      isCatalogConnected: false,
    });
    await press('Connect the catalog');
    await answer('The catalog is connected.');
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
