/** What would answer a text, and why each rule would not. Nothing is written or sent. */
import * as v from 'valibot';
import type { RuleTrial, RuleTrialResult } from '../../../api/automation/rules.ts';
import { uploadOf } from '../../records/messages/media-record.ts';
import { type ConversationRow, modeOf } from '../../records/rows.ts';
import type { Automation } from '../automation-settings.ts';
import { type Burst, isComposition } from '../turns/source.ts';
import type { Turns } from '../turns/turns.ts';
import { filesOf } from './rule-files.ts';
import { circumstancesOf } from './rule-source.ts';
import type { Rules } from './rules.ts';

interface Parts {
  sql: SqlStorage;
  automation: Automation;
  rules: Rules;
  automatic: Turns;
}

/** `row`: the conversation of who writes it; null: somebody new. */
export async function tryText(
  parts: Parts,
  row: ConversationRow | null,
  trial: RuleTrial,
): Promise<RuleTrialResult> {
  const burst = burstOf(row, trial);
  const decision = parts.automatic.preview(burst);
  const rules = parts.rules.misses(circumstancesOf(parts, burst));
  const plan = decision && (isComposition(decision) ? await decision.preview?.() : decision);
  const messages = (plan?.messages ?? []).map((content) => ({ ...content }));
  const known = decision?.subject?.id ?? null;
  return {
    source: decision?.source ?? null,
    rule: ruleOf(parts, rules, known),
    ...{ messages, content: messages[0] ?? null, rules },
    because: plan?.because ?? null,
    names: {
      menu: decision?.source === 'menu' ? (decision.subject?.name ?? null) : null,
      ...namesIn(parts.sql, messages, plan?.details ?? {}),
    },
  };
}

/** The rule that answers, also by starting a menu. */
function ruleOf({ rules }: Parts, tried: RuleTrialResult['rules'], subject: string | null): string | null {
  const starts = (id: string) =>
    rules.get(id)?.rule.actions.some((action) => action.type === 'menu' && action.menu === subject);
  return tried.find(({ id, miss }) => id === subject || (miss === null && starts(id)))?.id ?? null;
}

const named = v.object({
  template: v.optional(v.object({ name: v.string() })),
  savedReply: v.optional(v.object({ title: v.nullable(v.string()), file: v.nullable(v.string()) })),
});

/** What messages are called by those who have written them. */
function namesIn(
  sql: SqlStorage,
  messages: readonly { type: string }[],
  details: unknown,
): Omit<RuleTrialResult['names'], 'menu'> {
  const known = v.safeParse(named, details);
  const { template, savedReply } = known.success ? known.output : {};
  const [file] = messages.flatMap((content) => filesOf({ type: 'reply', content }));
  const stored = uploadOf(sql, file?.id ?? null)?.filename ?? null;
  return {
    template: template?.name ?? null,
    savedReply: savedReply?.title ?? null,
    file: savedReply?.file ?? stored ?? file?.link ?? null,
  };
}

function burstOf(row: ConversationRow | null, { text, at, language }: RuleTrial): Burst {
  const now = at ?? Date.now();
  const campaign = { source: null, medium: null, name: null, term: null, content: null };
  const source = { at: now, page: '', title: '', referrer: null, language: language ?? null, campaign };
  const conversation = row ?? somebodyNew;
  const isOther = language !== undefined || row === null;
  return {
    conversation: isOther ? { ...conversation, source: JSON.stringify(source) } : conversation,
    messages: [
      { row: { id: Number.MAX_SAFE_INTEGER, sent_at: now }, content: { type: 'text', text: { body: text } } },
    ],
    text,
    now,
    isWithPerson: modeOf(conversation, now) === 'person',
  };
}

/** Its id is no conversation's. */
const somebodyNew: ConversationRow = {
  id: 0,
  seq: 0,
  book_name: null,
  book_name_at: 0,
  profile_name: null,
  profile_name_at: 0,
  username: null,
  username_at: 0,
  opened_at: null,
  refused_at: null,
  read_seq: 0,
  last_message_at: null,
  last_message_id: null,
  paced_at: 0,
  receipt_id: 0,
  marketing_stopped: 0,
  marketing_at: 0,
  consent: null,
  source: null,
  identity: null,
  identity_seen: null,
  identity_at: 0,
  note: null,
  blocked_at: null,
  state: 'open',
  snoozed_until: null,
  assignee: null,
  assignee_name: null,
  team: null,
  team_name: null,
  assigned_at: 0,
  last_assignee: null,
  received_id: 0,
  replied_at: 0,
  replied_id: 0,
  waiting_at: null,
  opened_hour: null,
  mode: 'automatic',
  mode_at: 0,
  mode_until: null,
  bot_seq: 0,
  bot_state: null,
  bot_until: null,
  handed_id: null,
};
