/** The sending rate of one number. In memory only: a restart forgets about one second. */
import { arrivalAfter, defaultRate, numberPace, type Pace, turnAt } from '../../whatsapp/sending/pacing.ts';

export class NumberRate {
  #pace: Pace = numberPace(defaultRate);
  /** Theoretical arrival times of the messages that were sent, and of those that were queued. */
  #sent = 0;
  #queued = 0;

  set(messagesPerSecond: number): void {
    this.#pace = numberPace(messagesPerSecond);
  }

  turnAt(now: number): number {
    return turnAt(this.#pace, this.#sent, now);
  }

  started(now: number): void {
    this.#sent = arrivalAfter(this.#pace, this.#sent, now);
  }

  /** The estimated turn of a message that is queued now, if every message before it is sent at the first try. */
  reserve(now: number): number {
    const before = Math.max(this.#sent, this.#queued);
    this.#queued = arrivalAfter(this.#pace, before, now);
    return turnAt(this.#pace, before, now);
  }
}
