/** Sends push notifications about customers' messages, from a job shortly after they are stored. */

import { cacheFor } from '../../cache-for.ts';
import type { Env } from '../../env.ts';
import { askWorkspace } from '../../peers.ts';
import { type Content, pushTextOf, readContent } from '../../whatsapp/content/content.ts';
import type { Fact } from '../facts.ts';
import type { Listener } from '../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../records/changes/jobs.ts';
import {
  aliasesIn,
  type ConversationRow,
  contactOf,
  conversationRow,
  messageRow,
  rawOf,
} from '../records/rows.ts';
import { entryAt } from '../records/team-entries.ts';

/** Combines several messages in a row, and gives an agent who is already there time to reply. */
const delayMs = 3_000;
const devicesCachedMs = 60_000;

/** A listener. A missed notification does no harm: the message is in the list, and the next one notifies again. */
export class PushNotifications implements Listener, Runner {
  readonly name = 'push';
  readonly repair = 'none';
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #env: Env;
  #jobs: Jobs;
  #isPending: (conversationId: number) => boolean;
  #arrived = new Map<number, number>();
  #isWanted = cacheFor<'wanted', boolean>(devicesCachedMs);

  /** `isPending`: the bot still has time to answer in this conversation. */
  constructor(
    ctx: DurableObjectState,
    env: Env,
    jobs: Jobs,
    isPending: (conversationId: number) => boolean = () => false,
  ) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#env = env;
    this.#jobs = jobs;
    this.#isPending = isPending;
  }

  /** Writes nothing while a message is being stored. */
  onFact(fact: Fact): undefined {
    if (fact.type === 'team-needed') {
      const row = conversationRow(this.#sql, fact.conversationId);
      if (row && row.received_id > 0) this.#arrived.set(row.id, row.received_id);
      return;
    }
    if (fact.type === 'entry-added') {
      const row = fact.entry === 'assigned' ? this.#givenAutomatically(fact.entryId) : null;
      if (row) this.#arrived.set(row.id, row.received_id);
      return;
    }
    if (fact.type !== 'message-stored' || fact.cause !== 'message' || saysNothing(fact.content)) return;
    if (!this.#isPending(fact.conversationId)) this.#arrived.set(fact.conversationId, fact.messageId);
  }

  /** The conversation of an entry by which an agent has got it without a person's doing. */
  #givenAutomatically(entryId: number): ConversationRow | null {
    const entry = entryAt(this.#sql, entryId);
    if (entry?.type !== 'assigned' || entry.because === undefined || entry.to === null) return null;
    const row = conversationRow(this.#sql, entry.conversationId);
    return row && row.received_id > 0 ? row : null;
  }

  settled(): void {
    if (this.#arrived.size === 0) return;
    const arrived = [...this.#arrived];
    this.#arrived.clear();
    this.#ctx.waitUntil(this.#queue(arrived));
  }

  /** Push devices were added or removed. */
  changed(): void {
    this.#isWanted = cacheFor(devicesCachedMs);
  }

  async run(job: Job): Promise<void> {
    const message = messageRow(this.#sql, job.message_id);
    const conversation = message && conversationRow(this.#sql, message.conversation_id);
    const newest = conversation && this.#waiting(conversation);
    if (!conversation || !newest) return this.#jobs.done(job);
    await askWorkspace(this.#env).push.notify({
      inbox: this.#ctx.id.name ?? '',
      conversationId: conversation.id,
      name: contactOf(conversation, aliasesIn(this.#sql, conversation.id)).name,
      text: pushTextOf(readContent(rawOf(this.#sql, newest))),
      assignee: typeof conversation.assignee === 'string' ? conversation.assignee : null,
    });
    const now = conversationRow(this.#sql, conversation.id);
    if (now && this.#waiting(now) && now.last_message_id !== conversation.last_message_id) {
      this.#jobs.delay(job, Date.now() + delayMs);
    } else this.#jobs.done(job);
  }

  giveUp(job: Job): void {
    this.#jobs.done(job);
  }

  async #queue(arrived: readonly [conversationId: number, messageId: number][]): Promise<void> {
    try {
      const isWanted = await this.#isWanted('wanted', () => askWorkspace(this.#env).push.hasDevices());
      if (!isWanted) return;
    } catch {
      // The customer's next message notifies again, so this failure needs no retry.
      return;
    }
    for (const [conversationId, messageId] of arrived) {
      const lane = `notice/${conversationId}`;
      // The transaction of the fact may have been rolled back.
      if (!messageRow(this.#sql, messageId)) continue;
      const isQueued = this.#sql.exec('SELECT 1 FROM job WHERE lane = ?', lane).toArray().length > 0;
      if (!isQueued) this.#jobs.add('notice', lane, messageId, Date.now() + delayMs);
    }
    this.#jobs.pump();
  }

  /** The customer's unanswered message. If a bot has handed over, its own message can be after it. */
  #waiting({ last_message_id, received_id, waiting_at, handed_id, bot_state }: ConversationRow) {
    if (bot_state === 'pending') return null;
    const isLeft = waiting_at !== null && handed_id !== null && handed_id > received_id;
    const last = isLeft ? received_id : last_message_id;
    const message = last === null ? null : messageRow(this.#sql, last);
    return message?.direction === 'in' ? message : null;
  }
}

/** WhatsApp's own messages about the contact, such as that they opened the chat, need no reply. */
function saysNothing(content: Content): boolean {
  const type = content.type === 'unsupported' ? content.originalType : content.type;
  return type === 'system' || type === 'request_welcome';
}
