/**
 * The list of conversations: filtered, in one of three orders, page by page. Each order reads an index from where the
 * previous page ended.
 */
import type { ConversationSort, ConversationState } from '../../api/conversations/conversations.ts';
import type { Counts } from '../../api/conversations/teamwork.ts';
import { windowLengthMs } from '../../whatsapp/sending/window.ts';
import { isUnread } from '../records/read-marks.ts';
import type { ConversationRow } from '../records/rows.ts';

export interface ListQuery {
  /** The agent who requests the list. */
  agentId: string;
  /** Null for unassigned. */
  assignee?: string | null;
  /** `mine`: `ownTeams`. */
  team?: string;
  /** The ids of the agent's teams. */
  ownTeams?: readonly string[];
  state?: ConversationState;
  unread?: boolean;
  needsReply?: boolean;
  /** In seconds: how long the customer has waited, at least or less than this. */
  waitingFrom?: number;
  waitingBelow?: number;
  handledBy?: 'bot' | 'team';
  window?: 'open' | 'closing' | 'closed';
  label?: string;
  /** The beginning of the address of the page where the button was clicked. */
  source?: string;
  sort: ConversationSort;
  /** `next` of the previous page. */
  before?: string;
  limit: number;
}

/** What a view shows, in no order. */
export type ViewQuery = Omit<ListQuery, 'sort' | 'limit' | 'before'>;

const closing = 2 * 60 * 60_000;
const hour = 60 * 60_000;
const maxCounted = 1_000;
/** Limits of a filter's count: the highest count, and how many of the newest conversations are examined. */
const maxInView = 100;
const maxLookedAt = 1_000;

export function listConversations(
  sql: SqlStorage,
  query: ListQuery,
  now: number,
): { rows: ConversationRow[]; next: string | null } {
  const { sort, limit } = query;
  const cursor = cursorOf(query.before, sort);
  // First the conversations that the order is about, then the others, newest first.
  const first = sort === 'newest' || cursor?.part === 'rest' ? [] : urgent(sql, query, cursor, now);
  const rest =
    first.length < limit
      ? newest(sql, query, cursor?.part === 'rest' ? cursor : null, limit - first.length, now)
      : [];
  const rows = [...first, ...rest];
  const last = rows.length === limit ? rows.at(-1) : undefined;
  if (!last) return { rows, next: null };
  const isRest = rest.length > 0;
  const key = isRest ? last.last_message_at : sort === 'waiting' ? last.waiting_at : last.opened_at;
  return { rows, next: `${key ?? 0}.${last.id}${isRest && sort !== 'newest' ? '.0' : ''}` };
}

/** How many open conversations are in each tab. */
export function countConversations(sql: SqlStorage, agentId: string): Counts {
  const count = (condition: string, ...values: string[]) =>
    sql
      .exec<{ count: number }>(
        `SELECT count(*) AS count FROM (SELECT 1 FROM conversation
         WHERE state = 'open' AND last_message_at IS NOT NULL AND ${condition} LIMIT ${maxCounted})`,
        ...values,
      )
      .one().count;
  return {
    mine: count('assignee = ?', agentId),
    unassigned: count('assignee IS NULL'),
    all: count('TRUE'),
    snoozed: sql
      .exec<{ count: number }>(
        `SELECT count(*) AS count FROM (SELECT 1 FROM conversation
         WHERE state = 'snoozed' AND last_message_at IS NOT NULL LIMIT ${maxCounted})`,
      )
      .one().count,
  };
}

/** How many of the newest conversations a filter shows; a rare one would otherwise read the whole list. */
export function countInView(sql: SqlStorage, query: ViewQuery, now: number): number {
  const { conditions, values } = filterOf({ ...query, sort: 'newest', limit: maxInView }, now);
  const read = query.unread
    ? 'LEFT JOIN reading ON reading.conversation_id = conversation.id AND reading.agent_id = ?'
    : '';
  const labelled = query.label === undefined ? '' : 'CROSS JOIN conversation_label';
  const states = query.state ? `state = '${query.state}' AND` : '';
  return sql
    .exec<{ count: number }>(
      `SELECT count(*) AS count FROM (
         SELECT 1 FROM (
           SELECT * FROM conversation WHERE ${states} last_message_at IS NOT NULL
           ORDER BY last_message_at DESC, id DESC LIMIT ${maxLookedAt}
         ) conversation ${read} ${labelled}
         ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} LIMIT ${maxInView})`,
      ...values,
    )
    .one().count;
}

interface Cursor {
  part: 'first' | 'rest';
  key: number;
  id: number;
}

function cursorOf(before: string | undefined, sort: ConversationSort): Cursor | null {
  if (before === undefined) return null;
  const [key = 0, id = 0, rest] = before.split('.').map(Number);
  return { part: sort === 'newest' || rest !== undefined ? 'rest' : 'first', key, id };
}

