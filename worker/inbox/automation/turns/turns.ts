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
import { expiryOf, isOpen } from '../../../whatsapp/sending/window.ts';
import type { ChangeLog } from '../../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../../records/changes/jobs.ts';
import {
  type ConversationRow,
  conversationRow,
  isIdentityChanged,
  type MessageRow,
  messageContent,
  modeOf,
} from '../../records/rows.ts';
import { dueTurns, nextDueAt, openTurn, type TurnRow, turnKey, turnRow } from '../../records/turn-rows.ts';
import type { Automation } from '../automation-settings.ts';
import { textOf } from '../rules/said.ts';
import { countInMonth, limitReached, MachineSigns } from './limits.ts';
import {
  type AnswerSource,
  type Burst,
  type Composition,
  type Decision,
  isComposition,
  isLater,
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
const maxMessages = 50;
const maxAtOnce = 50;
const maxTries = 2;
const lane = 'turn';

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
  #machines = new MachineSigns();
  /** Turns that are being composed. */
  #composing = new Map<number, AbortController>();

  constructor(ctx: DurableObjectState, parts: Parts) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#parts = parts;
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
    const burst = this.#burst(row, open?.first_id ?? message.id, now);
    const isOld = sentAt < now - maxAgeMs || message.is_uncertain === 1;
    if (isOld || this.#hindrance(row) !== null) return null;
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
    this.#expect(open, { burst, decision, dueAt });
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
    if (!row || openTurn(this.#sql, conversationId) || this.#followUpHindrance(row, plan.source))
      return false;
    const now = Date.now();
    const id = this.#insert(row.id, { firstId: 0, lastId: 0, plan, now, dueAt: now });
    const turn = turnRow(this.#sql, id);
    if (turn) this.#carryOut(turn, plan);
    // Not listed: it would be tried again and again.
    const { rowsWritten } = this.#sql.exec("DELETE FROM turn WHERE id = ? AND outcome = 'withdrawn'", id);
    return rowsWritten === 0;
  }

  /** The question at the end is asked a little later, if it still can be. Call it in a transaction. */
  expectQuestion(conversationId: number, dueAt: number): void {
    if (openTurn(this.#sql, conversationId)) return;
    const plan: Plan = { source: 'satisfaction', subject: null, messages: [], answers: true };
    this.#insert(conversationId, { firstId: 0, lastId: 0, plan, now: Date.now(), dueAt });
    this.#wakeBy(dueAt);
  }

  #followUpHindrance(row: ConversationRow, source: TurnRow['source']): TurnReason | null {
    if (this.#parts.automation.isPaused) return 'paused';
    return this.#hindrance(row) ?? this.#refusal(row, source);
  }

  #ask(turn: TurnRow, row: ConversationRow): void {
    const plan = this.#parts.question(row);
    const because = this.#followUpHindrance(row, turn.source);
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
    const id = this.#insert(conversation.id, { firstId: lastId, lastId, plan, now, dueAt: now });
    this.#sql.exec(
      "UPDATE turn SET outcome = 'acted', details = ?2, due_at = NULL, ended_at = ?3 WHERE id = ?1",
      ...[id, JSON.stringify({ ...plan.details, goesOn: true }), now],
    );
    const turn = turnRow(this.#sql, id);
    if (turn) plan.act?.(turn);
  }

  #goOn(turn: TurnRow, now: number): void {
    // The answer of a bot is late, or a composition was told to stop five seconds ago.
    if (turn.outcome === 'awaiting' || this.#composing.has(turn.id)) {
      this.#fail(turn);
      return;
    }
    if (turn.plan !== null) {
      this.#sendPlan(turn);
      return;
    }
    const row = conversationRow(this.#sql, turn.conversation_id);
    if (!row) {
      this.#sql.exec('DELETE FROM turn WHERE id = ?', turn.id);
      return;
    }
    if (turn.last_id === 0) {
      this.#ask(turn, row);
      return;
    }
    const burst = this.#burst(row, turn.first_id, now);
    const decision = this.#decide(burst);
    const because = this.#why(turn, row, decision) ?? this.#unsendable(turn, decision, now);
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
    const { source, subject, timeoutMs } = composition;
    const stop = new AbortController();
    this.#composing.set(turn.id, stop);
    // If the object stops meanwhile, it is composed again.
    this.#sql.exec(
      `UPDATE turn SET outcome = 'composing', source = ?2, subject = ?3, due_at = ?4, tries = tries + 1 WHERE id = ?1`,
      ...[turn.id, source, subject?.id ?? null, now + timeoutMs + 5 * second],
    );
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
    const because = row && this.#why(turn, row, plan);
    if (!row || because !== null) this.#withdraw(turn, because ?? 'nothing');
    else if (plan) this.#carryOut(turn, plan);
    else if (composed && isLater(composed)) this.#await(turn, composed);
    else this.#fail(turn);
  }

  /** A bot answers by the API, until then. */
  #await({ id }: TurnRow, { until }: Later): void {
    this.#sql.exec("UPDATE turn SET outcome = 'awaiting', due_at = ?2 WHERE id = ?1", id, until);
    this.#wakeBy(until);
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
    const because = row && this.#why(turn, row, plan);
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
    const decision = this.#decide(this.#burst(row, turn.first_id, now));
    return (decision && isComposition(decision) && decision.join?.(plan)) || plan;
  }

  /** Returns why nothing was sent; null if it was. */
  #carryOut(turn: TurnRow, plan: Plan): TurnReason | null {
    const { changes } = this.#parts;
    const now = Date.now();
    const because = this.#tooMuch(turn, plan, now);
    if (because !== null) {
      this.#withdraw(turn, because);
      return because;
    }
    const { source, subject, messages, answers, act, handsOver = false, isFallback, details } = plan;
    const outgoing: StoredPlan = {
      messages: messages.map((content) => ({ ...content })),
      author: { name: subject?.name ?? null, answers },
    };
    const outcome: TurnOutcome = handsOver
      ? 'handed-over'
      : messages.length === 0
        ? isFallback
          ? 'failed'
          : 'acted'
        : answers
          ? 'answered'
          : 'said';
    changes.transaction(() => {
      this.#sql.exec(
        `UPDATE turn SET source = ?2, subject = ?3, outcome = ?4, plan = ?5, details = ?6, due_at = ?7,
           ended_at = ?8, because = ?9 WHERE id = ?1`,
        ...[turn.id, source, subject?.id ?? null, outcome],
        messages.length > 0 ? JSON.stringify(outgoing) : null,
        details === undefined ? null : JSON.stringify(details),
        ...[messages.length > 0 ? now : null, now, outcome === 'failed' ? 'error' : null],
      );
      if (messages.length > 0) countInMonth(this.#sql, messages.length, now);
      act?.(turn);
      if (handsOver) this.#parts.leaveToTeam(turn.conversation_id, 'handed-over');
      else if (messages.length === 0 || !answers) this.#parts.ended(turn.conversation_id);
    });
    const stored = turnRow(this.#sql, turn.id);
    if (stored?.plan != null) this.#sendPlan(stored);
    return null;
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
    this.#sql.exec("UPDATE turn SET due_at = NULL, plan = '' WHERE id = ?", turn.id);
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
    const because = row && this.#why(turn, row, null);
    if (!row || because !== null) {
      this.#withdraw(turn, because ?? 'nothing');
      return;
    }
    this.#stop(turn);
    const now = Date.now();
    const fault = turn.outcome === 'awaiting' ? 'late' : 'stopped';
    const plan = this.#parts.insteadOfBot(this.#burst(row, turn.first_id, now), fault);
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
    this.#sql.exec(
      'UPDATE turn SET outcome = ?2, because = ?3, due_at = NULL, ended_at = ?4 WHERE id = ?1',
      ...[turn.id, outcome, because, Date.now()],
    );
  }

  #expect(
    open: TurnRow | null,
    { burst, decision, dueAt }: { burst: Burst; decision: Decision; dueAt: number },
  ): void {
    const { conversation, messages, now } = burst;
    const firstId = messages[0]?.row.id ?? 0;
    const lastId = messages.at(-1)?.row.id ?? 0;
    const { source, subject } = decision;
    if (open) {
      this.#stop(open);
      this.#sql.exec(
        `UPDATE turn SET last_id = ?2, source = ?3, subject = ?4, outcome = 'waiting', due_at = ?5,
           tries = iif(outcome = 'awaiting', 0, tries) WHERE id = ?1`,
        ...[open.id, lastId, source, subject?.id ?? null, dueAt],
      );
    } else this.#insert(conversation.id, { firstId, lastId, plan: decision, now, dueAt });
    this.#wakeBy(dueAt);
  }

  #insert(
    conversationId: number,
    turn: { firstId: number; lastId: number; plan: Decision; now: number; dueAt: number },
  ): number {
    const { firstId, lastId, plan, now, dueAt } = turn;
    return this.#sql
      .exec<{ id: number }>(
        `INSERT INTO turn (conversation_id, first_id, last_id, source, subject, outcome, began_at, due_at)
         VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?) RETURNING id`,
        ...[conversationId, firstId, lastId, plan.source, plan.subject?.id ?? null, now, dueAt],
      )
      .one().id;
  }

  #wakeBy(dueAt: number): void {
    const { jobs } = this.#parts;
    const [job] = this.#sql.exec<{ run_at: number }>('SELECT run_at FROM job WHERE lane = ?', lane).toArray();
    if (!job) jobs.add('turn', lane, 0, dueAt);
    else if (job.run_at > dueAt) {
      this.#sql.exec('UPDATE job SET run_at = ? WHERE lane = ?', dueAt, lane);
      jobs.alarmBy(dueAt);
    }
  }

  #burst(conversation: ConversationRow, firstId: number, now: number): Burst {
    const messages = this.#sql
      .exec<MessageRow>(
        `SELECT * FROM message WHERE conversation_id = ? AND id >= ? AND origin = 'message' AND target IS NULL
         ORDER BY id LIMIT ?`,
        ...[conversation.id, firstId, maxMessages],
      )
      .toArray()
      .map((row) => ({ row, content: messageContent(this.#sql, row) }));
    return {
      conversation,
      messages,
      text: messages
        .map(({ content }) => textOf(content))
        .filter(Boolean)
        .join('\n'),
      now,
      isWithPerson: modeOf(conversation, now) === 'person',
    };
  }

  /** Why nothing is answered automatically in this conversation. */
  #hindrance(row: ConversationRow): TurnReason | null {
    if (row.mode === 'off') return 'off';
    if (row.blocked_at !== null) return 'blocked';
    return isIdentityChanged(row) ? 'identity' : null;
  }

  /** Why a turn may not go on, apart from who has the conversation, which every source decides by itself. */
  #why(turn: TurnRow, row: ConversationRow, decision: Decision | null): TurnReason | null {
    const { automation } = this.#parts;
    if (automation.isPaused) return 'paused';
    const hindrance = this.#hindrance(row);
    if (hindrance !== null) return hindrance;
    // Whatever is said only to the team can be done at any time.
    if (decision && isOnlyForTeam(decision)) return null;
    const refusal = this.#refusal(row, decision?.source ?? turn.source);
    if (refusal !== null) return refusal;
    const isWithPerson = modeOf(row, Date.now()) === 'person';
    if (isWithPerson && (decision?.source ?? turn.source) !== 'away') return 'person';
    return this.#isAnswered(turn) ? 'answered' : null;
  }

  #refusal(row: ConversationRow, source: TurnRow['source']): TurnReason | null {
    const now = Date.now();
    const expiresAt = expiryOf({ openedAt: row.opened_at, refusedAt: row.refused_at }, now);
    if (!isOpen(expiresAt, now)) return 'window-closed';
    return row.marketing_stopped === 1 && source !== 'stop' ? 'opted-out' : null;
  }

  #tooMuch(turn: TurnRow, plan: Plan, now: number): TurnReason | null {
    if (plan.messages.length === 0 || plan.source === 'stop' || plan.source === 'hand-over') return null;
    return this.#limitReached(turn, now) ?? (this.#isSameAgain(turn, plan) ? 'same-text' : null);
  }

  /** A model costs money, so it is not asked for what could not be sent. */
  #unsendable(turn: TurnRow, decision: Decision | null, now: number): TurnReason | null {
    return decision?.source === 'assistant' ? this.#limitReached(turn, now) : null;
  }

  #limitReached({ conversation_id: id }: TurnRow, now: number): TurnReason | null {
    return limitReached(this.#sql, id, this.#parts.automation.settings.limits, now);
  }

  /** Whether the last message to the customer was automatic and the same. */
  #isSameAgain(turn: TurnRow, { messages }: Plan): boolean {
    const [last] = this.#sql
      .exec<{ body: string; type: string | null }>(
        `SELECT body, author ->> 'type' AS type FROM message WHERE conversation_id = ? AND direction = 'out'
           AND target IS NULL ORDER BY sent_at DESC, id DESC LIMIT 1`,
        turn.conversation_id,
      )
      .toArray();
    return last?.type === 'automation' && messages.some((content) => JSON.stringify(content) === last.body);
  }

  /** Whether anybody has written to the customer since they wrote. */
  #isAnswered({ conversation_id: id, first_id: firstId }: TurnRow): boolean {
    return (
      this.#sql
        .exec(
          `SELECT 1 FROM message WHERE conversation_id = ? AND id > ? AND direction = 'out' AND target IS NULL
             AND send_at IS NULL AND status IS NOT 'failed' AND author ->> 'answers' IS NOT 0 LIMIT 1`,
          ...[id, firstId],
        )
        .toArray().length > 0
    );
  }

  /** What automatic turns would do with this text now. Nothing is written. */
  preview(burst: Burst): Decision | null {
    return this.#decide(burst);
  }
}

/** Whether the customer notices nothing of it. */
function isOnlyForTeam(decision: Decision): boolean {
  if (decision.source === 'suggestion') return true;
  if (isComposition(decision) || decision.messages.length > 0) return false;
  // What a bot does is its turn, also without a message.
  return decision.source !== 'bot' || isOnTheWay(decision);
}

/** Whether it only does something before another source, or the bot, answers. */
function isOnTheWay(decision: Decision): decision is Plan {
  return !isComposition(decision) && decision.goesOn === true;
}

/** A choice is complete: nobody writes on after it. */
function isTap({ type }: Content): boolean {
  return type === 'interactive' || type === 'button';
}
