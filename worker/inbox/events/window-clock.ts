/**
 * Reports when reply windows are about to close and when they have closed, for the events of these names. One job for all
 * conversations, due when the next of them comes. Without a reader of these events there is no job.
 */
import { windowLengthMs } from '../../whatsapp/sending/window.ts';
import type { Fact } from '../facts.ts';
import type { ChangeLog, Listener, Write } from '../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../records/changes/jobs.ts';
import type { Audience } from './audience.ts';

const lane = 'window';
/** `window.closing` comes this long before the end. */
export const closingMs = 60 * 60_000;
const hour = 60 * 60_000;

/** A listener. */
export class WindowClock implements Listener, Runner {
  readonly name = 'window-clock';
  readonly repair = 'none';
  #sql: SqlStorage;
  #changes: ChangeLog;
  #jobs: Jobs;
  #audience: Audience;

  constructor(sql: SqlStorage, changes: ChangeLog, jobs: Jobs, audience: Audience) {
    this.#sql = sql;
    this.#changes = changes;
    this.#jobs = jobs;
    this.#audience = audience;
  }

  onFact(fact: Fact): Write | undefined {
    // A window that moves is found when the job is due, and one that opens now closes after all others.
    if (fact.type !== 'window-changed' || fact.becomes !== 'open' || !this.#isWanted) return undefined;
    return () => this.#expect(Date.now());
  }

  /** The readers of events have changed. */
  follow(): void {
    if (this.#isWanted) this.#expect(Date.now());
  }

  async run(job: Job): Promise<void> {
    const now = Date.now();
    this.#changes.transaction(() => {
      const next = this.#isWanted ? this.#tell(now) : null;
      if (next === null) this.#jobs.done(job);
      else this.#jobs.delay(job, next);
    });
  }

  get #isWanted(): boolean {
    return this.#audience.wants('window.closing') || this.#audience.wants('window.closed');
  }

  #expect(now: number): void {
    if (this.#jobs.isInLane(lane, 0)) return;
    const at = this.#nextAfter(now);
    if (at === null) return;
    // What happened before there was a reader is not reported.
    this.#setTold(now);
    this.#jobs.add('window', lane, 0, at);
  }

  /** Records what has happened since the last time. Returns when the next is due. */
  #tell(now: number): number | null {
    const [row] = this.#sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'windows_told'")
      .toArray();
    const told = Math.max(Number(row?.value ?? now), now - windowLengthMs);
    for (const conversationId of this.#closingBetween(told + closingMs, now + closingMs, now)) {
      this.#changes.record({ type: 'window-closing', conversationId });
    }
    for (const conversationId of this.#closingBetween(told, now, null)) {
      this.#changes.record({ type: 'window-changed', conversationId, becomes: 'closed' });
    }
    this.#setTold(now);
    return this.#nextAfter(now);
  }

  /** Conversations whose window closes after one time and up to another; with `openAt`, only if it is open then. */
  #closingBetween(after: number, upTo: number, openAt: number | null): number[] {
    const from = after - windowLengthMs;
    return this.#sql
      .exec<{ id: number }>(
        `SELECT id FROM conversation WHERE opened_hour >= ? AND opened_hour <= ? AND opened_at > ? AND opened_at <= ?
           AND ${notRefused} ORDER BY opened_at, id`,
        ...[Math.floor(from / hour), Math.floor((upTo - windowLengthMs) / hour)],
        ...[openAt === null ? from : Math.max(from, openAt - windowLengthMs), upTo - windowLengthMs],
      )
      .toArray()
      .map(({ id }) => id);
  }

  /** When the next window is about to close, or closes. */
  #nextAfter(now: number): number | null {
    const next = (after: number) => {
      const [row] = this.#sql
        .exec<{ at: number | null }>(
          `SELECT min(opened_at) AS at FROM conversation WHERE opened_hour >= ? AND opened_at > ? AND ${notRefused}`,
          ...[Math.floor((after - windowLengthMs) / hour), after - windowLengthMs],
        )
        .toArray();
      return row?.at ?? null;
    };
    const [closes, closing] = [next(now), next(now + closingMs)];
    const times = [
      ...(closes === null ? [] : [closes + windowLengthMs]),
      ...(closing === null ? [] : [closing + windowLengthMs - closingMs]),
    ];
    return times.length === 0 ? null : Math.min(...times);
  }

  #setTold(now: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('windows_told', ?)", String(now));
  }
}

/** Not closed by WhatsApp, which was reported at that time. */
const notRefused = '(refused_at IS NULL OR refused_at < opened_at)';
