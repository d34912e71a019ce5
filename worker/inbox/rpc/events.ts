/** The event log, and the endpoints that its events are delivered to. */
import type { EventEnvelope, EventFilter, EventPage, EventType } from '../../api/developers/events.ts';
import type { WebhookDelivery, WebhookStatus } from '../../api/developers/webhooks.ts';
import type { Subscriptions } from '../../workspace/webhooks/subscriptions.ts';
import type { Context } from '../context.ts';
import type { ReplayRange } from '../deliveries/webhook-desk.ts';

export class Events {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Sets the subscriptions, as the Workspace has them now. */
  setSubscriptions(subscriptions: Subscriptions): void {
    const { office, webhooks, windows } = this.#context.parts;
    office.forget();
    webhooks.subscribe(subscriptions);
    windows.follow();
  }

  list(after: number, filters: EventFilter[], limit: number): EventPage {
    return this.#context.parts.webhooks.events(after, filters, limit);
  }

  newest(type: EventType): EventEnvelope | null {
    return this.#context.parts.webhooks.newest(type);
  }

  webhookStatus(endpointId: string): WebhookStatus {
    return this.#context.parts.webhooks.status(endpointId);
  }

  deliveries(endpointId: string): WebhookDelivery[] {
    return this.#context.parts.webhooks.deliveries(endpointId);
  }

  /** The body of a delivery; null if it is no longer stored. */
  deliveryBody(endpointId: string, seq: number): string | null {
    return this.#context.parts.webhooks.body(endpointId, seq);
  }

  /** Delivers events again. Returns how many. */
  replay(endpointId: string, range: ReplayRange): number {
    return this.#context.parts.webhooks.replay(endpointId, range);
  }
}
