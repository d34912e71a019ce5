import { beforeEach, describe, expect, it } from 'vitest';
import { type ListTabs, ViewChange } from '../../../../widget/agent-console/list/list-tabs.ts';
import { type ListView, usualView } from '../../../../widget/client/state/list-view.ts';

let tabs: ListTabs;
let asked: ListView[];

beforeEach(async () => {
  tabs = document.createElement('agent-console-list-tabs');
  tabs.labels = [{ id: 'refund', name: 'Refund', color: 'red' }];
  tabs.people = [{ id: 'ben', name: 'Ben' }];
  asked = [];
  tabs.addEventListener('view-change', (event) => {
    if (event instanceof ViewChange) asked.push(event.view);
  });
  document.body.replaceChildren(tabs);
  await tabs.updateComplete;
});

const buttons = () => [...(tabs.shadowRoot?.querySelectorAll('button') ?? [])];
const textOf = (element: Element | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const button = (text: string) => {
  const found = buttons().find((one) => textOf(one) === text);
  if (!found) throw new Error(`No button ${text}: ${buttons().map(textOf).join(', ')}`);
  return found;
};
const pressed = () =>
  buttons()
    .filter((one) => one.getAttribute('aria-pressed') === 'true')
    .map(textOf);
const summary = () => tabs.shadowRoot?.querySelector('agent-console-menu')?.getAttribute('label');

async function show(view: Partial<ListView>): Promise<void> {
  tabs.view = { ...usualView, ...view };
  await tabs.updateComplete;
}

describe('the tabs of the list', () => {
  it('the tabs are Mine, Unassigned and All, and one of them is pressed', async () => {
    expect(pressed()).toContain('All');
    await show({ tab: 'mine' });
    expect(pressed()).toContain('Mine');
    expect(pressed()).not.toContain('All');
    button('Unassigned').click();
    expect(asked).toEqual([{ ...usualView, tab: 'unassigned' }]);
  });

  it('the tabs show their counts, without a zero and capped at the limit', async () => {
    tabs.counts = { mine: 0, unassigned: 12, all: 1_000 };
    await tabs.updateComplete;
    expect(buttons().slice(0, 3).map(textOf)).toEqual(['Mine', 'Unassigned 12', 'All 999+']);
  });
});

describe('the filter of the list', () => {
  it.each<[name: string, change: Partial<ListView>, none: Partial<ListView>]>([
    ['Snoozed', { state: 'snoozed' }, { state: 'snoozed' }],
    ['Any state', { state: null }, { state: null }],
    ['Unread', { isUnread: true }, { isUnread: false }],
    ['Needs reply', { needsReply: true }, { needsReply: false }],
    ['Window open', { window: 'open' }, { window: null }],
    ['Closes within 4 hours', { window: 'closing' }, { window: null }],
    ['Window closed', { window: 'closed' }, { window: null }],
    ['Refund', { label: 'refund' }, { label: null }],
    ['Waiting longest', { sort: 'waiting' }, { sort: 'waiting' }],
    ['Window closing soonest', { sort: 'closing' }, { sort: 'closing' }],
  ])('has %s, and is in the tab that was shown', async (name, change, without) => {
    await show({ tab: 'mine' });
    button(name).click();
    expect(asked).toEqual([{ ...usualView, tab: 'mine', ...change }]);
    await show({ tab: 'mine', ...change });
    expect(pressed()).toContain(name);
    button(name).click();
    expect(asked.at(-1)).toEqual({ ...usualView, tab: 'mine', ...without });
  });

  it('the filter button names one filter, counts several, and shows the order if there is none', async () => {
    expect(summary()).toBe('Newest');
    await show({ sort: 'waiting' });
    expect(summary()).toBe('Waiting longest');
    await show({ label: 'refund' });
    expect(summary()).toBe('Refund');
    await show({ state: 'resolved', isUnread: true, window: 'closed' });
    expect(summary()).toBe('3 filters');
  });

  it('filtering by an agent shows their conversations', async () => {
    await show({ tab: 'mine', isUnread: true });
    button('Ben').click();
    expect(asked.at(-1)).toEqual({ ...usualView, tab: 'all', assignee: 'ben', isUnread: true });
    await show({ assignee: 'ben' });
    expect([summary(), pressed()]).toEqual(['Assigned to Ben', expect.arrayContaining(['All', 'Ben'])]);
    button('Ben').click();
    expect(asked.at(-1)).toEqual(usualView);
  });

  it('choosing another tab clears the agent filter', async () => {
    await show({ assignee: 'ben', needsReply: true });
    button('Mine').click();
    expect(asked).toEqual([{ ...usualView, tab: 'mine', needsReply: true }]);
  });

  it('a filter by an agent who has left the team is still shown as active', async () => {
    await show({ assignee: 'gone' });
    expect(summary()).toBe('Assigned to');
  });

  it('the filter menu starts the selection of conversations', () => {
    let begun = 0;
    tabs.addEventListener('choose-several', () => {
      begun += 1;
    });
    button('Select conversations').click();
    expect([begun, asked]).toEqual([1, []]);
  });
});
