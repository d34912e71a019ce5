import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../../widget/agent-console/list/search-field.ts';
import type {
  ConversationStart,
  CustomerSearch,
} from '../../../../widget/agent-console/list/search-field.ts';
import { searchProblem } from '../../../../widget/agent-console/ui/search-problem.ts';

async function searchField() {
  const element = document.createElement('agent-console-search');
  document.body.append(element);
  await element.updateComplete;
  const input = element.renderRoot.querySelector('input');
  if (!input) throw new Error('There is no field');
  const looked: string[] = [];
  element.addEventListener('customer-search', (event) => looked.push((event as CustomerSearch).text));
  const type = async (text: string) => {
    input.value = text;
    input.dispatchEvent(new InputEvent('input'));
    await element.updateComplete;
  };
  return { element, input, looked, type };
}

describe('the search above the list', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    document.body.replaceChildren();
  });

  it('typing searches once, and emptying the field stops the search at once', async () => {
    const { looked, type } = await searchField();
    await type('A');
    await type('Ad ');
    vi.advanceTimersByTime(300);
    expect(looked).toEqual(['Ad']);
    await type('');
    expect(looked).toEqual(['Ad', '']);
    vi.advanceTimersByTime(300);
    expect(looked).toHaveLength(2);
  });

  it('a text that is too long is not searched for, and the field says by how much', async () => {
    const { element, input, looked, type } = await searchField();
    element.problemOf = searchProblem;
    const status = () => element.renderRoot.querySelector('[role=status]')?.textContent?.trim();
    await type('a'.repeat(130));
    await vi.advanceTimersByTimeAsync(300);
    await vi.waitFor(() => expect(status()).toBe('2 characters too many'));
    expect([input.value.length, input.getAttribute('aria-invalid'), looked]).toEqual([130, 'true', []]);
    await type('a'.repeat(128));
    await vi.advanceTimersByTimeAsync(300);
    await element.updateComplete;
    expect([status(), input.getAttribute('aria-invalid'), looked]).toEqual(['', 'false', ['a'.repeat(128)]]);
  });

  it('Escape empties the search field', async () => {
    const { element, input, looked, type } = await searchField();
    await type('Ada');
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await element.updateComplete;
    vi.advanceTimersByTime(300);
    expect(looked).toEqual(['']);
    expect(input.value).toBe('');
  });

  it('the search offers to write to a phone number, and to nothing else', async () => {
    const { element, type } = await searchField();
    let phone = '';
    element.addEventListener('conversation-start', (event) => {
      phone = (event as ConversationStart).phone;
    });
    for (const other of ['Ada', '12', 'US.13491208655302741918']) {
      await type(other);
      expect(element.renderRoot.querySelector('button')).toBeNull();
    }
    await type(' +49 171 123 45 67 ');
    element.renderRoot.querySelector('button')?.click();
    expect(phone).toBe('+49 171 123 45 67');
  });

  it.each([
    ['+49 (0)171 123 45 67', '+49 (0)171 123 45 67'],
    ['\u202a+49\u00a0171\u2011123\u202c', '\u202a+49\u00a0171\u2011123\u202c'],
    ['+٤٩ ١٧١ ١٢٣', '+٤٩ ١٧١ ١٢٣'],
    ['tel:+49-171-123', '+49171123'],
    ['https://wa.me/49171123?text=Hi', '+49171123'],
  ])('offers to write to %j', async (typed, shown) => {
    const { element, type } = await searchField();
    await type(typed);
    expect(element.renderRoot.querySelector('button')?.textContent).toContain(`Write to ${shown}`);
  });

  it('the search says when it finds no contact', async () => {
    const { element } = await searchField();
    element.isEmpty = true;
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[role=status]')?.textContent).toContain('No contact');
  });
});
