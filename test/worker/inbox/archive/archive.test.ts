/** Old messages move to the bucket, and everything reads them as before. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { archiveLimits } from '../../../../worker/inbox/archive/archive.ts';
import { forgetReportBodies } from '../../../../worker/inbox/retention/report-bodies.ts';
import type { InboxStub } from '../../../../worker/objects.ts';
import { randomOf } from '../../support/random.ts';
import { StatementCosts } from '../../support/statement-costs.ts';
import { text } from '../../support/webhooks.ts';
import {
  archive,
  archived,
  begins,
  counts,
  customer,
  day,
  eventsIn,
  everything,
  filesIn,
  inboxNamed,
  index,
  now,
  restart,
  runArchive,
  season,
  smallLimits,
  tell,
  usualLimits,
} from './archive-scene.ts';

const ana = { id: 'ana', name: 'Ana', role: 'agent' as const };

beforeEach(smallLimits);
afterEach(usualLimits);

describe('old messages', () => {
  it('everything that can be read of an inbox is the same after its old messages have moved', async () => {
    const inbox = inboxNamed('archive-same');
    await tell(inbox, season(randomOf(1), 5, 130));
    const before = await everything(inbox);
    await archive(inbox);
    const { archived, messages, segments, untidy } = await counts(inbox);
    expect(archived).toBeGreaterThan(messages * 0.6);
    expect(segments).toBeGreaterThan(10);
    expect(untidy).toBe(0);
    expect((await filesIn('archive-same')).size).toBe(segments);
    await restart(inbox);
    expect(await everything(inbox)).toEqual(before);
  }, 60_000);

  it('the newest message of a conversation, files of agents, referrals and recent messages stay', async () => {
    const inbox = inboxNamed('archive-stays');
    const said = (index: number, at: number, more: object) => ({
      contacts: [{ profile: { name: 'Ada' }, wa_id: customer(1) }],
      messages: [
        {
          ...{ from: customer(1), id: `wamid.stays.${index}`, timestamp: String(Math.floor(at / 1_000)) },
          ...{ type: 'text', text: { body: `Number ${index} of the messages that stay or move` }, ...more },
        },
      ],
    });
    const referral = {
      source_type: 'ad',
      source_id: '1',
      source_url: 'https://fb.example',
      headline: 'Bowls',
    };
    const told = [
      said(0, begins, { referral }),
      said(1, begins + 1_000, {}),
      said(3, begins + 2_000, {}),
      said(4, begins + 3_000, {}),
      said(2, now - 60 * day, {}),
    ];
    await tell(
      inbox,
      told.map((value) => ({ value, field: 'messages' as const })),
    );
    await tell(inbox, [
      { value: text(customer(2), 'wamid.stays.5', begins, 'The only one'), field: 'messages' },
    ]);
    await runInDurableObject(inbox, (_, { storage: { sql } }) =>
      sql.exec(
        "UPDATE message SET origin = 'send', direction = 'out', status = 'failed' WHERE wamid = 'wamid.stays.3'",
      ),
    );
    await archive(inbox);
    const moved = await runInDurableObject(inbox, (_, { storage: { sql } }) =>
      sql.exec('SELECT wamid FROM message WHERE segment IS NOT NULL ORDER BY id').toArray(),
    );
    expect(moved).toEqual([{ wamid: 'wamid.stays.1' }, { wamid: 'wamid.stays.4' }]);
  });

  it('nothing moves while the database is small, and within the time of raw events', async () => {
    const inbox = inboxNamed('archive-waits');
    await tell(inbox, season(randomOf(2), 3, 40));
    archiveLimits.databaseBytes = Number.POSITIVE_INFINITY;
    await archive(inbox);
    archiveLimits.databaseBytes = 0;
    await inbox.data.changeRetention({ messageDays: null, rawDays: 3_000 });
    await archive(inbox);
    expect(await counts(inbox)).toMatchObject({ archived: 0, segments: 0 });
    await inbox.data.changeRetention({ messageDays: null, rawDays: 7 });
    await archive(inbox);
    expect((await counts(inbox)).archived).toBeGreaterThan(10);
  });

  it('a database takes little more than half of its place once all of its messages have moved', async () => {
    usualLimits();
    archiveLimits.databaseBytes = 0;
    archiveLimits.pauseMs = 0;
    const inbox = inboxNamed('archive-size');
    const size = () => runInDurableObject(inbox, (_, { storage: { sql } }) => sql.databaseSize);
    const empty = await size();
    await fillWithShop(inbox, 4_000);
    const before = await size();
    const costs = new StatementCosts();
    await runInDurableObject(inbox, (_, { storage }) => costs.watch(storage));
    await runArchive(inbox);
    const { archived: moved, messages } = await counts(inbox);
    expect(moved).toBeGreaterThan(messages * 0.9);
    const after = await size();
    const files = await env.MEDIA?.list({ prefix: 'archive-size/' });
    const stored = (files?.objects ?? []).reduce((sum, file) => sum + file.size, 0);
    // A message and each of its indexes, twice.
    expect(costs.rowsWritten / moved).toBeLessThan(9.5);
    expect(after - empty).toBeLessThan((before - empty) * 0.58);
    expect(stored).toBeLessThan((before - after) / 4);
  }, 60_000);
});

/** As a shop's messages are on average: texts of 4 to 30 words, and answers with three statuses as Meta sends them. */
async function fillWithShop(inbox: InboxStub, messages: number): Promise<void> {
  const words =
    'hello is the blue bowl from your shop still available in larger size i would like to order two'.split(
      ' ',
    );
  await runInDurableObject(inbox, (_, { storage }) => {
    const { sql } = storage;
    const conversations = Math.ceil(messages / 16);
    for (let id = 1; id <= conversations; id++) {
      sql.exec('INSERT INTO conversation (id, seq) VALUES (?1, ?1)', id);
    }
    for (let index = 1; index <= messages; index++) {
      const id = index * 3;
      const isOurs = index % 2 === 0;
      const at = begins + index * 60_000;
      const unique = crypto.randomUUID().replaceAll('-', '');
      const wamid = `wamid.HBgL${unique}${unique.slice(0, 12)}`;
      const length = 4 + ((index * 7) % 27);
      const body = Array.from({ length }, (_, place) => words[(index * 31 + place * 7) % words.length]).join(
        ' ',
      );
      const timestamp = String(Math.floor(at / 1_000));
      const content = { type: 'text', text: { body } };
      const reports = ['sent', 'delivered', 'read'].map((status) => {
        const pricing = { billable: true, pricing_model: 'PMP', category: 'service', type: 'regular' };
        const raw = { id: wamid, status, timestamp, recipient_id: '15550550001', pricing };
        return { wamid, status, at, errors: null, body: JSON.stringify(raw) };
      });
      sql.exec(
        `INSERT INTO message (id, seq, conversation_id, origin, direction, wamid, sent_at, body, key, author, status, party,
           attempt, attempt_at, attempt_ended_at, reports)
         VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13, ?14)`,
        ...[
          id,
          1 + ((index * 7) % conversations),
          isOurs ? 'send' : 'message',
          isOurs ? 'out' : 'in',
          wamid,
          at,
        ],
        JSON.stringify(isOurs ? content : { from: '15550550001', id: wamid, timestamp, ...content }),
        isOurs ? crypto.randomUUID() : null,
        isOurs ? JSON.stringify({ type: 'agent', id: unique.slice(0, 16), name: 'Ana Souza' }) : null,
        isOurs ? 'read' : null,
        isOurs ? null : '15550550001',
        ...(isOurs ? [unique.slice(0, 12), at, JSON.stringify(reports)] : [null, null, null]),
      );
    }
    // As retention leaves them.
    sql.exec('UPDATE message SET seq = id + 2 WHERE reports IS NOT NULL');
    while (!forgetReportBodies(sql, now - 7 * day, 500));
    sql.exec(`UPDATE conversation SET (last_message_at, last_message_id) = (SELECT sent_at, id FROM message
      WHERE conversation_id = conversation.id ORDER BY sent_at DESC LIMIT 1)`);
  });
  // The words of all of them are in the index.
  for (let from = 0; from < messages; from += 1_200) {
    await inbox.messages.search('bowl', { before: null, limit: 1, conversation: null });
  }
}

