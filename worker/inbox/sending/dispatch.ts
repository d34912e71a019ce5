/**
 * Sends messages. A message waits as a job, in the lane of its conversation so that order is preserved. Each request to
 * Meta is an attempt, which is on disk before the request is sent. If its response is lost, the message is unconfirmed
 * and is never sent again automatically.
 */
import type { MessageError } from '../../api/errors.ts';
import { log } from '../../log.ts';
import { type Content, readContent } from '../../whatsapp/content/content.ts';
import type { TemplatePreview } from '../../whatsapp/content/template.ts';
import { sendMessage } from '../../whatsapp/graph/graph.ts';
import type { OutboundContent } from '../../whatsapp/sending/outbound-content.ts';
import { issueText } from '../../whatsapp/sending/outbound-content.ts';
import { arrivalAfter, pairPace } from '../../whatsapp/sending/pacing.ts';
import { checkOutbound, composeMessage, withMediaIds, withoutShown } from '../../whatsapp/sending/send.ts';
import type { Policy } from '../number/policy.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import type { Job, Runner } from '../records/changes/jobs.ts';
import { refreshConversation } from '../records/messages/add-message.ts';
import { beginAttempt } from '../records/messages/attempts.ts';
import { notPrepared, notSendable, optedOut, previousPartFailed } from '../records/messages/send-errors.ts';
import { tellStatus } from '../records/messages/statuses.ts';
import {
  type ConversationRow,
  leadersOf,
  type MessageRow,
  messageRow,
  statusOfMessage,
} from '../records/rows.ts';
import { previousPartsState } from './message-parts.ts';
import { type OutcomeParts, Outcomes } from './outcomes.ts';
import { isPaced, type Preparation, type PreparationParts, prepare } from './prepare.ts';
import { resolveRecipient } from './recipient.ts';

const requestTimeoutMs = 30_000;
/** How often a message checks whether its previous part has been sent. */
const previousPartCheckMs = 5_000;

export interface DispatchParts extends OutcomeParts, PreparationParts {
  policy: Policy;
  /** Why a message of the bot may not be sent any more; null: it may, or it is not the bot's. */
  stopsBot: (conversation: ConversationRow, message: MessageRow) => MessageError | null;
}

export class Dispatch implements Runner {
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #changes: ChangeLog;
  #parts: DispatchParts;
  #outcomes: Outcomes;

