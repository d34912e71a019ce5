import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../../../widget/agent-console/conversation/conversation-view.ts';
import { drawFirst } from '../../../../../widget/agent-console/shell/panes/prefetch.ts';
import type { InboxStores } from '../../../../../widget/client/store/inbox-stores.ts';
import { conversation, message } from '../../rows.ts';
import { Socket, signedIn } from './signed-in.ts';

const rows = [conversation(1, { waitingSince: 1 }), conversation(2)];
const voice = message(2, {
  content: { type: 'audio', audio: { id: '123', mime_type: 'audio/ogg; codecs=opus', voice: true } },
  media: { state: 'stored', mimeType: 'audio/ogg', size: 4_000, width: null, height: null, error: null },
});
let stores: InboxStores;
const host = { rows, opened: null, renderRoot: document.body, agent: null };
let asked: string[];
/** The closed roots, which nothing else can look into. */
let closed: ShadowRoot[];

function answer(path: string): Response {
  if (path.endsWith('/media-tickets'))
    return Response.json({ ticket: 't', expiresAt: Date.now() + 3_600_000 });
  if (path.endsWith('/tickets')) return Response.json({ ticket: 't' });
  if (path.endsWith('/counts')) return Response.json({});
  if (path.endsWith('/messages'))
    return Response.json({ rows: [message(1), voice], entries: [], next: null, seq: 1 });
  return Response.json({ rows: path.endsWith('/conversations') ? rows : [], next: null, seq: 1 });
}

beforeEach(async () => {
  asked = [];
  closed = [];
  vi.stubGlobal('WebSocket', Socket);
  vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run));
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(new URL(url).pathname);
    return answer(new URL(url).pathname);
  });
  stores = await signedIn();
  asked = [];
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, options) {
    const root = attach.call(this, options);
    if (options.mode === 'closed') closed.push(root);
    return root;
  });
});
afterEach(() => {
  stores.stop();
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('drawing the first conversation before it is opened', () => {
  it('its messages are loaded once and drawn where nobody sees them, and nothing of it stays', async () => {
    let isHidden = false;
    const look = new MutationObserver(([change]) => {
      const [added] = change?.addedNodes ?? [];
      if (added instanceof HTMLElement) isHidden = added.hidden === true;
    });
    look.observe(document.body, { childList: true });
    await drawFirst({ ...host, stores });
    look.disconnect();
    const thread = closed[0]
      ?.querySelector('agent-console-conversation')
      ?.renderRoot.querySelector('agent-console-thread');
    await thread?.updateComplete;
    expect(isHidden).toBe(true);
    expect(thread?.renderRoot.querySelectorAll('article')).toHaveLength(2);
    // A sound or a film is downloaded as soon as it has an address, even where it is not shown.
    expect(stores.of('1')?.media.address(voice)).not.toBeNull();
    expect(thread?.mediaUrl(voice)).toBeNull();
    expect(document.body.childElementCount).toBe(0);
    expect(asked.filter((path) => !path.endsWith('-tickets'))).toEqual([
      '/api/inboxes/1/conversations/1/messages',
    ]);
    await stores.of('1')?.open(1);
    expect(asked.filter((path) => path.endsWith('/messages'))).toHaveLength(1);
  });

  it('an agent who opens a conversation meanwhile does not wait for it', async () => {
    const isOpened = () => asked.some((path) => path.endsWith('/messages'));
    await drawFirst({
      ...host,
      stores,
      get opened() {
        return isOpened() ? { inbox: '1', id: 2 } : null;
      },
    });
    const conversation = closed[0]?.querySelector('agent-console-conversation');
    await conversation?.updateComplete;
    expect(isOpened()).toBe(true);
    expect(conversation?.change).toBe(0);
    expect(document.body.childElementCount).toBe(0);
  });

  it('nothing is asked for where a conversation is open, or where there is none', async () => {
    const opened = { inbox: '1', id: 2 };
    await drawFirst({ ...host, stores, opened });
    await drawFirst({ ...host, stores, rows: [] });
    expect([asked, closed]).toEqual([[], []]);
  });
});
