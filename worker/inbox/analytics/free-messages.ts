/**
 * Warns admins when 80 % of the free service messages of the month are used, once a month. They are counted each night, and
 * by day when as many messages have been delivered as were left: no message writes a row or is read for it.
 */
import * as v from 'valibot';
import { log } from '../../log.ts';
import { storedJson } from '../../stored-json.ts';
import type { Fact } from '../facts.ts';
import type { Listener } from '../records/changes/change-log.ts';
import type { Analytics } from './analytics.ts';
import { dateOf } from './figures/day-clock.ts';
import { allowanceOf, nearlyUsed } from './reports/allowance.ts';

const setting = 'free_messages';
/** Counting reads the messages of the day, so it waits for so many, and for so long. */
const minDelivered = 20;
const minPauseMs = 10 * 60_000;

const known = v.object({
  month: v.string(),
  delivered: v.number(),
  /** When it was found that most are used. */
  warnedAt: v.nullable(v.number()),
});
type Known = v.InferOutput<typeof known>;

export class FreeMessages implements Listener {
  readonly name = 'free-messages';
  /** The next night finds out. */
  readonly repair = 'none';
  #sql: SqlStorage;
  #analytics: Analytics;
  #changed: () => void;
  /** Messages that were delivered since they were counted, also those that are charged. */
  #delivered = 0;
  #isDue = false;
  #countedAt = 0;

  /** `changed` is called when the warning appears or ends. */
  constructor(sql: SqlStorage, analytics: Analytics, changed: () => void) {
    this.#sql = sql;
    this.#analytics = analytics;
    this.#changed = changed;
  }

  onFact(fact: Fact): undefined {
    if (fact.type !== 'status-changed' || !isDelivered(fact.status) || isDelivered(fact.before)) return;
    this.#delivered += 1;
    if (this.#delivered < minDelivered || Date.now() - this.#countedAt < minPauseMs) return;
    const { delivered, warnedAt } = this.#known(Date.now());
    this.#isDue = warnedAt === null && this.#delivered >= nearlyUsed - delivered;
  }

  settled(): void {
    if (!this.#isDue) return;
    this.#isDue = false;
    this.count(Date.now());
  }

  /** The month, and when most of its messages were used; null: they are not. */
  warning(now: number): { month: string; at: number } | null {
    const { month, warnedAt } = this.#known(now);
    return warnedAt === null ? null : { month, at: warnedAt };
  }

  count(now: number): void {
    this.#delivered = 0;
    this.#countedAt = now;
    try {
      const { clock } = this.#analytics.settings;
      const before = this.#stored;
      const { month, delivered, isNearlyUsed } = allowanceOf(
        ...([this.#sql, this.#analytics, clock.dayOf(now), now] as const),
      );
      const warnedBefore = before?.month === month ? before.warnedAt : null;
      // Never taken back in its month.
      const warnedAt = warnedBefore ?? (isNearlyUsed ? now : null);
      if (before?.month === month && before.delivered === delivered && warnedBefore === warnedAt) return;
      const after: Known = { month, delivered, warnedAt };
      this.#sql.exec('INSERT OR REPLACE INTO setting VALUES (?, ?)', setting, JSON.stringify(after));
      if ((before?.warnedAt ?? null) !== warnedAt) this.#changed();
    } catch (error) {
      log('error', 'free_messages_fault', { fault: error instanceof Error ? error.name : typeof error });
    }
  }

  /** Those of the month of this moment. */
  #known(now: number): Known {
    const { clock } = this.#analytics.settings;
    const month = dateOf(clock.dayOf(now)).slice(0, 7);
    const stored = this.#stored;
    return stored?.month === month ? stored : { month, delivered: 0, warnedAt: null };
  }

  get #stored(): Known | null {
    const [row] = this.#sql
      .exec<{ value: string }>('SELECT value FROM setting WHERE name = ?', setting)
      .toArray();
    return row ? storedJson(known, row.value) : null;
  }
}

function isDelivered(status: string | null): boolean {
  return status === 'delivered' || status === 'read';
}
