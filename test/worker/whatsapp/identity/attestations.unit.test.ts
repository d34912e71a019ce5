/** Which field of a webhook attests what about who is who. Bodies have the shapes of Meta's references, named in the source. */
import { describe, expect, it } from 'vitest';
import { attestationIn, statusTime } from '../../../../worker/whatsapp/identity/attestations.ts';
import type { IdLink, IdNode } from '../../../../worker/whatsapp/identity/persons.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';

const at = 1_780_000_000;
const timestamp = String(at);
const [a, b] = ['15550100001', '15550100002'];
const [u1, u2, u3] = ['US.1001', 'US.1002', 'US.1003'];
const [p1, p2] = ['US.ENT.9001', 'US.ENT.9002'];

function attested(field: string, value: Record<string, unknown>) {
  const metadata = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };
  const body = {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '102290129340398',
        changes: [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }],
      },
    ],
  };
  const [first] = parseWebhook(body);
  if (!first) throw new Error('The body has an event');
  const attestation = attestationIn(first.event);
  if (!attestation) return null;
  const { waId, userId, parentUserId } = attestation.party;
  return {
    party: [waId, userId, parentUserId].filter((id) => id !== undefined).join(' '),
    earlier: attestation.earlier.map((one) =>
      [one.waId, one.userId, one.parentUserId].filter((id) => id !== undefined).join(' '),
    ),
    links: attestation.links.map(inWords).sort(),
  };
}

const nodeIn = ({ kind, key }: IdNode) => (kind === 'phone' ? `+${key}` : key);
/** `US.1 changed US.2`, with `@` where it is dated as the event. */
const inWords = ({ one, other, at: when, type }: IdLink) =>
  `${nodeIn(one)} ${type} ${nodeIn(other)}${when === at * 1000 ? ' @' : ''}`;

const text = (ids: object) => ({ ...ids, id: 'm', timestamp, type: 'text', text: { body: 'Hello' } });
const system = (ids: object, change: object) => ({
  messages: [{ ...ids, id: 's', timestamp, type: 'system', system: change }],
});
const status = (ids: object) => ({ statuses: [{ id: 'm', status: 'delivered', timestamp, ...ids }] });
const card = (origin: string | undefined, phone: object) => ({
  messages: [
    {
      ...{ from_user_id: u1, id: 'm', timestamp, type: 'contacts' },
      contacts: [{ phones: [phone] }],
      ...(origin !== undefined && { origin }),
    },
  ],
});

interface Expected {
  party: string;
  earlier?: string[];
  links?: string[];
}
type Case = [name: string, field: string, value: Record<string, unknown>, expected: Expected | null];

const named: Case[] = [
  ['a message from a number', 'messages', { messages: [text({ from: a })] }, { party: a }],
  ['a message from a user id', 'messages', { messages: [text({ from_user_id: u1 })] }, { party: u1 }],
  [
    'a message with both',
    'messages',
    { messages: [text({ from: a, from_user_id: u1 })] },
    { party: `${a} ${u1}` },
  ],
  [
    'a message whose contacts entry names the rest',
    'messages',
    {
      contacts: [{ wa_id: a, user_id: u1, profile: { name: 'Ada', username: '@ada' } }],
      messages: [text({ from: a })],
    },
    { party: `${a} ${u1}` },
  ],
  [
    'a message with a parent user id',
    'messages',
    { messages: [text({ from: a, from_user_id: u1, from_parent_user_id: p1 })] },
    { party: `${a} ${u1} ${p1}`, links: [`${u1} same ${p1}`] },
  ],
  [
    'a message with a parent user id in its contacts entry only',
    'messages',
    { contacts: [{ user_id: u1, parent_user_id: p1 }], messages: [text({ from_user_id: u1 })] },
    { party: `${u1} ${p1}`, links: [`${u1} same ${p1}`] },
  ],
  [
    'an echo',
    'smb_message_echoes',
    { message_echoes: [text({ from: '15550783881', to: a, to_user_id: u1, to_parent_user_id: p1 })] },
    { party: `${a} ${u1} ${p1}`, links: [`${u1} same ${p1}`] },
  ],
  [
    'a status with both ids of its recipient',
    'messages',
    status({ recipient_id: a, recipient_user_id: u1 }),
    { party: `${a} ${u1}` },
  ],
  [
    'a status with its contacts entry',
    'messages',
    {
      contacts: [{ wa_id: a, user_id: u1, parent_user_id: p1 }],
      ...status({ recipient_id: a }),
    },
    { party: `${a} ${u1} ${p1}`, links: [`${u1} same ${p1}`] },
  ],
  ...['recipient_parent_user_id', 'parent_recipient_user_id', 'parent_user_id'].map(
    (field): Case => [
      `a status with the parent in ${field}`,
      'messages',
      status({ recipient_user_id: u1, [field]: p1 }),
      { party: `${u1} ${p1}`, links: [`${u1} same ${p1}`] },
    ],
  ),
  [
    'a call from a customer',
    'calls',
    {
      calls: [
        {
          ...{ id: 'c', timestamp, event: 'connect', direction: 'USER_INITIATED' },
          ...{ from: a, from_user_id: u1, from_parent_user_id: p1 },
          to: '15550783881',
        },
      ],
    },
    { party: `${a} ${u1} ${p1}`, links: [`${u1} same ${p1}`] },
  ],
  [
    'a preference',
    'user_preferences',
    {
      user_preferences: [
        {
          wa_id: a,
          user_id: u1,
          parent_user_id: p1,
          timestamp,
          category: 'marketing_messages',
          value: 'stop',
        },
      ],
    },
    { party: `${a} ${u1} ${p1}`, links: [`${u1} same ${p1}`] },
  ],
  [
    'an entry of the address book',
    'smb_app_state_sync',
    {
      state_sync: [
        {
          ...{ type: 'contact', action: 'add', metadata: { timestamp } },
          contact: { full_name: 'Ada', phone_number: a, user_id: u1 },
        },
      ],
    },
    { party: `${a} ${u1}` },
  ],
];

