/**
 * The one counter of an inbox, and the one place where a change is told. A row that changes takes the counter's next
 * number; the fact goes to the listeners in the order in which they were registered.
 */
import { log } from '../../log.ts';
import type { Fact } from '../facts.ts';
import { isStorageFault } from './storage-fault.ts';

/** What a listener writes because of a fact. */
export type Write = () => void;

export interface Listener {
  readonly name: string;
  /**
   * Hears every fact inside the transaction that makes it. It only looks: what it wants to write it returns, and that
   * runs in the same transaction with a savepoint of its own. What has to leave the object becomes a job.
   */
  hear?(fact: Fact): Write | undefined;
  /** The transaction of the facts heard so far has ended: time for what must not happen in it. */
  settled?(): void;
  /**
   * What happens when it fails in {@link hear}, which never fails the transaction: `job` tells it the fact again later,
   * until it succeeds; `none` says that it finds out in another way, or that nothing is lost.
   */
  readonly repair: 'job' | 'none';
}

export class ChangeLog {
  #storage: DurableObjectStorage;
  #sql: SqlStorage;
  #last: number;
  #listeners: readonly Listener[] = [];
  #repair: (listener: Listener, fact: Fact) => void = () => {};
  /** Facts that were told by a listener: they wait until the fact before them has been heard by all. */
  #untold: Fact[] = [];
  #isTelling = false;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#last = this.#sql
      .exec<{ seq: number }>(
        `SELECT max(
           (SELECT coalesce(max(seq), 0) FROM conversation),
           (SELECT coalesce(max(id), 0) FROM message),
           (SELECT coalesce(max(seq), 0) FROM message WHERE seq > id),
           (SELECT coalesce(max(id), 0) FROM entry),
           (SELECT coalesce(max(seq), 0) FROM reading),
           (SELECT coalesce(max(seq), 0) FROM merge),
           (SELECT coalesce(max(seq), 0) FROM erasure),
           (SELECT coalesce(max(seq), 0) FROM event)) AS seq`,
      )
      .one().seq;
  }

  /** The number of the last change. */
  get last(): number {
    return this.#last;
  }

  next(): number {
    this.#last += 1;
    return this.#last;
  }

  touchConversation(id: number): void {
    this.#sql.exec('UPDATE conversation SET seq = ? WHERE id = ?', this.next(), id);
    this.tell({ type: 'conversation-changed', conversationId: id });
  }

  touchMessage(id: number): void {
    this.#sql.exec('UPDATE message SET seq = ? WHERE id = ?', this.next(), id);
    this.tell({ type: 'message-changed', messageId: id });
  }

  /** In the order in which they hear. `repair` is called for a listener with `repair: 'job'` that has failed. */
  listen(listeners: readonly Listener[], repair: (listener: Listener, fact: Fact) => void): void {
    this.#listeners = listeners;
    this.#repair = repair;
  }

  /** Call it in the transaction that makes the change, after its rows are written. */
  tell(fact: Fact): void {
    this.#untold.push(fact);
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      for (let next = this.#untold.shift(); next; next = this.#untold.shift()) {
        for (const listener of this.#listeners) this.#hearSafely(listener, next);
      }
    } finally {
      this.#isTelling = false;
      this.#untold = [];
    }
  }

  /** Tells one listener a fact that it has failed on; throws when it fails again. */
  tellAgain(name: string, fact: Fact): void {
    const listener = this.#listeners.find((one) => one.name === name);
    this.transaction(() => listener?.hear?.(fact)?.());
  }

  /** Everything in `run` is written, or nothing; then the listeners do what has to wait for that. */
  transaction<Result>(run: () => Result): Result {
    const result = this.#storage.transactionSync(run);
    this.settle();
    return result;
  }

  /** For those whose transaction ends elsewhere: the facts told so far are written. */
  settle(): void {
    for (const listener of this.#listeners) {
      try {
        listener.settled?.();
      } catch (error) {
        logFault(listener, 'settled', error);
      }
    }
  }

  #hearSafely(listener: Listener, fact: Fact): void {
    const told = this.#untold.length;
    try {
      const write = listener.hear?.(fact);
      if (write) this.#storage.transactionSync(write);
    } catch (error) {
      // The next statement would meet it too, and an event that is acknowledged must be on disk.
      if (isStorageFault(error)) throw error;
      // What it had told before it failed is undone with what it had written.
      this.#untold.length = told;
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
