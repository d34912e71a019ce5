import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../../../widget/agent-console/ui/controls/tabs.ts';
import { MenuToggle } from '../../../../../widget/agent-console/ui/overlays/menu.ts';

let pressed: string[];

beforeEach(async () => {
  pressed = [];
  const row = document.createElement('agent-console-tabs');
  for (const name of ['Mine', 'All', 'Snoozed']) {
    const tab = document.createElement('button');
    tab.className = 'tab';
    tab.textContent = name;
    tab.setAttribute('aria-pressed', String(name === 'All'));
    tab.addEventListener('click', () => pressed.push(name));
    row.append(tab);
  }
  document.body.replaceChildren(row);
  await row.updateComplete;
});

const tabs = () => [...document.querySelectorAll<HTMLButtonElement>('.tab')];
const inTabOrder = () => tabs().flatMap(({ tabIndex, textContent }) => (tabIndex === 0 ? [textContent] : []));
const hidden = () => tabs().flatMap(({ hidden, textContent }) => (hidden ? [textContent] : []));
const setWidth = (element: Element, width: number) =>
  vi.spyOn(element, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, width, 30));
const press = (key: string) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );

it('only the pressed tab is in the tab order', async () => {
  expect(inTabOrder()).toEqual(['All']);
  const [mine, all] = tabs();
  all?.setAttribute('aria-pressed', 'false');
  mine?.setAttribute('aria-pressed', 'true');
  await expect.poll(inTabOrder).toEqual(['Mine']);
});

it('arrow keys, Home and End move the focus from tab to tab and press none', () => {
  tabs()[1]?.focus();
  const visited = ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End'].map((key) => {
    press(key);
    return document.activeElement?.textContent;
  });
  expect(visited).toEqual(['Snoozed', 'Mine', 'Snoozed', 'Mine', 'Snoozed']);
  expect(inTabOrder()).toEqual(['Snoozed']);
  expect(pressed).toEqual([]);
});

it('what is in the menu stays while it is open, and the row is arranged again when it closes', async () => {
  const row = document.querySelector('agent-console-tabs');
  const menu = row?.shadowRoot?.querySelector('agent-console-menu');
  if (!row || !menu) throw new Error('There are no tabs.');
  const room = setWidth(row, 100);
  for (const tab of tabs()) setWidth(tab, 50);
  const change = () => tabs()[0]?.setAttribute('aria-pressed', 'false');
  change();
  await expect.poll(hidden).toEqual(['Snoozed']);
  menu.dispatchEvent(new MenuToggle(true));
  room.mockReturnValue(new DOMRect(0, 0, 1_000, 30));
  change();
  // The observer of changes has been told by then.
  await Promise.resolve();
  expect(hidden()).toEqual(['Snoozed']);
  menu.dispatchEvent(new MenuToggle(false));
  expect(hidden()).toEqual([]);
});

it('tabs that fill the row to a fraction of a pixel all stay in it', async () => {
  const [row] = document.getElementsByTagName('agent-console-tabs');
  if (!row) throw new Error('There are no tabs.');
  for (const tab of tabs()) setWidth(tab, 50.15);
  // Browsers round this width.
  vi.spyOn(row, 'clientWidth', 'get').mockReturnValue(150);
  setWidth(row, 150.45);
  tabs()[0]?.setAttribute('aria-pressed', 'false');
  await Promise.resolve();
  expect(hidden()).toEqual([]);
});

describe('a tab that is chosen in the menu', () => {
  /** The tab is pressed as soon as its click is answered, which can take a while. */
  async function choose(name: string): Promise<() => void> {
    const row = document.querySelector('agent-console-tabs');
    if (!row) throw new Error('There are no tabs.');
    setWidth(row, 100);
    for (const tab of tabs()) setWidth(tab, 50);
    tabs()[0]?.setAttribute('aria-pressed', 'false');
    await expect.poll(hidden).toContain(name);
    await row.updateComplete;
    const menu = row.shadowRoot?.querySelector('agent-console-menu');
    await menu?.open();
    const items = [...(menu?.querySelectorAll<HTMLButtonElement>('.item') ?? [])];
    items.find(({ textContent }) => textContent?.trim() === name)?.click();
    expect(pressed).toEqual([name]);
    return () => {
      for (const tab of tabs()) tab.setAttribute('aria-pressed', String(tab.textContent === name));
    };
  }

  it('a tab that is chosen in the menu gets the focus once it is in the row', async () => {
    const answer = await choose('Snoozed');
    answer();
    await expect.poll(() => document.activeElement?.textContent).toBe('Snoozed');
  });

  it('a tab that is chosen in the menu leaves the focus where it has been moved meanwhile', async () => {
    const answer = await choose('Snoozed');
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    answer();
    await expect.poll(hidden).not.toContain('Snoozed');
    expect(document.activeElement).toBe(field);
  });
});
