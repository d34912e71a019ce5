/**
 * Decides what one endpoint receives, and in which order. Conversations are delivered in parallel, the events of one in
 * order. An event that the endpoint refuses holds up only its conversation; for a failing endpoint the cursor stops,
 * until an attempt succeeds. There is no I/O here: the object can stop at any moment, and an event that was not settled
 * is delivered again under the same id.
 */
import type { Endpoint } from '../../workspace/webhooks/subscriptions.ts';
import { type EventRow, eventAt, eventsAfter, isWantedBy, wantedBefore } from '../events/event-rows.ts';
import { type Cursor, DeliveryRows, type Failure, type Hold, type Replay } from './delivery-rows.ts';
import type { Answer } from './post.ts';
import { endpointWait, eventWait, type Verdict } from './verdict.ts';

export interface Task {
  event: EventRow;
  previous: number | null;
  attempt: number;
  hold: Hold | null;
  replay: Replay | null;
}

type Settled = Pick<Answer, 'status' | 'error' | 'text' | 'ms' | 'retryAfterMs'>;

/** Events read ahead, and settled before the cursor is written. */
const maxOpen = 20;
const pageLength = 100;
/** After this many different events were refused in a row, the endpoint itself counts as failing. */
const maxRefusals = 5;
/** How often a failing endpoint is tried with the same event before another one is tried. */
const maxProbes = 3;

const conversationOf = ({ conversation }: EventRow) => conversation ?? 0;

export class Lane {
  endpoint: Endpoint;
  readonly rows: DeliveryRows;
  /** The endpoint receives events after this one. */
  readonly begin: number;
  #sql: SqlStorage;
  #withholds: (endpointId: string, event: EventRow) => boolean;
  #startedAt: number;
  /** Events that were read but not settled, oldest first. */
  #open: { event: EventRow; previous: number | null }[] = [];
  #readUpTo: number;
  #lastRead: number | null;
  #failure: Failure | null;
  #holds: Map<number, Hold>;
  #busy = new Set<number>();
  #isReplaying = false;
  #refused = new Set<number>();
  /** Events that were held because the endpoint failed with them during the current failure. */
  #stuck = new Set<number>();
  #unsaved = 0;

  /** A new endpoint starts after `lastSeq`. `isWithheld`: the endpoint must not receive an event that it wants. */
  constructor(
    sql: SqlStorage,
    endpoint: Endpoint,
    lastSeq: number,
    isWithheld: (endpointId: string, event: EventRow) => boolean = () => false,
  ) {
    this.#sql = sql;
    this.#withholds = isWithheld;
    this.endpoint = endpoint;
    this.rows = new DeliveryRows(sql, endpoint.id);
    const stored = this.rows.cursor();
    const { startedAt } = endpoint;
    const cursor: Cursor =
      stored?.startedAt === startedAt
        ? stored
        : { startedAt, begin: lastSeq, seq: lastSeq, last: null, failure: null };
    if (cursor !== stored) this.rows.reset(cursor);
    this.#startedAt = startedAt;
    this.begin = cursor.begin;
    this.#readUpTo = cursor.seq;
    this.#lastRead = cursor.last;
    this.#failure = cursor.failure;
    this.#holds = new Map(this.rows.holds().map((hold) => [hold.conversation, hold]));
  }

  /** Whether the endpoint gets this event, as things are now. */
  wants(event: EventRow): boolean {
    return isWantedBy(this.endpoint, event) && !this.isWithheld(event);
  }

