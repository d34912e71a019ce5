/**
 * Automatic turns. What a customer writes within a few seconds is a burst, and a burst gets at most one turn, by the first
 * source that wants it. It is decided when a message arrives, and once more when the burst ends; a turn that takes a
 * while is checked a third time before anything is sent. A turn is carried out in two steps, so that the object can stop
 * at any moment: its transaction stores what will be sent, and its messages have keys that a second try repeats.
 */
import * as v from 'valibot';
import type { TurnOutcome, TurnReason } from '../../../api/automation/turns.ts';
import type { Author } from '../../../api/conversations/messages.ts';
import { isApiError } from '../../../errors.ts';
import { log } from '../../../log.ts';
import { storedJson } from '../../../stored-json.ts';
import type { Content } from '../../../whatsapp/content/content.ts';
import type { ChangeLog } from '../../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../../records/changes/jobs.ts';
import { type ConversationRow, conversationRow, type MessageRow } from '../../records/rows.ts';
import { dueTurns, nextDueAt, openTurn, type TurnRow, turnKey, turnRow } from '../../records/turn-rows.ts';
import type { Automation } from '../automation-settings.ts';
import { textOf } from '../rules/said.ts';
import { burstFrom, isTap } from './burst.ts';
import { countInMonth, MachineSigns } from './limits.ts';
import { Obstacles } from './obstacles.ts';
import { OpenTurns } from './open-turns.ts';
import {
  type AnswerSource,
  type Burst,
  type Composition,
  type Decision,
  isComposition,
  isLater,
  isOnTheWay,
  type Later,
  type Plan,
  withAct,
} from './source.ts';
import { turnOver } from './turn-over.ts';

const second = 1_000;
/** A customer who writes on within this time is still saying the same thing. */
const quietMs = 3 * second;
const maxBurstMs = 12 * second;
/** What WhatsApp brings later than this was written to nobody who answers at once. */
const maxAgeMs = 5 * 60 * second;
/** How much later than planned a turn may end before the team is notified. */
const graceMs = 60 * second;
const maxAtOnce = 50;
const maxTries = 2;

/** What goes out with a turn, until it has gone out. */
const storedPlan = v.object({
  messages: v.array(v.looseObject({ type: v.string() })),
  author: v.object({ name: v.nullable(v.string()), answers: v.boolean() }),
});
type StoredPlan = v.InferOutput<typeof storedPlan>;
/** Which answer of a bot a turn has got. */
const storedDetails = v.object({ digest: v.optional(v.string()) });

/** A message of a turn. Repeating its key sends nothing again. */
export interface TurnMessage {
  conversationId: number;
  key: string;
  content: { type: string };
  author: Author;
}

interface Parts {
  changes: ChangeLog;
  jobs: Jobs;
  automation: Automation;
  sources: () => readonly AnswerSource[];
  /** Calls `read` again each time it needs what is in the archive. */
  reading: <Value>(read: () => Promise<Value>) => Promise<Value>;
  send: (message: TurnMessage) => void;
  /** The question at the end of a conversation; null if it is not asked. */
  question: (row: ConversationRow) => Plan | null;
  /** What takes the place of a bot's answer that has not come. */
  insteadOfBot: (burst: Burst, fault: 'late' | 'stopped') => Plan;
  /** The team has to answer this conversation: a wish, an error or a machine at the other end. */
  leaveToTeam: (conversationId: number, because: 'handed-over' | 'looping') => void;
  /** The turn has ended without an answer, or with one that needs no message. */
  ended: (conversationId: number) => void;
}

export class Turns implements Runner {
  #sql: SqlStorage;
  #ctx: DurableObjectState;
  #parts: Parts;
  #obstacles: Obstacles;
  #open: OpenTurns;
  #machines = new MachineSigns();
  /** Turns that are being composed. */
  #composing = new Map<number, AbortController>();

