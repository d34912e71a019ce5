/** A view of the analytics of 90 days in which a million messages were written: the first one, and the next. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { bundle, phoneNumberId, startWorker } from './support/worker.ts';
import { Workerd } from './support/workerd.ts';

export interface AnalyticsFigures {
  messages: number;
  /** Milliseconds: the first view after the object has started, and the same again. */
  first: number;
  again: number;
  /** Seconds in which all messages were counted when the number got analytics. */
  counting: number;
}

const days = 90;
const inConversation = 50;
const dayMs = 24 * 60 * 60_000;
const port = 8987;

export async function measureAnalytics(messages: number): Promise<AnalyticsFigures> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-analytics-'));
  const directory = join(scratch, 'worker');
  const config = resolve(import.meta.dirname, '../../wrangler.toml');
  const module = bundle(config, null, join(scratch, 'bundle'));
  const first = await startWorker(module, directory, port);
  const inbox = `${first.workerd.url}/api/inboxes/${phoneNumberId}`;
  const headers = { Authorization: `Bearer ${first.session}` };
  const now = Date.now();
  const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  const address = `${inbox}/analytics?from=${dateOf(now - (days - 1) * dayMs)}&to=${dateOf(now)}&compare=1`;
  const view = async () => {
    const began = performance.now();
    const answer = await fetch(address, { headers });
    const report = await answer.json();
    if (!answer.ok) throw new Error(`The view answered ${answer.status}: ${JSON.stringify(report)}`);
    return { took: performance.now() - began, report };
  };
  // Makes the tables.
  await view();
  await first.workerd.stop();
  fill(join(directory, 'storage', 'Inbox'), messages, now);
  const counted = await Workerd.again(directory, port);
  const began = performance.now();
  for (let isCounting = true; isCounting; ) {
    await setTimeout(2_000);
    ({ isCounting } = (await view()).report);
  }
  const counting = (performance.now() - began) / 1_000;
  await counted.stop();
  const workerd = await Workerd.again(directory, port);
  try {
    // Its session and number are asked for first, as by the list of a console.
    await (await fetch(`${inbox}/conversations?limit=1`, { headers })).arrayBuffer();
    const { took, report } = await view();
    const { received, sent } = report.current;
    if (received + sent.total < messages * 0.95) throw new Error(`It counted ${received} and ${sent.total}.`);
    return { messages, first: took, again: (await view()).took, counting };
  } finally {
    await workerd.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Writes the rows that so many messages would have left: a question and its answer, again and again. */
function fill(directory: string, messages: number, now: number): void {
  const file = readdirSync(directory).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite');
  if (file === undefined) throw new Error('The inbox has no database.');
  const database = new DatabaseSync(join(directory, file));
  const conversations = messages / inConversation;
  const addConversation = database.prepare(
    `INSERT INTO conversation (id, seq, profile_name, profile_name_at, opened_at, read_seq, last_message_at, last_message_id)
     VALUES (?1, ?6 + 1, ?3, 1, ?4, ?2, ?5, ?6)`,
  );
  const addMessage = database.prepare(
    `INSERT INTO message (id, conversation_id, seq, origin, direction, wamid, sent_at, body, party, status, author, reports)
     VALUES (?1, ?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)`,
  );
  const author = JSON.stringify({ type: 'agent', id: 'ana', name: 'Ana' });
  for (let from = 0; from < messages; from += 1_000) {
    database.exec('BEGIN');
    for (let id = from + 1; id <= from + 1_000; id++) {
      // One customer after the other writes all of theirs within a day and a half.
      const conversation =
        Math.floor((id - 1) / 2 / inConversation / 20) * 20 + (Math.floor((id - 1) / 2) % 20) + 1;
      const isAnswer = id % 2 === 0;
      const sentAt = now - Math.floor(((messages - id) / messages) * (days - 1) * dayMs);
      const wamid = `wamid.${id}`;
      const phone = String(15_550_000_000 + conversation);
      const body = JSON.stringify({ type: 'text', text: { body: 'Is the blue bowl still there?' } });
      const pricing = { billable: false, category: 'service', type: 'regular' };
      const report = (status: string) => ({
        ...{ wamid, status, at: sentAt, errors: null },
        body: JSON.stringify({
          id: wamid,
          status,
          recipient_id: phone,
          ...(status !== 'read' && { pricing }),
        }),
      });
      const reports = isAnswer ? JSON.stringify(['sent', 'delivered', 'read'].map(report)) : null;
      addMessage.run(
        ...[id, conversation, isAnswer ? 'send' : 'message', isAnswer ? 'out' : 'in', wamid, sentAt, body],
        ...[isAnswer ? null : phone, isAnswer ? 'read' : null, isAnswer ? author : null, reports],
      );
      if (id > messages - conversations) {
        const place = id - (messages - conversations);
        addConversation.run(place, messages, `Customer ${place}`, now, sentAt, id);
      }
    }
    database.exec('COMMIT');
  }
  database.exec(`DELETE FROM roll_up; DELETE FROM day; DELETE FROM job WHERE kind = 'roll-up'`);
  database.exec(`INSERT INTO roll_up (id, state) VALUES (1, '{"phase":"episodes","after":0}')`);
  database.exec(
    `UPDATE search_progress SET up_to = ${messages}, down_to = 0; PRAGMA wal_checkpoint(TRUNCATE)`,
  );
  database.close();
}
