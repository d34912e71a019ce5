/** The messages of a conversation, and sending them. */
import type { MessageSearch } from '../../api/conversations/contacts.ts';
import type { Contact } from '../../api/conversations/conversations.ts';
import type { Message, MessageHistory } from '../../api/conversations/messages.ts';
import type { MessagePage } from '../../api/conversations/teamwork.ts';
import type { Person } from '../../api/values.ts';
import type { GraphFailure } from '../../whatsapp/graph/graph.ts';
import type { Party } from '../../whatsapp/receiving/inbox-event.ts';
import type { Context } from '../context.ts';
import { aliasesIn, contactOf } from '../records/rows.ts';
import { type Accepted, acceptMessage } from '../sending/accept-message.ts';
import type { Destination, SendCommand } from '../sending/outbox.ts';
import { historyOf } from '../teamwork/message-history.ts';
import { pageOf, type Where } from '../teamwork/thread-pages.ts';

export class Messages {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Newest first, in the order of the thread. */
  list(conversationId: number, where: Where, limit: number): MessagePage {
    return pageOf(this.#context.sql, this.#context.row(conversationId).id, where, limit);
  }

  /** Messages that contain these words, newest first, in all conversations or in one. */
  search(
    text: string,
    page: { before: number | null; limit: number; conversation: number | null },
  ): Promise<MessageSearch> {
    return this.#context.parts.search.find(text, page);
  }

  /** A message with its delivery details. */
  history(messageId: number): MessageHistory {
    return historyOf(this.#context.sql, messageId);
  }

  /** Queues a message and returns it. Its status follows over the live socket. */
  async send(command: SendCommand<Destination>): Promise<Accepted> {
    const { sql, env, id: inbox, parts } = this.#context;
    const { changes, outbox, receipts, modes, access } = parts;
    const admitBot = (conversationId: number, token: Person) => modes.admit(conversationId, token);
    // A number that is switched off refuses every message later.
    const sendsFiles = async () => (await access.get())?.sendsFiles ?? true;
    const accepting = { env, inbox, changes, outbox, admitBot, sendsFiles };
    const accepted = await acceptMessage(sql, accepting, command);
    // `message.conversationId`, because the conversation in the request may have been merged.
    if (!accepted.isRepeated) await receipts.seen(accepted.message.conversationId, 'on-reply');
    return accepted;
  }

  /** Sends to a contact instead of a conversation, and waits for WhatsApp's answer, at most `patienceMs`. */
  async sendTo(
    to: Party,
    command: Omit<SendCommand, 'to'>,
    patienceMs: number,
  ): Promise<Accepted & { contact: Contact }> {
    const { message: accepted, isRepeated } = await this.send({ ...command, to: { party: to } });
    const { id, status } = accepted;
    await this.#context.parts.answers.wait(id, status, patienceMs);
    const { message } = this.history(id);
    const row = this.#context.row(message.conversationId);
    return { message, isRepeated, contact: contactOf(row, aliasesIn(this.#context.sql, row.id)) };
  }

  /** Sends a failed message again, as a new attempt. */
  retry(messageId: number): Message {
    return this.#context.parts.outbox.retry(messageId, Date.now());
  }

  /** Cancels a scheduled message. */
  cancel(messageId: number): Message {
    return this.#context.parts.outbox.cancel(messageId);
  }

  /** Shows the contact a typing indicator. */
  async showTyping(conversationId: number): Promise<void> {
    await this.#context.parts.receipts.typing(this.#context.row(conversationId).id, Date.now());
  }

  /** Shows the contact that this message of theirs was read, and with `typing` that an answer is being written. */
  showRead(wamid: string, typing: boolean): Promise<GraphFailure | null> {
    return this.#context.parts.receipts.tellRead(wamid, typing);
  }
}
