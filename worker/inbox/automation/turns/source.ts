/** What can take an automatic turn, and what it plans to do. */
import type { TurnReason, TurnSource } from '../../../api/automation/turns.ts';
import type { Content } from '../../../whatsapp/content/content.ts';
import type { ConversationRow, MessageRow } from '../../records/rows.ts';
import type { TurnRow } from '../../records/turn-rows.ts';

/** The messages of a customer that are answered together, oldest first. */
export interface Burst {
  conversation: ConversationRow;
  messages: readonly { row: Pick<MessageRow, 'id' | 'sent_at'>; content: Content }[];
  /** Their words, one message to a line. */
  text: string;
  /** Unix milliseconds. */
  now: number;
  /** Whether a person answers the conversation. Then most sources do nothing. */
  isWithPerson: boolean;
}

/** What is done at the end of a burst. It is decided again then, so that nothing in it may change anything yet. */
export interface Plan {
  source: TurnSource;
  /** Id of the rule or menu, and its name. */
  subject: { id: string; name: string } | null;
  /** Sent in this order; more than one only from a bot, or of a saved reply. */
  messages: readonly { type: string }[];
  /** Whether the customer has their answer then. If not, they still wait for the team. */
  answers: boolean;
  /** What else is done, in the transaction that ends the turn. */
  act?: (turn: TurnRow) => void;
  /** Afterwards the team has to answer. */
  handsOver?: boolean;
  /** Further sources are asked, and the bot of the number: it only does something on the way. */
  goesOn?: boolean;
  /** What the source wanted to send cannot be sent. */
  because?: TurnReason;
  /** The source has failed, and this takes the place of its answer. */
  isFallback?: boolean;
  details?: Readonly<Record<string, unknown>>;
}

/** The answer comes later, by the API. */
export interface Later {
  /** Unix milliseconds. */
  until: number;
}

/** A plan that takes a while: outside of the transaction, and only if nothing has changed meanwhile is it carried out. */
export interface Composition {
  source: TurnSource;
  subject: { id: string; name: string } | null;
  /** Whether the customer has their answer then, unless it fails. */
  answers: boolean;
  /** How long it may take, in milliseconds. */
  timeoutMs: number;
  /** The same for an answer that comes later; without it, none does. */
  answersWithinMs?: number;
  compose(turn: TurnRow, signal: AbortSignal): Promise<Plan | Later | null>;
  /** What it would compose, if that costs nothing. */
  preview?: () => Promise<Plan>;
  /** Adds what rules before it do to an answer that has come later. */
  join?: (plan: Plan) => Plan;
}

export type Decision = Plan | Composition;

export function isLater(composed: Plan | Later): composed is Later {
  return 'until' in composed;
}

export function isComposition(decision: Decision): decision is Composition {
  return 'compose' in decision;
}

/** Whether it only does something before another source, or the bot, answers. */
export function isOnTheWay(decision: Decision): decision is Plan {
  return !isComposition(decision) && decision.goesOn === true;
}

export function textContent(body: string): { type: string; text: { body: string } } {
  return { type: 'text', text: { body } };
}

/** A decision, and what is done before it. */
export function withAct(decision: Decision, act: Plan['act'], details?: Plan['details']): Decision {
  if (!isComposition(decision)) return planWith(decision, act, details);
  const compose: typeof decision.compose = async (turn, signal) => {
    const composed = await decision.compose(turn, signal);
    return composed === null || isLater(composed) ? composed : planWith(composed, act, details);
  };
  const join = (plan: Plan) => planWith(decision.join?.(plan) ?? plan, act, details);
  return { ...decision, compose, join };
}

function planWith(plan: Plan, act: Plan['act'], details: Plan['details']): Plan {
  return {
    ...plan,
    ...(details && { details: { ...details, ...plan.details } }),
    act: (turn) => {
      act?.(turn);
      plan.act?.(turn);
    },
  };
}

export interface AnswerSource {
  /** Null: the next source is asked. `isWanted`: a rule or a menu asks for this source, whenever else it answers. */
  decide(burst: Burst, isWanted?: boolean): Decision | null;
}
