/**
 * The sending itself. A message waits as a job, in a lane for its conversation so that order is kept; each request to
 * Meta is an attempt that is on disk before it leaves. An attempt whose answer was lost is in doubt and is never
 * repeated by itself.
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
  mediaIdsIn,
  withMediaIds,
  withoutShown,
} from '../../whatsapp/sending/send.ts';
import { isOpen, refusalTime, windowClosed } from '../../whatsapp/sending/window.ts';
import type { Media } from '../media/media.ts';
import type { Policy } from '../number/policy.ts';
import { refreshConversation } from '../records/add-message.ts';
import type { ChangeLog } from '../records/change-log.ts';
import { dropJobs, type Job, type Jobs, pauses, type Runner } from '../records/jobs.ts';
import { isUploadId } from '../records/media-record.ts';
import type { NumberAccess } from '../records/number-access.ts';
import { conversationRow, leadersOf, type MessageRow, messageRow } from '../records/rows.ts';
import {
  doubtLasts,
  inDoubt,
  notPrepared,
  notReached,
  notSendable,
  notUploaded,
  numberDisabled,
  optedOut,
  paced,
  partBeforeFailed,
  tokenRefused,
} from '../records/send-errors.ts';
import { applyStatuses, messageErrorOf, nameMessage, setStatus } from '../records/statuses.ts';
import { addEntry } from '../records/team-entries.ts';
import { endFollowers, partBefore } from './message-parts.ts';
import type { NumberRate } from './number-rate.ts';
import { type Standing, standingOf, windowEnd } from './recipient.ts';
import type { TokenPause } from './token-pause.ts';
import type { Deadlines } from './window-deadlines.ts';

const answerTimeout = 30_000;
const mostTries = 8;
/** Whoever is asked to wait longer than this before the next try is told that it failed. */
const longestWait = 60 * 60_000;
/** How long a message waits before it looks again at the one that it follows. */
const looksAgainAfter = 5_000;

/** WhatsApp's word for a customer whose identity is not the one that was sent along. */
const identityMismatch = 137_000;

export interface DispatchParts {
  jobs: Jobs;
  media: Media;
  policy: Policy;
  rate: NumberRate;
  pause: TokenPause;
  deadlines: Deadlines;
  /** Meta does not take the token. */
  tokenRefused: () => void;
  access: () => Promise<NumberAccess | null>;
  /** Whether WhatsApp counts it as marketing. */
  isMarketing: (content: OutboundContent) => Promise<boolean>;
  /** How a template looks now; null: nobody knows. `mayWait`: for Meta to tell it. */
  shownTemplate: (content: OutboundContent, mayWait: boolean) => Promise<TemplatePreview | null>;
}

