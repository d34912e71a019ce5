/**
 * Finds the conversation of an event. Everything that events say about ids is stored in `alias` and `identity_link`,
 * and the persons are worked out from all of it, so that the order of events does not matter.
 */

import { aliasesOf, phoneKey } from '../../whatsapp/identity/aliases.ts';
import type { Attestation } from '../../whatsapp/identity/attestations.ts';
import {
  type Evidence,
  type IdLink,
  type IdNode,
  type Persons,
  personsFrom,
} from '../../whatsapp/identity/persons.ts';
import type { Party } from '../../whatsapp/receiving/inbox-event.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { join } from './join.ts';
import { always, holderOf, placeMessages, type Stretch, stretchOf } from './place-messages.ts';

export interface Identified {
  conversationId: number;
  /** The event has only a phone number, which another contact may have held at that time. */
  isUncertain: boolean;
  /** The id to store with the message: the strongest one in the event. */
  party: string;
}

interface NewAlias {
  kind: 'phone' | 'user_id' | 'parent_user_id';
  key: string;
  /** The user id that a phone number was seen with; empty for none. */
  owner: string;
  value: string;
  first_at: number;
  since: number;
}

interface AliasRow extends NewAlias, Record<string, SqlStorageValue> {
  kind: NewAlias['kind'];
  key: string;
  owner: string;
  value: string;
  first_at: number;
  since: number;
  conversation_id: number;
  lost: number;
}

function partyKey(party: Party): string | null {
  const aliases = aliasesOf(party);
  const [user] = aliases.filter(({ kind }) => kind === 'user_id' || kind === 'parent_user_id');
  return user?.key ?? aliases.find(({ kind }) => kind === 'phone')?.key ?? null;
}

/**
 * The conversation of the person that an event is about, created if there is none; null when it names no one. `lastAt`
 * is the time to store as the last sighting, where it need not be exact.
 */
export function identify(
  sql: SqlStorage,
  changes: ChangeLog,
  { party, earlier, links }: Attestation,
  at: number,
  lastAt: number = at,
): Identified | null {
  const seen = [
    ...earlier.flatMap((one) => rowsIn(one, at, at - 1)),
    ...rowsIn(party, at, at).map((row) => ({ ...row, since: lastAt })),
    ...links.filter(({ type }) => type === 'moved').flatMap((link) => rowsOfMove(link, [party, ...earlier])),
  ];
  const key = partyKey(party) ?? earlier.map(partyKey).find((one) => one !== null) ?? null;
  if (seen.length === 0 || key === null) return null;
  const known = knownRows(sql, seen);
  const knownOf = ({ kind, key: id, owner }: NewAlias) =>
    known.find((row) => row.kind === kind && row.key === id && row.owner === owner);
  const newRows = seen.filter((row) => !knownOf(row));
  const isLinked = addLinks(sql, links);
  const [home, other] = new Set(known.map((row) => row.conversation_id));
  const seeds = seen.map(nodeOf);
  const isEarlier = seen.some((row) => row.first_at < (knownOf(row)?.first_at ?? 0));
  const isPlain =
    !isLinked &&
    other === undefined &&
    known.every(({ lost }) => lost === 0) &&
    (newRows.length === 0 || !isContested(sql, known, seen)) &&
    // Moves depend on which id was seen first.
    !(isEarlier && connected(sql, seeds).links.some(({ type }) => type !== 'same'));
  const conversationId = isPlain ? (home ?? createConversation(sql, changes)) : (home ?? 0);
  const before = isPlain || isLinked || newRows.length > 0 ? null : connected(sql, seeds);
  for (const row of seen) record(sql, row, conversationId, knownOf(row) !== undefined);
  if (isPlain) return { conversationId, isUncertain: false, party: key };
  return settle(sql, changes, seeds, { key, at }, before);
}