describe('changes of old messages', () => {
  it('late statuses, reactions, edits, quotes and repetitions are stored as for any other message', async () => {
    const [moved, stayed] = [inboxNamed('archive-late'), inboxNamed('archive-late-twin')];
    const both = [moved, stayed];
    for (const inbox of both) await tell(inbox, season(randomOf(4), 3, 90));
    await archive(moved);
    const told = season(randomOf(4), 3, 90);
    const rows = await runInDurableObject(moved, (_, { storage: { sql } }) =>
      sql
        .exec<{ wamid: string; direction: string }>(
          'SELECT wamid, direction FROM message WHERE segment IS NOT NULL ORDER BY id LIMIT 12',
        )
        .toArray(),
    );
    const later = rows.flatMap(({ wamid, direction }, index) => {
      const [, , from = ''] = wamid.split('.');
      const id = customer(Number(from));
      const timestamp = String(Math.floor(now / 1_000) - 100 + index);
      const contacts = [{ profile: { name: `Customer ${id}` }, wa_id: id }];
      const writes = (key: string, message: object) => ({
        field: 'messages' as const,
        value: {
          contacts,
          messages: [{ from: id, id: `wamid.late.${index}.${key}`, timestamp, ...message }],
        },
      });
      const status = { id: wamid, status: 'read', timestamp, recipient_id: id };
      return [
        ...(direction === 'out' ? [{ field: 'messages' as const, value: { statuses: [status] } }] : []),
        writes('r', { type: 'reaction', reaction: { message_id: wamid, emoji: '❤️' } }),
        writes('q', {
          ...{ type: 'text', text: { body: 'About this' } },
          context: { from: direction === 'in' ? id : '15550783881', id: wamid },
        }),
        ...(direction === 'in'
          ? [
              writes('e', {
                type: 'edit',
                edit: {
                  original_message_id: wamid,
                  message: { type: 'text', text: { body: 'Rather this vase' } },
                },
              }),
            ]
          : []),
      ];
    });
    expect(later.length).toBeGreaterThan(30);
    for (const inbox of both) {
      await tell(inbox, later);
      // Meta can deliver everything once more.
      await tell(inbox, [...told, ...later]);
    }
    expect(await problems(moved)).toBe(0);
    expect(await everything(moved)).toEqual(await everything(stayed));
  }, 60_000);

  it('prices are read from the archive, and a status that comes later from the database', async () => {
    const inbox = inboxNamed('archive-prices');
    await tell(inbox, season(randomOf(5), 2, 60));
    const [id = 0] = await runInDurableObject(inbox, (_, { storage: { sql } }) =>
      sql
        .exec<{ id: number }>("SELECT id FROM message WHERE reports LIKE '%delivered%' ORDER BY id LIMIT 1")
        .toArray()
        .map((row) => row.id),
    );
    const before = await inbox.messages.history(id);
    expect(before.events.find(({ type }) => type === 'delivered')?.pricing).toMatchObject({
      category: 'service',
    });
    await archive(inbox);
    const reports = () =>
      runInDurableObject(
        inbox,
        (_, { storage: { sql } }) =>
          sql.exec<{ reports: string }>('SELECT reports FROM message WHERE id = ?', id).one().reports,
      );
    expect(await reports()).not.toContain('pricing');
    expect(await inbox.messages.history(id)).toEqual(before);
    const timestamp = String(Math.floor(now / 1_000));
    const statuses = [{ id: before.message.wamid, status: 'failed', timestamp, recipient_id: '1' }];
    await inbox.receiving.receive(eventsIn({ statuses }));
    const last = JSON.parse(await reports()).length - 1;
    const { raw } = await inbox.receiving.rawEvent(`status-${2 ** 40 + id * 64 + last}`);
    expect(JSON.parse(raw)).toMatchObject({ status: 'failed' });
    const after = await inbox.messages.history(id);
    expect(after.events.filter(({ type }) => type !== 'failed')).toEqual(before.events);
    // Its JSON goes as well, and what is in the archive stays.
    await runInDurableObject(inbox, (_, { storage: { sql } }) => forgetReportBodies(sql, now + day, 500));
    expect(await reports()).not.toContain('recipient_id');
    expect((await inbox.messages.history(id)).events.filter(({ type }) => type !== 'failed')).toEqual(
      before.events,
    );
  });

  it('raw events of old messages are listed again if they are to be kept for longer', async () => {
    const inbox = inboxNamed('archive-raw');
    await tell(inbox, season(randomOf(5), 2, 60));
    const listed = async () => {
      await inbox.data.changeRetention({ messageDays: null, rawDays: 365 });
      return inbox.receiving.rawEvents('message', 2 ** 52, 40);
    };
    const list = await listed();
    await inbox.data.changeRetention({ messageDays: null, rawDays: 7 });
    await archive(inbox);
    expect((await counts(inbox)).archived).toBeGreaterThan(20);
    expect(await listed()).toEqual(list);
  });
});

