import { html, render } from 'lit';
import { beforeEach, describe, expect, it } from 'vitest';
import '../../../../../widget/agent-console/ui/overlays/menu.ts';

beforeEach(async () => {
  const page = document.createElement('main');
  document.body.replaceChildren(page);
  render(
    html`<p>Empty space</p>
      <agent-console-menu label="Me" name="Assignee">
        ${['Ana', 'Ben', 'Carla'].map((name) => html`<button class="item">${name}</button>`)}
      </agent-console-menu>`,
    page,
  );
  await menu().updateComplete;
});

function menu() {
  const found = document.querySelector('agent-console-menu');
  if (!found) throw new Error('There is no menu');
  return found;
}
const details = () => menu().shadowRoot?.querySelector('details');
const press = (key: string) => {
  const at =
    (menu().contains(document.activeElement) ? document.activeElement : null) ??
    menu().shadowRoot?.querySelector('summary');
  at?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
};
const focused = () => document.activeElement?.textContent;

describe('a menu', () => {
  it('a menu closes on a click outside, and not on one inside', async () => {
    await menu().open();
    details()?.dispatchEvent(new Event('toggle'));
    menu()
      .querySelector('.item')
      ?.dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true }));
    expect(details()?.open).toBe(true);
    document.querySelector('p')?.dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true }));
    expect(details()?.open).toBe(false);
  });

  it('arrow keys, Home and End move through a menu and wrap around', () => {
    press('ArrowDown');
    expect([details()?.open, focused()]).toEqual([true, 'Ana']);
    press('ArrowDown');
    expect(focused()).toBe('Ben');
    press('End');
    expect(focused()).toBe('Carla');
    press('ArrowDown');
    expect(focused()).toBe('Ana');
    press('ArrowUp');
    expect(focused()).toBe('Carla');
    press('Home');
    expect(focused()).toBe('Ana');
  });
});
