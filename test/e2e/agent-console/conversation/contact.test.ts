/** The panel about a customer at three widths, with what the team does there, in Chromium against a real Worker. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { allowSite, type BackOffice, openBackOffice, signInWith } from '../../support/back-office.ts';
import { openBrowser } from '../../support/browser.ts';
import { sendPhoto } from '../../support/calls.ts';
import { downloaded } from '../../support/downloaded.ts';
import { demoUrl, sessionToken, workerUrl } from '../../support/stack.ts';

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

async function write(from: string, name: string, text: string): Promise<void> {
  const body = JSON.stringify({ customer: from, name, text });
  const answer = await fetch(`${demoUrl}/control/messages`, { method: 'POST', body });
  expect(answer.status).toBe(201);
}

async function open(name: string, width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 760 } });
  page.setDefaultTimeout(30_000);
  await page.goto(site.url);
  await page.getByRole('option', { name: new RegExp(name) }).click();
  await page.getByRole('log').waitFor();
  // A narrow header has no room for the button: the menu has it.
  if (width < 560) await page.locator('agent-console-tools .more summary').click();
  // With room for three panes, it is open already.
  if (width < 1280) await page.getByRole('button', { name: 'About the customer' }).click();
  return page;
}

describe('the panel about a customer', () => {
  it.each([
    [1280, 'region'],
    [768, 'dialog'],
    [360, 'dialog'],
  ] as const)('at %i pixels the contact panel is a %s and is accessible', async (width, role) => {
    await write('4915550900011', 'Paula Panel', 'Good morning');
    const page = await open('Paula Panel', width);
    const panel = page.getByRole(role, { name: 'About the customer' });
    await panel.getByText('+4915550900011').waitFor();
    await panel.getByText(/local time/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Close' }).click();
    await panel.waitFor({ state: 'detached' });
    await page.close();
  });

  it('a contact’s name, note and consent are saved and shown to a colleague at once', async () => {
    await write('15550900012', 'Nils Noted', 'Hello');
    await sendPhoto('15550900012', 'The broken handle');
    const page = await open('Nils Noted', 1280);
    const other = await open('Nils Noted', 1280);
    const panel = page.getByRole('region', { name: 'About the customer' });
    await panel.getByRole('button', { name: 'Add a note' }).click();
    await panel.getByLabel('Team note').fill('Pays by invoice');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await panel.getByText('Pays by invoice').waitFor();
    await other.getByRole('region', { name: 'About the customer' }).getByText('Pays by invoice').waitFor();
    await panel.getByRole('button', { name: 'Rename' }).click();
    await panel.getByLabel('Name for your team').fill('Nils of the fair');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await other.getByRole('heading', { name: 'Nils of the fair' }).waitFor();
    await panel.getByRole('button', { name: 'Record opt-in' }).click();
    await panel.getByLabel('Where and how they opted in').fill('At the fair');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await panel.getByText('At the fair').waitFor();
    await panel.getByRole('button', { name: 'Record opt-out' }).click();
    await panel.getByText(/Opted out on/).waitFor();
    await panel.getByRole('button', { name: 'Show in the conversation: The broken handle' }).click();
    await page.locator('article.found').filter({ hasText: 'The broken handle' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.close();
    await other.close();
  });

  it('labels are added and removed in the contact panel', async () => {
    const headers = { Authorization: `Bearer ${sessionToken}` };
    for (const label of [
      { name: 'Wholesale', color: 'teal' },
      { name: 'Complaint', color: 'red' },
    ]) {
      const body = JSON.stringify(label);
      expect((await fetch(`${workerUrl}/api/labels`, { method: 'POST', headers, body })).status).toBe(201);
    }
    await write('15550900016', 'Lara Labelled', 'Do you deliver pallets?');
    const page = await open('Lara Labelled', 1280);
    const panel = page.getByRole('region', { name: 'About the customer' });
    const add = panel.locator('summary').filter({ hasText: 'Add a label' });
    await add.click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Wholesale', exact: true }).click();
    const takeOff = panel.getByRole('button', { name: 'Remove Wholesale' });
    await takeOff.waitFor();
    await page
      .getByRole('log')
      .getByText(/Wholesale/)
      .waitFor();
    await takeOff.click();
    await takeOff.waitFor({ state: 'detached' });
    await expect.poll(() => add.evaluate((one) => one.matches(':focus'))).toBe(true);
    await page.close();
  });

  it('an admin creates a label in the contact panel and in the picker, and the conversation has it', async () => {
    await write('15550900019', 'Lena Labelled', 'The glaze has cracked');
    const page = await open('Lena Labelled', 1280);
    const panel = page.getByRole('region', { name: 'About the customer' });
    await panel.locator('summary').filter({ hasText: 'Add a label' }).click();
    await panel.getByRole('button', { name: 'New label' }).click();
    const dialog = page.locator('agent-console-label-dialog');
    await dialog.getByLabel('Name').fill('Cracked glaze');
    await dialog.getByRole('radio', { name: 'Red' }).check();
    await dialog.getByRole('button', { name: 'Create label' }).click();
    await panel.getByRole('button', { name: 'Remove Cracked glaze' }).waitFor();

    await page.getByRole('log').press('l');
    await page.getByRole('combobox', { name: 'Add or remove a label …' }).fill('Kiln 2');
    await page.getByRole('option', { name: 'Create label “Kiln 2”' }).click();
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Kiln 2');
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByLabel('Name').fill('Cracked glaze');
    await dialog.getByRole('button', { name: 'Create label' }).click();
    await dialog.getByText('There is already a label with this name.').waitFor();
    await dialog.getByLabel('Name').fill('Kiln 2');
    await dialog.getByRole('button', { name: 'Create label' }).click();
    await panel.getByRole('button', { name: 'Remove Kiln 2' }).waitFor();
    await page.close();
  });

  it('a resolved request becomes an earlier request with its labels, and leads to its last message', async () => {
    await write('15550900024', 'Erik Earlier', 'My vase arrived broken');
    const page = await open('Erik Earlier', 1280);
    const other = await open('Erik Earlier', 1280);
    const panelOf = (console: Page) => console.getByRole('region', { name: 'About the customer' });
    const requestIn = (console: Page) =>
      panelOf(console)
        .getByRole('region', { name: 'Earlier requests' })
        .getByRole('listitem')
        .getByRole('button');
    const panel = panelOf(page);
    await panel.locator('summary').filter({ hasText: 'Add a label' }).click();
    await panel.getByRole('button', { name: 'New label' }).click();
    await page.locator('agent-console-label-dialog').getByLabel('Name').fill('Broken');
    await page.getByRole('button', { name: 'Create label' }).click();
    await panel.getByRole('button', { name: 'Remove Broken' }).waitFor();
    expect(await requestIn(page).count()).toBe(0);

    // Resolving opens the next conversation, but a colleague who looks at this one stays.
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await requestIn(other).waitFor();
    expect(await requestIn(other).textContent()).toContain('Broken');
    await other.close();

    for (let index = 1; index <= 40; index++)
      await write('15550900024', 'Erik Earlier', `Another question, part ${index}`);
    await page.getByRole('option', { name: /Erik Earlier/ }).click();
    await page.getByRole('log').getByText('Another question, part 40', { exact: true }).waitFor();
    await requestIn(page).waitFor();
    // The open request is not listed.
    expect(await requestIn(page).count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    const found = page.locator('article.found').filter({ hasText: 'My vase arrived broken' });
    expect(await found.count()).toBe(0);
    await requestIn(page).click();
    await found.waitFor();
    await expect
      .poll(() =>
        found.evaluate((one) => {
          const { top, bottom } = one.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }),
      )
      .toBe(true);
    await page.close();
  });

  it('duplicates are merged in every open console after a confirmation', async () => {
    await write('15550900017', 'Mona Merged', 'From my old phone');
    await write('15550900018', 'Mona at work', 'From the office');
    const page = await open('Mona at work', 1280);
    const other = await open('Mona Merged', 1280);
    await other.getByRole('textbox', { name: 'Message' }).fill('Half a thought');
    const panel = page.getByRole('region', { name: 'About the customer' });
    await panel.getByRole('button', { name: 'Find the other conversation' }).click();
    await panel.getByLabel('Name or number of the other contact').fill('Mona');
    await panel.getByRole('button', { name: /Mona Merged/ }).click();
    await panel.getByText('Merge the conversations with Mona at work and Mona Merged?').waitFor();
    await panel.getByText('This cannot be undone.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Merge', exact: true }).click();
    for (const one of [page, other]) {
      const log = one.getByRole('log');
      await log.getByText('From my old phone').waitFor();
      await log.getByText('From the office').waitFor();
      await log.getByText(/merged this with the conversation with Mona at work/).waitFor();
      await expect.poll(() => one.getByRole('option', { name: /Mona/ }).count()).toBe(1);
    }
    await panel.getByText('+15550900017').waitFor();
    await panel.getByText('+15550900018').waitFor();
    expect(await other.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('Half a thought');
    await page.close();
    await other.close();
  });

  it('a contact is blocked at WhatsApp and unblocked again', async () => {
    await write('15550900013', 'Bella Blocked', 'Spam');
    const page = await open('Bella Blocked', 1280);
    const panel = page.getByRole('region', { name: 'About the customer' });
    const more = panel.locator('summary').filter({ hasText: 'More actions' });
    await more.click();
    await panel.getByRole('button', { name: 'Block', exact: true }).click();
    await panel.getByText(/Blocked since/).waitFor();
    await write('15550900013', 'Bella Blocked', 'More spam');
    await page.getByRole('button', { name: 'Settings' }).click();
    const settings = page.getByRole('region', { name: 'Settings' });
    await settings.getByRole('button', { name: 'Blocked customers' }).click();
    const blocked = settings.getByRole('list', { name: 'Blocked customers' });
    await blocked.getByText('Bella Blocked').waitFor();
    await blocked.getByText(/Blocked since/).waitFor();
    await blocked.getByRole('button', { name: 'Unblock: Bella Blocked' }).click();
    await settings.getByText('Bella Blocked is unblocked.').waitFor();
    await settings.getByRole('button', { name: 'Close' }).click();
    await panel.getByText(/Blocked since/).waitFor({ state: 'detached' });
    await write('15550900013', 'Bella Blocked', 'Sorry for that');
    const thread = page.getByRole('log');
    await thread.getByText('Sorry for that').waitFor();
    expect(await thread.getByText('More spam').count()).toBe(0);
    await page.close();
  });

  it('everything about a contact is exported to a file', async () => {
    await write('15550900014', 'Dora Data', 'What do you know of me?');
    const page = await open('Dora Data', 1280);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as HTML' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('Dora Data.html');
    const html = (await downloaded(file)).toString();
    expect(html).toContain('What do you know of me?');
    await page.close();
  });

  it('a contact is erased in every open console after their name is typed', async () => {
    await write('15550900015', 'Emil Erased', 'Please forget me');
    const page = await open('Emil Erased', 1280);
    const other = await open('Emil Erased', 1280);
    const panel = page.getByRole('region', { name: 'About the customer' });
    await panel.locator('summary').filter({ hasText: 'More actions' }).click();
    await panel.getByRole('button', { name: 'Erase everything' }).click();
    const erase = panel.getByRole('button', { name: 'Erase permanently' });
    expect(await erase.isDisabled()).toBe(true);
    await panel.getByLabel(/Type “Emil Erased”/).fill('Emil Erased');
    await erase.click();
    for (const one of [page, other]) {
      await one.getByText('Select a conversation.').waitFor();
      expect(await one.getByRole('option', { name: /Emil Erased/ }).count()).toBe(0);
    }
    await page.close();
    await other.close();
  });

  it('is open with each conversation where there is room, until it is closed, and keeps what is folded', async () => {
    await write('15550900019', 'Rita Roomy', 'Hello');
    const page = await open('Rita Roomy', 1440);
    const panel = page.getByRole('region', { name: 'About the customer' });
    const fold = panel.locator('summary').filter({ hasText: 'Marketing messages' });
    const optIn = panel.getByRole('button', { name: 'Record opt-in' });
    await fold.click();
    await optIn.waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('option', { name: /Rita Roomy/ }).click();
    await fold.waitFor();
    expect(await optIn.isVisible()).toBe(false);
    await fold.click();
    await optIn.waitFor();
    await panel.getByRole('button', { name: 'Close' }).click();
    await page.reload();
    await page.getByRole('option', { name: /Rita Roomy/ }).click();
    await page.getByRole('log').getByText('Hello').waitFor();
    expect(await panel.count()).toBe(0);
    await page.close();
  });
});
