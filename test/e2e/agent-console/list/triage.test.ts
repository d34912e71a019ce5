/** A morning's conversations, triaged from the list by keyboard alone, with every press counted. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import { openBrowser } from '../../support/browser.ts';
import { agentSession, api, call, conversationWith } from '../../support/calls.ts';
import { field, isFocused, isOpened, openConsole, row } from '../../support/console-page.ts';

/** What the agent does with each conversation, again and again from the top of the list. */
const deeds = ['reply', 'replyAndResolve', 'snooze', 'assign', 'label', 'resolve'] as const;
type Deed = (typeof deeds)[number];
const count = 30;
const deedOf = (index: number): Deed => deeds[index % deeds.length] ?? 'resolve';
const nameOf = (index: number) => `Customer ${String(index + 1).padStart(2, '0')}`;
const reply = 'It is on its way';

/** What becomes of a conversation, where it is not left as it was. */
const outcomes: Readonly<Record<Deed, object>> = {
  reply: { said: reply },
  replyAndResolve: { said: reply, state: 'resolved' },
  snooze: { state: 'snoozed' },
  assign: { assignee: 'Ana Adams' },
  label: { labels: 1 },
  resolve: { state: 'resolved' },
};

let browser: Browser;
const conversations: Conversation[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  await agentSession({ sub: 'triage-ana', name: 'Ana Adams' });
  await api<Label>('POST', '/labels', { name: 'Delivery', color: 'blue' });
  // The newest is at the top of the list.
  for (let index = count - 1; index >= 0; index--)
    conversations[index] = await conversationWith(`1555078${2_000 + index}`, nameOf(index));
});
afterAll(() => browser.close());

describe('triage by keyboard', () => {
  it('30 conversations are answered, resolved, snoozed, assigned and labeled from the list, and the next one opens each time', async () => {
    const page = await openConsole(browser);
    const presses: Partial<Record<Deed | 'begin', number>> = {};
    const press = async (deed: Deed | 'begin', ...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
      presses[deed] = (presses[deed] ?? 0) + keys.length;
    };
    const choice = (name: string) => page.getByRole('combobox', { name });

    await press('begin', 'Control+k');
    await isFocused(choice('Command or customer'));
    await press('begin', ...'unas', 'Enter');
    await page.getByRole('button', { name: /^Unassigned/, pressed: true }).waitFor();
    await press('begin', 'j');
    for (let index = 0; index < count; index++) {
      const deed = deedOf(index);
      await isOpened(page, nameOf(index));
      await isFocused(row(page, nameOf(index)));
      switch (deed) {
        case 'reply':
        case 'replyAndResolve':
          await press(deed, 'r');
          await isFocused(field(page));
          await page.keyboard.type(reply);
          await press(deed, ...(deed === 'reply' ? ['Enter', 'Alt+j'] : ['Control+Shift+Enter']));
          await isOpened(page, nameOf(index + 1));
          await isFocused(field(page));
          await press(deed, 'Escape', 'Escape');
          break;
        case 'snooze':
          await press(deed, 's');
          await isFocused(choice('Snooze until …'));
          await press(deed, 'ArrowDown', 'Enter');
          break;
        case 'assign':
          await press(deed, 'a');
          await isFocused(choice('Assign to …'));
          await press(deed, 'ArrowDown', 'Enter');
          break;
        case 'label':
          await press(deed, 'l');
          await isFocused(choice('Add or remove a label …'));
          await press(deed, 'Enter', 'j');
          break;
        case 'resolve':
          await press(deed, 'e');
      }
    }
    await expect.poll(() => outcomesNow()).toEqual(conversations.map((_, index) => expectedOf(index)));
    const expected = {
      begin: 7,
      reply: 25,
      replyAndResolve: 20,
      snooze: 15,
      assign: 15,
      label: 15,
      resolve: 5,
    };
    expect(presses).toEqual(expected);
    // Those that were answered or labeled are still open and unassigned.
    await expect.poll(() => rowsOf(page).count()).toBe(10);
  });
});

const rowsOf = (page: Page) =>
  page.getByRole('listbox', { name: 'Conversations' }).getByRole('option', { name: /Customer \d\d/ });

function expectedOf(index: number) {
  const same = { name: nameOf(index), said: 'Hello', state: 'open', assignee: null, labels: 0 };
  return { ...same, ...outcomes[deedOf(index)] };
}

function outcomesNow() {
  return Promise.all(
    conversations.map(async ({ id }) => {
      const now = await call<Conversation>('GET', `/conversations/${id}`);
      const { contact, lastMessage, state, assignee, labels } = now;
      const said = lastMessage?.content.type === 'text' ? lastMessage.content.text.body : null;
      return { name: contact.name, said, state, assignee: assignee?.name ?? null, labels: labels.length };
    }),
  );
}
