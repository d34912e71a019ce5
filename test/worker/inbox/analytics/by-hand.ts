/**
 * The figures of a period, counted by plain loops over what has happened. It shares nothing with the product: neither its
 * queries, nor its clock, nor its idea of an episode.
 */
import { openBetween } from './open-by-hand.ts';
import type { AssistantTurn, Outcome, Rated } from './outcomes.ts';
import { dateAfter, dayMs, hour, minute } from './times.ts';
import { assistant, type Entry, type Happening, type Merge, type Received, type Sent } from './truth.ts';

interface Episode {
  order: number;
  at: number;
  by: 'customer' | 'team';
  received: number | null;
  end: { order: number; at: number; entry: Entry | null } | null;
}

/** A conversation as it is known at one moment. */
interface Group {
  items: { order: number; happening: Happening }[];
  episodes: Episode[];
}

interface Wait {
  agent: string;
  seconds: number;
  open: number;
  isFirst: boolean;
  hour: number;
  conversation: number;
}

export interface DayByHand {
  received: number[];
  sent: Sent[];
  statuses: { status: string; code: string; hour: number; date: string; priced: boolean; sent: Sent }[];
  waits: Wait[];
  automatic: Wait[];
  active: number[];
  newCustomers: number;
  begun: { by: string; conversation: number }[];
  automationEntered: number;
  automationOnly: number;
  resolved: { by: string; conversation: number; seconds: number; labels: string[]; isReopened: boolean }[];
  notes: string[];
  modes: string[];
  replied: { template: string; presses: string[] }[];
  clicks: { key: string; led: boolean; answered: boolean; resolved: boolean }[];
  /** The agents about whom customers were asked. */
  asked: string[];
  ratings: { agent: string; score: number; hasComment: boolean; conversation: number }[];
  turns: { turn: AssistantTurn; isGood: boolean | null; conversation: number }[];
  assistantEntered: number;
  /** Those without a person; those of them that a customer began. */
  assistantAlone: number;
  assistantSaved: number[];
  optedOut: number;
  optedIn: number;
}

export class ByHand {
  #truth: readonly Happening[];
  #merges: Merge[];
  #wishes: ChangedWish[];
  #erasedAt: Map<number, number>;
  #now: number;
  #zone: Intl.DateTimeFormat;
  #shown = new Map<number, string>();
  #days = new Map<string, DayByHand>();

  constructor(truth: readonly Happening[], timeZone: string, now: number) {
    this.#truth = truth;
    this.#merges = truth.filter((one) => one.type === 'merge');
    this.#wishes = changedWishes(truth);
    const erasures = truth.filter(({ type }) => type === 'erase');
    this.#erasedAt = new Map(erasures.map(({ conversation, stored }) => [conversation, stored]));
    this.#now = now;
    this.#zone = formatOf(timeZone);
  }

