import { afterEach, describe, expect, it } from 'vitest';
import {
  countChange,
  rateChange,
  rateText,
  waitChange,
  waitText,
  weekdayText,
} from '../../../../widget/agent-console/analytics/figure-text.ts';
import { speak, speechFor } from '../../../../widget/locales/speak.ts';

afterEach(() => speak(speechFor([])));

describe('a wait', () => {
  it.each([
    [null, '–'],
    [0, '0 sec'],
    [59, '59 sec'],
    [60, '1 min'],
    [3_599, '59 min'],
    [12_000, '3 hr 20 min'],
    [86_399, '23 hr'],
    [100_000, '1 day 3 hr'],
    [1_000_000, '11 days'],
  ])('of %s seconds is %s', (seconds, text) => expect(waitText(seconds)).toBe(text));

  it('is in the language of the console', async () => {
    await speak(speechFor(['de']));
    expect(waitText(12_000)).toBe('3 Std. 20 Min.');
  });
});

describe('a rate', () => {
  it.each([
    [null, '–'],
    [0, '0%'],
    [2 / 3, '67%'],
    [0.9996, '99.9%'],
    [1, '100%'],
  ])('of %s is %s', (rate, text) => expect(rateText(rate)).toBe(text));
});

describe('a change', () => {
  it('of a count is a share of the one before', () => {
    expect(countChange(120, 100)).toBe('20% more than before');
    expect(countChange(80, 100)).toBe('20% less than before');
    expect(countChange(5, 5)).toBe('The same as before');
  });

  it('is not a share of nothing', () => {
    expect(countChange(5, 0)).toBe('None in the period before');
    expect(countChange(5, undefined)).toBe('');
    expect(countChange(null, 5)).toBe('');
  });

  it('of a wait is a length of time', () => {
    expect(waitChange(300, 180)).toBe('2 min longer than before');
    expect(waitChange(180, 300)).toBe('2 min shorter than before');
    expect(waitChange(181, 185)).toBe('The same as before');
    expect(waitChange(181, null)).toBe('');
  });

  it('of a rate is counted in points', () => {
    expect(rateChange(0.9, 0.8)).toBe('10 points more than before');
    expect(rateChange(0.79, 0.8)).toBe('1 point less than before');
    expect(rateChange(0.8, 0.8)).toBe('The same as before');
  });
});

it('names the weekdays from Monday to Sunday', () => {
  expect([1, 7].map((day) => weekdayText(day, 'long'))).toEqual(['Monday', 'Sunday']);
});
