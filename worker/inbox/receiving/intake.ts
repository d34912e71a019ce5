/**
 * Takes in what Meta sends. What comes while something else is being written to disk is stored together with what
 * comes beside it, in one transaction: under load a commit costs more than the rows in it.
 */
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';

/** The events of one webhook, each with its digest where it has no id of its own. */
export interface Delivery {
  events: readonly InboxEvent[];
  digests: readonly (string | null)[];
}

interface Waiting extends Delivery {
  done(): void;
  failed(reason: unknown): void;
}

const mostTogether = 64;

export class Intake {
  #ctx: DurableObjectState;
  #store: (deliveries: readonly Delivery[]) => void;
  #waiting: Waiting[] = [];
  #isStoring = false;

  /** `store` keeps all of the deliveries, or throws and keeps nothing. */
  constructor(ctx: DurableObjectState, store: (deliveries: readonly Delivery[]) => void) {
    this.#ctx = ctx;
    this.#store = store;
  }

  /** Is done when the delivery is stored; its answer then waits for the disk, as every answer of the object does. */
  add(delivery: Delivery): Promise<void> {
    const { promise, resolve: done, reject: failed } = Promise.withResolvers<void>();
    this.#waiting.push({ ...delivery, done, failed });
    if (!this.#isStoring) void this.#run();
    return promise;
  }

  async #run(): Promise<void> {
    this.#isStoring = true;
    try {
      while (this.#waiting.length > 0) {
        this.#keep(this.#waiting.splice(0, mostTogether));
        await this.#ctx.storage.sync();
      }
    } finally {
      this.#isStoring = false;
    }
  }

  /** One that cannot be stored does not keep the others out: then each is tried by itself. */
  #keep(together: readonly Waiting[]): void {
    try {
      this.#store(together);
      for (const { done } of together) done();
    } catch (reason) {
      const [only, another] = together;
      if (only && !another) only.failed(reason);
      else for (const one of together) this.#keep([one]);
    }
  }
}
