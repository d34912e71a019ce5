/** Tells the agents' devices that a customer has written: a moment after it is stored, and as a job. */

import { fresh } from '../../cache-for.ts';
import type { Env } from '../../env.ts';
import { askWorkspace } from '../../peers.ts';
import { readContent } from '../../whatsapp/receiving/content.ts';
import type { Job, Jobs } from '../records/jobs.ts';
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

export class Notices {
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #env: Env;
  #jobs: () => Jobs;
  #arrived = new Map<number, number>();
  #isWanted = fresh<'wanted', boolean>(wantedLasts);

  constructor(ctx: DurableObjectState, env: Env, jobs: () => Jobs) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#env = env;
    this.#jobs = jobs;
  }

  /** A customer's message; nothing is written for it while it is being stored. */
  arrived(conversationId: number, messageId: number): void {
    this.#arrived.set(conversationId, messageId);
  }

  /** What has arrived is stored. */
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
    if (!conversation || !newest) return this.#jobs().done(job);
    await askWorkspace(this.#env).tell({
      inbox: this.#ctx.id.name ?? '',
      conversationId: conversation.id,
      name: contactOf(conversation, aliasesIn(this.#sql, conversation.id)).name,
      text: textOf(rawOf(this.#sql, newest)),
      assignee: typeof conversation.assignee === 'string' ? conversation.assignee : null,
    });
    const now = conversationRow(this.#sql, conversation.id);
    if (now && this.#waiting(now) && now.last_message_id !== conversation.last_message_id) {
      this.#jobs().delay(job, Date.now() + pause);
    } else this.#jobs().done(job);
  }

  giveUp(job: Job): void {
    this.#jobs().done(job);
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
      const isQueued = this.#sql.exec('SELECT 1 FROM job WHERE lane = ?', lane).toArray().length > 0;
      if (!isQueued) this.#jobs().add('notice', lane, messageId, Date.now() + pause);
    }
    this.#jobs().pump();
  }

  /** The customer's message that nobody has answered. */
  #waiting({ last_message_id }: ConversationRow) {
    const last = last_message_id === null ? null : messageRow(this.#sql, last_message_id);
    return last?.direction === 'in' ? last : null;
  }
}

function textOf(raw: string): string | null {
  const content = readContent(raw);
  return content.type === 'text' ? content.text.body : null;
}
