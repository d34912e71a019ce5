/** Events that belong to no connected number, and webhooks with a wrong signature. */
import type { RawEvent } from '../../api/numbers/data.ts';
import type { RefusedWebhooks, UnroutedNumber } from '../../api/numbers/health.ts';
import type { Page } from '../../api/values.ts';
import { schedule } from '../chores.ts';
import type { Context } from '../context.ts';
import * as connections from '../numbers/connections.ts';
import * as rejected from '../numbers/rejected-webhooks.ts';
import * as unrouted from '../numbers/unrouted-events.ts';

const cleanupIntervalMs = 24 * 60 * 60_000;

export class Unrouted {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  keep(events: unrouted.StoredEvent[]): Promise<void> {
    const { storage } = this.#context;
    schedule(storage, 'kept', Date.now() + cleanupIntervalMs);
    return unrouted.keep(storage, events, Date.now());
  }

  events(before: number, limit: number): Page<RawEvent> {
    return unrouted.unroutedEvents(this.#context.sql, before, limit);
  }

  event(id: number): ReturnType<typeof unrouted.unroutedEvent> {
    return unrouted.unroutedEvent(this.#context.sql, id);
  }

  drop(id: number): void {
    unrouted.dropUnrouted(this.#context.sql, [id]);
  }

  /** The numbers that the events are for. */
  numbers(): UnroutedNumber[] {
    return unrouted.unrouted(this.#context.sql);
  }

  countRejected(count: number, webhook: rejected.RejectedWebhook): void {
    const { sql } = this.#context;
    const nameOf = (inbox: string) => connections.numberOf(sql, inbox)?.name ?? inbox;
    rejected.countRejected(sql, count, webhook, nameOf, Date.now());
  }

  rejectedWebhooks(): RefusedWebhooks {
    return rejected.refusedWebhooks(this.#context.sql);
  }
}
