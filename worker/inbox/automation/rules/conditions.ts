/** Whether a rule holds for what a customer has written, and the first reason why not. */
import type { NewRule, RuleMiss } from '../../../api/automation/rules.ts';
import type { Language } from '../../../api/languages.ts';
import type { Match } from './match.ts';
import type { Said } from './said.ts';

/** What conditions are about. Each is found out when a rule asks for it. */
export interface Circumstances {
  said: readonly Said[];
  isWithPerson: boolean;
  /** Null: the number has no hours. */
  isOpen: () => boolean | null;
  isNew: () => boolean;
  labels: () => ReadonlySet<string>;
  /** The page where the customer clicked the button. */
  page: () => string | null;
  language: () => Language | null;
  /** Whether the rule has matched for this customer since. */
  hasMatchedSince: (rule: string, at: number) => boolean;
  now: number;
}

const minute = 60_000;

export function missOf(id: string, rule: NewRule, match: Match, given: Circumstances): RuleMiss | null {
  const { conditions, cooldownMinutes } = rule;
  if (!rule.isOn) return 'off';
  if (given.isWithPerson && !conditions.whilePerson) return 'mode';
  const isSaid = rule.match.type === 'any' || given.said.some((said) => match.matches(said));
  if (!isSaid) return 'text';
  if (conditions.hours !== null && given.isOpen() !== (conditions.hours === 'open')) return 'hours';
  if (conditions.isNew !== null && given.isNew() !== conditions.isNew) return 'new';
  if (!hasLabels(rule, given)) return 'labels';
  if (conditions.source !== null && !isFrom(given.page(), conditions.source)) return 'source';
  const language = conditions.languages.length > 0 ? given.language() : null;
  const isOther = language === null || !conditions.languages.includes(language);
  if (conditions.languages.length > 0 && isOther) return 'language';
  if (cooldownMinutes === 0) return null;
  return given.hasMatchedSince(id, given.now - cooldownMinutes * minute) ? 'cooldown' : null;
}

function hasLabels({ conditions: { labels, withoutLabels } }: NewRule, given: Circumstances): boolean {
  if (labels.length + withoutLabels.length === 0) return true;
  const known = given.labels();
  const hasOne = labels.length === 0 || labels.some((id) => known.has(id));
  return hasOne && !withoutLabels.some((id) => known.has(id));
}

/** Without `https://` and `www.`, which owners leave out. */
function isFrom(page: string | null, beginning: string): boolean {
  return page !== null && bare(page).startsWith(bare(beginning));
}

function bare(address: string): string {
  return address.replace(/^https?:\/\//i, '').replace(/^www\./i, '');
}
