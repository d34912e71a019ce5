/** What the generated year has beside messages: questions how satisfied a customer is, turns of the assistant, opt-outs. */

import { rateTurn } from '../../../../worker/inbox/automation/assistant/turn-rating.ts';
import { countUsage } from '../../../../worker/inbox/automation/assistant/usage.ts';
import {
  learnPreference,
  recordConsent,
  withdrawConsent,
} from '../../../../worker/inbox/contacts/marketing.ts';
import type { Parts } from '../../../../worker/inbox/parts.ts';

interface Known {
  stored: number;
  conversation: number;
  at: number;
}
export interface Asked extends Known {
  type: 'asked';
  agent: string;
}
export interface Rated extends Known {
  type: 'rated';
  agent: string;
  score: number;
  /** When the customer wrote a comment. */
  commentedAt: number | null;
}
export interface AssistantTurn extends Known {
  type: 'turn';
  source: 'assistant' | 'suggestion';
  outcome: string;
  because: string;
  tokens: number;
  /** What the team said about it, in this order. */
  verdicts: { stored: number; isGood: boolean | null }[];
}
export interface Wish extends Known {
  type: 'wish';
  wants: boolean;
  isByAgent: boolean;
}
export type Outcome = Asked | Rated | AssistantTurn | Wish;

interface Person {
  id: string;
  name: string;
}

function addTurn(sql: SqlStorage, turn: Record<string, string | number | null>): number {
  const names = Object.keys(turn);
  return sql
    .exec<{ id: number }>(
      `INSERT INTO turn (${names.join(', ')}, first_id, last_id) VALUES (${names.map(() => '?').join(', ')}, 0, 0)
       RETURNING id`,
      ...Object.values(turn),
    )
    .one().id;
}

export function ask(sql: SqlStorage, conversation: number, agent: Person): Asked {
  const at = Date.now();
  addTurn(sql, {
    ...{ conversation_id: conversation, source: 'satisfaction', outcome: 'answered', began_at: at - 30_000 },
    ...{ ended_at: at, details: JSON.stringify({ asked: true, agent }) },
  });
  return { type: 'asked', stored: at, conversation, at, agent: agent.id };
}

export function rate(sql: SqlStorage, conversation: number, agent: Person, score: number): [Rated, number] {
  const at = Date.now();
  const turn = addTurn(sql, {
    ...{ conversation_id: conversation, source: 'satisfaction', outcome: 'answered', began_at: at },
    ...{ ended_at: at, details: JSON.stringify({ score }) },
  });
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO satisfaction (conversation_id, agent, agent_name, score, at, turn_id) VALUES (?, ?, ?, ?, ?, ?)
       RETURNING id`,
      ...[conversation, agent.id, agent.name, score, at, turn],
    )
    .one();
  return [{ type: 'rated', stored: at, conversation, at, agent: agent.id, score, commentedAt: null }, id];
}

export function comment(sql: SqlStorage, id: number, rated: Rated): void {
  const { rowsWritten } = sql.exec("UPDATE satisfaction SET comment = 'Fine' WHERE id = ?", id);
  if (rowsWritten > 0) rated.commentedAt = Date.now();
}

export function takeTurn(
  sql: SqlStorage,
  conversation: number,
  { source, outcome, because, tokens }: Pick<AssistantTurn, 'source' | 'outcome' | 'because' | 'tokens'>,
): [AssistantTurn, number] {
  const at = Date.now();
  const isHandOver = outcome === 'handed-over';
  const id = addTurn(sql, {
    ...{ conversation_id: conversation, source, outcome, because: isHandOver ? null : because || null },
    ...{ began_at: at - 4_000, ended_at: at },
    details: JSON.stringify({ action: 'reply', sources: [], ...(isHandOver && { because }) }),
  });
  countUsage(sql, 'some-model', { input: tokens, output: 1 }, at);
  const turn: AssistantTurn = {
    ...{ type: 'turn', stored: at, conversation, at, source, outcome, because, tokens, verdicts: [] },
  };
  return [turn, id];
}

export function judge(sql: SqlStorage, id: number, turn: AssistantTurn, isGood: boolean | null): void {
  if (sql.exec('SELECT 1 FROM turn WHERE id = ?', id).toArray().length === 0) return;
  rateTurn(sql, id, isGood);
  turn.verdicts.push({ stored: Date.now(), isGood });
}

/** By the customer, which WhatsApp says with its own time, or by an agent. */
export function wish(
  { changes }: Pick<Parts, 'changes'>,
  sql: SqlStorage,
  conversation: number,
  { wants, isByAgent }: { wants: boolean; isByAgent: boolean },
): Wish {
  const at = Date.now();
  changes.transaction(() => {
    if (!isByAgent) {
      const preference = { category: 'marketing_messages', value: wants ? 'resume' : 'stop' };
      learnPreference(sql, changes, conversation, preference, at);
    } else if (wants) {
      recordConsent(sql, changes, conversation, { at, source: 'By phone' });
    } else withdrawConsent(sql, changes, conversation, at);
  });
  return { type: 'wish', stored: at, conversation, at, wants, isByAgent };
}
