/** Lets a caller wait until WhatsApp has answered a message. In memory: nothing is written for it. */
import type { MessageStatus } from '../../whatsapp/receiving/status.ts';
import type { Fact } from '../facts.ts';
import type { Listener } from '../records/changes/change-log.ts';

export class Answers implements Listener {
  readonly name = 'answers';
  readonly repair = 'none';
  #callers = new Map<number, Set<() => void>>();
  #answered = new Set<number>();

  onFact(fact: Fact): undefined {
    if (fact.type === 'status-changed' && isAnswer(fact.status) && this.#callers.has(fact.messageId)) {
      this.#answered.add(fact.messageId);
    }
  }

  settled(): void {
    for (const messageId of this.#answered) for (const go of this.#callers.get(messageId) ?? []) go();
    this.#answered.clear();
  }

  /** Ends with the answer, or after `patienceMs`. Nothing may be awaited between reading the status and this call. */
  async wait(messageId: number, status: MessageStatus | null, patienceMs: number): Promise<void> {
    if (status === null || isAnswer(status)) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const callers = this.#callers.get(messageId) ?? new Set();
    this.#callers.set(messageId, callers.add(resolve));
    const timer = setTimeout(resolve, patienceMs);
    await promise;
    clearTimeout(timer);
    callers.delete(resolve);
    if (callers.size === 0) this.#callers.delete(messageId);
  }
}

/** A lost answer is none: a status can still name the message. */
function isAnswer(status: MessageStatus): boolean {
  return status !== 'queued' && status !== 'sending' && status !== 'in_doubt';
}
