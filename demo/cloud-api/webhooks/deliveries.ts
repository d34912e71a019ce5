import * as v from 'valibot';
import { importAppSecret, signBody } from '../../../worker/whatsapp/receiving/signature.ts';
import type { WaitingWebhook } from '../control/control.ts';
import type { Settings } from '../control/settings.ts';
import { wakeBy } from '../graph/wake.ts';
import type { NumberSetup } from '../numbers/number-setup.ts';
import type { Numbers } from '../numbers/numbers.ts';
import { destinationOf } from '../numbers/onboarding.ts';
import { type Level, type Value, webhookBody } from './webhook-body.ts';

interface DeliveryRow extends Record<string, SqlStorageValue> {
  id: number;
  number_id: string;
  level: Level;
  field: string;
  value: string;
  run_at: number;
  tries: number;
}

/** The queue of webhooks. Each is signed, and sent again until it is answered with 200. */
export class Deliveries {
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #settings: Settings;
  #numbers: Numbers;
  #isDelivering = false;

  constructor(ctx: DurableObjectState, settings: Settings, numbers: Numbers) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#settings = settings;
    this.#numbers = numbers;
  }

  /** The number of waiting webhooks. */
  get queued(): number {
    return this.#sql.exec<{ queued: number }>('SELECT count(*) AS queued FROM delivery').one().queued;
  }

  /** Webhooks that have not been answered with 200, oldest first. */
  waiting(): WaitingWebhook[] {
    return this.#sql
      .exec<DeliveryRow>('SELECT * FROM delivery ORDER BY id')
      .toArray()
      .flatMap((row) => {
        const setup = this.#numbers.find(row.number_id);
        if (!setup) return [];
        const body = new TextDecoder().decode(bodyOf(setup, [row]));
        return [{ phoneNumberId: row.number_id, body: JSON.parse(body), tries: row.tries }];
      });
  }

  enqueue(phoneNumberId: string, value: Value, field = 'messages', level: Level = 'number'): void {
    const faults = this.#settings.faults();
    const runAt = Date.now() + faults.delay;
    for (let copy = 0; copy < (faults.duplicate ? 2 : 1); copy++) {
      this.#sql.exec(
        'INSERT INTO delivery (number_id, level, field, value, run_at) VALUES (?, ?, ?, ?, ?)',
        ...[phoneNumberId, level, field, JSON.stringify(value), runAt],
      );
    }
    if (faults.delay > 0) void wakeBy(this.#ctx.storage, runAt);
    else this.#ctx.waitUntil(this.deliver());
  }

  /** Delivers all due webhooks in the order set in `faults`. One that is not answered with 200 is retried. */
  async deliver(): Promise<void> {
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    try {
      for (;;) {
        const { reorder, batch, parallel } = this.#settings.faults();
        const due = this.#sql
          .exec<DeliveryRow>(
            'SELECT * FROM delivery WHERE run_at <= ? ORDER BY id * ? LIMIT 50',
            Date.now(),
            reorder ? -1 : 1,
          )
          .toArray();
        const [first] = due;
        if (!first) break;
        const bodies = batch
          ? [due.filter((row) => row.number_id === first.number_id)]
          : due.slice(0, parallel).map((row) => [row]);
        await Promise.all(bodies.map((rows) => this.#deliverTogether(rows)));
      }
    } finally {
      this.#isDelivering = false;
    }
    const { next } = this.#sql
      .exec<{ next: number | null }>('SELECT min(run_at) AS next FROM delivery')
      .one();
    if (next !== null) await wakeBy(this.#ctx.storage, next);
  }

  async #deliverTogether(rows: readonly DeliveryRow[]): Promise<void> {
    const [first] = rows;
    if (!first) return;
    const isStored = await this.#post(first.number_id, rows);
    for (const { id, tries } of rows) {
      if (isStored) this.#sql.exec('DELETE FROM delivery WHERE id = ?', id);
      else {
        const runAt = Date.now() + Math.min(10_000, 250 * 2 ** tries);
        this.#sql.exec('UPDATE delivery SET tries = tries + 1, run_at = ? WHERE id = ?', runAt, id);
      }
    }
  }

  async #post(phoneNumberId: string, rows: readonly DeliveryRow[]): Promise<boolean> {
    const setup = this.#numbers.find(phoneNumberId);
    const [first] = rows;
    const destination = setup && first && destinationOf(setup, first.field, first.level);
    // A webhook without an address is dropped, as at Meta.
    if (!setup || !destination) return true;
    const body = bodyOf(setup, rows);
    const signature = await signBody(await importAppSecret(setup.appSecret), body);
    try {
      const answer = await fetch(destination, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': signature },
        body,
        signal: AbortSignal.timeout(10_000),
      });
      await answer.body?.cancel();
      return answer.status === 200;
    } catch {
      return false;
    }
  }
}

function bodyOf(setup: NumberSetup, rows: readonly DeliveryRow[]): Uint8Array {
  const changes = rows.map(({ level, field, value }) => ({
    level,
    field,
    value: v.parse(v.record(v.string(), v.unknown()), JSON.parse(value)),
  }));
  return webhookBody(setup, rows[0]?.number_id ?? '', changes, Date.now());
}
