/** Answers by the first rule that holds, and does what the rules before it do on the way. */
import * as v from 'valibot';
import { conversationSource } from '../../../api/conversations/conversations.ts';
import { storedJson } from '../../../stored-json.ts';
import { labelsOn } from '../../records/labels.ts';
import { stored } from '../../records/rows.ts';
import { turnsSince } from '../../records/turn-rows.ts';
import { languageOf } from '../automatic-text.ts';
import type { Automation } from '../automation-settings.ts';
import {
  type AnswerSource,
  type Burst,
  type Decision,
  isComposition,
  type Plan,
  withAct,
} from '../turns/source.ts';
import { isNewSince } from '../turns/usual-sources.ts';
import type { Circumstances } from './conditions.ts';
import { type ActionParts, planActions } from './plan-actions.ts';
import type { CompiledRule, Rules } from './rules.ts';
import { saidIn, textOf } from './said.ts';

const usualDays = 30;
/** The rules that held besides the one that answered. */
const storedDetails = v.object({ rules: v.array(v.string()) });

interface Parts extends ActionParts {
  sql: SqlStorage;
  automation: Automation;
  rules: Rules;
}

export function ruleSource(parts: Parts): AnswerSource {
  return {
    decide(burst) {
      if (!parts.rules.isOn) return null;
      const found = parts.rules.matching(circumstancesOf(parts, burst));
      return found.length === 0 ? null : decisionOf(parts, burst, found);
    },
  };
}

/** What rules ask about a burst, found out once. */
export function circumstancesOf(
  { sql, automation }: Omit<Parts, keyof ActionParts>,
  burst: Burst,
): Circumstances {
  const { conversation, messages, now, isWithPerson } = burst;
  const { id } = conversation;
  return {
    said: messages.map(({ content }) => saidIn(textOf(content))),
    isWithPerson,
    isOpen: once(() => automation.openingAt(now)?.isOpen ?? null),
    isNew: once(() => isNewSince(sql, burst, automation.settings.welcome?.againAfterDays ?? usualDays)),
    labels: once(() => new Set(labelsOn(sql, id))),
    page: once(() => stored(conversationSource, conversation.source)?.page ?? null),
    language: once(() => languageOf(conversation)),
    hasMatchedSince: (rule, at) =>
      turnsSince(sql, id, at).some(
        (turn) => turn.subject === rule || (turn.details !== null && rulesIn(turn.details).includes(rule)),
      ),
    now,
  };
}

function decisionOf(parts: Parts, burst: Burst, found: readonly CompiledRule[]): Decision | null {
  const decisions = found.map(({ id, rule, names }) => {
    const { name, actions, answers } = rule;
    const subject = { id, name };
    return planActions(parts, burst, { source: 'rule', subject, actions, names, answers });
  });
  const onTheWay = found.filter(({ rule }) => rule.continues).map(({ id }) => id);
  const act: Plan['act'] = (turn) => {
    for (const { id } of found) parts.rules.hit(id, turn.began_at);
    for (const decision of decisions.slice(0, onTheWay.length)) {
      if (!isComposition(decision)) decision.act?.(turn);
    }
  };
  const last = decisions.at(onTheWay.length);
  const answering = found.at(onTheWay.length)?.id;
  // Those that are not the subject of the turn are in its details, because their cooldown begins as well.
  const isSubject = last?.subject?.id === answering;
  const others = last && !isSubject && answering ? [...onTheWay, answering] : onTheWay;
  const details = others.length > 0 ? { rules: others } : undefined;
  if (last) return withAct(last, act, details);
  const [first] = found;
  const subject = first ? { id: first.id, name: first.rule.name } : null;
  return {
    source: 'rule',
    subject,
    messages: [],
    answers: false,
    act,
    goesOn: true,
    ...(details && { details }),
  };
}

function rulesIn(json: string): string[] {
  return storedJson(storedDetails, json)?.rules ?? [];
}

function once<Value>(find: () => Value): () => Value {
  let found: { value: Value } | null = null;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
