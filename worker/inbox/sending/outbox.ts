/** What people ask to be sent: taken in, taken back, tried again. The sending itself is in dispatch.ts. */
import type { Author, Message, SendMessage } from '../../api/messages.ts';
import { ApiError } from '../../errors.ts';
import { targetOf } from '../../whatsapp/content/content.ts';
import type { TemplatePreview } from '../../whatsapp/content/template.ts';
import { withName } from '../../whatsapp/sending/agent-name.ts';
import type { OutboundContent } from '../../whatsapp/sending/outbound-content.ts';
import { checkOutbound, mediaIdsIn, withoutShown } from '../../whatsapp/sending/send.ts';
import { isOpen } from '../../whatsapp/sending/window.ts';
import { standingConversation } from '../contacts/identify-contact.ts';
import { addMessage } from '../records/add-message.ts';
import type { ChangeLog } from '../records/change-log.ts';
import { dropJobs, type Jobs } from '../records/jobs.ts';
import { forgetGraphId, isUploadId, uploadOf } from '../records/media-record.ts';
import {
  type ConversationRow,
  conversationRow,
  leadersOf,
  type MessageRow,
  messageRow,
} from '../records/rows.ts';
import { cancelled, numberPaced, scheduled, tokenRefused } from '../records/send-errors.ts';
import { setStatus, touchTarget } from '../records/statuses.ts';
import { messageOf } from '../records/wire.ts';
import { endedFollowers, endFollowers, partBefore } from './message-parts.ts';
import type { NumberRate } from './number-rate.ts';
import { windowEnd } from './recipient.ts';
import { keyReused, windowClosed } from './send-conflicts.ts';
import type { TokenPause } from './token-pause.ts';
import type { Deadlines } from './window-deadlines.ts';

export const refusedContent = 'WhatsApp would refuse this message; details say why.';

/** A wait that a person would notice. */
const noticeable = 1_000;

/** One message to send. Repeating `key` returns the first result. */
export interface SendRequest extends SendMessage {
  conversationId: number;
  key: string;
  author: Author;
  /** How a template looks at the customer's, where it is known. */
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

