/** Analytics of a number: what is counted in a period. docs/analytics.md defines each figure. */
import * as v from 'valibot';
import { conversation } from '../conversations/conversations.ts';
import { agentId, flag, limit, pageOf, queryNumber, time, timeZone, whole } from '../values.ts';

const date = v.pipe(v.string(), v.isoDate('Write the day as 2026-12-31.'));
const count = whole;

/** The customer's waits that ended in a period, in seconds. Null: there was none, which is not the same as 0. */
export const waits = v.object({
  count,
  p50: v.nullable(v.number()),
  p90: v.nullable(v.number()),
  /** Of `count`, those that were not longer than the goal. */
  withinGoal: count,
  /** False if the percentiles come from a histogram: the true one is at most a quarter lower. */
  isExact: v.boolean(),
});
export type Waits = v.InferOutput<typeof waits>;

/** In all hours, and in the hours in which the number is open; null if it has no hours. */
export const waitsByClock = v.object({ wall: waits, open: v.nullable(waits) });
export type WaitsByClock = v.InferOutput<typeof waitsByClock>;

/** What became of the messages that were sent in a period. */
export const delivery = v.object({
  /** WhatsApp has accepted them. */
  accepted: count,
  /** They have arrived, also if WhatsApp only said that they were read. */
  delivered: count,
  read: count,
  failed: count,
  /** Accepted in the last 24 hours, and not delivered yet. */
  pending: count,
  /** Accepted longer ago, and not delivered. */
  undelivered: count,
  /** Delivered, of all that are not pending. Null: there are none. */
  deliveryRate: v.nullable(v.number()),
  /** Read, of those delivered more than 24 hours ago. At least: customers can turn read receipts off. */
  readRate: v.nullable(v.number()),
});

export const summary = v.object({
  received: v.nullable(count),
  sent: v.object({
    total: count,
    agents: count,
    /** Sent with API tokens that do not send as a bot. */
    api: count,
    phoneApp: count,
    automatic: count,
  }),
  delivery: v.nullable(delivery),
  /** Conversations with a message of either side. */
  active: v.nullable(count),
  /** Customers who wrote for the first time. */
  newCustomers: v.nullable(count),
  /** Until a person answered. */
  waits: waitsByClock,
  /** Of them, the first in an episode that the customer began. */
  firstResponses: waitsByClock,
  /** Until a bot or rule answered. */
  automaticResponses: v.nullable(waits),
  episodes: v.object({
    begun: v.nullable(count),
    begunByCustomer: v.nullable(count),
    /** Of those begun, a bot or rule answered in these. */
    automationEntered: v.nullable(count),
    /** Of these, no person answered. */
    automationOnly: v.nullable(count),
    resolved: count,
    /** The different customers of those resolved. */
    resolvedCustomers: v.nullable(count),
    /** Resolved, and the customer wrote again within 72 hours. */
    reopened: v.nullable(count),
    /** From begin to end, in seconds. */
    duration: v.nullable(waits),
  }),
  /** How often a person took over from the bot, by reason, and how often the bot was resumed. */
  modes: v.record(v.string(), count),
});
export type Summary = v.InferOutput<typeof summary>;

export const dayFigures = v.object({
  date,
  received: count,
  sent: count,
  delivered: count,
  read: count,
  failed: count,
  active: count,
  newCustomers: count,
  answered: count,
  waitP50: v.nullable(v.number()),
  waitP90: v.nullable(v.number()),
  resolved: count,
  /** Statuses of this day can still change. */
  isProvisional: v.boolean(),
});

/** A weekday and hour: how often it occurred in the period, what was received in it, and the wait of what was answered. */
export const hourFigures = v.object({
  /** 1: Monday, as in ISO 8601. */
  weekday: count,
  hour: count,
  occurrences: v.number(),
  received: count,
  answered: count,
  waitP50: v.nullable(v.number()),
});

export const templateFigures = v.object({
  name: v.string(),
  language: v.string(),
  sent: count,
  delivered: count,
  read: count,
  failed: count,
  /** The customer wrote within 24 hours. */
  replied: count,
  /** Presses of its quick replies within 24 hours, by text. */
  presses: v.record(v.string(), count),
});

export const agentFigures = v.object({
  /** `phone-app` for answers from the phone, which name nobody. */
  id: v.string(),
  name: v.string(),
  sent: count,
  notes: count,
  waits: waitsByClock,
  firstResponses: waitsByClock,
  resolved: count,
});
export type AgentFigures = v.InferOutput<typeof agentFigures>;

