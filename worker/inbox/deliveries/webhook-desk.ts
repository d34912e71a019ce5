/** The calls of the Workspace and the API to the inbox's events and deliveries. */
import type { EventEnvelope, EventFilter, EventPage, EventType } from '../../api/developers/events.ts';
import type { WebhookDelivery, WebhookStatus } from '../../api/developers/webhooks.ts';
import type { NumberBot } from '../../api/numbers/numbers.ts';
import { ApiError } from '../../errors.ts';
import type { Subscriptions } from '../../workspace/webhooks/subscriptions.ts';
import type { Audience } from '../events/audience.ts';
import { eventAt, eventsAfter, isWantedBy, newestOf, type Wish, wantedBefore } from '../events/event-rows.ts';
import { bodyFor, envelopeOf, eventIdOf } from '../events/render.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import type { Deliveries } from './deliveries.ts';
import type { Lane } from './lane.ts';

interface Parts {
  inbox: string;
  changes: ChangeLog;
  audience: Audience;
  deliveries: Deliveries;
  /** The number has another bot, or its bot other settings. Called in the transaction of the change. */
  botChanged: (before: NumberBot | null) => void;
}

/** The events to replay, by `seq` (end included) or by time (end excluded). */
export type ReplayRange =
  | { what: 'event'; seq: number }
  | { what: 'failed' }
  | { what: 'range'; from: number; to: number; isDryRun: boolean };

const maxRead = 1_000;
const maxCounted = 1_000;

export class WebhookDesk {
  #sql: SqlStorage;
  #parts: Parts;

  constructor(sql: SqlStorage, parts: Parts) {
    this.#sql = sql;
    this.#parts = parts;
  }

  /** The endpoints, their filters or the tokens have changed. */
  subscribe(next: Subscriptions): void {
    const { audience, changes, deliveries, botChanged } = this.#parts;
    const { endpoints: before, bot } = audience.now;
    if (!audience.change(next)) return;
    changes.transaction(() => {
      if (JSON.stringify(bot) !== JSON.stringify(next.bot)) botChanged(bot);
      for (const { id, name, disabledBecause: because } of next.endpoints) {
        const wasEnabled = before.some((one) => one.id === id && one.disabledAt === null);
        if (!wasEnabled || because === null || because === 'admin') continue;
        changes.record({ type: 'endpoint-disabled', endpoint: { id, name }, because });
      }
    });
    deliveries.changed();
  }

  /** Oldest first. */
  events(after: number, filters: readonly EventFilter[], limit: number): EventPage {
    const wish = wishFor(filters);
    let [next, previous] = [after, wantedBefore(this.#sql, (event) => isWantedBy(wish, event), after + 1, 0)];
    const events: EventEnvelope[] = [];
    for (const event of eventsAfter(this.#sql, after, maxRead)) {
      if (events.length === limit) break;
      next = event.seq;
      if (!isWantedBy(wish, event)) continue;
      events.push(envelopeOf(this.#sql, this.#source, event, previous));
      previous = event.seq;
    }
    return { events, next };
  }

  /** The newest event of a type, for a test of an endpoint; null if there is none. */
  newest(type: EventType): EventEnvelope | null {
    const event = newestOf(this.#sql, type);
    return event && envelopeOf(this.#sql, this.#source, event, null);
  }

  status(endpointId: string): WebhookStatus {
    const lane = this.#lane(endpointId);
    return {
      inbox: this.#parts.inbox,
      waiting: lane.waiting(maxCounted),
      failingSince: lane.failure?.since ?? null,
      retryAt: lane.failure?.retryAt ?? null,
      held: lane.heldConversations(),
      failed: lane.rows.failed().length,
    };
  }

  /** Newest first. */
  deliveries(endpointId: string): WebhookDelivery[] {
    const { inbox } = this.#parts;
    return this.#lane(endpointId)
      .rows.logged()
      .map((entry) => {
        const event = eventAt(this.#sql, entry.seq);
        return { ...entry, inbox, eventId: event ? eventIdOf(inbox, event) : '' };
      });
  }

  /** A request to an endpoint, rendered again; null if its event is no longer stored. */
  body(endpointId: string, seq: number): string | null {
    const lane = this.#lane(endpointId);
    const { endpoint, begin } = lane;
    const event = eventAt(this.#sql, seq);
    const previous = wantedBefore(this.#sql, (one) => lane.wants(one), seq, begin);
    return event && bodyFor(this.#sql, this.#source, endpoint, event, previous);
  }

  /** Returns how many events are delivered again. */
  replay(endpointId: string, range: ReplayRange): number {
    const lane = this.#lane(endpointId);
    const seqs = this.#seqsIn(lane, range);
    const [first] = seqs;
    const last = seqs.at(-1);
    if (first === undefined || last === undefined) return 0;
    if (range.what === 'range' && range.isDryRun) return seqs.length;
    lane.rows.addReplay({ seq: first, upTo: last, onlyFailed: range.what === 'failed' });
    this.#parts.deliveries.pump();
    return seqs.length;
  }

  #seqsIn(lane: Lane, range: ReplayRange): number[] {
    switch (range.what) {
      case 'event': {
        const event = eventAt(this.#sql, range.seq);
        if (event && lane.wants(event)) return [event.seq];
        throw new ApiError(
          404,
          'event_not_found',
          'There is no such event for this endpoint, or it is no longer kept.',
        );
      }
      case 'failed':
        return lane.rows.failed();
      case 'range':
        return this.#sql
          .exec<{ seq: number }>(
            'SELECT seq FROM event WHERE at >= ? AND at < ? ORDER BY seq',
            ...[range.from, range.to],
          )
          .toArray()
          .flatMap(({ seq }) => eventAt(this.#sql, seq) ?? [])
          .filter((event) => lane.wants(event))
          .map(({ seq }) => seq);
    }
  }

  #lane(endpointId: string): Lane {
    const lane = this.#parts.deliveries.lanes.find(({ endpoint }) => endpoint.id === endpointId);
    if (lane) return lane;
    throw new ApiError(404, 'webhook_not_found', 'There is no webhook with this id for this number.');
  }

  get #source() {
    return { inbox: this.#parts.inbox, subscriptions: this.#parts.audience.now };
  }
}

function wishFor(events: readonly EventFilter[]): Wish {
  return { format: 'events', events: [...events], contentTypes: null, fields: [], includesStatuses: false };
}
