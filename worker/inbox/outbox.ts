/**
 * Sending. A message waits as a job, in a lane for its conversation so that order is kept; each request to Meta is an
 * attempt that is on disk before it leaves. An attempt whose answer was lost is in doubt and is never repeated by itself.
 */
import type { Message, MessageError } from '../api.ts';
import { ApiError } from '../errors.ts';
import { backoff } from '../whatsapp/backoff.ts';
import { targetOf } from '../whatsapp/content.ts';
import { isRetryable } from '../whatsapp/errors.ts';
import { type SendOutcome, sendMessage, type UploadOutcome } from '../whatsapp/graph.ts';
import { recipientOf } from '../whatsapp/identity.ts';
import { arrivalAfter, defaultRate, numberPace, pairPace, turnAt } from '../whatsapp/pacing.ts';
import { checkOutbound, composeMessage, mediaIdsIn, withMediaIds } from '../whatsapp/send.ts';
import { expiryOf, isOpen, windowClosed } from '../whatsapp/window.ts';
import type { ChangeCounter } from './change.ts';
import type { SendRequest } from './inbox.ts';
import { dropJobs, type Job, type Jobs, pauses, type Runner } from './jobs.ts';
import { isUploadId, type Media, uploadOf } from './media.ts';
import type { Policy } from './policy.ts';
import type { NumberAccess } from './receipts.ts';
import {
  aliasesIn,
  conversationRow,
  isIdentityChanged,
  type MessageRow,
  messageByWamid,
  messageOf,
  messageRow,
} from './rows.ts';
import {
  cancelled,
  inDoubt,
  noRecipient,
  noRoom,
  notReached,
  numberDisabled,
  otherIdentity,
  paced,
  scheduled,
} from './send-errors.ts';
import { applyStatuses, messageErrorOf, nameMessage } from './statuses.ts';
import { addMessage, refreshConversation } from './thread.ts';

const answerTimeout = 30_000;
const mostTries = 8;
/** After this long without a word from Meta, a person may decide to send an uncertain message again. */
const doubtLasts = 10 * 60_000;

/** WhatsApp's word for a customer whose identity is not the one that was sent along. */
const identityMismatch = 137_000;

export class Outbox implements Runner {
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #changes: ChangeCounter;
  #jobs: Jobs;
  #media: Media;
  #policy: Policy;
  #announce: () => void;
  #access: () => Promise<NumberAccess | null>;
  /** How fast the number may send, as far as is known yet, and how much of it is used; a restart forgets a second. */
  #rate = defaultRate;
  #arrival = 0;

