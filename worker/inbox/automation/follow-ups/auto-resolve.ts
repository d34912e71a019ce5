/**
 * Resolves conversations in which nothing was said for so many hours, depending on whose turn it is. A message in either
 * direction starts the time again, because it is counted from the last one. A number without it has no job.
 */
import type { AutoResolve } from '../../../api/automation/follow-ups.ts';
import type { Fact } from '../../facts.ts';
import type { ChangeLog, Listener, Write } from '../../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../../records/changes/jobs.ts';
import { type ConversationRow, conversationRow } from '../../records/rows.ts';
import type { Plan } from '../turns/source.ts';
import type { FollowUpSettings } from './follow-up-settings.ts';

const hour = 60 * 60_000;
/** How late a conversation can be resolved. */
const intervalMs = 30 * 60_000;
const maxAtOnce = 200;
const maxInRun = 2_000;
const lane = 'follow-up';

/** A position in the order of silence. */
type Place = readonly [lastMessageAt: number, id: number];

interface Parts {
  changes: ChangeLog;
  jobs: Jobs;
  settings: FollowUpSettings;
  /** Sends the text and resolves; false if nothing may be sent now. */
  begin: (conversationId: number, plan: Plan) => boolean;
  textFor: (row: ConversationRow, texts: NonNullable<AutoResolve['text']>) => string;
  resolve: (conversationId: number) => void;
}

export class AutoResolver implements Runner, Listener {
  readonly name = 'auto-resolve';
  readonly repair = 'job';
  #sql: SqlStorage;
  #parts: Parts;

  constructor(sql: SqlStorage, parts: Parts) {
    this.#sql = sql;
    this.#parts = parts;
  }

  onFact(fact: Fact): Write | undefined {
    if (fact.type !== 'settings-changed' || fact.settings !== 'automation') return undefined;
    return () => {
      const { jobs, settings } = this.#parts;
      const isThere = this.#sql.exec('SELECT 1 FROM job WHERE lane = ?', lane).toArray().length > 0;
      if (settings.now.resolve && !isThere) jobs.add('follow-up', lane, 0, Date.now());
    };
  }

  async run(job: Job): Promise<void> {
    const { jobs, settings } = this.#parts;
    const { resolve } = settings.now;
    if (!resolve) {
      jobs.done(job);
      return;
    }
    const now = Date.now();
    const shortest = Math.min(...timersOf(resolve));
    let after: Place = [0, 0];
    for (let seen = 0; Number.isFinite(shortest) && seen < maxInRun; seen += maxAtOnce) {
      const rows = this.#silentSince(now - shortest, after);
      for (const row of rows) if (isDue(row, resolve, now)) this.#resolve(row, resolve);
      if (rows.length < maxAtOnce) break;
      const last = rows.at(-1);
      if (last) after = [last.last_message_at ?? 0, last.id];
    }
    jobs.delay(job, now + intervalMs);
  }

  #silentSince(at: number, after: Place): ConversationRow[] {
    return this.#sql
      .exec<ConversationRow>(
        `SELECT * FROM conversation WHERE state = 'open' AND last_message_at <= ? AND (last_message_at, id) > (?, ?)
         ORDER BY last_message_at, id LIMIT ?`,
        ...[at, ...after, maxAtOnce],
      )
      .toArray();
  }

  #resolve(row: ConversationRow, { text }: AutoResolve): void {
    const { begin, changes, resolve, textFor } = this.#parts;
    if (text) {
      const message = { type: 'text', text: { body: textFor(row, text) } };
      const act = () => resolve(row.id);
      const plan: Plan = { source: 'follow-up', subject: null, messages: [message], answers: true, act };
      if (begin(row.id, plan)) return;
    }
    // Without a word, a customer who waits is not left.
    if (row.waiting_at !== null || !conversationRow(this.#sql, row.id)) return;
    changes.transaction(() => resolve(row.id));
  }
}

function timersOf({ customerHours, automatedHours, teamHours }: AutoResolve): number[] {
  return [customerHours, automatedHours, teamHours].flatMap((hours) =>
    hours === null ? [] : [hours * hour],
  );
}

function isDue(row: ConversationRow, resolve: AutoResolve, now: number): boolean {
  const { waiting_at: waitingAt, bot_state: state, last_message_at: lastAt } = row;
  if (lastAt === null || state === 'pending') return false;
  const hours =
    waitingAt !== null
      ? resolve.teamHours
      : state === 'answered'
        ? resolve.automatedHours
        : resolve.customerHours;
  return hours !== null && lastAt <= now - hours * hour;
}