  isWithheld(event: EventRow): boolean {
    return this.#withholds(this.endpoint.id, event);
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  get isBusy(): boolean {
    return this.#busy.size > 0 || this.#isReplaying;
  }

  /** The next delivery that may start now. Call {@link settle} or {@link release} when it has ended. */
  take(now: number): Task | null {
    if (this.endpoint.disabledAt !== null) return null;
    if (this.#failure && (now < this.#failure.retryAt || this.isBusy)) return null;
    // Any event can show that an endpoint has recovered, preferably one that it has not failed with yet.
    const task = this.#failure
      ? (this.#takeOpen() ?? this.#takeHeld(Number.POSITIVE_INFINITY) ?? this.#takeReplay())
      : (this.#takeHeld(now) ?? this.#takeOpen() ?? this.#takeReplay());
    if (task?.replay) this.#isReplaying = true;
    else if (task) this.#busy.add(conversationOf(task.event));
    return task;
  }

  /** When {@link take} may next return a task; infinite if only a new event can cause one. */
  nextAt(now: number): number {
    if (this.endpoint.disabledAt !== null || this.isBusy) return Number.POSITIVE_INFINITY;
    const heldAt = Math.min(...Array.from(this.#holds.values(), ({ runAt }) => runAt));
    this.#read();
    const at = this.#open.length > 0 || this.rows.replay() !== null ? now : heldAt;
    return this.#failure && at !== Number.POSITIVE_INFINITY ? this.#failure.retryAt : at;
  }

  settle(task: Task, verdict: Verdict, answer: Settled, now: number): void {
    this.#end(task);
    this.#log(task, verdict, answer, now);
    if (verdict === 'delivered') this.#delivered(task, now);
    else if (verdict === 'refused') this.#refuse(task, now);
    else this.#fail(task, answer, now);
  }

  /** There is nothing to send: its data is no longer stored, or it is no longer for this endpoint. */
  skip(task: Task, outcome: 'expired' | 'withheld', now: number): void {
    this.#end(task);
    const { event, attempt, replay } = task;
    const nothing = { ms: 0, status: null, error: null, answer: '' };
    this.rows.log({
      ...{ seq: event.seq, type: event.type, at: now, attempt, isReplay: replay !== null },
      ...{ ...nothing, outcome },
    });
    this.#goOn(task, now);
  }

  /** It was not attempted, for a reason on our side, and is tried again shortly. */
  release(task: Task, now: number): void {
    this.#end(task);
    this.#fail(task, { status: null, error: 'connection', text: '', ms: 0, retryAfterMs: null }, now);
  }

  reported(): void {
    if (this.#failure) this.#failure = { ...this.#failure, isReported: true };
    this.#save();
  }

  /** How many of the next `limit` events are waiting for this endpoint. */
  waiting(limit: number): number {
    const { seq = this.#readUpTo } = this.rows.cursor() ?? {};
    return eventsAfter(this.#sql, seq, limit).filter((event) => this.wants(event)).length;
  }

  heldConversations(): number {
    return this.#holds.size;
  }

  #end({ event, replay }: Task): void {
    if (replay) this.#isReplaying = false;
    else this.#busy.delete(conversationOf(event));
  }

  #takeHeld(now: number): Task | null {
    for (const hold of this.#holds.values()) {
      if (hold.runAt > now || this.#busy.has(hold.conversation)) continue;
      const event = eventAt(this.#sql, hold.seq);
      if (event) return { event, ...this.#before(event), attempt: hold.tries + 1, hold, replay: null };
      // The event is no longer stored.
      this.#moveHold(hold, now);
      return this.#takeHeld(now);
    }
    return null;
  }

  #takeOpen(): Task | null {
    this.#read();
    const free = this.#open.find(({ event }) => !this.#busy.has(conversationOf(event)));
    return free ? { ...free, attempt: 1, hold: null, replay: null } : null;
  }

  /** Only while there is nothing else to deliver. */
  #takeReplay(): Task | null {
    if (this.isBusy || this.#open.length > 0) return null;
    for (let replay = this.rows.replay(); replay; replay = this.rows.replay()) {
      const event = this.#nextIn(replay);
      if (event) return { event, ...this.#before(event), attempt: 1, hold: null, replay };
      this.rows.moveReplay(replay, Number.MAX_SAFE_INTEGER);
    }
    return null;
  }

  #nextIn({ seq, upTo, onlyFailed }: Replay): EventRow | null {
    if (onlyFailed) {
      const next = this.rows.failed().find((one) => one >= seq && one <= upTo);
      return next === undefined ? null : eventAt(this.#sql, next);
    }
    return this.#find(seq - 1, upTo, () => true);
  }

  #before(event: EventRow): Pick<Task, 'previous'> {
    return { previous: wantedBefore(this.#sql, (one) => this.wants(one), event.seq, this.begin) };
  }

  /** The first wanted event after one and up to another. */
  #find(after: number, upTo: number, isMeant: (event: EventRow) => boolean): EventRow | null {
    for (let from = after; ; ) {
      const page = eventsAfter(this.#sql, from, pageLength);
      for (const event of page) {
        if (event.seq > upTo) return null;
        if (isMeant(event) && this.wants(event)) return event;
      }
      const last = page.at(-1);
      if (!last || page.length < pageLength) return null;
      from = last.seq;
    }
  }

  #read(): void {
    while (this.#open.length < maxOpen) {
      const page = eventsAfter(this.#sql, this.#readUpTo, pageLength);
      for (const event of page) {
        if (this.#open.length >= maxOpen) return;
        this.#readUpTo = event.seq;
        if (!this.wants(event)) continue;
        const previous = this.#lastRead;
        this.#lastRead = event.seq;
        // Events after a held one are found when it is released.
        if (!this.#holds.has(conversationOf(event))) this.#open.push({ event, previous });
      }
      if (page.length < pageLength) return;
    }
  }

  #delivered(task: Task, now: number): void {
    this.#refused.clear();
    this.rows.forgiven(task.event.seq);
    const wasFailing = this.#failure !== null;
    this.#isBack();
    this.#goOn(task, now);
    if (wasFailing) this.#save();
  }

  /** Nothing is left to do for this event. */
  #goOn({ event, hold, replay }: Task, now: number): void {
    if (replay) this.rows.moveReplay(replay, event.seq + 1);
    else if (hold) this.#moveHold(hold, now);
    else {
      this.#open = this.#open.filter((one) => one.event.seq !== event.seq);
      this.#unsaved += 1;
      if (this.#open.length === 0 || this.#unsaved >= maxOpen) this.#save();
    }
  }

  #moveHold({ conversation, seq }: Hold, now: number): void {
    const next = this.#find(seq, this.#readUpTo, (event) => conversationOf(event) === conversation);
    if (next) this.#hold({ conversation, seq: next.seq, tries: 0, runAt: now });
    else {
      this.#holds.delete(conversation);
      this.rows.endHold(conversation);
    }
  }

  #refuse(task: Task, now: number): void {
    const { seq } = task.event;
    this.#refused.add(seq);
    if (task.replay) this.#goOn(task, now);
    else this.#holdBack(task, now);
    if (this.#refused.size >= maxRefusals) this.#leaveAlone(seq, null, now);
    else this.#isBack();
    this.#save();
  }

  #isBack(): void {
    this.#failure = null;
    this.#stuck.clear();
  }

  #fail(task: Task, { error, retryAfterMs }: Settled, now: number): void {
    this.#leaveAlone(task.event.seq, retryAfterMs, now);
    // The event itself may be the cause, so another one is tried.
    const { seq } = task.event;
    const isStuck = (this.#failure?.times ?? 0) >= maxProbes && error !== 'connection';
    if (isStuck && task.replay) this.#goOn(task, now);
    else if (isStuck && !this.#stuck.has(seq)) {
      this.#stuck.add(seq);
      this.#holdBack(task, now);
    }
    this.#save();
  }

  #leaveAlone(seq: number, retryAfterMs: number | null, now: number): void {
    const { since = now, tries = 0, seq: lastSeq, times = 0, isReported = false } = this.#failure ?? {};
    this.#failure = {
      since,
      tries: tries + 1,
      retryAt: now + endpointWait(tries + 1, Math.random(), retryAfterMs),
      seq,
      times: lastSeq === seq ? times + 1 : 1,
      isReported,
    };
  }

  /** Schedules the next try of the event, or gives it up. Later events of its conversation wait. */
  #holdBack({ event, hold }: Task, now: number): void {
    const conversation = conversationOf(event);
    const tries = (hold?.tries ?? 0) + 1;
    const wait = eventWait(tries, Math.random());
    this.#open = this.#open.filter((one) => conversationOf(one.event) !== conversation);
    if (wait !== null) this.#hold({ conversation, seq: event.seq, tries, runAt: now + wait });
    else {
      this.rows.giveUp(event.seq);
      this.#moveHold({ conversation, seq: event.seq, tries, runAt: now }, now);
    }
  }

  #hold(hold: Hold): void {
    this.#holds.set(hold.conversation, hold);
    this.rows.setHold(hold);
  }

  #log({ event, attempt, replay }: Task, verdict: Verdict, answer: Settled, now: number): void {
    const { status, error, text, ms } = answer;
    this.rows.log({
      ...{ seq: event.seq, type: event.type, at: now, ms, attempt, isReplay: replay !== null },
      ...{ outcome: verdict, status, error, answer: text },
    });
  }

  /** The cursor is just before the first event that is not settled. */
  #save(): void {
    this.#unsaved = 0;
    const [first] = this.#open;
    this.rows.setCursor({
      startedAt: this.#startedAt,
      begin: this.begin,
      seq: first ? first.event.seq - 1 : this.#readUpTo,
      last: first ? first.previous : this.#lastRead,
      failure: this.#failure,
    });
  }
}
