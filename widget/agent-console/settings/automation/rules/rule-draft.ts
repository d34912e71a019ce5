/** A rule as it is being written, and what is still missing in it. */
import type {
  Rule,
  RuleAction,
  RuleConditions,
  RuleInput,
  RuleMatch,
} from '../../../../../worker/api/automation/rules.ts';
import { ruleWords as words } from '../../../../locales/automation-rules.ts';
import { linesOf } from '../block-values.ts';
import { replyProblem } from './reply-draft.ts';

export type MatchType = RuleMatch['type'];
export type ActionType = RuleAction['type'];

/** An action with a key of its own, which stays when actions are moved. */
export interface DraftAction {
  key: number;
  action: RuleAction;
}

export interface RuleDraft {
  name: string;
  isOn: boolean;
  matchType: MatchType;
  /** One word to a line, or the pattern. */
  matchText: string;
  conditions: RuleConditions;
  actions: readonly DraftAction[];
  answers: boolean;
  continues: boolean;
  cooldownMinutes: string;
}

const usualConditions: RuleConditions = {
  ...{ hours: null, isNew: null, labels: [], withoutLabels: [], source: null, languages: [] },
  whilePerson: false,
};

export const newDraft = (): RuleDraft => ({
  ...{ name: '', isOn: true, matchType: 'contains', matchText: '', conditions: usualConditions },
  actions: [{ key: 0, action: newAction('reply') }],
  ...{ answers: true, continues: false, cooldownMinutes: '60' },
});

export function draftOf(rule: Rule): RuleDraft {
  const { name, isOn, match, conditions, actions, answers, continues, cooldownMinutes } = rule;
  return {
    ...{ name, isOn, conditions, answers, continues, matchType: match.type },
    matchText: 'words' in match ? match.words.join('\n') : 'pattern' in match ? match.pattern : '',
    actions: actions.map((action, key) => ({ key, action })),
    cooldownMinutes: String(cooldownMinutes),
  };
}

export function ruleOf(draft: RuleDraft): RuleInput {
  const { name, isOn, conditions, actions, answers, continues, cooldownMinutes } = draft;
  return {
    ...{ name: name.trim(), isOn, answers, match: matchOf(draft) },
    conditions: { ...conditions, source: conditions.source?.trim() || null },
    actions: actions.map(({ action }) => action),
    continues: continues && !canAnswer(draft),
    cooldownMinutes: Number(cooldownMinutes),
  };
}

function matchOf({ matchType, matchText }: RuleDraft): RuleMatch {
  if (matchType === 'any') return { type: 'any' };
  if (matchType === 'pattern') return { type: 'pattern', pattern: matchText.trim() };
  return { type: matchType, words: linesOf(matchText) };
}

const answering: ReadonlySet<ActionType> = new Set([
  ...(['reply', 'saved-reply', 'menu', 'bot', 'assistant'] as const),
]);

export function isAnswering(type: ActionType): boolean {
  return answering.has(type);
}

export function canAnswer({ actions }: RuleDraft): boolean {
  return actions.some(({ action }) => isAnswering(action.type));
}

export function newAction(type: ActionType): RuleAction {
  switch (type) {
    case 'reply':
      return { type, content: { type: 'text', text: { body: '' } } };
    case 'saved-reply':
      return { type, reply: '' };
    case 'menu':
      return { type, menu: '' };
    case 'label':
      return { type, add: [], remove: [] };
    case 'assign':
      return { type, to: '' };
    case 'assign-team':
      return { type, team: '' };
    case 'note':
      return { type, text: '' };
    default:
      return { type };
  }
}

export function withAction(draft: RuleDraft, type: ActionType): RuleDraft {
  const key = Math.max(-1, ...draft.actions.map((one) => one.key)) + 1;
  return { ...draft, actions: [...draft.actions, { key, action: newAction(type) }] };
}

/** Moves an action by so many places, as far as there are places. */
export function withMoved(draft: RuleDraft, place: number, by: number): RuleDraft {
  return { ...draft, actions: moved(draft.actions, place, place + by) };
}

/** The same items, with one of them elsewhere. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

const maxWords = 50;
const maxWord = 100;

/** By the name of the field. An action's is `action-` and its key. */
export function problemsOf(draft: RuleDraft): Map<string, string> {
  const { problems } = words;
  const found = new Map<string, string>();
  if (draft.name.trim() === '') found.set('name', problems.name);
  const match = matchProblem(draft);
  if (match !== null) found.set('match', match);
  if (draft.actions.length === 0) found.set('actions', problems.noActions);
  const answers = draft.actions.filter(({ action }) => isAnswering(action.type));
  if (answers.length > 1) found.set('actions', problems.oneAnswer);
  else if (answers.length > 0 && draft.conditions.whilePerson) found.set('actions', problems.cannotAnswer);
  for (const { key, action } of draft.actions) {
    const problem = actionProblem(action);
    if (problem !== null) found.set(`action-${key}`, problem);
  }
  return found;
}

function matchProblem({ matchType, matchText }: RuleDraft): string | null {
  const { problems } = words;
  if (matchType === 'any') return null;
  if (matchType === 'pattern') return matchText.trim() === '' ? problems.pattern : null;
  const lines = linesOf(matchText);
  const long = lines.find((line) => line.length > maxWord);
  if (lines.length === 0) return problems.words;
  if (long !== undefined) return problems.longWord(long);
  return lines.length > maxWords ? problems.manyWords : null;
}

/** What is missing in an action. */
export function actionProblem(action: RuleAction): string | null {
  const { problems } = words;
  switch (action.type) {
    case 'reply':
      return replyProblem(action.content);
    case 'saved-reply':
      return action.reply === '' ? problems.select : null;
    case 'menu':
      return action.menu === '' ? problems.select : null;
    case 'label':
      return action.add.length + action.remove.length === 0 ? problems.labels : null;
    case 'assign':
      return action.to === '' ? problems.select : null;
    case 'assign-team':
      return action.team === '' ? problems.select : null;
    case 'note':
      return action.text.trim() === '' ? problems.note : null;
    default:
      return null;
  }
}
