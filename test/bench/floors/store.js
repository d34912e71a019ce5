// The floor with what is promised of a message: its sender is found, it is stored once, the list is in order, and what
// arrives during a commit is committed together. It has the rows and indexes of an inbox, and nothing else.
import { DurableObject } from 'cloudflare:workers';
import verify from './verify.js';

export class Store extends DurableObject {
  #waiting = [];
  #isStoring = false;

  constructor(ctx, env) {
    super(ctx, env);
    ctx.storage.sql.exec(`
      CREATE TABLE IF NOT EXISTS alias (value TEXT PRIMARY KEY, conversation_id INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS conversation (
        id INTEGER PRIMARY KEY, name TEXT, last_message_at INTEGER, last_message_id INTEGER, opened_at INTEGER
      );
      CREATE INDEX IF NOT EXISTS conversation_by_time ON conversation (last_message_at, id);
      CREATE TABLE IF NOT EXISTS message (
        id INTEGER PRIMARY KEY, conversation_id INTEGER NOT NULL, wamid TEXT, sent_at INTEGER NOT NULL, body TEXT NOT NULL
      );
      CREATE UNIQUE INDEX IF NOT EXISTS message_by_wamid ON message (wamid);
      CREATE INDEX IF NOT EXISTS message_by_time ON message (conversation_id, sent_at, id);
    `);
  }

  receive(events) {
    const { promise, resolve } = Promise.withResolvers();
    this.#waiting.push({ events, resolve });
    if (!this.#isStoring) this.#run();
    return promise;
  }

  async #run() {
    this.#isStoring = true;
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0, 64);
      this.ctx.storage.transactionSync(() => {
        for (const { events } of together) for (const event of events) this.#store(event);
      });
      for (const { resolve } of together) resolve();
      await this.ctx.storage.sync();
    }
    this.#isStoring = false;
  }

  #store({ from, name, wamid, at, raw }) {
    const { sql } = this.ctx.storage;
    let [known] = sql.exec('SELECT conversation_id AS id FROM alias WHERE value = ?', from).toArray();
    if (!known) {
      known = sql.exec('INSERT INTO conversation (name) VALUES (?) RETURNING id', name).one();
      sql.exec('INSERT INTO alias VALUES (?, ?)', from, known.id);
    }
    const [added] = sql
      .exec(
        `INSERT INTO message (conversation_id, wamid, sent_at, body) VALUES (?, ?, ?, ?)
         ON CONFLICT (wamid) DO NOTHING RETURNING id`,
        known.id,
        wamid,
        at,
        raw,
      )
      .toArray();
    if (!added) return;
    sql.exec(
      'UPDATE conversation SET last_message_at = ?2, last_message_id = ?3, opened_at = ?2 WHERE id = ?1',
      known.id,
      at,
      added.id,
    );
  }
}

export default {
  async fetch(request, env) {
    if (request.method !== 'POST') return new Response('ok');
    const copy = request.clone();
    const answer = await verify.fetch(request, env);
    if (!answer.ok) return answer;
    const byNumber = new Map();
    for (const { changes } of JSON.parse(await copy.text()).entry) {
      for (const { value } of changes) {
        const events = value.messages.map((message) => ({
          from: message.from,
          name: value.contacts[0].profile.name,
          wamid: message.id,
          at: Number(message.timestamp) * 1000,
          raw: JSON.stringify(message),
        }));
        byNumber.set(value.metadata.phone_number_id, events);
      }
    }
    for (const [number, events] of byNumber) await env.STORE.getByName(number).receive(events);
    return answer;
  },
};
