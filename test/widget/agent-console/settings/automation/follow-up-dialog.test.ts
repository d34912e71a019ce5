/** The forms of what happens after silence and at the end of a conversation. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FollowUpDialog } from '../../../../../widget/agent-console/settings/automation/follow-up-dialog.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { FollowUps } from '../../../../../worker/api/automation/follow-ups.ts';

const satisfaction = { question: { en: 'How was it?' }, button: 'Rate us', thanks: null };
let saved: FollowUps[];
let dialog: FollowUpDialog;

beforeEach(() => {
  saved = [];
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    saved.push(JSON.parse(String(body)));
    return Response.json(saved.at(-1));
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function show(kind: FollowUpDialog['kind'], settings: FollowUps): Promise<void> {
  dialog = new FollowUpDialog();
  dialog.api = new ApiClient('https://inbox.example', async () => 'token');
  dialog.number = Object.assign(Object.create(null), { id: '1', name: 'Shop', language: 'en' });
  Object.assign(dialog, { settings, kind });
  document.body.replaceChildren(dialog);
  await vi.waitFor(() => expect(dialog.renderRoot.querySelector('form')).not.toBeNull(), { timeout: 15_000 });
}

async function type(root: ParentNode, selector: string, text: string): Promise<void> {
  await vi.waitFor(() => expect(root.querySelector(selector)).not.toBeNull(), { timeout: 15_000 });
  const field = root.querySelector<HTMLInputElement>(selector);
  if (!field) throw new Error(`There is no ${selector}`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await dialog.updateComplete;
}
async function submit(): Promise<void> {
  dialog.renderRoot.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  await dialog.updateComplete;
}

it('resolves after silence only with a timer, and leaves a waiting customer only with a text', async () => {
  await show('resolve', { resolve: null, satisfaction });
  await submit();
  expect(dialog.renderRoot.textContent).toContain('Enter hours in at least one field.');
  await type(dialog.renderRoot, '[name=teamHours]', '72');
  await submit();
  expect(dialog.renderRoot.textContent).toContain('only left with a text');
  expect(saved).toEqual([]);
  dialog.renderRoot.querySelector<HTMLElement>('[name=has-last]')?.click();
  await dialog.updateComplete;
  const text = dialog.renderRoot.querySelector('agent-console-automatic-text');
  await type(text?.renderRoot ?? document, '#text', 'We close this.');
  await submit();
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]).toEqual({
    resolve: { customerHours: null, automatedHours: null, teamHours: 72, text: { en: 'We close this.' } },
    satisfaction,
  });
});

it('asks for the label of the button, and keeps what the other form has set', async () => {
  await show('satisfaction', { resolve: null, satisfaction });
  await type(dialog.renderRoot, '[name=button]', '');
  await submit();
  expect(dialog.renderRoot.textContent).toContain('Enter the text of the button.');
  await type(dialog.renderRoot, '[name=button]', 'Rate');
  await submit();
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]).toEqual({ resolve: null, satisfaction: { ...satisfaction, button: 'Rate' } });
});
