/**
 * Batches incoming webhooks. Webhooks that arrive during a write to disk are stored together in one transaction: under
 * load a commit costs more than the rows in it.
 */
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';

/** The events of one webhook. Events without an id have a digest. */
export interface Delivery {
  events: readonly InboxEvent[];
  digests: readonly (string | null)[];
}

interface Waiting extends Delivery {
  done(): void;
  failed(reason: unknown): void;
}

const maxTogether = 64;

export class Intake {
  #ctx: DurableObjectState;
  #store: (deliveries: readonly Delivery[]) => void;
  #waiting: Waiting[] = [];
  #isStoring = false;

  /** `store` stores all deliveries, or throws and stores none. */
  constructor(ctx: DurableObjectState, store: (deliveries: readonly Delivery[]) => void) {
    this.#ctx = ctx;
    this.#store = store;
  }

  /** Resolves when the delivery is stored. The output gate then delays the response until it is on disk. */
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
        this.#keep(this.#waiting.splice(0, maxTogether));
        await this.#ctx.storage.sync();
      }
    } finally {
      this.#isStoring = false;
    }
  }

  /** If the batch cannot be stored, each delivery is tried alone, so that one does not affect the others. */
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
