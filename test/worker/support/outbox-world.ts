/**
 * An inbox's outbox on a real object's storage, with its own clock, in front of a WhatsApp that the test writes. Nothing
 * waits for a clock: time goes on to what happens next.
 */
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import type { ReceiptPolicy } from '../../../worker/api/numbers/numbers.ts';
import { Media } from '../../../worker/inbox/media/media.ts';
import { Nudge } from '../../../worker/inbox/number/nudge.ts';
import { Policy } from '../../../worker/inbox/number/policy.ts';
import { stopWords } from '../../../worker/inbox/number/stop-words.ts';
import { storeEvent } from '../../../worker/inbox/receiving/store-events.ts';
import { ChangeLog, type Listener } from '../../../worker/inbox/records/changes/change-log.ts';
import { Jobs } from '../../../worker/inbox/records/changes/jobs.ts';
import { Dispatch } from '../../../worker/inbox/sending/dispatch.ts';
import { NumberRate } from '../../../worker/inbox/sending/number-rate.ts';
import { Outbox } from '../../../worker/inbox/sending/outbox.ts';
import { TokenPause } from '../../../worker/inbox/sending/token-pause.ts';
import { Deadlines } from '../../../worker/inbox/sending/window-deadlines.ts';
import type { TemplatePreview } from '../../../worker/whatsapp/content/template.ts';
import { parseWebhook } from '../../../worker/whatsapp/receiving/webhook.ts';
import { webhook } from './webhooks.ts';

/** Later than any alarm of the machine that this runs on. */
export const begins = Date.UTC(2100, 0, 1);

/** Longer than anything in these tests could take. */
const mostTime = 60 * 24 * 60 * 60_000;

/** Answers one request to Meta, after `wait` if it takes its time. */
export type Graph = (request: Request, wait: (milliseconds: number) => Promise<void>) => Promise<Response>;

/** Everything that can be remembered of one life of the object; the next one starts with what is on disk. */
interface Life {
  jobs: Jobs;
  outbox: Outbox;
  dispatch: Dispatch;
  policy: Policy;
  media: Media;
  announced: number;
  store(value: Record<string, unknown>): void;
  /** How many sends have begun, and how many of them only the future can move. */
  running: number;
  waiting: number;
}

export class World {
  life: Life;
  /** Whether the number is connected and switched on. */
  isEnabled = true;
  /** Whether WhatsApp counts a template as marketing. */
  isMarketing = false;
  /** How every template looks; null when it is unknown. */
  shown: TemplatePreview | null = null;
  /** How often Meta's refusal of the token was told on. */
  refusals = 0;
  #state: DurableObjectState;
  #name: string;
  #graph: Graph;
  /** An admin can switch it off. */
  sendsFiles = true;
  #future: { at: number; order: number; happen: () => void }[] = [];
  #order = 0;

  constructor(state: DurableObjectState, name: string, graph: Graph) {
    vi.useFakeTimers({ toFake: ['Date'], now: begins });
    this.#state = state;
    this.#name = name;
    this.#graph = graph;
    // What the object does every day would have no end.
    this.sql.exec('DELETE FROM job');
    this.life = this.#begin();
  }

  get sql(): SqlStorage {
    return this.#state.storage.sql;
  }

  /** The object stops, and starts again from its storage. Requests of the former instance are never answered. */
  restart(): void {
    this.life = this.#begin();
  }

  later(milliseconds: number, happen: () => void): void {
    this.#future.push({ at: Date.now() + milliseconds, order: this.#order++, happen });
    this.#future.sort((a, b) => a.at - b.at || a.order - b.order);
  }

