/** What would answer a text, and why each rule would not. Nothing is written or sent. */
import type { RuleTrial, RuleTrialResult } from '../../../api/automation/rules.ts';
import { type ConversationRow, modeOf } from '../../records/rows.ts';
import type { Automation } from '../automation-settings.ts';
import { type Burst, isComposition } from '../turns/source.ts';
import type { Turns } from '../turns/turns.ts';
import { circumstancesOf } from './rule-source.ts';
import type { Rules } from './rules.ts';

interface Parts {
  sql: SqlStorage;
  automation: Automation;
  rules: Rules;
  automatic: Turns;
}

/** `row`: the conversation of who writes it; null: somebody new. */
export function tryText(parts: Parts, row: ConversationRow | null, trial: RuleTrial): RuleTrialResult {
  const burst = burstOf(row, trial);
  const decision = parts.automatic.preview(burst);
  const [content = null] = decision && !isComposition(decision) ? decision.messages : [];
  const rules = parts.rules.misses(circumstancesOf(parts, burst));
  const known = decision?.subject?.id ?? null;
  return {
    source: decision?.source ?? null,
    rule: rules.some(({ id }) => id === known) ? known : null,
    content: content && { ...content },
    rules,
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
