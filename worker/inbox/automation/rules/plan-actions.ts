/** What a rule or the choice in a menu does, as the plan of a turn. */
import type { RuleAction } from '../../../api/automation/rules.ts';
import type { TurnSource } from '../../../api/automation/turns.ts';
import type { Person } from '../../../api/values.ts';
import type { KnownNames } from '../../records/rule-rows.ts';
import { type Burst, type Decision, type Plan, withAct } from '../turns/source.ts';
import { type Replies, type Reply, replyTimeoutMs } from './replies.ts';

/** Actions that neither answer nor hand over. */
export type SilentAction = Exclude<
  RuleAction,
  { type: 'reply' | 'saved-reply' | 'menu' | 'bot' | 'assistant' | 'hand-over' }
>;

/** What actions need of the rest of the inbox. */
export interface ActionParts {
  /** In the transaction that ends the turn. */
  perform: (conversationId: number, by: Person, action: SilentAction, names: KnownNames) => void;
  replies: Replies;
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
      case 'saved-reply':
        return replying(plan, parts.replies.of(burst, action), answers && !isLeft);
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

function replying(plan: Plan, reply: ReturnType<Replies['of']>, answers: boolean): Decision {
  if (typeof reply !== 'function') return planOf(plan, reply, answers);
  const { source, subject } = plan;
  return {
    ...{ source, subject, answers, timeoutMs: replyTimeoutMs },
    compose: async () => planOf(plan, await reply(false), answers),
    preview: async () => planOf(plan, await reply(true), answers),
  };
}

/** What cannot be sent is left to the team, with what else the rule does. */
function planOf(plan: Plan, { messages, because, details }: Reply, answers: boolean): Plan {
  return {
    ...{ ...plan, messages },
    ...(details && { details }),
    ...(because ? { because, handsOver: true } : { answers }),
  };
}

export function isSilent(action: RuleAction): action is SilentAction {
  return !['reply', 'saved-reply', 'menu', 'bot', 'assistant', 'hand-over'].includes(action.type);
}
