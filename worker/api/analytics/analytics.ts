/** Analytics of a number: what is counted in a period. docs/analytics.md defines each figure. */
import * as v from 'valibot';
import { agentId, flag, time, timeZone, whole } from '../values.ts';

const date = v.pipe(v.string(), v.isoDate('Write the day as 2026-12-31.'));
const count = whole;

/** The customer's waits that ended in a period, in seconds. Null: there was none, which is not the same as 0. */
export const waits = v.object({
  count,
  p50: v.nullable(v.number()),
  p90: v.nullable(v.number()),
  /** How many in `count` were not longer than the goal. */
  withinGoal: count,
  /** False if the percentiles come from a histogram: the true one is at most a quarter lower. */
  isExact: v.boolean(),
});
export type Waits = v.InferOutput<typeof waits>;

/** In all hours, and in the hours in which the number is open; null if it has no hours. */
export const waitsByClock = v.object({ wall: waits, open: v.nullable(waits) });
export type WaitsByClock = v.InferOutput<typeof waitsByClock>;

/** How many waits took how long, shortest first: longer than `upTo` of the one before, and not longer than its own. */
export const waitLengths = v.array(
  v.object({
    /** In seconds; null: longer than all others. */
    upTo: v.nullable(whole),
    count,
  }),
);
export type WaitLengths = v.InferOutput<typeof waitLengths>;
export const lengthsByClock = v.object({ wall: waitLengths, open: v.nullable(waitLengths) });
export type LengthsByClock = v.InferOutput<typeof lengthsByClock>;

/** How satisfied customers were. Of one agent: those whom the agent had helped. */
export const satisfaction = v.object({
  /** How often the question was sent. */
  asked: count,
  /** The answers of the period, also to questions that were sent before it. A customer’s newer answer replaces the older. */
  answered: count,
  /** Null: there are no answers. */
  average: v.nullable(v.number()),
  /** From 5 to 1. */
  scores: v.array(v.object({ score: whole, count })),
  /** Answers with a comment. */
  comments: count,
});
export type Satisfaction = v.InferOutput<typeof satisfaction>;

export const reasons = v.array(v.object({ reason: v.string(), count }));

/** What the assistant has done. */
export const assistantFigures = v.object({
  /** Bursts of messages that it answered. */
  answered: count,
  /** Bursts that needed no answer, such as a thank-you. */
  closed: count,
  /** Bursts that it left to the team, and why. */
  handedOver: count,
  handOverReasons: reasons,
  /** Bursts that it began to answer, and then something else had, or could not be answered any more. */
  withdrawn: count,
  /** Bursts for which no answer could be made, so that they were left to the team. */
  failed: count,
  /** Drafts for the team. */
  suggested: count,
  /** Answers and drafts that the team has called good, or bad. */
  good: count,
  bad: count,
  /** Episodes that began in the period, in which it answered. */
  episodes: count,
  /** Those that the customer began and no person had to answer: first responses that it saved the team. */
  saved: count,
  /** What its models have used, by days in UTC. Null with a label, team or source. */
  used: v.nullable(
    v.object({
      inputTokens: count,
      outputTokens: count,
      /** The units of Workers AI; 0 for models of other providers. */
      neurons: v.number(),
    }),
  ),
});
export type AssistantFigures = v.InferOutput<typeof assistantFigures>;

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
  /** Those that were the first in an episode that the customer began. */
  firstResponses: waitsByClock,
  /** Until a bot or rule answered. */
  automaticResponses: v.nullable(waits),
  episodes: v.object({
    begun: v.nullable(count),
    begunByCustomer: v.nullable(count),
    /** Those begun in which a bot or rule answered. */
    automationEntered: v.nullable(count),
    /** Those among them in which no person answered. */
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
  satisfaction,
  assistant: v.nullable(assistantFigures),
  /** Customers who opted out of marketing messages, or in. Saying it twice counts once. */
  consent: v.nullable(v.object({ optedOut: count, optedIn: count })),
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
  /** In the hours in which the number was open; null without answers or hours. */
  openWaitP50: v.nullable(v.number()),
  openWaitP90: v.nullable(v.number()),
  resolved: count,
  /** Statuses of this day can still change. */
  isProvisional: v.boolean(),
});

