/** Notes for the team, and labels. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import type { Entry } from '../../../../worker/api/conversations/teamwork.ts';
import { routes } from '../../../../worker/api/routes/index.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { call, refusalOf } from '../../support/webhooks.ts';
import {
  admin,
  ana,
  ben,
  benId,
  bulk,
  list,
  newConversation,
  note,
  number,
  put,
  read,
  see,
  signInTeam,
  thread,
  watch,
  write,
} from './team.ts';

beforeAll(signInTeam);

describe('a note', () => {
  it('a note appears in the thread once, mentions its reader, and changes nothing that customers see or the list shows', async () => {
    const before = await newConversation();
    const { id } = before;
    const bens = await watch(ben);
    const added = await note(ana, id, 'note-1', { text: 'Is it in stock?', mentions: [benId] });
    expect(added.headers.get('Idempotent-Replayed')).toBeNull();
    const first = await added.json<Entry>();
    const again = await note(ana, id, 'note-1', { text: 'Is it in stock?', mentions: [benId] });
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    expect(await again.json<Entry>()).toEqual(first);
    expect(await refusalOf(await note(ana, id, 'note-1', { text: 'Other' }))).toEqual([
      422,
      'idempotency_key_reused',
    ]);
    expect(await refusalOf(await note(ana, id, 'note-2', { text: 'X', mentions: ['nobody'] }))).toEqual([
      404,
      'agent_not_found',
    ]);
    await vi.waitFor(() => {
      const changes = bens.frames.flatMap((frame) => (frame.type === 'change' ? [frame] : []));
      expect(changes.flatMap(({ entries }) => entries)).toEqual([first]);
      expect(changes.flatMap(({ conversations }) => conversations)).toMatchObject([{ id, mentioned: true }]);
    });
    bens.close();
    const after = await see(ben, id);
    expect(after).toMatchObject({ mentioned: true, unread: before.unread });
    expect([after.lastMessage, after.lastMessageAt, after.window, after.waitingSince]).toEqual([
      before.lastMessage,
      before.lastMessageAt,
      before.window,
      before.waitingSince,
    ]);
    expect((await list(ben, '?unread=1&limit=100')).rows.map((row) => row.id)).toContain(id);
    await read(ben, after);
    expect((await see(ben, id)).mentioned).toBe(false);
    expect((await thread(id)).rows).toHaveLength(1);
  });

  it('a note is never sent: every route for messages returns 404 for it, and nothing is queued', async () => {
    const { id, from } = await newConversation();
    const secret = 'Never tell the customer this';
    const { id: entry } = await (await note(ana, id, 'secret', { text: secret })).json<Entry>();
    const ofMessages = routes.filter(
      (route) => route.path.includes('/messages/:id') && route.role !== 'anyone',
    );
    expect(ofMessages.length).toBeGreaterThan(3);
    for (const { method, path: pattern } of ofMessages) {
      const address = pattern.replace(':inbox', number).replace(':id', String(entry));
      const answer = await call(method, address, { token: admin, ...(method !== 'GET' && { body: {} }) });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    await bulk(admin, [id], { type: 'state', state: 'resolved' });
    await bulk(admin, [id], { type: 'unread' });
    await write(from);
    const inbox = inboxOf(env, number);
    await runDurableObjectAlarm(inbox);
    const found = await runInDurableObject(inbox, (_, { storage: { sql } }) => ({
      jobs: sql.exec('SELECT * FROM job WHERE message_id = ?', entry).toArray(),
      attempts: sql.exec('SELECT * FROM message_attempt WHERE message_id = ?', entry).toArray(),
      messages: sql.exec('SELECT * FROM message WHERE instr(body, ?) > 0', secret).toArray(),
      parts: sql.exec('SELECT * FROM message_part WHERE instr(text, ?) > 0', secret).toArray(),
    }));
    expect(found).toEqual({ jobs: [], attempts: [], messages: [], parts: [] });
  });
});

describe('labels', () => {
  it('labels are created by admins, set by agents, used as a filter, and gone when they are deleted', async () => {
    const { id } = await newConversation();
    const make = (token: string, name: string) =>
      call('POST', '/api/labels', { token, body: { name, color: 'teal' } });
    expect(await refusalOf(await make(ana, 'Refund'))).toEqual([403, 'admin_only']);
    const label = await (await make(admin, 'Refund')).json<Label>();
    expect(await refusalOf(await make(admin, 'refund'))).toEqual([409, 'label_exists']);
    const other = await (await make(admin, 'Order')).json<Label>();
    const rename = (name: string) =>
      call('PUT', `/api/labels/${other.id}`, { token: admin, body: { name, color: 'red' } });
    expect(await refusalOf(await rename('REFUND'))).toEqual([409, 'label_exists']);
    expect(await (await rename('Orders')).json()).toEqual({ id: other.id, name: 'Orders', color: 'red' });
    expect(await (await call('GET', '/api/labels', { token: ana })).json()).toMatchObject([
      { name: 'Orders' },
      { name: 'Refund' },
    ]);
    expect(await refusalOf(await put(ana, id, 'labels', { add: ['unknown'] }))).toEqual([
      422,
      'label_not_found',
    ]);
    await put(ana, id, 'labels', { add: [label.id] });
    await put(ana, id, 'labels', { add: [label.id] });
    expect((await see(ben, id)).labels).toEqual([label.id]);
    expect((await list(ben, `?label=${label.id}`)).rows.map((row) => row.id)).toEqual([id]);
    expect((await thread(id)).entries).toMatchObject([{ type: 'labelled', added: ['Refund'], removed: [] }]);
    expect((await call('DELETE', `/api/labels/${label.id}`, { token: admin })).status).toBe(204);
    expect((await see(ben, id)).labels).toEqual([]);
  });
});
