import { describe, expect, it } from 'vitest';
import { matchScore } from '../../../../widget/agent-console/commands/fuzzy.ts';

describe('a command is found', () => {
  it.each([
    ['Assign to Ana', 'assign'],
    ['Assign to Ana', 'ana as'],
    ['Assign to Ana', 'asan'],
    ['Label: Delivery', 'deliv'],
    ['Zoë Müller', 'zoe muller'],
    ['Fenêtre', 'FENETRE'],
  ])('%j by %j', (title, typed) => {
    expect(matchScore(title, typed)).not.toBeNull();
  });

  it.each([
    ['Assign to Ana', 'ben'],
    ['Assign to Ana', 'assign ben'],
    ['Assign to Ana', 'na as x'],
    ['Resolve', 'so'],
  ])('%j, but not by %j where the letters only happen to be there', (title, typed) => {
    const score = matchScore(title, typed);
    expect(score === null || score < 3).toBe(true);
  });

  it('before others when it begins with what is typed', () => {
    const [first, second, third] = ['Label: VIP', 'Remove label: VIP', 'Available'].map((title) =>
      matchScore(title, 'lab'),
    );
    expect(first).toBeGreaterThan(second ?? 0);
    expect(second).toBeGreaterThan(third ?? 0);
  });
});
