/** What the demo's page sends in Meta's name, and the demo that starts with nothing connected. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerThread } from '../../../demo/cloud-api/control/control.ts';
import { prepareSetup } from '../../../demo/stack.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { openBrowser } from '../support/browser.ts';
import { type Lease, lease } from '../support/lease.ts';
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

const chat = () => page.getByRole('list', { name: 'Chat', exact: true });
const answer = () => page.locator('meta-panel').getByRole('status');

async function write(text: string): Promise<void> {
  await page.getByLabel('Write as the customer').fill(text);
  await page.getByRole('button', { name: 'Send as the customer' }).click();
  await chat().getByText(text).waitFor();
}

describe('the demo page', () => {
  it('the demo asks for a first message before it changes a customer', async () => {
    await page.getByRole('button', { name: 'Gets a new user id', exact: true }).click();
    await answer().getByText('Write as the customer first').waitFor();
  });

  it('a demo customer changes their number and continues to write', async () => {
    await write('From the old number');
    await page.getByRole('button', { name: 'Changes the phone number' }).click();
    await answer().getByText('received by the inbox').waitFor();
    await chat().getByText('From the old number').waitFor();
    await write('From the new number');
    const phone = page.locator('demo-phone');
    const customer = await phone.evaluate((element) => Reflect.get(element, 'customer'));
    const thread: CustomerThread = await (await fetch(`${demoUrl}/control/customers/${customer}`)).json();
    expect(customer).not.toBe('15550100199');
    expect(thread.messages).toHaveLength(2);
  });

  it('the demo confirms that an account notice has arrived', async () => {
    await page.getByLabel('Notice', { exact: true }).selectOption('Template paused');
    await page.getByRole('button', { name: 'Send notice' }).click();
    await answer().getByText('Template paused: received by the inbox.').waitFor();
  });

  it('the demo’s chat shows that 24 and then 48 hours have passed', async () => {
    await page.getByRole('button', { name: '24 hours pass' }).click();
    await chat().getByText('24 hours later').waitFor();
    await page.getByRole('button', { name: '24 hours pass' }).click();
    await chat().getByText('48 hours later').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

describe('the empty demo', () => {
  let stack: Lease;
  beforeAll(async () => {
    stack = await lease({ isEmpty: true });
  }, 90_000);
  afterAll(() => stack.end());

  it('the empty demo shows what to enter in the setup, which connects its number', async () => {
    const { setup } = await prepareSetup(stack);
    if (!setup) throw new Error('Nothing is there to be entered');
    const shop = await browser.newPage();
    shop.setDefaultTimeout(30_000);
    await shop.goto(stack.demoUrl);
    const opening = shop.waitForEvent('popup');
    await shop.getByRole('link', { name: 'Open the team inbox' }).click();
    const wizard = await opening;
    wizard.setDefaultTimeout(30_000);
    const values: [label: string, value: string][] = [
      ['Access token', setup.accessToken],
      ['WhatsApp Business Account ID', setup.wabaId],
      ['Phone number ID', setup.phoneNumberId],
      ['App secret', setup.appSecret],
    ];
    const shown = await shop.locator('.guide code').allTextContents();
    expect(shown).toEqual([...values.map(([, value]) => value), setup.pin]);
    expect(await accessibilityFaults(shop)).toEqual([]);

    await wizard.getByLabel('Setup token').fill(stack.setupToken);
    await wizard.getByRole('button', { name: 'Sign in', exact: true }).click();
    const step = (name: string) => wizard.locator(`section[data-step="${name}"]`);
    await step('name').getByRole('button', { name: 'Skip this step' }).click();
    await step('passkey').getByRole('button', { name: 'Skip this step' }).click();
    for (const [label, value] of values) await wizard.getByLabel(label).first().fill(value);
    await wizard.getByRole('button', { name: 'Connect this number' }).click();
    await step('webhook').getByRole('button', { name: 'Send code' }).click();
    const code = (await shop.locator('demo-codes code').textContent()) ?? '';
    await step('webhook').getByLabel('Verification code').fill(code);
    await step('webhook').getByRole('button', { name: 'Verify', exact: true }).click();
    await step('webhook').getByLabel('Two-step verification PIN').fill(setup.pin);
    await step('webhook').getByRole('button', { name: 'Register' }).click();
    await shop.getByLabel('Write as the customer').fill('Is it set up?');
    await shop.getByRole('button', { name: 'Send as the customer' }).click();
    await wizard.getByText('Is it set up?').waitFor();
    await shop.close();
    await wizard.close();
  });
});
