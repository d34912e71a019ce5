/**
 * An inbox's event log and deliveries on a real object's storage, with receivers that answer as a test says, and a clock
 * of the test's own. It can be killed at any moment: what was on its way never comes back.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { Deliveries } from '../../../worker/inbox/deliveries/deliveries.ts';
import type { Answer, Posting } from '../../../worker/inbox/deliveries/post.ts';
import { Audience } from '../../../worker/inbox/events/audience.ts';
import { appendEvent } from '../../../worker/inbox/events/event-rows.ts';
import { ChangeLog } from '../../../worker/inbox/records/changes/change-log.ts';
import type { Endpoint, Subscriptions } from '../../../worker/workspace/webhooks/subscriptions.ts';

export const begins = Date.UTC(2100, 0, 1);

export interface Received {
  endpoint: string;
  id: string;
  seq: number;
  previous: number | null;
  conversation: number;
  at: number;
}

/** How a receiver answers a request; `kill`: the object dies before it has the answer. */
export type Reply =
  | number
  | 'timeout'
  | 'connection'
  | { status: number; retryAfterMs: number }
  | 'kill'
  | 'hang';

export function endpoint(id: string, change: Partial<Endpoint> = {}): Endpoint {
  return {
    ...{ id, format: 'events', name: id, url: `https://${id}.example/hook`, events: ['*'] },
    ...{ contentTypes: null, fields: [], includesStatuses: false, timeoutMs: 10_000 },
    ...{ startedAt: begins, disabledAt: null, disabledBecause: null },
    ...change,
  };
}

export class EventWorld {
  readonly received: Received[] = [];
  /** Requests that were received and answered with 2xx. */
  readonly taken: Received[] = [];
  readonly office = {
    disabled: [] as [string, string][],
    failing: [] as [string, number | null][],
  };
  reply: (request: Received) => Reply = () => 200;
  most = 0;
  kills = 0;
  #underway = 0;
  #state: DurableObjectState;
  #version = 0;
  #alarmAt = Number.POSITIVE_INFINITY;
  #changes!: ChangeLog;
  #audience!: Audience;
  #deliveries!: Deliveries;
  #life = 0;

  constructor(state: DurableObjectState) {
    this.#state = state;
    this.#wake();
  }

  get sql(): SqlStorage {
    return this.#state.storage.sql;
  }

  get deliveries(): Deliveries {
    return this.#deliveries;
  }

  /** The object dies, and begins again with what is stored. */
  kill(): void {
    this.kills += 1;
    this.#wake();
  }

  endpoints(...endpoints: Endpoint[]): void {
    this.#version += 1;
    const subscriptions: Subscriptions = {
      version: this.#version,
      number: {
        phoneNumberId: '1',
        wabaId: '2',
        displayPhoneNumber: '+1 555 0100',
        name: 'Pottery',
        language: null,
      },
      ...{ origin: null, isPolled: false, endpoints, bot: null, isAutomationPaused: false },
    };
    this.#audience.change(subscriptions);
    this.#deliveries.changed();
  }

  /** Something happens in a conversation. Returns its seq. */
  happens(conversation: number): number {
    const at = Date.now();
    this.#changes.transaction(() =>
      appendEvent(this.sql, this.#changes, { type: 'window.opened', at, conversation }),
    );
    this.#deliveries.pump();
    return this.#changes.last;
  }

  /** Lets everything that is due until then happen. */
  async run(untilMs: number): Promise<void> {
    for (;;) {
      await this.settled();
      const at = Math.min(this.#alarmAt, this.#deliveries.nextAt());
      if (at > untilMs) break;
      vi.setSystemTime(Math.max(at, Date.now()));
      this.#alarmAt = Number.POSITIVE_INFINITY;
      this.#deliveries.pump();
    }
    vi.setSystemTime(Math.max(untilMs, Date.now()));
  }

  /** Nothing is on its way any more. */
  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      quiet = this.#underway === 0 ? quiet + 1 : 0;
    }
  }

  #wake(): void {
    this.#life += 1;
    this.#underway = 0;
    const life = this.#life;
    this.#changes = new ChangeLog(this.#state.storage);
    this.#audience = new Audience(this.sql);
    // A request that a killed object has left never ends, and the runtime ends what waits for such a promise.
    const context = { storage: this.#state.storage, waitUntil: () => {} };
    this.#deliveries = new Deliveries(context, {
      inbox: 'inbox',
      changes: this.#changes,
      audience: this.#audience,
      jobs: {
        alarmBy: (at) => {
          this.#alarmAt = Math.min(this.#alarmAt, at);
        },
      },
      office: {
        signingKeys: async () => ({
          format: 'events',
          secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
        }),
        failing: async (id, since) => {
          this.office.failing.push([id, since]);
        },
        disable: async (id, because) => {
          this.office.disabled.push([id, because]);
        },
      },
      post: (posting) => this.#post(posting, life),
    });
  }

  async #post({ url, body }: Posting, life: number): Promise<Answer> {
    // What a killed object was about to send.
    if (life !== this.#life) return new Promise(() => {});
    const { id, seq, previous, data } = JSON.parse(body);
    const request: Received = {
      ...{ endpoint: new URL(url).hostname.replace('.example', ''), id, seq, previous },
      ...{ conversation: data.conversation?.id ?? 0, at: Date.now() },
    };
    this.#underway += 1;
    this.most = Math.max(this.most, this.#underway);
    this.received.push(request);
    await new Promise((resolve) => setTimeout(resolve, 0));
    // It died while this was on its way.
    if (life !== this.#life) return new Promise(() => {});
    const reply = this.reply(request);
    if (reply === 'kill') {
      this.taken.push(request);
      this.kill();
      return new Promise(() => {});
    }
    this.#underway -= 1;
    if (reply === 'hang') return new Promise(() => {});
    const none = { retryAfterMs: null, text: '', ms: 1 };
    if (typeof reply === 'string') return { ...none, status: null, error: reply };
    if (typeof reply === 'object') return { ...none, ...reply, error: null };
    if (reply < 300) this.taken.push(request);
    return { ...none, status: reply, error: reply >= 300 && reply < 400 ? 'redirect' : null };
  }
}

export function withWorld<Result>(
  name: string,
  run: (world: EventWorld) => Promise<Result>,
): Promise<Result> {
  vi.useFakeTimers({ toFake: ['Date'], now: begins });
  return runInDurableObject(env.INBOX.getByName(name), (_, state) => {
    state.storage.sql.exec('DELETE FROM job');
    for (const table of [
      'event',
      'delivery_cursor',
      'delivery_hold',
      'delivery_failed',
      'delivery_replay',
      'delivery_log',
    ]) {
      state.storage.sql.exec(`DELETE FROM ${table}`);
    }
    state.storage.sql.exec("DELETE FROM setting WHERE name = 'subscriptions'");
    return run(new EventWorld(state));
  });
}
