/** A file that is on its way from Meta while its contact, or the whole number, is erased. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eraseContact } from '../../../../worker/inbox/contacts/erase-contact.ts';
import { conversationFor } from '../../../../worker/inbox/contacts/identify-contact.ts';
import { Media } from '../../../../worker/inbox/media/media.ts';
import { ChangeLog } from '../../../../worker/inbox/records/changes/change-log.ts';
import { type Job, Jobs } from '../../../../worker/inbox/records/changes/jobs.ts';
import { addMessage } from '../../../../worker/inbox/records/messages/add-message.ts';
import { conversationRow } from '../../../../worker/inbox/records/rows.ts';

const bytes = '0123456789';

interface Fetching {
  storage: DurableObjectStorage;
  changes: ChangeLog;
  media: Media;
  conversation: number;
  /** Fetches the customer's picture. */
  run(): Promise<void>;
  /** Meta has been asked for the bytes. */
  asked: Promise<void>;
  /** Meta sends the bytes. */
  arrive(): void;
  objects(): Promise<string[]>;
}

/** A customer's picture whose bytes come when the test says so. */
function fetching(name: string, act: (fetching: Fetching) => Promise<void>): Promise<void> {
  return runInDurableObject(env.INBOX.getByName(name), async (_, state) => {
    const { storage } = state;
    const changes = new ChangeLog(storage);
    const content = { type: 'image', image: { id: '88001', mime_type: 'image/png', sha256: '' } };
    const conversation = changes.transaction(() => {
      const id = conversationFor(storage.sql, changes, { waId: '15550300050' }, Date.now());
      if (id === null) throw new Error('A phone number has a conversation');
      const message = addMessage(storage.sql, changes, {
        ...{ conversation_id: id, origin: 'message', direction: 'in', wamid: `wamid.${name}` },
        ...{ sent_at: Date.now(), body: JSON.stringify(content) },
      });
      storage.sql.exec("INSERT INTO media (message_id, state) VALUES (?, 'waiting')", message);
      storage.sql.exec('DELETE FROM job');
      storage.sql.exec(
        "INSERT INTO job (kind, lane, message_id, run_at) VALUES ('media', 'media/1', ?, 9e15)",
        message,
      );
      return id;
    });
    const job = storage.sql.exec<Job>("SELECT * FROM job WHERE kind = 'media'").one();
    let isAsked: () => void = () => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    const body = new TransformStream<Uint8Array, Uint8Array>();
    const address = { url: 'https://lookaside.fbsbx.com/picture', mime_type: 'image/png', sha256: '' };
    const access = async () => ({
      graph: {
        ...{ url: 'https://graph.example', version: 'v23.0', accessToken: 'token' },
        fetch: async (input: RequestInfo | URL) => {
          const { hostname } = new URL(new Request(input).url);
          if (hostname === 'graph.example')
            return Response.json({ ...address, file_size: bytes.length, id: '88001' });
          isAsked();
          return new Response(body.readable, { headers: { 'Content-Type': 'image/png' } });
        },
      },
      ...{ phoneNumberId: name, receipts: 'never' as const, messagesPerSecond: 80, sendsFiles: true },
    });
    const media = new Media(state, env, changes, { access, jobs: new Jobs(state), tokenRefused: () => {} });
    const writer = body.writable.getWriter();
    await act({
      ...{ storage, changes, media, conversation, asked },
      run: () => media.run(job),
      arrive: () => {
        const written = [writer.write(new TextEncoder().encode(bytes)), writer.close()];
        for (const one of written) one.catch(() => {});
      },
      objects: async () =>
        ((await env.MEDIA?.list({ prefix: `${name}/` }))?.objects ?? []).map(({ key }) => key),
    });
  });
}

function erase({ storage, changes, conversation }: Fetching, bucket = env.MEDIA): Promise<void> {
  const row = conversationRow(storage.sql, conversation);
  if (!row) throw new Error('There is no conversation');
  return eraseContact(storage, changes, bucket, row, Date.now());
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a file that is on its way while its contact is erased', () => {
  it('a file is stored when no contact is erased', () =>
    fetching('on-its-way', async (one) => {
      const run = one.run();
      await one.asked;
      one.arrive();
      await run;
      expect(await one.objects()).toHaveLength(1);
      const row = one.storage.sql.exec<{ state: string }>('SELECT state FROM media').one();
      expect(row.state).toBe('stored');
    }));

  it('a file that arrives after its contact was erased is not kept', () =>
    fetching('erased-before', async (one) => {
      const run = one.run();
      await one.asked;
      await erase(one);
      one.arrive();
      await run;
      expect(await one.objects()).toEqual([]);
      expect(one.storage.sql.exec('SELECT * FROM media').toArray()).toEqual([]);
    }));

  it('a file that arrives while the contact’s files are being deleted is deleted', () =>
    fetching('erased-while', async (one) => {
      const bucket = env.MEDIA;
      if (!bucket) throw new Error('The tests have a bucket');
      // The contact has an older file, which is deleted first.
      await bucket.put('erased-while/received/older', bytes);
      one.storage.sql.exec(
        "INSERT INTO media (message_id, state, object) SELECT id + 1000, 'stored', 'erased-while/received/older' FROM message",
      );
      one.storage.sql.exec(
        `INSERT INTO message (id, seq, conversation_id, origin, direction, sent_at, body)
         SELECT id + 1000, id + 1000, conversation_id, origin, direction, sent_at, body FROM message`,
      );
      const deleted: (string | string[])[] = [];
      vi.spyOn(bucket, 'delete').mockImplementation(async (keys) => {
        if (deleted.push(keys) > 1) return;
        const run = one.run();
        await one.asked;
        one.arrive();
        await run;
      });
      await erase(one);
      expect([...new Set(deleted.flat())].sort()).toEqual([
        expect.stringMatching(/^erased-while\/received\/\d+$/),
        'erased-while/received/older',
      ]);
    }));
});

describe('a file that is on its way while the number is erased', () => {
  it('erasing a number gives up a running download before deleting files, and starts no other', () =>
    fetching('number-erased', async (one) => {
      const run = one.run();
      await one.asked;
      await one.media.erase();
      one.arrive();
      await run;
      await one.run();
      expect(await one.objects()).toEqual([]);
      expect(one.storage.sql.exec<{ state: string }>('SELECT state FROM media').one().state).toBe('waiting');
    }));
});
