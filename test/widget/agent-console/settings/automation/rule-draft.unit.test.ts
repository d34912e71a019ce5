/** A rule as it is being written. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  draftOf,
  moved,
  newAction,
  newDraft,
  problemsOf,
  ruleOf,
  withAction,
} from '../../../../../widget/agent-console/settings/automation/rules/rule-draft.ts';
import { newRule } from '../../../../../worker/api/automation/rules.ts';

const complete = () => ({
  ...newDraft(),
  ...{ name: ' Hours ', matchText: 'open\n\nhours\nopen' },
  actions: [{ key: 0, action: { type: 'hand-over' as const } }],
});

describe('the draft of a rule', () => {
  it('comes to a rule that the Worker takes, with each word once', () => {
    const rule = ruleOf(complete());
    expect(problemsOf(complete()).size).toBe(0);
    expect(v.parse(newRule, rule)).toMatchObject({
      name: 'Hours',
      match: { type: 'contains', words: ['open', 'hours'] },
      actions: [{ type: 'hand-over' }],
    });
  });

  it('is the same rule again after it was opened and saved without a change', () => {
    const rule = v.parse(newRule, ruleOf(complete()));
    expect(v.parse(newRule, ruleOf(draftOf({ ...rule, id: '1', hits: 0, lastHitAt: null })))).toEqual(rule);
  });

  it('names what is missing', () => {
    const draft = { ...newDraft(), actions: [] };
    expect([...problemsOf(draft).keys()]).toEqual(['name', 'match', 'actions']);
    expect(problemsOf(newDraft()).has('action-0')).toBe(true);
  });

  it('answers at most once, and not while a person answers', () => {
    const twice = withAction({ ...complete(), actions: [{ key: 4, action: newAction('bot') }] }, 'assistant');
    expect(problemsOf(twice).has('actions')).toBe(true);
    expect(twice.actions.map(({ key }) => key)).toEqual([4, 5]);
    const besidePerson = {
      ...complete(),
      conditions: { ...complete().conditions, whilePerson: true },
      actions: [{ key: 0, action: newAction('bot') }],
    };
    expect(problemsOf(besidePerson).has('actions')).toBe(true);
  });

  it('does not go on to the next rule if it answers', () => {
    const draft = { ...complete(), continues: true, actions: [{ key: 0, action: newAction('bot') }] };
    expect(ruleOf(draft).continues).toBe(false);
  });
});

describe('an item that is moved', () => {
  it('is at its new place, with all others in their order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 1 }), fc.nat(), fc.nat(), (items, a, b) => {
        const [from, to] = [a % items.length, b % items.length];
        const result = moved(items, from, to);
        expect(result[to]).toBe(items[from]);
        expect(result.filter((one) => one !== items[from])).toEqual(items.filter((_, at) => at !== from));
      }),
    );
  });

  it('stays where it is beyond the ends', () => {
    expect(moved([1, 2], 0, -1)).toEqual([1, 2]);
    expect(moved([1, 2], 1, 2)).toEqual([1, 2]);
  });
});
