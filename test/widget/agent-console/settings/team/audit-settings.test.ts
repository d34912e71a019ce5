/** A page of settings that loads its list page by page. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AuditSettings } from '../../../../../widget/agent-console/settings/team/audit-settings.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { AuditEntry } from '../../../../../worker/api/people/team.ts';

const log: AuditEntry[] = Array.from({ length: 250 }, (_, index) => ({
  ...{ id: 250 - index, at: 1_000 * (250 - index), by: { id: 'ana', name: 'Ana' } },
  ...{ action: 'number.change', subject: `Number ${250 - index}` },
}));
let page: AuditSettings;
let requests: string[];
let isRefused: boolean;

beforeEach(async () => {
  requests = [];
  isRefused = false;
  vi.stubGlobal('fetch', async (url: string) => {
    const { searchParams } = new URL(url);
    requests.push(String(searchParams));
    if (isRefused) return Response.json({ error: { code: 'busy', message: 'Later.' } }, { status: 503 });
    const [limit, before] = [Number(searchParams.get('limit')), Number(searchParams.get('before') ?? 1_000)];
    const rows = log.filter(({ id }) => id < before).slice(0, limit);
    const last = rows.at(-1);
    return Response.json({ rows, next: last && last.id > 1 ? String(last.id) : null });
  });
  vi.stubGlobal(
    'URL',
    class extends URL {
      static override createObjectURL = () => 'blob:audit';
      static override revokeObjectURL = () => {};
    },
  );
  page = new AuditSettings();
  page.api = new ApiClient('https://inbox.example', async () => 'token');
  document.body.replaceChildren(page);
  await shows(100);
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const shown = () => page.renderRoot.querySelectorAll('tbody tr').length;
const shows = (count: number) => vi.waitFor(() => expect(shown()).toBe(count), { timeout: 15_000 });
const press = (which: 'save' | 'more') => {
  const buttons = [...page.renderRoot.querySelectorAll('button')];
  buttons.at(which === 'save' ? 0 : 1)?.click();
};
const settled = () =>
  vi.waitFor(() => expect(page.renderRoot.querySelector('button')?.disabled).toBe(false), {
    timeout: 15_000,
  });

it('the audit log loads page after page until the end', async () => {
  press('more');
  await shows(200);
  press('more');
  await shows(250);
  expect(page.renderRoot.querySelectorAll('button')).toHaveLength(1);
});

it('downloading the audit log keeps the loaded pages', async () => {
  press('more');
  await shows(200);
  requests = [];
  press('save');
  await vi.waitFor(() => expect(requests).toEqual(['limit=500']), { timeout: 15_000 });
  await settled();
  expect([shown(), requests.length]).toEqual([200, 1]);
});

it('the audit log keeps its rows and shows the error if a page fails', async () => {
  isRefused = true;
  press('more');
  await vi.waitFor(() => expect(page.renderRoot.querySelector('[role=alert]')?.textContent).toBe('Later.'), {
    timeout: 15_000,
  });
  expect(shown()).toBe(100);
});
