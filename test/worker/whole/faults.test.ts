/**
 * The fault matrix: everything that WhatsApp, the network, the customer or we ourselves can do to a send, for every
 * kind of message. Each row says where the message ends, how many requests to send it went to Graph, how many of them
 * WhatsApp took, and what the person who wrote it is told.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, inject, it, vi } from 'vitest';
import type { MessageStatus } from '../../../worker/api/conversations/messages.ts';
import { messageRow } from '../../../worker/inbox/records/rows.ts';
import { messageOf } from '../../../worker/inbox/records/wire.ts';
import { isTokenRefusal } from '../../../worker/whatsapp/account/number.ts';
import { errorCatalogue } from '../../../worker/whatsapp/graph/error-catalogue.ts';
import { isRetryable } from '../../../worker/whatsapp/graph/errors.ts';
import { samples } from '../../fixtures/outbound.ts';
import {
  accepts,
  answersOddly,
  failure,
  type GraphAnswer,
  type GraphCall,
  loses,
  neverAnswers,
  refuses,
  ScriptedGraph,
  status,
  unreachable,
} from '../support/meta/scripted-graph.ts';
import { begins, World } from '../support/outbox-world.ts';
import { text } from '../support/webhooks.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Where a message ends, requests to Graph, how many WhatsApp took, and the code of what the person is told. */
type End = [ends: MessageStatus, requests: number, taken: number, told: number | string | null];

interface Fault {
  name: string;
  /** What is answered to the requests for one message, in order; the last answer is given to all that follow. */
  answers: Answer[];
  end: End;
  /** Where a template ends, which is not bound to the window, and can be marketing. */
  template?: End;
  /** Whether it concerns the whole number, so that each message needs a separate number. */
  isOfNumber?: boolean;
  /** Another code that ends the same way, whatever the message: a few kinds are enough, except in the long run. */
  isAlike?: boolean;
  /** What is so before anything is sent. */
  given?: (world: World) => void;
  /** What happens on the way. */
  meanwhile?: (world: World) => void;
}

/** With what WhatsApp reports of it afterwards, when it takes it: milliseconds after the request, word, error code. */
type Answer = GraphAnswer | { reports: [at: number, word: string, code?: number][]; answer?: GraphAnswer };

const later: [number, string][] = [
  [200, 'sent'],
  [300, 'delivered'],
  [400, 'read'],
];
const delivers: Answer = { reports: later };
const lasting = Object.keys(errorCatalogue)
  .map(Number)
  .filter((code) => !isRetryable({ code, title: '' }, 400) && !isTokenRefusal({ code }));
const passing = [1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057];

