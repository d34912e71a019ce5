/**
 * Tells a listener a fact that it has failed on. What is in the fact is read again from what is stored, so the job needs
 * only its type and the id that it is about.
 */
import type { Fact } from '../facts.ts';
import type { ChangeLog, Listener } from './change-log.ts';
import type { Job, Jobs, Runner } from './jobs.ts';
import { messageContent, messageRow } from './rows.ts';

/** A fault that comes of the moment has passed by then. */
const pauseMs = 1_000;

export class TellAgain implements Runner {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #jobs: Jobs;

  constructor(sql: SqlStorage, changes: ChangeLog, jobs: Jobs) {
    this.#sql = sql;
    this.#changes = changes;
    this.#jobs = jobs;
  }

  /** Call it in the transaction of the fact. */
  expect({ name }: Listener, fact: Fact): void {
    const about = subjectOf(fact);
    if (about === null) return;
    this.#jobs.add('tell-again', `tell-again/${name}/${fact.type}/${about}`, 0, Date.now() + pauseMs);
  }

  /** What throws is tried again by the jobs themselves, later each time. */
  async run(job: Job): Promise<void> {
    const [, name = '', type = '', about = ''] = job.lane.split('/');
    const fact = this.#read(type, about);
    if (fact) this.#changes.tellAgain(name, fact);
    this.#jobs.done(job);
  }

  giveUp(job: Job): void {
    this.#jobs.done(job);
  }

  /** Null: what it is about is gone. */
  #read(type: string, about: string): Fact | null {
    switch (type) {
      case 'message-stored':
      case 'message-reworded': {
        const row = messageRow(this.#sql, Number(about));
        if (!row) return null;
        const { id: messageId, conversation_id: conversationId, origin, direction, sent_at: at } = row;
        // A line in the thread that has WhatsApp's id was a contact's message.
        const cause = origin === 'notice' && row.wamid !== null ? 'message' : origin;
        return {
          type,
          conversationId,
          messageId,
          cause,
          direction,
          content: messageContent(this.#sql, row),
          at,
        };
      }
      case 'contact-changed':
        return { type, conversationId: Number(about), changed: 'name' };
      case 'settings-changed':
        return { type, settings: 'policy' };
      default:
        return null;
    }
  }
}

/** Id of what a fact is about; null for one that no listener has to be told again. */
function subjectOf(fact: Fact): string | null {
  switch (fact.type) {
    case 'message-stored':
    case 'message-reworded':
      return String(fact.messageId);
    case 'contact-changed':
      return fact.changed === 'name' ? String(fact.conversationId) : null;
    case 'settings-changed':
      return fact.settings === 'policy' ? fact.settings : null;
    default:
      return null;
  }
}
