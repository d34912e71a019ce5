/** Reads what a program answers, in the body of its answer or later by the API. */
import * as v from 'valibot';
import { type BotHookFault, type TurnAnswer, turnAnswer } from '../../../api/automation/bot-hook.ts';
import { checkOutbound } from '../../../whatsapp/sending/send.ts';
import type { Answer } from '../../deliveries/post.ts';

/** An answer with five long messages is shorter. */
export const maxAnswerBytes = 64 * 1024;

export type Read =
  | { outcome: 'answered'; answer: TurnAnswer }
  /** It answers by the API. */
  | { outcome: 'later' }
  | { outcome: 'failed'; fault: BotHookFault; detail: string };

/** `timeoutMs`: how long it was allowed to take. A body that is slower is cut off. */
export function readAnswer({ status, error, text, ms }: Answer, timeoutMs: number): Read {
  if (error !== null) return failed(error);
  if (status === 202) return { outcome: 'later' };
  if (status === 204) return { outcome: 'answered', answer: { actions: [] } };
  if (status !== 200) return failed('status', String(status));
  if (text.trim() === '' && ms < timeoutMs) return { outcome: 'answered', answer: { actions: [] } };
  if (new TextEncoder().encode(text).length >= maxAnswerBytes) return failed('too-large');
  const json = jsonIn(text);
  if (json === undefined) return ms < timeoutMs ? failed('not-json') : failed('timeout');
  const answer = v.safeParse(turnAnswer, json);
  if (!answer.success) return failed('invalid', wordsOf(answer.issues));
  const refused = refusedIn(answer.output);
  return refused === null ? { outcome: 'answered', answer: answer.output } : failed('content', refused);
}

/** What WhatsApp would refuse in its messages; null: nothing. */
export function refusedIn({ actions }: TurnAnswer): string | null {
  for (const action of actions) {
    const checked = action.type === 'reply' ? checkOutbound(action.content) : null;
    if (checked && 'issues' in checked) {
      const [issue] = checked.issues;
      return issue ? `${issue.path}: ${issue.message}` : '';
    }
  }
  return null;
}

/** Tells a repeated answer from another one. */
export async function digestOf(answer: TurnAnswer): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(answer));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function failed(fault: BotHookFault, detail = ''): Read {
  return { outcome: 'failed', fault, detail };
}

function jsonIn(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}

function wordsOf(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, 3)
    .map((issue) => [v.getDotPath(issue), issue.message].filter(Boolean).join(': '))
    .join(' ');
}
