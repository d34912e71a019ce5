import { LitElement } from 'lit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FormatBar } from '../../../../../widget/agent-console/composer/text/format-bar.ts';

class Composer extends LitElement {
  bar = new FormatBar(this);
  get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }
  protected override render() {
    return this.bar.render();
  }
}
customElements.define('test-format-bar', Composer);

const toggled = vi.fn<(isShown: boolean) => void>();

beforeEach(() => {
  // happy-dom has no popovers. https://html.spec.whatwg.org/multipage/popover.html#check-popover-validity
  Object.assign(HTMLElement.prototype, {
    showPopover: () => {},
    togglePopover(this: HTMLElement, isShown: boolean) {
      if (!this.isConnected) throw new DOMException('Invalid on disconnected popover elements.');
      toggled(isShown);
    },
  });
});
afterEach(() => {
  Reflect.deleteProperty(HTMLElement.prototype, 'showPopover');
  Reflect.deleteProperty(HTMLElement.prototype, 'togglePopover');
  document.body.replaceChildren();
  toggled.mockClear();
});

it('a composer is removed without an error, and the focus that leaves it then changes nothing', async () => {
  const composer = new Composer();
  document.body.append(composer);
  await composer.updateComplete;
  composer.bar.left(new FocusEvent('focusout'));
  expect(toggled.mock.calls).toEqual([[false]]);
  composer.remove();
  expect(() => composer.disconnectedCallback()).not.toThrow();
  expect(() => composer.bar.left(new FocusEvent('focusout'))).not.toThrow();
  expect(toggled).toHaveBeenCalledTimes(1);
});
