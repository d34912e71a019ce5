import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readFrame } from '../../../../widget/client/live/live-frame.ts';
import { LiveSocket } from '../../../../widget/client/live/live-socket.ts';

/** A server that may have gone without a word. */
class Socket {
  static OPEN = 1;
  static all: Socket[] = [];
  readyState = 1;
  said: string[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor(readonly url: string) {
    Socket.all.push(this);
  }
  send(text: string): void {
    this.said.push(text);
  }
  close(): void {
    this.readyState = 2;
  }
}

let live: LiveSocket;
let states: boolean[];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Socket);
  Socket.all = [];
  states = [];
  live = new LiveSocket({
    after: 1,
    url: async (after) => `wss://inbox.example/live?after=${after}`,
    frame: () => {},
    state: (isLive) => states.push(isLive),
  });
  await vi.waitFor(() => expect(Socket.all).toHaveLength(1));
  Socket.all[0]?.onmessage?.({ data: '{"type":"ready","seq":7}' });
});
afterEach(() => {
  live.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a live socket that is woken up', () => {
  it('a dead live socket is replaced within seconds of waking up', async () => {
    live.wake();
    expect(Socket.all[0]?.said).toEqual(['ping']);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(states).toEqual([true, false]);
    expect(Socket.all.map(({ url }) => url)).toEqual([
      'wss://inbox.example/live?after=1',
      'wss://inbox.example/live?after=7',
    ]);
  });

  it('a live socket that answers after waking up is kept', async () => {
    live.wake();
    Socket.all[0]?.onmessage?.({ data: 'pong' });
    await vi.advanceTimersByTimeAsync(7_000);
    expect([states, Socket.all.length]).toEqual([[true], 1]);
  });
});

describe('a live socket', () => {
  it('a live socket that is silent for a minute is replaced', async () => {
    await vi.advanceTimersByTimeAsync(50_000);
    expect([Socket.all[0]?.said, states]).toEqual([['ping', 'ping'], [true]]);
    await vi.advanceTimersByTimeAsync(25_000 + 1_000);
    expect(states).toEqual([true, false]);
    expect(Socket.all).toHaveLength(2);
  });

  it('a live socket that answers every ping is kept', async () => {
    for (let at = 0; at < 8; at++) {
      await vi.advanceTimersByTimeAsync(25_000);
      Socket.all[0]?.onmessage?.({ data: 'pong' });
    }
    expect([states, Socket.all.length]).toEqual([[true], 1]);
  });

  it('frames of an abandoned live socket are ignored', async () => {
    const [first] = Socket.all;
    first?.onclose?.();
    first?.onmessage?.({ data: '{"type":"ready","seq":50}' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states).toEqual([true, false]);
    expect(Socket.all[1]?.url).toBe('wss://inbox.example/live?after=7');
  });
});

describe('a frame', () => {
  it('damaged and unknown frames are ignored', () => {
    const texts = ['', '{', 'null', '{"type":"new"}', '{"type":"ready"}', '{"type":"change","seq":1}'];
    expect(texts.map((text) => readFrame(text))).toEqual(texts.map(() => null));
    expect(readFrame('{"type":"ready","seq":7}')).toEqual({ type: 'ready', seq: 7 });
  });
});
