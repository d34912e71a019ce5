import { afterEach, expect, it, vi } from 'vitest';
import '../../../../widget/agent-console/contact/contact-files.ts';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import { ContactCommands } from '../../../../widget/client/store/contact-commands.ts';
import { message } from '../rows.ts';

const file = (id: number) =>
  message(id, { content: { type: 'document', document: { id: `${id}`, filename: `bill-${id}.pdf` } } });

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

it('a second press, before the answer to the first, adds no file twice', async () => {
  const responses: Response[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    const isFirst = !new URL(url).searchParams.has('before');
    const response = Response.json({ rows: [file(isFirst ? 2 : 1)], next: isFirst ? '5.2' : null });
    responses.push(response);
    return response;
  });
  const element = document.createElement('agent-console-contact-files');
  const api = new ApiClient('https://inbox.example', async () => 'token');
  element.commands = new ContactCommands({ api, ref: { inbox: '1', id: 1 }, changed: () => {} });
  element.conversation = 1;
  document.body.append(element);
  const names = () =>
    [...element.renderRoot.querySelectorAll('.file')].map(({ textContent }) => textContent.trim());
  await vi.waitFor(() => expect(names()).toHaveLength(1));
  const more = element.renderRoot.querySelector<HTMLButtonElement>('.plain');
  more?.click();
  more?.click();
  await vi.waitFor(() => expect(responses.filter(({ bodyUsed }) => bodyUsed)).toHaveLength(3));
  await vi.waitFor(() => expect(names().length).toBeGreaterThan(1));
  await new Promise((done) => setTimeout(done));
  await element.updateComplete;
  expect(names()).toEqual(['bill-2.pdf', 'bill-1.pdf']);
});
