import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import { inboxOf } from '../../../worker/objects.ts';
import type { InboxEvent } from '../../../worker/whatsapp/receiving/inbox-event.ts';
import { parseWebhook } from '../../../worker/whatsapp/receiving/webhook.ts';
import { text, webhook } from '../support/webhooks.ts';

const longest = inject('isLong') ? 3_600_000 : 60_000;
const at = Date.UTC(2026, 10, 24, 9);
const number = '106540352242922';
const [ann, bob] = ['15550100001', '15550100002'];

/**
 * Two customers, a reaction that is changed and removed, edits and a revocation, a call, a name from the address
 * book, and a message from the phone app with its statuses.
 */
const events: InboxEvent[] = [
  text(ann, 'wamid.a1', at, 'Hello'),
  text(ann, 'wamid.a2', at + 1_000, 'Are you there?'),
  text(bob, 'wamid.b1', at + 500, 'Good morning'),
  reaction('wamid.r1', 'wamid.a1', '👍', at + 2_000),
  reaction('wamid.r2', 'wamid.a1', '❤️', at + 3_000),
  reaction('wamid.r3', 'wamid.a2', '', at + 4_000),
  change('wamid.x1', 'edit', edited('Hello!'), at + 8_000),
  change('wamid.x2', 'edit', edited('Hello, shop!'), at + 9_000),
  change('wamid.x3', 'revoke', { original_message_id: 'wamid.a2' }, at + 6_000),
  ...['sent', 'delivered', 'read'].map((status, index) => ({
    statuses: [{ id: 'wamid.e1', status, timestamp: String(at / 1000 + 10 + index), recipient_id: ann }],
  })),
]
  .flatMap((value) => parseWebhook(JSON.parse(webhook(number, value))))
  .map(({ event }) => event)
  .concat({
    kind: 'echo',
    wamid: 'wamid.e1',
    at: at + 5_000,
    type: 'text',
    to: { waId: ann },
    raw: JSON.stringify({ id: 'wamid.e1', to: ann, type: 'text', text: { body: 'From the phone' } }),
  })
  .concat(
    {
      kind: 'contact',
      action: 'add',
      at: at + 100,
      party: { waId: bob },
      fullName: 'Bob Book',
      raw: '{"n":1}',
    },
    {
      kind: 'notice',
      field: 'calls',
      at: at + 7_000,
      party: { waId: bob },
      raw: JSON.stringify({ id: 'c1', event: 'terminate', direction: 'USER_INITIATED', status: 'FAILED' }),
    },
  );

function reaction(id: string, target: string, emoji: string, time: number): Record<string, unknown> {
  const reacted = { message_id: target, emoji };
  return {
    messages: [{ from: ann, id, timestamp: String(time / 1000), type: 'reaction', reaction: reacted }],
  };
}

function edited(body: string): object {
  return { original_message_id: 'wamid.a1', message: { type: 'text', text: { body } } };
}

function change(id: string, type: string, body: object, time: number): Record<string, unknown> {
  return { messages: [{ from: ann, id, timestamp: String(time / 1000), type, [type]: body }] };
}

let worlds = 0;
async function stateAfter(arrivals: readonly InboxEvent[][]) {
  worlds += 1;
  const inbox = inboxOf(env, `world-${worlds}`);
  for (const group of arrivals) await inbox.receiving.receive(group);
  const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
  const threads = await Promise.all(
    rows.map(async ({ id, contact, unread, waitingSince, window, lastMessage }) => ({
      name: contact.name,
      phone: contact.phone,
      unread,
      waitingSince,
      window,
      last: lastMessage?.wamid,
      thread: (await inbox.messages.list(id, {}, 50)).rows.map(essence),
    })),
  );
  return threads.sort((a, b) => (a.phone ?? '').localeCompare(b.phone ?? ''));
}

/** Without the numbers that depend on the order of arrival by their nature. */
function essence(message: Message) {
  const { wamid, direction, sentAt, content, earlier, revokedAt, reactions, status } = message;
  return { wamid, direction, sentAt, content, earlier, revokedAt, reactions, status };
}

