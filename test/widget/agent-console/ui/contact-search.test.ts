import { expect, it, vi } from 'vitest';
import '../../../../widget/agent-console/ui/contact-search.ts';

it('a search that is too long is not cut: it says by how much, and nothing is looked for', async () => {
  const looked: string[] = [];
  const search = document.createElement('agent-console-contact-search');
  search.find = async (text) => {
    looked.push(text);
    return [];
  };
  document.body.replaceChildren(search);
  await search.updateComplete;
  const field = search.shadowRoot?.querySelector('input');
  const type = (text: string) => {
    if (!field) throw new Error('There is no field');
    field.value = text;
    field.dispatchEvent(new InputEvent('input'));
  };
  const problem = () => search.shadowRoot?.querySelector('.problem')?.textContent;
  type('a'.repeat(131));
  await vi.waitFor(() => expect(problem()).toBe('3 characters too many'));
  expect(field?.value).toHaveLength(131);
  expect(looked).toEqual(['']);
  type('Ada');
  await vi.waitFor(() => expect(looked).toEqual(['', 'Ada']));
  await vi.waitFor(() => expect(problem()).toBe(''));
});
