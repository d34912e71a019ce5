/**
 * Takes conversations from assignees who do not answer or have gone away, while the number is open. One job, due at the
 * earliest time, finds all of them; a number that does not reassign has none, and writes nothing.
 */

import { openingAt } from '../../../opening-hours.ts';
import type { Fact } from '../../facts.ts';
import { availableAgents } from '../../live/online.ts';
import { hoursOf } from '../../number/hours.ts';
import { afterOpenTime, type OpenSpan, openSpans } from '../../number/open-time.ts';
import type { ChangeLog, Listener, Write } from '../../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../../records/changes/jobs.ts';
import { type ConversationRow, conversationRow } from '../../records/rows.ts';
import type { AssignmentRules } from './assignment-rules.ts';
import type { Distribution } from './distribution.ts';

const lane = 'reassign';
const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const maxAtOnce = 500;
/** Whether the number was open longer ago makes no difference. */
const maxCountedMs = 8 * day;
/** After so many agents who did not answer the same customer, nobody has the conversation, so that everybody sees it. */
const maxPasses = 3;

type Why = 'no-answer' | 'offline';

export class Reassignment implements Listener, Runner {
  readonly name = 'reassignment';
  readonly repair = 'job';
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #changes: ChangeLog;
  #jobs: Jobs;
  #rules: AssignmentRules;
  #distribution: Distribution;

