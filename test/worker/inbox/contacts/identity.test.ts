/** Whose conversation an event belongs to, whatever ids it gives and in whatever order events come. */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { inboxOf } from '../../../../worker/objects.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';
import { webhook } from '../../support/webhooks.ts';

const isLong = inject('isLong');
const longest = isLong ? 3_600_000 : 120_000;
const day = 24 * 60 * 60;
const start = Math.floor(Date.UTC(2026, 5, 1) / 1000);
const [a, b] = ['15550960001', '15550960002'];
const [u1, u2, u3] = ['US.9600001', 'US.9600002', 'US.9600003'];

interface Body {
  field: string;
  value: Record<string, unknown>;
}
interface Ids {
  phone?: string;
  user?: string;
}

const contactOf = ({ phone, user }: Ids) => ({
  profile: { name: 'Somebody' },
  ...(phone !== undefined && { wa_id: phone }),
  ...(user !== undefined && { user_id: user }),
});
const senderOf = ({ phone, user }: Ids) => ({
  ...(phone !== undefined && { from: phone }),
  ...(user !== undefined && { from_user_id: user }),
});
const stamp = (at: number) => ({ timestamp: String(start + Math.round(at * day)) });

/** Days after the start. */
function says(ids: Ids, id: string, at: number): Body {
  const message = { ...senderOf(ids), id, ...stamp(at), type: 'text', text: { body: id } };
  return { field: 'messages', value: { contacts: [contactOf(ids)], messages: [message] } };
}
function echoes({ phone, user }: Ids, id: string, at: number): Body {
  const to = { ...(phone !== undefined && { to: phone }), ...(user !== undefined && { to_user_id: user }) };
  const echo = { from: '15550783881', ...to, id, ...stamp(at), type: 'text', text: { body: id } };
  return { field: 'smb_message_echoes', value: { message_echoes: [echo] } };
}
function was(ids: Ids, id: string, at: number): Body {
  const past = { ...senderOf(ids), id, ...stamp(at), type: 'text', text: { body: id } };
  return {
    field: 'history',
    value: { history: [{ threads: [{ context: contactOf(ids), messages: [past] }] }] },
  };
}
function delivered({ phone, user }: Ids, id: string, at: number): Body {
  const recipient = { recipient_id: phone, recipient_user_id: user };
  return {
    field: 'messages',
    value: { statuses: [{ id, status: 'delivered', ...stamp(at), ...recipient }] },
  };
}
function system(from: Ids, now: Record<string, string>, id: string, at: number): Body {
  const message = { ...senderOf(from), id, ...stamp(at), type: 'system', system: now };
  return { field: 'messages', value: { messages: [message] } };
}
const movesTo = (from: Ids, to: string, id: string, at: number) =>
  system(from, { type: 'user_changed_number', body: `User changed from x to ${to}`, wa_id: to }, id, at);
function updates(previous: string, current: string, at: number): Body {
  const update = { user_id: { previous, current }, detail: `${previous} is ${current}`, ...stamp(at) };
  return { field: 'user_id_update', value: { user_id_update: [update] } };
}
function shares(ids: Ids, phone: string, id: string, at: number): Body {
  const card = { origin: 'contact_request', contacts: [{ phones: [{ phone: `+${phone}`, wa_id: phone }] }] };
  const message = { ...senderOf(ids), id, ...stamp(at), type: 'contacts', ...card };
  return { field: 'messages', value: { contacts: [contactOf(ids)], messages: [message] } };
}

const eventsIn = (bodies: readonly Body[]) =>
  bodies
    .flatMap(({ field, value }) =>
      parseWebhook(JSON.parse(webhook('1', value).replace('"field":"messages"', `"field":"${field}"`))),
    )
    .map(({ event }) => event);