function urgent(sql: SqlStorage, query: ListQuery, cursor: Cursor | null, now: number): ConversationRow[] {
  const { conditions, values } = filterOf(query, now);
  const { key, id } = cursor ?? { key: 0, id: 0 };
  const isWaiting = query.sort === 'waiting';
  const order = isWaiting
    ? {
        index: 'conversation_by_wait',
        condition: 'waiting_at IS NOT NULL AND (waiting_at, id) > (?, ?)',
        by: 'waiting_at, id',
      }
    : {
        index: 'conversation_by_window',
        condition: `${openWindow} AND (opened_at, id) > (?, ?) AND opened_hour >= ?`,
        by: 'opened_hour, opened_at, id',
      };
  const bounds = isWaiting
    ? [key, id]
    : [...windowBounds(now), key, id, Math.floor(Math.max(key, now - windowLengthMs) / hour)];
  return sql
    .exec<ConversationRow>(
      `${select(query, order.index)} WHERE ${[...conditions, order.condition].join(' AND ')} AND last_message_at IS NOT NULL
       ORDER BY ${order.by} LIMIT ?`,
      ...[...values, ...bounds, query.limit],
    )
    .toArray();
}

/** Without a state filter, each state is read separately, because each has its own part of the index. */
function newest(
  sql: SqlStorage,
  query: ListQuery,
  cursor: Cursor | null,
  limit: number,
  now: number,
): ConversationRow[] {
  const { conditions, values } = filterOf(query, now);
  const { key, id } = cursor ?? { key: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };
  const others = query.sort === 'waiting' ? ['waiting_at IS NULL'] : [];
  const shut = query.sort === 'closing' ? [`NOT (${openWindow})`] : [];
  const bounds = query.sort === 'closing' ? windowBounds(now) : [];
  const states: ConversationState[] = query.state ? [query.state] : ['open', 'snoozed', 'resolved'];
  return states
    .flatMap((state) =>
      sql
        .exec<ConversationRow>(
          `${select(query)} WHERE ${[...conditions, ...others, ...shut].map((one) => `${one} AND `).join('')}
             state = ? AND last_message_at IS NOT NULL AND (last_message_at, id) < (?, ?)
           ORDER BY last_message_at DESC, id DESC LIMIT ?`,
          ...[...values, ...bounds, state, key, id, limit],
        )
        .toArray(),
    )
    .sort((a, b) => (b.last_message_at ?? 0) - (a.last_message_at ?? 0) || b.id - a.id)
    .slice(0, limit);
}

/** Matches conversations with an open window. Needs {@link windowBounds}. */
const openWindow = 'coalesce(opened_hour >= ? AND opened_at > max(?, coalesce(refused_at, 0)), FALSE)';

function windowBounds(now: number): [number, number] {
  const since = now - windowLengthMs;
  return [Math.floor(since / hour), since];
}

/** A label usually has few conversations, so they are read instead of the list. */
function select({ label, unread }: ListQuery, index?: string): string {
  const labelled = label === undefined ? '' : 'conversation_label CROSS JOIN';
  const read = unread
    ? 'LEFT JOIN reading ON reading.conversation_id = conversation.id AND reading.agent_id = ?'
    : '';
  const walked = index === undefined || label !== undefined ? '' : `INDEXED BY ${index}`;
  return `SELECT conversation.* FROM ${labelled} conversation ${walked} ${read}`;
}

/** The conditions of the filter, and their values in the order of {@link select} and the conditions. */
function filterOf(query: ListQuery, now: number): { conditions: string[]; values: (string | number)[] } {
  const { agentId, assignee, team, state, unread, needsReply, handledBy, window, label, source } = query;
  const { waitingFrom, waitingBelow } = query;
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const add = (condition: string, ...bound: (string | number)[]) => {
    conditions.push(condition);
    values.push(...bound);
  };
  if (unread) add(isUnread, agentId);
  if (label !== undefined)
    add('label_id = ? AND conversation_label.conversation_id = conversation.id', label);
  if (assignee === null) add('assignee IS NULL');
  else if (assignee !== undefined) add('assignee = ?', assignee);
  if (team === 'mine') add('team IN (SELECT value FROM json_each(?))', JSON.stringify(query.ownTeams ?? []));
  else if (team !== undefined) add('team = ?', team);
  if (state !== undefined) add('state = ?', state);
  if (source !== undefined) add("instr(coalesce(source ->> '$.page', ''), ?) = 1", source);
  if (needsReply) add('waiting_at IS NOT NULL');
  if (waitingFrom !== undefined) add('waiting_at <= ?', now - waitingFrom * 1_000);
  if (waitingBelow !== undefined) add('waiting_at > ?', now - waitingBelow * 1_000);
  if (handledBy) add(handledBy === 'bot' ? 'bot_state IS NOT NULL' : 'bot_state IS NULL');
  if (window === 'open') add(openWindow, ...windowBounds(now));
  if (window === 'closed') add(`NOT ${openWindow}`, ...windowBounds(now));
  if (window === 'closing') {
    add(`${openWindow} AND opened_at < ?`, ...windowBounds(now), now - windowLengthMs + closing);
  }
  return { conditions, values };
}
