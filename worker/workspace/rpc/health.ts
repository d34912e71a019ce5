/** The health of the numbers, and what Meta reports about their accounts. */
import type { NumberHealth } from '../../api/numbers/health.ts';
import type { Context } from '../context.ts';
import * as connections from '../numbers/connections.ts';
import type { HealthFacts } from '../numbers/health-rows.ts';
import { CheckCounter } from '../numbers/setup-progress.ts';

export class Health {
  #context: Context;
  #checks = new CheckCounter();

  constructor(context: Context) {
    this.#context = context;
  }

  /** From stored data, without a request to Meta. `origin` is the Worker's address. */
  of(inbox: string, origin: string, selfTest: HealthFacts['selfTest'] = null): Promise<NumberHealth> {
    return this.#context.watch.health(inbox, origin, selfTest);
  }

  /** Checks the number with Meta now. */
  check(inbox: string): Promise<void> {
    return this.#context.watch.check(inbox);
  }

  /** Counts a check with Meta for an agent. Throws when there are too many. */
  countCheck(agentId: string, now: number): void {
    this.#checks.count(agentId, now);
  }

  /** The last check may be out of date. */
  connectionChanged(inbox: string): void {
    this.#context.watch.connectionChanged(inbox);
  }

  /** Meta rejected the token of this number, while sending a message or asking for something. */
  tokenRefused(inbox: string, by: 'sending' | 'asking'): Promise<void> {
    return this.#context.watch.tokenRefused(inbox, by);
  }

  /** What an inbox says about itself has changed. */
  async alertsChanged(inbox: string): Promise<void> {
    const { sql, watch } = this.#context;
    if (connections.isConnected(sql, inbox)) await watch.sendAlerts(inbox);
  }

  /** Handles Meta notices about these accounts or their numbers. */
  followAccounts(wabaIds: string[]): Promise<void> {
    return this.#context.watch.followAccounts(wabaIds);
  }

  /** Meta has changed the throughput of a number of these accounts. */
  followThroughput(wabaIds: string[]): Promise<void> {
    return this.#context.watch.followThroughput(wabaIds);
  }
}
