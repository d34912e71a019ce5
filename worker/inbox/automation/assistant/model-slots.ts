/**
 * How many customers of a number the assistant answers at once. A burst of customers opens no more requests than that;
 * the others wait in the order in which they came.
 */
export class ModelSlots {
  #free: number;
  #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Does the work once a slot is free. Null if the signal ended the waiting before. */
  async use<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<{ value: Value } | null> {
    if (!(await this.#take(signal))) return null;
    try {
      return { value: await work() };
    } finally {
      this.#giveBack();
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