  /** Takes a message in, or returns the one that was taken in under this key before. */
  enqueue(request: SendRequest, now: number): Message {
    const bare = sendable(request.content, refusedContent);
    const replyTo = request.replyTo ?? null;
    const follows = [...new Set([request.follows ?? []].flat())].toSorted((a, b) => a - b);
    const reference = request.reference ?? null;
    const conversation = standingConversation(this.#sql, request.conversationId);
    const [earlier] = this.#sql
      .exec<MessageRow>('SELECT * FROM message WHERE key = ?', request.key)
      .toArray();
    if (earlier) {
      const message = messageOf(this.#sql, earlier);
      const isSame =
        earlier.conversation_id === conversation?.id &&
        bodiesOf(bare, message).includes(JSON.stringify(withoutShown(earlier.body))) &&
        earlier.reply_to === replyTo &&
        leadersOf(earlier).join() === follows.join() &&
        earlier.reference === reference;
      if (isSame) return message;
      throw keyReused();
    }
    if (!conversation) {
      throw new ApiError(404, 'conversation_not_found', 'There is no conversation with this id.');
    }
    const before = follows.map((id) => this.#partBefore(conversation, id));
    const sendAt = timeOf(request, before);
    const content = named(bare, request);
    const expiresAt = windowEnd(conversation, now);
    // What goes later is checked when it goes: the customer may have written by then, or not.
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
    const turn = sendAt === null ? this.#rate.takeIn(now) : now;
    const wait =
      sendAt === null && this.#pause.isOn
        ? { error: JSON.stringify(tokenRefused) }
        : turn - now > noticeable
          ? { error: JSON.stringify(numberPaced), retry_at: turn }
          : {};
    const id = this.#changes.transaction(() => {
      const message = addMessage(this.#sql, this.#changes, {
        conversation_id: conversation.id,
        origin: 'send',
        direction: 'out',
        // Meta's times are whole seconds: with the same grain an answer does not jump behind what it answers.
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
      });
      if (message === null) throw new Error('A message without a wamid cannot be known already');
      if (sendAt === null) this.#jobs.add('send', String(conversation.id), message, now);
      else this.#schedule(message, sendAt);
      if (sendAt === null) this.#expectDeadline(expiresAt, turn);
      touchTarget(this.#sql, this.#changes, targetOf(content));
      const failed = before.find(({ status }) => status === 'failed');
      if (failed) endFollowers(this.#sql, this.#changes, failed.id);
      return message;
    });
    this.#jobs.pump();
    return this.#message(id);
  }

  /** Whether a message was taken in under this key before. */
  knows(key: string): boolean {
    return this.#sql.exec('SELECT 1 FROM message WHERE key = ?', key).toArray().length > 0;
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
    this.#changes.transaction(() => {
      dropJobs(this.#sql, messageId);
      this.#sql.exec('UPDATE message SET send_at = NULL WHERE id = ?', messageId);
      const error = JSON.stringify(cancelled);
      setStatus(this.#sql, this.#changes, messageId, { status: 'failed', error, retryAt: null });
      endFollowers(this.#sql, this.#changes, messageId);
    });
    return this.#message(messageId);
  }

  /** A message that the new one goes on after. */
  #partBefore(conversation: ConversationRow, id: number): MessageRow {
    const before = messageRow(this.#sql, id);
    if (before?.direction === 'out' && before.conversation_id === conversation.id) return before;
    throw new ApiError(
      422,
      'follows_not_found',
      'A message follows one that was sent in the same conversation. Give the id of one in follows, or leave it out.',
    );
  }

  /** It has a lane of its own until its time has come, so that nothing waits behind it. */
  #schedule(messageId: number, sendAt: number): void {
    this.#sql.exec('UPDATE message SET send_at = ? WHERE id = ?', sendAt, messageId);
    const error = JSON.stringify(scheduled);
    setStatus(this.#sql, this.#changes, messageId, { status: 'queued', error, retryAt: sendAt });
    this.#jobs.add('send', `later/${messageId}`, messageId, sendAt);
  }

  /**
   * A failed message once more, and behind it what has failed because it had; one in doubt only when Meta has been
   * silent about it for long.
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
        'Only a message that has failed, or that WhatsApp has been silent about for ten minutes, can be sent again.',
        { status: message.status, retryAt: message.retry_at },
      );
    }
    const before = partBefore(this.#sql, message, now);
    if (before === 'failed' || before === 'in_doubt') {
      throw new ApiError(
        409,
        'part_before_failed',
        'The part before this message has not gone out, or may not have. Send that part again; this one follows by itself.',
        { follows: leadersOf(message) },
      );
    }
    this.#changes.transaction(() => {
      this.#queueAgain(message, now);
      // Another message that it goes on after may have failed as well.
      for (const row of endedFollowers(this.#sql, messageId))
        if (partBefore(this.#sql, row, now) !== 'failed') this.#queueAgain(row, now);
      this.#expectDeadline(windowEnd(this.#conversation(message), now), now);
      this.#changes.touchConversation(message.conversation_id);
    });
    this.#jobs.pump();
    return this.#message(messageId);
  }

  #queueAgain(message: MessageRow, now: number): void {
    this.#sql.exec('UPDATE message SET wamid = NULL WHERE id = ?', message.id);
    // It may be the file that WhatsApp did not like: it is given anew.
    for (const id of uploadsIn(message)) forgetGraphId(this.#sql, id);
    const error = this.#pause.isOn ? JSON.stringify(tokenRefused) : null;
    setStatus(this.#sql, this.#changes, message.id, { status: 'queued', error, retryAt: null });
    this.#jobs.add('send', String(message.conversation_id), message.id, now);
  }

  /** What the number lets wait past the end of its window ends with the window. */
  #expectDeadline(expiresAt: number | null, turn: number): void {
    if (expiresAt !== null && (this.#pause.isOn || turn >= expiresAt)) this.#deadlines.expect(expiresAt);
  }

  #conversation({ conversation_id: id }: MessageRow): ConversationRow {
    const row = conversationRow(this.#sql, id);
    if (!row) throw new Error('A message has a conversation');
    return row;
  }

  #message(id: number): Message {
    const row = messageRow(this.#sql, id);
    if (!row) throw new Error('A message that was just stored is gone');
    return messageOf(this.#sql, row);
  }
}

/** When it is to be sent; null: now. What follows something for later is for later, too. */
function timeOf({ sendAt }: SendRequest, before: readonly MessageRow[]): number | null {
  const at = Math.max(sendAt ?? 0, ...before.map(({ send_at }) => send_at ?? 0));
  return at === 0 ? null : at;
}

function uploadsIn({ body }: MessageRow): string[] {
  const checked = checkOutbound(withoutShown(body));
  return 'issues' in checked ? [] : mediaIdsIn(checked.content).filter(isUploadId);
}

export function sendable(content: unknown, refusal: string): OutboundContent {
  const checked = checkOutbound(content);
  if ('issues' in checked) throw new ApiError(422, 'invalid_content', refusal, checked.issues);
  return checked.content;
}

function named(bare: OutboundContent, { withName: isWanted, author }: SendRequest): OutboundContent {
  if (!isWanted || author.type !== 'agent') return bare;
  return sendable(
    withName(bare, author.name),
    'With the name of who writes before it, WhatsApp would refuse this message; details say why.',
  );
}

/** How it can have been stored: whether names are shown, and what the author is called, may have changed since. */
function bodiesOf(bare: OutboundContent, { author }: Message): string[] {
  const forms = author?.type === 'agent' ? [bare, withName(bare, author.name)] : [bare];
  return forms.map((content) => JSON.stringify(content));
}
