/** Who is who, case by case. Times are days; `persons.property.unit.test.ts` has what holds of any history. */
import { describe, expect, it } from 'vitest';
import {
  type IdLink,
  type IdNode,
  personsFrom,
  type Sighting,
} from '../../../../worker/whatsapp/identity/persons.ts';

const node = (id: string): IdNode => ({ kind: /^\d+$/.test(id) ? 'phone' : 'user', key: id });
const seen = (phone: string, userId: string | null, firstAt: number, lastAt = firstAt): Sighting => ({
  phone,
  userId,
  firstAt,
  lastAt,
});
const link = (one: string, type: IdLink['type'], other: string, at = 0): IdLink => ({
  one: node(one),
  other: node(other),
  at,
  type,
});

function persons(sightings: Sighting[], links: IdLink[] = []) {
  const first = new Map<string, number>();
  const see = (id: string, at: number) => first.set(id, Math.min(at, first.get(id) ?? at));
  for (const { userId, firstAt } of sightings) if (userId !== null) see(userId, firstAt);
  for (const { one, other, at } of links) {
    for (const { kind, key } of [one, other]) if (kind === 'user') see(key, at);
  }
  const userIds = [...first].map(([id, firstAt]) => ({ id, firstAt }));
  return personsFrom({ userIds, sightings, links });
}

const [a, b, c] = ['111', '222', '333'];
const [u1, u2, u3] = ['US.1', 'US.2', 'US.3'];
const [p1, p2] = ['US.ENT.1', 'US.ENT.2'];

/** Groups of ids, each named as `US.1` or as `111@5`. */
interface Case {
  sightings?: Sighting[];
  links?: IdLink[];
  groups: string[][];
}

const cases: Readonly<Record<string, Case>> = {
  'two user ids that were seen with one number are two': {
    sightings: [seen(a, u1, 1), seen(a, u2, 5)],
    groups: [[u1], [u2]],
  },
  'one user id seen with two numbers is one': {
    sightings: [seen(a, u1, 1), seen(b, u1, 5)],
    groups: [[u1, `${a}@1`, `${b}@5`]],
  },
  'user ids that are linked are one, also over a third': {
    links: [link(u1, 'changed', u2, 3), link(u2, 'changed', u3, 6)],
    groups: [[u1, u2, u3]],
  },
  'two user ids under one parent are one: Meta gives a person one parent in all portfolios': {
    links: [link(u1, 'same', p1), link(u2, 'same', p1)],
    groups: [[u1, u2, p1]],
  },
  'two user ids under two parents are two': {
    links: [link(u1, 'same', p1), link(u2, 'same', p2)],
    groups: [
      [u1, p1],
      [u2, p2],
    ],
  },
  'two user ids whose parents are linked are one': {
    links: [link(u1, 'same', p1), link(u2, 'same', p2), link(p1, 'changed', p2, 4)],
    groups: [[u1, u2, p1, p2]],
  },
  'a number seen with a parent only is that of the user id under it': {
    sightings: [seen(a, p1, 1)],
    links: [link(u1, 'same', p1)],
    groups: [[u1, `${a}@1`]],
  },
  'who moves is one on both numbers, and who has the first one afterwards is another': {
    sightings: [seen(a, u1, 1), seen(a, u2, 9)],
    links: [link(a, 'moved', b, 5)],
    groups: [
      [u1, `${a}@1`, `${b}@5`],
      [u2, `${a}@9`],
    ],
  },
  'the first new user id on the number that somebody moved to is theirs': {
    sightings: [seen(a, u1, 1), seen(b, u2, 6)],
    links: [link(a, 'moved', b, 5)],
    groups: [[u1, u2, `${b}@6`]],
  },
  'a user id that was known before somebody moved there is another’s': {
    sightings: [seen(a, u1, 1), seen(c, u2, 2), seen(b, u2, 6)],
    links: [link(a, 'moved', b, 5)],
    groups: [[u1], [u2]],
  },
  'only the first new user id there is theirs': {
    sightings: [seen(a, u1, 1), seen(b, u2, 6), seen(b, u3, 8)],
    links: [link(a, 'moved', b, 5)],
    groups: [[u1, u2], [u3]],
  },
  'a move that is reported twice is one': {
    sightings: [seen(a, u1, 1), seen(b, u2, 8)],
    links: [link(a, 'moved', b, 5), link(a, 'moved', b, 7)],
    groups: [[u1, u2]],
  },
  'a chain of moves is one person’s': {
    sightings: [seen(a, u1, 1)],
    links: [link(a, 'moved', b, 3), link(b, 'moved', c, 5)],
    groups: [[u1, `${b}@3`, `${c}@5`]],
  },
  'who moves away and back is one': {
    sightings: [seen(a, u1, 1), seen(a, u2, 9)],
    links: [link(a, 'moved', b, 3), link(b, 'moved', a, 5)],
    groups: [[u1, u2]],
  },
  'two who exchange their numbers stay two': {
    sightings: [seen(a, u1, 1), seen(b, u2, 1)],
    links: [link(a, 'moved', c, 3), link(b, 'moved', a, 4), link(c, 'moved', b, 5)],
    groups: [
      [u1, `${b}@6`],
      [u2, `${a}@6`],
    ],
  },
  'who is merged by hand is one': {
    sightings: [seen(a, u1, 1), seen(b, null, 1)],
    links: [link(u1, 'hand', b, 5)],
    groups: [[u1, `${b}@1`]],
  },
  'a number merged by hand is whoever’s had it then': {
    sightings: [seen(a, u1, 1), seen(a, u2, 9)],
    links: [link(u3, 'hand', a, 5)],
    groups: [[u1, u3], [u2]],
  },
};

