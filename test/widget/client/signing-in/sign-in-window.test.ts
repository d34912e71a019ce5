/** The window of the Worker that signs in for a page of another origin. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  handOver,
  openSignInWindow,
  type SessionHandover,
} from '../../../../widget/client/signing-in/sign-in-window.ts';
import type { Session } from '../../../../worker/api/people/sessions.ts';

const worker = 'https://inbox.example';
const session = (token: string): Session => ({
  token,
  expiresAt: 1,
  agent: { id: 'ana', name: 'Ana', role: 'agent' },
});
const handover = (token: string): SessionHandover => ({
  type: 'agent-console/session',
  session: session(token),
});

let opened: Window;
let other: Window;
let waiting: AbortController;

beforeEach(() => {
  [opened, other] = [newWindow(), newWindow()];
  waiting = new AbortController();
});
afterEach(() => {
  waiting.abort();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A window that is not the page's own. Frames have none in the simulated DOM. */
function newWindow(): Window {
  return Object.create(window);
}

function receive(data: unknown, origin: string, source: Window): void {
  window.dispatchEvent(new MessageEvent('message', { data, origin, source }));
}

/** The token that the page accepts when the genuine one arrives after `before`. */
async function acceptedAfter(before: () => void): Promise<string | undefined> {
  vi.spyOn(window, 'open').mockReturnValue(opened);
  const accepted = openSignInWindow(worker, waiting.signal);
  before();
  receive(handover('genuine'), worker, opened);
  return (await accepted)?.token;
}

describe('the sign-in window', () => {
  it('the page accepts the session from the window that it opened at the Worker', async () => {
    expect(await acceptedAfter(() => {})).toBe('genuine');
    const [address] = vi.mocked(window.open).mock.calls[0] ?? [];
    const { origin, pathname, hash } = new URL(String(address));
    expect([origin, pathname]).toEqual([worker, '/sign-in/']);
    expect(new URLSearchParams(hash.slice(1)).get('for')).toBe(location.origin);
  });

  it.each([
    'https://evil.example',
    'http://inbox.example',
    'https://inbox.example:8443',
    'https://inbox.example.evil.example',
    'null',
    '',
  ])('a session posted from the origin “%s” is ignored, even from the opened window', async (origin) => {
    expect(await acceptedAfter(() => receive(handover('planted'), origin, opened))).toBe('genuine');
  });

  it('a session posted by another window is ignored, even from the origin of the Worker', async () => {
    expect(await acceptedAfter(() => receive(handover('planted'), worker, other))).toBe('genuine');
  });

  it.each([null, 'agent-console/session', {}, { type: 'other', session: session('planted') }])(
    'the message %j is not taken for a session',
    async (data) => {
      expect(await acceptedAfter(() => receive(data, worker, opened))).toBe('genuine');
    },
  );

  it('a blocked window is reported as null', () => {
    vi.spyOn(window, 'open').mockReturnValue(null);
    expect(openSignInWindow(worker, waiting.signal)).toBeNull();
  });

  it('the session is handed only to a page of the given origin', () => {
    const postMessage = vi.fn();
    vi.stubGlobal('opener', { postMessage });
    expect(handOver(session('genuine'), 'https://shop.example')).toBe(true);
    expect(postMessage.mock.calls).toEqual([[handover('genuine'), 'https://shop.example']]);
  });

  it('without a page that opened the window, no session is handed over', () => {
    vi.stubGlobal('opener', null);
    expect(handOver(session('genuine'), 'https://shop.example')).toBe(false);
  });
});
