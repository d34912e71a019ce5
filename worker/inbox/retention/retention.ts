/** Deletes what is older than the retention time, once a day and in small steps. */
import * as v from 'valibot';
import { type Retention as RetentionPolicy, retention } from '../../api/numbers/data.ts';
import { keepAnswers } from '../analytics/episodes/deleted-answers.ts';
import type { Archive } from '../archive/archive.ts';
import type { RuleFiles } from '../automation/rules/rule-files.ts';
import { forgetEvents } from '../events/event-rows.ts';
import { sampleSize } from '../number/database-size.ts';
import { maxBodies } from '../receiving/raw-events.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../records/changes/jobs.ts';
import { refreshConversation } from '../records/messages/add-message.ts';
import { filesOf, forgetMessages } from '../records/messages/forget-messages.ts';
import { forgetReportBodies } from './report-bodies.ts';

const day = 24 * 60 * 60_000;
const stepPauseMs = 1_000;
/** Limits per step: conversations that are checked, and rows that are deleted. */
const maxConversations = 200;
const maxMessages = 300;
const maxUploads = 300;
const maxNotices = 1_000;
/** A notice is recognised for so long if Meta sends it again. */
const repeatDays = 30;
/** What was answered automatically is known for so long: nobody is asked again how satisfied they are within 30 days. */
const minTurnDays = 31;
const maxTurnDays = 90;
const lane = 'retention';

const usualEventDays = 7;
const usual: RetentionPolicy = { messageDays: null, rawDays: 7 };

export class Retention implements Runner {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #bucket: R2Bucket | undefined;
  #jobs: Jobs;
  #archive: Archive;
  #files: RuleFiles;

  constructor(
    ctx: DurableObjectState,
    changes: ChangeLog,
    parts: { bucket: R2Bucket | undefined; jobs: Jobs; archive: Archive; ruleFiles: RuleFiles },
  ) {
    this.#sql = ctx.storage.sql;
    this.#changes = changes;
    this.#bucket = parts.bucket;
    this.#jobs = parts.jobs;
    this.#archive = parts.archive;
    this.#files = parts.ruleFiles;
  }

  get policy(): RetentionPolicy {
    const [row] = this.#sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'retention'")
      .toArray();
    return row ? v.parse(retention, JSON.parse(row.value)) : usual;
  }

  change(policy: RetentionPolicy, now: number): RetentionPolicy {
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('retention', ?)", JSON.stringify(policy));
    this.#sql.exec("DELETE FROM setting WHERE name = 'retention_cursor'");
    this.#sql.exec('DELETE FROM job WHERE lane = ?', lane);
    this.#jobs.add('retention', lane, 0, now);
    this.#changes.record({ type: 'settings-changed', settings: 'retention' });
    this.#changes.settle();
    this.#jobs.pump();
    return policy;
  }

  /** Runs for every inbox: raw events are deleted even if no retention time is set. */
  begin(now: number): void {
    const isThere = this.#sql.exec('SELECT 1 FROM job WHERE lane = ?', lane).toArray().length > 0;
    if (!isThere) this.#jobs.add('retention', lane, 0, now + day);
  }

