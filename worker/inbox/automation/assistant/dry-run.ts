/** What the assistant would have answered: to a question, or in past conversations. Nothing is sent. */
import type {
  AssistantSettings,
  AssistantTrial,
  TrialAnswer,
  TrialAnswers,
} from '../../../api/automation/assistant.ts';
import type { TranscriptLine } from '../../../assistant/prompt/transcript.ts';
import {
  aliasesIn,
  type ConversationRow,
  contactOf,
  conversationRow,
  type MessageRow,
} from '../../records/rows.ts';
import { type Asked, type AskParts, askAssistant, maxWaitMs } from './ask.ts';
import { lastMessages, messageLine, speakerOf } from './conversation-lines.ts';
import { countUsage } from './usage.ts';

/** Models are asked about this many conversations at once. */
const atOnce = 5;
const maxMessages = 30;
const maxShown = 1_000;

interface Case {
  conversationId: number | null;
  contactName: string;
  lines: TranscriptLine[];
  question: string;
  answered: string | null;
  at: number;
}

export async function dryRun(
  parts: AskParts,
  settings: AssistantSettings,
  trial: AssistantTrial,
  now: number,
): Promise<TrialAnswers> {
  if (trial.type === 'question') {
    const { text } = trial;
    const line = { type: 'message', at: now, from: 'customer', name: null, text } as const;
    const one = {
      conversationId: null,
      contactName: '',
      lines: [line],
      question: text,
      answered: null,
      at: now,
    };
    return { rows: [await tried(parts, settings, one, now)], next: null };
  }
  const { cases, next } =
    trial.type === 'chosen'
      ? { cases: chosenCases(parts.sql, trial.conversations), next: null }
      : pastCases(parts.sql, trial.count, trial.before);
  const rows: TrialAnswer[] = [];
  for (let first = 0; first < cases.length; first += atOnce) {
    const some = cases.slice(first, first + atOnce);
    rows.push(...(await Promise.all(some.map((one) => tried(parts, settings, one, one.at)))));
  }
  return { rows, next };
}

async function tried(
  parts: AskParts,
  settings: AssistantSettings,
  { conversationId, contactName, lines, question, answered }: Case,
  at: number,
): Promise<TrialAnswer> {
  const ask = () => askAssistant(parts, settings, { lines, contactName, now: at });
  const asked = (await parts.slots.use(ask, AbortSignal.timeout(maxWaitMs)))?.value;
  if (asked) {
    const { answer, embedded } = asked;
    countUsage(parts.sql, answer.model, answer.usage, Date.now(), embedded);
  }
  return {
    ...{
      conversationId,
      question: question.slice(0, maxShown),
      answered: answered?.slice(0, maxShown) ?? null,
    },
    ...(asked ? resultOf(asked) : notAsked),
  };
}

/** Customers have taken every slot for too long. */
const notAsked: TrialResult = {
  ...{ action: 'handoff', text: null, because: 'too_many_at_once', reason: '' },
  ...{ sources: [], tokens: 0, ms: 0 },
};

type TrialResult = Omit<TrialAnswer, 'conversationId' | 'question' | 'answered'>;

function resultOf({ answer, sources }: Asked): TrialResult {
  const { decision, reason, usage, ms } = answer;
  return {
    action: decision.action,
    text: 'text' in decision && decision.text !== '' ? decision.text : null,
    because: decision.action === 'handoff' ? decision.because : null,
    reason,
    sources,
    tokens: usage.input + usage.output,
    ms,
  };
}

/** In this order. One that was erased, or in which the customer has written nothing, is left out. */
function chosenCases(sql: SqlStorage, ids: readonly number[]): Case[] {
  return [...new Set(ids)].flatMap((id) => {
    const row = conversationRow(sql, id);
    return (row && caseOf(sql, row)) ?? [];
  });
}

/** The newest conversations, each up to the last message of the customer that the team has answered, if it has. */
function pastCases(
  sql: SqlStorage,
  count: number,
  before: string | undefined,
): { cases: Case[]; next: string | null } {
  const [at = Number.MAX_SAFE_INTEGER, id = Number.MAX_SAFE_INTEGER] = (before ?? '')
    .split('.')
    .filter((part) => part !== '')
    .map(Number);
  const rows = sql
    .exec<ConversationRow>(
      `SELECT * FROM conversation WHERE received_id > 0 AND (last_message_at, id) < (?, ?)
       ORDER BY last_message_at DESC, id DESC LIMIT ?`,
      ...[at, id, count],
    )
    .toArray();
  const last = rows.length === count ? rows.at(-1) : undefined;
  return {
    cases: rows.flatMap((row) => caseOf(sql, row) ?? []),
    next: last ? `${last.last_message_at}.${last.id}` : null,
  };
}

function caseOf(sql: SqlStorage, row: ConversationRow): Case | null {
  const messages = lastMessages(sql, row.id, Number.MAX_SAFE_INTEGER, maxMessages);
  const isAnswer = (message: MessageRow | undefined) =>
    message !== undefined && message.direction === 'out' && speakerOf(message).from === 'agent';
  const lastAnswered = messages.findLastIndex(
    (message, index) => message.direction === 'in' && isAnswer(messages[index + 1]),
  );
  const end =
    lastAnswered >= 0 ? lastAnswered : messages.findLastIndex(({ direction }) => direction === 'in');
  const asked = messages[end];
  if (!asked) return null;
  const lines = messages.slice(0, end + 1).map((message) => messageLine(sql, message));
  const start = lines.findLastIndex((line) => line.type === 'message' && line.from !== 'customer') + 1;
  const after = messages.slice(end + 1);
  const answers = after.slice(0, lengthOfAnswer(after));
  return {
    conversationId: row.id,
    contactName: contactOf(row, aliasesIn(sql, row.id)).name,
    lines,
    question: textOf(lines.slice(start)),
    answered: lastAnswered >= 0 ? textOf(answers.map((message) => messageLine(sql, message))) : null,
    at: asked.sent_at,
  };
}

function lengthOfAnswer(after: readonly MessageRow[]): number {
  const next = after.findIndex(({ direction }) => direction === 'in');
  return next < 0 ? after.length : next;
}

function textOf(lines: readonly TranscriptLine[]): string {
  return lines.flatMap((line) => (line.type === 'message' ? [line.text] : [])).join('\n');
}
