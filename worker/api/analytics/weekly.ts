/** The figures of a week that is over, in the event `report.weekly`. */
import * as v from 'valibot';
import { time, whole } from '../values.ts';

const count = whole;
const seconds = v.nullable(v.number());

export const weekFigures = v.object({
  received: count,
  sent: count,
  delivered: count,
  failed: count,
  active: count,
  newCustomers: count,
  answered: count,
  /** Waits in seconds; null: there were none. In open hours if the number has hours, else in all hours. */
  waitP50: seconds,
  waitP90: seconds,
  /** How many in `answered` were within the goal of the number. */
  withinGoal: count,
  resolved: count,
  /** Answers to the question how satisfied customers are, and their average; null: there are none. */
  rated: count,
  satisfaction: v.nullable(v.number()),
});
export type WeekFigures = v.InferOutput<typeof weekFigures>;

export const weeklyReport = v.object({
  /** Monday and Sunday, in this time zone. */
  week: v.object({ from: v.string(), to: v.string(), timeZone: v.string() }),
  isInOpenHours: v.boolean(),
  current: weekFigures,
  /** The week before it. */
  previous: weekFigures,
  /** The reasons of most failures, by code. */
  failures: v.array(v.object({ code: v.string(), count })),
  /** The customers who wait at this moment. */
  waiting: v.object({ count, oldestSince: v.nullable(time) }),
  /** Free service messages of the month that the week ends in. */
  allowance: v.object({ month: v.string(), delivered: count, free: count, isNearlyUsed: v.boolean() }),
});
export type WeeklyReport = v.InferOutput<typeof weeklyReport>;
