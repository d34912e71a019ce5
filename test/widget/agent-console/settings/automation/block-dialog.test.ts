/** The forms of what a number answers automatically. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BlockDialog } from '../../../../../widget/agent-console/settings/automation/block-dialog.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { AutomationSettings } from '../../../../../worker/api/automation/settings.ts';

const settings: AutomationSettings = {
  ...{ isPaused: false, resumeAfterMinutes: 240, welcome: null, away: null, stopReply: null },
  handOver: { words: ['agent'], reply: null },
  limits: { inTenMinutes: 6, inHour: 20, inDay: 60, inMonth: null },
};
let saved: AutomationSettings[];
let dialog: BlockDialog;

beforeEach(() => {
  saved = [];
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    saved.push(JSON.parse(String(body)));
    return Response.json({ settings: saved.at(-1), isOpen: null, changesAt: null, sentInMonth: 0 });
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function show(block: BlockDialog['block'], change: Partial<AutomationSettings> = {}): Promise<void> {
  dialog = new BlockDialog();
  dialog.api = new ApiClient('https://inbox.example', async () => 'token');
  dialog.number = Object.assign(Object.create(null), { id: '1', name: 'Shop', language: 'de' });
  dialog.settings = { ...settings, ...change };
  dialog.block = block;
  document.body.replaceChildren(dialog);
  await vi.waitFor(() => expect(dialog.renderRoot.querySelector('form')).not.toBeNull(), { timeout: 15_000 });
}

async function type(root: ParentNode, selector: string, text: string): Promise<void> {
  await vi.waitFor(() => expect(root.querySelector(selector)).not.toBeNull(), { timeout: 15_000 });
  const field = root.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (!field) throw new Error(`There is no ${selector}`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await dialog.updateComplete;
}

const texts = () => dialog.renderRoot.querySelector('agent-console-automatic-text')?.renderRoot ?? document;
async function submit(): Promise<void> {
  dialog.renderRoot.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  await dialog.updateComplete;
}

it('stores a welcome in the language of the number, with its buttons, and keeps the other settings', async () => {
  await show('welcome', { isPaused: true });
  await type(texts(), '#text', ' Hallo! ');
  await type(dialog.renderRoot, '[name=button1]', 'Preise');
  await submit();
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]).toEqual({
    ...settings,
    isPaused: true,
    welcome: { text: { de: 'Hallo!' }, buttons: ['Preise'], againAfterDays: 30 },
  });
});

it('does not store a language without a text, and shows it', async () => {
  await show('away', { away: { text: { en: 'Closed' } } });
  const [german] = [...texts().querySelectorAll<HTMLElement>('agent-console-menu .item')].filter(
    ({ textContent }) => textContent.includes('German'),
  );
  german?.click();
  await submit();
  await vi.waitFor(() => expect(texts().textContent).toContain('Write the text, or remove this language.'));
  expect(saved).toEqual([]);
});

it('reads one word per line, and says which is too long', async () => {
  await show('handOver');
  await type(dialog.renderRoot, '[name=words]', `Mensch\n${'x'.repeat(65)}`);
  await submit();
  expect(dialog.renderRoot.textContent).toContain('is longer than 64 characters');
  expect(saved).toEqual([]);
  await type(dialog.renderRoot, '[name=words]', ' Mensch \n\nPerson\nMensch');
  await submit();
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]?.handOver).toEqual({ words: ['Mensch', 'Person'], reply: null });
});

it('takes an empty monthly limit as none', async () => {
  await show('limits', { limits: { inTenMinutes: 6, inHour: 20, inDay: 60, inMonth: 100 } });
  await type(dialog.renderRoot, '[name=inMonth]', '');
  await type(dialog.renderRoot, '[name=inHour]', '30');
  await submit();
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]?.limits).toEqual({ inTenMinutes: 6, inHour: 30, inDay: 60, inMonth: null });
});
