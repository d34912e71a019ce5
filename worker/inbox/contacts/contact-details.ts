import type { ContactChange, ContactDetails, ContactNote } from '../../api/conversations/contacts.ts';
import { contactNote } from '../../api/conversations/contacts.ts';
import type { Message } from '../../api/conversations/messages.ts';
import type { Agent } from '../../api/people/sessions.ts';
import type { Page } from '../../api/values.ts';
import { timeZonesOf } from '../../whatsapp/account/time-zones.ts';
import type { AliasKind } from '../../whatsapp/identity/aliases.ts';
import { readContext } from '../../whatsapp/receiving/context.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { type ConversationRow, type MessageRow, rawOf, stored } from '../records/rows.ts';
import { messageOf } from '../records/wire.ts';
import { changeFieldValues, fieldValuesOf } from './field-values.ts';
import { learnBookName } from './learn.ts';

export function contactDetails(sql: SqlStorage, row: ConversationRow): ContactDetails {
  const aliases = sql
    .exec<{ kind: AliasKind; value: string; since: number }>(
      `SELECT kind, value, max(since) AS since FROM alias WHERE conversation_id = ?
       GROUP BY kind, key ORDER BY min(lost), max(since) DESC, key DESC`,
      row.id,
    )
    .toArray()
    .map(({ kind, value, since }) => ({ kind, value, seenAt: since }));
  const phone = aliases.find(({ kind }) => kind === 'phone')?.value;
  const { first } = sql
    .exec<{ first: number | null }>(
      'SELECT min(sent_at) AS first FROM message WHERE conversation_id = ?',
      row.id,
    )
    .one();
  return {
    aliases,
    bookName: row.book_name,
    firstSeenAt: first,
    source: sourceOf(sql, row.id),
    note: stored(contactNote, row.note),
    fields: fieldValuesOf(sql, row.id),
    timeZones: phone === undefined ? [] : timeZonesOf(phone),
  };
}

/** Changes what the team knows of a contact. Absent values stay as they are; null clears one. */
export function changeContact(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  change: ContactChange,
  by: Agent,
  now: number,
): void {
  if (change.bookName !== undefined) learnBookName(sql, changes, conversationId, change.bookName, now);
  if (change.fields) changeFieldValues(sql, changes, conversationId, change.fields, now);
  if (change.note === undefined) return;
  const note =
    change.note && JSON.stringify({ text: change.note, by: by.name, at: now } satisfies ContactNote);
  sql.exec('UPDATE conversation SET note = ? WHERE id = ?', note, conversationId);
  changes.record({ type: 'contact-changed', conversationId, changed: 'note' });
  changes.touchConversation(conversationId);
}

/** Trusts the contact's newest identity, because an agent has verified it. */
export function acceptIdentity(sql: SqlStorage, changes: ChangeLog, conversationId: number): void {
  sql.exec(
    "UPDATE conversation SET identity = nullif(identity_seen, ''), identity_seen = nullif(identity_seen, '') WHERE id = ?",
    conversationId,
  );
  changes.record({ type: 'contact-changed', conversationId, changed: 'identity' });
  changes.touchConversation(conversationId);
}

/** The ad or post that the contact first came from. */
function sourceOf(sql: SqlStorage, conversationId: number): ContactDetails['source'] {
  const [row] = sql
    .exec<MessageRow>(
      `SELECT * FROM message WHERE conversation_id = ? AND direction = 'in' AND instr(body, '"referral"') > 0
       ORDER BY sent_at, id LIMIT 1`,
      conversationId,
    )
    .toArray();
  const referral = row && readContext(rawOf(sql, row)).referral;
  return referral ? { referral, at: row.sent_at } : null;
}

/** Messages with a file, newest first. */
export function sharedFiles(
  sql: SqlStorage,
  conversationId: number,
  before: [at: number, id: number],
  limit: number,
): Page<Message> {
  // In sent JSON the type comes first; in received JSON it can be anywhere.
  const rows = sql
    .exec<MessageRow>(
      `SELECT * FROM message WHERE conversation_id = ?1 AND (sent_at, id) < (?2, ?3) AND target IS NULL AND (
         instr(body, '"type":"image"') OR instr(body, '"type":"video"') OR instr(body, '"type":"document"')
         OR instr(body, '"type":"audio"') OR instr(body, '"type":"sticker"'))
       ORDER BY sent_at DESC, id DESC LIMIT ?4`,
      ...[conversationId, ...before, limit],
    )
    .toArray();
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map((row) => messageOf(sql, row)).filter(hasFile),
    next: last ? `${last.sent_at}.${last.id}` : null,
  };
}

function hasFile({ media, revokedAt }: Message): boolean {
  return media !== null && revokedAt === null;
}
