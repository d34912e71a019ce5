import { describe, expect, it } from 'vitest';
import {
  nextSpan,
  spansIn,
  textOf,
} from '../../../../../widget/agent-console/settings/button/hours-spans.ts';

describe('the spans of a day', () => {
  it('are read from the stored text, and written as it', () => {
    const spans = spansIn('9:00-12:30, 13:30 – 24:00');
    expect(spans).toEqual([
      { from: '09:00', to: '12:30' },
      { from: '13:30', to: '00:00' },
    ]);
    expect(textOf(spans)).toBe('09:00-12:30, 13:30-00:00');
  });

  it('leave out one without both times', () => {
    expect(textOf([{ from: '09:00', to: '' }])).toBe('');
    expect(spansIn('')).toEqual([]);
  });

  it('continue after a break of an hour, and never after midnight', () => {
    expect(nextSpan([])).toEqual({ from: '09:00', to: '17:00' });
    expect(nextSpan([{ from: '09:00', to: '12:00' }])).toEqual({ from: '13:00', to: '17:00' });
    expect(nextSpan([{ from: '09:00', to: '22:00' }])).toEqual({ from: '23:00', to: '23:00' });
  });
});
