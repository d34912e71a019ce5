/** The rules of a number, compiled and in memory, and how often each has matched. */
import type { NewRule, Rule, RuleMiss } from '../../../api/automation/rules.ts';
import { ApiError } from '../../../errors.ts';
import { namesWithout } from '../../records/menu-rows.ts';
import {
  countHits,
  type KnownNames,
  orderRules,
  putRule,
  removeRule,
  ruleOf,
  type StoredRule,
  storedRules,
} from '../../records/rule-rows.ts';
import { type Circumstances, missOf } from './conditions.ts';
import { compileMatch, type Match } from './match.ts';
import { PatternFault } from './pattern-syntax.ts';

export const maxRules = 200;
/** The steps that all patterns together can take for one character. */
const maxSize = 5_000;
/** Hits are written when there are so many, or so long after the last time. */
const maxUnwrittenHits = 20;
const maxUnwrittenMs = 10 * 60_000;

export interface CompiledRule extends StoredRule {
  match: Match;
}

/** The rules that hold, up to the first that does not go on to the next. */
export function matchingRules(rules: readonly CompiledRule[], given: Circumstances): CompiledRule[] {
  const found: CompiledRule[] = [];
  for (const rule of rules) {
    if (missOf(rule.id, rule.rule, rule.match, given) !== null) continue;
    found.push(rule);
    if (!rule.rule.continues) break;
  }
  return found;
}

/** Throws if it cannot be used. */
export function compileRule(rule: Pick<StoredRule, 'id' | 'rule' | 'names'>): CompiledRule {
  return { ...rule, hits: 0, lastHitAt: null, match: compiled(rule.rule) };
}

export class Rules {
  #sql: SqlStorage;
  #known: CompiledRule[] | null = null;
  #unwritten = new Map<string, { hits: number; lastHitAt: number }>();
  #writtenAt = Date.now();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get isOn(): boolean {
    return this.#rules.some(({ rule }) => rule.isOn);
  }

  get(id: string): CompiledRule | null {
    return this.#rules.find((rule) => rule.id === id) ?? null;
  }

  list(): Rule[] {
    this.#writeHits();
    return this.#rules.map(ruleOf);
  }

  matching(given: Circumstances): CompiledRule[] {
    return matchingRules(this.#rules, given);
  }

  get compiled(): readonly CompiledRule[] {
    return this.#rules;
  }

  /** Why each rule does not hold; null: it does. */
  misses(given: Circumstances): { id: string; miss: RuleMiss | null }[] {
    let isOver = false;
    return this.#rules.map(({ id, rule, match }) => {
      const miss = missOf(id, rule, match, given) ?? (isOver ? 'earlier' : null);
      if (miss === null && !rule.continues) isOver = true;
      return { id, miss };
    });
  }

  /** Creates a rule, or changes it. Call it in a transaction. */
  put(id: string, rule: NewRule, names: KnownNames): Rule {
    const others = this.#rules.filter((one) => one.id !== id);
    if (others.length >= maxRules) {
      throw new ApiError(409, 'too_many_rules', 'There are already two hundred rules. Delete one first.');
    }
    const size = others.reduce((sum, one) => sum + one.match.size, compiled(rule).size);
    if (size > maxSize) {
      throw new ApiError(
        422,
        'patterns_too_large',
        'The patterns of all rules are too large together. Shorten one, or use words in its place.',
      );
    }
    putRule(this.#sql, id, rule, names);
    this.#known = null;
    const stored = this.get(id);
    if (!stored) throw new Error('A rule that was just stored is missing');
    return ruleOf(stored);
  }

  /** Rules that start a menu, by name. */
  startersOf(menu: string): string[] {
    return this.#rules
      .filter(({ rule }) => rule.actions.some((action) => action.type === 'menu' && action.menu === menu))
      .map(({ rule }) => rule.name);
  }

  require(id: string): CompiledRule {
    const rule = this.get(id);
    if (rule) return rule;
    throw new ApiError(404, 'rule_not_found', 'There is no rule with this id. It may have been deleted.');
  }

  remove(id: string): Rule {
    const rule = ruleOf(this.require(id));
    removeRule(this.#sql, id);
    this.#unwritten.delete(id);
    this.#known = null;
    return rule;
  }

  /** Throws unless these are all rules. */
  order(ids: readonly string[]): Rule[] {
    const known = new Set(this.#rules.map(({ id }) => id));
    const isWhole = ids.length === known.size && ids.every((id) => known.delete(id));
    if (!isWhole) {
      throw new ApiError(
        409,
        'rules_changed',
        'The rules have changed in the meantime. Load them again, then put them in order.',
      );
    }
    orderRules(this.#sql, ids);
    this.#known = null;
    return this.list();
  }

  /** A label was deleted, or an agent has left: actions with them do nothing from now on. */
  forget(gone: { label: string } | { person: string }): void {
    for (const { id, rule, names } of this.#rules) {
      const left = namesWithout(names, gone);
      if (left.labels.length + left.people.length === names.labels.length + names.people.length) continue;
      putRule(this.#sql, id, rule, left);
    }
    this.#known = null;
  }

  /** A rule has matched. Nothing is written each time, so a few hits are lost if the object stops. */
  hit(id: string, now: number): void {
    const before = this.#unwritten.get(id);
    this.#unwritten.set(id, { hits: (before?.hits ?? 0) + 1, lastHitAt: now });
    const unwritten = [...this.#unwritten.values()].reduce((sum, { hits }) => sum + hits, 0);
    if (unwritten >= maxUnwrittenHits || now - this.#writtenAt > maxUnwrittenMs) this.#writeHits();
  }

  #writeHits(): void {
    this.#writtenAt = Date.now();
    if (this.#unwritten.size === 0) return;
    for (const [id, { hits, lastHitAt }] of this.#unwritten) {
      countHits(this.#sql, id, hits, lastHitAt);
      const known = this.#known?.find((rule) => rule.id === id);
      if (known) Object.assign(known, { hits: known.hits + hits, lastHitAt });
    }
    this.#unwritten.clear();
  }

  get #rules(): readonly CompiledRule[] {
    this.#known ??= storedRules(this.#sql).flatMap((stored) => {
      const match = compiledOrNull(stored.rule);
      return match ? [{ ...stored, match }] : [];
    });
    return this.#known;
  }
}

function compiled({ match }: NewRule): Match {
  try {
    return compileMatch(match);
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    const { at, message } = error;
    throw new ApiError(422, 'invalid_pattern', `The pattern is not possible at character ${at}. ${message}`, {
      at,
    });
  }
}

/** A pattern that an earlier version of the Worker allowed. */
function compiledOrNull(rule: NewRule): Match | null {
  try {
    return compileMatch(rule.match);
  } catch (error) {
    if (error instanceof PatternFault) return null;
    throw error;
  }
}
