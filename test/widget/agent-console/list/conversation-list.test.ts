import { beforeEach, describe, expect, it } from 'vitest';
import {
  type ConsoleList,
  ConversationSelect,
} from '../../../../widget/agent-console/list/conversation-list.ts';
import { conversation, message, now } from '../rows.ts';

let list: ConsoleList;

beforeEach(async () => {
  list = document.createElement('agent-console-list');
  list.now = now;
  document.body.replaceChildren(list);
  await list.updateComplete;
});

const options = () => [...(list.shadowRoot?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
const textOf = (element: Element | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();

describe('the list', () => {
  it('an empty list says what to expect', () => {
    expect(list.shadowRoot?.textContent).toContain('No messages yet.');
  });

  it('a row shows the contact, the last message with its author, unread messages and a closed window', async () => {
    const lastMessage = message(9, { direction: 'out', content: { type: 'sticker', sticker: {} } });
    list.conversations = [conversation(1, { unread: 3, lastMessage, window: { expiresAt: now } })];
    await list.updateComplete;
    const [row] = options();
    expect(textOf(row)).toContain('Customer 1');
    expect(textOf(row)).toContain('You: Sticker');
    expect(row?.querySelector('.closed')?.getAttribute('aria-label')).toBe('closed');
    expect(row?.querySelector('.unread')?.getAttribute('aria-label')).toBe('3 unread');
  });

  it('a message that has not been sent is marked and is the row’s last message', async () => {
    const content = (body: string) => ({ type: 'text', text: { body } }) as const;
    list.conversations = [1, 2, 3].map((id) =>
      conversation(id, { lastMessage: message(9, { direction: 'out', content: content('Gone') }) }),
    );
    list.unsent = new Map([
      ['1/1', { isFailed: true, content: content('Gone') }],
      ['1/2', { isFailed: false, content: content('Waits') }],
    ]);
    await list.updateComplete;
    const marks = options().map((row) => row.querySelector('.unsent')?.getAttribute('aria-label'));
    expect(marks).toEqual(['Failed', 'Not sent yet.', undefined]);
    expect(textOf(options()[0])).toContain('You: Gone');
    expect(textOf(options()[1])).toContain('You: Waits');
  });

  it('a row names the agent who has the conversation, or else its team', async () => {
    const team = { id: 'sales', name: 'Sales' };
    const assignee = { id: 'ben', name: 'Ben' };
    list.conversations = [conversation(1, { assignee, team }), conversation(2, { team }), conversation(3)];
    await list.updateComplete;
    const marks = options().map((row) =>
      row.querySelector('.end [title^="Assigned"]')?.getAttribute('aria-label'),
    );
    expect(marks).toEqual(['Assigned to Ben', 'Assigned to Sales', undefined]);
  });

  it('the rows of different numbers have marks of different colors, however alike their ids are', async () => {
    const inboxes = ['106540352242922', '106540352242977', '106540352242999'];
    list.numbers = new Map(inboxes.map((inbox) => [inbox, `Shop ${inbox}`]));
    list.conversations = inboxes.map((inbox, id) => conversation(id + 1, { inbox }));
    await list.updateComplete;
    const marks = options().map((row) => row.querySelector('.number')?.className);
    expect(new Set(marks).size).toBe(3);
    expect(marks).not.toContain(undefined);
  });

  it('a row shows formatted text without WhatsApp’s marks', async () => {
    const content = {
      type: 'text',
      text: { body: '*Sale* until _Friday_, see https://shop.example/a_b_c' },
    } as const;
    list.conversations = [conversation(1, { lastMessage: message(9, { content }) })];
    await expect
      .poll(() => textOf(options()[0]?.querySelector('.said') ?? undefined))
      .toBe('Sale until Friday, see https://shop.example/a_b_c');
  });

  it('a row hides the click reference in the customer’s message, and not in ours', async () => {
    const content = { type: 'text', text: { body: 'Order [#k7f2p9]' } } as const;
    list.conversations = (['in', 'out'] as const).map((direction, index) =>
      conversation(index + 1, { lastMessage: message(9, { direction, content }) }),
    );
    await list.updateComplete;
    expect(options().map((row) => row.textContent?.includes('[#k7f2p9]'))).toEqual([false, true]);
  });

  it('a row shows its draft unless that conversation is open', async () => {
    list.conversations = [conversation(1), conversation(2)];
    list.drafts = new Map([
      ['1/1', 'Half a sentence'],
      ['1/2', 'Another'],
    ]);
    list.selected = '1/2';
    await list.updateComplete;
    expect(textOf(options()[0])).toContain('Draft: Half a sentence');
    expect(textOf(options()[1])).not.toContain('Another');
  });

  it('a screen reader gets only the beginning of a long message or draft', async () => {
    const long = '🙂'.repeat(3_500);
    const content = { type: 'text', text: { body: long } } as const;
    list.conversations = [conversation(1, { lastMessage: message(9, { content }) }), conversation(2)];
    list.drafts = new Map([['1/2', long]]);
    await list.updateComplete;
    const said = options().map((row) => row.querySelector('.said')?.textContent);
    expect(said).toEqual(Array(2).fill(`${'🙂'.repeat(120)}…`));
  });

  it('the list has one row in the tab order and announces its size', async () => {
    list.conversations = Array.from({ length: 200 }, (_, index) => conversation(index + 1));
    await list.updateComplete;
    expect(options().filter((row) => row.tabIndex === 0)).toHaveLength(1);
    expect(options()[0]?.getAttribute('aria-setsize')).toBe('200');
    expect(options().length).toBeLessThan(60);
  });

  it('click and Enter open a conversation, and arrow keys move between rows', async () => {
    list.conversations = [conversation(1), conversation(2)];
    await list.updateComplete;
    const opened: number[] = [];
    list.addEventListener('conversation-select', (event) => {
      if (event instanceof ConversationSelect) opened.push(event.conversation.id);
    });
    const [first, second] = options();
    first?.click();
    first?.focus();
    first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, composed: true }));
    await list.updateComplete;
    expect(list.shadowRoot?.activeElement).toBe(second);
    second?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    expect(opened).toEqual([1, 2]);
  });
});
