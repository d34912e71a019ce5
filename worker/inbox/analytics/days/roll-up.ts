/**
 * Counts the days that are over, at night and in small steps. Statuses arrive for days, so the last seven days are counted
 * again each night; then a day is closed. The first run counts everything that is stored, newest first.
 */
import * as v from 'valibot';
import { retention } from '../../../api/numbers/data.ts';
import type { Job, Jobs, Runner } from '../../records/changes/jobs.ts';
import { countClicks } from '../counting/count-clicks.ts';
import { scan, scanScheduled } from '../counting/scan.ts';
import { scanOther } from '../counting/scan-other.ts';
import { Tally } from '../counting/tally.ts';
import { findEpisodes } from '../episodes/earlier-episodes.ts';
import { countedDay } from '../figures/day-figures.ts';
import type { Settings } from '../settings.ts';
import { type Days, range } from './days.ts';

/** Days whose statuses can still change. */
export const provisionalDays = 7;
const dayMs = 24 * 60 * 60_000;
const maxMessages = 2_000;
const maxConversations = 100;
const stepPauseMs = 200;
/** Statuses of the last minutes are in. */
const afterMidnightMs = 30_000;
const lane = 'roll-up';

const progress = v.variant('phase', [
  /** The episodes of conversations up to this one are found. */
  v.object({ phase: v.literal('episodes'), after: v.number() }),
  v.object({
    phase: v.literal('days'),
    /** Everything from this number on is counted, down to `from`. */
    below: v.number(),
    from: v.number(),
    firstDay: v.number(),
    lastDay: v.number(),
    isFirstRun: v.boolean(),
    /** This day and those after it are stored. */
    storedFrom: v.number(),
    days: v.array(v.tuple([v.number(), countedDay])),
    /** The first message that was received on each of the last days. */
    firstIds: v.array(v.tuple([v.number(), v.number()])),
  }),
]);
type Progress = v.InferOutput<typeof progress>;
type DayProgress = Extract<Progress, { phase: 'days' }>;

const fromTheTop: Pick<DayProgress, 'below' | 'days' | 'firstIds'> = {
  below: Number.MAX_SAFE_INTEGER,
  days: [],
  firstIds: [],
};

export class RollUp implements Runner {
  #storage: DurableObjectStorage;
  #sql: SqlStorage;
  #jobs: Jobs;
  #days: Days;
  #settings: Settings;

  #counted: (lastDay: number, now: number) => void;