  constructor(ctx: DurableObjectState, changes: ChangeLog, parts: DispatchParts) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#changes = changes;
    this.#parts = parts;
    this.#outcomes = new Outcomes(ctx, changes, parts);
  }

  /** Settles the attempts that were in flight when the object stopped, before anything else. */
  begin(): void {
    if (!this.#outcomes.settleInterrupted()) return;
    this.#changes.settle();
    this.#parts.jobs.alarmNow();
  }

  turnAt(now: number): number {
    return Math.max(this.#parts.rate.turnAt(now), this.#parts.pause.until);
  }

  started(now: number): void {
    this.#parts.rate.started(now);
    this.#parts.pause.started(now);
  }

  /** Resumes immediately with a new token. */
  resume(): void {
    this.#outcomes.endPause();
    this.#parts.jobs.pump();
  }

  /** Sends one message, or postpones it. */
  async run(job: Job): Promise<void> {
    try {
      await this.#send(job);
    } catch (error) {
      log('error', 'send_fault', { fault: error instanceof Error ? error.name : typeof error });
      if (this.#isSending(job.message_id)) this.#outcomes.settleInterrupted(job.message_id);
      else if (this.#waiting(job)) this.#outcomes.again(job, notPrepared);
    }
    this.#parts.pause.ended(Date.now());
    this.#changes.settle();
  }

  async #send(job: Job): Promise<void> {
    const { jobs, policy } = this.#parts;
    const before = messageRow(this.#sql, job.message_id);
    if (!before) return jobs.done(job);
    if (before.send_at !== null) return this.#release(job, before);
    // An unfinished attempt may have been delivered, so it is never repeated.
    if (before.status === 'sending') {
      this.#outcomes.settleInterrupted(before.id);
      return;
    }
    if (before.status !== 'queued') return jobs.done(job);
    if (this.#isHeldBack(job, before)) return;
    const checked = checkOutbound(withoutShown(before.body));
    if ('issues' in checked) {
      const details = checked.issues.map(issueText).join(' ');
      return this.#outcomes.fail(job, { ...notSendable, details });
    }
    const { content } = checked;
    const { identityCheck } = policy.now;
    const early = resolveRecipient(this.#sql, before, content, identityCheck);
    if ('code' in early) return this.#outcomes.fail(job, early);
    // A merge of lanes or a new token can start it before its retry time.
    if (job.tries > 0 && (before.retry_at ?? 0) > Date.now()) return jobs.delay(job, before.retry_at ?? 0);
    const ready = await prepare(this.#parts, content, early);

    // Everything can have changed meanwhile, including the contact. There is no await from here to the attempt.
    const message = this.#waiting(job);
    if (!message) return;
    if (ready.outcome !== 'ready') return this.#postponeCheck(job, ready);
    const resolved = resolveRecipient(this.#sql, message, content, policy.now.identityCheck);
    if ('code' in resolved) return this.#outcomes.fail(job, resolved);
    const { conversation, recipient } = resolved;
    if (this.#isHeldBack(job, message)) return;
    const stopped = this.#parts.stopsBot(conversation, message);
    if (stopped) return this.#outcomes.fail(job, stopped);
    if (conversation.marketing_stopped === 1 && ready.isMarketing !== false) {
      if (ready.isMarketing === null) return jobs.delay(job, Date.now());
      return this.#outcomes.fail(job, optedOut);
    }
    this.#parts.pause.tried();
    let attempt = '';
    this.#ctx.storage.transactionSync(() => {
      attempt = beginAttempt(this.#sql, message);
      tellStatus(this.#sql, this.#changes, message, 'sending');
      if (!isPaced(message)) {
        const arrival = arrivalAfter(pairPace, conversation.paced_at, Date.now());
        this.#sql.exec('UPDATE conversation SET paced_at = ? WHERE id = ?', arrival, conversation.id);
      }
      if (content.type === 'template') this.#keepShown(message, content, ready.shown);
    });
    // The attempt must be on disk before the request is sent.
    await this.#ctx.storage.sync();
    this.#changes.settle();

    const { identity } = conversation;
    const request = composeMessage({
      recipient,
      content: withMediaIds(content, ready.graphIds),
      ...(message.reply_to !== null && { replyTo: message.reply_to }),
      callbackData: attempt,
      ...(policy.now.identityCheck && identity !== null && { identityHash: identity }),
    });
    const outcome = await sendMessage(
      ready.access.graph,
      ready.access.phoneNumberId,
      request,
      AbortSignal.timeout(requestTimeoutMs),
    );
    this.#ctx.storage.transactionSync(() => this.#outcomes.settle(job, message.id, attempt, outcome));
  }

  /** Whether a previous part delays the message, or makes it fail. */
  #isHeldBack(job: Job, message: MessageRow): boolean {
    const { jobs } = this.#parts;
    const looksAgainAt = Date.now() + previousPartCheckMs;
    const lane = String(message.conversation_id);
    switch (previousPartsState(this.#sql, message, Date.now())) {
      case 'gone':
        return false;
      case 'failed':
        this.#outcomes.fail(job, previousPartFailed);
        return true;
      case 'in_doubt':
        jobs.delay(job, looksAgainAt);
        return true;
      case 'waiting':
        // A previous part was sent again, so it is now after this one in the lane.
        if (leadersOf(message).some((id) => jobs.isInLane(lane, id))) {
          this.#ctx.storage.transactionSync(() => {
            jobs.done(job);
            jobs.add('send', lane, message.id, looksAgainAt);
          });
        } else jobs.delay(job, looksAgainAt);
        return true;
    }
  }

  /** The text of a template can change while the message waits. */
  #keepShown(message: MessageRow, content: OutboundContent, shown: TemplatePreview | null): void {
    const body = JSON.stringify({ ...content, ...(shown && { shown }) });
    if (body === message.body) return;
    this.#sql.exec('UPDATE message SET body = ? WHERE id = ?', body, message.id);
    this.#tellReworded(message, readContent(body));
  }

  /** The search index has its text at its time, so it is also told when the time changes. */
  #tellReworded({ id: messageId, conversation_id: conversationId }: MessageRow, content: Content): void {
    this.#changes.record({ type: 'message-reworded', conversationId, messageId, cause: 'send', content });
  }

  #postponeCheck(job: Job, obstacle: Exclude<Preparation, { outcome: 'ready' }>): void {
    switch (obstacle.outcome) {
      case 'wait':
        this.#outcomes.wait(job, obstacle.turn);
        break;
      case 'refused':
        this.#outcomes.fail(job, obstacle.error);
        break;
      case 'not-uploaded':
        this.#outcomes.afterUpload(job, obstacle.failure);
    }
  }

  /** Moves a scheduled message to the end of the queue and of the thread. */
  #release(job: Job, message: MessageRow): void {
    const { jobs } = this.#parts;
    this.#ctx.storage.transactionSync(() => {
      jobs.done(job);
      const now = Date.now();
      this.#sql.exec(
        'UPDATE message SET send_at = NULL, sent_at = ? WHERE id = ?',
        Math.floor(now / 1000) * 1000,
        message.id,
      );
      this.#outcomes.setStatus(message.id, 'queued', null, null);
      this.#tellReworded(message, readContent(message.body));
      jobs.add('send', String(message.conversation_id), message.id, now);
      refreshConversation(this.#sql, this.#changes, message.conversation_id);
    });
  }

  /** The message, if it still has to be sent. A status, a deadline or an agent can settle it meanwhile. */
  #waiting(job: Job): MessageRow | null {
    const row = this.#parts.jobs.has(job) ? messageRow(this.#sql, job.message_id) : null;
    return row?.status === 'queued' ? row : null;
  }

  #isSending(messageId: number): boolean {
    return statusOfMessage(this.#sql, messageId) === 'sending';
  }
}