  constructor(
    ctx: DurableObjectState,
    parts: { changes: ChangeLog; jobs: Jobs; rules: AssignmentRules; distribution: Distribution },
  ) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#changes = parts.changes;
    this.#jobs = parts.jobs;
    this.#rules = parts.rules;
    this.#distribution = parts.distribution;
  }

  onFact(fact: Fact): Write | undefined {
    if (fact.type === 'settings-changed') {
      return fact.settings === 'assignment' || fact.settings === 'hours' ? () => this.#begin() : undefined;
    }
    if (this.#rules.settings.reassign === null) return undefined;
    switch (fact.type) {
      case 'message-stored':
        if (fact.cause !== 'message' && fact.cause !== 'call') return undefined;
        return () => this.#expect(fact.conversationId);
      case 'entry-added':
        return fact.entry === 'assigned' ? () => this.#expect(fact.conversationId) : undefined;
      case 'team-needed':
        return () => this.#expect(fact.conversationId);
      default:
        return undefined;
    }
  }

  /** An agent has closed their last page, `gone`, or is away. */
  agentLeft(agentId: string, gone?: WebSocket): void {
    const minutes = this.#rules.settings.reassign?.offlineMinutes ?? null;
    const now = Date.now();
    if (minutes === null || availableAgents(this.#ctx, now, gone).has(agentId)) return;
    this.#sql.exec('INSERT INTO agent_away VALUES (?, ?) ON CONFLICT DO NOTHING', agentId, now);
    if (this.#waiting(1, agentId).length > 0) this.#wakeBy(now + minutes * minute);
  }

  /** An agent has opened the inbox, or is available again. */
  agentArrived(): void {
    if (this.#rules.settings.reassign === null) return;
    const available = JSON.stringify([...availableAgents(this.#ctx, Date.now()).keys()]);
    this.#sql.exec('DELETE FROM agent_away WHERE agent_id IN (SELECT value FROM json_each(?))', available);
  }

  async run(job: Job): Promise<void> {
    const now = Date.now();
    const hours = hoursOf(this.#sql);
    const opening = hours && openingAt(hours, now);
    if (this.#rules.settings.reassign === null) return this.#jobs.done(job);
    if (opening?.isOpen === false) return this.#jobs.delay(job, opening.changesAt ?? now + day);
    this.#changes.transaction(() => {
      const spans = openSpans(hours, this.#since(now), now + day);
      for (const row of this.#waiting(maxAtOnce)) {
        const { at, why } = this.#due(row, spans, now);
        if (at <= now) this.#takeFrom(row, why);
      }
      const dues = this.#waiting(maxAtOnce).map((row) => this.#due(row, spans, now).at);
      if (dues.length === 0) this.#jobs.done(job);
      else this.#jobs.delay(job, Math.max(Math.min(...dues, now + day), now + second));
    });
  }

  /** From when on it matters whether the number was open. */
  #since(now: number): number {
    const { waits, away } = this.#sql
      .exec<{ waits: number | null; away: number | null }>(
        `SELECT (SELECT min(waiting_at) FROM conversation WHERE waiting_at IS NOT NULL) AS waits,
           (SELECT min(since) FROM agent_away) AS away`,
      )
      .one();
    return Math.max(now - maxCountedMs, Math.min(waits ?? now, away ?? now));
  }

  #begin(): void {
    this.#sql.exec('DELETE FROM job WHERE lane = ?', lane);
    this.#sql.exec('DELETE FROM agent_away');
    if (this.#rules.settings.reassign !== null && this.#waiting(1).length > 0) this.#wakeBy(Date.now());
  }

  #expect(conversationId: number): void {
    const row = conversationRow(this.#sql, conversationId);
    if (!row || row.assignee === null || row.waiting_at === null || row.state !== 'open') return;
    const { afterMinutes, offlineMinutes } = this.#rules.settings.reassign ?? {};
    const now = Date.now();
    // Whether the number is open then is for the job to see.
    if (offlineMinutes != null) {
      const away = this.#awaySince(row.assignee, now);
      const since = Math.max(away ?? 0, row.assigned_at);
      if (away !== null) this.#wakeBy(Math.max(now, since + offlineMinutes * minute));
    }
    if (afterMinutes != null) this.#wakeBy(now + afterMinutes * minute);
  }

  #takeFrom(row: ConversationRow, why: Why): void {
    const isNext = this.#rules.settings.reassign?.to === 'next' && this.#passesOf(row) < maxPasses;
    if (isNext) this.#distribution.passOn(row, why);
    else this.#distribution.release(row, why);
  }

  /** When a waiting conversation is taken from its assignee; Infinity: not within these spans. */
  #due(row: ConversationRow, spans: readonly OpenSpan[], now: number): { at: number; why: Why } {
    const { afterMinutes, offlineMinutes } = this.#rules.settings.reassign ?? {};
    const waitsSince = Math.max(row.waiting_at ?? now, row.assigned_at);
    const never = Number.POSITIVE_INFINITY;
    const answerBy = afterMinutes == null ? never : afterOpenTime(spans, waitsSince, afterMinutes * minute);
    const away = offlineMinutes == null ? null : this.#awaySince(row.assignee ?? '', now);
    // Who was assigned while they were away has as much time.
    const backBy =
      offlineMinutes == null || away === null
        ? never
        : afterOpenTime(spans, Math.max(away, row.assigned_at), offlineMinutes * minute);
    return backBy < answerBy ? { at: backBy, why: 'offline' } : { at: answerBy, why: 'no-answer' };
  }

  /** Null: the agent is available. */
  #awaySince(agentId: string, now: number): number | null {
    if (availableAgents(this.#ctx, now).has(agentId)) return null;
    const [row] = this.#sql
      .exec<{ since: number }>('SELECT since FROM agent_away WHERE agent_id = ?', agentId)
      .toArray();
    if (row) return row.since;
    // Their connection was lost, or the setting is new.
    this.#sql.exec('INSERT INTO agent_away VALUES (?, ?)', agentId, now);
    return now;
  }

  #passesOf({ id, waiting_at: since }: ConversationRow): number {
    return this.#sql
      .exec<{ count: number }>(
        `SELECT count(*) AS count FROM entry WHERE conversation_id = ? AND at >= ?
           AND body ->> 'because' IN ('no-answer', 'offline')`,
        ...[id, since ?? 0],
      )
      .one().count;
  }

  /** Open conversations with an assignee, whose customers wait; the longest wait first. */
  #waiting(limit: number, assignee: string | null = null): ConversationRow[] {
    return this.#sql
      .exec<ConversationRow>(
        `SELECT * FROM conversation WHERE waiting_at IS NOT NULL AND assignee IS NOT NULL AND state = 'open'
           AND bot_state IS NULL AND (?1 IS NULL OR assignee = ?1) ORDER BY waiting_at, id LIMIT ?2`,
        ...[assignee, limit],
      )
      .toArray();
  }

  #wakeBy(at: number): void {
    const [job] = this.#sql.exec<{ run_at: number }>('SELECT run_at FROM job WHERE lane = ?', lane).toArray();
    if (!job) this.#jobs.add('reassign', lane, 0, at);
    else if (job.run_at > at) {
      this.#sql.exec('UPDATE job SET run_at = ? WHERE lane = ?', at, lane);
      this.#jobs.alarmBy(at);
    }
  }
}
