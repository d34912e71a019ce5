/** One message or entry that is counted, in its day. */
import type { Figure } from '../../../api/analytics/analytics.ts';
import { wholeReportsOf } from '../../records/messages/reports.ts';
import { messageRow } from '../../records/rows.ts';
import type { SenderKind } from '../episodes/sender.ts';
import type { DayClock } from '../figures/day-clock.ts';
import {
  type Answering,
  type CountedDay,
  type Exact,
  emptyAnswering,
  type Figures,
  type People,
  under,
} from '../figures/day-figures.ts';
import { addTo, type Histogram } from '../figures/histogram.ts';
import type { OpenTime } from '../figures/open-time.ts';
import type { Price } from './price.ts';

/** One thing that was counted, for the list of the conversations behind a figure. */
export interface Counted {
  /** `awaited`: accepted, and neither delivered nor failed yet. */
  figure: Figure | 'awaited';
  conversation: number;
  at: number;
  day: number;
  hour: number;
  code?: string;
  template?: string | null;
  seconds?: number;
  /** The seconds in which the number was open; null if it has no hours. */
  openSeconds?: number | null;
  sender?: SenderKind;
  reason?: string;
  button?: string;
  labels?: readonly string[];
  score?: number;
  price?: Price;
  /** The page and campaign of a click, as `sourceKey`. */
  source?: string;
}

export interface TallyOptions {
  clock: DayClock;
  /** Null: the number has no business hours. */
  open: OpenTime | null;
  /** Which days are counted. */
  wants(day: number): boolean;
  /** Which conversations are counted; all by default. */
  accepts?(conversation: number): boolean;
  /** Only what this agent did. */
  agent?: string;
  tell?(counted: Counted): void;
}

/** The days that are added up. */
interface Days {
  readonly options: TallyOptions;
  day(day: number): CountedDay;
  activeOn(day: number): Set<number>;
  once(key: string, read: () => number | null): number | null;
}

export class Count {
  readonly sql: SqlStorage;
  readonly hour: number;
  readonly figures: Figures;
  readonly people: People;
  readonly exact: Exact;
  #days: Days;
  #day: number;
  #at: number;

  constructor(sql: SqlStorage, days: Days, day: number, at: number) {
    this.sql = sql;
    this.hour = days.options.clock.hourOf(at);
    ({ figures: this.figures, people: this.people, exact: this.exact } = days.day(day));
    this.#days = days;
    this.#day = day;
    this.#at = at;
  }

  active(conversation: number): void {
    const active = this.#days.activeOn(this.#day);
    if (!active.has(conversation)) this.people.active.push(conversation);
    active.add(conversation);
    this.tell('active', conversation);
  }

  tell(figure: Counted['figure'], conversation: number, more: Partial<Counted> = {}): void {
    const { tell } = this.#days.options;
    tell?.({ figure, conversation, at: this.#at, day: this.#day, hour: this.hour, ...more });
  }

  /** Whether this agent is counted; empty for what is automatic. */
  isOf(agent: string): boolean {
    const { agent: only } = this.#days.options;
    return only === undefined || only === agent;
  }

  answering(agent: string, name: string): Answering {
    if (name !== '') this.people.names[agent] = name;
    return under(this.figures.agents, agent, emptyAnswering);
  }

  addWait(histogram: Histogram, all: number[] | null, seconds: number): void {
    addTo(histogram, seconds);
    all?.push(seconds);
  }

  openSeconds(from: number, to: number): number | null {
    const { open } = this.#days.options;
    return open && Math.round(open.between(from, to) / 1_000);
  }

  /** Remembers what does not change while messages are counted. */
  once(key: string, read: () => number | null): number | null {
    return this.#days.once(key, read);
  }

  /** The statuses of a message that earlier versions stored in their own table. */
  reportsOf(messageId: number): string | null {
    const row = messageRow(this.sql, messageId);
    return row && JSON.stringify(wholeReportsOf(this.sql, row));
  }
}
