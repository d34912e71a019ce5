/** Adds up messages, entries and clicks, each in the local day in which it happened. */
import type { EntryRow } from '../../records/team-entries.ts';
import { type CountedDay, emptyDay } from '../figures/day-figures.ts';
import { Count, type TallyOptions } from './count.ts';
import { type ConsentRow, countConsent } from './count-consent.ts';
import { countEntry } from './count-entry.ts';
import { type CountedMessage, countMessage } from './count-message.ts';
import { countRating, type RatingRow } from './count-rating.ts';
import { type CountedTurn, countTurn } from './count-turn.ts';

export class Tally {
  readonly days = new Map<number, CountedDay>();
  readonly options: TallyOptions;
  /** The first number of a customer's message on each day, also on days that are not counted. */
  readonly firstIds = new Map<number, number>();
  #sql: SqlStorage;
  #active = new Map<number, Set<number>>();
  #known = new Map<string, number | null>();

  constructor(sql: SqlStorage, options: TallyOptions, days: ReadonlyMap<number, CountedDay> = new Map()) {
    this.#sql = sql;
    this.options = options;
    for (const [day, counted] of days) {
      this.days.set(day, counted);
      this.#active.set(day, new Set(counted.people.active));
    }
  }

  message(row: CountedMessage): void {
    // These are never scheduled, so their numbers are in the order of their days.
    if (row.direction === 'in') this.firstIds.set(this.options.clock.dayOf(row.sent_at), row.id);
    const count = this.#countAt(row.conversation_id, row.sent_at);
    if (count) countMessage(count, row);
  }

  entry(row: EntryRow): void {
    const count = this.#countAt(row.conversation_id, row.at);
    if (count) countEntry(count, row);
  }

  rating(row: RatingRow): void {
    const count = this.#countAt(row.conversation_id, row.at);
    if (count) countRating(count, row);
  }

  turn(row: CountedTurn): void {
    const count = this.#countAt(row.conversation_id, row.ended_at);
    if (count) countTurn(count, row);
  }

  consent(row: ConsentRow): void {
    const count = this.#countAt(row.conversation_id, row.at);
    if (count) countConsent(count, row);
  }

  /** The day, created if nothing was counted in it. */
  day(day: number): CountedDay {
    const known = this.days.get(day);
    if (known) return known;
    const counted = emptyDay();
    this.days.set(day, counted);
    return counted;
  }

  /** Takes a finished day out. */
  take(day: number): CountedDay {
    const counted = this.day(day);
    this.days.delete(day);
    this.#active.delete(day);
    return counted;
  }

  once(key: string, read: () => number | null): number | null {
    let known = this.#known.get(key);
    if (known === undefined) {
      known = read();
      this.#known.set(key, known);
    }
    return known;
  }

  activeOn(day: number): Set<number> {
    let active = this.#active.get(day);
    if (!active) {
      active = new Set(this.day(day).people.active);
      this.#active.set(day, active);
    }
    return active;
  }

  #countAt(conversation: number, at: number): Count | null {
    const { clock, wants, accepts } = this.options;
    const day = clock.dayOf(at);
    if (!wants(day) || accepts?.(conversation) === false) return null;
    return new Count(this.#sql, this, day, at);
  }
}
