/** Counts what happens in an inbox. Connects the parts of this folder with the change log and the jobs. */
import type { AnalyticsSettings } from '../../api/analytics/analytics.ts';
import type { Fact } from '../facts.ts';
import type { Listener, Write } from '../records/changes/change-log.ts';
import type { Jobs } from '../records/changes/jobs.ts';
import type { EntryRow } from '../records/team-entries.ts';
import { countClicks } from './counting/count-clicks.ts';
import { type CountedMessage, countedColumns, countedTable, isCounted } from './counting/count-message.ts';
import { scanOther } from './counting/scan-other.ts';
import { Tally } from './counting/tally.ts';
import { Days } from './days/days.ts';
import { countNow } from './days/live-days.ts';
import { RollUp } from './days/roll-up.ts';
import { type CountedDay, emptyDay } from './figures/day-figures.ts';
import { Settings } from './settings.ts';

const cacheLifetimeMs = 60_000;
/** The clock of WhatsApp can be ahead of ours by so much. */
const maxAheadMs = 61_000;
/** A message has a lower number than the entries that it causes. */
const slack = 16;

export class Analytics implements Listener {
  readonly name = 'analytics';
  readonly repair = 'job';
  readonly settings: Settings;
  readonly days: Days;
  readonly rollUp: RollUp;
  #sql: SqlStorage;
  /** Until then, every day is marked. */
  #markedUntil = 0;
  #isMarking = false;
  #live: { until: number; key: string; days: Map<number, CountedDay> } | undefined;

  /** `nightCounted` is called when a night has counted everything up to a day. */
  constructor(
    storage: DurableObjectStorage,
    jobs: Jobs,
    nightCounted: (lastDay: number, now: number) => void,
  ) {
    this.#sql = storage.sql;
    this.settings = new Settings(this.#sql);
    this.days = new Days(this.#sql);
    const { days, settings } = this;
    this.rollUp = new RollUp(storage, { jobs, days, settings, counted: nightCounted });
  }

  onFact(fact: Fact): Write | undefined {
    switch (fact.type) {
      case 'message-stored':
      case 'entry-added':
        if (Date.now() + maxAheadMs < this.#markedUntil) return undefined;
        return () => this.#mark(fact.type === 'message-stored' ? fact.messageId : fact.entryId);
      case 'conversation-erasing':
        return () => this.#keep(fact.conversationId);
      case 'conversation-gone': {
        const { conversationId, into } = fact;
        return () => {
          if (into !== null) this.days.rename(conversationId, into);
          this.#startOver();
        };
      }
      case 'settings-changed':
        return fact.settings === 'hours' ? () => this.#settingsChanged() : undefined;
      default:
        return undefined;
    }
  }

  settled(): void {
    if (!this.#isMarking) return;
    this.#isMarking = false;
    const { clock } = this.settings;
    const day = clock.dayOf(Date.now() + maxAheadMs);
    // Its transaction may have been undone.
    if (this.days.isMarked(day)) this.#markedUntil = clock.startOf(day + 1);
  }

  change(settings: AnalyticsSettings, now: number): AnalyticsSettings {
    const zone = this.settings.clock.timeZone;
    this.settings.change(settings);
    if (this.settings.clock.timeZone !== zone) this.#zoneChanged(now);
    return this.settings.now;
  }

  /** Days that are not rolled up yet, up to today. */
  live(from: number, to: number, now: number): Map<number, CountedDay> {
    const key = `${from}/${to}`;
    if (!this.#live || this.#live.until < now || this.#live.key !== key) {
      const days = countNow(this.#sql, this, { from, to });
      this.#live = { until: now + cacheLifetimeMs, key, days };
    }
    return this.#live.days;
  }

  #mark(id: number): void {
    const day = this.settings.clock.dayOf(Date.now() + maxAheadMs);
    this.#isMarking = true;
    if (!this.days.isMarked(day)) this.days.mark(day, Math.max(0, id - slack));
  }

  /** A contact is about to be erased. What was counted of them stays, without them. */
  #keep(conversation: number): void {
    const now = Date.now();
    const { clock, open } = this.settings;
    const closed = new Set<number>();
    const wants = (day: number) => {
      const isCountedAgain = this.rollUp.isProvisional(day, now);
      if (!isCountedAgain) closed.add(day);
      return isCountedAgain;
    };
    const tally = new Tally(this.#sql, { clock, open, wants });
    const messages = this.#sql
      .exec<CountedMessage>(
        `SELECT ${countedColumns} FROM ${countedTable} WHERE message.conversation_id = ? AND ${isCounted}`,
        conversation,
      )
      .toArray();
    for (const row of messages) tally.message(row);
    const entries = this.#sql.exec<EntryRow>('SELECT * FROM entry WHERE conversation_id = ?', conversation);
    for (const row of entries.toArray()) tally.entry(row);
    const clicks = this.#sql
      .exec<{ at: number }>('SELECT at FROM press WHERE conversation_id = ?', conversation)
      .toArray();
    for (const day of new Set(clicks.map(({ at }) => clock.dayOf(at)).filter(wants))) {
      const times = { from: clock.startOf(day), to: clock.startOf(day + 1) };
      countClicks(this.#sql, tally.day(day).figures.sources, times, { only: conversation });
    }
    scanOther(this.#sql, tally, { conversation });
    for (const [day, counted] of tally.days) this.days.keep(day, counted);
    // Their figures are stored. Only the lists of these days have fewer conversations than the figures say.
    for (const day of closed) this.days.keep(day, emptyDay());
    this.#startOver();
  }

  #startOver(): void {
    this.rollUp.startOver();
    this.#live = undefined;
  }

  #settingsChanged(): void {
    const zone = this.settings.clock.timeZone;
    this.settings.forget();
    if (this.settings.clock.timeZone !== zone) this.#zoneChanged(Date.now());
  }

  #zoneChanged(now: number): void {
    this.days.shiftMarks();
    this.#markedUntil = 0;
    this.#startOver();
    this.rollUp.zoneChanged(now);
  }
}
