import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsNamedIn, parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';

const number = '106540352242922';

function body(value: Record<string, unknown>, field = 'messages') {
  const metadata = { display_phone_number: '15550783881', phone_number_id: number };
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '419561257915477',
        changes: [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }],
      },
    ],
  };
}

const text = (from: string, id: string) => ({
  from,
  id,
  timestamp: '1794000000',
  type: 'text',
  text: { body: 'Hello' },
});

describe('parseWebhook', () => {
  it('parseWebhook reads `constructor` and other inherited names like any unknown name', () => {
    const names = [
      ...Object.getOwnPropertyNames(Object.prototype),
      ...Object.getOwnPropertyNames(Object),
      ...Object.getOwnPropertyNames(Function.prototype),
    ];
    const kinds = ['message', 'echo', 'history', 'status', 'contact', 'notice', 'unparsed'];
    for (const field of [...names, 'messages', 'history', 'calls']) {
      for (const name of names) {
        const value = Object.fromEntries([[name, [{ kind: 'message', raw: 'forged' }]]]);
        const beside = field === 'messages' ? { messages: [text('15550000001', 'wamid.beside')] } : {};
        const events = parseWebhook(body({ ...beside, ...value }, field)).map(({ event }) => event);
        expect(events.map(({ kind }) => kind).filter((kind) => !kinds.includes(kind))).toEqual([]);
        expect({ field, name, raw: events.at(-1)?.raw }).toMatchObject({
          raw: expect.stringContaining(`{"${name}":[{"kind":"message","raw":"forged"}]`.slice(1)),
        });
      }
    }
  });

  it('parseWebhook never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseWebhook(value)).toBeInstanceOf(Array);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, field) => {
        expect(
          parseWebhook(body({ messages: [value], statuses: value, contacts: value }, field)),
        ).not.toEqual([]);
      }),
    );
  });

  it('parseWebhook loses no element: a good one beside broken ones is read, and a broken one is kept', () => {
    const broken = fc.jsonValue().map((value) => ({ value }));
    const good = fc.uuid().map((id) => ({ good: id, value: text('15550100001', id) }));
    fc.assert(
      fc.property(fc.array(fc.oneof(broken, good), { minLength: 1, maxLength: 8 }), (elements) => {
        const events = parseWebhook(body({ messages: elements.map(({ value }) => value) }));
        expect(events).toHaveLength(elements.length);
        const read = events.flatMap(({ event }) => (event.kind === 'message' ? [event.wamid] : []));
        const expected = elements.flatMap((element) => ('good' in element ? [element.good] : []));
        expect(expected.every((id) => read.includes(id))).toBe(true);
      }),
    );
  });

  it('parseWebhook keeps unknown fields', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^x_[a-z]{1,8}$/), fc.jsonValue(), (name, value) => {
        const message = { ...text('15550100001', 'wamid.1'), [name]: value };
        const [first] = parseWebhook(body({ messages: [message] }));
        expect(JSON.parse(first?.event.raw ?? '')).toEqual(JSON.parse(JSON.stringify(message)));
      }),
    );
  });

  it('parseWebhook joins people to their messages by id and not by position', () => {
    const contacts = [
      { profile: { name: 'Bob' }, wa_id: '15550100002' },
      { profile: { name: 'Ann' }, wa_id: '15550100001' },
    ];
    const messages = [text('15550100001', 'wamid.1'), text('15550100002', 'wamid.2')];
    const names = parseWebhook(body({ contacts, messages })).map(({ event }) =>
      event.kind === 'message' ? [event.wamid, event.from.profileName] : [],
    );
    expect(names).toEqual([
      ['wamid.1', 'Ann'],
      ['wamid.2', 'Bob'],
    ]);
  });

  it('parseWebhook routes by the number, or else by the account', () => {
    const account = {
      object: 'whatsapp_business_account',
      entry: [
        { id: '42', time: 1_794_000_000, changes: [{ field: 'account_update', value: { event: 'X' } }] },
      ],
    };
    expect(parseWebhook(account)).toMatchObject([{ route: { wabaId: '42', phoneNumberId: null } }]);
    expect(parseWebhook(body({ messages: [text('15550100001', 'w')] }))).toMatchObject([
      { route: { wabaId: '419561257915477', phoneNumberId: number } },
    ]);
  });

  it('parseWebhook does not attribute a group message to its sender’s own conversation', () => {
    const [grouped] = parseWebhook(body({ messages: [{ ...text('15550100001', 'w'), group_id: 'g' }] }));
    expect(grouped?.event).toMatchObject({ kind: 'notice', field: 'group_messages' });
  });
});

describe('idsNamedIn', () => {
  it('idsNamedIn finds the numbers and accounts of a body without parsing it', () => {
    expect(idsNamedIn(JSON.stringify(body({})))).toEqual({
      phoneNumberIds: [number],
      wabaIds: ['419561257915477'],
    });
  });
});
