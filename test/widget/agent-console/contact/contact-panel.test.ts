import { afterEach, expect, it, vi } from 'vitest';
import '../../../../widget/agent-console/contact/contact-panel.ts';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import type { ContactDetails } from '../../../../worker/api/conversations/contacts.ts';
import { conversation, now } from '../rows.ts';

const details: Omit<ContactDetails, 'note'> = {
  ...{ aliases: [], bookName: null, firstSeenAt: now, source: null, fields: {}, timeZones: [] },
};

/** The panel, and how the Worker answers about the contacts of each number. */
async function panel() {
  const waiting = new Map<string, PromiseWithResolvers<Response>>();
  vi.stubGlobal('fetch', async (url: string) => {
    const [, inbox = '', path = ''] = /inboxes\/(\d+)\/conversations\/1\/(\w+)/.exec(url) ?? [];
    if (path !== 'contact') return Response.json({ rows: [], next: null });
    const answer = Promise.withResolvers<Response>();
    waiting.set(inbox, answer);
    return answer.promise;
  });
  const api = new ApiClient('https://inbox.example', async () => 'token');
  const element = document.createElement('agent-console-contact');
  element.isPane = true;
  element.now = now;
  const show = async (inbox: string) => {
    element.conversation = conversation(1, { inbox });
    element.access = { api, ref: { inbox, id: 1 }, changed: () => {} };
    await element.updateComplete;
    await vi.waitFor(() => expect(waiting.has(inbox)).toBe(true));
  };
  const answer = async (inbox: string, note: string) => {
    const response = Response.json({ ...details, note: { text: note, by: 'Ana', at: now } });
    waiting.get(inbox)?.resolve(response);
    await vi.waitFor(() => expect(response.bodyUsed).toBe(true));
    await Promise.resolve();
    await element.updateComplete;
  };
  document.body.append(element);
  return { element, show, answer, text: () => element.renderRoot.textContent };
}

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

it('nothing about a customer is left when one of another number with the same id is opened', async () => {
  const { element, show, answer, text } = await panel();
  await show('1');
  await answer('1', 'Pays in cash');
  const history = () => element.renderRoot.querySelector('agent-console-contact-history');
  const first = history();
  expect([text().includes('Pays in cash'), first !== null]).toEqual([true, true]);
  await show('2');
  expect([text().includes('Pays in cash'), history()]).toEqual([false, null]);
  await answer('2', 'Lives abroad');
  expect([text().includes('Lives abroad'), history() === first]).toEqual([true, false]);
});

it('an answer about a customer that comes when another is shown is dropped', async () => {
  const { show, answer, text } = await panel();
  await show('1');
  await show('2');
  await answer('2', 'Lives abroad');
  await answer('1', 'Pays in cash');
  expect([text().includes('Lives abroad'), text().includes('Pays in cash')]).toEqual([true, false]);
});
