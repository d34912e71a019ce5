/** Rows of conversations and messages, and the schemas of the JSON in them. */

import * as v from 'valibot';
import type { Contact, ConversationMode, ConversationState } from '../../api/conversations/conversations.ts';
import type { NamedTeam } from '../../api/people/teams.ts';
import type { Person } from '../../api/values.ts';
import { type Content, readContent } from '../../whatsapp/content/content.ts';
import { withoutOverrides } from '../../whatsapp/direction.ts';
import type { Alias, AliasKind } from '../../whatsapp/identity/aliases.ts';
import type { MessageStatus } from '../../whatsapp/receiving/status.ts';
import { archivedContent } from './messages/archived.ts';

export interface ConversationRow extends Record<string, SqlStorageValue> {
  id: number;
  seq: number;
  book_name: string | null;
  book_name_at: number;
  profile_name: string | null;
  profile_name_at: number;
  username: string | null;
  username_at: number;
  opened_at: number | null;
  refused_at: number | null;
  read_seq: number;
  last_message_at: number | null;
  last_message_id: number | null;
  paced_at: number;
  receipt_id: number;
  marketing_stopped: number;
  marketing_at: number;
  consent: string | null;
  source: string | null;
  identity: string | null;
  identity_seen: string | null;
  identity_at: number;
  note: string | null;
  blocked_at: number | null;
  state: ConversationState;
  snoozed_until: number | null;
  assignee: string | null;
  assignee_name: string | null;
  received_id: number;
  replied_at: number;
  replied_id: number;
  waiting_at: number | null;
  opened_hour: number | null;
  mode: ConversationMode;
  mode_at: number;
  mode_until: number | null;
  bot_seq: number;
  bot_state: 'pending' | 'answered' | null;
  bot_until: number | null;
  handed_id: number | null;
  team: string | null;
  team_name: string | null;
  assigned_at: number;
  last_assignee: string | null;
}

export interface MessageRow extends Record<string, SqlStorageValue> {
  id: number;
  conversation_id: number;
  seq: number;
  origin: 'message' | 'echo' | 'history' | 'send' | 'call' | 'notice';
  direction: 'in' | 'out';
  wamid: string | null;
  sent_at: number;
  body: string;
  key: string | null;
  reply_to: string | null;
  status: MessageStatus | null;
  error: string | null;
  retry_at: number | null;
  author: string | null;
  target: string | null;
  send_at: number | null;
  follows: number | null;
  also_follows: string | null;
  party: string | null;
  is_uncertain: number;
  stray: string | null;
  reference: string | null;
  attempt: string | null;
  attempt_at: number | null;
  attempt_ended_at: number | null;
  reports: string | null;
  /** The segment of the archive that has its content; then `body` has little more than the type. */
  segment: number | null;
}

export type NewMessageRow = Pick<
  MessageRow,
  'conversation_id' | 'origin' | 'direction' | 'sent_at' | 'body'
> &
  Partial<
    Pick<
      MessageRow,
      | 'wamid'
      | 'key'
      | 'reply_to'
      | 'status'
      | 'error'
      | 'retry_at'
      | 'author'
      | 'target'
      | 'follows'
      | 'also_follows'
      | 'party'
      | 'is_uncertain'
      | 'stray'
      | 'reference'
      | 'attempt'
    >
  >;

/** A value in a Durable Object can have 2 MB, and a character of JSON has at most 3 bytes. */
export const partLength = 500_000;

/** Details of a contact besides their ids. */
export type Learned = Pick<
  ConversationRow,
  'opened_at' | 'refused_at' | 'profile_name' | 'profile_name_at' | 'username' | 'username_at'
>;

export function assigneeOf({ assignee, assignee_name }: ConversationRow): Person | null {
  return assignee === null ? null : { id: assignee, name: assignee_name ?? '' };
}

export function teamOf({ team, team_name }: ConversationRow): NamedTeam | null {
  return team === null ? null : { id: team, name: team_name ?? '' };
}

/** Who answers now. When the time of a person is over, the row says so only once something else happens. */
export function modeOf(
  { mode, mode_until: until }: Pick<ConversationRow, 'mode' | 'mode_until'>,
  now: number,
): ConversationMode {
  return mode === 'person' && until !== null && until <= now ? 'automatic' : mode;
}

