import { strings } from '../../../locales/strings.ts';

const hour = 60 * 60_000;

/** Later today, tomorrow at nine, and in a week at nine. */
export function snoozeTimes(): [text: string, until: number][] {
  const nine = (days: number) => {
    const day = new Date();
    day.setDate(day.getDate() + days);
    return day.setHours(9, 0, 0, 0);
  };
  return [
    [strings.inThreeHours, Date.now() + 3 * hour],
    [strings.tomorrow, nine(1)],
    [strings.nextWeek, nine(7)],
  ];
}
