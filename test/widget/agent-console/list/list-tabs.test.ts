import { beforeEach, describe, expect, it } from 'vitest';
import '../../../../widget/agent-console/list/filter-chips.ts';
import '../../../../widget/agent-console/list/list-filters.ts';
import {
  type ListTabs,
  SavedViewSelect,
  ViewChange,
} from '../../../../widget/agent-console/list/list-tabs.ts';
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
  await settled();
});

const within = (name: string) => tabs.shadowRoot?.querySelector(name)?.shadowRoot;
const buttons = () =>
  [tabs.shadowRoot, within('agent-console-list-filters'), within('agent-console-filter-chips')].flatMap(
    (root) => [...(root?.querySelectorAll('button') ?? [])],
  );
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
const chips = () =>
  [...(within('agent-console-filter-chips')?.querySelectorAll('button:not(.link)') ?? [])].map(textOf);

async function settled(): Promise<void> {
  await tabs.updateComplete;
  await tabs.shadowRoot?.querySelector('agent-console-list-filters')?.updateComplete;
  await tabs.shadowRoot?.querySelector('agent-console-filter-chips')?.updateComplete;
}

async function show(view: Partial<ListView>): Promise<void> {
  tabs.view = { ...usualView, ...view };
  await settled();
}

it('the filter menu offers the pages of conversations that are loaded while it is open', async () => {
  const filters = tabs.shadowRoot?.querySelector('agent-console-list-filters');
  tabs.sources = () => [];
  await settled();
  const menu = within('agent-console-list-filters')?.querySelector<HTMLElement>('button');
  menu?.focus();
  menu?.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
  tabs.sources = () => ['https://shop.example/bowls'];
  await settled();
  await filters?.updateComplete;
  expect(buttons().map(textOf)).toContain('shop.example/bowls');
});

describe('the tabs of the list', () => {
  it('the tabs are Mine, Unassigned and All, and one of them is pressed', async () => {
    expect(pressed()).toContain('All');
    await show({ tab: 'mine' });
    expect(pressed()).toContain('Mine');
    expect(pressed()).not.toContain('All');
    button('Unassigned').click();
    button('Snoozed').click();
    expect(asked).toEqual([
      { ...usualView, tab: 'unassigned' },
      { ...usualView, state: 'snoozed' },
    ]);
    await show({ state: 'resolved' });
    expect(pressed()).toContain('Resolved');
  });

  it('saved views come after the tabs, and the one that is shown is pressed in place of a tab', async () => {
    const asked: string[] = [];
    tabs.addEventListener('saved-view-select', (event) => {
      if (event instanceof SavedViewSelect) asked.push(event.id);
    });
    tabs.saved = [{ id: 'soon', name: 'Answer soon', count: 3, isOn: true }];
    await settled();
    expect(pressed()).toEqual(['Answer soon 3', 'Newest']);
    button('Answer soon 3').click();
    expect(asked).toEqual(['soon']);
    button('Edit view');
  });

  it('the tabs show their counts, without a zero and capped at the limit', async () => {
    tabs.counts = { mine: 0, unassigned: 12, all: 1_000, snoozed: 2 };
    await tabs.updateComplete;
    expect(buttons().slice(0, 5).map(textOf)).toEqual([
      'Mine',
      'Unassigned 12',
      'All 999+',
      'Snoozed 2',
      'Resolved',
    ]);
  });
});

describe('the filter of the list', () => {
  it.each<[name: string, change: Partial<ListView>, none: Partial<ListView>]>([
    ['Any state', { state: null }, { state: 'open' }],
    ['Unread', { isUnread: true }, { isUnread: false }],
    ['Needs reply', { needsReply: true }, { needsReply: false }],
    ['Window open', { window: 'open' }, { window: null }],
    ['Closes within 2 hours', { window: 'closing' }, { window: null }],
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

  it('the active filters are a row of chips, each of which removes one filter', async () => {
    expect(chips()).toEqual([]);
    await show({ state: null, isUnread: true, window: 'closed', label: 'refund', sort: 'waiting' });
    expect(chips()).toEqual(['Any state', 'Unread', 'Window closed', 'Refund', 'Waiting longest']);
    const chip = [...(within('agent-console-filter-chips')?.querySelectorAll('button') ?? [])][3];
    expect(chip?.getAttribute('aria-label')).toBe('Remove filter: Refund');
    chip?.click();
    expect(asked.at(-1)).toEqual({ ...tabs.view, label: null });
    button('Save view');
  });

  it('filtering by an agent shows their conversations', async () => {
    await show({ tab: 'mine', isUnread: true });
    button('Ben').click();
    expect(asked.at(-1)).toEqual({ ...usualView, tab: 'all', assignee: 'ben', isUnread: true });
    await show({ assignee: 'ben' });
    expect([chips(), pressed()]).toEqual([['Assigned to Ben'], expect.arrayContaining(['All', 'Ben'])]);
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
    expect(chips()).toEqual(['Assigned to']);
  });

  it('a view without a filter, such as that of one number, is saved from the filter menu', async () => {
    let edits = 0;
    tabs.addEventListener('view-edit', () => {
      edits += 1;
    });
    button('Save view').click();
    tabs.saved = [{ id: 'repairs', name: 'Repairs', count: null, isOn: true }];
    await settled();
    button('Edit view').click();
    expect([edits, asked]).toEqual([2, []]);
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
