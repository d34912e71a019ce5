/** What a rule or the choice in a menu does, as the plan of a turn. */
import type { RuleAction } from '../../../api/automation/rules.ts';
import type { TurnSource } from '../../../api/automation/turns.ts';
import type { Person } from '../../../api/values.ts';
import type { KnownNames } from '../../records/rule-rows.ts';
import { type Burst, type Decision, type Plan, withAct } from '../turns/source.ts';

/** Actions that neither answer nor hand over. */
export type SilentAction = Exclude<
  RuleAction,
  { type: 'reply' | 'menu' | 'bot' | 'assistant' | 'hand-over' }
>;

/** What actions need of the rest of the inbox. */
export interface ActionParts {
  /** In the transaction that ends the turn. */
  perform: (conversationId: number, by: Person, action: SilentAction, names: KnownNames) => void;
  /** A message with the customer's values in it. */
  fill: (burst: Burst, content: { type: string }) => { type: string };
  /** The first question of a menu; null if it was deleted. */
  startMenu: (menu: string) => Plan | null;
  /** Null: there is none, or it cannot answer this. */
  askAssistant: (burst: Burst) => Decision | null;
  /** Null: there is no bot hook, or the team answers in its place. */
  askBot: (burst: Burst) => Decision | null;
}

export interface Actions {
  source: TurnSource;
  subject: { id: string; name: string };
  actions: readonly RuleAction[];
  names: KnownNames;
  /** Whether a reply is the answer, so that the customer no longer waits for the team. */
  answers: boolean;
}

/** Who has done what an automatic turn did. */
export function automaticPerson({ id, name }: { id: string; name: string }): Person {
  return { id: `${automaticPrefix}${id}`, name };
}

const automaticPrefix = 'automation/';

export function isAutomaticPerson({ id }: Person): boolean {
  return id.startsWith(automaticPrefix);
}

export function planActions(parts: ActionParts, burst: Burst, done: Actions): Decision {
  const { source, subject, actions, names, answers } = done;
  const by = automaticPerson(subject);
  const act: Plan['act'] = ({ conversation_id: id }) => {
    for (const action of actions) if (isSilent(action)) parts.perform(id, by, action, names);
  };
  const isLeft = actions.some(({ type }) => type === 'hand-over' || type === 'off');
  const plan: Plan = {
    source,
    subject,
    messages: [],
    answers: false,
    act,
    ...(isLeft && { handsOver: true }),
  };
  for (const action of actions) {
    switch (action.type) {
      case 'reply':
        return { ...plan, messages: [parts.fill(burst, action.content)], answers: answers && !isLeft };
      case 'menu': {
        const started = parts.startMenu(action.menu);
        return started ? withAct(started, act) : { ...plan, handsOver: true };
      }
      case 'bot': {
        const decision = parts.askBot(burst);
        return decision ? withAct(decision, act) : { ...plan, source: 'bot', goesOn: true };
      }
      case 'assistant': {
        const decision = parts.askAssistant(burst);
        return decision ? withAct(decision, act) : plan;
      }
    }
  }
  return plan;
}

export function isSilent(action: RuleAction): action is SilentAction {
  return !['reply', 'menu', 'bot', 'assistant', 'hand-over'].includes(action.type);
}
