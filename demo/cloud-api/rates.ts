/**
 * How fast a business may send. Meta says one message each 6 seconds to one customer, with bursts that are paid back,
 * and 80 a second for a number. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
 */
import { GraphRefusal } from './graph-error.ts';

const pairEvery = 6_000;
/** Meta allows a burst of 45 messages to one customer. */
const pairBurst = 45;
const perSecond = 80;

export class Rates {
  #pairs = new Map<string, { tokens: number; at: number }>();
  #sent: number[] = [];

  /** Counts one send, or refuses it. */
  take(pair: string, now: number): void {
    this.#sent = this.#sent.filter((at) => now - at < 1_000);
    if (this.#sent.length >= perSecond) {
      throw new GraphRefusal(130429, 'Cloud API message throughput has been reached.');
    }
    const before = this.#pairs.get(pair) ?? { tokens: pairBurst, at: now };
    const tokens = Math.min(pairBurst, before.tokens + (now - before.at) / pairEvery);
    if (tokens < 1) {
      throw new GraphRefusal(
        131056,
        'Too many messages sent from this phone number to the same phone number.',
      );
    }
    this.#pairs.set(pair, { tokens: tokens - 1, at: now });
    this.#sent.push(now);
  }
}