  constructor(ctx: DurableObjectState, parts: Parts) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#parts = parts;
    this.#obstacles = new Obstacles(this.#sql, parts.automation);
    this.#open = new OpenTurns(this.#sql, parts.jobs);
  }

  /**
   * A customer has written; call it in the transaction of the message. Returns until when the conversation is handled
   * automatically; null if it is not, so that the bot or the team has it.
   */
  received(row: ConversationRow, message: MessageRow, content: Content, sentAt: number): number | null {
    const { automation } = this.#parts;
    if (!automation.isOn || automation.isPaused) return null;
    const now = Date.now();
    const waiting = openTurn(this.#sql, row.id);
    // The customer was quicker than a follow-up, which is no longer needed.
    const isFollowUp = waiting?.last_id === 0;
    if (waiting && isFollowUp) this.#end(waiting, 'withdrawn', 'nothing');
    // One whose messages are about to go out has its answer, and this message is not part of it.
    const open = isFollowUp || waiting?.plan != null ? null : waiting;
    const burst = burstFrom(this.#sql, row, open?.first_id ?? message.id, now);
    const isOld = sentAt < now - maxAgeMs || message.is_uncertain === 1;
    if (isOld || this.#obstacles.ofConversation(row) !== null) return null;
    if (this.#machines.isMachine(row.id, textOf(content), now) && !burst.isWithPerson) {
      if (open) this.#end(open, 'withdrawn', 'loop');
      this.#parts.leaveToTeam(row.id, 'looping');
      return null;
    }
    const decision = this.#decide(burst);
    if (!decision || isOnTheWay(decision)) {
      if (open) this.#end(open, 'withdrawn', 'nothing');
      if (decision && isOnTheWay(decision)) this.#actNow(burst, decision);
      return null;
    }
    const dueAt = isTap(content) ? now : Math.min(now + quietMs, (open?.began_at ?? now) + maxBurstMs);
    if (open) this.#stop(open);
    this.#open.expect(open, { burst, decision, dueAt });
    const answersWithinMs = isComposition(decision) ? (decision.answersWithinMs ?? decision.timeoutMs) : 0;
    return decision.answers && !burst.isWithPerson ? dueAt + answersWithinMs + graceMs : null;
  }

  /** One job, due with the earliest turn. */
  async run(job: Job): Promise<void> {
    const now = Date.now();
    for (const { id } of dueTurns(this.#sql, now, maxAtOnce)) {
      // What is sent for one of them can let the jobs run, and so the next one end.
      const turn = turnRow(this.#sql, id);
      if (turn?.due_at != null && turn.due_at <= now) this.#goOn(turn, now);
    }
    const next = nextDueAt(this.#sql);
    if (next === null) this.#parts.jobs.done(job);
    else this.#parts.jobs.delay(job, Math.max(next, Date.now()));
  }

  /** A follow-up begins without a message of the customer. Returns whether it may be sent now. */
  begin(conversationId: number, plan: Plan): boolean {
    const row = conversationRow(this.#sql, conversationId);
    if (!row || openTurn(this.#sql, conversationId) || this.#obstacles.ofFollowUp(row, plan.source))
      return false;
    const now = Date.now();
    const id = this.#open.add(row.id, { firstId: 0, lastId: 0, plan, now, dueAt: now });
    const turn = turnRow(this.#sql, id);
    if (turn) this.#carryOut(turn, plan);
    // Not listed: it would be tried again and again.
    return !this.#open.removeWithdrawn(id);
  }

  /** The question at the end is asked a little later, if it still can be. Call it in a transaction. */
  expectQuestion(conversationId: number, dueAt: number): void {
    if (openTurn(this.#sql, conversationId)) return;
    const plan: Plan = { source: 'satisfaction', subject: null, messages: [], answers: true };
    this.#open.add(conversationId, { firstId: 0, lastId: 0, plan, now: Date.now(), dueAt });
    this.#open.wakeBy(dueAt);
  }

  #ask(turn: TurnRow, row: ConversationRow): void {
    const plan = this.#parts.question(row);
    const because = this.#obstacles.ofFollowUp(row, turn.source);
    if (!plan || because !== null) this.#withdraw(turn, because ?? 'nothing');
    else this.#carryOut(turn, plan);
  }

  #decide(burst: Burst): Decision | null {
    let before: Plan | null = null;
    for (const source of this.#parts.sources()) {
      const decision = source.decide(burst);
      if (!decision) continue;
      const joined: Decision = before ? withAct(decision, before.act, before.details) : decision;
      if (!isOnTheWay(joined)) return joined;
      before = joined;
      if (joined.source === 'bot') break;
    }
    return before;
  }

  /** Nothing is said, so that nothing has to be waited for. Call it in the transaction of the message. */
  #actNow(burst: Burst, plan: Plan): void {
    const { conversation, messages, now } = burst;
    const lastId = messages.at(-1)?.row.id ?? 0;
    const id = this.#open.add(conversation.id, { firstId: lastId, lastId, plan, now, dueAt: now });
    this.#open.acted(id, plan, now);
    const turn = turnRow(this.#sql, id);
    if (turn) plan.act?.(turn);
  }

  #goOn(turn: TurnRow, now: number): void {
    // The answer of a bot is late, or a composition was told to stop five seconds ago.
    if (turn.outcome === 'awaiting' || this.#composing.has(turn.id)) {
      this.#fail(turn);
      return;
    }
    const row = conversationRow(this.#sql, turn.conversation_id);
    if (!row) {
      this.#open.remove(turn.id);
      return;
    }
    if (turn.plan !== null) {
      this.#resume(turn, row);
      return;
    }
    if (turn.last_id === 0) {
      this.#ask(turn, row);
      return;
    }
    const burst = burstFrom(this.#sql, row, turn.first_id, now);
    const decision = this.#decide(burst);
    const because =
      this.#obstacles.ofTurn(turn, row, decision) ?? this.#obstacles.ofAsking(turn, decision, now);
    if (!decision || because !== null) {
      this.#withdraw(turn, because ?? 'nothing');
    } else if (isComposition(decision)) {
      this.#compose(turn, decision, now);
    } else this.#carryOut(turn, decision);
  }

  #compose(turn: TurnRow, composition: Composition, now: number): void {
    if (turn.tries >= maxTries) {
      this.#fail(turn);
      return;
    }
    const { source, timeoutMs } = composition;
    const stop = new AbortController();
    this.#composing.set(turn.id, stop);
    this.#open.composing(turn.id, composition, now + timeoutMs + 5 * second);
    const timer = setTimeout(() => stop.abort(), timeoutMs);
    const compose = () => composition.compose(turn, stop.signal);
    const composed = this.#parts.reading(compose).catch((error: unknown) => {
      log('error', 'turn_fault', { source, fault: error instanceof Error ? error.name : typeof error });
      return null;
    });
    this.#ctx.waitUntil(
      composed.then((plan) => {
        clearTimeout(timer);
        // The customer may have written on, and the new burst may be composed already.
        if (this.#composing.get(turn.id) === stop) this.#composing.delete(turn.id);
        this.#composed(turn, plan);
      }),
    );
  }

  #composed(before: TurnRow, composed: Plan | Later | null): void {
    const turn = turnRow(this.#sql, before.id);
    // The customer has written on: the new burst is answered as a whole.
    if (!turn || turn.due_at === null || turn.outcome !== 'composing' || turn.last_id !== before.last_id)
      return;
    const row = conversationRow(this.#sql, turn.conversation_id);
    const plan = composed && !isLater(composed) ? composed : null;
    const because = row && this.#obstacles.ofTurn(turn, row, plan);
    if (!row || because !== null) this.#withdraw(turn, because ?? 'nothing');
    else if (plan) this.#carryOut(turn, plan);
    else if (composed && isLater(composed)) this.#open.awaiting(turn.id, composed.until);
    else this.#fail(turn);
  }

  /**
   * The answer of a bot by the API, to the messages up to `lastId`. `digest` tells it from others: the same one again
   * returns the turn as it is. Throws if the turn is over.
   */
  answer(turnId: number, lastId: number, { digest, ...plan }: Plan & { digest: string }): TurnRow {
    const turn = turnRow(this.#sql, turnId);
    if (turn?.source !== 'bot') throw turnOver('ended');
    if (turn.last_id !== lastId) throw turnOver('newer');
    if (turn.due_at === null || turn.plan !== null) {
      if (turn.details !== null && storedJson(storedDetails, turn.details)?.digest === digest) return turn;
      throw turnOver(turn.because ?? 'ended');
    }
    if (turn.outcome === 'waiting') throw turnOver('newer');
    const now = Date.now();
    if (turn.outcome === 'awaiting' && turn.due_at <= now) throw turnOver('expired');
    const row = conversationRow(this.#sql, turn.conversation_id);
    const because = row && this.#obstacles.ofTurn(turn, row, plan);
    if (!row || because !== null) {
      this.#withdraw(turn, because ?? 'nothing');
      throw turnOver(because ?? 'nothing');
    }
    this.#stop(turn);
    const refused = this.#carryOut(turn, this.#joined(row, turn, plan, now));
    if (refused !== null) throw turnOver(refused);
    return turnRow(this.#sql, turnId) ?? turn;
  }

  /** A plan that did not come from its composition, with what rules before it do. */
  #joined(row: ConversationRow, turn: TurnRow, plan: Plan, now: number): Plan {
    const decision = this.#decide(burstFrom(this.#sql, row, turn.first_id, now));
    return (decision && isComposition(decision) && decision.join?.(plan)) || plan;
  }

  /** Returns why nothing was sent; null if it was. */
  #carryOut(turn: TurnRow, plan: Plan): TurnReason | null {
    const { changes } = this.#parts;
    const now = Date.now();
    const because = this.#obstacles.ofMessages(turn, plan, now);
    if (because !== null) {
      this.#withdraw(turn, because);
      return because;
    }
    const { subject, messages, answers, act, handsOver = false, isFallback, because: refused } = plan;
    const outgoing: StoredPlan = {
      messages: messages.map((content) => ({ ...content })),
      author: { name: subject?.name ?? null, answers },
    };
    const outcome: TurnOutcome = refused
      ? 'failed'
      : handsOver
        ? 'handed-over'
        : messages.length === 0
          ? isFallback
            ? 'failed'
            : 'acted'
          : answers
            ? 'answered'
            : 'said';
    changes.transaction(() => {
      this.#open.planned(turn.id, plan, {
        ...{ outcome, now, because: refused ?? (outcome === 'failed' ? 'error' : null) },
        outgoing: messages.length > 0 ? JSON.stringify(outgoing) : null,
      });
      if (messages.length > 0) countInMonth(this.#sql, messages.length, now);
      act?.(turn);
      if (handsOver) this.#parts.leaveToTeam(turn.conversation_id, 'handed-over');
      else if (messages.length === 0 || !answers) this.#parts.ended(turn.conversation_id);
    });
    const stored = turnRow(this.#sql, turn.id);
    if (stored?.plan != null) this.#sendPlan(stored);
    return null;
  }

  /** The object stopped before everything planned was sent, and a person may have written, or stopped it, since. */
  #resume(turn: TurnRow, row: ConversationRow): void {
    const because = this.#obstacles.ofPlanned(turn, row);
    if (because === null) this.#sendPlan(turn);
    else if (this.#open.hasBegun(turn.id)) this.#open.sent(turn.id);
    else this.#withdraw(turn, because);
  }

  /** Sends what a turn has planned. A message that was sent before has the same key. */
  #sendPlan(turn: TurnRow): void {
    const plan = turn.plan === null ? null : storedJson(storedPlan, turn.plan);
    const { name = null, answers = false } = plan?.author ?? {};
    const author: Author = { type: 'automation', source: turn.source, name, answers };
    try {
      for (const [index, content] of (plan?.messages ?? []).entries()) {
        const key = turnKey(turn.id, index);
        this.#parts.send({ conversationId: turn.conversation_id, key, content, author });
      }
      this.#machines.sent(turn.conversation_id, Date.now());
    } catch (error) {
      if (!isApiError(error)) throw error;
      log('warn', 'turn_refused', { source: turn.source, code: error.code });
      this.#parts.changes.transaction(() => {
        this.#end(turn, 'failed', 'error');
        this.#parts.ended(turn.conversation_id);
      });
      return;
    }
    this.#open.sent(turn.id);
  }

  /** No answer could be made: a person has to, unless the owner has set what takes its place. */
  #fail(turn: TurnRow): void {
    if (turn.source === 'bot') {
      this.#replace(turn);
      return;
    }
    this.#parts.changes.transaction(() => {
      this.#end(turn, 'failed', 'error');
      this.#parts.leaveToTeam(turn.conversation_id, 'handed-over');
    });
  }

  /** Nothing has failed if no answer is needed any more. */
  #replace(turn: TurnRow): void {
    const row = conversationRow(this.#sql, turn.conversation_id);
    const because = row && this.#obstacles.ofTurn(turn, row, null);
    if (!row || because !== null) {
      this.#withdraw(turn, because ?? 'nothing');
      return;
    }
    this.#stop(turn);
    const now = Date.now();
    const fault = turn.outcome === 'awaiting' ? 'late' : 'stopped';
    const plan = this.#parts.insteadOfBot(burstFrom(this.#sql, row, turn.first_id, now), fault);
    this.#carryOut(turn, this.#joined(row, turn, plan, now));
  }

  #withdraw(turn: TurnRow, because: TurnReason): void {
    this.#parts.changes.transaction(() => {
      this.#end(turn, 'withdrawn', because);
      this.#parts.ended(turn.conversation_id);
    });
  }

  #stop({ id }: TurnRow): void {
    this.#composing.get(id)?.abort();
    this.#composing.delete(id);
  }

  #end(turn: TurnRow, outcome: TurnOutcome, because: TurnReason): void {
    this.#stop(turn);
    this.#open.end(turn.id, outcome, because);
  }

  /** What automatic turns would do with this text now. Nothing is written. */
  preview(burst: Burst): Decision | null {
    return this.#decide(burst);
  }
}
