/**
 * Delivers the inbox's events to its endpoints. It uses at most two of the six simultaneous requests that a
 * Durable Object may have, so a slow endpoint never delays a message to a customer.
 */
import { log } from '../../log.ts';
import type { SigningKeys } from '../../workspace/webhooks/subscriptions.ts';
import type { Audience } from '../events/audience.ts';
import type { EventRow } from '../events/event-rows.ts';
import { bodyFor, eventIdOf } from '../events/render.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import type { Jobs } from '../records/changes/jobs.ts';
import { forgetEndpoints } from './delivery-rows.ts';
import { Lane, type Task } from './lane.ts';
import { type Post, post } from './post.ts';
import { headersFor } from './signature.ts';
import { type Verdict, verdictOf } from './verdict.ts';

const maxAtOnce = 2;
/** An invocation on the free plan may make fifty requests. The alarm then starts the next turn. */
const maxInTurn = 30;
/** Minimum time between the starts of two full turns, which limits deliveries to ten a second. */
const turnMs = 3_000;
/** The alarm that takes over if the object stops in the meantime. */
const watchAfterMs = 60_000;
const alertAfterMs = 60 * 60_000;
export const disableAfterMs = 5 * 24 * 60 * 60_000;

/** The deliveries started by one event, alarm or call. */
interface Turn {
  began: number;
  left: number;
}

/** The calls to the Workspace. */
export interface EndpointOffice {
  /** Null if the endpoint is deleted, or no secret can sign for it. */
  signingKeys(endpointId: string): Promise<SigningKeys | null>;
  /** Since when the endpoint has failed; null when it has recovered. */
  failing(endpointId: string, since: number | null): Promise<void>;
  disable(endpointId: string, because: 'failing' | 'gone'): Promise<void>;
}

type Context = Pick<DurableObjectState, 'storage' | 'waitUntil'>;

interface Parts {
  inbox: string;
  changes: ChangeLog;
  jobs: Pick<Jobs, 'alarmBy'>;
  /** Calls `read` again each time it needs what is in the archive. */
  reading?: <Value>(read: () => Value) => Promise<Value>;
  audience: Audience;
  office: EndpointOffice;
  /** Whether an event must not reach an endpoint that wants it. */
  isWithheld?: (endpointId: string, event: EventRow) => boolean;
  /** An endpoint fails now, and has not before. */
  failed?: (endpointId: string) => void;
  post?: Post;
}

export class Deliveries {
  #ctx: Context;
  #sql: SqlStorage;
  #parts: Parts;
  #post: Post;
  #lanes: Lane[] = [];
  #underway = 0;
  /** After a full turn, the earliest time for the next one. */
  #restUntil = 0;

