/** Messages on their way to the inbox: none of them overtakes the one before it, and none is lost or doubled. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import { Outgoing } from '../../../../widget/client/sending/outgoing.ts';
import { usualView } from '../../../../widget/client/state/list-view.ts';
import { InboxStore } from '../../../../widget/client/store/inbox-store.ts';
import { message } from '../../agent-console/rows.ts';

interface Sent {
  key: string;
  body: string;
  follows: number[];
  ifLastSeq: number | undefined;
}

let store: InboxStore;
/** What the inbox has been asked, in order. */
let sent: Sent[];
/** What it answers to the next ones. After them it takes everything in. */
let answers: (Response | 'taken' | 'unreachable')[];

beforeEach(() => {
  localStorage.clear();
  sent = [];
  answers = [];
  vi.stubGlobal('fetch', async (_: string, { headers, body }: RequestInit) => {
    const { content, follows = [], ifLastSeq } = JSON.parse(String(body));
    const key = new Headers(headers).get('idempotency-key') ?? '';
    sent.push({ key, body: content.text.body, follows, ifLastSeq });
    const answer = answers.shift() ?? 'taken';
    if (answer === 'unreachable') throw new TypeError('Failed to fetch');
    if (answer !== 'taken') return answer;
    return Response.json(message(100 + sent.length, { direction: 'out', key, content }));
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
  vi.unstubAllGlobals();
  vi.useRealTimers();
  store.stop();
});

function three(): void {
  const text = (body: string) => ({ content: { type: 'text' as const, text: { body } }, ifLastSeq: 7 });
  const one = store.send(1, text('One'));
  const two = store.send(1, { ...text('Two'), follows: one });
  store.send(1, { ...text('Three'), follows: two });
}

const refusal = (code: string) => Response.json({ error: { code, message: 'No.' } }, { status: 409 });
const asked = () => sent.map(({ body, follows }) => [body, follows]);
const problems = () => store.state.pending.map(({ problem }) => problem?.code ?? null);
const until = (count: number) => vi.waitFor(() => expect(store.state.pending).toHaveLength(count));

describe('the parts of a text', () => {
  it('each message part names the one before it', async () => {
    three();
    await until(0);
    expect(asked()).toEqual([
      ['One', []],
      ['Two', [101]],
      ['Three', [102]],
    ]);
  });

  it('only the first part is stopped by an answer of another agent, so a text is not sent in half', async () => {
    three();
    const part = (body: string) => ({ content: { type: 'text' as const, text: { body } }, ifLastSeq: 9 });
    store.sendAll(1, [part('Four'), { ...part('Five'), isNextPart: true }]);
    await until(0);
    expect(sent.map(({ body, ifLastSeq }) => [body, ifLastSeq])).toEqual([
      ['One', 7],
      ['Two', undefined],
      ['Three', undefined],
      ['Four', 9],
      ['Five', undefined],
    ]);
  });

  it('parts wait for a rejected part before them, whichever is retried', async () => {
    answers = [refusal('window_closed')];
    three();
    await vi.waitFor(() => expect(problems()).toEqual(Array(3).fill('window_closed')));
    expect(asked()).toEqual([['One', []]]);
    const last = store.state.pending.at(-1);
    if (!last) throw new Error('Nothing waits');
    await store.retry(last);
    await until(0);
    expect(asked().slice(1)).toEqual([
      ['One', []],
      ['Two', [102]],
      ['Three', [103]],
    ]);
  });

  it('parts are sent in order under their keys when the network is back', async () => {
    answers = ['taken', 'unreachable'];
    three();
    await vi.waitFor(() => expect(problems()).toEqual(['unreachable', 'unreachable']));
    expect((await new Outgoing('ana', '1').all()).map(({ follows }) => follows)).toEqual([
      101,
      store.state.pending[0]?.key,
    ]);
    const [two] = store.state.pending;
    if (!two) throw new Error('Nothing waits');
    await store.retry(two);
    await until(0);
    expect(asked()).toEqual([
      ['One', []],
      ['Two', [101]],
      ['Two', [101]],
      ['Three', [103]],
    ]);
    expect(sent[1]?.key).toBe(sent[2]?.key);
  });

  it('removing a pending part links its neighbors', async () => {
    answers = [refusal('blocked')];
    three();
    await vi.waitFor(() => expect(problems()).toEqual(Array(3).fill('blocked')));
    const [, two] = store.state.pending;
    if (two) store.queue.discard(two);
    const third = store.state.pending.at(-1);
    if (!third) throw new Error('Nothing waits');
    await store.retry(third);
    await until(0);
    expect(asked().slice(1)).toEqual([
      ['One', []],
      ['Three', [102]],
    ]);
  });
});

describe('what the connection kept from going', () => {
  const say = (body: string) => store.send(1, { content: { type: 'text', text: { body } } });

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });

  it('messages that could not be sent are retried automatically, in order and with growing pauses', async () => {
    answers = Array(3).fill('unreachable');
    say('One');
    await vi.advanceTimersByTimeAsync(0);
    expect(problems()).toEqual(['unreachable']);
    await vi.advanceTimersByTimeAsync(999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(2);
    say('Two');
    await vi.advanceTimersByTimeAsync(0);
    expect([sent.length, problems()]).toEqual([3, ['unreachable', 'unreachable']]);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(sent).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(store.state.pending).toEqual([]);
    expect(asked().map(([body]) => body)).toEqual(['One', 'One', 'One', 'One', 'Two']);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(5);
  });

  it('pending messages are sent at once when the browser is online again', async () => {
    answers = ['unreachable'];
    say('One');
    await vi.advanceTimersByTimeAsync(0);
    store.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.state.pending).toEqual([]);
    expect(sent[1]?.key).toBe(sent[0]?.key);
  });

  it('a closed inbox does not retry', async () => {
    answers = ['unreachable'];
    say('One');
    await vi.advanceTimersByTimeAsync(0);
    store.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
  });

  it('closing the inbox during a request stops further retries', async () => {
    answers = ['unreachable'];
    say('One');
    store.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(problems()).toEqual(['unreachable']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
  });
});