/** Records that two conversations belong to one person, because an agent merged them. */
export function linkByHand(sql: SqlStorage, one: number, other: number, at: number): void {
  const [first, second] = [one, other].map((id) => {
    const [row] = sql
      .exec<AliasRow>(
        `SELECT * FROM alias WHERE conversation_id = ? AND kind <> 'group' ORDER BY lost, kind = 'phone', since DESC LIMIT 1`,
        id,
      )
      .toArray();
    return row && nodeOf(row);
  });
  if (first && second) addLinks(sql, [{ one: first, other: second, at, type: 'hand' }]);
}

export function createConversation(sql: SqlStorage, changes: ChangeLog): number {
  const { id } = sql
    .exec<{ id: number }>('INSERT INTO conversation (seq) VALUES (?) RETURNING id', changes.next())
    .one();
  changes.record({ type: 'conversation-changed', conversationId: id });
  return id;
}

/** One row for each id of a party. For an id that has been replaced, `userAt` is slightly earlier. */
function rowsIn(party: Party, at: number, userAt: number): NewAlias[] {
  const aliases = aliasesOf(party);
  const owner = aliases.find(({ kind }) => kind === 'user_id' || kind === 'parent_user_id')?.key ?? '';
  return aliases.flatMap(({ kind, key, value }): NewAlias[] => {
    if (kind === 'phone') return [{ kind, key, value, owner, first_at: at, since: at }];
    if (kind !== 'user_id' && kind !== 'parent_user_id') return [];
    return [{ kind, key, value, owner: '', first_at: userAt, since: userAt }];
  });
}

/** A person who moved may have no other id on either number. */
function rowsOfMove(link: IdLink, parties: readonly Party[]): NewAlias[] {
  const { at } = link;
  return [link.one, link.other].flatMap(({ kind, key }): NewAlias[] => {
    if (kind !== 'phone') return [];
    const written = parties.find(({ waId }) => waId !== undefined && phoneKey(waId) === key)?.waId;
    return [{ kind, key, owner: moveName(link), value: written ?? key, first_at: at, since: at }];
  });
}

/** Stored in place of a user id. */
function moveName({ one, other, at }: IdLink): string {
  return `${moved}${one.key} ${other.key} ${at}`;
}

const moved = 'moved ';

function nodeOf({ kind, key }: Pick<NewAlias, 'kind' | 'key'>): IdNode {
  return { kind: kind === 'phone' ? 'phone' : 'user', key };
}

/** All rows with the numbers and user ids of an event, including those of other contacts. */
function knownRows(sql: SqlStorage, seen: readonly NewAlias[]): AliasRow[] {
  const ids = new Map(seen.map((row) => [`${row.kind} ${row.key}`, row]));
  return [...ids.values()].flatMap(({ kind, key }) =>
    sql.exec<AliasRow>('SELECT * FROM alias WHERE kind = ? AND key = ?', kind, key).toArray(),
  );
}

/** Whether a new id could belong to someone other than the known contact. */
function isContested(sql: SqlStorage, known: readonly AliasRow[], seen: readonly NewAlias[]): boolean {
  const owners = new Set([...known, ...seen].map(({ owner }) => owner).filter((owner) => owner !== ''));
  return owners.size > 1 || seen.some(({ key }) => linksOf(sql, key).some(({ type }) => type !== 'same'));
}

function record(sql: SqlStorage, row: NewAlias, conversationId: number, isKnown: boolean): void {
  if (isKnown) {
    sql.exec(
      `UPDATE alias SET first_at = min(first_at, ?4), since = max(since, ?5)
       WHERE kind = ?1 AND key = ?2 AND owner = ?3 AND (first_at > ?4 OR since < ?5)`,
      ...[row.kind, row.key, row.owner, row.first_at, row.since],
    );
    return;
  }
  sql.exec(
    `INSERT INTO alias (kind, key, owner, value, first_at, since, conversation_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT DO UPDATE SET first_at = min(first_at, ?5), since = max(since, ?6)`,
    ...[row.kind, row.key, row.owner, row.value, row.first_at, row.since, conversationId],
  );
}

/** Returns whether one of them is new. */
function addLinks(sql: SqlStorage, links: readonly IdLink[]): boolean {
  const written = links.map(
    ({ one, other, at, type }) =>
      sql.exec(
        'INSERT INTO identity_link VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        ...[one.kind, one.key, other.kind, other.key, at, type],
      ).rowsWritten,
  );
  return written.some((rows) => rows > 0);
}

