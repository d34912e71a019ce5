/** How the charts measure: counts and lengths of time. */
import { countText, shortWaitText, waitText } from '../figure-text.ts';
import type { Scale } from './day-chart.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export const countScale: Scale = {
  text: countText,
  axisText: countText,
  steps: [1, 10, 100, 1_000, 10_000, 100_000].flatMap((one) => [one, 2 * one, 5 * one]),
  least: 4,
};

/** In seconds. */
export const waitScale: Scale = {
  text: waitText,
  // Grid lines are whole minutes, hours or days; only the bottom is 0.
  axisText: (seconds) => (seconds === 0 ? countText(0) : shortWaitText(seconds)),
  steps: [
    ...[minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute],
    ...[hour, 2 * hour, 4 * hour, 8 * hour, 12 * hour],
    ...[day, 2 * day, 7 * day, 14 * day],
  ],
  least: 5 * minute,
};