describe('personsFrom', () => {
  for (const [name, { sightings = [], links = [], groups }] of Object.entries(cases)) {
    it(name, () => {
      const found = persons(sightings, links);
      const personOf = (id: string) => {
        const [phone = '', at] = id.split('@');
        return at === undefined ? found.ofUser(id) : found.ofPhone(phone, Number(at)).person;
      };
      for (const group of groups) expect(new Set(group.map(personOf)).size).toBe(1);
      expect(new Set(groups.map(([id = '']) => personOf(id))).size).toBe(groups.length);
    });
  }

  it('personsFrom rejects a link that joins a number as if it were a user id', () => {
    expect(() => persons([], [link(a, 'same', u1)])).toThrow('Only user ids');
  });
});

describe('what names a number alone', () => {
  const two = [seen(a, u1, 2, 4), seen(a, u2, 8)];
  const moments: [
    name: string,
    sightings: Sighting[],
    links: IdLink[],
    at: number,
    who: string,
    marked: boolean,
  ][] = [
    ['is certain where one person alone has had it', [seen(a, u1, 2, 4)], [], 9, u1, false],
    ['before anybody was seen with it is the first one’s', two, [], 1, u1, false],
    ['between two sightings of one person is theirs', two, [], 3, u1, false],
    ['between two persons is the earlier one’s, and marked', two, [], 6, u1, true],
    ['after two have had it is the last one’s, and marked', two, [], 9, u2, true],
    ['between two ids of one person is not marked', two, [link(u1, 'changed', u2, 8)], 6, u1, false],
    ['before somebody has left it is theirs', [seen(a, u1, 2)], [link(a, 'moved', b, 5)], 4, u1, false],
    ['at the moment in which they leave is theirs', [seen(a, u1, 2)], [link(a, 'moved', b, 5)], 5, u1, false],
    ['after they have left it is marked', [seen(a, u1, 2)], [link(a, 'moved', b, 5)], 6, u1, true],
    [
      'between one who left it and the next is marked',
      [seen(a, u1, 2), seen(a, u2, 9)],
      [link(a, 'moved', b, 5)],
      6,
      u1,
      true,
    ],
  ];
  for (const [name, sightings, links, at, who, isUncertain] of moments) {
    it(name, () => {
      const found = persons(sightings, links);
      expect(found.ofPhone(a, at)).toEqual({ person: found.ofUser(who), isUncertain });
    });
  }
});

describe('a message to a number', () => {
  const reach: [
    name: string,
    sightings: Sighting[],
    links: IdLink[],
    phone: string,
    who: string,
    reached: boolean,
  ][] = [
    ['reaches who was seen with it', [seen(a, u1, 2)], [], a, u1, true],
    ['does not reach who had it before another', [seen(a, u1, 2), seen(a, u2, 5)], [], a, u1, false],
    ['reaches who has it after another', [seen(a, u1, 2), seen(a, u2, 5)], [], a, u2, true],
    ['does not reach who has left it', [seen(a, u1, 2)], [link(a, 'moved', b, 5)], a, u1, false],
    ['reaches who has moved to it', [seen(a, u1, 2)], [link(a, 'moved', b, 5)], b, u1, true],
    [
      'does not reach whose user id has changed since: the number has changed with it',
      [seen(a, u1, 2)],
      [link(u1, 'changed', u2, 5)],
      a,
      u1,
      false,
    ],
    [
      'reaches whose user id has changed and who was seen with it since',
      [seen(a, u1, 2), seen(a, u2, 6)],
      [link(u1, 'changed', u2, 5)],
      a,
      u2,
      true,
    ],
    [
      'still reaches one who had moved before a stranger moved away from their former number',
      [seen(a, u1, 2), seen(b, u1, 4)],
      [link(a, 'moved', b, 3), link(a, 'moved', c, 9)],
      b,
      u1,
      true,
    ],
  ];
  for (const [name, sightings, links, phone, who, isReached] of reach) {
    it(name, () => {
      const found = persons(sightings, links);
      const person = found.ofUser(who);
      const lastSeen = Math.max(
        ...sightings
          .filter((one) => one.phone === phone && one.userId !== null && found.ofUser(one.userId) === person)
          .map(({ lastAt }) => lastAt),
        ...links.filter(({ type, other }) => type === 'moved' && other.key === phone).map(({ at }) => at),
      );
      expect(found.isReachedBy(person, phone, lastSeen)).toBe(isReached);
    });
  }
});