interface LinkRow extends Record<string, SqlStorageValue> {
  one_kind: IdNode['kind'];
  one_key: string;
  other_kind: IdNode['kind'];
  other_key: string;
  at: number;
  type: IdLink['type'];
}

function linksOf(sql: SqlStorage, key: string): IdLink[] {
  return sql
    .exec<LinkRow>(
      'SELECT * FROM identity_link WHERE one_key = ?1 UNION SELECT * FROM identity_link WHERE other_key = ?1',
      key,
    )
    .toArray()
    .map(({ one_kind, one_key, other_kind, other_key, at, type }) => ({
      one: { kind: one_kind, key: one_key },
      other: { kind: other_kind, key: other_key },
      at,
      type,
    }));
}

/** Everything stored about some ids. */
interface Known {
  rows: AliasRow[];
  links: IdLink[];
}

/** All rows and links that are connected to these ids. */
function connected(sql: SqlStorage, seeds: readonly IdNode[]): Known {
  const rows = new Map<string, AliasRow>();
  const links = new Map<string, IdLink>();
  const visited = new Set<string>();
  const queue = [...seeds];
  for (let node = queue.pop(); node; node = queue.pop()) {
    const name = `${node.kind} ${node.key}`;
    if (visited.has(name)) continue;
    visited.add(name);
    const found = sql
      .exec<AliasRow>(
        node.kind === 'phone'
          ? "SELECT * FROM alias WHERE kind = 'phone' AND key = ?"
          : `SELECT * FROM alias WHERE kind IN ('user_id', 'parent_user_id') AND key = ?1
             UNION SELECT * FROM alias WHERE owner = ?1 AND owner <> ''`,
        node.key,
      )
      .toArray();
    for (const row of found) {
      rows.set(`${row.kind} ${row.key} ${row.owner}`, row);
      queue.push(nodeOf(row));
      if (row.owner !== '') queue.push({ kind: 'user', key: row.owner });
    }
    for (const link of linksOf(sql, node.key)) {
      links.set(JSON.stringify(link), link);
      queue.push(link.one, link.other);
    }
  }
  return { rows: [...rows.values()], links: [...links.values()] };
}

function evidenceIn({ rows, links }: Known): Evidence {
  return {
    userIds: rows.flatMap(({ kind, key, first_at }) =>
      kind === 'phone' ? [] : [{ id: key, firstAt: first_at }],
    ),
    sightings: rows.flatMap(({ kind, key, owner, first_at, since }) =>
      kind === 'phone' && !owner.startsWith(moved)
        ? [
            {
              phone: key,
              userId: owner === '' ? null : owner,
              firstAt: first_at,
              lastAt: Math.max(first_at, since),
            },
          ]
        : [],
    ),
    links,
  };
}

/** The person to whom a row belongs. */
function personIn(persons: Persons, { links }: Known): (row: AliasRow) => string {
  return ({ kind, key, owner, since }) => {
    if (kind !== 'phone') return persons.ofUser(key);
    if (owner === '') return persons.ofPhone(key, since).person;
    if (!owner.startsWith(moved)) return persons.ofUser(owner);
    const move = links.find((link) => moveName(link) === owner);
    if (!move) throw new Error('The link of a move is missing');
    return persons.ofMove(move);
  };
}

/**
 * Works out the persons behind connected ids, and gives each one conversation with their messages. Returns the
 * conversation of the current event. `before` is the earlier evidence, if the event only changed times.
 */
