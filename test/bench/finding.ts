import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { searchable } from '../../worker/inbox/search/words.ts';
import { quantile } from './support/load.ts';
import { bundle, phoneNumberId, startWorker } from './support/worker.ts';
import { Workerd } from './support/workerd.ts';

/** One request over HTTP. */
export interface FindingFigure {
  /** Median milliseconds with few messages stored, and with many. */
  few: number;
  many: number;
  /** The median of many against few, each time one after the other: a machine is not always equally fast. */
  share: number;
}

export interface FindingFigures {
  list: FindingFigure;
  open: FindingFigure;
  /** A word that 20 messages have; one that a tenth of all have; the beginning of that; two words. */
  searchRare: FindingFigure;
  searchCommon: FindingFigure;
  searchBeginning: FindingFigure;
  searchTwo: FindingFigure;
  send: FindingFigure;
  /** The size of the database for each of the many messages. */
  bytesPerMessage: number;
}

const inConversation = 50;
const samples = 150;
const port = 8986;

export async function measureFinding(few: number, many: number): Promise<FindingFigures> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-finding-'));
  const config = resolve(import.meta.dirname, '../../wrangler.toml');
  const module = bundle(config, null, join(scratch, 'bundle'));
  const running: Workerd[] = [];
  try {
    const small = await fill(module, join(scratch, 'few'), port, few);
    running.push(small.workerd);
    const large = await fill(module, join(scratch, 'many'), port + 1, many);
    running.push(large.workerd);
    const at = (pathOf: (inbox: FilledInbox) => string) =>
      inTurns(small, large, (inbox) => get(`${inbox.url}${pathOf(inbox)}`, inbox));
    return {
      list: await at(() => '/conversations?limit=20'),
      open: await at(({ conversation }) => `/conversations/${conversation}/messages?limit=50`),
      searchRare: await at(() => '/messages?search=rare7x'),
      searchCommon: await at(() => '/messages?search=delivery'),
      searchBeginning: await at(() => '/messages?search=deliv'),
      searchTwo: await at(() => '/messages?search=delivery+vase'),
      send: await inTurns(small, large, send),
      bytesPerMessage: large.bytes / many,
    };
  } finally {
    await Promise.all(running.map((workerd) => workerd.stop()));
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface FilledInbox {
  workerd: Workerd;
  url: string;
  headers: { Authorization: string };
  /** Of its database. */
  bytes: number;
  /** One from the middle. */
  conversation: number;
  sent: number;
}

async function fill(module: string, directory: string, port: number, messages: number): Promise<FilledInbox> {
  const first = await startWorker(module, directory, port);
  const url = `${first.workerd.url}/api/inboxes/${phoneNumberId}`;
  const headers = { Authorization: `Bearer ${first.session}` };
  // Makes the tables.
  await (await fetch(`${url}/conversations`, { headers })).arrayBuffer();
  await first.workerd.stop();
  const bytes = fillInbox(join(directory, 'storage', 'Inbox'), messages);
  const workerd = await Workerd.again(directory, port);
  const conversation = Math.ceil(messages / inConversation / 2);
  return { workerd, url, headers, bytes, conversation, sent: 0 };
}

async function inTurns(
  small: FilledInbox,
  large: FilledInbox,
  run: (inbox: FilledInbox) => Promise<void>,
): Promise<FindingFigure> {
  const timed = async (inbox: FilledInbox) => {
    const began = performance.now();
    await run(inbox);
    return performance.now() - began;
  };
  const times: { few: number; many: number }[] = [];
  for (let index = -20; index < samples; index++) {
    const first = await timed(index % 2 === 0 ? small : large);
    const second = await timed(index % 2 === 0 ? large : small);
    const [fewMs, manyMs] = index % 2 === 0 ? [first, second] : [second, first];
    if (index >= 0) times.push({ few: fewMs, many: manyMs });
  }
  return {
    few: median(times.map(({ few }) => few)),
    many: median(times.map(({ many }) => many)),
    share: median(times.map(({ few, many }) => many / few)),
  };
}

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

async function get(url: string, { headers }: FilledInbox): Promise<void> {
  const answer = await fetch(url, { headers });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  const { rows } = await answer.json();
  if (rows.length !== 20 && rows.length !== inConversation)
    throw new Error(`${url} gave ${rows.length} rows`);
}

async function send(inbox: FilledInbox): Promise<void> {
  const index = inbox.sent++;
  const answer = await fetch(`${inbox.url}/conversations/${inbox.conversation}/messages`, {
    method: 'POST',
    headers: { ...inbox.headers, 'Idempotency-Key': `finding-${index}` },
    body: JSON.stringify({ content: { type: 'text', text: { body: `Message ${index}` } } }),
  });
  if (answer.status !== 201) throw new Error(`A send was answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

const words =
  'blue bowl glaze kiln order parcel monday price colour please thanks large small when where'.split(' ');

/** Writes the rows that so many webhooks would have left; returns the size of the database. */
export function fillInbox(directory: string, messages: number): number {
  const file = readdirSync(directory).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite');
  if (file === undefined) throw new Error('The inbox has no database.');
  const database = new DatabaseSync(join(directory, file));
  const now = Date.now();
  const conversations = messages / inConversation;
  const addConversation = database.prepare(
    `INSERT INTO conversation (id, seq, profile_name, profile_name_at, opened_at, read_seq, last_message_at, last_message_id)
     VALUES (?1, ?6 + 1, ?3, 1, ?4, ?2, ?5, ?6)`,
  );
  const addAlias = database.prepare(
    "INSERT INTO alias (kind, key, value, first_at, since, conversation_id) VALUES ('phone', ?1, ?1, 1, 1, ?2)",
  );
  const addMessage = database.prepare(
    `INSERT INTO message (id, conversation_id, seq, origin, direction, wamid, sent_at, body, party)
     VALUES (?1, ?2, ?1, 'message', 'in', ?3, ?4, ?5, ?6)`,
  );
  const addEntry = database.prepare('INSERT INTO message_text (rowid, words, message_id) VALUES (?, ?, ?)');
  for (let from = 0; from < messages; from += 1_000) {
    database.exec('BEGIN');
    for (let id = from + 1; id <= from + 1_000; id++) {
      const conversation = ((id - 1) % conversations) + 1;
      const phone = String(15_550_000_000 + conversation);
      const sentAt = now - (messages - id) * 60;
      const said = Array.from(
        { length: 10 },
        (_, place) => words[(id * 7 + place * (1 + (id % 13))) % words.length],
      );
      if (id % 10 === 0) said.push('delivery');
      if (id % 20 === 0) said.push('vase');
      // The last letter keeps it from being the beginning of others.
      said.push(`rare${id % (messages / 20)}x`);
      const text = said.join(' ');
      const message = { from: phone, id: `wamid.${id}`, timestamp: String(Math.floor(sentAt / 1_000)) };
      const body = JSON.stringify({ ...message, type: 'text', text: { body: text } });
      addMessage.run(id, conversation, `wamid.${id}`, sentAt, body, phone);
      addEntry.run(Math.floor(sentAt / 1_000) * 2 ** 20 + (id % 2 ** 20), searchable(text), id);
      if (id > messages - conversations) {
        addConversation.run(conversation, messages, `Customer ${conversation}`, now, sentAt, id);
        addAlias.run(phone, conversation);
      }
    }
    database.exec('COMMIT');
  }
  database.exec(
    `UPDATE search_progress SET up_to = ${messages}, down_to = 0; PRAGMA wal_checkpoint(TRUNCATE)`,
  );
  database.close();
  return statSync(join(directory, file)).size;
}
