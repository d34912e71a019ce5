/**
 * Works out which ids belong to one person, and who held a phone number at a time, from everything that WhatsApp has
 * said. The same evidence gives the same persons in whatever order it arrived.
 *
 * - Two user ids are one person only if WhatsApp or someone on the team says so.
 * - A phone number belongs to its holder. If it appears with a user id of another person, it has changed hands, and
 *   nothing is joined.
 * - A person who moves to another number stays the same person, and the first new user id there is theirs: Meta creates
 *   another user id whenever the number changes.
 * - An event with only a phone number belongs to its holder at that time. If two people are possible, it is marked as
 *   uncertain.
 */

/** A phone number, by its key, and a user id named together; or the number alone. Times in milliseconds. */
export interface Sighting {
  phone: string;
  userId: string | null;
  firstAt: number;
  lastAt: number;
}

/** An id of a person: `phone` by its key, `user` by a user id or a parent user id. */
export interface IdNode {
  kind: 'phone' | 'user';
  key: string;
}

export interface IdLink {
  one: IdNode;
  other: IdNode;
  at: number;
  /**
   * same: WhatsApp says that the user ids belong to one person. changed: the second replaces the first.
   * moved: a person changed from one phone number to the other. hand: someone on the team merged them.
   */
  type: 'same' | 'changed' | 'moved' | 'hand';
}

export interface Evidence {
  /** User ids and parent user ids with the time when each was first seen. */
  userIds: readonly { id: string; firstAt: number }[];
  sightings: readonly Sighting[];
  links: readonly IdLink[];
}

export interface Holder {
  /** Identifies a person within this result only. */
  person: string;
  /** Another holder of the number is possible. */
  isUncertain: boolean;
}

export interface Persons {
  ofUser(id: string): string;
  /** The person who moved to another number. */
  ofMove(link: IdLink): string;
  /** The holder of a phone number at a time; `Infinity` for now. */
  ofPhone(phone: string, at: number): Holder;
  /** Whether a message to this number still reaches the person who was last seen there at `seenAt`. */
  isReachedBy(person: string, phone: string, seenAt: number): boolean;
}

interface Mark {
  at: number;
  node: string;
  /** seen: with a user id. came, left: moved to this number, or away from it. */
  type: 'seen' | 'came' | 'left';
  /** The number that a person who left moved to. */
  to?: string;
}

