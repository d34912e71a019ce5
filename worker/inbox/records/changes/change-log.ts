/**
 * The counter of an inbox, and the one place where its changes are recorded. A row that changes takes the counter's next
 * number, and the fact is passed to the listeners in the order in which they were registered.
 */
import { log } from '../../../log.ts';
import type { Fact } from '../../facts.ts';
import { isStorageFault } from './storage-fault.ts';

/** The writes of a listener in response to a fact. */
export type Write = () => void;

export interface Listener {
  readonly name: string;
  /**
   * Called with every fact inside its transaction. It must not write: it returns its writes, which run in the same
   * transaction within a savepoint. Anything that leaves the object becomes a job.
   */
  onFact?(fact: Fact): Write | undefined;
  /** Called after the transaction of the facts so far, for work that must not happen in it. */
  settled?(): void;
  /**
   * What happens when {@link onFact} fails, which never fails the transaction. `job`: a job repeats the fact until it
   * succeeds. `none`: the listener finds out in another way, or nothing is lost.
   */
  readonly repair: 'job' | 'none';
}

export class ChangeLog {
  #storage: DurableObjectStorage;
  #sql: SqlStorage;
  #last: number;
  /** The last change that listeners were settled with. */
  #settled: number;
  #listeners: readonly Listener[] = [];
  #repair: (listener: Listener, fact: Fact) => void = () => {};
  /** Facts recorded by a listener wait until every listener has received the current one. */
  #pending: Fact[] = [];
  #isDelivering = false;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#last = this.#sql
      .exec<{ seq: number }>(
        `SELECT max(
           (SELECT coalesce(max(seq), 0) FROM conversation WHERE seq IS NOT last_message_id + 1),
           -- The change of its conversation has the next number.
           (SELECT coalesce(max(id), -1) + 1 FROM message),
           (SELECT coalesce(max(seq), 0) FROM message WHERE seq > id),
           (SELECT coalesce(max(id), 0) FROM entry),
           (SELECT coalesce(max(seq), 0) FROM reading),
           (SELECT coalesce(max(seq), 0) FROM merge),
           (SELECT coalesce(max(seq), 0) FROM erasure),
           (SELECT coalesce(max(seq), 0) FROM event)) AS seq`,
      )
      .one().seq;
    this.#settled = this.#last;
  }

  /** The number of the last change. */
  get last(): number {
    return this.#last;
  }

  /** Whether a change is so new that {@link settle} has yet to follow: a row with this number needs no higher one. */
  isUnsettled(seq: number): boolean {
    return seq > this.#settled;
  }

  next(): number {
    this.#last += 1;
    return this.#last;
  }

  touchConversation(id: number): void {
    this.#sql.exec('UPDATE conversation SET seq = ? WHERE id = ?', this.next(), id);
    this.record({ type: 'conversation-changed', conversationId: id });
  }

  touchMessage(id: number): void {
    this.#sql.exec('UPDATE message SET seq = ? WHERE id = ?', this.next(), id);
    this.record({ type: 'message-changed', messageId: id });
  }

  /** Registers the listeners in their order. `repair` is called when a listener with `repair: 'job'` has failed. */
  listen(listeners: readonly Listener[], repair: (listener: Listener, fact: Fact) => void): void {
    this.#listeners = listeners;
    this.#repair = repair;
  }

  /** Call it in the transaction of the change, after its rows are written. */
  record(fact: Fact): void {
    this.#pending.push(fact);
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    try {
      for (let next = this.#pending.shift(); next; next = this.#pending.shift()) {
        for (const listener of this.#listeners) this.#deliver(listener, next);
      }
    } finally {
      this.#isDelivering = false;
      this.#pending = [];
    }
  }

  /** Repeats a fact to a listener that failed on it. Throws if it fails again. */
  repeat(name: string, fact: Fact): void {
    const listener = this.#listeners.find((one) => one.name === name);
    this.transaction(() => listener?.onFact?.(fact)?.());
  }

  /** Runs `run` in a transaction, then calls {@link settle}. */
  transaction<Result>(run: () => Result): Result {
    const result = this.#storage.transactionSync(run);
    this.settle();
    return result;
  }

  /** Call it after a transaction that was not started with {@link transaction}. */
  settle(): void {
    this.#settled = this.#last;
    for (const listener of this.#listeners) {
      try {
        listener.settled?.();
      } catch (error) {
        logFault(listener, 'settled', error);
      }
    }
  }

  #deliver(listener: Listener, fact: Fact): void {
    const pending = this.#pending.length;
    try {
      const write = listener.onFact?.(fact);
      if (write) this.#storage.transactionSync(write);
    } catch (error) {
      // The next statement would fail as well, and an event that is acknowledged must be on disk.
      if (isStorageFault(error)) throw error;
      // The facts that it recorded are rolled back with its writes.
      this.#pending.length = pending;
      logFault(listener, fact.type, error);
      if (listener.repair === 'job') this.#repair(listener, fact);
    }
  }
}

function logFault(listener: Listener, at: string, error: unknown): void {
  log('error', 'listener_fault', {
    listener: listener.name,
    at,
    fault: error instanceof Error ? error.name : typeof error,
  });
}
