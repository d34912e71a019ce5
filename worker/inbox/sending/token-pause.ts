/** While Meta refuses the number's access token nothing is sent, and what waits keeps its place. In memory: after a restart the first send finds out again. */
const probeEvery = 5 * 60_000;

export class TokenPause {
  #until = 0;
  /** Whether Meta was asked by the last that was let through. */
  #wasTried = false;

  get isOn(): boolean {
    return this.#until > 0;
  }

  get until(): number {
    return this.#until;
  }

  begin(now: number): void {
    this.#until = now + probeEvery;
    this.#wasTried = true;
  }

  /** One message tries; the others wait for what becomes of it. */
  started(now: number): void {
    if (!this.isOn) return;
    this.begin(now);
    this.#wasTried = false;
  }

  tried(): void {
    this.#wasTried = true;
  }

  /** What was let through and did not ask leaves its turn to the next. */
  ended(now: number): void {
    if (this.isOn && !this.#wasTried) this.#until = now;
  }

  end(): void {
    this.#until = 0;
  }
}
