/** The assistant, from the settings of the number to the customer's phone, with the stand-in for a language model. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CustomerThread } from '../../../../../demo/cloud-api/control/control.ts';
import { standInEmbeddings } from '../../../../../demo/cloud-api/model/embeddings.ts';
import { standInKey, standInModel } from '../../../../../demo/cloud-api/model/model.ts';
import { demoNumber } from '../../../../../demo/stack.ts';
import type { TurnPage } from '../../../../../worker/api/automation/turns.ts';
import { accessibilityFaults } from '../../../support/accessibility.ts';
import { openBrowser } from '../../../support/browser.ts';
import { call, control } from '../../../support/calls.ts';
import { demoUrl, sessionToken, workerUrl } from '../../../support/stack.ts';

const [ada, ben, eve] = ['15550198861', '15550198862', '15550198863'];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(30_000);
  await page.addInitScript(`sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`);
  await page.goto(`${workerUrl}/console/`);
});
afterAll(() => browser.close());

const write = (customer: string, name: string, text: string) =>
  control('POST', '/messages', { customer, name, text });
/** What the number has sent to the customer's phone. */
const sentTo = async (customer: string) =>
  (await control<CustomerThread>('GET', `/customers/${customer}`)).messages
    .filter(({ direction }) => direction === 'out')
    .map(({ content }) => (content.type === 'text' ? content.text.body : content.type));
const settings = () => page.getByRole('region', { name: 'Settings' });
const dialog = () => page.locator('agent-console-dialog');
const tab = (name: string) => settings().getByRole('button', { name, exact: true });

async function openAssistant(): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await settings().getByRole('button', { name: 'Assistant', exact: true }).click();
  await settings().getByLabel('Number', { exact: true }).selectOption(demoNumber.phoneNumberId);
  await settings().getByRole('heading', { name: 'Assistant' }).waitFor();
}

it('connects a provider that answers, and says in words why another does not', {
  timeout: 120_000,
}, async () => {
  await openAssistant();
  await settings().getByRole('button', { name: 'Choose a provider' }).click();
  await settings()
    .getByRole('radio', { name: /Your own provider/ })
    .check();
  await settings().getByRole('button', { name: 'Connect a provider' }).click();
  await dialog().getByLabel('Address').fill(`${demoUrl}/ai/v1`);
  await dialog().getByLabel('Model', { exact: true }).fill(standInModel);
  await dialog().getByLabel('Embedding model').fill(standInEmbeddings);
  await dialog().getByLabel('API key').fill('sk-of-another-one');
  await dialog().getByRole('button', { name: 'Test and save' }).click();
  await dialog().getByText('The provider refuses the key. Create a new one there.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog().getByLabel('API key').fill(standInKey);
  await dialog().getByRole('button', { name: 'Test and save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await settings()
    .getByText(`Key ending in ${standInKey.slice(-4)}`)
    .waitFor();
  await settings().getByText(`Embedding model: ${standInEmbeddings}`).waitFor();
  await settings().getByRole('button', { name: 'Test', exact: true }).last().click();
  await settings()
    .getByText(/^It answered after /)
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('answers a question of the owner from the knowledge that they have added', {
  timeout: 120_000,
}, async () => {
  await tab('Knowledge').click();
  await settings().getByLabel('Add', { exact: true }).first().click();
  await settings().getByRole('button', { name: 'Question and answer' }).click();
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().getByText('Fill this in.').first().waitFor();
  await dialog().getByRole('textbox', { name: 'Question' }).fill('How long does delivery take?');
  await dialog()
    .getByRole('textbox', { name: 'Answer' })
    .fill('Delivery takes three to five days in Europe.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Save' }).click();
  await settings().getByText('All of it goes into each prompt.').waitFor();

  // Undo restores a deleted entry.
  await settings().getByRole('button', { name: 'Delete How long does delivery take?' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await settings().getByRole('button', { name: 'Edit How long does delivery take?' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await tab('Test').click();
  await settings().getByLabel('Ask the assistant').fill('How long does the delivery take?');
  await settings().getByRole('button', { name: 'Ask', exact: true }).click();
  await settings().getByRole('article').getByText('Delivery takes three to five days in Europe.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('drafts an answer that an agent takes over, edits and sends', { timeout: 120_000 }, async () => {
  await tab('Overview').click();
  await settings()
    .getByRole('radio', { name: /^Suggest/ })
    .check();
  expect(await accessibilityFaults(page)).toEqual([]);
  await settings().getByRole('button', { name: 'Close', exact: true }).click();
  await write(ada, 'Ada Lovelace', 'Hi, how long does delivery take?');
  await page.getByRole('option', { name: /Ada Lovelace/ }).click();
  const suggested = page.getByRole('article', { name: 'Suggested answer' });
  await suggested.getByText('Delivery takes three to five days in Europe.').first().waitFor();
  await suggested.getByText('How long does delivery take?').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await suggested.getByRole('button', { name: /^Use/ }).click();
  const field = page.getByRole('textbox', { name: 'Message' });
  await expect.poll(() => field.inputValue()).toBe('Delivery takes three to five days in Europe.');
  await suggested.waitFor({ state: 'detached' });
  await page.keyboard.type(' Have a nice day!');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => sentTo(ada), { timeout: 30_000 })
    .toEqual(['Delivery takes three to five days in Europe. Have a nice day!']);
});

it('answers a customer, says that it is an AI, and leaves them to a person who is asked for', {
  timeout: 120_000,
}, async () => {
  await openAssistant();
  await settings()
    .getByRole('radio', { name: /^Always answer/ })
    .check();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Let it answer' }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await settings().getByRole('button', { name: 'Close', exact: true }).click();
  await write(ben, 'Ben', 'How long does delivery take?');
  await expect
    .poll(() => sentTo(ben), { timeout: 30_000 })
    .toEqual([expect.stringMatching(/^Delivery takes three to five days[\s\S]*automatic assistant \(AI\)/)]);

  await page.getByRole('option', { name: /Ben/ }).click();
  await page.getByRole('log').getByText('Assistant · sent automatically').waitFor();
  await page
    .getByRole('log')
    .getByRole('button', { name: /Read|Delivered|Sent/ })
    .last()
    .click();
  await dialog().getByRole('group', { name: 'How was this answer?' }).waitFor();
  await dialog().getByText('How long does delivery take?').waitFor();
  await dialog().getByRole('button', { name: 'Good answer' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await expect
    .poll(async () => (await call<TurnPage>('GET', '/automation/turns?source=assistant')).rows[0]?.details)
    .toMatchObject({ isGood: true });
  await page.keyboard.press('Escape');

  await write(ben, 'Ben', 'agent');
  await page.getByLabel(/^Who answers: Automation paused/).waitFor();
});

it('leaves a customer to the team when the model fails', { timeout: 120_000 }, async () => {
  await control('PUT', '/model', { fault: 'html', count: null });
  await write(eve, 'Eve', 'How long does delivery take?');
  await expect
    .poll(async () => (await call<TurnPage>('GET', '/automation/turns?source=assistant')).rows[0], {
      timeout: 60_000,
    })
    .toMatchObject({ outcome: 'handed-over', messages: [] });
  expect(await sentTo(eve)).toEqual([]);
  await control('PUT', '/model', { fault: null, count: null });
});
