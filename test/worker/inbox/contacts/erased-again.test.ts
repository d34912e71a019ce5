/** WhatsApp delivers for days what was not acknowledged: nothing that comes again brings back a contact who was erased. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { inboxOf } from '../../../../worker/objects.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';
import { text, webhook } from '../../support/webhooks.ts';

const at = Math.floor(Date.now() / 1000) - 60;
const stamp = { timestamp: String(at) };
const [from, next, user] = ['15550962001', '15550962009', 'US.9620001'];

const eventsIn = (value: Record<string, unknown>, field = 'messages') =>
  parseWebhook(JSON.parse(webhook('1', value).replace('"field":"messages"', `"field":"${field}"`))).map(
    ({ event }) => event,
  );
const hello = eventsIn(text(from, 'wamid.hello', at * 1000, 'Hello'));
const named = [{ wa_id: from, user_id: user, profile: { name: 'Ada 9620' } }];
const ended = { event: 'terminate', direction: 'USER_INITIATED', status: 'FAILED' };

const events: Readonly<Record<string, ReturnType<typeof eventsIn>>> = {
  'a call': eventsIn({ contacts: named, calls: [{ id: 'wacid.1', from, ...ended, ...stamp }] }, 'calls'),
  'a choice about marketing': eventsIn(
    {
      contacts: named,
      user_preferences: [{ wa_id: from, category: 'marketing_messages', value: 'stop', ...stamp }],
    },
    'user_preferences',
  ),
  'a name from the address book': eventsIn(
    {
      state_sync: [
        {
          ...{ type: 'contact', action: 'add', metadata: stamp },
          contact: { full_name: 'Ada 9620', phone_number: from },
        },
      ],
    },
    'smb_app_state_sync',
  ),
  'a status of a message that another program sent': eventsIn({
    contacts: named,
    statuses: [{ id: 'wamid.other', status: 'sent', ...stamp, recipient_id: from, recipient_user_id: user }],
  }),
  'another user id': eventsIn(
    { user_id_update: [{ wa_id: from, user_id: { previous: user, current: 'US.9620002' }, ...stamp }] },
    'user_id_update',
  ),
  'a message that could not be read': eventsIn({ messages: [{ from, id: 'wamid.bad', timestamp: 'soon' }] }),
  'another number': eventsIn({
    messages: [
      {
        ...{ from, id: 'wamid.moved', type: 'system', ...stamp },
        system: { type: 'user_changed_number', wa_id: next, body: `Ada moved to ${next}` },
      },
    ],
  }),
};

describe('a contact who was erased', () => {
  it.each(Object.keys(events))(
    'an erased contact is not restored by %s that is delivered again',
    async (name) => {
      const inbox = inboxOf(env, `erased-again ${name}`);
      const deliver = async () => {
        await inbox.receiving.receive(hello);
        await inbox.receiving.receive(events[name] ?? []);
      };
      await deliver();
      const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
      for (const { id, contact } of rows) await inbox.contacts.erase(id, contact.name);
      await deliver();
      const mentions = await runInDurableObject(inbox, (_, { storage: { sql } }) =>
        ['conversation', 'message', 'alias', 'identity_link', 'notice', 'status'].flatMap((table) =>
          sql
            .exec(`SELECT * FROM ${table}`)
            .toArray()
            .filter((row) => /9620/.test(JSON.stringify(row)))
            .map(() => table),
        ),
      );
      expect(mentions).toEqual([]);
    },
  );

  it('an erased contact leaves no notice about a former number', async () => {
    const inbox = inboxOf(env, 'erased-again former number');
    await inbox.receiving.receive(events['a call'] ?? []);
    await inbox.receiving.receive(events['another number'] ?? []);
    const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
    for (const { id, contact } of rows) await inbox.contacts.erase(id, contact.name);
    expect((await inbox.receiving.rawEvents('notice', Number.MAX_SAFE_INTEGER, 10)).rows).toEqual([]);
  });

  it('an erased contact leaves no record of its merges but that they are gone, and other contacts keep theirs', async () => {
    const inbox = inboxOf(env, 'erased-again merges');
    const phones = ['15550962011', '15550962012', '15550962013', '15550962014', '15550962015'];
    for (const [index, phone] of phones.entries()) {
      await inbox.receiving.receive(eventsIn(text(phone, `wamid.merge-${index}`, at * 1000, 'Hello')));
    }
    const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
    const ids = rows.map(({ id }) => id).sort((one, other) => one - other);
    const [chained = 0, between = 0, last = 0, kept = 0, keptToo = 0] = ids;
    const nameOf = async (id: number) => (await inbox.conversations.get(id, 'ana')).contact.name;
    const changedAfter = (seq: number) =>
      inbox.contacts.list({ search: null, updatedAfter: seq, cursor: null, limit: 10 });
    const { seq } = await changedAfter(0);
    // The older conversation stays, so this is a chain that ends in the oldest.
    for (const pair of [[between, last] as const, [chained, between] as const, [kept, keptToo] as const]) {
      await inbox.contacts.merge([...pair], await nameOf(pair[1]), { id: 'ana', name: 'Ana', role: 'agent' });
    }
    const merges = () =>
      runInDurableObject(inbox, (_, { storage }) =>
        storage.sql
          .exec<{ gone: number; into_id: number }>('SELECT gone, into_id FROM merge ORDER BY gone')
          .toArray()
          .map(({ gone, into_id }) => [gone, into_id]),
      );
    expect(await merges()).toEqual([
      [between, chained],
      [last, chained],
      [keptToo, kept],
    ]);
    await inbox.contacts.erase(chained, await nameOf(chained));
    expect(await merges()).toEqual([[keptToo, kept]]);
    // Who was away all that time has every one of them still.
    const { gone } = await changedAfter(seq);
    expect(gone.toSorted((one, other) => one.id - other.id)).toEqual([
      { id: chained, into: null },
      { id: between, into: null },
      { id: last, into: null },
      { id: keptToo, into: kept },
    ]);
  });

  it('an erased contact is listed again after a later call', async () => {
    const inbox = inboxOf(env, 'erased-again later');
    await inbox.receiving.receive(events['a call'] ?? []);
    const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
    for (const { id, contact } of rows) await inbox.contacts.erase(id, contact.name);
    await inbox.receiving.receive(
      eventsIn({ calls: [{ id: 'wacid.2', from, ...ended, timestamp: String(at + 30) }] }, 'calls'),
    );
    const again = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
    expect(again.rows.map(({ contact }) => contact.phone)).toEqual([from]);
  });
});