export function personsFrom({ userIds, sightings, links }: Evidence): Persons {
  const { find, union } = groups();
  const firstSeen = new Map(userIds.map(({ id, firstAt }) => [id, firstAt]));
  const marks = new Map<string, Mark[]>();
  const movers = new Map<string, string>();
  const markOn = (phone: string, mark: Mark) => {
    const known = marks.get(phone);
    if (known) known.push(mark);
    else marks.set(phone, [mark]);
  };
  for (const { one, other, type } of links) {
    if (one.kind === 'user' && other.kind === 'user') union(user(one.key), user(other.key));
    else if (type === 'same' || type === 'changed') throw new Error('Only user ids are linked as such');
  }
  for (const step of stepsOf(sightings, links)) {
    if ('userId' in step) {
      const node = user(step.userId);
      const last = marks.get(step.phone)?.at(-1);
      if (last?.type === 'came' && (firstSeen.get(step.userId) ?? 0) >= last.at) union(last.node, node);
      markOn(step.phone, { at: step.at, node, type: 'seen' });
      continue;
    }
    const came = (node: string) => {
      markOn(step.to, { at: step.at, node, type: 'came' });
      movers.set(moveName(step.from, step.to, step.at), node);
    };
    if (step.from.kind === 'user') {
      came(user(step.from.key));
      continue;
    }
    const from = step.from.key;
    const last = marks.get(from)?.at(-1);
    const isVacant = last?.type === 'left';
    if (isVacant && last.to === step.to) {
      // The same move, reported again.
      movers.set(moveName(step.from, step.to, step.at), last.node);
      continue;
    }
    const node = !last ? unnamed(from) : isVacant ? `mover ${from} ${step.to} ${step.at}` : last.node;
    markOn(from, { at: step.at, node, type: 'left', to: step.to });
    came(node);
  }

  const holderAt = (phone: string, at: number): { node: string; isUncertain: boolean } => {
    const all = marks.get(phone) ?? [];
    const index = all.findLastIndex((mark) => (mark.type === 'left' ? mark.at < at : mark.at <= at));
    const before = all[index];
    const after = all[index + 1];
    if (!before) {
      // Earlier events with the number alone belong to its first known holder.
      return { node: after?.node ?? unnamed(phone), isUncertain: false };
    }
    const isOther = (mark: Mark) => find(mark.node) !== find(before.node);
    const isUncertain = after
      ? before.type === 'left'
        ? isOther(after)
        : after.type === 'seen' && isOther(after)
      : before.type === 'left' || all.some(isOther);
    return { node: before.node, isUncertain };
  };
  const nodeOf = ({ kind, key }: IdNode, at: number) =>
    kind === 'user' ? user(key) : holderAt(key, at).node;
  // Resolved with the persons before any merge, so that the order of two merges does not matter.
  const byHand = links
    .filter(({ type }) => type === 'hand')
    .map(({ one, other, at }) => [nodeOf(one, at), nodeOf(other, at)] as const);
  for (const [one, other] of byHand) union(one, other);

  const changedAt = new Map<string, number>();
  const moverOf = ({ one, other, at }: IdLink) => {
    const node = movers.get(moveName(one, other.key, at));
    if (node === undefined) throw new Error('This move is not among the evidence');
    return node;
  };
  for (const link of links) {
    const { one, at, type } = link;
    if (type !== 'changed' && type !== 'moved') continue;
    const person = find(type === 'moved' ? moverOf(link) : user(one.key));
    changedAt.set(person, Math.max(changedAt.get(person) ?? 0, at));
  }
  return {
    ofUser: (id) => find(user(id)),
    ofMove: (link) => find(moverOf(link)),
    ofPhone: (phone, at) => {
      const { node, isUncertain } = holderAt(phone, at);
      return { person: find(node), isUncertain };
    },
    isReachedBy: (person, phone, seenAt) =>
      marks.get(phone)?.at(-1)?.type !== 'left' &&
      find(holderAt(phone, Infinity).node) === person &&
      seenAt >= (changedAt.get(person) ?? 0),
  };
}

const moveName = (from: IdNode, to: string, at: number) => `${from.key} ${to} ${at}`;
const user = (id: string) => `user ${id}`;
/** The holder of a number before any user id was seen with it. */
const unnamed = (phone: string) => `phone ${phone}`;

type Step = { at: number; phone: string; userId: string } | { at: number; from: IdNode; to: string };

/** In order of time. At the same time: sightings at a number that is left, then moves, then other sightings. */
function stepsOf(sightings: readonly Sighting[], links: readonly IdLink[]): Step[] {
  const moves = links
    .filter(({ type }) => type === 'moved')
    .map(({ one, other, at }) => ({ at, from: one, to: other.key }));
  const seen = sightings.flatMap(({ phone, userId, firstAt, lastAt }) =>
    userId === null ? [] : [...new Set([firstAt, lastAt])].map((at) => ({ at, phone, userId })),
  );
  const phase = (step: Step) =>
    'from' in step ? 1 : moves.some(({ at, from }) => at === step.at && from.key === step.phone) ? 0 : 2;
  const name = (step: Step) =>
    'from' in step ? `${step.from.key} ${step.to}` : `${step.phone} ${step.userId}`;
  return [...seen, ...moves].sort(
    (a, b) => a.at - b.at || phase(a) - phase(b) || (name(a) < name(b) ? -1 : 1),
  );
}

/** Joined sets of names; the name that sorts first represents its set. */
function groups() {
  const above = new Map<string, string>();
  const find = (name: string): string => {
    let top = name;
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next;
    return top;
  };
  const union = (one: string, other: string) => {
    const [first, second] = [find(one), find(other)].sort();
    if (first !== undefined && second !== undefined && first !== second) above.set(second, first);
  };
  return { find, union };
}
