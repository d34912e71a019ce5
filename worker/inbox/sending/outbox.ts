/** Queues, cancels and retries messages. `dispatch.ts` sends them. */
import type { Author, Message, SendMessage } from '../../api/conversations/messages.ts';
import { ApiError } from '../../errors.ts';
import { targetOf } from '../../whatsapp/content/content.ts';
import type { TemplatePreview } from '../../whatsapp/content/template.ts';
import type { Party } from '../../whatsapp/receiving/inbox-event.ts';
import { withName } from '../../whatsapp/sending/agent-name.ts';
import type { OutboundContent } from '../../whatsapp/sending/outbound-content.ts';
import { arrivalAfter, pairPace, turnAt } from '../../whatsapp/sending/pacing.ts';
import { checkOutbound, mediaIdsIn, withoutShown } from '../../whatsapp/sending/send.ts';
import { isOpen } from '../../whatsapp/sending/window.ts';
import { currentConversation } from '../contacts/identify-contact.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { dropJobs, type Jobs } from '../records/changes/jobs.ts';
import { addMessage } from '../records/messages/add-message.ts';
import { moveAttempt } from '../records/messages/attempts.ts';
import { bringBack } from '../records/messages/bring-back.ts';
import { forgetGraphId, isUploadId, markSent, uploadOf } from '../records/messages/media-record.ts';
import { cancelled, numberPaced, scheduled, tokenRefused } from '../records/messages/send-errors.ts';
import { setStatus, touchTarget } from '../records/messages/statuses.ts';
import {
  type ConversationRow,
  conversationRow,
  leadersOf,
  type MessageRow,
  messageRow,
  type NewMessageRow,
  rawOf,
} from '../records/rows.ts';
import { messageOf, readAhead } from '../records/wire.ts';
import { failedNextParts, failNextParts, previousPartsState } from './message-parts.ts';
import type { NumberRate } from './number-rate.ts';
import { windowEnd } from './recipient.ts';
import { contentRefused, keyReused, windowClosed } from './send-conflicts.ts';
import type { TokenPause } from './token-pause.ts';
import type { Deadlines } from './window-deadlines.ts';

export const refusedContent = 'WhatsApp would reject this message; details say why.';

/** Shorter waits are not shown. */
const minShownWaitMs = 1_000;

/** The conversation of a message, or the party that it is for: their contact and conversation are created if needed. */
export type Destination = InConversation | { party: Party };

interface InConversation {
  conversationId: number;
}

/** The command to send one message. Repeating `key` returns the first result. */
export interface SendCommand<To extends Destination = InConversation> extends SendMessage {
  to: To;
  key: string;
  author: Author;
  /** The preview of a template, if it is known. */
  shown?: TemplatePreview;
}

export class Outbox {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #jobs: Jobs;
  #rate: NumberRate;
  #pause: TokenPause;
  #deadlines: Deadlines;

  constructor(
    ctx: DurableObjectState,
    changes: ChangeLog,
    parts: {
      jobs: Jobs;
      rate: NumberRate;
      pause: TokenPause;
      deadlines: Deadlines;
    },
  ) {
    this.#sql = ctx.storage.sql;
    this.#changes = changes;
    this.#jobs = parts.jobs;
    this.#rate = parts.rate;
    this.#pause = parts.pause;
    this.#deadlines = parts.deadlines;
  }

