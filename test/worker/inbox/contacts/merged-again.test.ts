/** What comes for a conversation after it was merged, once or again and again, finds the one that is left. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Inbox } from '../../../../worker/inbox/inbox.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';
import { text, webhook } from '../../support/webhooks.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const now = Math.floor(Date.now() / second) * second;
const [first, middle, last] = ['15550980001', '15550980002', '15550980003'];
const ana = { id: 'ana', name: 'Ana', role: 'agent' as const };
const ben = { id: 'ben', name: 'Ben', role: 'agent' as const };

const assignTo = (agent: typeof ana) =>
  ({ command: { type: 'assign', to: agent.id }, assignee: agent, team: null, labels: [] }) as const;

const eventsIn = (value: Record<string, unknown>, field = 'messages') =>
  parseWebhook(JSON.parse(webhook('1', value).replace('"field":"messages"', `"field":"${field}"`))).map(
    ({ event }) => event,
  );
const says = (from: string, id: string, at: number, body = id) => eventsIn(text(from, id, at, body));
const status = (wamid: string, at: number, more: object) =>
  eventsIn({ statuses: [{ id: wamid, status: 'failed', timestamp: String(at / second), ...more }] });
const stopped = { errors: [{ code: 131047, title: 'Re-engagement message' }] };

describe('a chain of merges', () => {
  const inbox = inboxOf(env, 'merge-chain');
  let ids: number[];

  beforeAll(async () => {
    for (const [index, phone] of [first, middle, last].entries()) {
      await inbox.receiving.receive(says(phone, `wamid.${index}`, now - hour + index * minute));
    }
    const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
    ids = [last, middle, first].map((phone) => rows.find(({ contact }) => contact.phone === phone)?.id ?? 0);
    const nameOf = async (id: number) => (await inbox.conversations.get(id, 'ana')).contact.name;
    // The youngest into the one before it, and that into the oldest.
    const [a = 0, b = 0, c = 0] = ids;
    await inbox.contacts.merge([a, b], await nameOf(b), ana);
    await inbox.contacts.merge([b, c], await nameOf(c), ana);
  });

  it('a chain of merges leaves the oldest conversation, with all messages', async () => {
    const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
    expect(rows.map(({ id }) => id)).toEqual([ids[2]]);
    expect((await inbox.messages.list(ids[2] ?? 0, {}, 10)).rows.map(({ wamid }) => wamid)).toEqual([
      'wamid.2',
      'wamid.1',
      'wamid.0',
    ]);
  });

  it('a merged conversation can be used under any of its former ids: read, write, note, label, opt out, assign', async () => {
    const [a = 0, b = 0, c = 0] = ids;
    const content = { type: 'text', text: { body: 'To the old id' } };
    for (const [index, id] of [a, b].entries()) {
      const { message: sent } = await inbox.messages.send({
        ...{ to: { conversationId: id }, key: `chain-${id}`, sendAt: Date.now() + hour },
        content,
        author: { type: 'agent', ...ana },
      });
      expect(sent.conversationId).toBe(c);
      const note = { text: 'Pays by invoice', mentions: [] };
      const { entry } = await inbox.conversations.addNote(id, ana, `note-${id}`, note);
      expect(entry.conversationId).toBe(c);
      expect((await inbox.messages.list(id, {}, 20)).rows).toContainEqual(
        expect.objectContaining({ key: `chain-${id}`, conversationId: c }),
      );
      const by = index === 0 ? ana : ben;
      expect(await inbox.conversations.run(id, by, assignTo(by))).toMatchObject({
        id: c,
        assignee: { id: by.id },
      });
      await inbox.contacts.change(id, { bookName: `Ada ${index}` }, ana);
      expect((await inbox.conversations.get(id, 'ana')).contact.name).toBe(`Ada ${index}`);
      expect((await inbox.contacts.withdrawConsent(id, 'ana')).marketingStoppedAt).not.toBeNull();
      expect(
        await inbox.contacts.recordConsent(id, { at: Date.now(), source: 'Phone' }, 'ana'),
      ).toMatchObject({
        id: c,
        consent: { source: 'Phone' },
      });
    }
  });

  it('a reply under an old id is refused when another agent has replied since', async () => {
    const [a = 0, , c = 0] = ids;
    const seen = (await inbox.conversations.get(c, 'ana')).seq;
    const content = { type: 'text', text: { body: 'Answer' } };
    const sendAt = Date.now() + hour;
    await inbox.messages.send({
      ...{ to: { conversationId: c }, key: 'chain-ana', content, sendAt },
      author: { type: 'agent', ...ana },
    });
    const refused = runInDurableObject(inbox, (object: Inbox) =>
      object.rpc.messages.send({
        ...{ to: { conversationId: a }, key: 'chain-ben', content, sendAt, ifLastSeq: seen },
        author: { type: 'agent', ...ben },
      }),
    );
    await expect(refused).rejects.toMatchObject({ code: 'answered_meanwhile' });
  });
});

describe('a window that WhatsApp has closed with a time ahead of our clock', () => {
  const from = '15550980011';
  /** A message of ours that WhatsApp took, in an inbox with one customer who wrote `ago` before. */
  async function sent(name: string, ago: number) {
    const inbox = inboxOf(env, name);
    await inbox.receiving.receive(says(from, 'wamid.in', now - ago));
    const echo = { from: '15550783881', to: from, id: 'wamid.out', timestamp: String((now - ago) / second) };
    await inbox.receiving.receive(
      eventsIn(
        { message_echoes: [{ ...echo, type: 'text', text: { body: 'Hello' } }] },
        'smb_message_echoes',
      ),
    );
    const windowOf = async () => {
      const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 1 });
      return rows[0]?.window.expiresAt ?? 0;
    };
    return { inbox, windowOf };
  }

  it('a window that was closed with a time ahead of our clock opens when the contact writes', async () => {
    const { inbox, windowOf } = await sent('window-ahead', 2 * hour);
    await inbox.receiving.receive(status('wamid.out', now + 5 * minute, stopped));
    expect(await windowOf()).toBeLessThanOrEqual(Date.now());
    const next = (Math.ceil(Date.now() / second) + 1) * second;
    await inbox.receiving.receive(says(from, 'wamid.in.2', next));
    // The refusal may come twice.
    await inbox.receiving.receive(status('wamid.out', now + 5 * minute, stopped));
    expect(await windowOf()).toBeGreaterThan(Date.now() + 23 * hour);
  });

  it('a window stays open when the same refusal arrives again later', async () => {
    const { inbox, windowOf } = await sent('window-again', 2 * hour);
    const refusal = status('wamid.out', now - hour, stopped);
    await inbox.receiving.receive(refusal);
    await inbox.receiving.receive(says(from, 'wamid.in.2', now - minute));
    await inbox.receiving.receive(refusal);
    expect(await windowOf()).toBeGreaterThan(Date.now() + 23 * hour);
  });
});

describe('STOP and START in the same second', () => {
  for (const order of [
    ['STOP', 'START'],
    ['START', 'STOP'],
  ]) {
    it(`STOP and START in the same second lead to an opt-out when ${order.join(' comes before ')}`, async () => {
      const inbox = inboxOf(env, `stop-start-${order[0]}`);
      for (const word of order)
        await inbox.receiving.receive(says('15550980021', `wamid.${word}`, now, word));
      const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 1 });
      expect(rows[0]?.marketingStoppedAt).toBe(now);
    });
  }
});