let worlds = 0;
/** Threads by the texts in them, oldest first, with a question mark where it is uncertain whose it is; and where answers go. */
async function stateAfter(deliveries: readonly (readonly Body[])[]) {
  worlds += 1;
  const inbox = inboxOf(env, `identity-${worlds}`);
  for (const bodies of deliveries) await inbox.receiving.receive(eventsIn(bodies));
  const problems = (await inbox.receiving.rawEvents('notice', Number.MAX_SAFE_INTEGER, 100)).rows.filter(
    ({ problem }) => problem !== null,
  );
  expect(problems).toEqual([]);
  const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 50 });
  const threads = await Promise.all(
    rows.map(async ({ id, contact, window }) => ({
      said: (await inbox.messages.list(id, {}, 100)).rows
        .map(({ wamid, isUncertain, content, sentAt }) => ({
          name: `${wamid ?? content.type}${isUncertain ? '?' : ''}`,
          sentAt,
        }))
        .sort((one, other) => one.sentAt - other.sentAt || (one.name < other.name ? -1 : 1))
        .map(({ name }) => name),
      to: contact.phone ?? contact.userId,
      window: window.expiresAt,
    })),
  );
  return threads.sort((one, other) => (one.said.join() < other.said.join() ? -1 : 1));
}

/** The same for every order of a few bodies, each once and all twice. */
async function expectAlways(bodies: readonly Body[], expected: readonly { said: string[]; to?: string }[]) {
  const orders = permutations(bodies);
  for (const order of [...orders.map((one) => one.map((body) => [body])), [bodies, [...bodies].reverse()]]) {
    expect({ order, threads: await stateAfter(order) }).toMatchObject({ order, threads: expected });
  }
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

describe('one person', () => {
  const cases: Readonly<Record<string, { bodies: Body[]; threads: { said: string[]; to?: string }[] }>> = {
    'who answers a request for the number, which has written before': {
      bodies: [says({ phone: a }, 'm1', 0), says({ user: u1 }, 'm2', 1), shares({ user: u1 }, a, 'm3', 2)],
      threads: [{ said: ['m1', 'm2', 'm3'], to: a }],
    },
    'who is named by both ids in a status only': {
      bodies: [
        says({ phone: a }, 'm1', 0),
        delivered({ phone: a, user: u1 }, 'sent', 1),
        says({ user: u1 }, 'm2', 2),
      ],
      threads: [{ said: ['m1', 'm2'], to: a }],
    },
    'who takes another number, by phone numbers alone': {
      bodies: [says({ phone: a }, 'm1', 0), movesTo({ phone: a }, b, 's', 1), says({ phone: b }, 'm2', 2)],
      threads: [{ said: ['m1', 's', 'm2'], to: b }],
    },
    'who takes another number, onto one that has written before them': {
      bodies: [says({ phone: b }, 'm0', 0), says({ phone: a }, 'm1', 1), movesTo({ phone: a }, b, 's', 2)],
      threads: [{ said: ['m0', 'm1', 's'], to: b }],
    },
    'who takes another number and with it another user id that only their next message tells': {
      bodies: [
        says({ phone: a, user: u1 }, 'm1', 0),
        movesTo({ phone: a, user: u1 }, b, 's', 1),
        says({ phone: b, user: u2 }, 'm2', 2),
      ],
      threads: [{ said: ['m1', 's', 'm2'], to: b }],
    },
    'who takes another number, and whose new user id a status of the same hour tells': {
      bodies: [
        says({ phone: a, user: u1 }, 'm1', 0),
        movesTo({ phone: a }, b, 's', 1 + 20 / (24 * 60)),
        delivered({ phone: b, user: u2 }, 'sent', 1 + 50 / (24 * 60)),
        says({ user: u2 }, 'm2', 2),
      ],
      threads: [{ said: ['m1', 's', 'm2'], to: b }],
    },
    'who takes another number, with both user ids told': {
      bodies: [
        says({ user: u1 }, 'm1', 0),
        system(
          { phone: a },
          { type: 'user_changed_number', wa_id: b, user_id: u2, previous_user_id: u1 },
          's',
          1,
        ),
        says({ user: u2 }, 'm2', 2),
      ],
      threads: [{ said: ['m1', 's', 'm2'], to: b }],
    },
    'whose user id changes in a message that names nobody else': {
      bodies: [
        says({ phone: a, user: u1 }, 'm1', 0),
        system({}, { type: 'user_changed_user_id', user_id: u2, previous_user_id: u1 }, 's', 1),
        says({ user: u2 }, 'm2', 2),
      ],
      // The number has changed, and the new one was not shared.
      threads: [{ said: ['m1', 's', 'm2'], to: u2 }],
    },
    'who was taken for two while a number without a user id could have been either’s': {
      bodies: [
        says({ phone: b, user: u1 }, 'm1', 0),
        says({ phone: b, user: u2 }, 'm2', 1),
        says({ phone: b }, 'm3', 2),
        updates(u1, u2, 3),
      ],
      threads: [{ said: ['m1', 'm2', 'm3', 'system'], to: u2 }],
    },
    'whose former user id stands only in the sentence': {
      bodies: [
        says({ user: u1 }, 'm1', 0),
        system(
          {},
          {
            type: 'user_changed_user_id',
            user_id: u2,
            body: `User Eve changed from ${u3} to ${u2} changed from ${u1} to ${u2}`,
          },
          's',
          1,
        ),
        says({ user: u3 }, 'n', 2),
      ],
      threads: [
        { said: ['m1', 's'], to: u2 },
        { said: ['n'], to: u3 },
      ],
    },
    'of whom user_id_update tells': {
      bodies: [says({ user: u1 }, 'm1', 0), updates(u1, u2, 1), says({ user: u2 }, 'm2', 2)],
      threads: [{ said: ['m1', 'system', 'm2'], to: u2 }],
    },
    'of whom the phone’s history has more': {
      bodies: [
        was({ phone: a }, 'h', -9),
        says({ phone: a, user: u1 }, 'm1', 0),
        echoes({ user: u1 }, 'e', 1),
      ],
      threads: [{ said: ['h', 'm1', 'e'], to: a }],
    },
  };
  for (const [name, { bodies, threads }] of Object.entries(cases)) {
    it(`${name}: one person has one conversation, in every order`, () => expectAlways(bodies, threads));
  }
});

describe('two persons', () => {
  it('two persons who had the same number stay two, and ambiguous events are marked', () =>
    expectAlways(
      [
        says({ phone: a, user: u1 }, 'm1', 0),
        says({ phone: a }, 'between', 5),
        says({ phone: a, user: u2 }, 'n1', 10),
        says({ phone: a }, 'later', 12),
      ],
      [
        { said: ['m1', 'between?'], to: u1 },
        { said: ['n1', 'later?'], to: a },
      ],
    ));

  it('two persons stay two when one takes the number that the other had', () =>
    expectAlways(
      [
        says({ phone: b, user: u3 }, 'x', 0),
        says({ phone: a, user: u1 }, 'm1', 1),
        movesTo({ phone: a }, b, 's', 2),
        says({ phone: b, user: u2 }, 'm2', 3),
      ],
      [
        { said: ['m1', 's', 'm2'], to: b },
        { said: ['x'], to: u3 },
      ],
    ));

  it('a new person on a number that was given up gets a new conversation', () =>
    expectAlways(
      [
        says({ phone: a, user: u1 }, 'm1', 0),
        movesTo({ phone: a }, b, 's', 1),
        says({ phone: a, user: u3 }, 'x', 9),
      ],
      [
        { said: ['m1', 's'], to: b },
        { said: ['x'], to: a },
      ],
    ));
});

describe('a change of a message that is not stored here', () => {
  const about = (type: string, value: object, id: string, at: number): Body => ({
    field: 'messages',
    value: { messages: [{ ...senderOf({ phone: a }), id, ...stamp(at), type, [type]: value }] },
  });
  const edit = about(
    'edit',
    { original_message_id: 'old', message: { type: 'text', text: { body: 'At five, please' } } },
    'e',
    1,
  );
  const doings: Readonly<Record<string, Body>> = {
    reaction: about('reaction', { message_id: 'old', emoji: '👍' }, 'r', 1),
    edit,
    revocation: about('revoke', { original_message_id: 'old' }, 'v', 1),
  };
  for (const [name, body] of Object.entries(doings)) {
    it(`the conversation gets a line for the ${name}, and the message changes once it arrives`, async () => {
      expect(await stateAfter([[body], [body]])).toMatchObject([
        { said: [name === 'reaction' ? 'r' : name === 'edit' ? 'e' : 'v'], to: a },
      ]);
      const inbox = inboxOf(env, `identity-${worlds}`);
      const [before] = (await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 1 })).rows;
      expect(before?.unread).toBe(name === 'edit' ? 1 : 0);
      await inbox.receiving.receive(eventsIn([was({ phone: a }, 'old', 0)]));
      const { rows } = await inbox.messages.list(before?.id ?? 0, {}, 10);
      const old = rows.find(({ wamid }) => wamid === 'old');
      expect(rows.filter(({ target }) => target === null)).toEqual([old]);
      expect(old).toMatchObject(
        {
          reaction: { reactions: [{ emoji: '👍', direction: 'in' }] },
          edit: { content: { text: { body: 'At five, please' } } },
          revocation: { revokedAt: (start + day) * 1000 },
        }[name] ?? {},
      );
      const [then] = (await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 1 })).rows;
      expect(then).toMatchObject({ unread: 0, lastMessage: { wamid: 'old' } });
    });
  }
});

