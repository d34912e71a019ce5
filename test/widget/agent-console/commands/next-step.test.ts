import { afterEach, describe, expect, it } from 'vitest';
import { keepNextStep, nextStep, rowAfter } from '../../../../widget/agent-console/commands/next-step.ts';
import { keyOf } from '../../../../widget/client/state/inbox-state.ts';
import { conversation } from '../rows.ts';

const rows = [1, 2, 3, 4].map((id) => conversation(id));
const done = (...ids: number[]) => new Set(rows.filter(({ id }) => ids.includes(id)).map(keyOf));
afterEach(() => localStorage.clear());

describe('after a conversation is resolved', () => {
  it('the next one in the list comes, and at its end the one before', () => {
    expect(rowAfter(rows, done(2), 'next')?.id).toBe(3);
    expect(rowAfter(rows, done(4), 'next')?.id).toBe(3);
    expect(rowAfter(rows, done(2, 3), 'next')?.id).toBe(4);
  });

  it('the previous one comes where the agent prefers it, and at the top the one after', () => {
    expect(rowAfter(rows, done(3), 'previous')?.id).toBe(2);
    expect(rowAfter(rows, done(1), 'previous')?.id).toBe(2);
  });

  it('none comes where the agent goes back to the list, where none is left, and where it was not listed', () => {
    expect(rowAfter(rows, done(2), 'list')).toBeNull();
    expect(rowAfter(rows, done(1, 2, 3, 4), 'next')).toBeNull();
    expect(rowAfter(rows, new Set(['other/9']), 'next')).toBeNull();
  });

  it('what comes is remembered in this browser, and is the next one at first', () => {
    expect(nextStep()).toBe('next');
    keepNextStep('previous');
    expect(nextStep()).toBe('previous');
  });
});