const faults: Fault[] = [
  { name: 'nothing', answers: [delivers], end: ['read', 1, 1, null] },

  ...passing.flatMap((code): Fault[] => {
    // Whether a code passes is all that is known of it here, so every kind meets one of them.
    const isAlike = code !== 130429;
    return [
      { name: `${code} once`, answers: [refuses(code), delivers], end: ['read', 2, 1, null], isAlike },
      { name: `${code} for ever`, answers: [refuses(code)], end: ['failed', 8, 0, code], isAlike },
    ];
  }),
  {
    name: '429 with Retry-After',
    answers: [refuses(130429, 429, { 'retry-after': '20' }), delivers],
    end: ['read', 2, 1, null],
  },
  {
    name: '429 from a proxy',
    answers: [answersOddly(429, 'Slow down'), delivers],
    end: ['read', 2, 1, null],
  },
  { name: 'an unknown code with 503', answers: [refuses(990_001, 503), delivers], end: ['read', 2, 1, null] },
  { name: 'an unknown code with 400', answers: [refuses(990_002, 400)], end: ['failed', 1, 0, 990_002] },
  { name: '404 from a proxy', answers: [answersOddly(404, 'Nothing here')], end: ['failed', 1, 0, 404] },
  ...lasting.map(
    // 131052 is about a file that the customer sent. For a file of ours, the inbox reports 131053.
    (code): Fault => ({
      name: `${code}`,
      answers: [refuses(code)],
      end: ['failed', 1, 0, code === 131052 ? 131053 : code],
      isAlike: code !== 131026,
    }),
  ),

  ...[0, 190].map(
    (code): Fault => ({
      name: `${code} until there is another token`,
      answers: [refuses(code), refuses(code), delivers],
      isOfNumber: true,
      isAlike: code !== 190,
      end: ['read', 3, 1, null],
    }),
  ),

  { name: 'no connection once', answers: [unreachable, delivers], end: ['read', 2, 1, null] },
  {
    name: 'no connection for ever',
    answers: [unreachable],
    end: ['failed', 8, 0, 'whatsapp_unreachable'],
  },
  { name: 'a lost request', answers: [loses()], end: ['in_doubt', 1, 0, 'in_doubt'] },
  { name: 'no answer in time', answers: [loses('TimeoutError')], end: ['in_doubt', 1, 0, 'in_doubt'] },
  { name: 'a lost answer', answers: [{ reports: later, answer: loses() }], end: ['read', 1, 1, null] },
  {
    name: 'a lost answer, and WhatsApp never says more',
    answers: [{ reports: [], answer: loses() }],
    end: ['in_doubt', 1, 1, 'in_doubt'],
  },
  {
    name: 'a lost answer of what then fails',
    answers: [{ reports: [[200, 'failed', 131026]], answer: loses() }],
    end: ['failed', 1, 1, 131026],
  },
  {
    name: '502 from a proxy',
    answers: [{ reports: later, answer: answersOddly(502, 'Bad gateway') }],
    end: ['read', 1, 1, null],
  },
  {
    name: 'a redirect, which Graph does not send',
    answers: [answersOddly(302, 'Found')],
    end: ['in_doubt', 1, 0, 'in_doubt'],
  },
  {
    name: '502 from a proxy, and silence',
    answers: [answersOddly(502, 'Bad gateway')],
    end: ['in_doubt', 1, 0, 'in_doubt'],
  },
  {
    name: '200 without an answer in it',
    answers: [{ reports: [[200, 'sent']], answer: answersOddly(200, '<html>') }],
    end: ['sent', 1, 1, null],
  },
  {
    name: '500 for what it delivers, said first',
    answers: [{ reports: [[50, 'delivered']], answer: refuses(131000, 500) }],
    end: ['delivered', 1, 1, null],
  },

  ...[131026, 131047, 131049, 131050, 131051, 131053].map(
    (code): Fault => ({
      name: `${code} by status`,
      answers: [{ reports: [[200, 'failed', code]] }],
      end: ['failed', 1, 1, code],
    }),
  ),
  {
    name: 'a failure without a reason',
    answers: [{ reports: [[200, 'failed']] }],
    end: ['failed', 1, 1, 'no_reason'],
  },
  {
    name: 'a failure after it was sent',
    answers: [
      {
        reports: [
          [200, 'sent'],
          [300, 'failed', 131049],
        ],
      },
    ],
    end: ['failed', 1, 1, 131049],
  },
  {
    name: 'a failure before the news that it was sent',
    answers: [
      {
        reports: [
          [200, 'failed', 131049],
          [300, 'sent'],
        ],
      },
    ],
    end: ['failed', 1, 1, 131049],
  },
  {
    name: 'statuses before the answer',
    answers: [
      {
        reports: [
          [10, 'sent'],
          [20, 'delivered'],
          [30, 'read'],
        ],
      },
    ],
    end: ['read', 1, 1, null],
  },
  {
    name: 'statuses backwards',
    answers: [
      {
        reports: [
          [200, 'read'],
          [300, 'delivered'],
          [400, 'sent'],
        ],
      },
    ],
    end: ['read', 1, 1, null],
  },
  { name: 'statuses twice', answers: [{ reports: [...later, ...later] }], end: ['read', 1, 1, null] },
  { name: 'a lone read', answers: [{ reports: [[200, 'read']] }], end: ['read', 1, 1, null] },
  { name: 'an unknown status', answers: [{ reports: [[200, 'warning']] }], end: ['accepted', 1, 1, null] },
  {
    name: 'an unknown status of a lost answer',
    answers: [{ reports: [[200, 'warning']], answer: loses() }],
    end: ['accepted', 1, 1, null],
  },

  {
    name: 'the object dies',
    answers: [neverAnswers],
    meanwhile: (world) => world.later(20_000, () => world.restart()),
    end: ['in_doubt', 1, 0, 'in_doubt'],
  },
  {
    name: 'the object dies, and the message arrives',
    answers: [{ reports: [[25_000, 'delivered']], answer: neverAnswers }],
    meanwhile: (world) => world.later(20_000, () => world.restart()),
    end: ['delivered', 1, 1, null],
  },
  {
    name: 'the message arrives, and the object dies',
    answers: [{ reports: [[200, 'delivered']], answer: neverAnswers }],
    meanwhile: (world) => world.later(20_000, () => world.restart()),
    end: ['delivered', 1, 1, null],
  },
  {
    name: 'the object dies while it waits',
    answers: [refuses(130429, 429, { 'retry-after': '60' }), delivers],
    meanwhile: (world) => world.later(20_000, () => world.restart()),
    end: ['read', 2, 1, null],
  },

  {
    name: 'the window closes while it waits',
    given: () => vi.setSystemTime(begins + 23.5 * hour),
    answers: [refuses(130429, 429, { 'retry-after': '3000' }), delivers],
    end: ['failed', 1, 0, 'window_closed'],
    template: ['read', 2, 1, null],
  },
  {
    name: 'the customer writes while it waits past the window',
    given: () => vi.setSystemTime(begins + 23.5 * hour),
    answers: [refuses(130429, 429, { 'retry-after': '3000' }), delivers],
    meanwhile: (world) =>
      world.later(minute, () => {
        kinds.forEach((_, index) => {
          world.life.store(text(phoneOf(index), `wamid.again.${index}`, Date.now(), 'Hello?'));
        });
      }),
    end: ['read', 2, 1, null],
  },
  {
    name: 'the number is switched off',
    given: (world) => {
      world.isEnabled = false;
    },
    answers: [delivers],
    end: ['failed', 0, 0, 'number_disabled'],
  },
  {
    name: 'the number is switched off while it waits',
    answers: [refuses(130429, 429, { 'retry-after': '60' }), delivers],
    meanwhile: (world) =>
      world.later(20_000, () => {
        world.isEnabled = false;
      }),
    end: ['failed', 1, 0, 'number_disabled'],
  },
  {
    name: 'nobody is left to write to',
    given: (world) => void world.sql.exec('DELETE FROM alias'),
    answers: [delivers],
    end: ['failed', 0, 0, 'no_recipient'],
  },
  {
    name: 'the customer is somebody else now',
    given: (world) => {
      world.life.policy.change({ ...world.life.policy.now, identityCheck: true });
      world.sql.exec("UPDATE conversation SET identity = 'first', identity_seen = 'second'");
    },
    answers: [delivers],
    end: ['failed', 0, 0, 'identity_changed'],
  },
  {
    name: 'the customer is blocked',
    given: (world) => void world.sql.exec('UPDATE conversation SET blocked_at = 1'),
    answers: [delivers],
    end: ['failed', 0, 0, 'blocked'],
  },
  {
    name: 'the customer is blocked while it waits',
    answers: [refuses(130429, 429, { 'retry-after': '60' }), delivers],
    meanwhile: (world) => world.later(20_000, () => world.sql.exec('UPDATE conversation SET blocked_at = 1')),
    end: ['failed', 1, 0, 'blocked'],
  },
  {
    name: 'the customer has said stop',
    given: (world) => {
      world.isMarketing = true;
      world.sql.exec('UPDATE conversation SET marketing_stopped = 1');
    },
    answers: [delivers],
    end: ['read', 1, 1, null],
    template: ['failed', 0, 0, 'opted_out'],
  },
];

