import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loadEmoji } from '../../../../../widget/agent-console/ui/emoji/emoji-entries.ts';
import { EmojiPick, type EmojiPicker } from '../../../../../widget/agent-console/ui/emoji/emoji-picker.ts';

let picker: EmojiPicker;
let picked: string[];

beforeEach(async () => {
  localStorage.clear();
  picked = [];
  await open();
});

async function open(): Promise<void> {
  picker = document.createElement('agent-console-emoji');
  picker.addEventListener('emoji-pick', (event) => {
    if (event instanceof EmojiPick) picked.push(event.emoji);
  });
  document.body.replaceChildren(picker);
  await picker.open();
  await loadEmoji('en');
  await picker.updateComplete;
}

const shown = () =>
  [...(picker.shadowRoot?.querySelectorAll<HTMLElement>('.all button') ?? [])].map(
    (one) => one.dataset.emoji,
  );
const button = (label: string) => picker.shadowRoot?.querySelector<HTMLElement>(`[aria-label="${label}"]`);
const press = (target: Element | null | undefined, key: string) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
  target?.dispatchEvent(event);
  return event;
};
async function search(text: string): Promise<void> {
  const field = picker.shadowRoot?.querySelector('input');
  if (!field) throw new Error('There is no search field');
  field.value = text;
  field.dispatchEvent(new InputEvent('input'));
  await picker.updateComplete;
}

describe('the emoji picker', () => {
  it('what was picked is offered first the next time', async () => {
    expect(button('Recently used')).toBeNull();
    await search('rocket');
    button('rocket')?.click();
    expect(picked).toEqual(['🚀']);
    await open();
    expect(shown()).toEqual(['🚀']);
  });

  it('Enter in the search field picks the first result and sends no form', async () => {
    await search('party popper');
    const pressed = press(picker.shadowRoot?.querySelector('input'), 'Enter');
    expect([picked, pressed.defaultPrevented]).toEqual([['🎉'], true]);
  });

  it('the skin tone stays for the next time', async () => {
    const tone = picker.shadowRoot?.querySelector<HTMLElement>('.tone');
    for (const _ of [1, 2, 3, 4, 5]) tone?.click();
    await open();
    await search('waving hand');
    expect(shown()).toContain('👋🏿');
    expect(shown()).not.toContain('👋');
  });

  it('a group shows its own emoji, and nothing of another', async () => {
    button('Flags')?.click();
    await picker.updateComplete;
    expect(shown()).toContain('🇯🇵');
    expect(shown()).not.toContain('😀');
  });

  it('arrow keys move through the emoji, and up from the first row goes back to the search', async () => {
    await search('cat');
    const field = picker.shadowRoot?.querySelector('input');
    press(field, 'ArrowDown');
    const [first, second] = picker.shadowRoot?.querySelectorAll('.all button') ?? [];
    expect(picker.shadowRoot?.activeElement).toBe(first);
    press(first, 'ArrowRight');
    expect(picker.shadowRoot?.activeElement).toBe(second);
    press(second, 'Home');
    press(first, 'ArrowUp');
    expect(picker.shadowRoot?.activeElement).toBe(field);
  });

  it('Escape says that the picker is to be closed, and nothing else hears it', async () => {
    const closed = vi.fn();
    const outside = vi.fn();
    picker.addEventListener('emoji-close', closed);
    document.body.addEventListener('keydown', outside);
    press(picker.shadowRoot?.querySelector('input'), 'Escape');
    document.body.removeEventListener('keydown', outside);
    expect([closed.mock.calls.length, outside.mock.calls.length]).toEqual([1, 0]);
  });

  it('an empty result says so', async () => {
    await search('qqqq');
    expect(picker.shadowRoot?.textContent).toContain('No emoji found.');
  });
});
