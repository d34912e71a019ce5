import { describe, expect, it } from 'vitest';
import { windowText } from '../../../widget/agent-console/times.ts';

const hour = 60 * 60_000;
const now = Date.UTC(2026, 10, 24, 9);

describe('what is left of the window', () => {
  it('is never more than 24 hours, however far ahead it is said to end', () => {
    expect(windowText(now + 47 * hour, now)).toBe(windowText(now + 24 * hour, now));
    expect(windowText(now + 24 * hour, now)).toContain('24');
    expect(windowText(now + 24 * hour - 1, now)).toContain('23');
    expect(windowText(now, now)).toBeNull();
  });
});
