/** Which customer an event is about. Ids that Meta names together belong to one customer. */
import type { ContactNote, Person } from '../../api.ts';
import { type AliasKind, aliasesOf } from '../../whatsapp/identity/aliases.ts';
import type { InboxEvent, Party } from '../../whatsapp/receiving/webhook.ts';
import { windowAfter } from '../../whatsapp/sending/window.ts';
import { firstSource } from '../number/presses.ts';
import { refreshConversation, updateConversation } from '../records/add-message.ts';
import type { ChangeCounter } from '../records/change-log.ts';
import { joinLanes } from '../records/jobs.ts';
import { joinReadings } from '../records/read-marks.ts';
import {
  aliasesIn,
  type ConversationRow,
  contactOf,
  conversationRow,
  marketingConsent,
  stored,
} from '../records/rows.ts';
import { addEntry } from '../records/team-entries.ts';
import { contactNote } from './contact-details.ts';
import { indexNames } from './contact-names.ts';
import { createConversation, identify } from './identities.ts';

/** The conversation of this customer, made when there is none. Null when the party names nobody. */
export function conversationFor(
  sql: SqlStorage,
  changes: ChangeCounter,
  party: Party,
  at: number,
): number | null {
  return identify(sql, changes, { party, earlier: [], links: [] }, at)?.conversationId ?? null;
}

/** A group's own thread, made when there is none. */
export function groupConversation(
  sql: SqlStorage,
  changes: ChangeCounter,
  group: { id: string; subject: string | null },
  at: number,
): number {
  const known = ownerOf(sql, 'group', group.id);
  const id = known ?? createConversation(sql, changes);
  if (known === null) {
    sql.exec(
      `INSERT INTO alias (kind, key, value, first_at, since, conversation_id) VALUES ('group', ?1, ?1, ?2, ?2, ?3)`,
      ...[group.id, at, id],
    );
  }
  if (group.subject !== null) learn(sql, changes, id, { profileName: group.subject }, at);
  return id;
}

/** The conversation that these ids belong to already. */
export function knownConversation(sql: SqlStorage, party: Party): number | null {
  const strongest = aliasesOf(party).sort((a, b) => Number(a.kind === 'phone') - Number(b.kind === 'phone'));
  for (const { kind, key } of strongest) {
    const owner = kind === 'username' ? null : ownerOf(sql, kind, key);
    if (owner !== null) return owner;
  }
  return null;
}

/** The conversation with this id, or the one that it has become part of. */
export function standingConversation(sql: SqlStorage, id: number): ConversationRow | null {
  const [merge] = sql.exec<{ into_id: number }>('SELECT into_id FROM merge WHERE gone = ?', id).toArray();
  return conversationRow(sql, merge?.into_id ?? id);
}

/** The name in the phone's address book; null: taken out of it. */
export function learnBookName(
  sql: SqlStorage,
  changes: ChangeCounter,
  id: number,
  name: string | null,
  at: number,
): void {
  const { rowsWritten } = sql.exec(
    'UPDATE conversation SET book_name = ?2, book_name_at = ?3 WHERE id = ?1 AND book_name_at <= ?3',
    ...[id, name, at],
  );
  if (rowsWritten === 0) return;
  indexNames(sql, id);
  changes.touchConversation(id);
}

/** Of a phone number that several have had, the one who has it now. */
function ownerOf(sql: SqlStorage, kind: AliasKind, key: string): number | null {
  const [row] = sql
    .exec<{ id: number }>(
      `SELECT conversation_id AS id FROM alias WHERE kind = ? AND key = ? ORDER BY lost, since DESC, owner DESC LIMIT 1`,
      ...[kind, key],
    )
    .toArray();
  return row?.id ?? null;
}

/** One conversation becomes a part of another. `by`: who has seen that they are the same customer's; null: WhatsApp said so. */
export function join(
  sql: SqlStorage,
  changes: ChangeCounter,
  from: number,
  into: number,
  by: Person | null = null,
): void {
  const gone = conversationRow(sql, from);
  const kept = conversationRow(sql, into);
  if (!gone || !kept) return;
  const { name } = contactOf(gone, aliasesIn(sql, from));
  joinReadings(sql, changes, gone, kept);
  joinWork(sql, kept, gone);
  for (const table of ['message', 'reaction', 'alias', 'entry']) {
    sql.exec(`UPDATE ${table} SET conversation_id = ? WHERE conversation_id = ?`, into, from);
  }
  joinLanes(sql, String(from), String(into));
  sql.exec('DELETE FROM conversation WHERE id = ?', from);
  sql.exec(
    `UPDATE conversation SET
       opened_at = nullif(max(coalesce(opened_at, 0), ?2), 0),
       refused_at = nullif(max(coalesce(refused_at, 0), ?3), 0),
       read_seq = min(read_seq, ?4),
       receipt_id = max(receipt_id, ?5),
       paced_at = max(paced_at, ?6)
     WHERE id = ?1`,
    ...[into, gone.opened_at ?? 0, gone.refused_at ?? 0, gone.read_seq, gone.receipt_id, gone.paced_at],
  );
  joinWishes(sql, kept, gone);
  joinIdentity(sql, kept, gone);
  joinNotes(sql, kept, gone);
  if (gone.profile_name) learn(sql, changes, into, { profileName: gone.profile_name }, gone.profile_name_at);
  if (gone.username) learn(sql, changes, into, { username: gone.username }, gone.username_at);
  if (gone.book_name) learnBookName(sql, changes, into, gone.book_name, gone.book_name_at);
  sql.exec('UPDATE merge SET into_id = ? WHERE into_id = ?', into, from);
  sql.exec('INSERT INTO merge VALUES (?, ?, ?)', changes.next(), from, into);
  addEntry(sql, changes, into, { type: 'merged', name }, by);
  refreshConversation(sql, changes, into);
}

