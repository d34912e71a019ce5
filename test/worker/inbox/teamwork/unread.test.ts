/** What each agent has not read. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveFrame } from '../../../../worker/api/conversations/live.ts';
import { call, post, webhook } from '../../support/webhooks.ts';
import {
  ana,
  ben,
  benId,
  kinds,
  list,
  newConversation,
  newMessageId,
  note,
  number,
  path,
  put,
  read,
  see,
  send,
  signInTeam,
  thread,
  tick,
  watch,
  write,
} from './team.ts';

beforeAll(signInTeam);

describe('unread', () => {
  it('unread is counted for each agent', async () => {
    const { id, from } = await newConversation();
    await write(from);
    expect((await see(ana, id)).unread).toBe(2);
    await read(ana, await see(ana, id));
    expect((await see(ana, id)).unread).toBe(0);
    expect((await see(ben, id)).unread).toBe(2);
    await write(from);
    expect((await see(ana, id)).unread).toBe(1);
    // Ben has never looked: what is answered does not wait for him.
    await send(ana, id, `unread-${id}`);
    expect((await see(ben, id)).unread).toBe(0);
    expect((await see(ana, id)).unread).toBe(1);
  });

  it('an agent can mark a conversation as unread for themselves alone', async () => {
    const { id } = await newConversation();
    await read(ana, await see(ana, id));
    await read(ben, await see(ben, id));
    await call('POST', `${path}/conversations/${id}/unread`, { token: ana });
    expect((await see(ana, id)).unread).toBe(1);
    expect((await see(ben, id)).unread).toBe(0);
    expect((await list(ana, '?unread=1&limit=100')).rows.map((row) => row.id)).toContain(id);
    expect((await list(ben, '?unread=1&limit=100')).rows.map((row) => row.id)).not.toContain(id);
  });

  it('a read mark is sent to the agent’s other devices and to nobody else', async () => {
    const { id, from } = await newConversation();
    const [anas, bens] = [await watch(ana), await watch(ben)];
    const last = ({ frames }: { frames: LiveFrame[] }) =>
      frames.flatMap((frame) => (frame.type === 'change' ? frame.conversations : [])).at(-1);
    await read(ana, await see(ana, id));
    await vi.waitFor(() => expect(last(anas)).toMatchObject({ id, unread: 0 }));
    const toBen = bens.frames.flatMap((frame) => (frame.type === 'change' ? frame.conversations : []));
    expect(toBen.map((conversation) => conversation.id)).not.toContain(id);
    await write(from);
    await vi.waitFor(() => expect(last(bens)).toMatchObject({ id, unread: 2 }));
    expect(last(anas)).toMatchObject({ id, unread: 1 });
    anas.close();
    bens.close();
  });

  it('merged conversations keep the messages unread that were unread in either', async () => {
    const phone = '15550600900';
    const user_id = 'US.15550600900';
    const said = (ids: object, body: string) =>
      post(
        webhook(number, {
          messages: [
            {
              ...ids,
              id: newMessageId(),
              timestamp: String(Math.floor(tick() / 1000)),
              type: 'text',
              text: { body },
            },
          ],
        }),
      );
    await said({ from: phone }, 'One');
    await said({ from_user_id: user_id }, 'Two');
    const { rows } = await list(ana, '?limit=100');
    const older = rows.find(({ contact }) => contact.phone === phone);
    const younger = rows.find(({ contact }) => contact.userId === user_id);
    if (!younger || !older) throw new Error('There are two conversations');
    await read(ana, older);
    await call('PUT', `${path}/conversations/${younger.id}/assignee`, { token: ben, body: { to: benId } });
    await put(ana, older.id, 'state', { state: 'resolved' });
    await note(ana, younger.id, 'merge-note', { text: 'Of the younger one' });
    await said({ from: phone, from_user_id: user_id }, 'Three');
    const joined = await see(ana, older.id);
    expect(joined).toMatchObject({ state: 'open', assignee: { id: benId } });
    // The first message was read, the second and the third were not.
    expect(joined.unread).toBe(2);
    expect((await see(ben, older.id)).unread).toBe(3);
    expect(kinds(await thread(older.id))).toContain('merged');
    expect((await thread(older.id)).entries).toContainEqual(
      expect.objectContaining({ type: 'note', text: 'Of the younger one', conversationId: older.id }),
    );
  });
});
