/** Persons worked out from thousands of random histories, against the same rules written a second time. */
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import {
  type Evidence,
  type IdLink,
  type IdNode,
  personsFrom,
  type Sighting,
} from '../../../../worker/whatsapp/identity/persons.ts';
import { plainPersons } from './plain-persons.ts';

const runs = { numRuns: inject('isLong') ? 50_000 : 2_000, seed: 20261129 };
const timeout = inject('isLong') ? 600_000 : 60_000;

/** Something that was said at a time. */
type Piece =
  | { type: 'seen'; phone: string; userId: string; at: number }
  | { type: 'number alone'; phone: string; at: number }
  | { type: 'user alone'; userId: string; at: number }
  | { type: 'link'; link: IdLink };

const phones = ['111', '222', '333'];
const users = ['US.1', 'US.2', 'US.3', 'US.ENT.4'];
const lastMoment = 20;

/** Up to six ids, at least one of each kind. */
const someIds = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }))
  .filter(([some, others]) => some + others <= 6)
  .map(([some, others]) => ({ phones: phones.slice(0, some), users: users.slice(0, others) }));

const history = (kinds: readonly ('same' | 'changed' | 'moved' | 'hand')[]) =>
  someIds.chain((ids) => {
    const at = fc.integer({ min: 1, max: lastMoment });
    const phone = fc.constantFrom(...ids.phones);
    const userId = fc.constantFrom(...ids.users);
    const userNode = userId.map((key): IdNode => ({ kind: 'user', key }));
    const phoneNode = phone.map((key): IdNode => ({ kind: 'phone', key }));
    const anyNode = fc.oneof(userNode, phoneNode);
    const nodes = {
      same: fc.tuple(userNode, userNode, fc.constant(0)),
      changed: fc.tuple(userNode, userNode, at),
      moved: fc.tuple(anyNode, phoneNode, at),
      hand: fc.tuple(anyNode, anyNode, at),
    };
    const linkOf = (type: IdLink['type']) =>
      nodes[type]
        .filter(([one, other]) => one.key !== other.key)
        .map(([one, other, when]): Piece => ({ type: 'link', link: { one, other, at: when, type } }));
    const hasTwo = ids.phones.length + ids.users.length > 2;
    const links = kinds.filter((type) =>
      type === 'same' || type === 'changed' ? ids.users.length > 1 : hasTwo,
    );
    const seen = fc.record({ type: fc.constant('seen' as const), phone, userId, at });
    const piece: fc.Arbitrary<Piece> = fc.oneof(
      { weight: 5, arbitrary: seen },
      { weight: 2, arbitrary: fc.record({ type: fc.constant('number alone' as const), phone, at }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('user alone' as const), userId, at }) },
      ...links.map((type) => ({ weight: 1, arbitrary: linkOf(type) })),
    );
    return fc.array(piece, { minLength: 1, maxLength: 40 });
  });
const anyHistory = history(['same', 'changed', 'moved', 'hand']);

/** What is kept of it all: of two ids seen together the first and the last time. */
function evidenceOf(pieces: readonly Piece[]): Evidence {
  const firstAt = new Map<string, number>();
  const sightings = new Map<string, Sighting>();
  const links = new Map<string, IdLink>();
  const seeUser = (id: string, at: number) => firstAt.set(id, Math.min(at, firstAt.get(id) ?? at));
  const seeNumber = (phone: string, userId: string | null, at: number) => {
    const key = `${phone} ${userId}`;
    const known = sightings.get(key) ?? { phone, userId, firstAt: at, lastAt: at };
    const times = { firstAt: Math.min(at, known.firstAt), lastAt: Math.max(at, known.lastAt) };
    sightings.set(key, { ...known, ...times });
  };
  for (const piece of pieces) {
    if (piece.type === 'seen') {
      seeUser(piece.userId, piece.at);
      seeNumber(piece.phone, piece.userId, piece.at);
    } else if (piece.type === 'number alone') seeNumber(piece.phone, null, piece.at);
    else if (piece.type === 'user alone') seeUser(piece.userId, piece.at);
    else {
      const { link } = piece;
      links.set(JSON.stringify(link), link);
      for (const { kind, key } of [link.one, link.other]) if (kind === 'user') seeUser(key, link.at);
    }
  }
  return {
    userIds: [...firstAt].map(([id, at]) => ({ id, firstAt: at })),
    sightings: [...sightings.values()],
    links: [...links.values()],
  };
}