function settle(
  sql: SqlStorage,
  changes: ChangeLog,
  seeds: readonly IdNode[],
  event: { key: string; at: number },
  before: Known | null,
): Identified {
  const known = connected(sql, seeds);
  const { rows, links } = known;
  const persons = personsFrom(evidenceIn(known));
  const personOf = personIn(persons, known);
  const holder = holderOf(persons, event.key, event.at);
  const homes = giveHomes(sql, changes, rows, personOf, holder.person);
  const lastSeen = (person: string, phone: string) =>
    Math.max(
      ...rows.filter((row) => row.key === phone && personOf(row) === person).map(({ since }) => since),
    );
  const changed = new Set<number>();
  for (const row of rows) {
    const person = personOf(row);
    const home = homes.get(person) ?? 0;
    const isLost = row.kind === 'phone' && !persons.isReachedBy(person, row.key, lastSeen(person, row.key));
    const { rowsWritten } = sql.exec(
      `UPDATE alias SET conversation_id = ?4, lost = ?5
       WHERE kind = ?1 AND key = ?2 AND owner = ?3 AND (conversation_id <> ?4 OR lost <> ?5)`,
      ...[row.kind, row.key, row.owner, home, Number(isLost)],
    );
    if (rowsWritten > 0) changed.add(home);
  }
  const isSettled =
    before !== null &&
    rows.every((row) => homes.get(personOf(row)) === row.conversation_id) &&
    homes.size === new Set(rows.map((row) => row.conversation_id)).size;
  // Where two became one, a message that could have been either's no longer is uncertain.
  const areJoined = new Set(rows.map((row) => row.conversation_id)).size > homes.size;
  if (homes.size > 1 || areJoined || links.some(({ type }) => type === 'moved')) {
    const stretch = isSettled ? changedStretch(before, known, persons, homes) : always;
    if (stretch) placeMessages(sql, changes, persons, homes, stretch);
  }
  for (const id of isSettled ? changed : homes.values()) changes.touchConversation(id);
  const conversationId = homes.get(holder.person);
  if (conversationId === undefined) throw new Error('The person of this event has no conversation');
  return { conversationId, isUncertain: holder.isUncertain, party: event.key };
}

/** The time range in which the holder of a number differs from the earlier evidence. */
function changedStretch(
  before: Known,
  now: Known,
  persons: Persons,
  homes: ReadonlyMap<string, number>,
): Stretch | null {
  const personsBefore = personsFrom(evidenceIn(before));
  const personBefore = personIn(personsBefore, before);
  const homesBefore = new Map(before.rows.map((row) => [personBefore(row), row.conversation_id]));
  const phones = now.rows.filter(({ kind }) => kind === 'phone').map(({ key }) => key);
  const times = [
    ...[...before.rows, ...now.rows].flatMap(({ first_at, since }) => [first_at, since]),
    ...now.links.map(({ at }) => at),
  ];
  return stretchOf(times, (at) =>
    phones.some((phone) => {
      const was = personsBefore.ofPhone(phone, at);
      const is = persons.ofPhone(phone, at);
      return was.isUncertain !== is.isUncertain || homesBefore.get(was.person) !== homes.get(is.person);
    }),
  );
}

/**
 * Gives each person one conversation. A conversation with ids of several persons stays with the owner of its user id. A
 * person's conversations are joined into the oldest one, and a person without a conversation gets one.
 */
function giveHomes(
  sql: SqlStorage,
  changes: ChangeLog,
  rows: readonly AliasRow[],
  personOf: (row: AliasRow) => string,
  holder: string,
): Map<string, number> {
  const strength = ({ kind, owner }: AliasRow) => (kind !== 'phone' ? 0 : owner !== '' ? 1 : 2);
  const claims = rows
    .filter((row) => row.conversation_id > 0)
    .sort(
      (a, b) =>
        strength(a) - strength(b) ||
        a.first_at - b.first_at ||
        (`${a.key} ${a.owner}` < `${b.key} ${b.owner}` ? -1 : 1),
    );
  const taken = new Map<number, string>();
  for (const row of claims) {
    if (!taken.has(row.conversation_id)) taken.set(row.conversation_id, personOf(row));
  }
  const homes = new Map<string, number>();
  for (const [id, person] of [...taken].sort(([a], [b]) => a - b)) {
    const home = homes.get(person);
    if (home === undefined) homes.set(person, id);
    else join(sql, changes, id, home);
  }
  for (const person of new Set([...rows.map(personOf), holder])) {
    if (!homes.has(person)) homes.set(person, createConversation(sql, changes));
  }
  return homes;
}
