/**
 * Repeats a fact to a listener that failed on it. The fact is read again from storage, so the job only needs its type and
 * the id that it is about.
 */
import type { Fact } from '../../facts.ts';
import { messageContent, messageRow } from '../rows.ts';
import type { ChangeLog, Listener } from './change-log.ts';
import type { Job, Jobs, Runner } from './jobs.ts';

/** Enough for a temporary fault to pass. */
const pauseMs = 1_000;

export class RepeatFacts implements Runner {
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

  /** If it throws, `Jobs` retries it with backoff. */
  async run(job: Job): Promise<void> {
    const [, name = '', type = '', about = ''] = job.lane.split('/');
    const fact = this.#read(type, about);
    if (fact) this.#changes.repeat(name, fact);
    this.#jobs.done(job);
  }

  giveUp(job: Job): void {
    this.#jobs.done(job);
  }

  /** Null when the row is gone. */
  #read(type: string, about: string): Fact | null {
    switch (type) {
      case 'message-stored':
      case 'message-reworded': {
        const row = messageRow(this.#sql, Number(about));
        if (!row) return null;
        const { id: messageId, conversation_id: conversationId, origin, direction, sent_at: at } = row;
        // A thread line with an id from WhatsApp was a contact's message.
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

/** The id that a fact is about; null for facts that are not repeated. */
function subjectOf(fact: Fact): string | null {
  switch (fact.type) {
    case 'message-stored':
    case 'message-reworded':
      return String(fact.messageId);
    case 'contact-changed':
      return fact.changed === 'name' || fact.changed === 'fields' ? String(fact.conversationId) : null;
    case 'settings-changed':
      return fact.settings === 'policy' ? fact.settings : null;
    default:
      return null;
  }
}
