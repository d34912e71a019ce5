/** Tells the agents' devices that a customer has written: a moment after it is stored, and as a job. */

import { fresh } from '../../cache-for.ts';
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

/** Several messages in a row are one notice; and whoever answers at once does not have to be told. */
const pause = 3_000;
const wantedLasts = 60_000;

/** A listener. A push notification that is missed is no loss: the message stands in the list, and the next one rings. */
export class PushNotices implements Listener, Runner {
  readonly name = 'push';
  readonly repair = 'none';
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #env: Env;
  #jobs: Jobs;
  #arrived = new Map<number, number>();
  #isWanted = fresh<'wanted', boolean>(wantedLasts);

  constructor(ctx: DurableObjectState, env: Env, jobs: Jobs) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#env = env;
    this.#jobs = jobs;
  }

  /** Nothing is written while a message is being stored. */
  hear(fact: Fact): undefined {
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

  /** Somebody wants to be told now, or nobody does any more. */
  changed(): void {
    this.#isWanted = fresh(wantedLasts);
  }

  async run(job: Job): Promise<void> {
    const message = messageRow(this.#sql, job.message_id);
    const conversation = message && conversationRow(this.#sql, message.conversation_id);
    const newest = conversation && this.#waiting(conversation);
    if (!conversation || !newest) return this.#jobs.done(job);
    await askWorkspace(this.#env).tell({
      inbox: this.#ctx.id.name ?? '',
      conversationId: conversation.id,
      name: contactOf(conversation, aliasesIn(this.#sql, conversation.id)).name,
      text: pushTextOf(readContent(rawOf(this.#sql, newest))),
      assignee: typeof conversation.assignee === 'string' ? conversation.assignee : null,
    });
    const now = conversationRow(this.#sql, conversation.id);
    if (now && this.#waiting(now) && now.last_message_id !== conversation.last_message_id) {
      this.#jobs.delay(job, Date.now() + pause);
    } else this.#jobs.done(job);
  }

  giveUp(job: Job): void {
    this.#jobs.done(job);
  }

  async #queue(arrived: readonly [conversationId: number, messageId: number][]): Promise<void> {
    try {
      const isWanted = await this.#isWanted('wanted', () => askWorkspace(this.#env).isAnyoneTold());
      if (!isWanted) return;
    } catch {
      // A customer who writes again is told of then; nothing else waits for this.
      return;
    }
    for (const [conversationId, messageId] of arrived) {
      const lane = `notice/${conversationId}`;
      // What was heard may have been rolled back.
      if (!messageRow(this.#sql, messageId)) continue;
      const isQueued = this.#sql.exec('SELECT 1 FROM job WHERE lane = ?', lane).toArray().length > 0;
      if (!isQueued) this.#jobs.add('notice', lane, messageId, Date.now() + pause);
    }
    this.#jobs.pump();
  }

  /** The customer's message that nobody has answered. */
  #waiting({ last_message_id }: ConversationRow) {
    const last = last_message_id === null ? null : messageRow(this.#sql, last_message_id);
    return last?.direction === 'in' ? last : null;
  }
}

/** WhatsApp speaks of the contact, or says that they have opened the chat: there is nothing to answer. */
function saysNothing(content: Content): boolean {
  const type = content.type === 'unsupported' ? content.originalType : content.type;
  return type === 'system' || type === 'request_welcome';
}
