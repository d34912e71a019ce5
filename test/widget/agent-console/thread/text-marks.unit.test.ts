import { expect, it } from 'vitest';
import { marksIn } from '../../../../widget/agent-console/thread/text-marks.ts';

const marked = (text: string, typed: string) =>
  marksIn(text, typed).map(([from, to]) => text.slice(from, to));

it('words are marked where they begin, whatever their case and accents', () => {
  expect(marked('Crème brûlée, CREME and scream', 'creme')).toEqual(['Crème', 'CREME']);
  expect(marked('A glaze that glazed', 'glaz')).toEqual(['glaz', 'glaz']);
});

it('each of several words is marked, and the places are those of the original text', () => {
  expect(marked('🙂 The blue bowl', 'bowl the')).toEqual(['bowl', 'The']);
});

it('in scripts without spaces, a part of a text is marked', () => {
  expect(marked('花瓶を買いたいです', '買い')).toEqual(['買い']);
});

it('signs alone mark nothing', () => {
  expect(marked('What?!', '?!')).toEqual([]);
});
