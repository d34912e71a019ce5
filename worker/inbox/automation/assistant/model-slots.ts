/**
 * How many customers of a number the assistant answers at once. A burst of customers opens no more requests than that;
 * the others wait in the order in which they came.
 */
export class ModelSlots {
  #free: number;
  #maxHeldMs: number;
  #waiting: (() => void)[] = [];

  /** Work that takes longer than `maxHeldMs` hangs: it goes on without a slot, so that the others do not wait for it. */
  constructor(count: number, maxHeldMs: number) {
    this.#free = count;
    this.#maxHeldMs = maxHeldMs;
  }

  /** Does the work once a slot is free. Null if the signal ended the waiting before. */
  async use<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<{ value: Value } | null> {
    if (!(await this.#take(signal))) return null;
    let isHeld = true;
    const giveBack = () => {
      if (isHeld) this.#giveBack();
      isHeld = false;
    };
    const timer = setTimeout(giveBack, this.#maxHeldMs);
    try {
      return { value: await work() };
    } finally {
      clearTimeout(timer);
      giveBack();
    }
  }

  async #take(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const start = () => resolve(true);
    this.#waiting.push(start);
    signal.addEventListener(
      'abort',
      () => {
        this.#waiting = this.#waiting.filter((one) => one !== start);
        resolve(false);
      },
      { once: true },
    );
    return promise;
  }

  /** The slot goes to the first that waits, so that none who comes later can take it. */
  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