  /** `counted` is called when a night has counted everything up to a day. */
  constructor(
    storage: DurableObjectStorage,
    parts: { jobs: Jobs; days: Days; settings: Settings; counted: (lastDay: number, now: number) => void },
  ) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#jobs = parts.jobs;
    this.#days = parts.days;
    this.#settings = parts.settings;
    this.#counted = parts.counted;
  }

  begin(now: number): void {
    const isThere = this.#sql.exec('SELECT 1 FROM job WHERE lane = ?', lane).toArray().length > 0;
    if (!isThere) this.#jobs.add('roll-up', lane, 0, this.isFirstRun ? now : this.#nextMidnight(now));
  }

  /** The last day that is counted; null if there is none yet. */
  get countedUpTo(): number | null {
    return this.#row?.counted_up_to ?? null;
  }

  /** Whether what was stored before analytics existed is still being counted. */
  get isFirstRun(): boolean {
    const { state } = this.#row ?? {};
    return state != null && /"phase":"episodes"|"isFirstRun":true/.test(state);
  }

  /** Whether a day will be counted again. */
  isProvisional(day: number, now: number): boolean {
    return day >= this.#settings.clock.dayOf(now) - provisionalDays || day > (this.countedUpTo ?? -Infinity);
  }

  /** What is counted so far is no longer right: a contact was erased or merged. The days are counted from the beginning. */
  startOver(): void {
    const state = this.#progress;
    if (state?.phase !== 'days') return;
    this.#keep(state.isFirstRun ? { ...state, storedFrom: state.lastDay + 1, ...fromTheTop } : null);
  }

  /** The time zone is another one. */
  zoneChanged(now: number): void {
    this.#sql.exec('UPDATE job SET run_at = ? WHERE lane = ?', now, lane);
    this.#jobs.alarmBy(now);
  }

  async run(job: Job): Promise<void> {
    const now = Date.now();
    const isDone = this.#storage.transactionSync(() => this.#step(now));
    const lastDay = this.countedUpTo;
    if (isDone && lastDay !== null) this.#counted(lastDay, now);
    this.#jobs.delay(job, isDone ? this.#nextMidnight(now) : now + stepPauseMs);
  }

  #step(now: number): boolean {
    const state = this.#progress;
    if (state?.phase === 'episodes') return this.#findEpisodes(state.after, now);
    return this.#countDays(state ?? this.#night(now));
  }

  #findEpisodes(after: number, now: number): boolean {
    const ids = this.#sql
      .exec<{ id: number }>(
        'SELECT id FROM conversation WHERE id > ? ORDER BY id LIMIT ?',
        ...[after, maxConversations],
      )
      .toArray();
    for (const { id } of ids) findEpisodes(this.#sql, id);
    const last = ids.at(-1);
    if (last) this.#keep({ phase: 'episodes', after: last.id });
    else {
      const lastDay = this.#settings.clock.dayOf(now) - 1;
      this.#keep({
        ...{ phase: 'days', isFirstRun: true, firstDay: -1_000_000, lastDay, storedFrom: lastDay + 1 },
        ...fromTheTop,
        from: 0,
      });
    }
    return false;
  }

  /** Which days are counted tonight. */
  #night(now: number): DayProgress {
    const { clock } = this.#settings;
    const today = clock.dayOf(now);
    let firstDay = today - provisionalDays;
    // A day is closed earlier if some of its messages may be deleted already.
    const messageDays = this.messageDays;
    while (messageDays !== null && firstDay < today && clock.startOf(firstDay) < now - messageDays * dayMs)
      firstDay += 1;
    const known = this.countedUpTo;
    // Nothing is left out if the object could not run for days.
    firstDay = Math.min(firstDay, (known ?? today - 1) + 1);
    return {
      phase: 'days',
      ...fromTheTop,
      from: this.#days.lowerBound(firstDay),
      firstDay,
      lastDay: today - 1,
      isFirstRun: false,
      storedFrom: today,
    };
  }

  #countDays(state: DayProgress): boolean {
    const { clock, open } = this.#settings;
    const { firstDay, lastDay, from, isFirstRun } = state;
    const wants = (day: number) => day >= firstDay && day <= lastDay;
    const tally = new Tally(this.#sql, { clock, open, wants }, new Map(state.days));
    if (!isFirstRun && state.below === Number.MAX_SAFE_INTEGER) scanScheduled(this.#sql, tally, state);
    const { next, at } = scan(this.#sql, tally, state, maxMessages);
    const firstIds = new Map([...state.firstIds, ...tally.firstIds]);
    const isDone = next <= from;
    // Going down, a day is complete with the one before it, but for scheduled and late messages.
    const storedFrom = Math.min(
      state.storedFrom,
      isDone ? firstDay : Math.max(firstDay, clock.dayOf(at) + 2),
    );
    for (const day of tally.days.keys()) if (day >= state.storedFrom) this.#days.extend(day, tally.take(day));
    const complete = isFirstRun
      ? [...tally.days.keys()].filter((day) => day >= storedFrom)
      : range(storedFrom, state.storedFrom - 1);
    // Until then, today can only be counted by reading everything.
    if (isFirstRun && state.storedFrom > lastDay && storedFrom <= lastDay)
      this.#days.mark(lastDay + 1, idBefore(firstIds, lastDay + 1) ?? next);
    for (const day of complete) {
      const times = { from: clock.startOf(day), to: clock.startOf(day + 1) };
      scanOther(this.#sql, tally, times);
      const counted = tally.take(day);
      countClicks(this.#sql, counted.figures.sources, times);
      if (isFirstRun) this.#days.mark(day, idBefore(firstIds, day) ?? next);
      this.#days.store(day, counted);
    }
    if (isDone) this.#finish(lastDay);
    else this.#keep({ ...state, below: next, storedFrom, days: [...tally.days], firstIds: lastOf(firstIds) });
    return isDone;
  }

  #finish(lastDay: number): void {
    this.#sql.exec('INSERT OR REPLACE INTO roll_up (id, counted_up_to, state) VALUES (1, ?, NULL)', lastDay);
  }

  #keep(state: Progress | null): void {
    this.#sql.exec(
      `INSERT INTO roll_up (id, state) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET state = ?1`,
      state && JSON.stringify(state),
    );
  }

  get #row() {
    const [row] = this.#sql
      .exec<{ counted_up_to: number | null; state: string | null }>(
        'SELECT counted_up_to, state FROM roll_up',
      )
      .toArray();
    return row;
  }

  get #progress(): Progress | null {
    const { state } = this.#row ?? {};
    return state == null ? null : v.parse(progress, JSON.parse(state));
  }

  get messageDays(): number | null {
    const [row] = this.#sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'retention'")
      .toArray();
    return row ? v.parse(retention, JSON.parse(row.value)).messageDays : null;
  }

  #nextMidnight(now: number): number {
    const { clock } = this.#settings;
    return clock.startOf(clock.dayOf(now) + 1) + afterMidnightMs;
  }
}

/** A number that is lower than those of a day: the first of the day before that. */
function idBefore(firstIds: ReadonlyMap<number, number>, day: number): number | undefined {
  const before = [...firstIds.keys()].filter((one) => one < day);
  return firstIds.get(Math.max(...before));
}

function lastOf(firstIds: ReadonlyMap<number, number>): [number, number][] {
  return [...firstIds].sort(([a], [b]) => a - b).slice(0, 4);
}
