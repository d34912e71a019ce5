import { expect, it } from 'vitest';
import { customElement } from '../../../../widget/agent-console/ui/custom-element.ts';

it('leaves an element to the copy of the script that registered it first', () => {
  class First extends HTMLElement {}
  class Second extends HTMLElement {}
  customElement('x-registered-twice')(First);
  customElement('x-registered-twice')(Second);
  expect(customElements.get('x-registered-twice')).toBe(First);
});
