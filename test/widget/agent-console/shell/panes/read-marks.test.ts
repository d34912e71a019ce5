import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleInbox } from '../../../../../widget/agent-console/shell/inbox-shell.ts';
import '../../../../../widget/agent-console/shell/inbox-shell.ts';
import { ReadMarks } from '../../../../../widget/agent-console/shell/panes/read-marks.ts';
import type { InboxStores } from '../../../../../widget/client/store/inbox-stores.ts';
import type { LiveFrame } from '../../../../../worker/api/conversations/live.ts';
import { conversation, message } from '../../rows.ts';
import { Socket, signedIn } from './signed-in.ts';

const opened = { inbox: '1', id: 1 };
let host: { stores: InboxStores };
let marks: ReadMarks;
/** The `seq` of each mark that was sent. */
let sent: number[];
let isRefused: boolean;

function answer(path: string, body: string): Response {
  if (path.endsWith('/media-tickets'))
    return Response.json({ ticket: 't', expiresAt: Date.now() + 3_600_000 });
  if (path.endsWith('/tickets')) return Response.json({ ticket: 't' });
  if (path.endsWith('/counts')) return Response.json({});
  const rows = path.endsWith('/conversations') ? [conversation(1), conversation(2)] : [];
  if (!path.endsWith('/read')) return Response.json({ rows, next: null, seq: 1 });
  const { seq } = JSON.parse(body);
  sent.push(seq);
  if (isRefused) return Response.json({ error: { code: 'busy', message: 'No.' } }, { status: 503 });
  return Response.json(conversation(1, { seq: seq + 1, unread: 0 }));
}

/** A message of the customer arrives, and is unread. */
function arrive(seq: number): void {
  const frame: LiveFrame = {
    ...{ type: 'change', seq, conversations: [conversation(1, { seq, unread: 1 })] },
    ...{ messages: [message(seq)], entries: [] },
  };
  Socket.last?.onmessage?.({ data: JSON.stringify(frame) });
  marks.mark(opened);
}

beforeEach(async () => {
  sent = [];
  isRefused = false;
  vi.stubGlobal('WebSocket', Socket);
  vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) =>
    answer(new URL(url).pathname, String(body ?? '')),
  );
  host = { stores: await signedIn() };
  marks = new ReadMarks(host);
  vi.useFakeTimers();
});
afterEach(() => {
  document.body.replaceChildren();
  host.stores.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('marking the open conversation as read', () => {
  it('a message is marked at once, and once until the inbox has answered', async () => {
    arrive(10);
    marks.mark(opened);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([10]);
  });

  it('further messages of a burst share one mark, which covers all of them', async () => {
    arrive(10);
    await vi.advanceTimersByTimeAsync(50);
    for (const seq of [20, 30, 40]) arrive(seq);
    await vi.advanceTimersByTimeAsync(50);
    expect(sent).toEqual([10]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([10, 40]);
  });

  it('a mark that failed is tried again with the next change', async () => {
    vi.useRealTimers();
    isRefused = true;
    arrive(10);
    await vi.waitFor(() => {
      marks.mark(opened);
      expect(sent).toEqual([10, 10]);
    });
  });

  it('a message that the agent cannot see yet is not marked', async () => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    arrive(10);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([]);
    vi.restoreAllMocks();
    marks.mark(opened);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([10]);
  });

  it('another agent who signs in on the same page marks the same message', async () => {
    arrive(10);
    host.stores.stop();
    vi.useRealTimers();
    host.stores = await signedIn();
    arrive(10);
    await vi.waitFor(() => expect(sent).toEqual([10, 10]));
  });
});

describe('leaving a conversation while a message waits for the rest of a burst', () => {
  it.each([
    ['closing the conversation', (inbox: ConsoleInbox) => inbox.close()],
    ['opening another one', (inbox: ConsoleInbox) => inbox.openAt({ inbox: '1', id: 2 }, null, 'nowhere')],
  ])('%s marks the message at once', async (_, leave) => {
    vi.useRealTimers();
    const inbox = document.createElement('agent-console-inbox');
    inbox.stores = host.stores;
    document.body.append(inbox);
    marks = (await inbox.loadParts()).readMarks;
    await inbox.openAt(opened, null, 'nowhere');
    vi.useFakeTimers();
    arrive(10);
    arrive(20);
    void leave(inbox);
    await vi.advanceTimersByTimeAsync(50);
    expect(sent).toEqual([10, 20]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([10, 20]);
  });
});
