/**
 * The rules of `persons.ts` written a second time, as a walk through time that relabels everybody whenever two turn out
 * to be one. It shares no code with what it checks, and is as slow as it looks.
 */
import type { Evidence, IdLink, IdNode } from '../../../../worker/whatsapp/identity/persons.ts';

interface Entry {
  at: number;
  who: string;
  what: 'seen' | 'came' | 'left';
  to?: string;
}

export interface PlainPersons {
  labelOfUser(id: string): number;
  labelOfMove(move: IdLink): number;
  holderOf(phone: string, at: number): { label: number; isUncertain: boolean };
  isReached(label: number, phone: string, seenAt: number): boolean;
}

export function plainPersons({ userIds, sightings, links }: Evidence): PlainPersons {
  const labels = new Map<string, number>();
  const labelOf = (who: string): number => {
    const known = labels.get(who) ?? labels.size;
    labels.set(who, known);
    return known;
  };
  const areOne = (one: string, other: string) => {
    const [kept, gone] = [labelOf(one), labelOf(other)];
    for (const [who, label] of labels) if (label === gone) labels.set(who, kept);
  };
  const byUser = (id: string) => `user:${id}`;
  const byNumber = (phone: string) => `number:${phone}`;

  for (const { one, other } of links) {
    if (one.kind === 'user' && other.kind === 'user') areOne(byUser(one.key), byUser(other.key));
  }

  const moves = links.filter(({ type }) => type === 'moved');
  const journals = new Map<string, Entry[]>();
  const journal = (phone: string) => {
    const entries = journals.get(phone) ?? [];
    journals.set(phone, entries);
    return entries;
  };
  const movers = new Map<string, string>();
  const moveName = ({ one, other, at }: IdLink) => `${one.kind} ${one.key} > ${other.key} @ ${at}`;

  const isSeen = (phone: string, id: string, at: number) => {
    const entries = journal(phone);
    const last = entries[entries.length - 1];
    if (last === undefined) areOne(byUser(id), byNumber(phone));
    const firstSeen = Math.min(...userIds.filter((user) => user.id === id).map(({ firstAt }) => firstAt));
    if (last?.what === 'came' && firstSeen >= last.at) areOne(byUser(id), last.who);
    entries.push({ at, who: byUser(id), what: 'seen' });
  };
  const arrives = (who: string, phone: string, at: number) => {
    if (journal(phone).length === 0) areOne(who, byNumber(phone));
    journal(phone).push({ at, who, what: 'came' });
  };
  const goes = (move: IdLink) => {
    const { one, other, at } = move;
    if (movers.has(moveName(move))) return;
    if (one.kind === 'user') {
      movers.set(moveName(move), byUser(one.key));
      arrives(byUser(one.key), other.key, at);
      return;
    }
    const last = journal(one.key).at(-1);
    if (last?.what === 'left' && last.to === other.key) {
      // The same move once more.
      movers.set(moveName(move), last.who);
      return;
    }
    let who = last?.who ?? byNumber(one.key);
    if (last?.what === 'left') who = `stranger:${moveName(move)}`;
    journal(one.key).push({ at, who, what: 'left', to: other.key });
    movers.set(moveName(move), who);
    arrives(who, other.key, at);
  };

  const times = [
    ...new Set([
      ...sightings.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]),
      ...moves.map(({ at }) => at),
    ]),
  ].sort((a, b) => a - b);
  for (const now of times) {
    const seenNow = sightings
      .filter(({ userId, firstAt, lastAt }) => userId !== null && (firstAt === now || lastAt === now))
      .map(({ phone, userId }) => ({ phone, id: userId ?? '' }))
      .sort((a, b) => (`${a.phone} ${a.id}` < `${b.phone} ${b.id}` ? -1 : 1));
    const movesNow = moves
      .filter(({ at }) => at === now)
      .sort((a, b) => (`${a.one.key} ${a.other.key}` < `${b.one.key} ${b.other.key}` ? -1 : 1));
    const isLeftNow = (phone: string) => movesNow.some(({ one }) => one.key === phone);
    for (const { phone, id } of seenNow) if (isLeftNow(phone)) isSeen(phone, id, now);
    for (const move of movesNow) goes(move);
    for (const { phone, id } of seenNow) if (!isLeftNow(phone)) isSeen(phone, id, now);
  }

  const holderAt = (phone: string, at: number): { who: string; isUncertain: boolean } => {
    const entries = journal(phone);
    let before: Entry | undefined;
    let after: Entry | undefined;
    for (const entry of entries) {
      // Who leaves has still said what is dated at that moment.
      const isPast = entry.what === 'left' ? entry.at < at : entry.at <= at;
      if (isPast) {
        before = entry;
        after = undefined;
      } else after ??= entry;
    }
    if (!before) return { who: after?.who ?? byNumber(phone), isUncertain: false };
    const holder = labelOf(before.who);
    const isAnother = ({ who }: Entry) => labelOf(who) !== holder;
    let isUncertain: boolean;
    if (before.what === 'left') isUncertain = !after || isAnother(after);
    else if (after) isUncertain = after.what === 'seen' && isAnother(after);
    else isUncertain = entries.some(isAnother);
    return { who: before.who, isUncertain };
  };

  const whoIs = ({ kind, key }: IdNode, at: number) =>
    kind === 'user' ? byUser(key) : holderAt(key, at).who;
  const merged = links
    .filter(({ type }) => type === 'hand')
    .map(({ one, other, at }) => ({ one: whoIs(one, at), other: whoIs(other, at) }));
  for (const { one, other } of merged) areOne(one, other);

  return {
    labelOfUser: (id) => labelOf(byUser(id)),
    labelOfMove: (move) => labelOf(movers.get(moveName(move)) ?? ''),
    holderOf: (phone, at) => {
      const { who, isUncertain } = holderAt(phone, at);
      return { label: labelOf(who), isUncertain };
    },
    isReached: (label, phone, seenAt) => {
      if (journal(phone).at(-1)?.what === 'left') return false;
      if (labelOf(holderAt(phone, Infinity).who) !== label) return false;
      return links.every((link) => {
        if (link.type !== 'changed' && link.type !== 'moved') return true;
        const who = link.type === 'moved' ? movers.get(moveName(link)) : byUser(link.one.key);
        return labelOf(who ?? '') !== label || link.at <= seenAt;
      });
    },
  };
}
