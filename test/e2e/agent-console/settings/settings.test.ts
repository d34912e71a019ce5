/** The settings that an admin has and nothing else needs: tokens for programs, and the log of what was done. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoNumber } from '../../../../demo/stack.ts';
import type { ButtonDesign } from '../../../../worker/api/numbers/button.ts';
import type { NumberHours } from '../../../../worker/api/numbers/hours.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { call, conversationWith, inbox } from '../../support/calls.ts';
import { downloaded } from '../../support/downloaded.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
  await page.getByRole('button', { name: 'Settings' }).click();
});
afterAll(() => browser.close());

const open = (section: string) => page.getByRole('button', { name: section, exact: true }).click();

describe('an API token', () => {
  it('an API token is shown once, is limited to its scopes, and stops working when revoked', async () => {
    await open('API tokens');
    await page.getByText('No API tokens yet.').waitFor();
    await page.getByRole('button', { name: 'New API token' }).click();
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByText('Enter a name.').waitFor();
    const name = page.getByLabel('Name', { exact: true });
    await expect.poll(() => name.evaluate((field) => field.matches(':focus'))).toBe(true);
    await name.fill('Nightly report');
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByText('Select at least one scope').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('conversations:read').check();
    await page.getByRole('button', { name: 'Create token' }).click();
    const token = await page.getByLabel('Copy this token now.').inputValue();
    expect(await accessibilityFaults(page)).toEqual([]);

    const as = { headers: { Authorization: `Bearer ${token}` } };
    expect((await fetch(`${inbox}/conversations`, as)).status).toBe(200);
    expect((await fetch(`${inbox}/media-tickets`, { ...as, method: 'POST' })).status).toBe(201);
    expect((await fetch(`${workerUrl}/api/tokens`, as)).status).toBe(403);

    await open('Your account');
    await open('API tokens');
    const row = page.getByRole('row', { name: /^Nightly report/ });
    await row.getByText('conversations:read').waitFor();
    await expect.poll(() => row.getByText('Never').count()).toBe(0);
    expect(await page.getByLabel('Copy this token now.').count()).toBe(0);
    await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
    const question = page.getByRole('alertdialog', { name: 'Revoke “Nightly report”?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect((await fetch(`${inbox}/conversations`, as)).status).toBe(200);
    await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
    await question.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('No API tokens yet.').waitFor();
    expect((await fetch(`${inbox}/conversations`, as)).status).toBe(401);
  });
});

describe('the log of what was done', () => {
  it('the audit log names who did what and downloads as CSV', async () => {
    await open('Audit log');
    await page
      .getByRole('row', { name: /^Admin created an API token: Nightly report: conversations:read/ })
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    const table = (await downloaded(download)).toString();
    expect(table).toMatch(/^at,agent_id,agent,action,subject\r\n/);
    expect(table).toMatch(/,admin,Admin,token\.revoke,Nightly report\r\n/);
  });
});

describe('a label', () => {
  it('is created by Enter, and deleted only after a question', async () => {
    await open('Labels');
    await page.getByRole('button', { name: 'New label' }).click();
    const name = page.getByLabel('Name', { exact: true });
    await name.fill('A label whose name is longer than forty characters');
    await page.getByText('10 characters too many').waitFor();
    await name.press('Enter');
    expect(await page.locator('agent-console-dialog').count()).toBe(1);
    await name.fill('Glazes');
    await page.getByRole('radio', { name: 'Purple' }).check();
    expect(await accessibilityFaults(page)).toEqual([]);
    await name.press('Enter');
    const labels = page.getByRole('list', { name: 'Labels' });
    await labels.getByText('Glazes').waitFor();
    expect(await page.locator('agent-console-dialog').count()).toBe(0);

    await labels.getByRole('button', { name: 'Remove Glazes' }).click();
    const question = page.getByRole('alertdialog', { name: 'Delete the label “Glazes”?' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await labels.getByText('Glazes').isVisible()).toBe(true);
    await labels.getByRole('button', { name: 'Remove Glazes' }).click();
    await question.getByRole('button', { name: 'Delete' }).click();
    await labels.getByText('Glazes').waitFor({ state: 'detached' });
  });
});

describe('a page of the settings with unsaved changes', () => {
  it('asks before it is left, and stays when the agent keeps editing', async () => {
    await open('Retention and export');
    const days = page.getByLabel('Delete raw events after (days)');
    await days.fill('12');
    await open('Audit log');
    const question = page.getByRole('alertdialog', { name: 'Discard your changes?' });
    await question.getByRole('button', { name: 'Keep editing' }).click();
    expect(await days.inputValue()).toBe('12');
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('region', { name: 'Settings' }).waitFor({ state: 'detached' });
    const settings = page.getByRole('button', { name: 'Settings' });
    await expect.poll(() => settings.evaluate((button) => button.matches(':focus'))).toBe(true);
    await settings.click();
    await open('Retention and export');
    expect(await days.inputValue()).not.toBe('12');
  });
});

describe('the button', () => {
  it('the button designer previews a computer and a phone, stores the hours of the number, and gives code to paste', async () => {
    // What is still coming in has no contrast yet.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open('Button');
    await page
      .locator('agent-console-settings')
      .getByLabel('Number', { exact: true })
      .selectOption(demoNumber.phoneNumberId);
    const form = page.locator('agent-console-button-settings form');
    const computer = page.getByRole('group', { name: 'Computer' });
    const phone = page.getByRole('group', { name: 'Phone' });
    await form.getByLabel('Label').fill('Ask the potter');
    await computer.getByRole('link', { name: 'Ask the potter' }).waitFor();
    await form.getByLabel('Colour', { exact: true }).fill('nothing');
    await form.getByText('This is not a CSS colour.').waitFor();
    await form.getByRole('button', { name: 'WhatsApp green' }).click();
    await form.getByText(/Against a white page only 1\.9:1/).waitFor();
    await form.getByLabel('Colour', { exact: true }).fill('#7a1fa2');
    await form.getByText(/^Text contrast 8\.\d:1/).waitFor();

    await form.getByLabel('Open a card first').check();
    await form.getByLabel('Name', { exact: true }).fill('The pottery');
    for (const preview of [computer, phone])
      await preview.getByRole('heading', { name: 'The pottery' }).waitFor();
    const header = computer.locator('header[part=header]');
    expect(await header.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe(
      'color(srgb 0.478431 0.121569 0.635294)',
    );

    await form.getByRole('button', { name: 'Add choice' }).click();
    const choice = form.getByRole('group', { name: 'Choice 1' });
    await choice.getByLabel('Name', { exact: true }).fill('Repairs');
    await phone.getByRole('link', { name: 'Repairs' }).waitFor();
    await computer.getByRole('button', { name: 'Repairs' }).click();
    await computer.getByLabel('Your message').waitFor();

    await form.getByLabel('Show business hours').check();
    await form.getByLabel('Time zone').selectOption('Asia/Tokyo');
    await form.getByRole('button', { name: 'Add hours: Monday' }).click();
    await form.getByLabel('Monday, to').first().fill('12:30');
    await form.getByLabel('Friday', { exact: true }).uncheck();
    await form.getByRole('button', { name: 'Add day' }).click();
    await form.getByLabel('Date').fill('2030-12-25');
    await form.getByRole('group', { name: 'December 25, 2030' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    expect(await call<ButtonDesign>('GET', '/button/settings')).toEqual({
      label: 'Ask the potter',
      color: '#7a1fa2',
      card: true,
      name: 'The pottery',
      agents: [{ name: 'Repairs' }],
    });
    const day = '09:00-17:00';
    expect(await call<NumberHours>('GET', '/hours')).toEqual({
      hours: {
        timeZone: 'Asia/Tokyo',
        week: {
          monday: '09:00-12:30, 18:00-22:00',
          ...{ tuesday: day, wednesday: day, thursday: day, friday: '' },
        },
        days: { '2030-12-25': '' },
      },
    });
    await call('PUT', '/button/settings', {});
    await call('PUT', '/hours', { hours: null });

    await page.getByLabel('Position').selectOption('In the page, at the tag');
    await page
      .getByLabel('Track the page and campaign of clicks')
      .selectOption('Only with the visitor’s consent');
    await page.getByText(/<message-us connection="\d+" attribution="consent">/).waitFor();
    await page.getByLabel('Made with').selectOption('Google Tag Manager');
    await page.getByText(/choose the trigger All Pages/).waitFor();
    await page.getByText(/document\.createElement\('message-us'\)/).waitFor();
  });

  it('the button designer makes a picture small, uploads it and previews it', async () => {
    const pixel = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(900, 600);
      canvas.getContext('2d')?.fillRect(0, 0, 900, 600);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return [...bytes];
    });
    const form = page.locator('agent-console-button-settings form');
    await form.getByLabel('Open a card first').check();
    await form
      .locator('agent-console-picture input[type=file]')
      .first()
      .setInputFiles({ name: 'ada.png', mimeType: 'image/png', buffer: Buffer.from(pixel) });
    const shown = page.getByRole('group', { name: 'Phone' }).locator('header img');
    await expect
      .poll(() => shown.evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth))
      .toBe(192);
    await form
      .locator('agent-console-picture input[type=file]')
      .first()
      .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Notes') });
    await form.getByText('This file is not a picture.').waitFor();
    await form.getByRole('button', { name: 'Remove picture' }).click();
    await shown.waitFor({ state: 'detached' });
  });
});

describe('on a touch screen', () => {
  /** Every field that is on the screen and smaller than what iOS lets be focused without zooming in. */
  const smallFields = (of: Page) =>
    of.evaluate(() => {
      const small: string[] = [];
      let count = 0;
      const look = (root: Document | ShadowRoot) => {
        for (const element of root.querySelectorAll('*')) {
          if (element.shadowRoot) look(element.shadowRoot);
          if (!element.matches('input:not([type=checkbox], [type=radio], [type=file]), textarea, select'))
            continue;
          count++;
          const size = Number.parseFloat(getComputedStyle(element).fontSize);
          if (size < 16) {
            const inside = element.getRootNode();
            const host = inside instanceof ShadowRoot ? inside.host.localName : 'page';
            small.push(`${host} ${element.localName}: ${size}px`);
          }
        }
      };
      look(document);
      return { small, count };
    });

  it('on a touch screen every field has 16 px text, so that iOS does not zoom in', async () => {
    await conversationWith('15550760009', 'Tilda Touch');
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await context.addInitScript(
      `sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`,
    );
    let seen = 0;
    const look = async (on: Page, place: string) => {
      const { small, count } = await smallFields(on);
      expect({ place, small }).toEqual({ place, small: [] });
      seen += count;
    };
    const list = await context.newPage();
    const loading = new Set<unknown>();
    list.on('request', (request) => loading.add(request));
    list.on('requestfinished', (request) => loading.delete(request));
    list.on('requestfailed', (request) => loading.delete(request));
    await list.goto(`${workerUrl}/console/`);
    await list.getByRole('searchbox').waitFor();
    await look(list, 'list');
    await list.getByRole('button', { name: 'Settings' }).click();
    const sections = list.locator('agent-console-settings nav button');
    await sections.first().waitFor();
    for (const section of await sections.all()) {
      await section.click();
      await list.locator('agent-console-settings .section > :not(agent-console-number-switch)').waitFor();
      await expect.poll(() => loading.size).toBe(0);
      await look(list, (await section.textContent()) ?? '');
      await list.getByRole('button', { name: 'Back', exact: true }).click();
    }
    const conversation = await context.newPage();
    await conversation.goto(`${workerUrl}/console/`);
    await conversation.getByRole('option', { name: /Tilda Touch/ }).click();
    await conversation.locator('agent-console-composer textarea').first().waitFor();
    await look(conversation, 'conversation');
    expect(seen).toBeGreaterThan(30);
    await context.close();

    // The Worker's sign-in page, as a new agent sees it.
    const guest = await browser.newContext({ hasTouch: true, isMobile: true });
    const signIn = await guest.newPage();
    await signIn.goto(`${workerUrl}/sign-in/`);
    await signIn.locator('sign-in-page input').first().waitFor({ state: 'attached' });
    expect(await smallFields(signIn)).toEqual({ small: [], count: expect.any(Number) });
    await guest.close();
  });
});