const upload = '00000000-0000-4000-8000-000000000001';
const kinds: [name: string, content: object][] = [
  ...Object.entries(samples).flatMap(([name, contents]): [string, object][] =>
    contents.map((content, index) => [index === 0 ? name : `${name} ${index + 1}`, content]),
  ),
  ['image from a file', { type: 'image', image: { id: upload } }],
];
const fewKinds = kinds.filter(([name]) =>
  ['text', 'template', 'location', 'image from a file'].includes(name),
);
const phoneOf = (index: number) => String(15_550_700_000 + index);

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => {
  vi.useRealTimers();
});

it('every code of the catalogue has a row', () => {
  const rows = new Set(faults.map(({ name }) => Number.parseInt(name, 10)));
  expect(Object.keys(errorCatalogue).filter((code) => !rows.has(Number(code)))).toEqual([]);
});

it.each(faults)('$name', async (fault) => {
  const some = fault.isAlike && !inject('isLong') ? fewKinds : kinds;
  const found = fault.isOfNumber ? await playEach(fault, some) : await play(fault, some);
  const expected = some.map(([kind, content]) => {
    const isTemplate = 'type' in content && content.type === 'template';
    return { kind, end: (isTemplate && fault.template) || fault.end };
  });
  expect(found.map(({ kind, end }) => ({ kind, end }))).toEqual(expected);
  for (const { words } of found) for (const length of words ?? []) expect(length).toBeGreaterThan(10);
});

