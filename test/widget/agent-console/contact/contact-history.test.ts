import { afterEach, expect, it, vi } from 'vitest';
import { FileSelect } from '../../../../widget/agent-console/contact/contact-files.ts';
import type { ContactHistory } from '../../../../widget/agent-console/contact/contact-history.ts';
import '../../../../widget/agent-console/contact/contact-history.ts';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import { ContactCommands } from '../../../../widget/client/store/contact-commands.ts';
import type { Entry } from '../../../../worker/api/conversations/teamwork.ts';
import { message, now } from '../rows.ts';

const head = { conversationId: 1, by: { id: 'ana', name: 'Ana' }, key: null };
const resolved: Entry = { ...head, id: 9, at: now, type: 'resolved' };
const note: Entry = { ...head, id: 8, at: now - 60_000, type: 'note', text: 'Fragile', mentions: [] };

/** The history in a panel whose Worker has these entries; `asked` are the cursors of its requests. */
async function history(entries: readonly Entry[]) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    const { pathname, searchParams } = new URL(url);
    asked.push(`${pathname.split('/').at(-1)} ${searchParams.get('before') ?? ''}`.trim());
    if (pathname.endsWith('/messages'))
      return Response.json({ rows: [message(4)], next: null, newer: null, entries: [] });
    const isFirst = !searchParams.has('before');
    return Response.json({
      rows: isFirst ? entries.slice(0, 1) : entries.slice(1),
      next: isFirst ? '1.9' : null,
    });
  });
  const element = document.createElement('agent-console-contact-history');
  const api = new ApiClient('https://inbox.example', async () => 'token');
  Object.assign(element, {
    conversation: 1,
    commands: new ContactCommands({ api, ref: { inbox: '1', id: 1 }, changed: () => {} }),
    conversationState: 'open',
  });
  document.body.append(element);
  const texts = () => [...element.renderRoot.querySelectorAll('.text')].map(({ textContent }) => textContent);
  return { element, asked, texts };
}

/** After the answers that have arrived are on the page. */
async function drawn(element: ContactHistory): Promise<void> {
  await new Promise((done) => setTimeout(done));
  await element.updateComplete;
}

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

it('the history loads page by page, and begins again when the state of the conversation changes', async () => {
  const { element, asked, texts } = await history([resolved, note]);
  await vi.waitFor(() =>
    expect(texts().map((text) => text?.replace(/[\u2066-\u2069]/g, ''))).toEqual(['Ana resolved this']),
  );
  element.renderRoot.querySelector<HTMLButtonElement>('.plain')?.click();
  await vi.waitFor(() => expect(texts()[1]).toBe('Fragile'));
  expect(asked).toEqual(['history', 'history 1.9']);
  element.conversationState = 'resolved';
  await vi.waitFor(() => expect(asked).toHaveLength(3));
});

it('an entry of the history leads to the message before it', async () => {
  const { element, asked, texts } = await history([note]);
  const selected = new Promise<number>((done) => {
    element.addEventListener('file-select', (event) => {
      if (event instanceof FileSelect) done(event.message.id);
    });
  });
  await vi.waitFor(() => expect(texts()).toEqual(['Fragile']));
  element.renderRoot.querySelector<HTMLButtonElement>('li button')?.click();
  expect(await selected).toBe(4);
  expect(asked.at(-1)).toBe(`messages ${note.at}.${note.id}`);
});

it('a conversation without history shows none', async () => {
  const { element, asked } = await history([]);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await element.updateComplete;
  expect(element.hidden).toBe(true);
});

it('a second press, before the answer to the first, adds no entry twice', async () => {
  const { element, asked, texts } = await history([resolved, note]);
  await vi.waitFor(() => expect(texts()).toHaveLength(1));
  const more = element.renderRoot.querySelector<HTMLButtonElement>('.plain');
  more?.click();
  more?.click();
  await vi.waitFor(() => expect(asked).toEqual(['history', 'history 1.9', 'history 1.9']));
  await vi.waitFor(() => expect(texts().length).toBeGreaterThan(1));
  await drawn(element);
  expect(texts().slice(1)).toEqual(['Fragile']);
});

it('a note that is written while the history is shown is added to it', async () => {
  const { element, asked, texts } = await history([resolved]);
  await vi.waitFor(() => expect(texts()).toHaveLength(1));
  element.lastNote = note.id;
  await element.updateComplete;
  expect(asked).toEqual(['history']);
  element.lastNote = 10;
  await vi.waitFor(() => expect(asked).toEqual(['history', 'history']));
});
