import type { ContactNote } from '../../api/conversations/contacts.ts';
import { contactNote } from '../../api/conversations/contacts.ts';
import { conversationSource, marketingConsent } from '../../api/conversations/conversations.ts';
import type { Person } from '../../api/values.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { joinLanes } from '../records/changes/jobs.ts';
import { refreshConversation } from '../records/messages/add-message.ts';
import { joinReadMarks } from '../records/read-marks.ts';
import { aliasesIn, type ConversationRow, contactOf, conversationRow, stored } from '../records/rows.ts';
import { addEntry } from '../records/team-entries.ts';
import { joinTurns } from '../records/turn-rows.ts';
import { joinFieldValues } from './field-values.ts';
import { learn, learnBookName } from './learn.ts';

/** Merges one conversation into another. `by` is the agent who merged them; null when WhatsApp did. */
export function join(
  sql: SqlStorage,
  changes: ChangeLog,
  from: number,
  into: number,
  by: Person | null = null,
): void {
  const gone = conversationRow(sql, from);
  const kept = conversationRow(sql, into);
  if (!gone || !kept) return;
  const { name } = contactOf(gone, aliasesIn(sql, from));
  joinReadMarks(sql, changes, gone, kept);
  joinWork(sql, kept, gone);
  joinModes(sql, kept, gone);
  for (const table of ['message', 'reaction', 'alias', 'entry', 'satisfaction']) {
    sql.exec(`UPDATE ${table} SET conversation_id = ? WHERE conversation_id = ?`, into, from);
  }
  sql.exec('UPDATE OR IGNORE consent_change SET conversation_id = ? WHERE conversation_id = ?', into, from);
  sql.exec('DELETE FROM consent_change WHERE conversation_id = ?', from);
  // It is a draft for the messages of one of them.
  sql.exec('DELETE FROM suggestion WHERE conversation_id IN (?, ?)', from, into);
  joinLanes(sql, String(from), String(into));
  joinTurns(sql, into, from, Date.now());
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
  joinFieldValues(sql, changes, from, into);
  if (gone.profile_name) learn(sql, changes, into, { profileName: gone.profile_name }, gone.profile_name_at);
  if (gone.username) learn(sql, changes, into, { username: gone.username }, gone.username_at);
  if (gone.book_name) learnBookName(sql, changes, into, gone.book_name, gone.book_name_at);
  sql.exec('UPDATE merge SET into_id = ? WHERE into_id = ?', into, from);
  sql.exec('INSERT INTO merge VALUES (?, ?, ?)', changes.next(), from, into);
  changes.record({ type: 'conversation-gone', conversationId: from, into });
  changes.record({ type: 'window-changed', conversationId: into, becomes: null });
  addEntry(sql, changes, into, { type: 'merged', name }, by);
  refreshConversation(sql, changes, into);
}

/** Merges team state: open wins, and the existing assignee, team and all labels are kept. */
function joinWork(sql: SqlStorage, kept: ConversationRow, gone: ConversationRow): void {
  const states = [kept.state, gone.state];
  const state = states.includes('open') ? 'open' : states.includes('snoozed') ? 'snoozed' : 'resolved';
  const sleeps = [kept.snoozed_until, gone.snoozed_until].filter((until) => until !== null);
  const { assignee, assignee_name, assigned_at } = kept.assignee === null ? gone : kept;
  const { team, team_name } = kept.team === null ? gone : kept;
  sql.exec(
    `UPDATE conversation SET state = ?, snoozed_until = ?, assignee = ?, assignee_name = ?, assigned_at = ?,
       last_assignee = ?, team = ?, team_name = ? WHERE id = ?`,
    ...[state, state === 'snoozed' ? Math.min(...sleeps) : null, assignee, assignee_name, assigned_at],
    ...[kept.last_assignee ?? gone.last_assignee, team, team_name, kept.id],
  );
  sql.exec(
    'INSERT OR IGNORE INTO conversation_label SELECT ?, label_id FROM conversation_label WHERE conversation_id = ?',
    ...[kept.id, gone.id],
  );
  sql.exec('DELETE FROM conversation_label WHERE conversation_id = ?', gone.id);
}

/**
 * A person keeps a conversation that they have, and automation stays off where it was. The bot starts again with the
 * customer's next message.
 */
function joinModes(sql: SqlStorage, kept: ConversationRow, gone: ConversationRow): void {
  const rows = [kept, gone];
  const mode =
    (['off', 'person'] as const).find((one) => rows.some((row) => row.mode === one)) ?? 'automatic';
  const same = rows.filter((row) => row.mode === mode);
  const untils = same.map((row) => row.mode_until);
  const handed = same.map((row) => row.handed_id ?? 0);
  sql.exec(
    `UPDATE conversation SET mode = ?, mode_at = ?, mode_until = ?, bot_seq = ?, handed_id = ?, bot_state = NULL,
       bot_until = NULL WHERE id = ?`,
    ...[mode, Math.max(...rows.map((row) => row.mode_at))],
    untils.includes(null) ? null : Math.max(...untils.map(Number)),
    Math.max(...rows.map((row) => row.bot_seq)),
    Math.max(...handed) || null,
    kept.id,
  );
}

/** Keeps the latest marketing choice, or the opt-out if both have the same time, and the earliest source. */
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

/** Keeps the trusted identity of the older conversation. An agent has to accept a different one from the younger. */
function joinIdentity(sql: SqlStorage, kept: ConversationRow, gone: ConversationRow): void {
  const newest = gone.identity_at > kept.identity_at ? gone : kept;
  sql.exec(
    'UPDATE conversation SET identity = ?, identity_seen = ?, identity_at = ? WHERE id = ?',
    ...[kept.identity ?? gone.identity, newest.identity_seen, newest.identity_at, kept.id],
  );
}

/** Keeps both notes, and the block if either contact is blocked. */
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

/** The earliest of several sources. */
export function firstSource(sources: readonly (string | null)[]): string | null {
  const known = sources.filter((source) => source !== null);
  const at = (source: string) => stored(conversationSource, source)?.at ?? 0;
  return known.sort((a, b) => at(a) - at(b))[0] ?? null;
}
