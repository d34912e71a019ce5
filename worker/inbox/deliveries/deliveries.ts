/**
 * Delivers the inbox's events to its endpoints, beside everything else: at most two requests at a time of the six that a
 * Durable Object may have, so that a message to a customer never waits for somebody's server.
 */
import { log } from '../../log.ts';
import type { SigningKeys } from '../../workspace/webhooks/subscriptions.ts';
import type { Audience } from '../events/audience.ts';
import { bodyFor, eventIdOf } from '../events/render.ts';
import type { ChangeLog } from '../records/change-log.ts';
import type { Jobs } from '../records/jobs.ts';
import { forgetEndpoints } from './delivery-rows.ts';
import { Lane, type Task } from './lane.ts';
import { type Post, post } from './post.ts';
import { headersFor } from './signature.ts';
import { type Verdict, verdictOf } from './verdict.ts';

const maxAtOnce = 2;
/** A request of the free plan may make fifty others. Then the alarm begins the next one. */
const maxInTurn = 30;
/** Between the beginnings of two turns that are full: ten a second. */
const turnMs = 3_000;
/** Should the object stop in the meantime. */
const watchAfterMs = 60_000;
const alertAfterMs = 60 * 60_000;
export const disableAfterMs = 5 * 24 * 60 * 60_000;

/** Deliveries that were begun by one event, alarm or call. */
interface Turn {
  began: number;
  left: number;
}

/** What the Workspace is told and asked. */
export interface EndpointOffice {
  /** Null: the endpoint is gone, or nothing can sign. */
  signingKeys(endpointId: string): Promise<SigningKeys | null>;
  /** Nothing gets through since then; null: again it does. */
  failing(endpointId: string, since: number | null): Promise<void>;
  disable(endpointId: string, because: 'failing' | 'gone'): Promise<void>;
}

interface Parts {
  inbox: string;
  changes: ChangeLog;
  jobs: Pick<Jobs, 'alarmBy'>;
  audience: Audience;
  office: EndpointOffice;
  post?: Post;
}

export class Deliveries {
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #parts: Parts;
  #post: Post;
  #lanes: Lane[] = [];
  #underway = 0;
  /** A full turn has ended: not before then. */
  #restUntil = 0;

  constructor(ctx: DurableObjectState, parts: Parts) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#parts = parts;
    this.#post = parts.post ?? post;
    this.#openLanes();
  }

  get lanes(): readonly Lane[] {
    return this.#lanes;
  }

  /** There are other endpoints, or they want something else. */
  changed(): void {
    this.#openLanes();
    forgetEndpoints(
      this.#sql,
      this.#lanes.map(({ endpoint }) => endpoint.id),
    );
    this.pump();
  }

  /** Starts what is due. */
  pump(now = Date.now()): void {
    if (this.#lanes.length === 0) return;
    if (now >= this.#restUntil) this.#run({ began: now, left: maxInTurn });
    const at = this.nextAt(now);
    if (at !== Number.POSITIVE_INFINITY) this.#parts.jobs.alarmBy(at);
  }

  /** When something has to be done that no new event brings about. */
  nextAt(now = Date.now()): number {
    if (this.#underway > 0) return now + watchAfterMs;
    return Math.max(this.#restUntil, Math.min(...this.#lanes.map((lane) => lane.nextAt(now))));
  }

  #openLanes(): void {
    const { audience, changes } = this.#parts;
    const known = new Map(this.#lanes.map((lane) => [lane.endpoint.id, lane]));
    this.#lanes = audience.now.endpoints.map((endpoint) => {
      const lane = known.get(endpoint.id);
      if (lane?.endpoint.startedAt !== endpoint.startedAt) return new Lane(this.#sql, endpoint, changes.last);
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

  /** By turns, and the second request of an endpoint only after the first of all others. Of those that fail, one at a time. */
  #next(now: number): { lane: Lane; task: Task } | null {
    const isProbing = this.#lanes.some((lane) => lane.isBusy && lane.failure !== null);
    const order = [
      ...this.#lanes.filter((lane) => !lane.isBusy),
      ...this.#lanes.filter((lane) => lane.isBusy),
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
    const body = bodyFor(this.#sql, source, endpoint, event, previous);
    if (body === null) return lane.skip(task, Date.now());
    const keys = await office.signingKeys(endpoint.id);
    if (!keys) return lane.release(task, Date.now());
    const headers = await headersFor(keys, { id: eventIdOf(inbox, event), body, now: Date.now() });
    if (task.replay) headers['X-Message-Us-Replay'] = '1';
    const { url, timeoutMs } = endpoint;
    const answer = await this.#post({ url, body, timeoutMs, headers });
    // The endpoint was deleted meanwhile, or begins elsewhere.
    if (!this.#lanes.includes(lane)) return;
    const wasReported = lane.failure?.isReported ?? false;
    const verdict = verdictOf(answer);
    lane.settle(task, verdict, answer, Date.now());
    try {
      await this.#report(lane, verdict, wasReported);
    } catch (error) {
      // The next attempt reports it.
      log('warn', 'endpoint_not_reported', { fault: error instanceof Error ? error.name : typeof error });
    }
  }

  /** The Workspace alerts admins, and disables what does not come back. */
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
