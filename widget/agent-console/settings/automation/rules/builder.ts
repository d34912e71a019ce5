/** What the parts of the rule builder are given. */
import type { AutomationFile } from '../../../../../worker/api/automation/files.ts';
import type { Menu } from '../../../../../worker/api/automation/menus.ts';
import type { RuleAction } from '../../../../../worker/api/automation/rules.ts';
import type { Label } from '../../../../../worker/api/conversations/labels.ts';
import type { SavedReply } from '../../../../../worker/api/conversations/replies.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import type { Language } from '../../../../locales/languages.ts';
import type { FormKind } from '../../../composer/forms/form-fields.ts';
import type { ActionType, DraftAction, RuleDraft } from './rule-draft.ts';

/** What a rule can name. */
export interface RuleChoices {
  labels: readonly Label[];
  agents: readonly { id: string; name: string }[];
  teams: readonly { id: string; name: string }[];
  menus: readonly Menu[];
  replies: readonly SavedReply[];
  /** Files that rules and menus of the number reply with. */
  files: readonly AutomationFile[];
}

/** What the form of actions is given, in a rule and in the answer of a menu. */
export interface ActionBuilder {
  actions: readonly DraftAction[];
  /** Whether an action that answers can be added. */
  isAnswerOffered: boolean;
  choices: RuleChoices;
  api: ApiClient | null;
  /** Id of the number. */
  inbox: string;
  numberName: string;
  language: Language;
  /** The error of a field, once it has been tried to save. */
  problem(name: string): string | null;
  /** Returns the key of the new action. */
  add(type: ActionType): number;
  arrange(actions: readonly DraftAction[]): void;
  /** Replaces the action with this key. */
  put(key: number, action: RuleAction): void;
  /** Opens the composer's form for the reply with this key. */
  write(key: number, kind: FormKind): void;
}

export interface Builder extends ActionBuilder {
  draft: RuleDraft;
  change(change: Partial<RuleDraft>): void;
}