  constructor(
    ctx: DurableObjectState,
    changes: ChangeCounter,
    parts: {
      jobs: Jobs;
      media: Media;
      policy: Policy;
      announce: () => void;
      access: () => Promise<NumberAccess | null>;
    },
  ) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#changes = changes;
    this.#jobs = parts.jobs;
    this.#media = parts.media;
    this.#policy = parts.policy;
    this.#announce = parts.announce;
    this.#access = parts.access;
    this.#settleInterrupted();
  }

  /** Takes a message in, or returns the one that was taken in under this key before. */
  enqueue(request: SendRequest, now: number): Message {
    const checked = checkOutbound(request.content);
    if ('issues' in checked) {
      throw new ApiError(
        422,
        'invalid_content',
        'WhatsApp would refuse this message; details say why.',
        checked.issues,
      );
    }
    const { content } = checked;
    const body = JSON.stringify(content);
    const replyTo = request.replyTo ?? null;
    const { sendAt = null } = request;
    const [earlier] = this.#sql
      .exec<MessageRow>('SELECT * FROM message WHERE key = ?', request.key)
      .toArray();
    if (earlier) {
      const isSame =
        earlier.conversation_id === request.conversationId &&
        earlier.body === body &&
        earlier.reply_to === replyTo;
      if (isSame) return messageOf(this.#sql, earlier);
      throw new ApiError(
        409,
        'key_reused',
        'This Idempotency-Key was used for another message. Choose a new one.',
      );
    }
    const conversation = conversationRow(this.#sql, request.conversationId);
    if (!conversation) {
      throw new ApiError(404, 'conversation_not_found', 'There is no conversation with this id.');
    }
    const expiresAt = expiryOf({ openedAt: conversation.opened_at, refusedAt: conversation.refused_at });
    // What goes later is checked when it goes: the customer may have written by then, or not.
    if (sendAt === null && content.type !== 'template' && !isOpen(expiresAt, now)) {
      throw new ApiError(
        409,
        'window_closed',
        'The customer last wrote more than 24 hours ago. Send an approved template, or wait until they write again.',
        { expiresAt },
      );
    }
    for (const mediaId of mediaIdsIn(content)) {
      if (isUploadId(mediaId) && !uploadOf(this.#sql, mediaId)) {
        throw new ApiError(
          422,
          'upload_not_found',
          'There is no uploaded file with this id. Upload it first.',
        );
      }
    }
    const id = this.#ctx.storage.transactionSync(() => {
      const message = addMessage(this.#sql, this.#changes, {
        conversation_id: conversation.id,
        origin: 'send',
        direction: 'out',
        // Meta's times are whole seconds: with the same grain an answer does not jump behind what it answers.
        sent_at: Math.floor(now / 1000) * 1000,
        body,
        key: request.key,
        reply_to: replyTo,
        status: 'queued',
        author: JSON.stringify(request.author),
        target: targetOf(content),
      });
      if (message === null) throw new Error('A message without a wamid cannot be known already');
      if (sendAt === null) this.#jobs.add('send', String(conversation.id), message, now);
      else this.#schedule(message, sendAt);
      this.#touchTarget(targetOf(content));
      return message;
    });
    this.#announce();
    this.#jobs.pump();
    return this.#message(id);
  }

  /** Takes back what waits for its time. */
  cancel(messageId: number): Message {
    const message = messageRow(this.#sql, messageId);
    if (message?.send_at == null) {
      throw new ApiError(
        409,
        'not_scheduled',
        'Only a message that waits for its time can be taken back. This one is on its way, or gone.',
      );
    }
    this.#ctx.storage.transactionSync(() => {
      dropJobs(this.#sql, messageId);
      this.#sql.exec('UPDATE message SET send_at = NULL WHERE id = ?', messageId);
      this.#setStatus(messageId, 'failed', cancelled, null);
    });
    this.#announce();
    return this.#message(messageId);
  }

  /** It has a lane of its own until its time has come, so that nothing waits behind it. */
  #schedule(messageId: number, sendAt: number): void {
    this.#sql.exec('UPDATE message SET send_at = ? WHERE id = ?', sendAt, messageId);
    this.#setStatus(messageId, 'queued', scheduled, sendAt);
    this.#jobs.add('send', `later/${messageId}`, messageId, sendAt);
  }

  /** Its time has come: it goes behind what is in the queue already, and to the end of the thread. */
  #release(job: Job, message: MessageRow): void {
    this.#ctx.storage.transactionSync(() => {
      this.#jobs.done(job);
      const now = Date.now();
      this.#sql.exec(
        'UPDATE message SET send_at = NULL, sent_at = ? WHERE id = ?',
        Math.floor(now / 1000) * 1000,
        message.id,
      );
      this.#setStatus(message.id, 'queued', null, null);
      this.#jobs.add('send', String(message.conversation_id), message.id, now);
      refreshConversation(this.#sql, this.#changes, message.conversation_id);
    });
    this.#announce();
  }

  /** A failed message once more; one in doubt only when Meta has been silent about it for long. */
  retry(messageId: number, now: number): Message {
    const message = messageRow(this.#sql, messageId);
    if (message?.origin !== 'send') {
      throw new ApiError(404, 'message_not_found', 'There is no sent message with this id.');
    }
    const isSilent = message.status === 'in_doubt' && now >= (message.retry_at ?? 0);
    if (message.status !== 'failed' && !isSilent) {
      throw new ApiError(
        409,
        'not_failed',
        'Only a message that has failed, or that WhatsApp has been silent about for ten minutes, can be sent again.',
        { status: message.status, retryAt: message.retry_at },
      );
    }
    this.#ctx.storage.transactionSync(() => {
      this.#sql.exec(
        "UPDATE message SET status = 'queued', error = NULL, retry_at = NULL, wamid = NULL WHERE id = ?",
        messageId,
      );
      this.#jobs.add('send', String(message.conversation_id), messageId, now);
      this.#changes.touchMessage(messageId);
      this.#changes.touchConversation(message.conversation_id);
      this.#touchTarget(message.target);
    });
    this.#announce();
    this.#jobs.pump();
    return this.#message(messageId);
  }

  turnAt(now: number): number {
    return turnAt(numberPace(this.#rate), this.#arrival, now);
  }

  started(now: number): void {
    this.#arrival = arrivalAfter(numberPace(this.#rate), this.#arrival, now);
  }

  /** Sends one message, or puts it off. */
  async run(job: Job): Promise<void> {
    const message = messageRow(this.#sql, job.message_id);
    const conversation = message && conversationRow(this.#sql, message.conversation_id);
    if (!message || !conversation) return this.#jobs.done(job);
    if (message.send_at !== null) return this.#release(job, message);
    // An attempt that has begun and not ended may have had its effect: it is never begun anew.
    if (message.status === 'sending') {
      this.#settleInterrupted(message.id);
      this.#announce();
      return;
    }
    const checked = checkOutbound(JSON.parse(message.body));
    if ('issues' in checked) throw new Error('A stored message is not one that was checked');
    const { content } = checked;
    const expiresAt = expiryOf({ openedAt: conversation.opened_at, refusedAt: conversation.refused_at });
    if (content.type !== 'template' && !isOpen(expiresAt, Date.now())) return this.#fail(job, noRoom);
    const { identityCheck } = this.#policy.now;
    if (identityCheck && isIdentityChanged(conversation)) return this.#fail(job, otherIdentity);
    const recipient = recipientOf(aliasesIn(this.#sql, conversation.id));
    if (!recipient) {
      return this.#fail(job, noRecipient);
    }
    const access = await this.#access();
    if (!access) {
      return this.#fail(job, numberDisabled);
    }
    this.#rate = access.messagesPerSecond;
    const turn = turnAt(pairPace, conversation.paced_at, Date.now());
    if (turn > Date.now()) {
      this.#wait(job, turn);
      return;
    }
    const graphIds = new Map<string, string>();
    for (const id of mediaIdsIn(content).filter(isUploadId)) {
      const uploaded = await this.#media.graphIdOf(id, access, Date.now());
      if (uploaded.outcome !== 'uploaded') return this.#afterUpload(job, message, uploaded);
      graphIds.set(id, uploaded.id);
    }

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
      this.#setStatus(message.id, 'sending', null, null);
    });
    // The attempt must be on disk before it can have any effect.
    await this.#ctx.storage.sync();
    this.#announce();

    const request = composeMessage({
      recipient,
      content: withMediaIds(content, graphIds),
      ...(message.reply_to !== null && { replyTo: message.reply_to }),
      callbackData: attempt,
      ...(identityCheck && conversation.identity !== null && { identityHash: conversation.identity }),
    });
    const outcome = await sendMessage(
      access.graph,
      access.phoneNumberId,
      request,
      AbortSignal.timeout(answerTimeout),
    );
    this.#ctx.storage.transactionSync(() => this.#settle(job, message, attempt, outcome));
    this.#announce();
  }

  /** A wait that a person would notice is told. */
  #wait(job: Job, turn: number): void {
    if (turn - Date.now() > 1_000) {
      this.#setStatus(job.message_id, 'queued', paced, turn);
      this.#announce();
    }
    this.#jobs.delay(job, turn);
  }

  /** A file that could not be uploaded. Nothing has been sent, so trying again is safe. */
  #afterUpload(
    job: Job,
    message: MessageRow,
    outcome: Exclude<UploadOutcome, { outcome: 'uploaded' }>,
  ): void {
    const isFinal = outcome.outcome === 'rejected' && !isRetryable(outcome.error, outcome.httpStatus);
    const error: MessageError =
      outcome.outcome === 'rejected'
        ? messageErrorOf(outcome.error)
        : {
            code: 'upload_failed',
            title: 'The file could not be given to WhatsApp.',
            advice: 'Send it again.',
            details: outcome.reason,
          };
    if (isFinal || job.tries + 1 >= mostTries) {
      this.#fail(job, error);
      return;
    }
    const runAt = Date.now() + backoff(pauses, job.tries + 1, Math.random());
    this.#setStatus(message.id, 'queued', error, runAt);
    this.#jobs.postpone(job, runAt);
    this.#announce();
  }

  #settle(job: Job, message: MessageRow, attempt: string, outcome: SendOutcome): void {
    const end = (state: string, error: MessageError | null = null) =>
      this.#sql.exec(
        'UPDATE attempt SET state = ?2, ended_at = ?3, error = ?4 WHERE id = ?1',
        ...[attempt, state, Date.now(), error && JSON.stringify(error)],
      );
    switch (outcome.outcome) {
      case 'accepted':
        end('accepted');
        this.#sql.exec('UPDATE attempt SET wamid = ? WHERE id = ?', outcome.wamid, attempt);
        nameMessage(this.#sql, message.id, outcome.wamid);
        this.#jobs.done(job);
        if (this.#isSending(message.id)) this.#setStatus(message.id, 'accepted', null, null);
        applyStatuses(this.#sql, this.#changes, message.id);
        return;
      case 'in_doubt':
        end('in_doubt', inDoubt);
        this.#jobs.done(job);
        if (this.#isSending(message.id)) this.#doubt(message.id, Date.now());
        return;
      case 'rejected': {
        const error = messageErrorOf(outcome.error);
        end('rejected', error);
        if (outcome.error.code === windowClosed) {
          this.#sql.exec(
            // WhatsApp knew of everything that the customer had written, also by a clock ahead of ours.
            'UPDATE conversation SET refused_at = max(coalesce(refused_at, 0), coalesce(opened_at, 0), ?) WHERE id = ?',
            Date.now(),
            message.conversation_id,
          );
          this.#changes.touchConversation(message.conversation_id);
        }
        if (outcome.error.code === identityMismatch) {
          this.#sql.exec(
            "UPDATE conversation SET identity_seen = '' WHERE id = ? AND identity IS identity_seen",
            message.conversation_id,
          );
          this.#changes.touchConversation(message.conversation_id);
        }
        if (isRetryable(outcome.error, outcome.httpStatus) && job.tries + 1 < mostTries) {
          const pause = backoff(pauses, job.tries + 1, Math.random(), outcome.retryAfterSeconds);
          this.#setStatus(message.id, 'queued', error, Date.now() + pause);
          this.#jobs.postpone(job, Date.now() + pause);
        } else this.#fail(job, error);
        return;
      }
      case 'unreachable': {
        end('rejected', notReached);
        if (job.tries + 1 >= mostTries) {
          this.#fail(job, notReached);
          return;
        }
        const pause = backoff(pauses, job.tries + 1, Math.random());
        this.#setStatus(message.id, 'queued', notReached, Date.now() + pause);
        this.#jobs.postpone(job, Date.now() + pause);
      }
    }
  }

  /** What was on its way when the object died: nobody knows whether it arrived. */
  #settleInterrupted(messageId: number | null = null): void {
    const open = this.#sql
      .exec<{ id: string; message_id: number }>(
        "SELECT id, message_id FROM attempt WHERE state = 'sending' AND (?1 IS NULL OR message_id = ?1)",
        messageId,
      )
      .toArray();
    if (open.length === 0) return;
    this.#ctx.storage.transactionSync(() => {
      for (const { id, message_id } of open) {
        this.#sql.exec(
          "UPDATE attempt SET state = 'in_doubt', ended_at = ?, error = ? WHERE id = ?",
          ...[Date.now(), JSON.stringify(inDoubt), id],
        );
        dropJobs(this.#sql, message_id);
        if (this.#isSending(message_id)) this.#doubt(message_id, this.#lastAttemptAt(message_id));
        applyStatuses(this.#sql, this.#changes, message_id);
      }
    });
  }

  #fail(job: Job, error: MessageError): void {
    this.#setStatus(job.message_id, 'failed', error, null);
    this.#jobs.done(job);
    this.#announce();
  }

  #setStatus(messageId: number, status: string, error: MessageError | null, retryAt: number | null): void {
    this.#sql.exec(
      'UPDATE message SET status = ?, error = ?, retry_at = ? WHERE id = ?',
      ...[status, error && JSON.stringify(error), retryAt, messageId],
    );
    this.#changes.touchMessage(messageId);
    this.#touchTarget(messageRow(this.#sql, messageId)?.target ?? null);
  }

  /** What a reaction is about shows it, so it changes too. */
  #touchTarget(wamid: string | null): void {
    const target = wamid === null ? null : messageByWamid(this.#sql, wamid);
    if (target) this.#changes.touchMessage(target.id);
  }

  #doubt(messageId: number, since: number): void {
    this.#setStatus(messageId, 'in_doubt', inDoubt, since + doubtLasts);
  }

  #isSending(messageId: number): boolean {
    return messageRow(this.#sql, messageId)?.status === 'sending';
  }

  #lastAttemptAt(messageId: number): number {
    return this.#sql
      .exec<{ at: number }>(
        'SELECT coalesce(max(started_at), 0) AS at FROM attempt WHERE message_id = ?',
        messageId,
      )
      .one().at;
  }

  #message(id: number): Message {
    const row = messageRow(this.#sql, id);
    if (!row) throw new Error('A message that was just stored is gone');
    return messageOf(this.#sql, row);
  }
}