/** One after another, because they share the clock. */
async function playEach(fault: Fault, some: typeof kinds): Promise<Awaited<ReturnType<typeof play>>> {
  const [first, ...rest] = some;
  let found = first ? await play(fault, [first]) : [];
  for (const kind of rest) found = [...found, ...(await play(fault, [kind]))];
  return found;
}

/** Sends each message to another customer, and returns the outcomes. */
function play(fault: Fault, some: typeof kinds) {
  const number = fault.isOfNumber ? `${fault.name}, ${some[0]?.[0]}` : fault.name;
  return runInDurableObject(env.INBOX.getByName(number), async (_, state) => {
    await env.MEDIA?.put('faults/photo', 'bytes');
    const whatsApp = new ScriptedGraph();
    const world = new World(state, number, whatsApp.graph);
    const about = { object: 'faults/photo', mimeType: 'image/jpeg', size: 5, filename: 'a.jpg' };
    world.life.media.addUpload({ id: upload, ...about, graphId: null, pixels: null }, Date.now());
    const asked = new Map<unknown, number>();
    const taken = new Map<unknown, number>();
    whatsApp.usually = (call, wait) => {
      const { to } = call.body;
      const nth = asked.get(to) ?? 0;
      asked.set(to, nth + 1);
      const answer = fault.answers[Math.min(nth, fault.answers.length - 1)] ?? accepts;
      if (typeof answer === 'function') return answer(call, wait);
      taken.set(to, (taken.get(to) ?? 0) + 1);
      report(world, call, answer.reports);
      return (answer.answer ?? accepts)(call, wait);
    };
    some.forEach((_, index) => {
      world.life.store(text(phoneOf(index), `wamid.hello.${index}`, begins, 'Hello'));
    });
    fault.given?.(world);
    const ids = some.map(([name, content], index) => {
      const author = { type: 'agent' as const, id: 'a', name: 'Ann' };
      const request = {
        to: { conversationId: index + 1 },
        key: name,
        content: { type: '', ...content },
        author,
      };
      return world.life.outbox.enqueue(request, Date.now()).id;
    });
    fault.meanwhile?.(world);
    await world.end();
    return ids.map((id, index) => {
      const row = messageRow(world.sql, id);
      const message = row && messageOf(world.sql, row);
      const phone = phoneOf(index);
      return {
        kind: some[index]?.[0],
        end: [message?.status, asked.get(phone) ?? 0, taken.get(phone) ?? 0, message?.error?.code ?? null],
        words: message?.error ? [message.error.title.length, message.error.advice.length] : null,
      };
    });
  });
}

function report(world: World, call: GraphCall, reports: [at: number, word: string, code?: number][]): void {
  for (const [at, word, code] of reports) {
    const errors = code === undefined ? {} : failure(code);
    world.later(at, () => world.life.store(status(word, call, errors)));
  }
}
