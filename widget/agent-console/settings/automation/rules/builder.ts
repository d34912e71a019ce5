/** What the parts of the rule builder are given. */
import type { Menu } from '../../../../../worker/api/automation/menus.ts';
import type { RuleAction } from '../../../../../worker/api/automation/rules.ts';
import type { Label } from '../../../../../worker/api/conversations/labels.ts';
import type { SavedReply } from '../../../../../worker/api/conversations/replies.ts';
import type { Language } from '../../../../locales/languages.ts';
import type { FormKind } from '../../../composer/forms/form-fields.ts';
import type { RuleDraft } from './rule-draft.ts';

/** What a rule can name. */
export interface RuleChoices {
  labels: readonly Label[];
  agents: readonly { id: string; name: string }[];
  teams: readonly { id: string; name: string }[];
  menus: readonly Menu[];
  replies: readonly SavedReply[];
}

export interface Builder {
  draft: RuleDraft;
  choices: RuleChoices;
  numberName: string;
  language: Language;
  /** The error of a field, once it has been tried to save the rule. */
  problem(name: string): string | null;
  change(change: Partial<RuleDraft>): void;
  /** Replaces the action with this key. */
  put(key: number, action: RuleAction): void;
  /** Opens the composer's form for the reply with this key. */
  write(key: number, kind: FormKind): void;
}
