/** An inbox with months of old messages, everything that can be read of it, and its files in the bucket. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { archiveLimits } from '../../../../worker/inbox/archive/archive.ts';
import { forgetReportBodies } from '../../../../worker/inbox/retention/report-bodies.ts';
import { type InboxStub, inboxOf } from '../../../../worker/objects.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';
import { evictInbox } from '../../support/stubs.ts';
import { text, webhook } from '../../support/webhooks.ts';

export const day = 24 * 60 * 60_000;
export const now = Date.now();
export const begins = now - 200 * day;
const ours = '15550783881';

type Field = 'messages' | 'smb_message_echoes';
type Value = Record<string, unknown>;

const usual = structuredClone(archiveLimits);

/** Everything old moves, a few messages at a time. */
export function smallLimits(): void {
  Object.assign(archiveLimits, {
    ...{ databaseBytes: 0, stretch: 24, step: 5, pauseMs: 0, loadedLength: 2_000 },
    segment: { messages: 7, length: 4_000 },
  });
}

export function usualLimits(): void {
  Object.assign(archiveLimits, usual);
}

export function eventsIn(value: Value, field: Field = 'messages') {
  const body = JSON.parse(webhook('1', value));
  body.entry[0].changes[0].field = field;
  return parseWebhook(body).map(({ event }) => event);
}

export function customer(index: number): string {
  return String(15_550_550_000 + index);
}

interface Told {
  value: Value;
  field: Field;
}

const words = 'bowl vase glaze kiln order parcel monday thanks blue large heavy refund'.split(' ');

/** What customers and the phone app have said in sixty days, with everything that happens to messages. */
export function season(random: () => number, customers: number, length: number): Told[] {
  const told: Told[] = [];
  const said: { wamid: string; from: number; isOurs: boolean }[] = [];
  const pick = <One>(all: readonly One[]): One | undefined => all[Math.floor(random() * all.length)];
  const sentence = () => Array.from({ length: 3 + Math.floor(random() * 12) }, () => pick(words)).join(' ');
  for (let index = 0; index < length; index++) {
    const at = begins + Math.floor((index / length) * 60 * day);
    const timestamp = String(Math.floor(at / 1_000));
    const from = Math.floor(random() * customers);
    const wamid = `wamid.old.${from}.${index}`;
    const id = customer(from);
    const contacts = [{ profile: { name: `Customer ${id}` }, wa_id: id }];
    const own = said.filter((one) => one.from === from);
    const theirs = pick(own.filter(({ isOurs }) => !isOurs));
    const ofOurs = pick(own.filter(({ isOurs }) => isOurs));
    const messages = (message: Value): Told => ({
      value: { contacts, messages: [{ from: id, id: wamid, timestamp, ...message }] },
      field: 'messages',
    });
    const chance = random();
    if (chance < 0.4) {
      told.push({ value: text(id, wamid, at, sentence()), field: 'messages' });
      said.push({ wamid, from, isOurs: false });
    } else if (chance < 0.75) {
      const echo = { from: ours, to: id, id: wamid, timestamp, type: 'text', text: { body: sentence() } };
      told.push({ value: { contacts, message_echoes: [echo] }, field: 'smb_message_echoes' });
      const reached = ['sent', 'delivered', 'read'].slice(0, 1 + Math.floor(random() * 3));
      for (const status of reached) {
        const pricing = { billable: true, pricing_model: 'PMP', category: 'service', type: 'regular' };
        const statuses = [{ id: wamid, status, timestamp, recipient_id: id, pricing }];
        told.push({ value: { statuses }, field: 'messages' });
      }
      said.push({ wamid, from, isOurs: true });
    } else if (chance < 0.82) {
      const image = { id: String(7_000 + index), mime_type: 'image/jpeg', caption: sentence() };
      told.push(messages({ type: 'image', image: { ...image, sha256: 'x'.repeat(44) } }));
      said.push({ wamid, from, isOurs: false });
    } else if (chance < 0.9 && ofOurs) {
      const context = { from: ours, id: ofOurs.wamid };
      told.push(messages({ type: 'text', text: { body: sentence() }, context }));
      said.push({ wamid, from, isOurs: false });
    } else if (chance < 0.95 && ofOurs) {
      told.push(messages({ type: 'reaction', reaction: { message_id: ofOurs.wamid, emoji: '👍' } }));
    } else if (theirs) {
      const message = { type: 'text', text: { body: `${sentence()} after all` } };
      told.push(messages({ type: 'edit', edit: { original_message_id: theirs.wamid, message } }));
    }
  }
  return told;
}

export async function tell(inbox: InboxStub, told: readonly Told[]): Promise<void> {
  for (const { value, field } of told) await inbox.receiving.receive(eventsIn(value, field));
  // There is no Meta to fetch their files from, and the time for raw events is over.
  await runInDurableObject(inbox, (_, { storage }) => {
    while (!forgetReportBodies(storage.sql, now - 7 * day, 500));
    storage.sql.exec("DELETE FROM job WHERE kind = 'media'");
    storage.sql.exec("UPDATE media SET state = 'failed' WHERE state = 'waiting'");
  });
}

