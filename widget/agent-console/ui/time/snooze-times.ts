import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';

const hour = 60 * 60_000;
const monday = 1;

export interface SnoozeTime {
  name: string;
  until: number;
  /** Day and time, as in "Mon, 9:00 AM". */
  when: string;
}

/** Kept for the language that is spoken: they are costly to make, and the menus are rendered with each key typed. */
function formatsIn(locale: string) {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  return {
    locale,
    today: format({ timeStyle: 'short' }),
    day: format({ weekday: 'long' }),
    near: format({ weekday: 'long', hour: 'numeric', minute: '2-digit' }),
    far: format({ weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }),
  };
}

let kept: ReturnType<typeof formatsIn> | null = null;

/** Later today, tomorrow, on Monday and in a week, each of the last three at nine. */
export function snoozeTimes(now = new Date()): SnoozeTime[] {
  const nine = (days: number) => {
    const day = new Date(now);
    day.setDate(day.getDate() + days);
    return day.setHours(9, 0, 0, 0);
  };
  const toMonday = (monday + 7 - now.getDay()) % 7 || 7;
  if (kept?.locale !== speech.locale) kept = formatsIn(speech.locale);
  const { today, day, near, far } = kept;
  const soon = now.getTime() + 3 * hour;
  const isToday = new Date(soon).getDate() === now.getDate();
  return [
    { name: strings.inThreeHours, until: soon, when: isToday ? today : near },
    { name: strings.tomorrow, until: nine(1), when: near },
    // On a Sunday it is tomorrow, and on a Monday in a week.
    ...(toMonday > 1 && toMonday < 7
      ? [{ name: day.format(nine(toMonday)), until: nine(toMonday), when: near }]
      : []),
    { name: strings.nextWeek, until: nine(7), when: far },
  ].map(({ when, ...time }) => ({ ...time, when: when.format(time.until) }));
}
