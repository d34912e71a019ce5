/** The readers of this inbox's events. In memory, so a change without a reader costs nothing. */
import { type EventType, matchesFilter } from '../../api/developers/events.ts';
import { storedJson } from '../../stored-json.ts';
import { type Endpoint, type Subscriptions, subscriptions } from '../../workspace/webhooks/subscriptions.ts';
import type { StoredMetaEvent } from '../facts.ts';

/** Events are still logged this long for a disabled endpoint, in case it is enabled again. */
export const eventsLastMs = 7 * 24 * 60 * 60_000;

const nobody: Subscriptions = {
  version: 0,
  number: { phoneNumberId: '', wabaId: '', displayPhoneNumber: '', name: '', language: null },
  origin: null,
  isPolled: false,
  endpoints: [],
  bot: null,
  isAutomationPaused: false,
};

export class Audience {
  #sql: SqlStorage;
  #now: Subscriptions;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    const [row] = sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'subscriptions'")
      .toArray();
    this.#now = (row && storedJson(subscriptions, row.value)) ?? nobody;
  }

  get now(): Subscriptions {
    return this.#now;
  }

  /** Returns whether `next` is newer than the current subscriptions. */
  change(next: Subscriptions): boolean {
    if (next.version <= this.#now.version) return false;
    this.#now = next;
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('subscriptions', ?)", JSON.stringify(next));
    return true;
  }

  wants(type: EventType): boolean {
    return this.#now.isPolled || this.#listening().some((one) => matchesFilter(one.events, type));
  }

  wantsMeta(event: Pick<StoredMetaEvent, 'kind' | 'field'>): boolean {
    return this.#listening().some((one) => matchesMeta(one, event));
  }

  #listening(): Endpoint[] {
    const { endpoints } = this.#now;
    if (endpoints.length === 0) return endpoints;
    const since = Date.now() - eventsLastMs;
    return endpoints.filter(({ disabledAt }) => disabledAt === null || disabledAt > since);
  }
}

export function matchesMeta(
  { format, fields, includesStatuses }: Pick<Endpoint, 'format' | 'fields' | 'includesStatuses'>,
  { kind, field }: Pick<StoredMetaEvent, 'kind' | 'field'>,
): boolean {
  return format === 'meta' && fields.includes(field) && (includesStatuses || kind !== 'status');
}
