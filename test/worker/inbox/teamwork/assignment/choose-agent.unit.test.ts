import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, chooseAgent } from '../../../../../worker/inbox/teamwork/assignment/choose-agent.ts';

const agent = (id: string, open = 0, turn = 0): Candidate => ({ id, open, turn });
const roundRobin = { how: 'round-robin', maxOpen: null, first: null } as const;

/** Gives conversations one after another to agents who are all there, and returns how many each got. */
function dealt(names: readonly string[], count: number, how: 'round-robin' | 'least-open'): number[] {
  let agents = names.map((id) => agent(id));
  for (let turn = 1; turn <= count; turn++) {
    const chosen = chooseAgent(agents, { ...roundRobin, how });
    agents = agents.map((one) => (one.id === chosen ? { ...one, open: one.open + 1, turn } : one));
  }
  return agents.map(({ open }) => open);
}

const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 9 });

describe('whose turn it is', () => {
  it.each(['round-robin', 'least-open'] as const)(
    'with %s, agents who are all there get as many conversations as each other, or one more',
    (how) => {
      fc.assert(
        fc.property(names, fc.nat(60), (agents, count) => {
          const counts = dealt(agents, count, how);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
          expect(counts.reduce((sum, one) => sum + one)).toBe(count);
        }),
      );
    },
  );

  it('nobody gets more open conversations than they can have', () => {
    const counts = fc.array(fc.tuple(fc.nat(6), fc.nat(9)), { maxLength: 8 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 5 }), fc.boolean(), (all, maxOpen, isLeast) => {
        const agents = all.map(([open, turn], index) => agent(`a${index}`, open, turn));
        const how = isLeast ? 'least-open' : 'round-robin';
        const chosen = chooseAgent(agents, { how, maxOpen, first: 'a0' });
        const found = agents.find(({ id }) => id === chosen);
        expect(found?.open ?? 0).toBeLessThan(maxOpen);
        expect(chosen === null).toBe(agents.every(({ open }) => open >= maxOpen));
      }),
    );
  });

  it('the agent with the fewest open conversations is chosen, and of several the one whose turn is longest ago', () => {
    const agents = [agent('ana', 2, 1), agent('ben', 1, 4), agent('cleo', 1, 3)];
    expect(chooseAgent(agents, { ...roundRobin, how: 'least-open' })).toBe('cleo');
    expect(chooseAgent(agents, roundRobin)).toBe('ana');
  });

  it('the agent whom the customer had last is chosen before all others, unless they have no room', () => {
    const agents = [agent('ana', 0, 0), agent('ben', 3, 9)];
    expect(chooseAgent(agents, { ...roundRobin, first: 'ben' })).toBe('ben');
    expect(chooseAgent(agents, { ...roundRobin, maxOpen: 3, first: 'ben' })).toBe('ana');
    expect(chooseAgent(agents, { ...roundRobin, first: 'eve' })).toBe('ana');
  });
});
