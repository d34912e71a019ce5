/** Sends push notifications about customers' messages, from a job shortly after they are stored. */

import { cacheFor } from '../../cache-for.ts';
import type { Env } from '../../env.ts';
import { askWorkspace } from '../../peers.ts';
import { type Content, pushTextOf, readContent } from '../../whatsapp/content/content.ts';
import type { Fact } from '../facts.ts';
import type { Listener } from '../records/change-log.ts';
import type { Job, Jobs, Runner } from '../records/jobs.ts';
import {
  aliasesIn,
  type ConversationRow,
  contactOf,
  conversationRow,
  messageRow,
  rawOf,
} from '../records/rows.ts';

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
  #arrived = new Map<number, number>();
  #isWanted = cacheFor<'wanted', boolean>(devicesCachedMs);

  constructor(ctx: DurableObjectState, env: Env, jobs: Jobs) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#env = env;
    this.#jobs = jobs;
  }

  /** Writes nothing while a message is being stored. */
  onFact(fact: Fact): undefined {
    if (fact.type === 'message-stored' && fact.cause === 'message' && !saysNothing(fact.content)) {
      this.#arrived.set(fact.conversationId, fact.messageId);
    }
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
    await askWorkspace(this.#env).notify({
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
      const isWanted = await this.#isWanted('wanted', () => askWorkspace(this.#env).hasPushDevices());
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

  /** The customer's unanswered message. */
  #waiting({ last_message_id }: ConversationRow) {
    const last = last_message_id === null ? null : messageRow(this.#sql, last_message_id);
    return last?.direction === 'in' ? last : null;
  }
}

/** WhatsApp's own messages about the contact, such as that they opened the chat, need no reply. */
function saysNothing(content: Content): boolean {
  const type = content.type === 'unsupported' ? content.originalType : content.type;
  return type === 'system' || type === 'request_welcome';
}
