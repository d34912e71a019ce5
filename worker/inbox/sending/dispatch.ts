/**
 * Sends messages. A message waits as a job, in the lane of its conversation so that order is preserved. Each request to
 * Meta is an attempt, which is on disk before the request is sent. If its response is lost, the message is unconfirmed
 * and is never sent again automatically.
 */

import type { MessageError } from '../../api/errors.ts';
import { log } from '../../log.ts';
import { isRetryable } from '../../whatsapp/account/errors.ts';
import { type GraphFailure, type SendOutcome, sendMessage } from '../../whatsapp/account/graph.ts';
import { isTokenRefusal } from '../../whatsapp/account/number.ts';
import { readContent } from '../../whatsapp/content/content.ts';
import type { TemplatePreview } from '../../whatsapp/content/template.ts';
import type { MessageStatus } from '../../whatsapp/receiving/status.ts';
import { backoff } from '../../whatsapp/sending/backoff.ts';
import type { OutboundContent } from '../../whatsapp/sending/outbound-content.ts';
import { arrivalAfter, pairPace, turnAt } from '../../whatsapp/sending/pacing.ts';
import {
  checkOutbound,
  composeMessage,
  hasFile,
  mediaIdsIn,
  withMediaIds,
  withoutShown,
} from '../../whatsapp/sending/send.ts';
import { isOpen, refusalTime, windowClosed } from '../../whatsapp/sending/window.ts';
import type { Media } from '../media/media.ts';
import type { Policy } from '../number/policy.ts';
import { refreshConversation } from '../records/add-message.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { dropJobs, type Job, type Jobs, pauses, type Runner } from '../records/changes/jobs.ts';
import { isUploadId } from '../records/media-record.ts';
import type { NumberAccess } from '../records/number-access.ts';
import {
  type ConversationRow,
  conversationRow,
  leadersOf,
  type MessageRow,
  messageRow,
} from '../records/rows.ts';
import {
  filesOff,
  inDoubt,
  notPrepared,
  notReached,
  notSendable,
  notUploaded,
  numberDisabled,
  optedOut,
  paced,
  previousPartFailed,
  tokenRefused,
  unconfirmedAfterMs,
} from '../records/send-errors.ts';
import { applyStatuses, messageErrorOf, nameMessage, setStatus } from '../records/statuses.ts';
import { addEntry } from '../records/team-entries.ts';
import { failNextParts, previousPartsState } from './message-parts.ts';
import type { NumberRate } from './number-rate.ts';
import { resolveRecipient, type Sendable, windowEnd } from './recipient.ts';
import type { TokenPause } from './token-pause.ts';
import type { Deadlines } from './window-deadlines.ts';

const requestTimeoutMs = 30_000;
const maxTries = 8;
/** If the next try would be later than this, the message fails instead. */
const maxWaitMs = 60 * 60_000;
/** How often a message checks whether its previous part has been sent. */
const previousPartCheckMs = 5_000;

/** WhatsApp's error code for a contact whose identity differs from the expected one. */
const identityMismatch = 137_000;

export interface DispatchParts {
  jobs: Jobs;
  media: Media;
  policy: Policy;
  rate: NumberRate;
  pause: TokenPause;
  deadlines: Deadlines;
  /** Reports that Meta rejected the token. */
  tokenRefused: () => void;
  access: () => Promise<NumberAccess | null>;
  /** Why a message of the bot may not be sent any more; null: it may, or it is not the bot's. */
  stopsBot: (conversation: ConversationRow, message: MessageRow) => MessageError | null;
  /** Whether WhatsApp counts it as marketing. */
  isMarketing: (content: OutboundContent) => Promise<boolean>;
  /** The current preview of a template; null when it is unknown. `mayWait` allows a request to Meta. */
  shownTemplate: (content: OutboundContent, mayWait: boolean) => Promise<TemplatePreview | null>;
}

/** The results of the requests before a message can be sent. */
type Preparation =
  | {
      outcome: 'ready';
      access: NumberAccess;
      graphIds: ReadonlyMap<string, string>;
      /** Null when the check was not needed. */
      isMarketing: boolean | null;
      shown: TemplatePreview | null;
    }
  | { outcome: 'wait'; turn: number }
  | { outcome: 'refused'; error: MessageError }
  | { outcome: 'not-uploaded'; failure: GraphFailure };

export class Dispatch implements Runner {
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #changes: ChangeLog;
  #parts: DispatchParts;