const moments = [...Array.from({ length: 2 * lastMoment + 2 }, (_, half) => half / 2), Infinity];
const usersIn = ({ userIds }: Evidence) => userIds.map(({ id }) => id).sort();
const numbersIn = ({ sightings, links }: Evidence) =>
  [
    ...new Set([
      ...sightings.map(({ phone }) => phone),
      ...links.flatMap(({ one, other }) =>
        [one, other].filter(({ kind }) => kind === 'phone').map(({ key }) => key),
      ),
    ]),
  ].sort();
const movesIn = ({ links }: Evidence) =>
  links
    .filter(({ type }) => type === 'moved')
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** Everything that can be asked, with persons numbered in the order in which they are named. */
function answers<Person>(
  evidence: Evidence,
  persons: {
    user(id: string): Person;
    move(link: IdLink): Person;
    holder(phone: string, at: number): { person: Person; isUncertain: boolean };
    isReached(person: Person, phone: string, seenAt: number): boolean;
  },
) {
  const known: Person[] = [];
  const numberOf = (person: Person) => {
    if (!known.includes(person)) known.push(person);
    return known.indexOf(person);
  };
  const byUser = usersIn(evidence).map((id) => [id, numberOf(persons.user(id))]);
  const byMove = movesIn(evidence).map((link) => [JSON.stringify(link), numberOf(persons.move(link))]);
  const byNumber = numbersIn(evidence).map((phone) => [
    phone,
    moments.map((at) => {
      const { person, isUncertain } = persons.holder(phone, at);
      return `${at}: ${numberOf(person)}${isUncertain ? '?' : ''}`;
    }),
  ]);
  const reached = numbersIn(evidence).map((phone) => [
    phone,
    known.map((person) => moments.filter((at) => persons.isReached(person, phone, at))),
  ]);
  return { byUser, byMove, byNumber, reached };
}

const found = (evidence: Evidence) => {
  const persons = personsFrom(evidence);
  return answers(usersAndAll(evidence), {
    user: persons.ofUser,
    move: persons.ofMove,
    holder: persons.ofPhone,
    isReached: persons.isReachedBy,
  });
};
const expected = (evidence: Evidence) => {
  const persons = plainPersons(evidence);
  return answers(usersAndAll(evidence), {
    user: persons.labelOfUser,
    move: persons.labelOfMove,
    holder: (phone, at) => {
      const { label, isUncertain } = persons.holderOf(phone, at);
      return { person: label, isUncertain };
    },
    isReached: persons.isReached,
  });
};

/** Asks the same questions in whatever order the evidence is. */
function usersAndAll({ userIds, sightings, links }: Evidence): Evidence {
  const unique = new Map(links.map((link) => [JSON.stringify(link), link]));
  const ids = new Map(userIds.map((one) => [one.id, one]));
  return { userIds: [...ids.values()], sightings, links: [...unique.values()] };
}

