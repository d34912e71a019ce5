/** Which entry of a body's `contacts` belongs to an element, and what of it counts. */
import { describe, expect, it } from 'vitest';
import { joinParty, type PartyIds, readContacts } from '../../../../worker/whatsapp/identity/party.ts';

const [a, b] = ['15550100001', '15550100002'];
const [u1, u2] = ['US.1001', 'US.1002'];
const [p1, p2] = ['US.ENT.9001', 'US.ENT.9002'];
const ada = { profile: { name: 'Ada' } };
const eve = { profile: { name: 'Eve' } };

const joined = (ids: PartyIds, contacts: object[], alone = true) =>
  joinParty(ids, readContacts(contacts), alone);

const cases: [name: string, ids: PartyIds, contacts: object[], expected: object][] = [
  [
    'the entry with its user id, wherever it is in the list',
    { userId: u2 },
    [
      { ...ada, wa_id: a, user_id: u1 },
      { ...eve, wa_id: b, user_id: u2 },
    ],
    { waId: b, userId: u2, profileName: 'Eve' },
  ],
  [
    'the entry with its number in another national form',
    { phone: '5511987654321' },
    [
      { ...ada, wa_id: a },
      { ...eve, wa_id: '551187654321' },
    ],
    { waId: '5511987654321', profileName: 'Eve' },
  ],
  [
    'the only entry, which shares no id with it and contradicts none',
    { phone: a },
    [{ ...ada, user_id: u1 }],
    { waId: a, userId: u1, profileName: 'Ada' },
  ],
  ['no entry with another number', { phone: a }, [{ ...eve, wa_id: b, user_id: u2 }], { waId: a }],
  [
    'no entry with its number and another user id: numbers change hands',
    { phone: a, userId: u1 },
    [{ ...eve, wa_id: a, user_id: u2, parent_user_id: p2 }],
    { waId: a, userId: u1 },
  ],
  [
    'no entry with its number and another parent user id',
    { phone: a, parentUserId: p1 },
    [{ ...eve, wa_id: a, user_id: u2, parent_user_id: p2 }],
    { waId: a, parentUserId: p1 },
  ],
  [
    'the entry with its user id rather than one with its number only',
    { phone: a, userId: u1 },
    [
      { ...eve, wa_id: a },
      { ...ada, user_id: u1 },
    ],
    { waId: a, userId: u1, profileName: 'Ada' },
  ],
  [
    'the entry with its user id and another number: it is the same person, and its own number counts',
    { phone: a, userId: u1 },
    [{ ...ada, wa_id: b, user_id: u1 }],
    { waId: a, userId: u1, profileName: 'Ada' },
  ],
];

describe('an element is joined with', () => {
  for (const [name, ids, contacts, expected] of cases) {
    it(name, () => expect(joined(ids, contacts)).toEqual(expected));
  }

  it('an element is joined only with an entry of its own ids if the body has several elements', () => {
    expect(joined({ phone: a }, [{ ...ada, user_id: u1 }], false)).toEqual({ waId: a });
  });
});