describe('any history', () => {
  it('a history of up to six ids leads to the same conversations in any order, repetition and grouping', {
    timeout: longest,
  }, async () => {
    const phones = [a, b, '15550960003'];
    const users = [u1, u2, u3];
    const ids: fc.Arbitrary<Ids> = fc
      .tuple(fc.constantFrom(...phones), fc.constantFrom(...users), fc.constantFrom('phone', 'user', 'both'))
      .map(([phone, user, which]) => ({
        ...(which !== 'user' && { phone }),
        ...(which !== 'phone' && { user }),
      }));
    const at = fc.integer({ min: 0, max: 60 });
    const other = <Item>(items: readonly Item[], item: Item | undefined) =>
      items[(items.indexOf(item as Item) + 1) % items.length] as Item;
    const step = fc.tuple(
      fc.constantFrom(
        'says',
        'says',
        'says',
        'echo',
        'past',
        'status',
        'moves',
        'changes',
        'updates',
        'shares',
      ),
      ids,
      at,
    );
    const history = fc.array(step, { minLength: 1, maxLength: 40 }).map((steps) =>
      steps.map(([kind, who, when], index): Body => {
        const id = `w${index}`;
        const phone = who.phone ?? a;
        const user = who.user ?? u1;
        switch (kind) {
          case 'echo':
            return echoes(who, id, when);
          case 'past':
            return was(who, id, when);
          case 'status':
            return delivered({ phone, user }, id, when);
          case 'moves':
            return movesTo({ phone }, other(phones, phone), id, when);
          case 'changes':
            return system(
              {},
              { type: 'user_changed_user_id', user_id: other(users, user), previous_user_id: user },
              id,
              when,
            );
          case 'updates':
            return updates(user, other(users, user), when);
          case 'shares':
            return shares({ user }, phone, id, when);
          default:
            return says(who, id, when);
        }
      }),
    );
    const delivery = history.chain((bodies) =>
      fc.record({
        bodies: fc.constant(bodies),
        order: fc.shuffledSubarray(bodies, { minLength: bodies.length }),
        again: fc.subarray(bodies),
        size: fc.integer({ min: 1, max: 8 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(delivery, async ({ bodies, order, again, size }) => {
        const whole = [...again, ...order];
        const parts = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
          whole.slice(index * size, (index + 1) * size),
        );
        expect(await stateAfter(parts)).toEqual(await stateAfter([bodies]));
      }),
      { numRuns: isLong ? 600 : 25, seed: 20261129 },
    );
  });
});
