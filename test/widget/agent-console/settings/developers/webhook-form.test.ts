import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import '../../../../../widget/agent-console/settings/developers/webhook-form.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';

const requests: unknown[] = [];

beforeEach(() => {
  requests.length = 0;
  vi.stubGlobal('fetch', async (_url: string, { body }: RequestInit) => {
    requests.push(JSON.parse(String(body)));
    return Response.json(
      { error: { code: 'private_address', message: 'It is not on the public internet.' } },
      { status: 422 },
    );
  });
});
afterEach(() => vi.unstubAllGlobals());

it('a name that is too long is counted and neither cut nor sent, and a refused address is marked', async () => {
  const form = document.createElement('agent-console-webhook-form');
  form.api = new ApiClient('https://worker.example', async () => 'token');
  document.body.replaceChildren(form);
  await form.updateComplete;
  const field = (name: string) => {
    const found = form.shadowRoot?.querySelector<HTMLInputElement>(`[name=${name}]`);
    if (!found) throw new Error(`There is no field ${name}`);
    return found;
  };
  const type = async (name: string, value: string) => {
    field(name).value = value;
    field(name).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await form.updateComplete;
  };
  const save = () => field('name').form?.requestSubmit();

  const long = 'x'.repeat(130);
  await type('name', long);
  await type('url', 'https://10.0.0.1/hook');
  expect(field('name').value).toBe(long);
  expect(form.shadowRoot?.querySelector('#name-count')?.textContent?.trim()).toBe('2 characters too many');
  field('events').checked = true;
  save();
  await form.updateComplete;
  expect(requests).toEqual([]);
  expect(field('name').getAttribute('aria-invalid')).toBe('true');

  await type('name', 'Shop');
  save();
  await vi.waitFor(() => expect(field('url').getAttribute('aria-invalid')).toBe('true'));
  expect(requests).toHaveLength(1);
  expect(form.shadowRoot?.querySelector('#url-hint')?.textContent).toContain('not on the public internet');
});