/** Someone else may be writing from this contact's number, until an agent has checked. */
export function isIdentityChanged({ identity, identity_seen }: ConversationRow): boolean {
  return identity !== null && identity_seen !== null && identity !== identity_seen;
}

/** The ids that still reach a contact, the newest of each kind first. */
export function aliasesIn(sql: SqlStorage, conversationId: number): Alias[] {
  return sql
    .exec<{ kind: AliasKind; key: string; value: string }>(
      `SELECT kind, key, value FROM alias WHERE conversation_id = ? AND lost = 0
       GROUP BY kind, key ORDER BY max(since) DESC, key DESC`,
      conversationId,
    )
    .toArray();
}

export function contactOf(row: ConversationRow, aliases: Alias[]): Contact {
  const newest = (kind: AliasKind) => aliases.find((alias) => alias.kind === kind)?.value ?? null;
  const phone = newest('phone');
  const userId = newest('user_id') ?? newest('parent_user_id');
  const group = newest('group');
  const handle = row.username && `@${row.username}`;
  return {
    id: row.id,
    name:
      withoutOverrides(row.book_name || row.profile_name || '').trim() ||
      handle ||
      (phone && `+${phone}`) ||
      userId ||
      group ||
      'Customer',
    profileName: row.profile_name,
    username: row.username,
    phone,
    userId,
  };
}

/** The original content of a message, before edits. */
export function messageContent(sql: SqlStorage, row: MessageRow): Content {
  return readContent(rawOf(sql, row));
}

export function messageRow(sql: SqlStorage, id: number): MessageRow | null {
  return sql.exec<MessageRow>('SELECT * FROM message WHERE id = ?', id).toArray()[0] ?? null;
}

export function statusOfMessage(sql: SqlStorage, id: number): MessageRow['status'] {
  return (
    sql.exec<Pick<MessageRow, 'status'>>('SELECT status FROM message WHERE id = ?', id).toArray()[0]
      ?.status ?? null
  );
}

export function messageByWamid(sql: SqlStorage, wamid: string): MessageRow | null {
  return sql.exec<MessageRow>('SELECT * FROM message WHERE wamid = ?', wamid).toArray()[0] ?? null;
}

export function conversationRow(sql: SqlStorage, id: number): ConversationRow | null {
  return sql.exec<ConversationRow>('SELECT * FROM conversation WHERE id = ?', id).toArray()[0] ?? null;
}

const placingColumns = [
  ...(['id', 'seq', 'state', 'snoozed_until', 'opened_at', 'refused_at', 'opened_hour', 'paced_at'] as const),
  ...(['profile_name', 'profile_name_at', 'username', 'username_at'] as const),
  ...(['last_message_at', 'last_message_id', 'received_id'] as const),
  ...(['replied_at', 'replied_id', 'waiting_at', 'bot_state'] as const),
];

/** What a new message depends on, or changes. Every message reads it, and a whole row has more than twice as many columns. */
export type PlacingRow = Pick<ConversationRow, (typeof placingColumns)[number]>;

const placing = `SELECT ${placingColumns.join(', ')} FROM conversation WHERE id = ?`;

export function placingRow(sql: SqlStorage, id: number): PlacingRow | null {
  return sql.exec<PlacingRow>(placing, id).toArray()[0] ?? null;
}

/** The complete JSON of a message. Throws `ArchivedContentNeeded` while it has not been read from the archive. */
export function rawOf(sql: SqlStorage, row: MessageRow): string {
  if (row.segment !== null) return archivedContent(sql, { ...row, segment: row.segment })?.body ?? row.body;
  if (row.body.length < partLength) return row.body;
  const rest = sql
    .exec<{ text: string }>('SELECT text FROM message_part WHERE message_id = ? ORDER BY part', row.id)
    .toArray();
  return row.body + rest.map(({ text }) => text).join('');
}

export function stored<Value>(schema: v.GenericSchema<Value>, json: string | null): Value | null {
  return json === null ? null : v.parse(schema, JSON.parse(json));
}

/** The messages that it goes on after. */
export function leadersOf({ follows, also_follows }: Pick<MessageRow, 'follows' | 'also_follows'>): number[] {
  const others = also_follows === null ? [] : v.parse(v.array(v.number()), JSON.parse(also_follows));
  return follows === null ? others : [...others, follows];
}
