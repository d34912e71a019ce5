/** The dialog that sends a message to another conversation: to whom, after which question, and what it sends. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ForwardClose,
  type ForwardDialog,
} from '../../../../../widget/agent-console/conversation/forward/forward-dialog.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { InboxConversation } from '../../../../../widget/client/state/inbox-state.ts';
import { usualView } from '../../../../../widget/client/state/list-view.ts';
import { InboxStore } from '../../../../../widget/client/store/inbox-store.ts';
import type { Message } from '../../../../../worker/api/conversations/messages.ts';
import { conversation, message } from '../../rows.ts';

let dialog: ForwardDialog;
let store: InboxStore;
let rows: InboxConversation[];
let asked: { path: string; body: unknown }[];
let copied: () => Response;
let closed: ForwardClose[];

const who = (id: number, name: string, change: Partial<InboxConversation['contact']> = {}) =>
  conversation(id, {
    window: { expiresAt: Date.now() + 3_600_000 },
    contact: { ...conversation(id).contact, name, ...change },
  });
const picture = message(7, {
  content: { type: 'image', image: { id: '99', caption: 'The vase' } },
  media: { state: 'stored', mimeType: 'image/png', size: 70, width: 1, height: 1, error: null },
});

beforeEach(() => {
  localStorage.clear();
  asked = [];
  closed = [];
  rows = [who(1, 'Fay'), who(2, 'Rita'), who(3, 'The book club', { phone: null, userId: null })];
  copied = () => Response.json({ id: 'the-copy' }, { status: 201 });
  vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) => {
    const { pathname: path } = new URL(url);
    asked.push({ path, body: JSON.parse(String(body ?? '{}')) });
    if (path.endsWith('/media/copy')) return copied();
    if (path.endsWith('/messages'))
      return Response.json(message(100, { conversationId: 2, direction: 'out' }));
    return Response.json({ rows, next: null, seq: 7 });
  });
  const events = {
    changed: () => {},
    arrived: () => {},
    merged: () => {},
    erased: () => {},
    accessChanged: () => {},
    numberChanged: () => {},
    failed: () => {},
  };
  const api = new ApiClient('https://inbox.example', async () => 'token');
  store = new InboxStore(api, '1', events, { me: 'ana', view: usualView });
});
afterEach(() => {
  document.body.replaceChildren();
  store.stop();
  vi.unstubAllGlobals();
});

async function open(forwarded: Message): Promise<void> {
  dialog = document.createElement('agent-console-forward');
  dialog.store = store;
  dialog.message = forwarded;
  dialog.addEventListener('forward-close', (event) => {
    if (event instanceof ForwardClose) closed.push(event);
  });
  document.body.append(dialog);
  await dialog.updateComplete;
}

const search = () => {
  const found = dialog.renderRoot.querySelector('agent-console-contact-search');
  if (!found) throw new Error('There is no search');
  return found;
};
const offered = () => [...search().renderRoot.querySelectorAll<HTMLElement>('.found')];
const sends = () => asked.filter(({ path }) => path.endsWith('/messages'));
const sendButton = () => dialog.renderRoot.querySelector<HTMLButtonElement>('.primary');

async function choose(name: string): Promise<void> {
  const field = search().renderRoot.querySelector('input');
  if (!field) throw new Error('There is no field');
  field.value = name;
  field.dispatchEvent(new InputEvent('input'));
  await vi.waitFor(() =>
    expect(offered().map((one) => one.textContent)).toContainEqual(expect.stringContaining(name)),
  );
  offered()
    .find(({ textContent }) => textContent.includes(name))
    ?.click();
  await dialog.updateComplete;
}

describe('the dialog to forward a message', () => {
  it('the forward dialog offers neither the message’s own conversation nor groups', async () => {
    await open(picture);
    await choose('Rita');
    dialog.renderRoot.querySelector<HTMLElement>('.plain')?.click();
    await dialog.updateComplete;
    await vi.waitFor(() => expect(offered()).toHaveLength(1));
    expect(offered()[0]?.textContent).toContain('Rita');
  });

  it('a file is forwarded only after the agent has confirmed the recipient', async () => {
    await open(picture);
    await choose('Rita');
    expect(dialog.renderRoot.querySelector('.question')?.textContent).toBe('Forward to Rita?');
    expect(asked.some(({ path }) => path.endsWith('/media/copy'))).toBe(false);
    sendButton()?.click();
    await vi.waitFor(() => expect(sends()).toHaveLength(1));
    expect(sends()[0]).toEqual({
      path: '/api/inboxes/1/conversations/2/messages',
      body: { content: { type: 'image', image: { caption: 'The vase', id: 'the-copy' } } },
    });
    await vi.waitFor(() => expect(closed.map(({ conversationId }) => conversationId)).toEqual([2]));
  });

  it('forwarding a missing file sends nothing and says so', async () => {
    copied = () => Response.json({ error: { code: 'media_gone', message: 'It is gone.' } }, { status: 404 });
    await open(picture);
    await choose('Rita');
    sendButton()?.click();
    await vi.waitFor(() =>
      expect(dialog.renderRoot.querySelector('[role=alert]:not([hidden])')?.textContent).not.toBe(''),
    );
    expect([sends(), closed]).toEqual([[], []]);
  });

  it('forwarding to a closed window is stopped with the reason', async () => {
    rows = [{ ...who(2, 'Rita'), window: { expiresAt: Date.now() - 1 } }];
    await open(picture);
    await choose('Rita');
    expect(sendButton()).toBeNull();
    expect(dialog.renderRoot.querySelector('.inside')?.textContent).toContain(
      'The 24-hour window is closed.',
    );
  });

  it('the forward dialog warns about contacts who opted out of marketing', async () => {
    rows = [{ ...who(2, 'Rita'), marketingStoppedAt: 1 }];
    await open(picture);
    await choose('Rita');
    expect(dialog.renderRoot.querySelector('.inside')?.textContent).toContain('No marketing');
  });
});
