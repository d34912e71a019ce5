/** What becomes of a message after an attempt, or instead of one: accepted, tried again, failed, or unconfirmed. */
import type { MessageError } from '../../api/errors.ts';
import { isTokenRefusal } from '../../whatsapp/account/number.ts';
import { isRetryable } from '../../whatsapp/graph/errors.ts';
import type { GraphFailure, SendOutcome } from '../../whatsapp/graph/graph.ts';
import type { MessageStatus } from '../../whatsapp/receiving/status.ts';
import { backoff } from '../../whatsapp/sending/backoff.ts';
import { isOpen, refusalTime, windowClosed } from '../../whatsapp/sending/window.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { dropJobs, type Job, type Jobs, pauses } from '../records/changes/jobs.ts';
import { type AttemptEnd, endAttempt, isCurrentAttempt, moveAttempt } from '../records/messages/attempts.ts';
import {
  heldForQuality,
  inDoubt,
  notReached,
  notUploaded,
  paced,
  tokenRefused,
  unconfirmedAfterMs,
} from '../records/messages/send-errors.ts';
import {
  acceptAttempt,
  applyStatuses,
  messageErrorOf,
  nameMessage,
  setStatus,
} from '../records/messages/statuses.ts';
import { conversationRow, messageRow, statusOfMessage } from '../records/rows.ts';
import { addEntry } from '../records/team-entries.ts';
import { failNextParts } from './message-parts.ts';
import { windowEnd } from './recipient.ts';
import type { TokenPause } from './token-pause.ts';
import type { Deadlines } from './window-deadlines.ts';

const maxTries = 8;
/** If the next try would be later than this, the message fails instead. */
const maxWaitMs = 60 * 60_000;

/** WhatsApp's error code for a contact whose identity differs from the expected one. */
const identityMismatch = 137_000;

export interface OutcomeParts {
  jobs: Jobs;
  pause: TokenPause;
  deadlines: Deadlines;
  /** Reports that Meta rejected the token. */
  tokenRefused: () => void;
}

export class Outcomes {
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #changes: ChangeLog;
  #parts: OutcomeParts;

