/** How the bot hook is set, and how often in a row it has failed. A hook that works writes nothing here. */
import * as v from 'valibot';
import {
  type BotHookFault,
  type BotHookSettings,
  botHookFault,
  botHookSettings,
} from '../../../api/automation/bot-hook.ts';
import { storedJson } from '../../../stored-json.ts';
import type { ChangeLog } from '../../records/changes/change-log.ts';

const minute = 60_000;
/** So many failures in a row, and the fallback takes its place. */
const maxFailures = 3;
/** Then it is tried with one burst after each of these waits; the last one repeats. */
const waits: readonly number[] = [minute, 2 * minute, 5 * minute, 15 * minute, 30 * minute];

const storedFailing = v.object({
  failures: v.number(),
  since: v.number(),
  retryAt: v.nullable(v.number()),
  fault: botHookFault,
});
export type Failing = v.InferOutput<typeof storedFailing>;

const usual: BotHookSettings = v.parse(botHookSettings, {});

export class HookStore {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #now: BotHookSettings;
  #failing: Failing | null;

  constructor(sql: SqlStorage, changes: ChangeLog) {
    this.#sql = sql;
    this.#changes = changes;
    this.#now = this.#read('bot-hook', botHookSettings) ?? usual;
    this.#failing = this.#read('bot-hook-failing', storedFailing);
  }

  get now(): BotHookSettings {
    return this.#now;
  }

  /** Null: the last answer was right. */
  get failing(): Failing | null {
    return this.#failing;
  }

  /** Whether the fallback has its place. */
  get isDown(): boolean {
    return (this.#failing?.failures ?? 0) >= maxFailures;
  }

  /** Whether it is asked now: it works, or is tried again. */
  mayAsk(now: number): boolean {
    return !this.isDown || (this.#failing?.retryAt ?? 0) <= now;
  }

  change(settings: BotHookSettings): void {
    this.#write('bot-hook', settings);
    this.#now = settings;
    // Another one has not failed yet.
    this.succeeded();
    this.#changes.record({ type: 'settings-changed', settings: 'automation' });
  }

  /** One burst at a time tries whether it is back. */
  tries(now: number): void {
    if (this.#failing && this.isDown) this.#setFailing({ ...this.#failing, retryAt: this.#retryAt(now) });
  }

  failed(fault: BotHookFault, now: number): void {
    const { failures = 0, since = now } = this.#failing ?? {};
    this.#setFailing({ failures: failures + 1, since, fault, retryAt: null });
    if (this.isDown && this.#failing) this.#setFailing({ ...this.#failing, retryAt: this.#retryAt(now) });
  }

  succeeded(): void {
    if (this.#failing === null) return;
    this.#failing = null;
    this.#sql.exec("DELETE FROM setting WHERE name = 'bot-hook-failing'");
  }

  #retryAt(now: number): number {
    const tries = (this.#failing?.failures ?? maxFailures) - maxFailures;
    return now + (waits[Math.min(tries, waits.length - 1)] ?? minute);
  }

  #setFailing(failing: Failing): void {
    this.#failing = failing;
    this.#write('bot-hook-failing', failing);
  }

  #read<Value>(name: string, schema: v.GenericSchema<unknown, Value>): Value | null {
    const [row] = this.#sql
      .exec<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)
      .toArray();
    return row ? storedJson(schema, row.value) : null;
  }

  #write(name: string, value: unknown): void {
    this.#sql.exec('INSERT OR REPLACE INTO setting VALUES (?, ?)', name, JSON.stringify(value));
  }
}