describe('what is sent again', () => {
  it('an old message that failed after it moved is sent again with its content', async () => {
    const inbox = inboxNamed('archive-again');
    await tell(inbox, season(randomOf(8), 2, 50));
    await runInDurableObject(inbox, (_, { storage: { sql } }) =>
      sql.exec("UPDATE message SET origin = 'send', key = 'again-' || id WHERE origin = 'echo'"),
    );
    await archive(inbox);
    const row = () =>
      runInDurableObject(inbox, (_, { storage: { sql } }) =>
        sql
          .exec<{ id: number; wamid: string; body: string; segment: number | null; reports: string }>(
            `SELECT id, wamid, body, segment, reports FROM message WHERE key IS NOT NULL AND segment IS NOT NULL ORDER BY id LIMIT 1`,
          )
          .one(),
      );
    const { id, wamid } = await row();
    const before = await inbox.messages.history(id);
    const statuses = [{ id: wamid, status: 'failed', timestamp: '1800000000', recipient_id: '1' }];
    await inbox.receiving.receive(eventsIn({ statuses }));
    await restart(inbox);
    const again = await inbox.messages.retry(id);
    expect(again.content).toEqual(before.message.content);
    const after = await runInDurableObject(inbox, (_, { storage: { sql } }) =>
      sql
        .exec<{ body: string; segment: null; reports: string }>('SELECT * FROM message WHERE id = ?', id)
        .one(),
    );
    expect(after.segment).toBeNull();
    expect(after.body).toContain('"body"');
    expect(after.reports).toContain('pricing');
    await archive(inbox);
    const lines = [...(await filesIn('archive-again')).values()].flatMap((file) => file.split('\n'));
    expect(lines.map((line) => JSON.parse(line).id)).not.toContain(id);
  });
});