describe('receive', () => {
  it('the state is the same for every order, repetition and grouping of the events', {
    timeout: longest,
  }, async () => {
    const expected = await stateAfter([events]);
    expect(expected[0]).toMatchObject({ unread: 0, waitingSince: null, last: 'wamid.e1' });
    expect(expected[0]?.thread.map(({ wamid, status }) => [wamid, status])).toEqual([
      ['wamid.x2', null],
      ['wamid.x1', null],
      ['wamid.x3', null],
      ['wamid.e1', 'read'],
      ['wamid.a2', null],
      ['wamid.a1', null],
    ]);
    expect(expected[0]?.thread.at(-1)).toMatchObject({
      content: { text: { body: 'Hello, shop!' } },
      earlier: [{ text: { body: 'Hello' } }, { text: { body: 'Hello!' } }],
    });
    expect(expected[1]).toMatchObject({ name: 'Bob Book', unread: 2, waitingSince: at });
    const arrivals = fc
      .tuple(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.shuffledSubarray(events),
        fc.integer({ min: 1, max: 4 }),
      )
      .map(([all, again, size]) => {
        const order = [...again, ...all];
        return Array.from({ length: Math.ceil(order.length / size) }, (_, i) =>
          order.slice(i * size, (i + 1) * size),
        );
      });
    await fc.assert(
      fc.asyncProperty(arrivals, async (groups) => {
        expect(await stateAfter(groups)).toEqual(expected);
      }),
      { numRuns: inject('isLong') ? 2_000 : 40 },
    );
  });
});

/** A customer who is known by three ids and opts out and in again, while WhatsApp closes their window. */
const [one, other, user] = ['15550100011', '15550100012', 'US.10011'];
const changing: InboxEvent[] = [
  text(one, 'wamid.m1', at, 'Hello'),
  text(other, 'wamid.m2', at + 1_000, 'START'),
  text(one, 'wamid.m3', at + 2_000, 'STOP'),
  {
    messages: [
      {
        ...{ from: other, from_user_id: user, id: 'wamid.m4', type: 'text' },
        ...{ timestamp: String(at / 1000 + 2), text: { body: 'START' } },
      },
    ],
  },
  {
    messages: [
      {
        ...{ from: one, id: 'wamid.s', type: 'system', timestamp: String(at / 1000 + 1) },
        system: { type: 'user_changed_number', wa_id: other, body: 'changed' },
      },
    ],
  },
  {
    messages: [
      {
        ...{ from_user_id: user, id: 'wamid.c', type: 'contacts', timestamp: String(at / 1000 + 3) },
        ...{ origin: 'contact_request', contacts: [{ phones: [{ phone: `+${other}`, wa_id: other }] }] },
      },
    ],
  },
  {
    statuses: [
      {
        ...{ id: 'wamid.e2', status: 'failed', recipient_id: other, recipient_user_id: user },
        timestamp: String(at / 1000 + 20),
        errors: [{ code: 131047, title: 'Re-engagement message' }],
      },
    ],
  },
]
  .flatMap((value) => parseWebhook(JSON.parse(webhook(number, value))))
  .map(({ event }) => event);
/** A status of a message that is not stored says nothing of a conversation. */
const answered: InboxEvent = {
  kind: 'echo',
  wamid: 'wamid.e2',
  at: at + 4_000,
  type: 'text',
  to: { waId: other, userId: user },
  raw: JSON.stringify({ id: 'wamid.e2', to: other, type: 'text', text: { body: 'From the phone' } }),
};

describe('a customer whose ids turn out to belong to one person', () => {
  it('the customer has one opt-out, one closed window and one thread in every order of events', {
    timeout: longest,
  }, async () => {
    const stateOf = async (groups: readonly InboxEvent[][]) => {
      const states = await stateAfter([[answered], ...groups]);
      // What came first in one second is shown first.
      const threads = states.map(({ thread, ...state }) => ({
        ...state,
        thread: thread.sort((a, b) => a.sentAt - b.sentAt || ((a.wamid ?? '') < (b.wamid ?? '') ? -1 : 1)),
      }));
      const inbox = inboxOf(env, `world-${worlds}`);
      const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
      return { threads, stopped: rows.map(({ marketingStoppedAt }) => marketingStoppedAt) };
    };
    const expected = await stateOf([changing]);
    expect(expected.threads).toHaveLength(1);
    // An opt-out and an opt-in of the same second count as an opt-out, even across two conversations.
    expect(expected.stopped).toEqual([at + 2_000]);
    // A message of the same second would have been written after it.
    expect(expected.threads[0]?.window.expiresAt).toBe(at + 20_000 - 1);
    const orders = fc
      .tuple(
        fc.shuffledSubarray(changing, { minLength: changing.length }),
        fc.shuffledSubarray(changing),
        fc.integer({ min: 1, max: 4 }),
      )
      .map(([all, again, size]) => {
        const order = [...again, ...all];
        return Array.from({ length: Math.ceil(order.length / size) }, (_, index) =>
          order.slice(index * size, (index + 1) * size),
        );
      });
    await fc.assert(
      fc.asyncProperty(orders, async (groups) => {
        expect(await stateOf(groups)).toEqual(expected);
      }),
      { numRuns: inject('isLong') ? 2_000 : 25, seed: 20261129 },
    );
  });
});