  constructor(ctx: Context, parts: Parts) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#parts = parts;
    this.#post = parts.post ?? post;
    this.#openLanes();
  }

  get lanes(): readonly Lane[] {
    return this.#lanes;
  }

  /** The endpoints or their filters have changed. */
  changed(): void {
    this.#openLanes();
    forgetEndpoints(
      this.#sql,
      this.#lanes.map(({ endpoint }) => endpoint.id),
    );
    this.pump();
  }

  /** Starts the deliveries that are due. */
  pump(now = Date.now()): void {
    if (this.#lanes.length === 0) return;
    if (now >= this.#restUntil) this.#run({ began: now, left: maxInTurn });
    const at = this.nextAt(now);
    if (at !== Number.POSITIVE_INFINITY) this.#parts.jobs.alarmBy(at);
  }

  /** The next time at which work is due without a new event. */
  nextAt(now = Date.now()): number {
    if (this.#underway > 0) return now + watchAfterMs;
    return Math.max(this.#restUntil, Math.min(...this.#lanes.map((lane) => lane.nextAt(now))));
  }

  #openLanes(): void {
    const { audience, changes, isWithheld } = this.#parts;
    const known = new Map(this.#lanes.map((lane) => [lane.endpoint.id, lane]));
    this.#lanes = audience.now.endpoints.map((endpoint) => {
      const lane = known.get(endpoint.id);
      if (lane?.endpoint.startedAt !== endpoint.startedAt) {
        return new Lane(this.#sql, endpoint, changes.last, isWithheld);
      }
      lane.endpoint = endpoint;
      return lane;
    });
  }

  #run(turn: Turn): void {
    while (this.#underway < maxAtOnce && turn.left > 0) {
      const next = this.#next(Date.now());
      if (!next) return;
      turn.left -= 1;
      this.#underway += 1;
      this.#ctx.waitUntil(this.#deliver(next.lane, next.task, turn));
    }
    if (turn.left === 0) {
      this.#restUntil = Math.max(this.#restUntil, turn.began + turnMs);
      this.#parts.jobs.alarmBy(this.#restUntil);
    }
  }

  /**
   * Round robin. Among several endpoints each gets one request at a time, so that one that hangs leaves the other
   * connection to the rest. Of those that fail only one is tried at a time.
   */
  #next(now: number): { lane: Lane; task: Task } | null {
    const isProbing = this.#lanes.some((lane) => lane.isBusy && lane.failure !== null);
    const isAlone = this.#lanes.filter(({ endpoint }) => endpoint.disabledAt === null).length === 1;
    const order = [
      ...this.#lanes.filter((lane) => !lane.isBusy),
      ...(isAlone ? this.#lanes.filter((lane) => lane.isBusy) : []),
    ];
    for (const lane of order) {
      if (isProbing && lane.failure !== null) continue;
      const task = lane.take(now);
      if (!task) continue;
      this.#lanes = [...this.#lanes.filter((one) => one !== lane), lane];
      return { lane, task };
    }
    return null;
  }

  async #deliver(lane: Lane, task: Task, turn: Turn): Promise<void> {
    try {
      await this.#attempt(lane, task);
    } catch (error) {
      log('error', 'delivery_fault', { fault: error instanceof Error ? error.name : typeof error });
      lane.release(task, Date.now());
    } finally {
      this.#underway -= 1;
      this.#run(turn);
      const at = this.nextAt();
      if (at !== Number.POSITIVE_INFINITY) this.#parts.jobs.alarmBy(at);
    }
  }

  async #attempt(lane: Lane, task: Task): Promise<void> {
    const { inbox, audience, office } = this.#parts;
    const { endpoint } = lane;
    const { event, previous } = task;
    const source = { inbox, subscriptions: audience.now };
    const render = () => bodyFor(this.#sql, source, endpoint, event, previous);
    const body = this.#parts.reading ? await this.#parts.reading(render) : render();
    if (body === null) return lane.skip(task, 'expired', Date.now());
    const keys = await office.signingKeys(endpoint.id);
    if (!keys) return lane.release(task, Date.now());
    // A person can have taken over since it was read.
    if (lane.isWithheld(event)) return lane.skip(task, 'withheld', Date.now());
    const headers = await headersFor(keys, { id: eventIdOf(inbox, event), body, now: Date.now() });
    if (task.replay) headers['X-Message-Us-Replay'] = '1';
    const { url, timeoutMs } = endpoint;
    const answer = await this.#post({ url, body, timeoutMs, headers });
    // The endpoint was deleted or moved to another position in the meantime.
    if (!this.#lanes.includes(lane)) return;
    const wasFailing = lane.failure !== null;
    const wasReported = lane.failure?.isReported ?? false;
    const verdict = verdictOf(answer);
    lane.settle(task, verdict, answer, Date.now());
    if (!wasFailing && (lane.failure !== null || verdict === 'gone')) this.#parts.failed?.(endpoint.id);
    try {
      await this.#report(lane, verdict, wasReported);
    } catch (error) {
      // The next attempt reports it.
      log('warn', 'endpoint_not_reported', { fault: error instanceof Error ? error.name : typeof error });
    }
  }

  /** The Workspace alerts admins, and disables an endpoint that does not recover. */
  async #report(lane: Lane, verdict: Verdict, wasReported: boolean): Promise<void> {
    const { office } = this.#parts;
    const { failure } = lane;
    const { id } = lane.endpoint;
    if (verdict === 'gone') return office.disable(id, 'gone');
    if (!failure) return wasReported ? office.failing(id, null) : undefined;
    const lasts = Date.now() - failure.since;
    if (lasts > disableAfterMs) return office.disable(id, 'failing');
    if (lasts <= alertAfterMs || failure.isReported) return;
    await office.failing(id, failure.since);
    lane.reported();
  }
}
