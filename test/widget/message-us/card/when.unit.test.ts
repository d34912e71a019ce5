import { describe, expect, it } from 'vitest';
import { whenIn } from '../../../../widget/message-us/card/when.ts';

// Times without a zone are those of this machine, as the visitor's are those of their device.
const now = new Date('2026-12-01T12:00').getTime();
const when = (at: string, language: string, text = 'Replies {day} from {time}') =>
  whenIn(text, new Date(at).getTime(), now, language).replace(/\s/g, ' ');

describe('whenIn', () => {
  it.each([
    ['the same day is today', '2026-12-01T14:30', 'Replies today from 2:30 PM'],
    ['the next day is tomorrow, however early', '2026-12-02T00:15', 'Replies tomorrow from 12:15 AM'],
    ['six days later is a weekday', '2026-12-07T09:00', 'Replies Monday from 9:00 AM'],
    ['a week later is a date', '2026-12-08T09:00', 'Replies December 8 from 9:00 AM'],
  ])('%s', (_, at, text) => {
    expect(when(at, 'en')).toBe(text);
  });

  it('uses the days and times of the language', () => {
    expect(when('2026-12-02T09:00', 'de', 'Antwortet {day} ab {time}')).toBe('Antwortet morgen ab 9:00');
  });
});
