/** How long two hundred rules take for one message: `node test/bench/rules.ts`. */

import * as v from 'valibot';
import { newRule, type RuleMatch } from '../../worker/api/automation/rules.ts';
import type { Circumstances } from '../../worker/inbox/automation/rules/conditions.ts';
import { compileRule, matchingRules } from '../../worker/inbox/automation/rules/rules.ts';
import { saidIn } from '../../worker/inbox/automation/rules/said.ts';

const count = 200;
const rounds = 2_000;
const message = 'Hello, I have ordered a blue bowl last week and would like to know where my parcel is now';

const matches: Record<'words' | 'needed' | 'free', (index: number) => RuleMatch> = {
  words: (index) => ({ type: 'contains', words: [`word ${index}`, `other ${index}`, `third ${index}`] }),
  needed: (index) => ({ type: 'pattern', pattern: `(refund|return)\\s*#?${index}\\b` }),
  // Every message has to be searched for them, because no character is in each of their matches.
  free: (index) => ({
    type: 'pattern',
    pattern: index % 2 ? `\\b\\w{2}\\d{3,${4 + (index % 90)}}\\b` : `[a-f]\\s*[\\d-]{${1 + (index % 90)}}$`,
  }),
};

function compiledRules(kind: keyof typeof matches) {
  return Array.from({ length: count }, (_, index) =>
    compileRule({
      id: `${index}`,
      rule: v.parse(newRule, {
        name: `Rule ${index}`,
        match: matches[kind](index),
        actions: [{ type: 'hand-over' }],
      }),
      names: { labels: [], people: [] },
    }),
  );
}

/** What else runs on the machine does not count. */
function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Milliseconds for one message, and for the first one after the rules were read. */
export function measureRules(kind: keyof typeof matches): { usual: number; first: number } {
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
  const rules = compiledRules(kind);
  for (let round = 0; round < 200; round += 1) matchingRules(rules, given());
  const began = processorMs();
  for (let round = 0; round < rounds; round += 1) matchingRules(rules, given());
  const usual = (processorMs() - began) / rounds;
  const unused = Array.from({ length: 50 }, () => compiledRules(kind));
  const beganFirst = processorMs();
  for (const each of unused) matchingRules(each, given());
  return { usual, first: (processorMs() - beganFirst) / unused.length };
}

if (import.meta.main) {
  const names = {
    words: 'three words',
    needed: 'a pattern with a word that has to be there',
    free: 'a pattern with no fixed character',
  };
  for (const kind of ['words', 'needed', 'free'] as const) {
    const { usual, first } = measureRules(kind);
    console.log(`200 rules of ${names[kind]}: ${usual.toFixed(3)} ms, the first time ${first.toFixed(3)} ms`);
  }
}
