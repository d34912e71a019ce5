/** How long two hundred rules take for one message: `node test/bench/rules.ts`. */

import * as v from 'valibot';
import { newRule } from '../../worker/api/automation/rules.ts';
import type { Circumstances } from '../../worker/inbox/automation/rules/conditions.ts';
import { compileRule, matchingRules } from '../../worker/inbox/automation/rules/rules.ts';
import { saidIn } from '../../worker/inbox/automation/rules/said.ts';

const count = 200;
const rounds = 2_000;
const message = 'Hello, I have ordered a blue bowl last week and would like to know where my parcel is now';

/** Milliseconds for one message; `patterns`: every rule is a pattern. */
export function measureRules(patterns: boolean): number {
  const rules = Array.from({ length: count }, (_, index) =>
    compileRule({
      id: `${index}`,
      rule: v.parse(newRule, {
        name: `Rule ${index}`,
        match: patterns
          ? { type: 'pattern', pattern: `(refund|return)\\s*#?${index}\\b` }
          : { type: 'contains', words: [`word ${index}`, `other ${index}`, `third ${index}`] },
        actions: [{ type: 'hand-over' }],
      }),
      names: { labels: [], people: [] },
    }),
  );
  const given = (): Circumstances => ({
    ...{ said: [saidIn(message)], isWithPerson: false, isOpen: () => true, isNew: () => false },
    ...{
      labels: () => new Set(),
      page: () => null,
      language: () => null,
      hasMatchedSince: () => false,
      now: 0,
    },
  });
  for (let round = 0; round < 200; round += 1) matchingRules(rules, given());
  const began = performance.now();
  for (let round = 0; round < rounds; round += 1) matchingRules(rules, given());
  return (performance.now() - began) / rounds;
}

if (import.meta.main) {
  console.log(`200 rules of three words: ${measureRules(false).toFixed(3)} ms`);
  console.log(`200 rules with a pattern: ${measureRules(true).toFixed(3)} ms`);
}