const changed: Case[] = [
  [
    'user_changed_number by numbers alone',
    'messages',
    system({ from: a }, { type: 'user_changed_number', wa_id: b }),
    { party: b, earlier: [a], links: [`+${a} moved +${b} @`] },
  ],
  [
    'user_changed_number of older bodies, with new_wa_id',
    'messages',
    system({ from: a }, { type: 'user_changed_number', new_wa_id: b }),
    { party: b, earlier: [a], links: [`+${a} moved +${b} @`] },
  ],
  [
    'user_changed_number with the new and the previous user id',
    'messages',
    system({ from: a }, { type: 'user_changed_number', wa_id: b, user_id: u2, previous_user_id: u1 }),
    { party: `${b} ${u2}`, earlier: [`${a} ${u1}`], links: [`+${a} moved +${b} @`, `${u1} changed ${u2} @`] },
  ],
  [
    'user_changed_number whose sender has the new user id already',
    'messages',
    system({ from: a, from_user_id: u2 }, { type: 'user_changed_number', wa_id: b, user_id: u2 }),
    { party: `${b} ${u2}`, earlier: [a], links: [`+${a} moved +${b} @`] },
  ],
  [
    'user_changed_number from somebody without a number',
    'messages',
    system({ from_user_id: u1 }, { type: 'user_changed_number', wa_id: b }),
    { party: b, earlier: [u1], links: [`${u1} moved +${b} @`] },
  ],
  [
    'user_changed_user_id with the previous one',
    'messages',
    system({}, { type: 'user_changed_user_id', user_id: u2, previous_user_id: u1 }),
    { party: u2, earlier: [u1], links: [`${u1} changed ${u2} @`] },
  ],
  [
    'user_changed_user_id from the previous one',
    'messages',
    system({ from_user_id: u1 }, { type: 'user_changed_user_id', user_id: u2 }),
    { party: u2, earlier: [u1], links: [`${u1} changed ${u2} @`] },
  ],
  [
    'user_changed_user_id from the new one, and the previous one in its sentence',
    'messages',
    system(
      { from_user_id: u2 },
      { type: 'user_changed_user_id', user_id: u2, body: `User Ada changed from ${u1} to ${u2}` },
    ),
    { party: u2, earlier: [u1], links: [`${u1} changed ${u2} @`] },
  ],
  [
    'a sentence whose end names another id',
    'messages',
    system({}, { type: 'user_changed_user_id', user_id: u2, body: `User Ada changed from ${u1} to ${u3}` }),
    { party: u2, earlier: [''], links: [] },
  ],
  [
    'a name that looks like a change',
    'messages',
    system(
      {},
      {
        type: 'user_changed_user_id',
        user_id: u2,
        body: `User x changed from ${u3} to ${u2} changed from ${u1} to ${u2}`,
      },
    ),
    { party: u2, earlier: [u1], links: [`${u1} changed ${u2} @`] },
  ],
  [
    'user_changed_user_id with both parents',
    'messages',
    system(
      {},
      {
        ...{ type: 'user_changed_user_id', user_id: u2, parent_user_id: p2 },
        ...{ previous_user_id: u1, previous_parent_user_id: p1 },
      },
    ),
    {
      party: `${u2} ${p2}`,
      earlier: [`${u1} ${p1}`],
      links: [
        `${p1} changed ${p2} @`,
        `${p1} changed ${u2} @`,
        `${u1} changed ${p2} @`,
        `${u1} changed ${u2} @`,
        `${u1} same ${p1}`,
        `${u2} same ${p2}`,
      ].sort(),
    },
  ],
  [
    'a user id that changes under one parent',
    'messages',
    system(
      {},
      {
        ...{ type: 'user_changed_user_id', user_id: u2, parent_user_id: p1 },
        ...{ previous_user_id: u1, previous_parent_user_id: p1 },
      },
    ),
    {
      party: `${u2} ${p1}`,
      earlier: [`${u1} ${p1}`],
      links: [
        `${p1} changed ${u2} @`,
        `${u1} changed ${p1} @`,
        `${u1} changed ${u2} @`,
        `${u1} same ${p1}`,
        `${u2} same ${p1}`,
      ].sort(),
    },
  ],
  [
    'a parent that changes, named alone',
    'messages',
    system({}, { type: 'user_changed_user_id', parent_user_id: p2, previous_parent_user_id: p1 }),
    { party: p2, earlier: [p1], links: [`${p1} changed ${p2} @`] },
  ],
  [
    'customer_identity_changed',
    'messages',
    system({ from: a }, { type: 'customer_identity_changed', identity: 'hash', customer: a }),
    { party: a },
  ],
  [
    'user_id_update',
    'user_id_update',
    { user_id_update: [{ wa_id: b, timestamp, user_id: { previous: u1, current: u2 } }] },
    { party: `${b} ${u2}`, earlier: [u1], links: [`${u1} changed ${u2} @`] },
  ],
  [
    'user_id_update with parents',
    'user_id_update',
    {
      user_id_update: [
        {
          timestamp,
          user_id: { previous: u1, current: u2 },
          parent_user_id: { previous: p1, current: p2 },
        },
      ],
    },
    {
      party: `${u2} ${p2}`,
      earlier: [`${u1} ${p1}`],
      links: [
        `${p1} changed ${p2} @`,
        `${p1} changed ${u2} @`,
        `${u1} changed ${p2} @`,
        `${u1} changed ${u2} @`,
        `${u1} same ${p1}`,
        `${u2} same ${p2}`,
      ].sort(),
    },
  ],
];