  get today(): string {
    return this.dateOf(this.#now);
  }

  dateOf(at: number): string {
    return this.#local(at).slice(0, 10);
  }

  hourOf(at: number): number {
    return Number(this.#local(at).slice(11, 13));
  }

  startOf(date: string): number {
    let at = Date.parse(`${date}T00:00:00Z`) - 16 * hour;
    while (this.dateOf(at) < date) at += 15 * minute;
    return at;
  }

  /** Hours of a day by their label, in quarters. */
  quartersOf(date: string): Map<number, number> {
    const quarters = new Map<number, number>();
    const next = dateAfter(date, 1);
    for (let at = this.startOf(date); at < this.startOf(next); at += 15 * minute) {
      quarters.set(this.hourOf(at), (quarters.get(this.hourOf(at)) ?? 0) + 1);
    }
    return quarters;
  }

  /** A day as it was counted last: seven nights after it, or last night, or now. */
  day(date: string): DayByHand {
    const known = this.#days.get(date);
    if (known) return known;
    const isToday = date >= this.today;
    const closed = this.startOf(dateAfter(date, 7)) + 30_000 - 1;
    const lastNight = this.startOf(this.today) + 30_000 - 1;
    const counted = this.count(date, isToday ? this.#now : Math.min(closed, lastNight));
    this.#days.set(date, counted);
    return counted;
  }

  /** A day by what is known at one moment; `accepts` leaves out conversations. */
  count(date: string, known: number, accepts: (conversation: number) => boolean = () => true): DayByHand {
    const day = emptyDay();
    const active = new Set<number>();
    for (const [conversation, group] of this.#groupsAt(known)) {
      if (!accepts(conversation)) continue;
      this.#countGroup(day, active, date, conversation, group, this.#cut(conversation, known));
    }
    for (const happening of this.#truth) {
      if (happening.type !== 'click' || happening.conversation !== 0) continue;
      if (happening.stored > known || this.dateOf(happening.at) !== date) continue;
      day.clicks.push({ key: keyOf(happening), ...{ led: false, answered: false, resolved: false } });
    }
    for (const { at, stored, conversation, wants } of this.#wishes) {
      if (stored > known || this.dateOf(at) !== date || !accepts(this.rootOf(conversation, known))) continue;
      if (wants) day.optedIn += 1;
      else day.optedOut += 1;
    }
    day.active = [...active];
    return day;
  }

  /** What an erased contact has done counts as it was then. */
  #cut(conversation: number, known: number): number {
    return Math.min(known, this.#erasedAt.get(conversation) ?? known);
  }

  /** The conversation that another one has become by a moment. */
  rootOf(conversation: number, known: number): number {
    let root = conversation;
    for (const one of this.#merges) if (one.stored <= known && one.conversation === root) root = one.into;
    return root;
  }

  #groupsAt(known: number): Map<number, Group> {
    const groups = new Map<number, Group & { isResolved: boolean }>();
    const of = (conversation: number) => {
      const found = groups.get(conversation) ?? { items: [], episodes: [], isResolved: false };
      groups.set(conversation, found);
      return found;
    };
    for (const [order, happening] of this.#truth.entries()) {
      const { type, stored, conversation, at } = happening;
      if (stored > known || conversation === 0) continue;
      if (type === 'merge') {
        join(of(happening.into), of(conversation), { order, at });
        groups.delete(conversation);
        continue;
      }
      // A click belongs to the conversation that its message came in.
      const group = of(type === 'click' ? this.rootOf(conversation, known) : conversation);
      group.items.push({ order, happening });
      const open = group.episodes.find(({ end }) => end === null);
      const begin = (by: Episode['by'], received: number | null) =>
        group.episodes.push({ order, at, by, received, end: null });
      if (type === 'in' && !happening.isImported) {
        group.isResolved = false;
        if (!open) begin('customer', order);
        else open.received ??= order;
      } else if (type === 'out' && !happening.isReminder && !open && !group.isResolved) begin('team', null);
      else if (type === 'opened') {
        group.isResolved = false;
        if (!open) begin('team', null);
      } else if (type === 'resolved') {
        group.isResolved = true;
        if (open) open.end = { order, at, entry: happening };
      }
    }
    return groups;
  }

  #countGroup(
    day: DayByHand,
    active: Set<number>,
    date: string,
    conversation: number,
    group: Group,
    known: number,
  ): void {
    const finally_ = this.rootOf(conversation, this.#now);
    const isOn = (at: number) => this.dateOf(at) === date;
    const thread = group.items
      .flatMap(({ order, happening }) =>
        happening.type === 'in' || happening.type === 'out' || happening.type === 'past-out'
          ? [{ order, happening }]
          : [],
      )
      .sort((a, b) => a.happening.at - b.happening.at || a.order - b.order);
    const received = thread.filter(
      (one): one is { order: number; happening: Received } => one.happening.type === 'in',
    );
    const sent = thread.filter(
      (one): one is { order: number; happening: Sent } => one.happening.type === 'out',
    );
    const isSaid = ({ happening }: { happening: Sent }) =>
      !happening.isReminder && !['failed', 'rejected'].includes(statusAt(happening, known).status);
    const firstIn = (episode: Episode, of: (one: Sent) => boolean) =>
      sent.find(
        (one) =>
          isSaid(one) &&
          of(one.happening) &&
          one.order >= episode.order &&
          one.order < (episode.end?.order ?? Infinity) &&
          one.happening.at >= Math.floor(episode.at / 1_000) * 1_000,
      );
    const byPerson = (episode: Episode) => firstIn(episode, ({ sender }) => sender.kind !== 'automatic');
    const automatic = (episode: Episode) => firstIn(episode, ({ sender }) => sender.kind === 'automatic');

    for (const { order, happening } of received) {
      if (happening.isImported || !isOn(happening.at)) continue;
      active.add(finally_);
      day.received.push(this.hourOf(happening.at));
      const isFirst = received[0]?.order === order;
      const isKnown = group.episodes.some(
        (episode) => episode.order < order && episode.received !== null && episode.received < order,
      );
      if (isFirst && !isKnown) day.newCustomers += 1;
    }
    for (const one of sent) {
      const { order, happening } = one;
      if (!isOn(happening.at)) continue;
      active.add(finally_);
      day.sent.push(happening);
      const { status, code } = statusAt(happening, known);
      const priced = happening.statuses.some(
        (said) => said.stored <= known && ['sent', 'delivered'].includes(said.status),
      );
      day.statuses.push({ status, code, hour: this.hourOf(happening.at), date, priced, sent: happening });
      if (happening.template !== null) {
        const replies = received.filter(
          (reply) =>
            !reply.happening.isImported &&
            (reply.happening.at > happening.at ||
              (reply.happening.at === happening.at && reply.order > order)) &&
            reply.happening.at <= happening.at + dayMs,
        );
        const presses = replies.flatMap(({ happening: { press } }) =>
          press && happening.wamids.includes(press.of) ? [press.text] : [],
        );
        if (replies.length > 0) day.replied.push({ template: happening.template, presses });
      }
      if (!isSaid(one)) continue;
      const episode = group.episodes.findLast(
        (candidate) => candidate.order <= order && (candidate.end === null || candidate.end.order > order),
      );
      const since = episode && waitBefore(thread, group, one, episode, isSaid);
      if (!episode || since === null || since === undefined || happening.at < since) continue;
      const wait = {
        agent: happening.sender.id,
        seconds: Math.round((happening.at - since) / 1_000),
        open: Math.round(openBetween(since, happening.at) / 1_000),
        isFirst: episode.by === 'customer' && byPerson(episode)?.order === order,
        hour: this.hourOf(happening.at),
        conversation: finally_,
      };
      if (happening.sender.kind === 'automatic') day.automatic.push(wait);
      else day.waits.push(wait);
    }
    for (const episode of group.episodes) {
      if (isOn(episode.at)) {
        day.begun.push({ by: episode.by, conversation: finally_ });
        if (automatic(episode)) {
          day.automationEntered += 1;
          if (!byPerson(episode)) day.automationOnly += 1;
        }
        if (firstIn(episode, ({ sender }) => sender === assistant)) {
          day.assistantEntered += 1;
          if (!byPerson(episode)) {
            day.assistantAlone += 1;
            if (episode.by === 'customer') day.assistantSaved.push(finally_);
          }
        }
      }
      const { end } = episode;
      if (!end?.entry || !isOn(end.at)) continue;
      const next = group.episodes.find(({ order }) => order > end.order);
      day.resolved.push({
        by: end.entry.by?.id ?? '',
        conversation: finally_,
        seconds: Math.max(0, Math.round((end.at - episode.at) / 1_000)),
        labels: end.entry.labels,
        isReopened: next?.by === 'customer' && next.at <= end.at + 72 * hour,
      });
    }
    countOutcomes(day, group, { isOn, known, conversation: finally_ });
    for (const { happening } of group.items) {
      if (!isOn(happening.at)) continue;
      if (happening.type === 'note') day.notes.push(happening.by?.id ?? '');
      if (happening.type === 'mode') day.modes.push(happening.because ?? '');
      if (happening.type !== 'click') continue;
      const led = happening.ledAt !== null && happening.ledAt <= known;
      const episode = led
        ? group.episodes.find(({ end }) => end === null || end.at > happening.at)
        : undefined;
      day.clicks.push({
        ...{ key: keyOf(happening), led },
        answered: episode !== undefined && byPerson(episode) !== undefined,
        resolved: episode?.end?.entry != null,
      });
    }
  }

  #local(at: number): string {
    const quarter = Math.floor(at / (15 * minute));
    let shown = this.#shown.get(quarter);
    if (shown === undefined) {
      shown = this.#zone.format(quarter * 15 * minute);
      this.#shown.set(quarter, shown);
    }
    return shown;
  }
}

function emptyDay(): DayByHand {
  return {
    ...{
      received: [],
      sent: [],
      statuses: [],
      waits: [],
      automatic: [],
      active: [],
      newCustomers: 0,
      begun: [],
    },
    ...{ automationEntered: 0, automationOnly: 0, resolved: [], notes: [], modes: [] },
    ...{ replied: [], clicks: [], asked: [], ratings: [], turns: [] },
    ...{ assistantEntered: 0, assistantAlone: 0, assistantSaved: [], optedOut: 0, optedIn: 0 },
  };
}

/** What customers answered when they were asked, what the assistant did, and what customers wished, in this order. */
function countOutcomes(
  day: DayByHand,
  group: Group,
  { isOn, known, conversation }: { isOn: (at: number) => boolean; known: number; conversation: number },
): void {
  const isOutcome = (one: Happening): one is Outcome => ['asked', 'rated', 'turn', 'wish'].includes(one.type);
  const outcomes = group.items.flatMap(({ happening }) => (isOutcome(happening) ? [happening] : []));
  let answer: Rated | null = null;
  const answers: Rated[] = [];
  for (const one of outcomes) {
    if (one.stored > known) continue;
    if (one.type === 'asked') {
      if (answer) answers.push(answer);
      answer = null;
      if (isOn(one.at)) day.asked.push(one.agent);
    } else if (one.type === 'rated') answer = one;
    else if (one.type === 'turn' && isOn(one.at)) {
      const verdict = one.verdicts.findLast(({ stored }) => stored <= known);
      day.turns.push({ turn: one, isGood: verdict?.isGood ?? null, conversation });
    }
  }
  if (answer) answers.push(answer);
  for (const { at, agent, score, commentedAt } of answers) {
    if (!isOn(at)) continue;
    const hasComment = commentedAt !== null && commentedAt <= known;
    day.ratings.push({ agent, score, hasComment, conversation });
  }
}

/** What somebody said about marketing messages, when it was something new. */
export interface ChangedWish {
  at: number;
  stored: number;
  conversation: number;
  wants: boolean;
}

interface Wished {
  isStopped: boolean;
  hasAgreed: boolean;
  at: number;
}

/** When two contacts are merged, the newer wish counts, and consent that either gave is kept. */
function changedWishes(truth: readonly Happening[]): ChangedWish[] {
  const all = new Map<number, Wished>();
  const of = (conversation: number) =>
    all.get(conversation) ?? { isStopped: false, hasAgreed: false, at: -1 };
  const changes: ChangedWish[] = [];
  for (const one of truth) {
    if (one.type === 'merge') {
      const [kept, gone] = [of(one.into), of(one.conversation)];
      const { isStopped, at } = gone.at > kept.at ? gone : kept;
      all.set(one.into, { isStopped, at, hasAgreed: kept.hasAgreed || gone.hasAgreed });
    }
    if (one.type !== 'wish') continue;
    const { conversation, at, stored, wants, isByAgent } = one;
    const before = of(conversation);
    const hasAgreed = isByAgent ? wants : before.hasAgreed;
    all.set(conversation, { isStopped: !wants, hasAgreed, at });
    const isNew = wants ? before.isStopped || (hasAgreed && !before.hasAgreed) : !before.isStopped;
    if (isNew) changes.push({ at, stored, conversation, wants });
  }
  return changes;
}

function keyOf({ page, campaign }: { page: string; campaign: string }): string {
  return `${page} ${campaign}`;
}

/** The state of the one that stays, with everything of the other. */
function join(
  kept: Group & { isResolved: boolean },
  gone: Group & { isResolved: boolean },
  { order, at }: { order: number; at: number },
): void {
  kept.items.push(...gone.items);
  kept.items.sort((a, b) => a.order - b.order);
  kept.episodes.push(...gone.episodes);
  kept.episodes.sort((a, b) => a.order - b.order);
  kept.isResolved &&= gone.isResolved;
  const [, ...others] = kept.episodes.filter(({ end }) => end === null);
  for (const episode of others) episode.end = { order, at, entry: null };
}

const ranks = ['underway', 'rejected', 'accepted', 'sent', 'delivered', 'read', 'failed'];

function statusAt({ statuses }: Sent, known: number): { status: string; code: string } {
  let best = { status: 'underway', code: '' };
  for (const { stored, status, code = '' } of statuses) {
    if (stored <= known && ranks.indexOf(status) >= ranks.indexOf(best.status)) best = { status, code };
  }
  return best;
}

function waitBefore(
  thread: readonly { order: number; happening: Received | Sent | { type: 'past-out'; at: number } }[],
  group: Group,
  { order, happening: { at } }: { order: number; happening: Sent },
  episode: Episode,
  isSaid: (one: { happening: Sent }) => boolean,
): number | null {
  let since: number | null = null;
  let answered = -1;
  for (const one of thread.toReversed()) {
    const { happening } = one;
    if (happening.at > at || (happening.at === at && one.order >= order)) continue;
    if (happening.type === 'in') {
      if (happening.isImported) continue;
      if (one.order < episode.order) break;
      since = happening.at;
    } else if (happening.type === 'past-out' || isSaid({ happening })) {
      answered = one.order;
      break;
    }
  }
  if (since !== null) return since;
  const after = Math.max(answered, episode.order);
  const left = group.items
    .filter(
      (one) =>
        one.happening.type === 'mode' &&
        one.order > after &&
        one.order < order &&
        one.happening.at >= episode.at,
    )
    .map((one) => one.happening.at);
  return left.length === 0 ? null : Math.min(...left);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
}
