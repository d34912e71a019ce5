/** Texts that agents have ready: those of everybody, which admins keep, and one's own. */
import type { NewSavedReply, SavedReply } from '../api.ts';
import { ApiError } from '../errors.ts';

const mostReplies = 500;

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  owner: string;
  shortcut: string;
  title: string;
  text: string;
  buttons: string;
  is_favourite: number;
}

/** What this agent can use, their favourites first. */
export function replies(sql: SqlStorage, agentId: string): SavedReply[] {
  return sql
    .exec<Row>(
      `SELECT saved_reply.*, EXISTS (SELECT 1 FROM favourite_reply WHERE agent_id = ?1 AND reply_id = id) AS is_favourite
       FROM saved_reply WHERE owner IN ('', ?1) ORDER BY is_favourite DESC, shortcut, owner`,
      agentId,
    )
    .toArray()
    .map((row) => ({
      id: row.id,
      isShared: row.owner === '',
      isFavourite: row.is_favourite === 1,
      shortcut: row.shortcut,
      title: row.title,
      text: row.text,
      buttons: JSON.parse(row.buttons),
    }));
}

/** Makes one when it has no id yet. `owner` is an agent, or '' for everybody. */
export function putReply(
  sql: SqlStorage,
  id: string | null,
  owner: string,
  { shortcut, title, text, buttons }: NewSavedReply,
): string {
  const { known } = sql
    .exec<{ known: number }>('SELECT count(*) AS known FROM saved_reply WHERE owner = ?', owner)
    .one();
  if (id === null && known >= mostReplies) {
    throw new ApiError(409, 'too_many_replies', 'There are five hundred saved replies. Remove some of them.');
  }
  const taken = sql.exec(
    'SELECT 1 FROM saved_reply WHERE owner = ? AND shortcut = ? AND id <> ?',
    ...[owner, shortcut, id ?? ''],
  );
  if (taken.toArray().length > 0) {
    throw new ApiError(
      409,
      'shortcut_taken',
      'Another saved reply has this shortcut. Choose a different one.',
    );
  }
  const key = id ?? crypto.randomUUID();
  sql.exec(
    `INSERT INTO saved_reply VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE
     SET owner = ?2, shortcut = ?3, title = ?4, text = ?5, buttons = ?6`,
    ...[key, owner, shortcut, title, text, JSON.stringify(buttons)],
  );
  return key;
}

export function removeReply(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM favourite_reply WHERE reply_id = ?', id);
  sql.exec('DELETE FROM saved_reply WHERE id = ?', id);
}

/** One that this agent can use. */
export function requireReply(sql: SqlStorage, agentId: string, id: string): SavedReply {
  const found = replies(sql, agentId).find((reply) => reply.id === id);
  if (!found) throw new ApiError(404, 'reply_not_found', 'There is no saved reply with this id.');
  return found;
}

export function favour(sql: SqlStorage, agentId: string, id: string, isFavourite: boolean): void {
  if (isFavourite) sql.exec('INSERT OR IGNORE INTO favourite_reply VALUES (?, ?)', agentId, id);
  else sql.exec('DELETE FROM favourite_reply WHERE agent_id = ? AND reply_id = ?', agentId, id);
}