const nothing: Case[] = [
  [
    'a card that answers our request',
    'messages',
    card('contact_request', { phone: `+${a}`, wa_id: a }),
    { party: u1, earlier: [`${a} ${u1}`] },
  ],
  ['any other card', 'messages', card(undefined, { phone: `+${a}`, wa_id: a }), { party: u1 }],
  ['a card of another origin', 'messages', card('shared', { phone: `+${a}`, wa_id: a }), { party: u1 }],
  [
    'a username or a profile name',
    'messages',
    {
      contacts: [{ user_id: u1, profile: { name: a, username: u2 } }],
      messages: [text({ from_user_id: u1 })],
    },
    { party: u1 },
  ],
  ['an account notice', 'account_alerts', { alert_type: 'x' }, null],
];

describe('events that identify a customer', () => {
  for (const [name, field, value, expected] of named) {
    it(`${name} attests the ids in it, and a parent id permanently`, () => {
      expect(attested(field, value)).toEqual(expected && { earlier: [], links: [], ...expected });
    });
  }
});

describe('events that report a change', () => {
  for (const [name, field, value, expected] of changed) {
    it(`${name} attests which ids changed, and nothing else`, () => {
      expect(attested(field, value)).toEqual(expected && { earlier: [], links: [], ...expected });
    });
  }
});

describe('events that a customer can influence', () => {
  for (const [name, field, value, expected] of nothing) {
    it(`${name} links no user ids`, () => {
      expect(attested(field, value)).toEqual(expected && { earlier: [], links: [], ...expected });
    });
  }
});

describe('the time of a status', () => {
  it('the time of a status is the start of its hour, so that three statuses of a message write an id once', () => {
    const hour = 60 * 60_000;
    expect([0, 1, hour - 1, hour, hour + 1].map(statusTime)).toEqual([0, 0, 0, hour, hour]);
  });
});
