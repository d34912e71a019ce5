import { beforeEach, expect, it } from 'vitest';
import '../../../../../widget/agent-console/ui/controls/tabs.ts';

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
