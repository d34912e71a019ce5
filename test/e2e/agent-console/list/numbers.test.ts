/** Several numbers in one console, and what an agent may see of them. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoNumber, repairsNumber } from '../../../../demo/stack.ts';
import type { TeamMember } from '../../../../worker/api/people/team.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { agentSession, api, control } from '../../support/calls.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

const customer = '15550198801';
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const write = (phoneNumberId: string, text: string) =>
  control('POST', '/messages', { customer, name: 'Nora Numbers', phoneNumberId, text });

async function openConsole(token = sessionToken): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${token}')`);
  await page.goto(`${workerUrl}/console/`);
  return page;
}

describe('a customer who writes to two numbers', () => {
  it('a customer of two numbers has a row for each, answered from its own number', async () => {
    await write(demoNumber.phoneNumberId, 'About the bowl');
    await write(repairsNumber.phoneNumberId, 'About the kiln');
    const page = await openConsole();
    const rows = page.getByRole('option', { name: /Nora Numbers/ });
    await expect.poll(() => rows.count()).toBe(2);
    const composer = page.getByRole('textbox', { name: 'Message' });
    await rows.filter({ hasText: 'Lumen & Clay' }).click();
    await page.getByText('About the bowl').last().waitFor();
    await composer.fill('Half a sentence about the bowl');
    await rows.filter({ hasText: 'Kiln Repairs' }).click();
    await page.getByRole('log').getByText('About the kiln').waitFor();
    expect(await composer.inputValue()).toBe('');
    await composer.fill('The kiln is ready');
    await composer.press('Enter');
    const sentFrom = async () => {
      const { messages } = await control<{ messages: { phoneNumberId: string; content: object }[] }>(
        'GET',
        `/customers/${customer}`,
      );
      const sent = messages.filter(({ content }) => JSON.stringify(content).includes('The kiln is ready'));
      return sent.map(({ phoneNumberId }) => phoneNumberId);
    };
    await expect.poll(sentFrom).toEqual([repairsNumber.phoneNumberId]);
    await rows.filter({ hasText: 'Lumen & Clay' }).click();
    await expect.poll(() => composer.inputValue()).toBe('Half a sentence about the bowl');
    await composer.fill('');
    await page.getByRole('combobox', { name: 'Number' }).selectOption('Kiln Repairs');
    await expect.poll(() => rows.count()).toBe(1);
    await page.close();
  });

  it('the settings open at the number of the open conversation, and keep another choice', async () => {
    const page = await openConsole();
    await page.setViewportSize({ width: 360, height: 740 });
    const dialog = page.getByRole('region', { name: 'Settings' });
    const shown = dialog.getByRole('combobox', { name: 'Number' });
    const openSettings = async (section: string) => {
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await dialog.getByRole('button', { name: section, exact: true }).click();
    };
    const row = page.getByRole('option', { name: /Nora Numbers/ }).filter({ hasText: 'Lumen & Clay' });
    await row.click();
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await openSettings('This number');
    await expect.poll(() => shown.inputValue()).toBe(demoNumber.phoneNumberId);
    await shown.selectOption('Kiln Repairs');
    await dialog.getByRole('button', { name: 'Back', exact: true }).click();
    await dialog.getByRole('button', { name: 'Retention and export', exact: true }).click();
    await expect.poll(() => shown.inputValue()).toBe(repairsNumber.phoneNumberId);
    await dialog.getByRole('button', { name: 'Back', exact: true }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await openSettings('Health');
    await expect.poll(() => shown.inputValue()).toBe(repairsNumber.phoneNumberId);
    await page.close();
  });
});

describe('an agent', () => {
  it('an agent loses access to a number while viewing it, and gets it back', async () => {
    await write(repairsNumber.phoneNumberId, 'Is the kiln hot?');
    const page = await openConsole(await agentSession({ sub: 'nils', name: 'Nils' }));
    const row = page.getByRole('option', { name: /Nora Numbers/ }).filter({ hasText: 'Is the kiln hot?' });
    await row.click();
    await page.getByRole('log').getByText('Is the kiln hot?').waitFor();

    const admin = await openConsole();
    await admin.getByRole('button', { name: 'Settings' }).click();
    await admin.getByRole('button', { name: 'Members' }).click();
    const choice = admin.getByRole('group', { name: 'Numbers of Nils' });
    await admin.getByRole('button', { name: 'Invite again: Nils' }).getByText('Invite again').waitFor();
    await choice.getByRole('button', { name: 'Numbers: all' }).click();
    await choice.getByRole('checkbox', { name: 'All numbers' }).uncheck();
    await choice.getByRole('checkbox', { name: 'Kiln Repairs' }).uncheck();
    await expect
      .poll(async () => (await api<TeamMember[]>('GET', '/agents')).find(({ name }) => name === 'Nils'))
      .toMatchObject({ numbers: [demoNumber.phoneNumberId] });
    await choice.getByRole('button', { name: 'Numbers: Lumen & Clay' }).waitFor();
    expect(await accessibilityFaults(admin)).toEqual([]);
    await row.waitFor({ state: 'detached' });
    expect(await page.getByText('Is the kiln hot?').count()).toBe(0);

    await choice.getByRole('checkbox', { name: 'All numbers' }).check();
    await row.waitFor();
    await admin.close();
    await page.close();
  });
});