describe('what is deleted', () => {
  it('an erased contact leaves the bucket as well, and all others stay readable', async () => {
    const inbox = inboxNamed('archive-erased');
    await tell(inbox, season(randomOf(6), 4, 110));
    await archive(inbox);
    const name = `Customer ${customer(2)}`;
    const id = await conversationOf(inbox, name);
    expect([...(await filesIn('archive-erased')).values()].join()).toContain(`wamid.old.2.`);
    await inbox.contacts.erase(id, name);
    await archived(inbox);
    const { segments, untidy } = await counts(inbox);
    const files = await filesIn('archive-erased');
    expect([...files.values()].join()).not.toContain(`wamid.old.2.`);
    expect([files.size, untidy]).toEqual([segments, 0]);
    const all = JSON.stringify(await everything(inbox));
    expect(all).toContain('wamid.old.1.');
    expect(all).not.toContain('"unsupported"');
  }, 60_000);

  it('a number that is erased leaves no file of its archive', async () => {
    const inbox = inboxNamed('archive-number-erased');
    await tell(inbox, season(randomOf(7), 3, 60));
    await archive(inbox);
    expect((await filesIn('archive-number-erased')).size).toBeGreaterThan(3);
    await inbox.data.eraseConversations();
    expect((await filesIn('archive-number-erased')).size).toBe(0);
    expect(await counts(inbox)).toMatchObject({ messages: 0, segments: 0, untidy: 0 });
  });
});