/** What either is for the team stays: open if one is, with whoever has it, and all labels. */
function joinWork(sql: SqlStorage, kept: ConversationRow, gone: ConversationRow): void {
  const states = [kept.state, gone.state];
  const state = states.includes('open') ? 'open' : states.includes('snoozed') ? 'snoozed' : 'resolved';
  const sleeps = [kept.snoozed_until, gone.snoozed_until].filter((until) => until !== null);
  const { assignee, assignee_name } = kept.assignee === null ? gone : kept;
  sql.exec(
    'UPDATE conversation SET state = ?, snoozed_until = ?, assignee = ?, assignee_name = ? WHERE id = ?',
    ...[state, state === 'snoozed' ? Math.min(...sleeps) : null, assignee, assignee_name, kept.id],
  );
  sql.exec(
    'INSERT OR IGNORE INTO conversation_label SELECT ?, label_id FROM conversation_label WHERE conversation_id = ?',
    ...[kept.id, gone.id],
  );
  sql.exec('DELETE FROM conversation_label WHERE conversation_id = ?', gone.id);
}

/** What the customer said last about marketing counts, and of two of the same moment the no; where they came from first. */
function joinWishes(sql: SqlStorage, kept: ConversationRow, gone: ConversationRow): void {
  const isNewer =
    gone.marketing_at > kept.marketing_at ||
    (gone.marketing_at === kept.marketing_at && gone.marketing_stopped > kept.marketing_stopped);
  const { marketing_stopped, marketing_at } = isNewer ? gone : kept;
  const consents = [kept.consent, gone.consent].filter((consent) => consent !== null);
  const [consent = null] = consents.sort((a, b) => consentTime(b) - consentTime(a));
  sql.exec(
    'UPDATE conversation SET marketing_stopped = ?, marketing_at = ?, consent = ?, source = ? WHERE id = ?',
    ...[marketing_stopped, marketing_at, consent, firstSource([kept.source, gone.source]), kept.id],
  );
  sql.exec('UPDATE press SET conversation_id = ? WHERE conversation_id = ?', kept.id, gone.id);
}

function consentTime(consent: string): number {
  return stored(marketingConsent, consent)?.at ?? 0;
}

/** What was trusted in the older conversation stays so; another identity in the younger one is for a person to accept. */
function joinIdentity(sql: SqlStorage, kept: ConversationRow, gone: ConversationRow): void {
  const newest = gone.identity_at > kept.identity_at ? gone : kept;
  sql.exec(
    'UPDATE conversation SET identity = ?, identity_seen = ?, identity_at = ? WHERE id = ?',
    ...[kept.identity ?? gone.identity, newest.identity_seen, newest.identity_at, kept.id],
  );
}

/** Nothing that somebody wrote down is lost, and who is blocked under one of their ids stays so. */
function joinNotes(sql: SqlStorage, kept: ConversationRow, gone: ConversationRow): void {
  const notes = [kept.note, gone.note].flatMap((note) => stored(contactNote, note) ?? []);
  const newest = notes.reduce<ContactNote | null>(
    (last, note) => (last && last.at > note.at ? last : note),
    null,
  );
  const note = newest && { ...newest, text: notes.map(({ text }) => text).join('\n') };
  sql.exec(
    'UPDATE conversation SET note = ?, blocked_at = ? WHERE id = ?',
    ...[note && JSON.stringify(note), kept.blocked_at ?? gone.blocked_at, kept.id],
  );
}

/** What is known of a customer beside their ids. */
export type Learned = Pick<
  ConversationRow,
  'opened_at' | 'refused_at' | 'profile_name' | 'profile_name_at' | 'username' | 'username_at'
>;

/**
 * What is known after an event: names, of which the newest by Meta's clock counts (of two of the same moment the one
 * that sorts last), and the window, when `event` can move it.
 */
export function learnedFrom(row: ConversationRow, party: Party, at: number, event?: InboxEvent): Learned {
  const before = { openedAt: row.opened_at, refusedAt: row.refused_at };
  const { openedAt, refusedAt } = event ? windowAfter(before, event) : before;
  const username = party.username?.replace(/^@/, '');
  const [profileName, profileNameAt] = newest([row.profile_name, row.profile_name_at], party.profileName, at);
  const [lastUsername, usernameAt] = newest([row.username, row.username_at], username, at);
  return {
    opened_at: openedAt,
    refused_at: refusedAt,
    profile_name: profileName,
    profile_name_at: profileNameAt,
    username: lastUsername,
    username_at: usernameAt,
  };
}

/** Takes in what an event that brings no message says of a customer. */
export function learn(
  sql: SqlStorage,
  changes: ChangeCounter,
  id: number,
  party: Party,
  at: number,
  event?: InboxEvent,
): void {
  const row = conversationRow(sql, id);
  if (row) updateConversation(sql, changes, row, learnedFrom(row, party, at, event));
}

function newest(
  [known, knownAt]: [string | null, number],
  name: string | undefined,
  at: number,
): [string | null, number] {
  const isNewer = at > knownAt || (at === knownAt && (known ?? '') < (name ?? ''));
  return name && isNewer ? [name, at] : [known, knownAt];
}
