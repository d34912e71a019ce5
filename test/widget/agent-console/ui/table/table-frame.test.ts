import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** happy-dom lays nothing out, so the test says how wide the table is, and that its size has changed. */
let resized: () => void;
let frame: HTMLElement;

beforeEach(async () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: () => void) {
        resized = callback;
      }
      observe() {}
      disconnect() {}
    },
  );
  const { TableFrame } = await import('../../../../../widget/agent-console/ui/table/table-frame.ts');
  const element = new TableFrame();
  element.label = 'Clicks';
  document.body.replaceChildren(element);
  await element.updateComplete;
  frame = element;
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const pane = () => frame.shadowRoot?.querySelector('.pane');
async function isAsWideAs(width: number, room: number): Promise<void> {
  const element = pane();
  if (element) {
    Object.defineProperty(element, 'scrollWidth', { configurable: true, value: width });
    Object.defineProperty(element, 'clientWidth', { configurable: true, value: room });
  }
  resized();
  await Promise.resolve();
}
const attributes = () => ['role', 'aria-label', 'tabindex'].map((name) => pane()?.getAttribute(name) ?? null);

it('a table that is too wide is in a named region that the keyboard reaches, to scroll it', async () => {
  await isAsWideAs(700, 480);
  expect(attributes()).toEqual(['region', 'Clicks', '0']);
});

it('a table that has room is no stop for the keyboard', async () => {
  await isAsWideAs(700, 480);
  await isAsWideAs(480, 480);
  expect(attributes()).toEqual([null, null, null]);
});