/** Runs the archive until it has nothing more to do. */
export async function archive(inbox: InboxStub): Promise<void> {
  // It knows nothing but what is stored.
  await restart(inbox);
  await runArchive(inbox);
}

/** Puts what is new into the search index. */
export async function index(inbox: InboxStub): Promise<void> {
  await inbox.messages.search('bowl', { before: null, limit: 1, conversation: null });
}

/** Stops the object, so that only its storage is known. */
export async function restart(inbox: InboxStub): Promise<void> {
  await counts(inbox);
  await evictInbox(inbox);
}

export async function runArchive(inbox: InboxStub): Promise<void> {
  // Only what is in the search index can move.
  await index(inbox);
  await runInDurableObject(inbox, (_, { storage }) => {
    storage.sql.exec("INSERT INTO job (kind, lane, message_id, run_at) VALUES ('archive', 'archive', 0, 1)");
    return storage.setAlarm(Date.now() + day);
  });
  await runDurableObjectAlarm(inbox);
  await archived(inbox);
}

/** Waits until the archive has nothing more to do. */
export async function archived(inbox: InboxStub): Promise<void> {
  await vi.waitFor(
    async () => {
      const { left } = await counts(inbox);
      if (left > 0) throw new Error('The archive has more to do');
    },
    { timeout: 15_000, interval: 20 },
  );
}

export function counts(inbox: InboxStub) {
  return runInDurableObject(inbox, (_, { storage: { sql } }) =>
    sql
      .exec<{ archived: number; messages: number; left: number; segments: number; untidy: number }>(
        `SELECT (SELECT count(*) FROM message WHERE segment IS NOT NULL) AS archived,
           (SELECT count(*) FROM message) AS messages, (SELECT count(*) FROM segment) AS segments,
           (SELECT count(*) FROM job WHERE kind = 'archive') AS left,
           (SELECT count(*) FROM segment WHERE stale > 0) + (SELECT count(*) FROM discarded_object) AS untidy`,
      )
      .one(),
  );
}

/** The files of the archive, by key, as text. */
export async function filesIn(name: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const listed = await env.MEDIA?.list({ prefix: `${name}/archive/` });
  for (const { key } of listed?.objects ?? []) {
    const stream = (await env.MEDIA?.get(key))?.body.pipeThrough(new DecompressionStream('gzip'));
    files.set(key, await new Response(stream ?? null).text());
  }
  return files;
}

/** All that the API shows of an inbox, but for when it was done. */
export async function everything(inbox: InboxStub) {
  const { rows: conversations } = await inbox.conversations.list({
    ...{ agentId: 'ana', sort: 'newest', limit: 100 },
  });
  const threads = [];
  for (const { id } of conversations) {
    const pages = [];
    for (let before: string | undefined; ; ) {
      const page = await inbox.messages.list(id, before === undefined ? {} : { before }, 9);
      pages.push(page);
      if (page.next === null) break;
      before = page.next;
    }
    const ids = pages.flatMap(({ rows }) => rows.map((row) => row.id));
    const histories = [];
    for (const message of ids) histories.push(await inbox.messages.history(message));
    const [middle = 0] = ids.slice(Math.floor(ids.length / 2));
    threads.push({
      ...{ pages, histories },
      around: await inbox.messages.list(id, { around: middle }, 6),
      details: await inbox.contacts.get(id),
      files: await inbox.contacts.sharedFiles(id, { limit: 50 }),
      found: await found(inbox, 'glaze', id),
      json: JSON.parse(await contactExport(inbox, id, { format: 'json' })),
      html: (await contactExport(inbox, id, { format: 'html', language: 'en' })).replace(
        /Exported.*?<\/dd>/,
        '',
      ),
    });
  }
  const lines = (await new Response(await inbox.data.export('ana', [])).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const all = {
    ...{ conversations, threads },
    found: [await found(inbox, 'bow', null), await found(inbox, 'refund heavy', null)],
    exported: lines
      .filter(({ type }) => type === 'message')
      .sort((one, other) => one.message.id - other.message.id),
    others: lines.filter(({ type }) => type !== 'message' && type !== 'inbox'),
  };
  const isRecent = (value: unknown) => typeof value === 'number' && value > now - day && value < now + day;
  const json = JSON.stringify(all, (key, value) => {
    if (isRecent(value)) return 'recently';
    // Lists do not show what their messages quote.
    return key === 'lastMessage' && value ? { ...value, quoted: null } : value;
  });
  return JSON.parse(json.replace(/\/api\/inboxes\/[\w-]+\//g, '/api/inboxes/this/'));
}

async function found(inbox: InboxStub, typed: string, conversation: number | null) {
  const rows = [];
  for (let before: number | null = null; ; ) {
    const page = await inbox.messages.search(typed, { before, limit: 5, conversation });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    before = Number(page.next);
  }
}

async function contactExport(
  inbox: InboxStub,
  id: number,
  form: Parameters<InboxStub['contacts']['export']>[1],
): Promise<string> {
  const stream = await inbox.contacts.export(id, form, { number: '', fields: [], products: new Map() });
  return new Response(stream).text();
}

export function inboxNamed(name: string): InboxStub {
  return inboxOf(env, name);
}
