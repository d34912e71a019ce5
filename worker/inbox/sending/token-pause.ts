/**
 * Pauses sending while Meta rejects the number's access token. Queued messages keep their order. In memory only: after a
 * restart the first message finds out again.
 */
const probeIntervalMs = 5 * 60_000;

export class TokenPause {
  #until = 0;
  /** Whether the last message that was let through reached Meta. */
  #wasTried = false;

  get isOn(): boolean {
    return this.#until > 0;
  }

  get until(): number {
    return this.#until;
  }

  begin(now: number): void {
    this.#until = now + probeIntervalMs;
    this.#wasTried = true;
  }

  /** One message tries; the others wait for the result. */
  started(now: number): void {
    if (!this.isOn) return;
    this.begin(now);
    this.#wasTried = false;
  }

  tried(): void {
    this.#wasTried = true;
  }

  /** If the message that was let through did not reach Meta, the next one tries. */
  ended(now: number): void {
    if (this.isOn && !this.#wasTried) this.#until = now;
  }

  end(): void {
    this.#until = 0;
  }
}