  constructor(ctx: DurableObjectState, changes: ChangeLog, parts: OutcomeParts) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#changes = changes;
    this.#parts = parts;
  }

  /** Shows waits that are long enough to notice. */
  wait(job: Job, turn: number): void {
    if (turn - Date.now() > 1_000) this.setStatus(job.message_id, 'queued', paced, turn);
    this.#parts.jobs.delay(job, turn);
    this.#expectDeadline(job, turn);
  }

  /** Handles a failed upload. Nothing has been sent, so a retry is safe. */
  afterUpload(job: Job, failure: GraphFailure): void {
    if (failure.outcome !== 'rejected') {
      this.again(job, { ...notUploaded, details: failure.reason });
      return;
    }
    const error = messageErrorOf(failure.error);
    if (isTokenRefusal(failure.error)) this.#hold(job);
    else if (isRetryable(failure.error, failure.httpStatus))
      this.again(job, error, failure.retryAfterSeconds);
    else this.fail(job, error);
  }

  /** Stores the outcome of an attempt. */
  settle(job: Job, messageId: number, attempt: string, outcome: SendOutcome): void {
    const end = (
      state: AttemptEnd['state'],
      error: MessageError | null = null,
      wamid: string | null = null,
    ) => endAttempt(this.#sql, messageId, attempt, { state, error: error && JSON.stringify(error), wamid });
    const { jobs } = this.#parts;
    const isRefusal = outcome.outcome === 'rejected' && isTokenRefusal(outcome.error);
    if (!isRefusal && (outcome.outcome === 'accepted' || outcome.outcome === 'rejected')) this.#goOn();
    if (outcome.outcome === 'accepted') {
      jobs.done(job);
      this.#accept(messageId, attempt, outcome);
      return;
    }
    // A status webhook can arrive before the response, and takes precedence.
    const isUnsettled = this.#isSending(messageId);
    switch (outcome.outcome) {
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
          this.again(job, error, outcome.retryAfterSeconds);
        } else this.fail(job, error);
        return;
      }
      case 'unreachable':
        end('rejected', notReached);
        if (isUnsettled) this.again(job, notReached);
        else jobs.done(job);
    }
  }

  #accept(
    messageId: number,
    attempt: string,
    { wamid, isHeld }: Pick<Extract<SendOutcome, { outcome: 'accepted' }>, 'wamid' | 'isHeld'>,
  ): void {
    const hold = isHeld ? heldForQuality : null;
    const row = messageRow(this.#sql, messageId);
    const isUsual = row?.status === 'sending' && isCurrentAttempt(row, attempt);
    const accepted = isUsual ? acceptAttempt(this.#sql, this.#changes, row, wamid, hold) : null;
    if (!accepted) {
      endAttempt(this.#sql, messageId, attempt, { state: 'accepted', error: null, wamid });
      // If a status has failed it meanwhile and it waits for a retry, the next attempt sets the wamid.
      if (row?.status !== 'queued') nameMessage(this.#sql, this.#changes, messageId, wamid);
      if (row?.status === 'sending') this.setStatus(messageId, 'accepted', hold, null);
    }
    applyStatuses(this.#sql, this.#changes, accepted ?? messageRow(this.#sql, messageId));
  }

  /** Meta rejected the number's token, which is not the message's fault: it waits for a new one. */
  #hold(job: Job): void {
    const { pause, jobs, deadlines, tokenRefused: report } = this.#parts;
    this.setStatus(job.message_id, 'queued', tokenRefused, null);
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
    if (this.#parts.pause.isOn) this.endPause();
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
  again(job: Job, error: MessageError, retryAfterSeconds: number | null = null): void {
    const pause = backoff(pauses, job.tries + 1, Math.random(), retryAfterSeconds);
    if (job.tries + 1 >= maxTries || pause > maxWaitMs) {
      this.fail(job, error);
      return;
    }
    const retryAt = Date.now() + pause;
    this.setStatus(job.message_id, 'queued', error, retryAt);
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

  /**
   * After the object has stopped: attempts that were in flight are unconfirmed, and messages that were about to be sent
   * without a job get one. Returns whether there were any.
   */
  settleInterrupted(messageId: number | null = null): boolean {
    const { jobs } = this.#parts;
    const current = this.#sql
      .exec<{ id: number; status: string; attempt_at: number | null }>(
        `SELECT id, status, attempt_at FROM message
         WHERE attempt IS NOT NULL AND attempt_ended_at IS NULL AND (?1 IS NULL OR id = ?1)`,
        messageId,
      )
      .toArray();
    this.#ctx.storage.transactionSync(() => {
      for (const { id, status, attempt_at: at } of current) {
        if (at === null && status === 'queued') jobs.restore('send', '', id);
        else moveAttempt(this.#sql, id);
      }
    });
    const open = this.#sql
      .exec<{ id: string; message_id: number; started_at: number }>(
        `SELECT id, message_id, started_at FROM attempt
         WHERE state = 'sending' AND (?1 IS NULL OR message_id = ?1)`,
        messageId,
      )
      .toArray();
    this.#ctx.storage.transactionSync(() => {
      for (const { id, message_id, started_at } of open) {
        this.#sql.exec(
          "UPDATE attempt SET state = 'in_doubt', ended_at = ?, error = ? WHERE id = ?",
          ...[Date.now(), JSON.stringify(inDoubt), id],
        );
        dropJobs(this.#sql, message_id);
        if (this.#isSending(message_id)) this.#doubt(message_id, started_at);
        applyStatuses(this.#sql, this.#changes, messageRow(this.#sql, message_id));
      }
    });
    return current.length + open.length > 0;
  }

  fail(job: Job, error: MessageError): void {
    this.setStatus(job.message_id, 'failed', error, null);
    failNextParts(this.#sql, this.#changes, job.message_id);
    this.#parts.jobs.done(job);
  }

  #doubt(messageId: number, since: number): void {
    this.setStatus(messageId, 'in_doubt', inDoubt, since + unconfirmedAfterMs);
  }

  setStatus(
    messageId: number,
    status: MessageStatus,
    error: MessageError | null,
    retryAt: number | null,
  ): void {
    const change = { status, error: error && JSON.stringify(error), retryAt };
    setStatus(this.#sql, this.#changes, messageId, change);
  }

  /** Messages that waited for a new token are due now. */
  endPause(): void {
    this.#parts.pause.end();
    this.#sql.exec(
      `UPDATE job SET run_at = ?1 WHERE kind = 'send' AND run_at > ?1 AND message_id IN (
         SELECT id FROM message WHERE status = 'queued' AND error ->> 'code' IN (0, 190)) AND run_at < ?2`,
      ...[Date.now(), Number.MAX_SAFE_INTEGER],
    );
  }

  #isSending(messageId: number): boolean {
    return statusOfMessage(this.#sql, messageId) === 'sending';
  }
}