  async run(job: Job): Promise<void> {
    const { messageDays, rawDays, eventDays = usualEventDays } = this.policy;
    const now = Date.now();
    sampleSize(this.#sql, now);
    const isDone = [
      this.#forgetBodies(now - rawDays * day),
      forgetReportBodies(this.#sql, now - rawDays * day, maxMessages),
      this.#forgetNotices(now - Math.max(rawDays, repeatDays) * day),
      forgetEvents(this.#sql, now - eventDays * day, maxNotices),
      this.#forgetTurns(now - Math.min(Math.max(messageDays ?? maxTurnDays, minTurnDays), maxTurnDays) * day),
      messageDays === null || (await this.#forgetUploads(now - messageDays * day)),
      messageDays === null || (await this.#forgetMessages(now - messageDays * day)),
      messageDays === null || this.#forgetEntries(now - messageDays * day),
      messageDays === null || this.#forgetComments(now - messageDays * day),
    ];
    this.#files.forgetUnsent(now);
    this.#archive.begin(now);
    this.#jobs.delay(job, now + (isDone.every(Boolean) ? day : stepPauseMs));
  }

  /** The row stays for a while, to recognise a repeated event. */
  #forgetBodies(before: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      `UPDATE notice SET body = '' WHERE id IN (
         SELECT id FROM notice WHERE body <> '' AND (coalesce(at, 0) < ?1
           OR id <= (SELECT coalesce(max(id), 0) - ?2 FROM notice)) ORDER BY id LIMIT ?3)`,
      ...[before, maxBodies, maxNotices],
    );
    return rowsWritten < maxNotices;
  }

  /** Meta repeats an event for a week at most. One without a time is as old as the notices around it. */
  #forgetNotices(before: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      `DELETE FROM notice WHERE id IN (
         SELECT id FROM notice WHERE body = ''
           AND iif(at IS NULL, id < (SELECT min(id) FROM notice WHERE at >= ?1), at < ?1) ORDER BY id LIMIT ?2)`,
      ...[before, maxNotices],
    );
    return rowsWritten < maxNotices;
  }

  /** Automatic turns, except those that go on. Their ids are in the order of time. */
  #forgetTurns(before: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      `DELETE FROM turn WHERE id IN (SELECT id FROM turn ORDER BY id LIMIT ?) AND began_at < ? AND due_at IS NULL`,
      ...[maxMessages, before],
    );
    return rowsWritten === 0;
  }

  /** Files that were uploaded, except those of queued messages, and those that rules reply with. */
  async #forgetUploads(before: number): Promise<boolean> {
    const old = this.#sql
      .exec<{ id: string; object: string | null }>(
        `SELECT id, object FROM upload WHERE created_at < ?1 AND is_kept = 0 AND coalesce(idle_at, 0) < ?1 AND NOT EXISTS (
           SELECT 1 FROM job JOIN message ON message.id = message_id WHERE instr(message.body, upload.id) > 0) LIMIT ?2`,
        ...[before, maxUploads],
      )
      .toArray();
    await this.#deleteObjects(old.flatMap(({ object }) => object ?? []));
    this.#sql.exec(
      'DELETE FROM upload WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(old.map(({ id }) => id)),
    );
    return old.length < maxUploads;
  }

  async #forgetMessages(before: number): Promise<boolean> {
    const after = this.#cursor;
    const conversations = this.#sql
      .exec<{ id: number }>(
        'SELECT id FROM conversation WHERE id > ? ORDER BY id LIMIT ?',
        ...[after, maxConversations],
      )
      .toArray();
    let [left, last] = [maxMessages, after];
    for (const { id } of conversations) {
      const old = this.#oldIn(id, before, left);
      if (old.length > 0) await this.#forgetIn(id, old, before);
      left -= old.length;
      if (left === 0) break;
      last = id;
    }
    const isDone = left > 0 && conversations.length < maxConversations;
    // One row for all of them: most have nothing that is old, every day.
    this.#cursor = isDone ? 0 : last;
    return isDone;
  }

  /** Comments of customers are words of theirs, and details of turns can have some. Scores and outcomes stay. */
  #forgetComments(before: number): boolean {
    this.#sql.exec('UPDATE satisfaction SET comment = NULL WHERE at < ? AND comment IS NOT NULL', before);
    this.#sql.exec(
      `UPDATE turn SET details = NULL WHERE began_at < ? AND details IS NOT NULL AND due_at IS NULL
         AND source IN ('assistant', 'bot')`,
      before,
    );
    return true;
  }

  /** Notes and other entries. Their ids are in the order of time. */
  #forgetEntries(before: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      'DELETE FROM entry WHERE id IN (SELECT id FROM entry ORDER BY id LIMIT ?) AND at < ?',
      ...[maxMessages, before],
    );
    return rowsWritten === 0;
  }

  /** Queued messages do not count as old. */
  #oldIn(conversationId: number, before: number, limit: number): number[] {
    return this.#sql
      .exec<{ id: number }>(
        `SELECT id FROM message WHERE conversation_id = ? AND sent_at < ?
           AND NOT EXISTS (SELECT 1 FROM job WHERE kind = 'send' AND message_id = message.id) LIMIT ?`,
        ...[conversationId, before, limit],
      )
      .toArray()
      .map(({ id }) => id);
  }

  async #forgetIn(conversationId: number, messageIds: readonly number[], before: number): Promise<void> {
    await this.#deleteObjects(filesOf(this.#sql, messageIds));
    this.#changes.transaction(() => {
      keepAnswers(this.#sql, conversationId, messageIds);
      forgetMessages(this.#sql, messageIds);
      this.#sql.exec(
        `DELETE FROM suggestion WHERE conversation_id = ?
           AND NOT EXISTS (SELECT 1 FROM message WHERE id = suggestion ->> 'lastMessageId')`,
        conversationId,
      );
      refreshConversation(this.#sql, this.#changes, conversationId);
      this.#forgetCustomer(conversationId, before);
    });
  }

  /** Deletes contacts without any messages, unless they opted out of marketing: the opt-out must survive. */
  #forgetCustomer(conversationId: number, before: number): void {
    const { rowsWritten } = this.#sql.exec(
      `DELETE FROM conversation WHERE id = ?1 AND marketing_at = 0 AND consent IS NULL
         AND NOT EXISTS (SELECT 1 FROM message WHERE conversation_id = ?1)`,
      conversationId,
    );
    if (rowsWritten > 0) {
      for (const table of [
        'alias',
        'entry',
        'reading',
        'conversation_label',
        'turn',
        'suggestion',
        'satisfaction',
        'consent_change',
      ]) {
        this.#sql.exec(`DELETE FROM ${table} WHERE conversation_id = ?`, conversationId);
      }
      // Makes consoles remove the conversation.
      this.#sql.exec('INSERT INTO erasure VALUES (?, ?)', this.#changes.next(), conversationId);
      this.#changes.record({ type: 'conversation-gone', conversationId, into: null });
    }
    this.#sql.exec(
      'UPDATE conversation SET source = NULL WHERE id = ? AND last_message_id IS NULL',
      conversationId,
    );
    // What a newer click led to is still counted.
    this.#sql.exec(
      'UPDATE press SET conversation_id = -1 WHERE conversation_id = ?1 AND (?2 OR at < ?3)',
      ...[conversationId, Number(rowsWritten > 0), before],
    );
  }

  async #deleteObjects(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.#bucket?.delete([...keys]);
  }

  get #cursor(): number {
    const [row] = this.#sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'retention_cursor'")
      .toArray();
    return Number(row?.value ?? 0);
  }

  set #cursor(id: number) {
    if (id === this.#cursor) return;
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('retention_cursor', ?)", String(id));
  }
}
