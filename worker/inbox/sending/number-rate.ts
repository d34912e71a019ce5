/** How fast one number sends. In memory only: a restart forgets a second of it. */
import { arrivalAfter, defaultRate, numberPace, type Pace, turnAt } from '../../whatsapp/sending/pacing.ts';

export class NumberRate {
  #pace: Pace = numberPace(defaultRate);
  /** Of what has gone, and of what was taken in: how much of the pace is used, as its theoretical arrival time. */
  #sent = 0;
  #taken = 0;

  /** As far as is known yet. */
  set(messagesPerSecond: number): void {
    this.#pace = numberPace(messagesPerSecond);
  }

  turnAt(now: number): number {
    return turnAt(this.#pace, this.#sent, now);
  }

  started(now: number): void {
    this.#sent = arrivalAfter(this.#pace, this.#sent, now);
  }

  /** About when a message that is taken in now has its turn, if everything before it goes at the first try. */
  takeIn(now: number): number {
    const before = Math.max(this.#sent, this.#taken);
    this.#taken = arrivalAfter(this.#pace, before, now);
    return turnAt(this.#pace, before, now);
  }
}
