import type { Explanations } from '../../worker/whatsapp/explanation.ts';
import type { Sentence } from '../../worker/whatsapp/sentences.ts';
import type { AnalyticsWords } from './analytics.ts';
import type { AssignmentWords } from './assignment.ts';
import type { AssistantWords } from './assistant.ts';
import type { AutomationWords } from './automation.ts';
import type { MenuWords } from './automation-menus.ts';
import type { RuleWords } from './automation-rules.ts';
import type { ButtonWords } from './button.ts';
import type { CatalogWords } from './catalog.ts';
import { english } from './en/console.ts';
import type { FailureWords } from './en/failures.ts';
import type { NumberWords } from './number.ts';
import { putOver } from './put-over.ts';
import type { SetupWords } from './setup.ts';
import { strings as firstStrings, loadedEnglish } from './strings-first-load.ts';
import type { SuggestionWords } from './suggestion.ts';
import type { BuilderWords } from './template-builder.ts';
import type { TemplateWords } from './templates.ts';
import type { WebhookWords } from './webhooks.ts';
import type { ErrorWords } from './worker-texts/errors.ts';

export type Strings = typeof english;

/** Some of the texts, by the keys of the English ones; a group of them may be given in part. */
type Some<Words> = {
  readonly [Key in keyof Words]?: Words[Key] extends Readonly<Record<string, string>>
    ? Partial<Words[Key]>
    : Words[Key];
};

/** The texts that a page can replace, including those of parts that are fetched later. */
export type Texts = Some<Strings> & {
  readonly setup?: Some<SetupWords>;
  readonly assistant?: Some<AssistantWords>;
  readonly suggestion?: Some<SuggestionWords>;
  readonly number?: Some<NumberWords>;
  readonly assignment?: Some<AssignmentWords>;
  readonly button?: Some<ButtonWords>;
  readonly webhooks?: Some<WebhookWords>;
  readonly analytics?: Some<AnalyticsWords>;
  readonly automation?: Some<AutomationWords>;
  readonly automationRules?: Some<RuleWords>;
  readonly automationMenus?: Some<MenuWords>;
  readonly catalog?: Some<CatalogWords>;
  readonly templateList?: Some<TemplateWords>;
  readonly templateBuilder?: Some<BuilderWords>;
  readonly templateRefusal?: Explanations;
  readonly templateProblem?: Readonly<Record<string, Sentence>>;
  readonly failure?: FailureWords;
  readonly error?: ErrorWords;
  readonly healthText?: Explanations;
  readonly noticeText?: Explanations;
  readonly inputText?: Readonly<Record<string, Sentence>>;
};

Object.assign(loadedEnglish, english);
const spoken = { ...firstStrings };

/** The texts of the console in its language; `speak` of `language.ts` changes them. */
export const strings: Strings = Object.assign(firstStrings, english);
// Another language may be spoken by now.
putOver(strings, spoken);
