import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FormatMark,
  toggleFormat,
} from '../../../../../widget/agent-console/composer/text/format-marks.ts';

/** `[` and `]` are the ends of the selection; `|` is a cursor. */
function toggled(marked: string, ...marks: FormatMark[]): string {
  const plain = marked.replace('|', '[]');
  let state = { text: plain.replace(/[[\]]/g, ''), start: plain.indexOf('['), end: plain.indexOf(']') - 1 };
  for (const mark of marks) {
    const { from, to, insert, start, end } = toggleFormat(state, mark);
    state = { text: state.text.slice(0, from) + insert + state.text.slice(to), start, end };
  }
  const { text, start, end } = state;
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`;
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
}

describe('a format', () => {
  it.each([
    ['bold', 'We open [today].', 'We open [*today*].'],
    ['italic', '[today]', '[_today_]'],
    ['strike', '[today]', '[~today~]'],
    ['mono', '[today]', '[```today```]'],
    ['bold', 'We [open ]today', 'We [*open*] today'],
    ['bold', 'We[ open today]', 'We [*open today*]'],
    ['bold', '[one\ntwo\n\nthree]', '[*one*\n*two*\n\n*three*]'],
    ['mono', '[one\ntwo]', '[```one\ntwo```]'],
    ['bold', '[- one\n- two]', '- [*one*\n- *two*]'],
    ['bold', '[*one*\ntwo]', '[*one*\n*two*]'],
    ['bold', 'a |b', 'a *|*b'],
    ['bold', 'a *|*b', 'a |b'],
    ['bold', 'a[   ]b', 'a[   ]b'],
  ] as const)('%s of %j is %j', (mark, before, after) => {
    expect(toggled(before, mark)).toBe(after);
  });

  it.each([
    ['bold', '[*today*]', '[today]'],
    ['bold', '*[today]*', '[today]'],
    ['bold', '[_*today*_]', '[_today_]'],
    ['bold', '*_[today]_*', '[_today_]'],
    ['italic', '*_[today]_*', '*[today]*'],
    ['bold', '[*one*\n*two*]', '[one\ntwo]'],
    ['mono', '[```one\ntwo```]', '[one\ntwo]'],
  ] as const)('%s is taken away from %j', (mark, before, after) => {
    expect(toggled(before, mark)).toBe(after);
  });

  it('bold and italic together can each be taken away', () => {
    expect(toggled('[today]', 'bold', 'italic')).toBe('[_*today*_]');
    expect(toggled('[today]', 'bold', 'italic', 'bold')).toBe('[_today_]');
    expect(toggled('[today]', 'bold', 'italic', 'italic')).toBe('[*today*]');
  });
});

describe('a list or quote', () => {
  it.each([
    ['list', 'one|', '- one|'],
    ['list', '[one\ntwo]', '[- one\n- two]'],
    ['numbers', '[one\n\ntwo]', '[1. one\n\n2. two]'],
    ['quote', 'a\n[b]\nc', 'a\n[> b]\nc'],
    ['list', '[1. one\n2. two]', '[- one\n- two]'],
    ['numbers', '[- one\ntwo]', '[1. one\n2. two]'],
    ['list', '[- one\n- two]', '[one\ntwo]'],
    ['quote', '[> one]', '[one]'],
    ['list', '[one\n]two', '[- one]\ntwo'],
    ['list', '|', '- |'],
  ] as const)('%s of %j is %j', (mark, before, after) => {
    expect(toggled(before, mark)).toBe(after);
  });
});

describe('any selection', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é'), maxLength: 24 });
  const marks = fc.constantFrom<FormatMark>('bold', 'italic', 'strike', 'mono');

  it('the same format twice gives the same words again', () => {
    fc.assert(
      fc.property(words, fc.nat(24), fc.nat(24), marks, (text, one, other, mark) => {
        const [start, end] = [Math.min(one, other, text.length), Math.min(Math.max(one, other), text.length)];
        const selected = `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
        const back = toggled(selected, mark, mark);
        expect(back.replace(/[[\]|]/g, '')).toBe(text);
      }),
    );
  });
});
