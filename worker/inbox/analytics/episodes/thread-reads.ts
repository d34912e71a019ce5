/** What the counting has to know of the conversation around a message. Each reads a few rows from an index. */
import { isNoAnswer, isPerson } from './sender.ts';

/** SQL: a message or call of the customer that needs an answer. */
export const isInbound = "origin IN ('message', 'call') AND target IS NULL";
/** SQL: a message of ours that is not part of another one, and has not failed. */
const isOutbound = `direction = 'out' AND target IS NULL AND send_at IS NULL AND status IS NOT 'failed' AND NOT ${isNoAnswer}`;

export interface Episode extends Record<string, SqlStorageValue> {
  conversation_id: number;
  /** That of the message or entry that began it. */
  id: number;
  began_at: number;
  began_by: 'customer' | 'team';
  /** The customer's first message in it. */
  received_id: number | null;
  ended_at: number | null;
  /** That of the entry that ended it. */
  ended_id: number | null;
  /** The agent who ended it; null if it was merged, or ended automatically. */
  ended_by: string | null;
  /** The ids of the labels that it had at the end, as JSON. */
  labels: string | null;
  /** Who answered in messages that are deleted, as the sum of {@link answerers}. */
  deleted_answers: number;
}

/** Who can have answered in an episode. */
export const answerers = { person: 1, automatic: 2, assistant: 4 } as const;

interface Place {
  conversation_id: number;
  id: number;
  sent_at: number;
}

/** The episode in which something with this id happened; null between two. */
export function episodeAt(sql: SqlStorage, conversationId: number, id: number): Episode | null {
  return (
    sql
      .exec<Episode>(
        `SELECT * FROM episode WHERE conversation_id = ?1 AND id <= ?2 AND (ended_id IS NULL OR ended_id > ?2)
         ORDER BY id DESC LIMIT 1`,
        ...[conversationId, id],
      )
      .toArray()[0] ?? null
  );
}

/** The customer's oldest message that this one answers, within the episode; null if nobody was waiting. */
export function waitingSince(sql: SqlStorage, message: Place, episode: Episode): number | null {
  let since: number | null = null;
  let answered = 0;
  let isOver = false;
  let before: Place | undefined = message;
  while (before && !isOver) {
    const part = partBefore(sql, before);
    for (const row of part) {
      isOver = row.direction === 'out' || row.id < episode.id;
      if (row.direction === 'out') answered = row.id;
      if (isOver) break;
      since = row.sent_at;
    }
    before = part.length === maxInPart ? part.at(-1) : undefined;
  }
  return since ?? handedOverAt(sql, episode, Math.max(answered, episode.id), message.id);
}

interface Said extends Record<string, SqlStorageValue> {
  id: number;
  conversation_id: number;
  direction: 'in' | 'out';
  sent_at: number;
}

const maxInPart = 4;

/**
 * Questions and answers before a message, newest first. A cursor that is not read to its end stays open until the next
 * garbage collection, and SQLite walks along all open cursors whenever one is opened.
 */
function partBefore(sql: SqlStorage, { conversation_id: conversation, id, sent_at: at }: Place): Said[] {
  return sql
    .exec<Said>(
      `SELECT id, conversation_id, direction, sent_at FROM message
       WHERE conversation_id = ? AND (sent_at, id) < (?, ?) AND ((${isInbound}) OR (${isOutbound}))
       ORDER BY sent_at DESC, id DESC LIMIT ?`,
      ...[conversation, at, id, maxInPart],
    )
    .toArray();
}

/** When the bot left the conversation to the team, after the last answer. */
function handedOverAt(sql: SqlStorage, episode: Episode, after: number, before: number): number | null {
  const [entry] = sql
    .exec<{ at: number }>(
      `SELECT at FROM entry WHERE conversation_id = ? AND at >= ? AND +id > ? AND +id < ?
         AND body ->> 'type' = 'mode' AND body ->> 'because' IN ('handed-over', 'looping') ORDER BY at, id LIMIT 1`,
      ...[episode.conversation_id, episode.began_at, after, before],
    )
    .toArray();
  return entry?.at ?? null;
}

/** The first message of a person in an episode; 0 if it is deleted. */
export function firstOfPerson(sql: SqlStorage, episode: Episode): number | null {
  return firstOut(sql, episode, 'person');
}

/** The first automatic message in an episode, but for the reminder; 0 if it is deleted. */
export function firstAutomatic(sql: SqlStorage, episode: Episode): number | null {
  return firstOut(sql, episode, 'automatic');
}

/** The first answer of the assistant in an episode; 0 if it is deleted. */
export function firstOfAssistant(sql: SqlStorage, episode: Episode): number | null {
  return firstOut(sql, episode, 'assistant');
}

const isBy = {
  person: isPerson,
  automatic: `NOT ${isPerson}`,
  assistant: `author ->> 'source' = 'assistant'`,
} as const;

/** The first answer of an episode; 0 if it is deleted, as no message has this id. */
export function firstOut(sql: SqlStorage, episode: Episode, by: keyof typeof answerers): number | null {
  if ((episode.deleted_answers & answerers[by]) !== 0) return 0;
  const [first] = sql
    .exec<{ id: number }>(
      `SELECT id FROM message WHERE conversation_id = ?1 AND sent_at >= ?2 AND id >= ?3 AND id < ?4
         AND origin IN ('send', 'echo') AND ${isOutbound} AND ${isBy[by]} ORDER BY sent_at, id LIMIT 1`,
      ...[episode.conversation_id, Math.floor(episode.began_at / 1_000) * 1_000, episode.id],
      episode.ended_id ?? Number.MAX_SAFE_INTEGER,
    )
    .toArray();
  return first?.id ?? null;
}

/** The id of the customer's first message that is known, imported or not. */
export function firstReceived(sql: SqlStorage, conversationId: number): number | null {
  const [first] = sql
    .exec<{ id: number }>(
      `SELECT id FROM message WHERE conversation_id = ? AND direction = 'in' AND target IS NULL
         AND origin IN ('message', 'call', 'history') ORDER BY sent_at, id LIMIT 1`,
      conversationId,
    )
    .toArray();
  return first?.id ?? null;
}

/** Whether the customer wrote in an earlier episode, or only in an import, whose messages may be deleted. */
export function hasEarlier(sql: SqlStorage, conversationId: number, id: number): boolean {
  return (
    sql
      .exec(
        `SELECT 1 FROM episode WHERE conversation_id = ?1 AND id < ?2 AND received_id < ?2
         UNION ALL SELECT 1 FROM wrote_before WHERE conversation_id = ?1 LIMIT 1`,
        ...[conversationId, id],
      )
      .toArray().length > 0
  );
}

export interface Reply extends Record<string, SqlStorageValue> {
  body: string | null;
}

/** What the customer wrote within a day after a message. The body only of quick replies. */
export function repliesTo(
  sql: SqlStorage,
  { conversation_id: conversation, id, sent_at: at }: Place,
): Reply[] {
  return sql
    .exec<Reply>(
      `SELECT iif(instr(body, '"button"') > 0, body, NULL) AS body FROM message
       WHERE conversation_id = ? AND (sent_at, id) > (?, ?) AND sent_at <= ? AND ${isInbound}`,
      ...[conversation, at, id, at + dayMs],
    )
    .toArray();
}

const dayMs = 24 * 60 * 60_000;
