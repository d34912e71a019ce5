/**
 * Meta's rate limits: one message every 6 seconds to the same customer, apart from bursts, which count against later
 * messages; and 80 a second for a number, 1,000 if Meta has raised it, or 20 if it is also in the phone app.
 * Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
 */
import { GraphApiError } from './graph-error.ts';

const pairEvery = 6_000;
/** Meta allows a burst of 45 messages to one customer. */
const pairBurst = 45;

export class Rates {
  #pairs = new Map<string, { tokens: number; at: number }>();
  /** The times of each number's sends within the last second. */
  #sent = new Map<string, number[]>();

  /** Counts a send; throws if it exceeds a limit. */
  take(number: string, customer: string, perSecond: number, now: number): void {
    const sent = (this.#sent.get(number) ?? []).filter((at) => now - at < 1_000);
    this.#sent.set(number, sent);
    const pair = `${number}/${customer}`;
    if (sent.length >= perSecond) {
      throw new GraphApiError(130429, 'Cloud API message throughput has been reached.');
    }
    const before = this.#pairs.get(pair) ?? { tokens: pairBurst, at: now };
    const tokens = Math.min(pairBurst, before.tokens + (now - before.at) / pairEvery);
    if (tokens < 1) {
      throw new GraphApiError(
        131056,
        'Too many messages sent from this phone number to the same phone number.',
      );
    }
    this.#pairs.set(pair, { tokens: tokens - 1, at: now });
    sent.push(now);
  }
}