/** What others have answered before a message can go. */
type Preparation =
  | {
      outcome: 'ready';
      access: NumberAccess;
      graphIds: ReadonlyMap<string, string>;
      /** Null: nobody had to ask. */
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

  /** What was on its way when the object died is settled once, before anything else. */
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

  /** There is a token that Meta may take: what was held goes on at once. */
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

  /** Sends one message, or puts it off. */
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
    // An attempt that has begun and not ended may have had its effect: it is never begun anew.
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
    const early = standingOf(this.#sql, before.id, content, identityCheck);
    if ('code' in early) return this.#fail(job, early);
    // It is here because two lanes became one, or there is another token.
    if (job.tries > 0 && (before.retry_at ?? 0) > Date.now()) return jobs.delay(job, before.retry_at ?? 0);
    const ready = await this.#prepare(content, early);

    // Meanwhile everything can have changed, also who the customer is. From here to the attempt nothing is awaited.
    if (!this.#isWaiting(job)) return;
    if (ready.outcome !== 'ready') return this.#putOff(job, ready);
    const standing = standingOf(this.#sql, before.id, content, policy.now.identityCheck);
    if ('code' in standing) return this.#fail(job, standing);
    const { message, conversation, recipient } = standing;
    if (this.#isHeldBack(job, message)) return;
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
    // The attempt must be on disk before it can have any effect.
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
      AbortSignal.timeout(answerTimeout),
    );
    this.#ctx.storage.transactionSync(() => this.#settle(job, message.id, attempt, outcome));
  }

  /** Whether a message that it follows keeps it from going now, or for good. */
  #isHeldBack(job: Job, message: MessageRow): boolean {
    const { jobs } = this.#parts;
    const looksAgainAt = Date.now() + looksAgainAfter;
    const lane = String(message.conversation_id);
    switch (partBefore(this.#sql, message, Date.now())) {
      case 'gone':
        return false;
      case 'failed':
        this.#fail(job, partBeforeFailed);
        return true;
      case 'in_doubt':
        jobs.delay(job, looksAgainAt);
        return true;
      case 'waiting':
        // Somebody has sent it again, so that it stands behind this one now.
        if (leadersOf(message).some((id) => jobs.isInLane(lane, id))) {
          this.#ctx.storage.transactionSync(() => {
            jobs.done(job);
            jobs.add('send', lane, message.id, looksAgainAt);
          });
        } else jobs.delay(job, looksAgainAt);
        return true;
    }
  }

  /** Asks others. Nothing is settled here: what it is about may be gone by the time they answer. */
  async #prepare(content: OutboundContent, { message, conversation }: Standing): Promise<Preparation> {
    const { access: askAccess, rate, media, isMarketing, shownTemplate } = this.#parts;
    const access = await askAccess();
    if (!access) return { outcome: 'refused', error: numberDisabled };
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
      // Words that it had when it was taken in must not stand there when the customer sees others.
      shown: content.type === 'template' ? await shownTemplate(content, isShown(message)) : null,
    };
  }

  /** A template that has waited can have other words by now. */
  #keepShown(message: MessageRow, content: OutboundContent, shown: TemplatePreview | null): void {
    const body = JSON.stringify({ ...content, ...(shown && { shown }) });
    if (body === message.body) return;
    this.#sql.exec('UPDATE message SET body = ? WHERE id = ?', body, message.id);
    this.#changes.tell({
      type: 'message-reworded',
      conversationId: message.conversation_id,
      messageId: message.id,
      cause: 'send',
      content: readContent(body),
    });
  }

  #putOff(job: Job, obstacle: Exclude<Preparation, { outcome: 'ready' }>): void {
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

  /** Its time has come: it goes behind what is in the queue already, and to the end of the thread. */
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

  /** A wait that a person would notice is told. */
  #wait(job: Job, turn: number): void {
    if (turn - Date.now() > 1_000) this.#setStatus(job.message_id, 'queued', paced, turn);
    this.#parts.jobs.delay(job, turn);
    this.#expectDeadline(job, turn);
  }

  /** A file that could not be uploaded. Nothing has been sent, so trying again is safe. */
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
    // A status can be here before the answer, and counts for more than any.
    const isUnsettled = this.#isSending(messageId);
    switch (outcome.outcome) {
      case 'accepted':
        end('accepted', null, outcome.wamid);
        // It may have failed by status and wait to be sent again by now: then the name is the next attempt's to give.
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
        this.#heed(messageId, outcome.error.code);
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

  /** The number's token is refused, which is nothing that this message could do better: it waits for another one. */
  #hold(job: Job): void {
    const { pause, jobs, deadlines, tokenRefused: tell } = this.#parts;
    this.#setStatus(job.message_id, 'queued', tokenRefused, null);
    if (!pause.isOn) {
      tell();
      deadlines.expectAll();
    }
    pause.begin(Date.now());
    jobs.delay(job, pause.until);
    this.#expectDeadline(job, Infinity);
  }

  /** Meta takes the token again. */
  #goOn(): void {
    if (this.#parts.pause.isOn) this.#endPause();
  }

  /** What a refusal says of the customer. */
  #heed(messageId: number, code: number): void {
    const id = messageRow(this.#sql, messageId)?.conversation_id;
    if (id === undefined) return;
    if (code === windowClosed) {
      this.#sql.exec(
        // WhatsApp knew of everything that the customer had written, also by a clock ahead of ours. What they write
        // later in this second has its whole second as its time.
        'UPDATE conversation SET refused_at = max(coalesce(refused_at, 0), coalesce(opened_at, 0), ?) WHERE id = ?',
        refusalTime(Date.now()),
        id,
      );
      this.#changes.tell({ type: 'window-changed', conversationId: id, becomes: 'closed' });
      this.#changes.touchConversation(id);
      addEntry(this.#sql, this.#changes, id, { type: 'window-closed' }, null);
    }
    if (code === identityMismatch) {
      this.#sql.exec(
        "UPDATE conversation SET identity_seen = '' WHERE id = ? AND identity IS identity_seen",
        id,
      );
      this.#changes.tell({ type: 'contact-changed', conversationId: id, changed: 'identity' });
      this.#changes.touchConversation(id);
    }
  }

  /** Tries once more later: not too often, and not past the end of the window. */
  #again(job: Job, error: MessageError, retryAfterSeconds: number | null = null): void {
    const pause = backoff(pauses, job.tries + 1, Math.random(), retryAfterSeconds);
    if (job.tries + 1 >= mostTries || pause > longestWait) {
      this.#fail(job, error);
      return;
    }
    const retryAt = Date.now() + pause;
    this.#setStatus(job.message_id, 'queued', error, retryAt);
    this.#parts.jobs.postpone(job, retryAt);
    this.#expectDeadline(job, retryAt);
  }

  /** What is put off past the end of its window, and all that waits behind it, end with the window. */
  #expectDeadline({ message_id: id }: Job, until: number): void {
    const message = messageRow(this.#sql, id);
    const conversation = message && conversationRow(this.#sql, message.conversation_id);
    const now = Date.now();
    const expiresAt = conversation && windowEnd(conversation, now);
    if (expiresAt && isOpen(expiresAt, now) && expiresAt <= until) {
      this.#parts.deadlines.expect(expiresAt);
    }
  }

  /** What was on its way when the object died: nobody knows whether it arrived. False: there was nothing. */
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
    endFollowers(this.#sql, this.#changes, job.message_id);
    this.#parts.jobs.done(job);
  }

  #doubt(messageId: number, since: number): void {
    this.#setStatus(messageId, 'in_doubt', inDoubt, since + doubtLasts);
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

  /** Whether it still has to be sent: a status, a deadline or a person can have settled it. */
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
