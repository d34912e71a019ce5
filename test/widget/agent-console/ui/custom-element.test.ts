import { expect, it } from 'vitest';
import { customElement } from '../../../../widget/agent-console/ui/custom-element.ts';

it('a second copy of the script leaves registered elements alone', () => {
  class First extends HTMLElement {}
  class Second extends HTMLElement {}
  customElement('x-registered-twice')(First);
  customElement('x-registered-twice')(Second);
  expect(customElements.get('x-registered-twice')).toBe(First);
});