  /** Queues a message, or returns the one with the same key. */
  enqueue(request: SendCommand, now: number): Message {
    const bare = sendable(request.content, refusedContent);
    const replyTo = request.replyTo ?? null;
    const follows = [...new Set([request.follows ?? []].flat())].toSorted((a, b) => a - b);
    const reference = request.reference ?? null;
    const conversation = currentConversation(this.#sql, request.to.conversationId);
    const [earlier] = this.#sql
      .exec<MessageRow>('SELECT * FROM message WHERE key = ?', request.key)
      .toArray();
    if (earlier) {
      const message = messageOf(this.#sql, earlier);
      const isSame =
        earlier.conversation_id === conversation?.id &&
        bodiesOf(bare, message).includes(JSON.stringify(withoutShown(rawOf(this.#sql, earlier)))) &&
        earlier.reply_to === replyTo &&
        leadersOf(earlier).join() === follows.join() &&
        earlier.reference === reference;
      if (isSame) return message;
      throw keyReused();
    }
    if (!conversation) {
      throw new ApiError(404, 'conversation_not_found', 'There is no conversation with this id.');
    }
    const before = follows.map((id) => this.#previousPart(conversation, id));
    const sendAt = timeOf(request, before);
    const content = named(bare, request);
    const expiresAt = windowEnd(conversation, now);
    // A scheduled message is checked when it is sent: the customer may have written by then.
    if (sendAt === null && content.type !== 'template' && !isOpen(expiresAt, now)) {
      throw windowClosed(expiresAt);
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
    const turn = sendAt === null ? this.#rate.reserve(now) : now;
    const wait =
      sendAt === null && this.#pause.isOn
        ? { error: JSON.stringify(tokenRefused) }
        : turn - now > minShownWaitMs
          ? { error: JSON.stringify(numberPaced), retry_at: turn }
          : {};
    const lane = String(conversation.id);
    // What can go at once needs no job: its attempt, which begins with the message, is found after a restart.
    const isAtOnce =
      sendAt === null &&
      follows.length === 0 &&
      turn <= now &&
      !this.#pause.isOn &&
      turnAt(pairPace, conversation.paced_at, now) <= now &&
      this.#jobs.isFree('send', lane);
    const pacedAt = isAtOnce ? arrivalAfter(pairPace, conversation.paced_at, now) : conversation.paced_at;
    const id = this.#changes.transaction(() => {
      const row: NewMessageRow = {
        conversation_id: conversation.id,
        origin: 'send',
        direction: 'out',
        // Whole seconds like Meta's times, so that a reply is not sorted before the message it replies to.
        sent_at: Math.floor(now / 1000) * 1000,
        body: JSON.stringify({ ...content, ...(request.shown && { shown: request.shown }) }),
        key: request.key,
        reply_to: replyTo,
        status: 'queued',
        ...wait,
        author: JSON.stringify(request.author),
        target: targetOf(content),
        follows: follows.at(-1) ?? null,
        ...(follows.length > 1 && { also_follows: JSON.stringify(follows.slice(0, -1)) }),
        reference,
        attempt: isAtOnce ? crypto.randomUUID() : null,
      };
      const message = addMessage(this.#sql, this.#changes, row, { pacedAt });
      if (message === null) throw new Error('A message without a wamid cannot be a duplicate');
      for (const mediaId of mediaIdsIn(content)) markSent(this.#sql, mediaId, now);
      if (sendAt !== null) this.#schedule(message, sendAt);
      else if (!isAtOnce) this.#jobs.add('send', lane, message, now);
      if (sendAt === null) this.#expectDeadline(expiresAt, turn);
      touchTarget(this.#sql, this.#changes, targetOf(content));
      const failed = before.find(({ status }) => status === 'failed');
      if (failed) failNextParts(this.#sql, this.#changes, failed.id);
      return message;
    });
    if (isAtOnce) this.#jobs.startUnstored('send', lane, id);
    else this.#jobs.pump();
    return this.#message(id);
  }

  /** Whether a message with this key exists. */
  knows(key: string): boolean {
    return this.#sql.exec('SELECT 1 FROM message WHERE key = ?', key).toArray().length > 0;
  }

  /** Cancels a scheduled message. */
  cancel(messageId: number): Message {
    const message = messageRow(this.#sql, messageId);
    if (message?.send_at == null) {
      throw new ApiError(
        409,
        'not_scheduled',
        'Only a scheduled message can be cancelled. This one is being sent, or was sent.',
      );
    }
    readAhead(this.#sql, { row: message });
    this.#changes.transaction(() => {
      dropJobs(this.#sql, messageId);
      this.#sql.exec('UPDATE message SET send_at = NULL WHERE id = ?', messageId);
      const error = JSON.stringify(cancelled);
      setStatus(this.#sql, this.#changes, messageId, { status: 'failed', error, retryAt: null });
      failNextParts(this.#sql, this.#changes, messageId);
    });
    return this.#message(messageId);
  }

  /** A previous part of the new message. */
  #previousPart(conversation: ConversationRow, id: number): MessageRow {
    const before = messageRow(this.#sql, id);
    if (before?.direction === 'out' && before.conversation_id === conversation.id) return before;
    throw new ApiError(
      422,
      'follows_not_found',
      'The message in follows must be in the same conversation. Give the id of such a message, or leave it out.',
    );
  }

  /** Scheduled messages get their own lane, so that they do not block the conversation. */
  #schedule(messageId: number, sendAt: number): void {
    this.#sql.exec('UPDATE message SET send_at = ? WHERE id = ?', sendAt, messageId);
    const error = JSON.stringify(scheduled);
    setStatus(this.#sql, this.#changes, messageId, { status: 'queued', error, retryAt: sendAt });
    this.#jobs.add('send', `later/${messageId}`, messageId, sendAt);
  }

  /**
   * Sends a failed message again, and then the parts that failed because of it. An unconfirmed message can only be sent
   * again after a while without a status.
   */
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
        'Only a message that failed, or that has been unconfirmed for ten minutes, can be sent again.',
        { status: message.status, retryAt: message.retry_at },
      );
    }
    const before = previousPartsState(this.#sql, message, now);
    if (before === 'failed' || before === 'in_doubt') {
      throw new ApiError(
        409,
        'part_before_failed',
        'The previous part failed or is unconfirmed. Send that part again; this one follows automatically.',
        { follows: leadersOf(message) },
      );
    }
    readAhead(this.#sql, { row: message });
    this.#changes.transaction(() => {
      bringBack(this.#sql, message);
      this.#queueAgain(message, now);
      // Another previous part may have failed as well.
      for (const row of failedNextParts(this.#sql, messageId))
        if (previousPartsState(this.#sql, row, now) !== 'failed') this.#queueAgain(row, now);
      this.#expectDeadline(windowEnd(this.#conversation(message), now), now);
      this.#changes.touchConversation(message.conversation_id);
    });
    this.#jobs.pump();
    return this.#message(messageId);
  }

  #queueAgain(message: MessageRow, now: number): void {
    moveAttempt(this.#sql, message.id);
    this.#sql.exec('UPDATE message SET wamid = NULL WHERE id = ?', message.id);
    // The file may be the reason for the failure, so it is uploaded again.
    for (const id of uploadsIn(message)) forgetGraphId(this.#sql, id);
    const error = this.#pause.isOn ? JSON.stringify(tokenRefused) : null;
    setStatus(this.#sql, this.#changes, message.id, { status: 'queued', error, retryAt: null });
    this.#jobs.add('send', String(message.conversation_id), message.id, now);
  }

  /** A message whose turn is after the end of its window fails when the window closes. */
  #expectDeadline(expiresAt: number | null, turn: number): void {
    if (expiresAt !== null && (this.#pause.isOn || turn >= expiresAt)) this.#deadlines.expect(expiresAt);
  }

  #conversation({ conversation_id: id }: MessageRow): ConversationRow {
    const row = conversationRow(this.#sql, id);
    if (!row) throw new Error('The conversation of a message is missing');
    return row;
  }

  #message(id: number): Message {
    const row = messageRow(this.#sql, id);
    if (!row) throw new Error('A message that was just stored is missing');
    return messageOf(this.#sql, row);
  }
}

/** When to send it; null for now. A part cannot be earlier than the scheduled time of the previous part. */
function timeOf({ sendAt }: SendCommand, before: readonly MessageRow[]): number | null {
  const at = Math.max(sendAt ?? 0, ...before.map(({ send_at }) => send_at ?? 0));
  return at === 0 ? null : at;
}

function uploadsIn({ body }: MessageRow): string[] {
  const checked = checkOutbound(withoutShown(body));
  return 'issues' in checked ? [] : mediaIdsIn(checked.content).filter(isUploadId);
}

export function sendable(content: unknown, refusal: string): OutboundContent {
  const checked = checkOutbound(content);
  if ('issues' in checked) throw contentRefused(refusal, checked.issues);
  return checked.content;
}

function named(bare: OutboundContent, { withName: isWanted, author }: SendCommand): OutboundContent {
  if (!isWanted || author.type !== 'agent') return bare;
  return sendable(
    withName(bare, author.name),
    'With the name of the author before it, WhatsApp would reject this message; details say why.',
  );
}

/** The possible stored forms: the setting for names, and the author's name, may have changed since. */
function bodiesOf(bare: OutboundContent, { author }: Message): string[] {
  const forms = author?.type === 'agent' ? [bare, withName(bare, author.name)] : [bare];
  return forms.map((content) => JSON.stringify(content));
}
