/** What follows after silence and at the end of a conversation, from the settings to the customer’s phone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CustomerThread } from '../../../../../demo/cloud-api/control/control.ts';
import { demoNumber } from '../../../../../demo/stack.ts';
import type { Conversation } from '../../../../../worker/api/conversations/conversations.ts';
import type { MessagePage } from '../../../../../worker/api/conversations/teamwork.ts';
import { accessibilityFaults } from '../../../support/accessibility.ts';
import { openBrowser } from '../../../support/browser.ts';
import { call, control, conversationWith } from '../../../support/calls.ts';
import { field, isOpened, openConsole, row } from '../../../support/console-page.ts';
import { dialogOf, openAutomation, settingsOf } from '../../../support/settings-page.ts';

const [silent, rating] = ['15550198881', '15550198882'];
const hour = 60 * 60_000;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith('15550198880', 'Zoe');
  page = await openConsole(browser);
});
afterAll(() => browser.close());

const sentTo = async (customer: string) =>
  (await control<CustomerThread>('GET', `/customers/${customer}`)).messages.filter(
    ({ direction }) => direction === 'out',
  );
const conversationOf = async (customer: string) => {
  const { rows } = await call<{ rows: Conversation[] }>('GET', '/conversations');
  return rows.find(({ contact }) => contact.phone === customer);
};
async function setUp(name: string): Promise<void> {
  await openAutomation(page);
  await settingsOf(page)
    .getByRole('button', { name: `Set up ${name}` })
    .click();
}

/** A customer who wrote some hours ago: their phone knows of it now, and the webhook comes with its time. */
async function wroteBefore(customer: string, name: string, hours: number): Promise<void> {
  const number = `/numbers/${demoNumber.phoneNumberId}`;
  const { callbackUrl } = await control<{ callbackUrl: string }>('GET', number);
  await control('POST', number, { callbackUrl: '' });
  await control('POST', '/messages', { customer, name, text: 'Hello?' });
  await control('POST', number, { callbackUrl });
  const timestamp = String(Math.floor((Date.now() - hours * hour) / 1_000));
  await control('POST', '/webhooks', {
    field: 'messages',
    value: {
      contacts: [{ profile: { name }, wa_id: customer }],
      messages: [
        { from: customer, id: `wamid.silent.${customer}`, timestamp, type: 'text', text: { body: 'Hello?' } },
      ],
    },
  });
  await expect.poll(() => conversationOf(customer), { timeout: 30_000 }).toBeDefined();
}

it('a customer who waits too long gets a text, and the conversation is resolved', {
  timeout: 120_000,
}, async () => {
  await wroteBefore(silent, 'Sia Silent', 2);
  await setUp('Resolve after silence');
  const dialog = dialogOf(page);
  await dialog.getByLabel('Hours while the customer waits for the team').fill('1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('A customer who waits for the team is only left with a text.').waitFor();
  await dialog.getByRole('switch', { name: 'Send a text before' }).click();
  await dialog
    .getByRole('textbox', { name: /^Text/ })
    .fill('We are sorry, nobody was free. Please write again.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect
    .poll(() => sentTo(silent), { timeout: 30_000 })
    .toMatchObject([{ content: { text: { body: 'We are sorry, nobody was free. Please write again.' } } }]);
  await expect.poll(async () => (await conversationOf(silent))?.state).toBe('resolved');
  // Who wrote a moment ago still waits for the team.
  expect((await conversationOf('15550198880'))?.state).toBe('open');
});

it('a customer is asked once how satisfied they are, and one answer counts', {
  timeout: 120_000,
}, async () => {
  await setUp('Satisfaction question');
  const dialog = dialogOf(page);
  await dialog.getByRole('textbox', { name: /^Text/ }).first().fill('How did we do?');
  const button = dialog.getByLabel('Button that opens the answers');
  if ((await button.inputValue()) === '') await button.fill('Rate us');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  const { id } = await conversationWith(rating, 'Rita Rates');
  await answerAndResolve('Your bowl is ready.');
  await expect
    .poll(async () => (await sentTo(rating)).at(-1)?.content, { timeout: 60_000 })
    .toMatchObject({ interactive: { type: 'list', body: { text: 'How did we do?' } } });
  const scores = async () =>
    (await call<MessagePage>('GET', `/conversations/${id}/messages`)).entries.flatMap((entry) =>
      entry.type === 'rated' ? [entry.score] : [],
    );
  for (const score of [4, 5]) {
    const list_reply = { id: `satisfaction/${score}`, title: '★'.repeat(score) };
    const content = { type: 'interactive', interactive: { type: 'list_reply', list_reply } };
    await control('POST', '/messages', { customer: rating, content });
    await expect.poll(scores, { timeout: 30_000 }).toContain(score);
  }
  const today = new Date().toISOString().slice(0, 10);
  await expect
    .poll(() => call<object>('GET', `/analytics?from=${today}&to=${today}`), { timeout: 30_000 })
    .toMatchObject({ current: { satisfaction: { asked: 1, answered: 1, average: 5 } } });

  // Another conversation in the same month ends without the question.
  await conversationWith(rating, 'Rita Rates');
  await answerAndResolve('You are welcome.');
  const asked = await call<{ rows: { details: object | null }[] }>(
    'GET',
    `/automation/turns?source=satisfaction&conversation=${id}`,
  );
  expect(asked.rows.filter(({ details }) => details && 'asked' in details)).toHaveLength(1);
  expect(asked.rows).toHaveLength(3);
});

async function answerAndResolve(text: string): Promise<void> {
  await row(page, 'Rita Rates').click();
  await isOpened(page, 'Rita Rates');
  await field(page).fill(text);
  await page.keyboard.press('Enter');
  await expect.poll(async () => JSON.stringify(await sentTo(rating)), { timeout: 30_000 }).toContain(text);
  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await expect.poll(async () => (await conversationOf(rating))?.state).toBe('resolved');
}