/**
 * A weekday and hour, of all agents: with `agent`, they are of that agent only together with a label, team or source.
 * How often it occurred in the period, what was received in it, and the wait of what was answered.
 */
export const hourFigures = v.object({
  /** 1: Monday, as in ISO 8601. */
  weekday: count,
  hour: count,
  occurrences: v.number(),
  received: count,
  answered: count,
  waitP50: v.nullable(v.number()),
  openWaitP50: v.nullable(v.number()),
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
  satisfaction,
});
export type AgentFigures = v.InferOutput<typeof agentFigures>;

export const report = v.object({
  period: v.object({ from: date, to: date, timeZone: v.string() }),
  /** The first day that is known; what was before is not counted. Null: nothing is counted yet. */
  since: v.nullable(date),
  /** Whether messages that were stored before analytics existed are still being counted. */
  isCounting: v.boolean(),
  /**
   * Figures that were added to the product later are 0 on days that were counted before. They are counted from this day of
   * the period on; null: on all of its days.
   */
  countedSince: v.object({
    satisfaction: v.nullable(date),
    assistant: v.nullable(date),
    consent: v.nullable(date),
    /** `openWaitP50` of the hours of the week. */
    openHours: v.nullable(date),
  }),
  /** In minutes, for `withinGoal`. */
  goalMinutes: v.number(),
  current: summary,
  /** The period of the same length before it; null unless it is requested. */
  previous: v.nullable(summary),
  /** How long customers waited, for the waits of `current`. */
  waitLengths: v.object({ waits: lengthsByClock, firstResponses: lengthsByClock }),
  days: v.array(dayFigures),
  hours: v.array(hourFigures),
  /** These and templates, labels, sources and costs: with `agent`, only together with a label, team or source. */
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
  costs: v.array(
    v.object({
      category: v.string(),
      type: v.string(),
      country: v.string(),
      delivered: count,
      /** By the table of rates, in its currency; null: it has no rate for these. */
      amount: v.nullable(v.number()),
    }),
  ),
  /**
   * What these cost, by the table of rates; null without one. WhatsApp may charge less: discounts for many messages, and
   * free service messages that it reports like others, are not deducted.
   */
  money: v.nullable(
    v.object({
      currency: v.string(),
      amount: v.number(),
      /** Delivered messages without a rate, which are not in `amount`. */
      unpriced: count,
    }),
  ),
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

export const filters = {
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
  'waits',
  'hours',
  'failures',
  'templates',
  'agents',
  'labels',
  'sources',
  'costs',
  'satisfaction',
  'assistant',
  'episodes',
]);
export type CsvTable = v.InferOutput<typeof csvTable>;
export const csvQuery = v.object({ ...reportQuery.entries, table: csvTable });
export type CsvFilter = v.InferInput<typeof csvQuery>;

export const figure = v.picklist([
  'received',
  'sent',
  'accepted',
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
  'begun-by-customer',
  'begun-by-team',
  'automation-entered',
  'automation-only',
  'resolved',
  'reopened',
  'mode',
  'notes',
  'replied',
  'pressed',
  'charged',
  'click-conversations',
  'click-answered',
  'click-resolved',
  'asked',
  'rated',
  'commented',
  'assistant-answered',
  'assistant-closed',
  'assistant-handed-over',
  'assistant-withdrawn',
  'assistant-failed',
  'assistant-suggested',
  'assistant-good',
  'assistant-bad',
  'assistant-entered',
  'assistant-saved',
  'opted-out',
  'opted-in',
]);
export type Figure = v.InferOutput<typeof figure>;

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
