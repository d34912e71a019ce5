import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Toast } from '../../../../../widget/agent-console/ui/feedback/toast.ts';

let toast: Toast;

beforeEach(async () => {
  vi.useFakeTimers();
  // The simulated page has no popovers.
  HTMLElement.prototype.showPopover ??= () => {};
  HTMLElement.prototype.hidePopover ??= () => {};
  toast = new Toast();
  document.body.append(toast);
  await toast.updateComplete;
});
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

// The files share the prototypes.
afterAll(() => {
  Reflect.deleteProperty(HTMLElement.prototype, 'showPopover');
  Reflect.deleteProperty(HTMLElement.prototype, 'hidePopover');
});

const text = () => toast.shadowRoot?.querySelector('[role=status]')?.textContent;
const box = () => toast.shadowRoot?.querySelector('.toast');
const after = async (ms: number) => {
  vi.advanceTimersByTime(ms);
  await toast.updateComplete;
};

it('a toast leaves after six seconds', async () => {
  await toast.show({ text: 'Resolved.' });
  await after(5_900);
  expect(text()).toBe('Resolved.');
  await after(200);
  expect(text()).toBe('');
});

it('a toast stays while the pointer is over it', async () => {
  await toast.show({ text: 'Resolved.' });
  box()?.dispatchEvent(new Event('pointerenter'));
  await after(60_000);
  expect(text()).toBe('Resolved.');
  box()?.dispatchEvent(new Event('pointerleave'));
  await after(6_100);
  expect(text()).toBe('');
});

it('a second toast replaces the first, and has six seconds again', async () => {
  const undo = vi.fn();
  await toast.show({ text: 'Resolved.', undo });
  await after(5_000);
  await toast.show({ text: 'Label added.' });
  await after(5_000);
  expect(text()).toBe('Label added.');
  expect(toast.undo()).toBe(false);
  expect(undo).not.toHaveBeenCalled();
});

it('undo runs once, and the toast is gone', async () => {
  const undo = vi.fn();
  await toast.show({ text: 'Resolved.', undo });
  expect(toast.undo()).toBe(true);
  expect(toast.undo()).toBe(false);
  expect(undo).toHaveBeenCalledTimes(1);
  await toast.updateComplete;
  expect(text()).toBe('');
});
