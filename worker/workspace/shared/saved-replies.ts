/** Saved replies: shared ones, which admins edit, and each agent's own. */
import * as v from 'valibot';
import type { NewSavedReply, ReplyFile, SavedReply } from '../../api/conversations/replies.ts';
import { ApiError } from '../../errors.ts';
import type { SharedReply } from '../../peers.ts';

const maxReplies = 500;

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  owner: string;
  shortcut: string;
  title: string;
  text: string;
  buttons: string;
  file: string | null;
  is_favourite: number;
}

/** A file with its key in the bucket. */
export type StoredReplyFile = ReplyFile & { object: string };

const keptFile: v.GenericSchema<StoredReplyFile> = v.object({
  object: v.string(),
  filename: v.string(),
  mimeType: v.string(),
  size: v.number(),
});

/** The replies that this agent can use, favourites first. */
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
      buttons: v.parse(v.array(v.string()), JSON.parse(row.buttons)),
      file: shown(row.file),
    }));
}

/** Null: there is no shared reply with this id. */
export function sharedReply(sql: SqlStorage, id: string): SharedReply | null {
  const found = replies(sql, '').find((reply) => reply.id === id);
  if (!found) return null;
  const { title, text, buttons } = found;
  return { id, title, text, buttons, file: fileOf(sql, id) };
}

function shown(file: string | null): ReplyFile | null {
  if (file === null) return null;
  const { object: _, ...visible } = v.parse(keptFile, JSON.parse(file));
  return visible;
}

/** The file of a reply; null when it has none. */
export function fileOf(sql: SqlStorage, id: string): StoredReplyFile | null {
  const { file } = sql.exec<{ file: string | null }>('SELECT file FROM saved_reply WHERE id = ?', id).one();
  return file === null ? null : v.parse(keptFile, JSON.parse(file));
}

/** The previous file is deleted from the bucket in the background. */
export function setFile(sql: SqlStorage, id: string, file: StoredReplyFile | null): void {
  sql.exec('UPDATE saved_reply SET file = ?2 WHERE id = ?1', id, file && JSON.stringify(file));
}

const maxAtOnce = 500;

/** Deletes unused files from the bucket. Returns when to continue; null when it is done. */
export async function dropFiles(
  sql: SqlStorage,
  bucket: R2Bucket | undefined,
  now: number,
): Promise<number | null> {
  const objects = sql
    .exec<{ object: string }>('SELECT object FROM dropped_file LIMIT ?', maxAtOnce)
    .toArray()
    .map(({ object }) => object);
  if (!bucket || objects.length === 0) return null;
  await bucket.delete(objects);
  sql.exec(
    'DELETE FROM dropped_file WHERE object IN (SELECT value FROM json_each(?))',
    JSON.stringify(objects),
  );
  return objects.length === maxAtOnce ? now : null;
}

/** Creates or changes a reply; `id` is null for a new one. `owner` is an agent, or '' for a shared reply. */
export function putReply(
  sql: SqlStorage,
  id: string | null,
  owner: string,
  { shortcut, title, text, buttons }: NewSavedReply,
): string {
  const { known } = sql
    .exec<{ known: number }>('SELECT count(*) AS known FROM saved_reply WHERE owner = ?', owner)
    .one();
  if (id === null && known >= maxReplies) {
    throw new ApiError(
      409,
      'too_many_replies',
      'There are already five hundred saved replies. Delete some first.',
    );
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
    `INSERT INTO saved_reply (id, owner, shortcut, title, text, buttons) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE
     SET owner = ?2, shortcut = ?3, title = ?4, text = ?5, buttons = ?6`,
    ...[key, owner, shortcut, title, text, JSON.stringify(buttons)],
  );
  return key;
}

export function removeReply(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM favourite_reply WHERE reply_id = ?', id);
  sql.exec('DELETE FROM saved_reply WHERE id = ?', id);
}

/** A reply that this agent can use. */
export function requireReply(sql: SqlStorage, agentId: string, id: string): SavedReply {
  const found = replies(sql, agentId).find((reply) => reply.id === id);
  if (!found) throw new ApiError(404, 'reply_not_found', 'There is no saved reply with this id.');
  return found;
}

export function favour(sql: SqlStorage, agentId: string, id: string, isFavourite: boolean): void {
  if (isFavourite) sql.exec('INSERT OR IGNORE INTO favourite_reply VALUES (?, ?)', agentId, id);
  else sql.exec('DELETE FROM favourite_reply WHERE agent_id = ? AND reply_id = ?', agentId, id);
}
