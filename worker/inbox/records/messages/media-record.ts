/** The file of a message, from its content and its stored record. */

import type { MessageMedia } from '../../../api/conversations/messages.ts';
import { messageError } from '../../../api/errors.ts';
import { type Content, fileIn } from '../../../whatsapp/content/content.ts';
import { stored } from '../rows.ts';

export interface UploadRow extends Record<string, SqlStorageValue> {
  id: string;
  object: string | null;
  mime_type: string;
  size: number;
  filename: string | null;
  graph_id: string | null;
  graph_id_until: number | null;
  created_at: number;
  width: number | null;
  height: number | null;
  is_kept: number;
  idle_at: number | null;
  sent_at: number | null;
  source: string | null;
}

interface MediaRow extends Record<string, SqlStorageValue> {
  message_id: number;
  state: 'waiting' | 'stored' | 'failed';
  object: string | null;
  mime_type: string | null;
  size: number | null;
  error: string | null;
  width: number | null;
  height: number | null;
}

export function mediaRow(sql: SqlStorage, messageId: number): MediaRow | null {
  return sql.exec<MediaRow>('SELECT * FROM media WHERE message_id = ?', messageId).toArray()[0] ?? null;
}

export function uploadOf(sql: SqlStorage, id: string | null): UploadRow | null {
  if (id === null || !isUploadId(id)) return null;
  return sql.exec<UploadRow>('SELECT * FROM upload WHERE id = ?', id).toArray()[0] ?? null;
}

/** The next send uploads the file to Meta again, if we have a copy. */
export function forgetGraphId(sql: SqlStorage, uploadId: string): void {
  sql.exec(
    'UPDATE upload SET graph_id = NULL, graph_id_until = NULL WHERE id = ? AND object IS NOT NULL',
    uploadId,
  );
}

/** A file of a rule was sent, so that a thread shows it from now on. */
export function markSent(sql: SqlStorage, uploadId: string, now: number): void {
  sql.exec(
    'UPDATE upload SET sent_at = ?2 WHERE id = ?1 AND sent_at IS NULL AND (is_kept = 1 OR idle_at IS NOT NULL)',
    ...[uploadId, now],
  );
}

/** Ours are UUIDs; Meta's are digits. */
export function isUploadId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

/** The file of a message for the API; null when it has none that can be displayed. */
export function mediaOf(sql: SqlStorage, messageId: number, content: Content): MessageMedia | null {
  const file = fileIn(content);
  if (!file?.id) return null;
  const upload = uploadOf(sql, file.id);
  if (upload) {
    const state = upload.object === null ? 'remote' : 'stored';
    const { mime_type: mimeType, size, width, height } = upload;
    return { state, mimeType, size, width, height, error: null };
  }
  const row = mediaRow(sql, messageId);
  if (!row)
    return { state: 'remote', mimeType: file.mimeType, size: null, width: null, height: null, error: null };
  return {
    state: row.state,
    mimeType: row.mime_type,
    size: row.size,
    width: row.width,
    height: row.height,
    error: stored(messageError, row.error),
  };
}