describe('a random history', () => {
  it.each(inject('isLong') ? [11, 12, 13, 14, 15, 16, 17, 18] : [11, 12])(
    'an inbox whose old messages move reads the same as one whose messages stay (seed %i)',
    async (seed) => {
      const random = randomOf(seed);
      const [moved, stayed] = [inboxNamed(`archive-moves-${seed}`), inboxNamed(`archive-stays-${seed}`)];
      const both = [moved, stayed];
      const told = season(random, 8, 190);
      for (const inbox of both) await tell(inbox, told.slice(0, 130));
      for (let step = 0; step < 8; step++) {
        const chance = random();
        const { rows } = await stayed.conversations.list({ agentId: 'ana', sort: 'newest', limit: 50 });
        const [one, other] = rows
          .toSorted((a, b) => a.id - b.id)
          .slice(Math.floor(random() * (rows.length - 1)));
        if (step % 2 === 0) {
          await archive(moved);
          // When something is put into the index makes a difference, and the counter of changes goes on from what is stored.
          await index(stayed);
          await restart(stayed);
        } else if (chance < 0.25 && one && other && rows.length > 4) {
          for (const inbox of both) await inbox.contacts.merge([one.id, other.id], other.contact.name, ana);
        } else if (chance < 0.45 && one && rows.length > 3) {
          for (const inbox of both) await inbox.contacts.erase(one.id, one.contact.name);
        } else if (chance < 0.65) {
          const keptDays = Math.ceil((now - begins) / day) - Math.floor(random() * 12);
          for (const inbox of both) await forgets(inbox, keptDays);
        } else {
          const from = 130 + Math.floor(random() * 40);
          for (const inbox of both) await tell(inbox, told.slice(from, from + 20));
        }
        if (random() < 0.5) for (const inbox of both) await restart(inbox);
        await archived(moved);
      }
      await archive(moved);
      const { archived: count, segments, untidy } = await counts(moved);
      expect(count).toBeGreaterThan(10);
      expect(untidy).toBe(0);
      expect((await filesIn(`archive-moves-${seed}`)).size).toBe(segments);
      expect((await counts(stayed)).archived).toBe(0);
      expect(await everything(moved)).toEqual(await everything(stayed));
    },
    120_000,
  );
});

/** Runs retention until it is done. */
async function forgets(inbox: InboxStub, messageDays: number): Promise<void> {
  archiveLimits.databaseBytes = Number.POSITIVE_INFINITY;
  await inbox.data.changeRetention({ messageDays, rawDays: 7 });
  await vi.waitFor(
    async () => {
      const due = await runInDurableObject(inbox, (_, { storage: { sql } }) =>
        sql.exec("SELECT 1 FROM job WHERE lane = 'retention' AND run_at < ?", Date.now() + day / 2).toArray(),
      );
      if (due.length === 0) return;
      await runDurableObjectAlarm(inbox);
      throw new Error('Retention has more to do');
    },
    { timeout: 15_000, interval: 50 },
  );
  await archived(inbox);
  archiveLimits.databaseBytes = 0;
}

async function conversationOf(inbox: InboxStub, name: string): Promise<number> {
  const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 50 });
  return rows.find(({ contact }) => contact.name === name)?.id ?? 0;
}

/** Events that were set aside because they could not be stored. */
function problems(inbox: InboxStub): Promise<number> {
  return runInDurableObject(
    inbox,
    (_, { storage: { sql } }) =>
      sql.exec('SELECT 1 FROM notice WHERE unread_because IS NOT NULL').toArray().length,
  );
}
