/** A real inbox whose time is played by a plan, and beside it the truth. */
import { vi } from 'vitest';
import type { Env } from '../../../../worker/env.ts';
import { type Parts, wireParts } from '../../../../worker/inbox/parts.ts';
import { storeEvent } from '../../../../worker/inbox/receiving/store-events.ts';
import type { Job } from '../../../../worker/inbox/records/changes/jobs.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';
import { randomOf } from '../../support/random.ts';
import { webhook } from '../../support/webhooks.ts';
import { begins, dayMs, hour, hours } from './times.ts';
import type { Happening } from './truth.ts';

export interface Person {
  phone: string;
  conversation: number;
  isGone: boolean;
  /** Whether they have turned read receipts off. */
  isSecretive: boolean;
  isOpen: boolean;
}

export class World {
  readonly truth: Happening[] = [];
  readonly parts: Parts;
  readonly sql: SqlStorage;
  readonly state: DurableObjectState;
  readonly people: Person[] = [];
  /** Called when a night has counted everything. */
  onCounted: () => void = () => {};
  #random: () => number;
  #future: { at: number; order: number; happen: () => unknown }[] = [];
  #order = 0;
  #names = 0;

  constructor(state: DurableObjectState, env: Env, { seed, timeZone }: { seed: number; timeZone: string }) {
    vi.useFakeTimers({ toFake: ['Date'], now: begins });
    this.state = state;
    this.sql = state.storage.sql;
    this.sql.exec('DELETE FROM job');
    this.parts = wireParts(state, env);
    this.#random = randomOf(seed);
    this.parts.changes.transaction(() => {
      this.sql.exec("INSERT OR REPLACE INTO setting VALUES ('hours', ?)", JSON.stringify(hours));
      this.parts.changes.record({ type: 'settings-changed', settings: 'hours' });
      this.parts.analytics.change({ timeZone, goalMinutes: 30, showsAgents: true }, begins);
    });
  }

  /** Lets what is planned happen. */
  async pass(milliseconds: number): Promise<void> {
    const ends = Date.now() + milliseconds;
    while (Date.now() < ends) {
      const night = this.#nextRun('roll-up');
      const [next] = this.#future;
      const at = Math.min(night?.run_at ?? ends, next?.at ?? ends, ends);
      vi.setSystemTime(Math.max(at, Date.now()));
      if (at >= ends) break;
      if (night && night.run_at <= at) {
        await this.parts.analytics.rollUp.run(night);
        if ((this.#nextRun('roll-up')?.run_at ?? 0) > Date.now() + hour) this.onCounted();
      } else await this.#future.shift()?.happen();
    }
  }

  /** Deletes messages that are older, as it happens each day. */
  async forget(messageDays: number): Promise<void> {
    this.parts.retention.change({ messageDays, rawDays: 7 }, Date.now());
    for (;;) {
      const job = this.#nextRun('retention');
      if (!job || job.run_at > Date.now() + hour) return;
      vi.setSystemTime(Math.max(Date.now(), job.run_at));
      await this.parts.retention.run(job);
    }
  }

  #nextRun(kind: string): Job | undefined {
    return this.sql.exec<Job>('SELECT * FROM job WHERE kind = ? ORDER BY run_at LIMIT 1', kind).toArray()[0];
  }

  /** Plans something. */
  later(at: number, happen: () => unknown): void {
    this.#future.push({ at, order: this.#order++, happen });
    this.#future.sort((a, b) => a.at - b.at || a.order - b.order);
  }

  /** From 0 to 1. */
  random(): number {
    return this.#random();
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least));
  }

  one<Value>(values: readonly Value[]): Value {
    const value = values[this.between(0, values.length)];
    if (value === undefined) throw new Error('There is nothing to choose from');
    return value;
  }

  timeIn(days: number): number {
    return begins + this.between(0, days * dayMs);
  }

  person(): Person {
    const known = this.people.filter(({ isGone }) => !isGone);
    if (known.length > 0 && this.chance(0.5)) return this.one(known);
    const person = {
      phone: `4915${String(100_000_000 + this.people.length)}`,
      ...{ conversation: 0, isGone: false, isSecretive: this.chance(0.3), isOpen: false },
    };
    this.people.push(person);
    return person;
  }

  /** A number that names nothing else yet. */
  nextName(): number {
    return this.#names++;
  }

  store(value: Record<string, unknown>, field = 'messages'): void {
    const body: unknown = JSON.parse(webhook('1', value).replace('"field":"messages"', `"field":"${field}"`));
    const events = parseWebhook(body).map(({ event }) => event);
    const { changes, jobs, policy } = this.parts;
    changes.transaction(() => {
      for (const event of events)
        storeEvent(this.sql, changes, { jobs, policy }, event, `digest-${this.nextName()}`, Date.now());
    });
  }

  conversationOf(wamid: string): number {
    return this.sql
      .exec<{ id: number }>('SELECT conversation_id AS id FROM message WHERE wamid = ?', wamid)
      .one().id;
  }
}
