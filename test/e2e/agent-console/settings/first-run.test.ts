/** A new deployment, from the setup token to the first message, and what its team then changes about itself. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoInfo, VerificationCode } from '../../../../demo/cloud-api/control/control.ts';
import { demoNumber, prepareSetup } from '../../../../demo/stack.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { type Lease, lease } from '../../support/lease.ts';

let stack: Lease;
let browser: Browser;
let device: BrowserContext;
let page: Page;
let values: NonNullable<DemoInfo['setup']>;

beforeAll(async () => {
  [stack, browser] = await Promise.all([lease({ isEmpty: true }), openBrowser()]);
  const { setup } = await prepareSetup(stack);
  if (!setup) throw new Error('Nothing is there to be entered');
  values = setup;
  device = await browser.newContext({ viewport: { width: 390, height: 780 } });
  page = await device.newPage();
  page.setDefaultTimeout(30_000);
  const client = await device.newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}, 90_000);
afterAll(async () => {
  await browser.close();
  stack.end();
});

async function control<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${stack.demoUrl}/control${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.json();
}

const step = (name: string) => page.locator(`section[data-step="${name}"]`);
const open = (name: string) => step(name).locator('[aria-expanded="true"]').waitFor();
const codeSent = async () => (await control<VerificationCode[]>('GET', '/codes'))[0]?.code ?? '';

/** Types into the field that has the focus, and goes on with Enter. */
async function enter(text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
      return (label ?? element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
    });
    if (focused === name) return;
  }
  throw new Error(`No press of Tab reaches ${name}`);
}

async function signedIn(token: string): Promise<Page> {
  const other = await (await browser.newContext()).newPage();
  other.setDefaultTimeout(30_000);
  await other.addInitScript(`sessionStorage.setItem('agent-console/session/${stack.workerUrl}', '${token}')`);
  await other.goto(`${stack.workerUrl}/console/`);
  return other;
}

describe('the first run', () => {
  it('leads by keyboard alone from the setup token to a number that waits for its code', async () => {
    await page.goto(`${stack.workerUrl}/console/`);
    await page.getByLabel('Setup token').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).count()).toBe(0);
    await tabTo('Setup token');
    await enter(stack.setupToken);

    await open('name');
    await tabTo('Name');
    await enter('Olga Owner');
    await open('passkey');
    await tabTo('Create a passkey');
    await page.keyboard.press('Enter');
    await open('connect');
    await tabTo('Access token');
    await page.keyboard.type(values.accessToken);
    await tabTo('App secret');
    await page.keyboard.type(values.appSecret);
    await tabTo('WhatsApp Business Account ID');
    await page.keyboard.type(values.wabaId);
    await tabTo('Phone number ID');
    await page.keyboard.type(values.phoneNumberId);
    await page.locator('[data-code="not_verified"]').waitFor();
    await page.keyboard.press('Enter');
    await open('webhook');
    await tabTo('Send code');
  });

  it('goes on after a reload where it was', async () => {
    await page.reload();
    await open('webhook');
    for (const name of ['name', 'passkey', 'connect'])
      await page.locator(`section[data-step="${name}"][data-done="true"]`).waitFor();
  });

  it('says beside the field that a code is wrong, and that Meta accepts no more attempts', async () => {
    const webhook = step('webhook');
    await webhook.getByRole('button', { name: 'Send code' }).click();
    await webhook.getByText(`Meta has sent a code to ${demoNumber.displayPhoneNumber} by SMS.`).waitFor();
    const field = webhook.getByLabel('Verification code');
    const verify = webhook.getByRole('button', { name: 'Verify', exact: true });
    await field.fill('12');
    await verify.click();
    await webhook.getByText('Enter the six-digit code that Meta sent to the number.').waitFor();
    const wrong = (await codeSent()) === '000000' ? '111111' : '000000';
    for (let attempt = 0; attempt < 3; attempt++) {
      await field.fill(wrong);
      await verify.click();
      await webhook.getByText('This code is wrong or has expired.').waitFor();
    }
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await accessibilityFaults(page)).toEqual([]);
    await field.fill(wrong);
    await verify.click();
    await page.locator('[data-code="too_many_requests"]').waitFor();
  });

  it('verifies the number with a code from a voice call, where no SMS arrives', async () => {
    await control('POST', `/numbers/${values.phoneNumberId}`, { account: { cannotReceive: ['SMS'] } });
    const webhook = step('webhook');
    await webhook.getByRole('button', { name: 'Send again' }).click();
    await page.locator('[data-code="code_not_sent"]').waitFor();
    await webhook.getByLabel('Send the code by').selectOption('Voice call');
    await webhook.getByLabel('Language').selectOption('de_DE');
    await webhook.getByRole('button', { name: 'Send again' }).click();
    await webhook.getByText(`Meta calls ${demoNumber.displayPhoneNumber}`).waitFor();
    const [sent] = await control<VerificationCode[]>('GET', '/codes');
    expect(sent).toMatchObject({ method: 'VOICE', language: 'de_DE' });
    const code = sent?.code ?? '';
    await webhook.getByLabel('Verification code').fill(`${code.slice(0, 3)}-${code.slice(3)}`);
    await webhook.getByRole('button', { name: 'Verify', exact: true }).click();
    await webhook.getByLabel('Two-step verification PIN').fill(values.pin);
    await webhook.getByRole('button', { name: 'Register' }).click();
    await open('trial');
  });

  it('ends with the first message, answered, in the inbox', async () => {
    await control('POST', '/messages', {
      phoneNumberId: values.phoneNumberId,
      customer: '15550900199',
      name: 'Mo Owner',
      text: 'Hello from my phone',
    });
    await step('trial').getByText('Hello from my phone').waitFor();
    await step('trial').getByRole('button', { name: 'Send reply' }).click();
    await open('share');
    await step('share').getByRole('button', { name: 'Finish and open the inbox' }).click();
    await page.getByRole('option', { name: /Mo Owner/ }).waitFor();
  });
});

describe('an agent’s name and picture', () => {
  it('are changed in the settings, and reach another open console at once', async () => {
    const body = JSON.stringify({ setupToken: stack.setupToken });
    const answer = await fetch(`${stack.workerUrl}/api/sessions`, { method: 'POST', body });
    const { token } = await answer.json();
    const other = await signedIn(token);
    const list = `${stack.workerUrl}/api/inboxes/${values.phoneNumberId}/conversations`;
    const headers = { Authorization: `Bearer ${token}` };
    const { rows } = await (await fetch(list, { headers })).json();
    const assignment = JSON.stringify({ to: 'admin' });
    await fetch(`${list}/${rows[0].id}/assignee`, { method: 'PUT', headers, body: assignment });
    await other.getByRole('option', { name: /Mo Owner/ }).click();
    await other.locator('agent-console-tools .avatar[data-initials="OO"]').waitFor();

    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Your account' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill('Olga Nowak');
    await page.getByLabel('Name', { exact: true }).blur();
    await page.getByText('Saved.').waitFor();
    await other.locator('agent-console-tools .avatar[data-initials="ON"]').waitFor();
    await page.getByText('Upload a picture').setInputFiles({
      name: 'olga.png',
      mimeType: 'image/png',
      buffer: await page.screenshot(),
    });
    await page.getByRole('button', { name: 'Remove picture' }).waitFor();
    const picture = other.locator('agent-console-tools .avatar img');
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth])).toEqual(
      [true, 192],
    );
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Remove picture' }).click();
    await picture.waitFor({ state: 'detached' });
    await other.context().close();
  });
});