export const report = v.object({
  period: v.object({ from: date, to: date, timeZone: v.string() }),
  /** The first day that is known; what was before is not counted. Null: nothing is counted yet. */
  since: v.nullable(date),
  /** Whether messages that were stored before analytics existed are still being counted. */
  isCounting: v.boolean(),
  /** In minutes, for `withinGoal`. */
  goalMinutes: v.number(),
  current: summary,
  /** The period of the same length before it; null unless it is requested. */
  previous: v.nullable(summary),
  days: v.array(dayFigures),
  hours: v.array(hourFigures),
  failures: v.array(v.object({ code: v.string(), count })),
  templates: v.array(templateFigures),
  /** Null: figures of agents are switched off. An agent sees only their own. */
  agents: v.nullable(v.array(agentFigures)),
  /** Episodes that had the label when they were resolved. Labels overlap, so these do not add up. */
  labels: v.array(v.object({ id: v.string(), resolved: count })),
  /** Clicks on the button, and what they led to. */
  sources: v.array(
    v.object({
      page: v.string(),
      campaign: v.nullable(v.string()),
      clicks: count,
      conversations: count,
      answered: count,
      resolved: count,
    }),
  ),
  /** Delivered messages with a price, as WhatsApp reported it. `country`: ISO 3166, or `+` and a calling code. */
  costs: v.array(v.object({ category: v.string(), type: v.string(), country: v.string(), delivered: count })),
  /** The service messages delivered in the month of the last day of the period. */
  allowance: v.object({
    month: v.string(),
    delivered: count,
    /** WhatsApp charges what goes beyond. */
    free: count,
    isNearlyUsed: v.boolean(),
  }),
  /** Customers who wait for the team at this moment, by how long they have been waiting. */
  waiting: v.object({
    count,
    oldestSince: v.nullable(time),
    ages: v.object({ underHour: count, underFourHours: count, underDay: count, older: count }),
  }),
});
export type Report = v.InferOutput<typeof report>;

const filters = {
  /** The first and the last day, in the time zone of the number. */
  from: date,
  to: date,
  /** Only what this agent did. */
  agent: v.optional(agentId),
  /** Only conversations that have this label. At most 31 days, and only while messages are stored. */
  label: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
  /** Only conversations of this team. At most 31 days, and only while messages are stored. */
  team: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
  /** Only conversations that came from this page. At most 31 days, and only while messages are stored. */
  source: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(2_048))),
};

export const reportQuery = v.object({
  ...filters,
  /** With any value, the period before is returned as well. */
  compare: flag,
});
export type ReportQuery = v.InferOutput<typeof reportQuery>;
export type ReportFilter = v.InferInput<typeof reportQuery>;

export const csvTable = v.picklist([
  'summary',
  'days',
  'hours',
  'failures',
  'templates',
  'agents',
  'labels',
  'sources',
  'costs',
  'episodes',
]);
export type CsvTable = v.InferOutput<typeof csvTable>;
export const csvQuery = v.object({ ...reportQuery.entries, table: csvTable });
export type CsvFilter = v.InferInput<typeof csvQuery>;

export const figure = v.picklist([
  'received',
  'sent',
  'delivered',
  'read',
  'failed',
  'pending',
  'undelivered',
  'active',
  'new-customers',
  'answered',
  'first-responses',
  'beyond-goal',
  'automatic-responses',
  'begun',
  'automation-only',
  'resolved',
  'reopened',
  'replied',
]);
export type Figure = v.InferOutput<typeof figure>;

/** The conversations that a figure counts. */
export const figureQuery = v.object({
  ...filters,
  figure,
  /** Only failures with this code. */
  code: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
  /** Only messages of this template, such as `order_update/en_US`. */
  template: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(600))),
  /** 1: Monday. Only what was in this weekday and hour. */
  weekday: v.optional(queryNumber(1, 7)),
  hour: v.optional(queryNumber(0, 23)),
  /** `next` of the page before. */
  before: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,16}$/, 'Pass `next` of the page before.'), v.toNumber()),
  ),
  limit,
});
export type FigureQuery = v.InferOutput<typeof figureQuery>;
export type FigureFilter = v.InferInput<typeof figureQuery>;

export const countedConversations = v.object({
  ...pageOf(conversation).entries,
  /** False if messages of the period are deleted: their conversations were counted, and are not listed. */
  isComplete: v.boolean(),
});
export type CountedConversations = v.InferOutput<typeof countedConversations>;

export const goalMinutes = v.picklist([1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1_440]);

/** How a number is counted. */
export const analyticsSettings = v.strictObject({
  /** The zone of the days and hours; null: that of the business hours, else UTC. Days that are closed keep theirs. */
  timeZone: v.nullable(timeZone),
  goalMinutes,
  /** Whether there are figures of each agent: for admins of all, for agents their own. */
  showsAgents: v.boolean(),
});
export type AnalyticsSettings = v.InferOutput<typeof analyticsSettings>;
