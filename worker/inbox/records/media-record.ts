/** The file of a message: what the message says of it, and what is stored of it. */
import * as v from 'valibot';
import type { MessageMedia } from '../../api.ts';
import type { Content } from '../../whatsapp/content/content.ts';
import type { MediaKind } from '../../whatsapp/sending/media.ts';
import { templateFile } from '../../whatsapp/sending/template.ts';
import { messageError, stored } from './rows.ts';

interface UploadRow extends Record<string, SqlStorageValue> {
  id: string;
  object: string | null;
  mime_type: string;
  size: number;
  filename: string | null;
  graph_id: string | null;
  graph_id_until: number | null;
  created_at: number;
}

interface MediaRow extends Record<string, SqlStorageValue> {
  message_id: number;
  state: 'waiting' | 'stored' | 'failed';
  object: string | null;
  mime_type: string | null;
  size: number | null;
  error: string | null;
}

export function mediaRow(sql: SqlStorage, messageId: number): MediaRow | null {
  return sql.exec<MediaRow>('SELECT * FROM media WHERE message_id = ?', messageId).toArray()[0] ?? null;
}

export function uploadOf(sql: SqlStorage, id: string | null): UploadRow | null {
  if (id === null || !isUploadId(id)) return null;
  return sql.exec<UploadRow>('SELECT * FROM upload WHERE id = ?', id).toArray()[0] ?? null;
}

/** The next send gives it to Meta anew, where there is a copy that can be given. */
export function forgetGraphId(sql: SqlStorage, uploadId: string): void {
  sql.exec(
    'UPDATE upload SET graph_id = NULL, graph_id_until = NULL WHERE id = ? AND object IS NOT NULL',
    uploadId,
  );
}

/** Ours are UUIDs; Meta's are digits. */
export function isUploadId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

/** What the API says of a message's file; null when it has none that we could show. */
export function mediaOf(sql: SqlStorage, messageId: number, content: Content): MessageMedia | null {
  const file = fileIn(content);
  if (!file?.id) return null;
  const upload = uploadOf(sql, file.id);
  if (upload) {
    const state = upload.object === null ? 'remote' : 'stored';
    return { state, mimeType: upload.mime_type, size: upload.size, error: null };
  }
  const row = mediaRow(sql, messageId);
  if (!row) return { state: 'remote', mimeType: file.mimeType, size: null, error: null };
  return {
    state: row.state,
    mimeType: row.mime_type,
    size: row.size,
    error: stored(messageError, row.error),
  };
}

interface FileIn {
  kind: MediaKind;
  id: string | null;
  mimeType: string | null;
  filename: string | null;
}

export function fileIn(content: Content): FileIn | null {
  switch (content.type) {
    case 'image':
      return fileOf('image', content.image);
    case 'video':
      return fileOf('video', content.video);
    case 'audio':
      return fileOf('audio', content.audio);
    case 'sticker':
      return fileOf('sticker', content.sticker);
    case 'document':
      return { ...fileOf('document', content.document), filename: content.document.filename ?? null };
    case 'interactive':
      return promptHeaderFile(content.interactive);
    case 'template':
      return headerFile(content);
    default:
      return null;
  }
}

/** Of a message with buttons, a link or a form, which may have a file on top. */
function promptHeaderFile(
  interactive: Extract<Content, { type: 'interactive' }>['interactive'],
): FileIn | null {
  const header = 'header' in interactive ? interactive.header : undefined;
  switch (header?.type) {
    case 'image':
      return fileOf('image', header.image);
    case 'video':
      return fileOf('video', header.video);
    case 'document':
      return { ...fileOf('document', header.document), filename: header.document.filename ?? null };
    case 'text':
    case undefined:
      return null;
  }
}

/** Of a template whose text is known, so that there is a head in which it is seen. */
function headerFile({ template, shown }: Extract<Content, { type: 'template' }>): FileIn | null {
  const kind = shown && templateFile(shown);
  const header = template.components?.find(({ type }) => type.toLowerCase() === 'header');
  const read = v.safeParse(headerComponent, header);
  const media = kind && read.success ? read.output.parameters[0][kind] : undefined;
  return kind && media ? { ...fileOf(kind, media), filename: media.filename ?? null } : null;
}

const headerMedia = v.optional(v.object({ id: v.optional(v.string()), filename: v.optional(v.string()) }));
const headerComponent = v.object({
  parameters: v.tuple([v.object({ image: headerMedia, video: headerMedia, document: headerMedia })]),
});

function fileOf(kind: MediaKind, media: { id?: string | undefined; mime_type?: string | undefined }): FileIn {
  return { kind, id: media.id ?? null, mimeType: media.mime_type ?? null, filename: null };
}
