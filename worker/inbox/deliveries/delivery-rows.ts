/** The cursor of each endpoint, the events that it refuses, and the log of its last attempts. */
import * as v from 'valibot';
import type { WebhookDelivery } from '../../api/developers/webhooks.ts';
import { storedJson } from '../../stored-json.ts';

/** How many attempts of each endpoint are logged. */
export const logLength = 200;

const failure = v.object({
  since: v.number(),
  tries: v.number(),
  retryAt: v.number(),
  /** The event of the last attempt, and how often in a row it has failed. */
  seq: v.number(),
  times: v.number(),
  isReported: v.boolean(),
});
/** The state of an endpoint that is failing. */
export type Failure = v.InferOutput<typeof failure>;

export interface Cursor {
  startedAt: number;
  /** The endpoint receives events after this one. */
  begin: number;
  seq: number;
  last: number | null;
  failure: Failure | null;
}

export interface Hold {
  conversation: number;
  seq: number;
  tries: number;
  runAt: number;
}

export interface Replay {
  id: number;
  seq: number;
  upTo: number;
  onlyFailed: boolean;
}

export type LogEntry = Omit<WebhookDelivery, 'inbox' | 'eventId'>;

/** The rows of one endpoint. */
export class DeliveryRows {
  #sql: SqlStorage;
  #endpoint: string;
  #lastLogged: number | undefined;

  constructor(sql: SqlStorage, endpoint: string) {
    this.#sql = sql;
    this.#endpoint = endpoint;
  }

  cursor(): Cursor | null {
    const [row] = this.#sql
      .exec<{
        started_at: number;
        begin_seq: number;
        seq: number;
        last: number | null;
        failure: string | null;
      }>('SELECT * FROM delivery_cursor WHERE endpoint = ?', this.#endpoint)
      .toArray();
    if (!row) return null;
    const { started_at: startedAt, begin_seq: begin, seq, last, failure: json } = row;
    return { startedAt, begin, seq, last, failure: json === null ? null : storedJson(failure, json) };
  }

  setCursor({ startedAt, begin, seq, last, failure }: Cursor): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO delivery_cursor (endpoint, started_at, begin_seq, seq, last, failure) VALUES (?, ?, ?, ?, ?, ?)',
      ...[this.#endpoint, startedAt, begin, seq, last, failure && JSON.stringify(failure)],
    );
  }

  holds(): Hold[] {
    return this.#sql
      .exec<{ conversation: number; seq: number; tries: number; run_at: number }>(
        'SELECT * FROM delivery_hold WHERE endpoint = ? ORDER BY run_at, seq',
        this.#endpoint,
      )
      .toArray()
      .map(({ run_at: runAt, conversation, seq, tries }) => ({ conversation, seq, tries, runAt }));
  }

  setHold({ conversation, seq, tries, runAt }: Hold): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO delivery_hold (endpoint, conversation, seq, tries, run_at) VALUES (?, ?, ?, ?, ?)',
      ...[this.#endpoint, conversation, seq, tries, runAt],
    );
  }

  endHold(conversation: number): void {
    this.#sql.exec(
      'DELETE FROM delivery_hold WHERE endpoint = ? AND conversation = ?',
      ...[this.#endpoint, conversation],
    );
  }

  giveUp(seq: number): void {
    this.#sql.exec(
      'INSERT OR IGNORE INTO delivery_failed (endpoint, seq) VALUES (?, ?)',
      this.#endpoint,
      seq,
    );
  }

  hasFailed(seq: number): boolean {
    return (
      this.#sql
        .exec('SELECT 1 FROM delivery_failed WHERE endpoint = ? AND seq = ?', this.#endpoint, seq)
        .toArray().length > 0
    );
  }

  forgiven(seq: number): void {
    this.#sql.exec('DELETE FROM delivery_failed WHERE endpoint = ? AND seq = ?', this.#endpoint, seq);
  }

  /** Events that were given up, in order. */
  failed(): number[] {
    return this.#sql
      .exec<{ seq: number }>(
        'SELECT seq FROM delivery_failed WHERE endpoint = ? ORDER BY seq',
        this.#endpoint,
      )
      .toArray()
      .map(({ seq }) => seq);
  }

  replay(): Replay | null {
    const [row] = this.#sql
      .exec<{ id: number; seq: number; up_to: number; only_failed: number }>(
        'SELECT id, seq, up_to, only_failed FROM delivery_replay WHERE endpoint = ? ORDER BY id LIMIT 1',
        this.#endpoint,
      )
      .toArray();
    return row ? { id: row.id, seq: row.seq, upTo: row.up_to, onlyFailed: row.only_failed === 1 } : null;
  }

  addReplay({ seq, upTo, onlyFailed }: Omit<Replay, 'id'>): void {
    this.#sql.exec(
      'INSERT INTO delivery_replay (endpoint, seq, up_to, only_failed) VALUES (?, ?, ?, ?)',
      ...[this.#endpoint, seq, upTo, Number(onlyFailed)],
    );
  }

  /** Moves a replay to its next event; past its end the replay is over. */
  moveReplay({ id, upTo }: Replay, seq: number): void {
    if (seq <= upTo) this.#sql.exec('UPDATE delivery_replay SET seq = ? WHERE id = ?', seq, id);
    else this.#sql.exec('DELETE FROM delivery_replay WHERE id = ?', id);
  }

  log(entry: Omit<LogEntry, 'id'>): void {
    this.#lastLogged ??= this.#sql
      .exec<{ id: number }>(
        'SELECT coalesce(max(id), 0) AS id FROM delivery_log WHERE endpoint = ?',
        this.#endpoint,
      )
      .one().id;
    const id = this.#lastLogged + 1;
    this.#lastLogged = id;
    const { seq, type, at, ms, attempt, isReplay, outcome, status, error, answer } = entry;
    this.#sql.exec(
      `INSERT OR REPLACE INTO delivery_log
         (endpoint, slot, id, seq, type, at, ms, attempt, is_replay, outcome, status, error, answer)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[this.#endpoint, id % logLength, id, seq, type, at, ms, attempt, Number(isReplay), outcome],
      ...[status, error, answer],
    );
  }

  /** Newest first. */
  logged(): LogEntry[] {
    return this.#sql
      .exec<Omit<LogEntry, 'isReplay'> & { is_replay: number } & Record<string, SqlStorageValue>>(
        'SELECT * FROM delivery_log WHERE endpoint = ? ORDER BY id DESC',
        this.#endpoint,
      )
      .toArray()
      .map(({ id, seq, type, at, ms, attempt, is_replay, outcome, status, error, answer }) => ({
        ...{ id, seq, type, at, ms, attempt, isReplay: is_replay === 1, outcome, status, error, answer },
      }));
  }

  /** Starts again with events from now on. */
  reset(cursor: Cursor): void {
    this.#sql.exec('DELETE FROM delivery_hold WHERE endpoint = ?', this.#endpoint);
    this.setCursor(cursor);
  }
}

/** Deletes the rows of a deleted endpoint. */
export function forgetEndpoints(sql: SqlStorage, kept: readonly string[]): void {
  for (const table of [
    'delivery_cursor',
    'delivery_hold',
    'delivery_failed',
    'delivery_replay',
    'delivery_log',
  ]) {
    sql.exec(
      `DELETE FROM ${table} WHERE endpoint NOT IN (SELECT value FROM json_each(?))`,
      JSON.stringify(kept),
    );
  }
}