  constructor(ctx: DurableObjectState, changes: ChangeLog, parts: DispatchParts) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#changes = changes;
    this.#parts = parts;
  }

  /** Settles the attempts that were in flight when the object stopped, before anything else. */
  begin(): void {
    if (!this.#settleInterrupted()) return;
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
    this.#endPause();
    this.#parts.jobs.pump();
  }

  #endPause(): void {
    this.#parts.pause.end();
    this.#sql.exec(
      `UPDATE job SET run_at = ?1 WHERE kind = 'send' AND run_at > ?1 AND message_id IN (
         SELECT id FROM message WHERE status = 'queued' AND error ->> 'code' IN (0, 190)) AND run_at < ?2`,
      ...[Date.now(), Number.MAX_SAFE_INTEGER],
    );
  }

  /** Sends one message, or postpones it. */
  async run(job: Job): Promise<void> {
    try {
      await this.#send(job);
    } catch (error) {
      log('error', 'send_fault', { fault: error instanceof Error ? error.name : typeof error });
      if (this.#isSending(job.message_id)) this.#settleInterrupted(job.message_id);
      else if (this.#isWaiting(job)) this.#again(job, notPrepared);
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
      this.#settleInterrupted(before.id);
      return;
    }
    if (before.status !== 'queued') return jobs.done(job);
    if (this.#isHeldBack(job, before)) return;
    const checked = checkOutbound(withoutShown(before.body));
    if ('issues' in checked) return this.#fail(job, notSendable);
    const { content } = checked;
    const { identityCheck } = policy.now;
    const early = resolveRecipient(this.#sql, before.id, content, identityCheck);
    if ('code' in early) return this.#fail(job, early);
    // A merge of lanes or a new token can start it before its retry time.
    if (job.tries > 0 && (before.retry_at ?? 0) > Date.now()) return jobs.delay(job, before.retry_at ?? 0);
    const ready = await this.#prepare(content, early);

    // Everything can have changed meanwhile, including the contact. There is no await from here to the attempt.
    if (!this.#isWaiting(job)) return;
    if (ready.outcome !== 'ready') return this.#postponeCheck(job, ready);
    const resolved = resolveRecipient(this.#sql, before.id, content, policy.now.identityCheck);
    if ('code' in resolved) return this.#fail(job, resolved);
    const { message, conversation, recipient } = resolved;
    if (this.#isHeldBack(job, message)) return;
    const stopped = this.#parts.stopsBot(conversation, message);
    if (stopped) return this.#fail(job, stopped);
    if (conversation.marketing_stopped === 1 && ready.isMarketing !== false) {
      if (ready.isMarketing === null) return jobs.delay(job, Date.now());
      return this.#fail(job, optedOut);
    }
    this.#parts.pause.tried();
    const attempt = crypto.randomUUID();
    this.#ctx.storage.transactionSync(() => {
      this.#sql.exec(
        "INSERT INTO attempt (id, message_id, state, started_at) VALUES (?, ?, 'sending', ?)",
        attempt,
        message.id,
        Date.now(),
      );
      const arrival = arrivalAfter(pairPace, conversation.paced_at, Date.now());
      this.#sql.exec('UPDATE conversation SET paced_at = ? WHERE id = ?', arrival, conversation.id);
      if (content.type === 'template') this.#keepShown(message, content, ready.shown);
      this.#setStatus(message.id, 'sending', null, null);
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
    this.#ctx.storage.transactionSync(() => this.#settle(job, message.id, attempt, outcome));
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
        this.#fail(job, previousPartFailed);
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

  /** Makes the requests before sending. Nothing is written here, because the message may be gone afterwards. */
  async #prepare(content: OutboundContent, { message, conversation }: Sendable): Promise<Preparation> {
    const { access: askAccess, rate, media, isMarketing, shownTemplate } = this.#parts;
    const access = await askAccess();
    if (!access) return { outcome: 'refused', error: numberDisabled };
    if (!access.sendsFiles && hasFile(content)) return { outcome: 'refused', error: filesOff };
    rate.set(access.messagesPerSecond);
    const turn = turnAt(pairPace, conversation.paced_at, Date.now());
    if (turn > Date.now()) return { outcome: 'wait', turn };
    const graphIds = new Map<string, string>();
    for (const id of mediaIdsIn(content).filter(isUploadId)) {
      const uploaded = await media.graphIdOf(id, access, Date.now());
      if (uploaded.outcome !== 'uploaded') return { outcome: 'not-uploaded', failure: uploaded };
      graphIds.set(id, uploaded.id);
    }
    const mayBeUnwanted = content.type === 'template' && conversation.marketing_stopped === 1;
    return {
      outcome: 'ready',
      access,
      graphIds,
      isMarketing: content.type !== 'template' ? false : mayBeUnwanted ? await isMarketing(content) : null,
      // The thread must show the text that the customer sees, not the one from when the message was queued.
      shown: content.type === 'template' ? await shownTemplate(content, isShown(message)) : null,
    };
  }

  /** The text of a template can change while the message waits. */
  #keepShown(message: MessageRow, content: OutboundContent, shown: TemplatePreview | null): void {
    const body = JSON.stringify({ ...content, ...(shown && { shown }) });
    if (body === message.body) return;
    this.#sql.exec('UPDATE message SET body = ? WHERE id = ?', body, message.id);
    this.#changes.record({
      type: 'message-reworded',
      conversationId: message.conversation_id,
      messageId: message.id,
      cause: 'send',
      content: readContent(body),
    });
  }

  #postponeCheck(job: Job, obstacle: Exclude<Preparation, { outcome: 'ready' }>): void {
    switch (obstacle.outcome) {
      case 'wait':
        this.#wait(job, obstacle.turn);
        break;
      case 'refused':
        this.#fail(job, obstacle.error);
        break;
      case 'not-uploaded':
        this.#afterUpload(job, obstacle.failure);
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
      this.#setStatus(message.id, 'queued', null, null);
      jobs.add('send', String(message.conversation_id), message.id, now);
      refreshConversation(this.#sql, this.#changes, message.conversation_id);
    });
  }

  /** Shows waits that are long enough to notice. */
  #wait(job: Job, turn: number): void {
    if (turn - Date.now() > 1_000) this.#setStatus(job.message_id, 'queued', paced, turn);
    this.#parts.jobs.delay(job, turn);
    this.#expectDeadline(job, turn);
  }

  /** Handles a failed upload. Nothing has been sent, so a retry is safe. */
  #afterUpload(job: Job, failure: GraphFailure): void {
    if (failure.outcome !== 'rejected') {
      this.#again(job, { ...notUploaded, details: failure.reason });
      return;
    }
    const error = messageErrorOf(failure.error);
    if (isTokenRefusal(failure.error)) this.#hold(job);
    else if (isRetryable(failure.error, failure.httpStatus))
      this.#again(job, error, failure.retryAfterSeconds);
    else this.#fail(job, error);
  }

  #settle(job: Job, messageId: number, attempt: string, outcome: SendOutcome): void {
    const end = (state: string, error: MessageError | null = null, wamid: string | null = null) =>
      this.#sql.exec(
        'UPDATE attempt SET state = ?2, ended_at = ?3, error = ?4, wamid = coalesce(?5, wamid) WHERE id = ?1',
        ...[attempt, state, Date.now(), error && JSON.stringify(error), wamid],
      );
    const { jobs } = this.#parts;
    const isRefusal = outcome.outcome === 'rejected' && isTokenRefusal(outcome.error);
    if (!isRefusal && (outcome.outcome === 'accepted' || outcome.outcome === 'rejected')) this.#goOn();
    // A status webhook can arrive before the response, and takes precedence.
    const isUnsettled = this.#isSending(messageId);
    switch (outcome.outcome) {
      case 'accepted':
        end('accepted', null, outcome.wamid);
        // If a status has failed it meanwhile and it waits for a retry, the next attempt sets the wamid.
        if (messageRow(this.#sql, messageId)?.status !== 'queued')
          nameMessage(this.#sql, this.#changes, messageId, outcome.wamid);
        jobs.done(job);
        if (isUnsettled) this.#setStatus(messageId, 'accepted', null, null);
        applyStatuses(this.#sql, this.#changes, messageId);
        return;
      case 'in_doubt':
        end('in_doubt', inDoubt);
        jobs.done(job);
        if (isUnsettled) this.#doubt(messageId, Date.now());
        return;
      case 'rejected': {
        const error = messageErrorOf(outcome.error);
        end('rejected', error);
        this.#applySideEffects(messageId, outcome.error.code);
        if (!isUnsettled) jobs.done(job);
        else if (isTokenRefusal(outcome.error)) this.#hold(job);
        else if (isRetryable(outcome.error, outcome.httpStatus)) {
          this.#again(job, error, outcome.retryAfterSeconds);
        } else this.#fail(job, error);
        return;
      }
      case 'unreachable':
        end('rejected', notReached);
        if (isUnsettled) this.#again(job, notReached);
        else jobs.done(job);
    }
  }

  /** Meta rejected the number's token, which is not the message's fault: it waits for a new one. */
  #hold(job: Job): void {
    const { pause, jobs, deadlines, tokenRefused: report } = this.#parts;
    this.#setStatus(job.message_id, 'queued', tokenRefused, null);
    if (!pause.isOn) {
      report();
      deadlines.expectAll();
    }
    pause.begin(Date.now());
    jobs.delay(job, pause.until);
    this.#expectDeadline(job, Infinity);
  }

  /** Meta accepts the token again. */
  #goOn(): void {
    if (this.#parts.pause.isOn) this.#endPause();
  }

  /** Stores the facts about the contact that an error reveals. */
  #applySideEffects(messageId: number, code: number): void {
    const id = messageRow(this.#sql, messageId)?.conversation_id;
    if (id === undefined) return;
    if (code === windowClosed) {
      this.#sql.exec(
        // WhatsApp knew all messages of the customer, even with a clock ahead of ours. A message later in this second
        // has the start of the second as its time.
        'UPDATE conversation SET refused_at = max(coalesce(refused_at, 0), coalesce(opened_at, 0), ?) WHERE id = ?',
        refusalTime(Date.now()),
        id,
      );
      this.#changes.record({ type: 'window-changed', conversationId: id, becomes: 'closed' });
      this.#changes.touchConversation(id);
      addEntry(this.#sql, this.#changes, id, { type: 'window-closed' }, null);
    }
    if (code === identityMismatch) {
      this.#sql.exec(
        "UPDATE conversation SET identity_seen = '' WHERE id = ? AND identity IS identity_seen",
        id,
      );
      this.#changes.record({ type: 'contact-changed', conversationId: id, changed: 'identity' });
      this.#changes.touchConversation(id);
    }
  }

  /** Retries later, within the limits and the reply window. */
  #again(job: Job, error: MessageError, retryAfterSeconds: number | null = null): void {
    const pause = backoff(pauses, job.tries + 1, Math.random(), retryAfterSeconds);
    if (job.tries + 1 >= maxTries || pause > maxWaitMs) {
      this.#fail(job, error);
      return;
    }
    const retryAt = Date.now() + pause;
    this.#setStatus(job.message_id, 'queued', error, retryAt);
    this.#parts.jobs.postpone(job, retryAt);
    this.#expectDeadline(job, retryAt);
  }

  /** A message that is postponed past the end of its window fails when the window closes, and so do those after it. */
  #expectDeadline({ message_id: id }: Job, until: number): void {
    const message = messageRow(this.#sql, id);
    const conversation = message && conversationRow(this.#sql, message.conversation_id);
    const now = Date.now();
    const expiresAt = conversation && windowEnd(conversation, now);
    if (expiresAt && isOpen(expiresAt, now) && expiresAt <= until) {
      this.#parts.deadlines.expect(expiresAt);
    }
  }

  /** Marks attempts that were in flight when the object stopped as unconfirmed. Returns whether there were any. */
  #settleInterrupted(messageId: number | null = null): boolean {
    const open = this.#sql
      .exec<{ id: string; message_id: number; started_at: number }>(
        `SELECT id, message_id, started_at FROM attempt
         WHERE state = 'sending' AND (?1 IS NULL OR message_id = ?1)`,
        messageId,
      )
      .toArray();
    if (open.length === 0) return false;
    this.#ctx.storage.transactionSync(() => {
      for (const { id, message_id, started_at } of open) {
        this.#sql.exec(
          "UPDATE attempt SET state = 'in_doubt', ended_at = ?, error = ? WHERE id = ?",
          ...[Date.now(), JSON.stringify(inDoubt), id],
        );
        dropJobs(this.#sql, message_id);
        if (this.#isSending(message_id)) this.#doubt(message_id, started_at);
        applyStatuses(this.#sql, this.#changes, message_id);
      }
    });
    return true;
  }

  #fail(job: Job, error: MessageError): void {
    this.#setStatus(job.message_id, 'failed', error, null);
    failNextParts(this.#sql, this.#changes, job.message_id);
    this.#parts.jobs.done(job);
  }

  #doubt(messageId: number, since: number): void {
    this.#setStatus(messageId, 'in_doubt', inDoubt, since + unconfirmedAfterMs);
  }

  #setStatus(
    messageId: number,
    status: MessageStatus,
    error: MessageError | null,
    retryAt: number | null,
  ): void {
    const change = { status, error: error && JSON.stringify(error), retryAt };
    setStatus(this.#sql, this.#changes, messageId, change);
  }

  /** Whether it still has to be sent. A status, a deadline or an agent can settle it meanwhile. */
  #isWaiting(job: Job): boolean {
    return this.#parts.jobs.has(job) && messageRow(this.#sql, job.message_id)?.status === 'queued';
  }

  #isSending(messageId: number): boolean {
    return messageRow(this.#sql, messageId)?.status === 'sending';
  }
}

function isShown({ body }: MessageRow): boolean {
  return 'shown' in Object(JSON.parse(body));
}