describe('the persons of any history', () => {
  it(
    'the persons of any history are those that the rules give',
    () => {
      fc.assert(
        fc.property(anyHistory, (pieces) => {
          const evidence = evidenceOf(pieces);
          expect(found(evidence)).toEqual(expected(evidence));
        }),
        runs,
      );
    },
    timeout,
  );

  it(
    'the persons of a history are the same in any order and with repetitions',
    () => {
      const shuffled = anyHistory.chain((pieces) =>
        fc.record({
          pieces: fc.constant(pieces),
          order: fc.shuffledSubarray([...pieces, ...pieces], { minLength: 2 * pieces.length }),
          turn: fc.nat(),
        }),
      );
      fc.assert(
        fc.property(shuffled, ({ pieces, order, turn }) => {
          const turned = <Item>(items: readonly Item[]) => {
            const at = items.length === 0 ? 0 : turn % items.length;
            return [...items.slice(at), ...items.slice(0, at)].reverse();
          };
          const { userIds, sightings, links } = evidenceOf(order);
          const again = {
            userIds: turned([...userIds, ...userIds]),
            sightings: turned([...sightings, ...sightings]),
            links: turned([...links, ...links]),
          };
          expect(found(again)).toEqual(found(evidenceOf(pieces)));
        }),
        runs,
      );
    },
    timeout,
  );

  it(
    'ids that are attested as one person’s are one person, and two user ids are only joined by a link or a move each',
    () => {
      fc.assert(
        fc.property(anyHistory, (pieces) => {
          const evidence = evidenceOf(pieces);
          const { ofUser } = personsFrom(evidence);
          const links = evidence.links.filter(
            ({ one, other }) => one.kind === 'user' && other.kind === 'user',
          );
          for (const { one, other } of links) expect(ofUser(one.key)).toBe(ofUser(other.key));
          const all = usersIn(evidence);
          expect(new Set(all.map(ofUser)).size).toBeGreaterThanOrEqual(all.length - evidence.links.length);
        }),
        runs,
      );
    },
    timeout,
  );

  it(
    'persons without moves are joined by links only, and ambiguous numbers are marked',
    () => {
      fc.assert(
        fc.property(history(['same', 'changed']), (pieces) => {
          const evidence = evidenceOf(pieces);
          const { ofUser, ofPhone } = personsFrom(evidence);
          const all = usersIn(evidence);
          // Who can be reached from whom by links.
          const groups = all.map((id) => new Set([id]));
          for (let grown = true; grown; ) {
            grown = false;
            for (const group of groups) {
              for (const { one, other } of evidence.links) {
                if (group.has(one.key) === group.has(other.key)) continue;
                group.add(one.key).add(other.key);
                grown = true;
              }
            }
          }
          const areOne = (one: string, other: string) => groups[all.indexOf(one)]?.has(other) === true;
          const pairs = all.flatMap((one) => all.map((other) => [one, other] as const));
          const joined = pairs.filter(([one, other]) => ofUser(one) === ofUser(other));
          expect(joined).toEqual(pairs.filter(([one, other]) => areOne(one, other)));
          for (const phone of numbersIn(evidence)) {
            const seen = evidence.sightings
              .flatMap(({ phone: number, userId, firstAt, lastAt }) =>
                number === phone && userId !== null ? [firstAt, lastAt].map((at) => ({ at, userId })) : [],
              )
              .sort((a, b) => a.at - b.at || (a.userId < b.userId ? -1 : 1));
            const rule = moments.map((at) => {
              const before = seen.findLast((one) => one.at <= at);
              const after = seen.find((one) => one.at > at);
              const holder = before ?? after;
              const rivals = after ? [after] : seen;
              const isUncertain =
                before !== undefined && rivals.some((one) => !areOne(one.userId, before.userId));
              return { at, isUncertain, person: holder && ofUser(holder.userId) };
            });
            const found = moments.map((at) => {
              const { person, isUncertain } = ofPhone(phone, at);
              return { at, isUncertain, person: seen.length > 0 ? person : undefined };
            });
            expect(found).toEqual(rule);
          }
        }),
        runs,
      );
    },
    timeout,
  );

  it(
    'a person’s recipient is their newest number, and never one that they left or another person has',
    () => {
      fc.assert(
        fc.property(anyHistory, (pieces) => {
          const evidence = evidenceOf(pieces);
          const { ofUser, ofMove, ofPhone, isReachedBy } = personsFrom(evidence);
          const everybody = [...usersIn(evidence).map(ofUser), ...movesIn(evidence).map(ofMove)];
          for (const phone of numbersIn(evidence)) {
            const holder = ofPhone(phone, Infinity).person;
            for (const person of everybody) {
              if (person !== holder) expect(isReachedBy(person, phone, Infinity)).toBe(false);
            }
          }
          // If somebody has moved, no number counts that they were seen with before.
          for (const move of movesIn(evidence)) {
            const person = ofMove(move);
            for (const phone of numbersIn(evidence)) {
              expect(isReachedBy(person, phone, move.at - 0.5)).toBe(false);
            }
          }
        }),
        runs,
      );
    },
    timeout,
  );
});
