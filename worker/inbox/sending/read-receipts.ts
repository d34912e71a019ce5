/** Sends read receipts and typing indicators, as the number's settings allow. */

import { ApiError } from '../../errors.ts';
import { type GraphFailure, markAsRead } from '../../whatsapp/graph/graph.ts';
import { backoff } from '../../whatsapp/sending/backoff.ts';
import { type Job, type Jobs, pauses } from '../records/changes/jobs.ts';
import { numberDisabled } from '../records/messages/send-errors.ts';
import type { NumberAccess } from '../records/number-access.ts';
import { conversationRow, type MessageRow, messageByWamid } from '../records/rows.ts';

/** WhatsApp shows the typing indicator for 25 seconds, so it is renewed slightly earlier. */
const typingIntervalMs = 20_000;
/** A later read receipt has no value. */
const maxTries = 4;
const timeoutMs = 15_000;

export class Receipts {
  #sql: SqlStorage;
  #access: () => Promise<NumberAccess | null>;
  #jobs: Jobs;
  #typedAt = new Map<number, number>();

  constructor(ctx: DurableObjectState, parts: { access: () => Promise<NumberAccess | null>; jobs: Jobs }) {
    this.#sql = ctx.storage.sql;
    this.#access = parts.access;
    this.#jobs = parts.jobs;
  }

  /** An agent has opened the conversation, or replied in it. */
  async seen(conversationId: number, when: 'on-open' | 'on-reply'): Promise<void> {
    const row = conversationRow(this.#sql, conversationId);
    // In the usual case nothing has come since the last receipt, and the thread is not read.
    if (!row || row.received_id <= row.receipt_id) return;
    const newest = this.#newestInbound(conversationId);
    if (!newest || newest.id <= row.receipt_id) return;
    const access = await this.#access();
    // `on-open` includes replies without opening.
    const isWanted = access?.receipts === when || (access?.receipts === 'on-open' && when === 'on-reply');
    if (!isWanted) return;
    const lane = `receipt/${conversationId}`;
    if (this.#jobs.isFree('receipt', lane)) {
      // If the object stops meanwhile, the next answer sends it.
      this.#jobs.startUnstored('receipt', lane, newest.id);
      return;
    }
    this.#jobs.add('receipt', lane, newest.id, Date.now());
    this.#jobs.pump();
  }

  async run(job: Job): Promise<void> {
    const [message] = this.#sql
      .exec<MessageRow>('SELECT * FROM message WHERE id = ?', job.message_id)
      .toArray();
    const access = await this.#access();
    if (!message?.wamid || !access) return this.#jobs.done(job);
    const signal = AbortSignal.timeout(timeoutMs);
    const { outcome } = await markAsRead(
      access.graph,
      access.phoneNumberId,
      message.wamid,
      { typing: false },
      signal,
    );
    if (outcome === 'accepted') this.#markSent(message);
    if (outcome === 'accepted' || outcome === 'rejected' || job.tries + 1 >= maxTries) {
      return this.#jobs.done(job);
    }
    this.#jobs.postpone(job, Date.now() + backoff(pauses, job.tries + 1, Math.random()));
  }

  giveUp(job: Job): void {
    this.#jobs.done(job);
  }

  /** An agent is typing. Nothing is stored: if it fails, the next keystroke tries again. */
  async typing(conversationId: number, now: number): Promise<void> {
    if (now - (this.#typedAt.get(conversationId) ?? 0) < typingIntervalMs) return;
    const newest = this.#newestInbound(conversationId);
    const access = await this.#access();
    if (!newest?.wamid || !access || access.receipts === 'never') return;
    this.#typedAt.set(conversationId, now);
    const signal = AbortSignal.timeout(timeoutMs);
    const { outcome } = await markAsRead(
      access.graph,
      access.phoneNumberId,
      newest.wamid,
      { typing: true },
      signal,
    );
    if (outcome === 'accepted') this.#markSent(newest);
  }

  /** A program says that it has read a message. Returns what WhatsApp says against it. */
  async tellRead(wamid: string, typing: boolean): Promise<GraphFailure | null> {
    const message = messageByWamid(this.#sql, wamid);
    if (message?.origin !== 'message') {
      throw new ApiError(404, 'message_not_found', 'This number has received no message with this id.');
    }
    const access = await this.#access();
    if (!access) throw new ApiError(409, 'number_disabled', numberDisabled.title);
    if (access.receipts === 'never') {
      throw new ApiError(
        409,
        'receipts_off',
        'This number sends no read receipts. An admin can turn them on in the number’s settings.',
      );
    }
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await markAsRead(access.graph, access.phoneNumberId, wamid, { typing }, signal);
    if (answer.outcome !== 'accepted') return answer;
    this.#markSent(message);
    return null;
  }

  #markSent({ id, conversation_id }: MessageRow): void {
    this.#sql.exec(
      'UPDATE conversation SET receipt_id = max(receipt_id, ?) WHERE id = ?',
      id,
      conversation_id,
    );
  }

  #newestInbound(conversationId: number): MessageRow | null {
    const [row] = this.#sql
      .exec<MessageRow>(
        `SELECT * FROM message WHERE conversation_id = ? AND origin = 'message' AND wamid IS NOT NULL
         ORDER BY sent_at DESC, id DESC LIMIT 1`,
        conversationId,
      )
      .toArray();
    return row ?? null;
  }
}
