/** Custom fields of contacts: admins define them, agents fill them in, and they go with the contact. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type {
  ContactDetails,
  ContactExport,
  ContactPage,
} from '../../../../worker/api/conversations/contacts.ts';
import type { Conversation, ConversationPage } from '../../../../worker/api/conversations/conversations.ts';
import type { ContactField, FieldUse } from '../../../../worker/api/conversations/fields.ts';
import type { EventPage } from '../../../../worker/api/developers/events.ts';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import { inboxOf, workspaceOf } from '../../../../worker/objects.ts';
import { openPage } from '../../support/live-socket.ts';
import {
  call,
  codeOf,
  connectNumber,
  post,
  refusalOf,
  signIn,
  siteSession,
  text,
  webhook,
} from '../../support/webhooks.ts';

const number = '106540352242981';
const path = `/api/inboxes/${number}`;
let admin: string;
let ana: string;
let [level, birthday, orders, remark]: string[] = [];
let messages = 0;

async function define(body: object): Promise<string> {
  const answer = await call('POST', '/api/fields', { token: admin, body });
  expect(answer.status).toBe(201);
  return (await answer.json<ContactField>()).id;
}

async function contactOf(phone: string): Promise<Conversation> {
  await post(webhook(number, text(phone, `wamid.fields.${messages++}`, Date.now() - 1_000, 'Hello')));
  const answer = await call('GET', `${path}/conversations?search=${phone}`, { token: admin });
  const [row] = (await answer.json<ConversationPage>()).rows;
  if (!row) throw new Error(`Nobody has ${phone}`);
  return row;
}

const put = (id: number, fields: object, token = ana) =>
  call('PUT', `${path}/conversations/${id}/contact`, { token, body: { fields } });

async function details(id: number): Promise<ContactDetails> {
  return (await call('GET', `${path}/conversations/${id}/contact`, { token: ana })).json<ContactDetails>();
}

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  ana = await siteSession(admin, { sub: 'ana', name: 'Ana' });
  level = await define({ name: 'Level', type: 'choice', choices: ['Silver', 'Gold'] });
  birthday = await define({ name: 'Birthday', type: 'date' });
  orders = await define({ name: 'Orders', type: 'number' });
  remark = await define({ name: 'Remark', type: 'text' });
});

describe('a custom field', () => {
  it('is created by admins only, with a name of its own, and choices if it is a choice', async () => {
    const make = (token: string, body: object) => call('POST', '/api/fields', { token, body });
    expect(await refusalOf(await make(ana, { name: 'Size', type: 'text' }))).toEqual([403, 'admin_only']);
    expect(await refusalOf(await make(admin, { name: 'LEVEL', type: 'text' }))).toEqual([
      409,
      'field_exists',
    ]);
    expect(await refusalOf(await make(admin, { name: 'Size', type: 'choice' }))).toEqual([
      422,
      'choices_needed',
    ]);
    const twice = { name: 'Size', type: 'choice', choices: ['M', 'M'] };
    expect(await refusalOf(await make(admin, twice))).toEqual([422, 'invalid_input']);
  });

  it('can be renamed and moved; an order that lacks a field is refused', async () => {
    const list = async () =>
      (await (await call('GET', '/api/fields', { token: ana })).json<ContactField[]>()).map(
        ({ name }) => name,
      );
    const renamed = await call('PUT', `/api/fields/${remark}`, { token: admin, body: { name: 'Notice' } });
    expect(await renamed.json()).toMatchObject({ name: 'Notice', type: 'text' });
    const order = [orders, level, birthday, remark];
    expect((await call('PUT', '/api/fields', { token: admin, body: { order } })).status).toBe(200);
    expect(await list()).toEqual(['Orders', 'Level', 'Birthday', 'Notice']);
    const short = await call('PUT', '/api/fields', { token: admin, body: { order: order.slice(1) } });
    expect(await refusalOf(short)).toEqual([409, 'fields_changed']);
    expect(await list()).toEqual(['Orders', 'Level', 'Birthday', 'Notice']);
  });

  it('is the last of fifty', async () => {
    const fill = (sql: string) =>
      runInDurableObject(workspaceOf(env), (_, { storage }) => void storage.sql.exec(sql));
    await fill(`INSERT INTO contact_field
      SELECT 'more-' || key, key + 10, 'Field ' || key, 'text', '[]' FROM json_each('[' || substr(replace(hex(zeroblob(46)), '00', ',1'), 2) || ']')`);
    const body = { name: 'One more', type: 'text' };
    const refused = await call('POST', '/api/fields', { token: admin, body });
    expect(await refusalOf(refused)).toEqual([409, 'too_many_fields']);
    await fill("DELETE FROM contact_field WHERE id GLOB 'more-*'");
  });
});

describe('the values of a contact', () => {
  it('are set and deleted one by one, and found by the search', async () => {
    const { id } = await contactOf('15550170001');
    const set = { [level ?? '']: 'Gold', [orders ?? '']: 12, [birthday ?? '']: '1990-02-28' };
    expect(await (await put(id, set)).json<ContactDetails>()).toMatchObject({ fields: set });
    await put(id, { [remark ?? '']: '  Prefers Przemyśl  ', [orders ?? '']: null });
    const { [orders ?? '']: _, ...left } = set;
    expect((await details(id)).fields).toEqual({ ...left, [remark ?? '']: 'Prefers Przemyśl' });
    const found = async (words: string) => {
      const answer = await call('GET', `${path}/contacts?search=${words}`, { token: admin });
      return (await answer.json<ContactPage>()).rows;
    };
    expect(await found('przemysl')).toMatchObject([{ id, fields: { [level ?? '']: 'Gold' } }]);
    await put(id, { [remark ?? '']: '' });
    expect(await found('przemysl')).toEqual([]);
  });

  it.each([
    ['a text for a number', () => ({ [orders ?? '']: 'twelve' }), 'field_needs_number'],
    ['a number for a text', () => ({ [remark ?? '']: 12 }), 'field_needs_text'],
    ['a day that is not in the calendar', () => ({ [birthday ?? '']: '2026-02-30' }), 'field_needs_date'],
    ['a value that is no choice', () => ({ [level ?? '']: 'Bronze' }), 'field_needs_choice'],
    ['an unknown field', () => ({ none: 'x' }), 'field_not_found'],
    ['a text of more than 1,000 characters', () => ({ [remark ?? '']: 'x'.repeat(1_001) }), 'invalid_input'],
  ])('are refused as a whole with %s', async (_, wrong, code) => {
    const { id } = await contactOf('15550170002');
    const answer = await put(id, { [level ?? '']: 'Silver', ...wrong() });
    expect([answer.status, await codeOf(answer)]).toEqual([422, code]);
    expect((await details(id)).fields).toEqual({});
  });

  it('write one row for a contact, and none for a contact without values', async () => {
    const { id } = await contactOf('15550170003');
    const rows = () =>
      runInDurableObject(
        inboxOf(env, number),
        (_, { storage }) =>
          storage.sql.exec('SELECT 1 FROM contact_field WHERE conversation_id = ?', id).toArray().length,
      );
    expect(await rows()).toBe(0);
    await put(id, { [level ?? '']: 'Gold', [orders ?? '']: 1 });
    expect(await rows()).toBe(1);
    await put(id, { [level ?? '']: null, [orders ?? '']: null });
    expect(await rows()).toBe(0);
  });

  it('reach every open console, and programs in contact.updated; the same value again reaches nobody', async () => {
    const { id } = await contactOf('15550170004');
    const body = { name: 'CRM', scopes: ['events:read'] };
    const { token } = await (await call('POST', '/api/tokens', { token: admin, body })).json<NewApiToken>();
    const page = await openPage(ana, number);
    const changes = () => page.frames.filter(({ type }) => type === 'change').length;
    await put(id, { [level ?? '']: 'Gold' }, admin);
    await vi.waitFor(() => expect(changes()).toBe(1));
    await put(id, { [level ?? '']: 'Gold' }, admin);
    const answer = await call('GET', `${path}/events?types=contact.updated`, { token });
    const events = (await answer.json<EventPage>()).events.filter(
      ({ data }) => Object(data.conversation).id === id,
    );
    expect(events.map(({ data }) => [data.changed, data.fields])).toEqual([
      ['fields', { [level ?? '']: 'Gold' }],
    ]);
    expect(changes()).toBe(1);
  });

  it('are in both exports, with the names of the fields', async () => {
    const { id } = await contactOf('15550170005');
    await put(id, { [level ?? '']: 'Gold', [orders ?? '']: 3 });
    const about = `${path}/conversations/${id}/export`;
    const json = await (await call('GET', about, { token: admin })).json<ContactExport>();
    expect(json.fields).toEqual([
      { id: orders, name: 'Orders', value: 3 },
      { id: level, name: 'Level', value: 'Gold' },
    ]);
    const page = await (await call('GET', `${about}?format=html&language=en`, { token: admin })).text();
    expect(page).toMatch(/Level[\s\S]{0,40}Gold/);
    const lines = await (await call('GET', `${path}/export`, { token: admin })).text();
    expect(lines).toContain(
      JSON.stringify({ type: 'fields', conversationId: id, fields: json.details.fields }),
    );
    expect(lines).toContain('"type":"field"');
  });

  it('of two contacts are kept when they are merged, and the newer value of the same field', async () => {
    const [one, other] = [await contactOf('15550170006'), await contactOf('15550170007')];
    await put(one.id, { [level ?? '']: 'Silver', [orders ?? '']: 3 });
    await new Promise((resolve) => setTimeout(resolve, 2));
    await put(other.id, { [level ?? '']: 'Gold', [remark ?? '']: 'Left-handed' });
    const body = { with: other.id, name: other.contact.name };
    const merged = await call('POST', `${path}/conversations/${one.id}/merge`, { token: admin, body });
    const { id } = await merged.json<Conversation>();
    const wanted = { [level ?? '']: 'Gold', [orders ?? '']: 3, [remark ?? '']: 'Left-handed' };
    expect((await details(id)).fields).toEqual(wanted);
  });

  it('are erased with the contact', async () => {
    const { id, contact } = await contactOf('15550170008');
    await put(id, { [remark ?? '']: 'Unforgettable' });
    const body = { name: contact.name };
    await call('POST', `${path}/conversations/${id}/erase`, { token: admin, body });
    const left = await runInDurableObject(inboxOf(env, number), (_, { storage }) =>
      JSON.stringify(storage.sql.exec('SELECT * FROM contact_field').toArray()),
    );
    expect(left).not.toContain('Unforgettable');
  });

  it('go with their field, after admins have seen how many contacts have one', async () => {
    const { id } = await contactOf('15550170009');
    const shoe = await define({ name: 'Shoe size', type: 'number' });
    await put(id, { [shoe]: 43, [level ?? '']: 'Gold' });
    const use = await call('GET', `/api/fields/${shoe}`, { token: admin });
    expect(await use.json<FieldUse>()).toMatchObject({ name: 'Shoe size', contacts: 1 });
    expect((await call('DELETE', `/api/fields/${shoe}`, { token: admin })).status).toBe(204);
    expect((await details(id)).fields).toEqual({ [level ?? '']: 'Gold' });
    expect(await refusalOf(await call('GET', `/api/fields/${shoe}`, { token: admin }))).toEqual([
      404,
      'field_not_found',
    ]);
  });
});
