/** A saved reply from the settings to the customer's phone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { control, conversationWith } from '../../support/calls.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith('15550198821', 'Rita Reply');
});
afterAll(() => browser.close());

describe('a saved reply', () => {
  it('a saved reply is created, found by its shortcut, filled in and sent with its buttons', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.addInitScript(
      `sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`,
    );
    await page.goto(`${workerUrl}/console/`);
    await page.getByRole('button', { name: 'Settings' }).click();
    const dialog = page.getByRole('region', { name: 'Settings' });
    await dialog.getByRole('button', { name: 'Saved replies' }).click();
    await dialog.getByRole('button', { name: 'New reply' }).click();
    await dialog.getByLabel('Shortcut').fill('open');
    await dialog.getByLabel('Title').fill('Opening hours');
    await dialog
      .getByLabel('Text', { exact: false })
      .first()
      .fill('Hi {{contact_first_name}}, your order {{order}}: we open at 9.');
    await dialog.getByLabel('Button 1').fill('Thanks');
    await dialog.getByLabel('Button 2').fill('Call me back this afternoon');
    await dialog.getByText('7 characters too many').waitFor();
    await dialog.getByRole('button', { name: 'Create reply' }).click();
    expect(await dialog.getByLabel('Button 2').inputValue()).toBe('Call me back this afternoon');
    await dialog.getByLabel('Button 2').fill('Call me');
    await dialog.getByLabel('Shared with the team').check();
    await dialog.getByRole('button', { name: 'Create reply' }).click();
    await dialog.getByRole('list', { name: 'Saved replies' }).getByText('Opening hours').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('option', { name: /Rita Reply/ }).click();
    const field = page.getByRole('textbox', { name: 'Message' });
    await field.pressSequentially('/op');
    await page.getByRole('option', { name: /Opening hours/ }).waitFor();
    await field.press('Enter');
    await expect.poll(() => field.inputValue()).toBe('Hi Rita, your order {{order}}: we open at 9.');
    await page.getByText('Fill in before you send: {{order}}').waitFor();
    await field.press('Enter');
    expect(await field.inputValue()).toContain('{{order}}');
    await field.fill('Hi Rita, your order 12: we open at 9.');
    await field.press('Enter');
    await page.getByRole('log').getByText('your order 12').waitFor();
    await expect
      .poll(async () => JSON.stringify(await control('GET', '/customers/15550198821')))
      .toContain('"title":"Call me"');
    await page.getByRole('button', { name: 'Saved replies', exact: true }).click();
    await page.getByRole('option', { name: /Opening hours/ }).waitFor();
    expect(await field.inputValue()).toBe('/');
    await field.press('Escape');
    await field.press('Enter');
    await page.getByRole('option', { name: /Opening hours/ }).waitFor();
    expect(await field.inputValue()).toBe('/');
    await page.close();
  });

  it('a saved reply attaches its file, which reaches the customer', async () => {
    const customer = '15550198822';
    await conversationWith(customer, 'Fay File');
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.addInitScript(
      `sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`,
    );
    await page.goto(`${workerUrl}/console/`);
    await page.getByRole('button', { name: 'Settings' }).click();
    const dialog = page.getByRole('region', { name: 'Settings' });
    await dialog.getByRole('button', { name: 'Saved replies' }).click();
    await dialog.getByRole('button', { name: 'New reply' }).click();
    await dialog.getByLabel('Shortcut').fill('prices');
    await dialog.getByLabel('Title').fill('Price list');
    await dialog.getByLabel('Text', { exact: false }).first().fill('Here are our prices.');
    await dialog.getByLabel('Attached file').setInputFiles({
      name: 'Prices 2027.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 prices'),
    });
    await dialog.getByRole('button', { name: 'Create reply' }).click();
    const list = dialog.getByRole('list', { name: 'Saved replies' });
    await list.getByText('Prices 2027.pdf').waitFor();
    await dialog.getByRole('button', { name: 'Edit Price list' }).click();
    const editing = page.locator('agent-console-dialog');
    await editing.getByRole('button', { name: 'Remove Prices 2027.pdf' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await editing.getByLabel('Title').fill('Prices of this year');
    await page.keyboard.press('Escape');
    const question = page.getByRole('alertdialog', { name: 'Discard your changes?' });
    await question.getByRole('button', { name: 'Keep editing' }).click();
    expect(await editing.getByLabel('Title').inputValue()).toBe('Prices of this year');
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Discard' }).click();
    await editing.waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('option', { name: /Fay File/ }).click();
    const field = page.getByRole('textbox', { name: 'Message', exact: true });
    await field.pressSequentially('/pri');
    await page.getByRole('option', { name: /Prices 2027.pdf/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const files = /\/replies\/[^/]+\/file$/;
    let give = () => {};
    const held = new Promise<void>((resolve) => {
      give = resolve;
    });
    await page.route(files, async (route) => {
      await held;
      await route.continue();
    });
    await field.press('Enter');
    await page.getByText('Downloading the file').waitFor();
    await field.press('Enter');
    expect(await field.inputValue()).toBe('Here are our prices.');
    give();
    await page.getByLabel('Caption: Prices 2027.pdf').waitFor();
    await field.press('Enter');
    const sent = page.getByRole('log').locator('article.out').filter({ hasText: 'Prices 2027.pdf' });
    await sent.getByRole('img', { name: 'Read' }).waitFor();
    await page.getByRole('log').getByText('Here are our prices.').waitFor();
    await expect
      .poll(async () => JSON.stringify(await control('GET', `/customers/${customer}`)))
      .toContain('"filename":"Prices 2027.pdf"');
    await page.close();
  });

  it('a saved reply is created from the message that is being written, and takes its place', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.addInitScript(
      `sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`,
    );
    await page.goto(`${workerUrl}/console/`);
    await page.getByRole('option', { name: /Rita Reply/ }).click();
    const field = page.getByRole('textbox', { name: 'Message', exact: true });
    const text = 'We are closed on {{contact_first_name}} Sunday.';
    await field.pressSequentially(`${text} /shut`);
    await page.getByRole('button', { name: 'Create one' }).click();
    await page.getByRole('dialog', { name: 'New reply' }).waitFor();
    const dialog = page.locator('agent-console-dialog');
    await expect.poll(() => dialog.getByLabel('Title').evaluate((it) => it.matches(':focus'))).toBe(true);
    expect(await dialog.getByLabel('Shortcut').inputValue()).toBe('shut');
    expect(await dialog.getByLabel('Text', { exact: true }).inputValue()).toBe(text);
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe(`${text} /shut`);
    await expect.poll(() => field.evaluate((it) => it.matches(':focus'))).toBe(true);

    // The shortcut is taken by the reply of the first test.
    await page.keyboard.press('Backspace');
    await page.getByRole('button', { name: 'Create one' }).click();
    await dialog.getByLabel('Shortcut').fill('open');
    await dialog.getByLabel('Title').fill('Closed on Sundays');
    await dialog.getByLabel('Shared with the team').check();
    await dialog.getByLabel('Title').press('Enter');
    await dialog.getByText('Another saved reply has this shortcut').waitFor();
    expect(await dialog.getByLabel('Shortcut').getAttribute('aria-invalid')).toBe('true');
    await dialog.getByLabel('Shortcut').fill('closed');
    await dialog.getByLabel('Shortcut').press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe('We are closed on Rita Sunday.');
    await expect.poll(() => field.evaluate((it) => it.matches(':focus'))).toBe(true);

    await field.fill('');
    await field.pressSequentially('/clo');
    await page.getByRole('option', { name: /Closed on Sundays/ }).waitFor();
    await field.press('ArrowDown');
    await field.press('Enter');
    await dialog.getByLabel('Shortcut').waitFor();
    expect(await dialog.getByLabel('Shortcut').inputValue()).toBe('clo');
    expect(await dialog.getByLabel('Text', { exact: true }).inputValue()).toBe('');
    await page.close();
  });
});
