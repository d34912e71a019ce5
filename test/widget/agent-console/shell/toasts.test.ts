import { html, LitElement } from 'lit';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { Toasts } from '../../../../widget/agent-console/shell/toasts.ts';
import { type ToastContent, ToastShow } from '../../../../widget/agent-console/ui/feedback/toast-show.ts';

class Host extends LitElement {
  readonly toasts = new Toasts(this);
  protected override render() {
    return html`<agent-console-toast></agent-console-toast>`;
  }
}
customElements.define('toasts-host', Host);

beforeAll(() => {
  // happy-dom has no popovers.
  HTMLElement.prototype.showPopover ??= () => {};
});
afterEach(() => document.body.replaceChildren());
// The files share the prototypes.
afterAll(() => {
  Reflect.deleteProperty(HTMLElement.prototype, 'showPopover');
});

async function hostWith(first: ToastContent): Promise<Host> {
  const host = new Host();
  document.body.append(host);
  await host.updateComplete;
  host.dispatchEvent(new ToastShow(first));
  await vi.waitFor(() => expect(shownBy(host)).toBe(first.text));
  return host;
}

const shownBy = (host: Host) =>
  host.renderRoot.querySelector('agent-console-toast')?.shadowRoot?.querySelector('[role=status]')
    ?.textContent;

it('undoes the newest command when its toast is requested but the one before is still on screen', async () => {
  const [older, newer] = [vi.fn(), vi.fn()];
  const host = await hostWith({ text: 'Assigned', undo: older });
  host.dispatchEvent(new ToastShow({ text: 'Resolved', undo: newer }));
  expect(host.toasts.undo()).toBe(true);
  expect(newer).toHaveBeenCalledOnce();
  expect(older).not.toHaveBeenCalled();
});

it('does not show a toast that was undone before it was on screen', async () => {
  const host = await hostWith({ text: 'Assigned' });
  host.dispatchEvent(new ToastShow({ text: 'Resolved', undo: () => {} }));
  host.toasts.undo();
  host.dispatchEvent(new ToastShow({ text: 'Undone' }));
  await vi.waitFor(() => expect(shownBy(host)).toBe('Undone'));
});

it('has nothing to undo while the newest toast reports what cannot be undone', async () => {
  const older = vi.fn();
  const host = await hostWith({ text: 'Assigned', undo: older });
  host.dispatchEvent(new ToastShow({ text: 'Marked as read' }));
  expect(host.toasts.undo()).toBe(false);
  expect(older).not.toHaveBeenCalled();
});
