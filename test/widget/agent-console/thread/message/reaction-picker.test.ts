import { beforeEach, expect, it, vi } from 'vitest';
import {
  ReactionPick,
  type ReactionPicker,
} from '../../../../../widget/agent-console/thread/message/reaction-picker.ts';

let picker: ReactionPicker;
let picked: (string | null)[];

beforeEach(async () => {
  localStorage.clear();
  picked = [];
  picker = document.createElement('agent-console-reactions');
  picker.addEventListener('reaction-pick', (event) => {
    if (event instanceof ReactionPick) picked.push(event.emoji);
  });
  document.body.replaceChildren(picker);
  await picker.updateComplete;
});

const button = (label: string) => picker.shadowRoot?.querySelector<HTMLElement>(`[aria-label="${label}"]`);
const emoji = () => picker.shadowRoot?.querySelector('agent-console-emoji') ?? null;

async function unfold(): Promise<void> {
  button('Another emoji')?.click();
  await vi.waitFor(() => expect(emoji()?.shadowRoot?.querySelector('.all button')).toBeTruthy());
}

it('a reaction can be any emoji of the emoji picker', async () => {
  expect(emoji()).toBeNull();
  await unfold();
  emoji()?.shadowRoot?.querySelector<HTMLElement>('[data-emoji="🫠"]')?.click();
  expect(picked).toEqual(['🫠']);
});

it('Escape in the emoji picker returns to the usual reactions', async () => {
  await unfold();
  const search = emoji()?.shadowRoot?.querySelector('input');
  search?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
  await picker.updateComplete;
  expect(emoji()).toBeNull();
  expect(picked).toEqual([]);
  expect(picker.shadowRoot?.activeElement).toBe(button('Another emoji'));
});