  /** Lets time pass until nothing is left that could happen. */
  async end(): Promise<void> {
    const { storage } = this.#state;
    const givesUpAt = Date.now() + mostTime;
    while (Date.now() < givesUpAt) {
      // Everything that runs is waiting for the clock.
      while (this.life.running > this.life.waiting) await scheduler.wait(0);
      // An alarm is set when the transaction is over.
      await Promise.resolve();
      const alarm = await storage.getAlarm();
      const [next] = this.#future;
      if (alarm === null && !next) return;
      const isAlarm = alarm !== null && (!next || alarm <= next.at);
      vi.setSystemTime(Math.max(Date.now(), isAlarm ? alarm : (next?.at ?? 0)));
      if (isAlarm) {
        await storage.deleteAlarm();
        this.life.jobs.onAlarm();
      } else this.#future.shift()?.happen();
    }
    const left = this.sql.exec('SELECT * FROM job ORDER BY run_at LIMIT 3').toArray();
    throw new Error(`It never ends. What waits first: ${JSON.stringify(left)}`);
  }

  #begin(): Life {
    const state = this.#state;
    const changes = new ChangeLog(state.storage);
    const life = { running: 0, waiting: 0, announced: 0 };
    const tokenRefused = () => {
      this.refusals += 1;
    };
    const access = async () =>
      this.isEnabled
        ? {
            graph: {
              url: 'https://graph.example',
              version: 'v23.0',
              accessToken: 'token',
              fetch: (input: RequestInfo | URL) =>
                this.#graph(new Request(input), (milliseconds) => this.#wait(life, milliseconds)),
            },
            phoneNumberId: this.#name,
            receipts: 'never' satisfies ReceiptPolicy as ReceiptPolicy,
            messagesPerSecond: 80,
            sendsFiles: this.sendsFiles,
          }
        : null;
    const jobs = new Jobs(state);
    const deadlines = new Deadlines(state, changes, jobs);
    const policy = new Policy(this.sql, changes);
    const media = new Media(state, env, changes, { access, jobs, tokenRefused });
    const queue = { jobs, rate: new NumberRate(), pause: new TokenPause(), deadlines };
    const outbox = new Outbox(state, changes, queue);
    const dispatch = new Dispatch(state, changes, {
      ...{ ...queue, media, policy, access, tokenRefused },
      stopsBot: () => null,
      isMarketing: async () => this.isMarketing,
      shownTemplate: async () => this.shown,
    });
    const nudge = new Nudge(this.sql, {
      jobs,
      policy,
      send: (conversationId, key, body) => {
        const content = { type: 'text', text: { body } };
        outbox.enqueue({ to: { conversationId }, key, content, author: { type: 'nudge' } }, Date.now());
      },
    });
    const frames: Listener = {
      name: 'frames',
      repair: 'none',
      settled: () => {
        life.announced += 1;
      },
    };
    changes.listen([stopWords(this.sql, changes, policy), nudge, media, frames], unexpected);
    jobs.runBy({
      send: {
        turnAt: (now) => dispatch.turnAt(now),
        started: (now) => dispatch.started(now),
        run: async (job) => {
          life.running += 1;
          try {
            await dispatch.run(job);
          } finally {
            life.running -= 1;
          }
        },
      },
      media,
      receipt: { run: unexpected },
      retention: { run: unexpected },
      archive: { run: unexpected },
      knowledge: { run: unexpected },
      wake: { run: unexpected },
      nudge,
      index: { run: unexpected },
      notice: { run: unexpected },
      deadline: deadlines,
      turn: { run: unexpected },
      'follow-up': { run: unexpected },
      'bot-turn': { run: unexpected },
      assign: { run: unexpected },
      reassign: { run: unexpected },
      window: { run: unexpected },
      'tell-again': { run: unexpected },
      week: { run: unexpected },
      charges: { run: unexpected },
      'roll-up': { run: unexpected },
    });
    dispatch.begin();
    const store = (value: Record<string, unknown>) => {
      const events = parseWebhook(JSON.parse(webhook(this.#name, value))).map(({ event }) => event);
      state.storage.transactionSync(() => {
        for (const event of events) storeEvent(this.sql, changes, { jobs, policy }, event, '', Date.now());
      });
    };
    return Object.assign(life, { jobs, outbox, dispatch, policy, media, store });
  }

  #wait(life: { waiting: number }, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      life.waiting += 1;
      this.later(milliseconds, () => {
        if (life !== this.life) return;
        life.waiting -= 1;
        resolve();
      });
    });
  }
}

function unexpected(): never {
  throw new Error('Nothing in these tests asks for it');
}
