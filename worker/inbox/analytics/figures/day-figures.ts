/**
 * What is counted of one day. All of it can be added: days make a period, and what an erased contact has done is added to
 * its days without them.
 */
import * as v from 'valibot';

const counts = v.record(v.string(), v.number());
const histograms = v.record(v.string(), counts);

/** Waits that were ended by the answers of one agent, of the phone app, or of everything automatic. */
const answering = v.object({
  sent: v.number(),
  notes: v.number(),
  resolved: v.number(),
  waits: counts,
  openWaits: counts,
  first: counts,
  openFirst: counts,
});

const rated = v.object({
  asked: v.number(),
  /** By score, from 1 to 5. */
  scores: counts,
  comments: v.number(),
});
export type Rated = v.InferOutput<typeof rated>;

function noAssistant() {
  return { turns: {}, ...{ suggested: 0, good: 0, bad: 0 }, ...{ entered: 0, saved: 0 } };
}

export const figures = v.object({
  /** By hour. */
  received: counts,
  /** By the kind of sender, then by hour. */
  sent: histograms,
  /** By status, then by hour: what was sent in the last 24 hours is pending. */
  status: histograms,
  failures: counts,
  /** By the hour of the answer. */
  waitsByHour: histograms,
  openWaitsByHour: v.optional(histograms, () => ({})),
  /** By agent. */
  agents: v.record(v.string(), answering),
  automaticWaits: counts,
  newCustomers: v.number(),
  episodes: v.object({
    begun: v.number(),
    byCustomer: v.number(),
    automationEntered: v.number(),
    automationOnly: v.number(),
    resolved: v.number(),
    reopened: v.number(),
  }),
  durations: counts,
  labels: counts,
  modes: counts,
  /** By `templateKey`. */
  templates: v.record(
    v.string(),
    v.object({
      sent: v.number(),
      delivered: v.number(),
      read: v.number(),
      failed: v.number(),
      replied: v.number(),
      presses: counts,
    }),
  ),
  /** Delivered messages by `costKey`. */
  costs: counts,
  /** By `sourceKey`. */
  sources: v.record(
    v.string(),
    v.object({ clicks: v.number(), conversations: v.number(), answered: v.number(), resolved: v.number() }),
  ),
  /** How satisfied customers were, by the agent who had helped; empty for the phone app. */
  ratings: v.optional(v.record(v.string(), rated), () => ({})),
  assistant: v.optional(
    v.object({
      /** Ended turns, by `keyOf` of their outcome and its reason. */
      turns: counts,
      suggested: v.number(),
      good: v.number(),
      bad: v.number(),
      /** Episodes that began, in which it answered. */
      entered: v.number(),
      /** Those that the customer began and no person had to answer. */
      saved: v.number(),
    }),
    noAssistant,
  ),
  optedOut: v.optional(v.number(), 0),
  optedIn: v.optional(v.number(), 0),
});
export type Figures = v.InferOutput<typeof figures>;
export type Answering = v.InferOutput<typeof answering>;

/** The ids of conversations, so that a period counts each once. */
export const people = v.object({
  active: v.array(v.number()),
  /** With one entry for each episode. */
  resolved: v.array(v.number()),
  /** The names of agents, by id. */
  names: v.record(v.string(), v.string()),
});
export type People = v.InferOutput<typeof people>;

const seconds = v.array(v.number());
/** The waits themselves, by agent. Only short periods read them. */
export const exact = v.object({
  agents: v.record(
    v.string(),
    v.object({ waits: seconds, openWaits: seconds, first: seconds, openFirst: seconds }),
  ),
  automatic: seconds,
  durations: seconds,
});
export type Exact = v.InferOutput<typeof exact>;

export const countedDay = v.object({ figures, people, exact });
export type CountedDay = v.InferOutput<typeof countedDay>;

export function emptyDay(): CountedDay {
  return {
    figures: {
      received: {},
      sent: {},
      status: {},
      failures: {},
      waitsByHour: {},
      openWaitsByHour: {},
      agents: {},
      automaticWaits: {},
      newCustomers: 0,
      episodes: {
        begun: 0,
        byCustomer: 0,
        automationEntered: 0,
        automationOnly: 0,
        resolved: 0,
        reopened: 0,
      },
      durations: {},
      labels: {},
      modes: {},
      templates: {},
      costs: {},
      sources: {},
      ratings: {},
      assistant: noAssistant(),
      optedOut: 0,
      optedIn: 0,
    },
    people: { active: [], resolved: [], names: {} },
    exact: { agents: {}, automatic: [], durations: [] },
  };
}

export function emptyRated(): Rated {
  return { asked: 0, scores: {}, comments: 0 };
}

export function emptyAnswering(): Answering {
  return { sent: 0, notes: 0, resolved: 0, waits: {}, openWaits: {}, first: {}, openFirst: {} };
}

/** Numbers under names, at any depth. */
type Tree = { [name: string]: number | Tree };

/** Adds numbers to those of the same name. */
export function add(into: Tree, more: Tree): void {
  for (const [name, value] of Object.entries(more)) {
    const there = into[name];
    if (typeof value === 'number') into[name] = (typeof there === 'number' ? there : 0) + value;
    else if (typeof there === 'object') add(there, value);
    else into[name] = structuredClone(value);
  }
}

export function addDay(into: CountedDay, more: CountedDay): void {
  add(into.figures, more.figures);
  addPeople(into.people, more.people);
  addExact(into.exact, more.exact);
}

export function addPeople(into: People, more: People): void {
  into.active = [...new Set([...into.active, ...more.active])];
  into.resolved.push(...more.resolved);
  Object.assign(into.names, more.names);
}

export function addExact(into: Exact, more: Exact): void {
  for (const [agent, own] of Object.entries(more.agents)) {
    const all = under(into.agents, agent, emptyWaits);
    for (const name of ['waits', 'openWaits', 'first', 'openFirst'] as const) {
      for (const wait of own[name]) all[name].push(wait);
    }
  }
  for (const wait of more.automatic) into.automatic.push(wait);
  for (const duration of more.durations) into.durations.push(duration);
}

/** The value under a name, created if there is none. */
export function under<Value>(all: Record<string, Value>, name: string | number, make: () => Value): Value {
  const known = all[name];
  if (known !== undefined) return known;
  const made = make();
  all[name] = made;
  return made;
}

export const noCounts = (): Record<string, number> => ({});

export function emptyWaits(): Exact['agents'][string] {
  return { waits: [], openWaits: [], first: [], openFirst: [] };
}

export function increase(into: Record<string, number>, name: string | number, by = 1): void {
  into[name] = (into[name] ?? 0) + by;
}

/** Keys of several texts: none of them contains a line break. */
export function keyOf(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll('\n', ' ')).join('\n');
}

export function partsOf(key: string): string[] {
  return key.split('\n');
}
