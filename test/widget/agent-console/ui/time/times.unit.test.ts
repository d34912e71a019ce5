import { afterEach, describe, expect, it } from 'vitest';
import {
  dayText,
  listTimeText,
  timeText,
  windowText,
} from '../../../../../widget/agent-console/ui/time/times.ts';
import { speak, speechFor } from '../../../../../widget/locales/speak.ts';

const hour = 60 * 60_000;
const now = Date.UTC(2026, 10, 24, 9);

describe('what is left of the window', () => {
  it('the time left in a window is never more than 24 hours', () => {
    expect(windowText(now + 47 * hour, now)).toBe(windowText(now + 24 * hour, now));
    expect(windowText(now + 24 * hour, now)).toContain('24');
    expect(windowText(now + 24 * hour - 1, now)).toContain('23');
    expect(windowText(now, now)).toBeNull();
  });
});

describe('a time', () => {
  const at = new Date(2026, 10, 24, 7, 4).getTime();
  const lastYear = new Date(2025, 10, 24, 7, 4).getTime();
  const yesterday = new Date(2026, 10, 23, 7, 4).getTime();
  afterEach(() => speak(speechFor([])));

  it.each([
    ['en-US', '7:04 AM', 'Today', 'Yesterday'],
    ['en-GB', '07:04', 'Today', 'Yesterday'],
    ['de', '07:04', 'Heute', 'Gestern'],
    ['es', '7:04', 'Hoy', 'Ayer'],
    ['fr', '07:04', 'Aujourd’hui', 'Hier'],
    ['pt-BR', '07:04', 'Hoje', 'Ontem'],
    ['id', '07.04', 'Hari ini', 'Kemarin'],
    ['hi', '7:04 am', 'आज', 'कल'],
    ['ar', null, 'اليوم', 'أمس'],
  ])('is written in %s as people there write it', async (tag, time, today, day) => {
    await speak(speechFor([tag]));
    if (time !== null) expect(timeText(at).replace(/\s/g, ' ')).toBe(time);
    expect(listTimeText(at, at)).toBe(timeText(at));
    expect(dayText(at, at)).toBe(today);
    expect(dayText(yesterday, at)).toBe(day);
  });

  it.each(['en-US', 'en-GB', 'de', 'es', 'fr', 'pt-BR', 'id', 'hi', 'ar'])(
    'of another year names the year in %s, and of this year does not',
    async (tag) => {
      await speak(speechFor([tag]));
      expect(listTimeText(lastYear, at)).toMatch(/2025|٢٠٢٥/);
      expect(dayText(lastYear, at)).toMatch(/2025|٢٠٢٥/);
      expect(listTimeText(yesterday, at)).not.toMatch(/20\d\d|٢٠/);
    },
  );
});
