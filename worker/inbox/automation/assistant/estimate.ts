/** What the assistant would have cost last month, from the messages that came. */
import type { AssistantEstimate } from '../../../api/automation/assistant.ts';
import { foundTokens, wholeTokens } from '../../../assistant/knowledge/knowledge.ts';
import type { Automation } from '../automation-settings.ts';
import { usageOf } from './usage.ts';

const days = 30;
const dayMs = 24 * 60 * 60_000;
/** What is written within this time is one question. */
const burstMs = 12_000;
/** So many messages are read. Of more, the estimate is for a shorter time, and scaled. */
const maxMessages = 20_000;
/** Rules, contract and history in tokens, and an answer. */
const usualPrompt = 1_100;
const usualAnswer = 150;
/** From this many turns on, what they used is what the next ones will. */
const enoughTurns = 20;
/** Rows that an answer writes: 17 for a message with three statuses, as one of the team, and 20 for its turn. */
const rowsPerAnswer = 37;

interface Line extends Record<string, SqlStorageValue> {
  conversation_id: number;
  direction: string;
  sent_at: number;
}

export function estimateOf(
  sql: SqlStorage,
  automation: Automation,
  knowledgeTokens: number,
  now: number,
): Omit<AssistantEstimate, 'neuronsPerAnswer'> {
  const since = now - days * dayMs;
  const lines = sql
    .exec<Line>(
      `SELECT conversation_id, direction, sent_at FROM message WHERE target IS NULL AND origin IN ('message', 'echo', 'send')
       ORDER BY id DESC LIMIT ?`,
      maxMessages,
    )
    .toArray()
    .filter(({ sent_at: at }) => at > since && at <= now)
    .reverse();
  const starts = burstsIn(lines);
  const [first] = lines;
  const isSampled = lines.length === maxMessages && first !== undefined;
  const scale = isSampled ? (days * dayMs) / Math.max(now - first.sent_at, dayMs) : 1;
  const isClosed = closedTimes(automation, since, now);
  return {
    days,
    isSampled,
    questions: Math.round(starts.length * scale),
    questionsOutsideHours: isClosed && Math.round(starts.filter(isClosed).length * scale),
    ...tokensPerAnswer(sql, knowledgeTokens, now),
    rowsPerAnswer,
  };
}

/** The times at which customers began to ask something. */
function burstsIn(lines: readonly Line[]): number[] {
  const last = new Map<number, Line>();
  return lines.flatMap((line) => {
    const before = last.get(line.conversation_id);
    last.set(line.conversation_id, line);
    if (line.direction !== 'in') return [];
    const isSame = before?.direction === 'in' && line.sent_at - before.sent_at <= burstMs;
    return isSame ? [] : [line.sent_at];
  });
}

/** Whether the number was closed at a time, by its hours of today. Null: it has none. Each change is looked up once. */
function closedTimes(automation: Automation, since: number, now: number): ((at: number) => boolean) | null {
  if (!automation.openingAt(now)) return null;
  const closed: [from: number, to: number][] = [];
  for (let at = since; at < now; ) {
    const opening = automation.openingAt(at);
    const to = Math.min(opening?.changesAt ?? now, now);
    if (opening?.isOpen === false) closed.push([at, to]);
    at = Math.max(to, at + 1);
  }
  return (at) => closed.some(([from, to]) => at >= from && at < to);
}

function tokensPerAnswer(
  sql: SqlStorage,
  knowledgeTokens: number,
  now: number,
): { inputTokens: number; outputTokens: number } {
  const { month } = usageOf(sql, now);
  if (month.turns >= enoughTurns) {
    return {
      inputTokens: Math.round(month.inputTokens / month.turns),
      outputTokens: Math.round(month.outputTokens / month.turns),
    };
  }
  const read = knowledgeTokens <= wholeTokens ? knowledgeTokens : foundTokens;
  return { inputTokens: usualPrompt + read, outputTokens: usualAnswer };
}
