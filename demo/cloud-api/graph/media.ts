/** Uploaded and received files. Their ids expire, and their addresses are valid for five minutes. */
import * as v from 'valibot';
import { baseType, type MediaKind, mediaProblem } from '../../../worker/whatsapp/sending/media.ts';
import { GraphApiError, requireProduct, unknownObject } from './graph-error.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const addressLasts = 5 * minute;
const uploadLasts = 30 * day;
const receivedLasts = 7 * day;
/** A value in a Durable Object can have at most 2 MB. */
const chunkSize = 1024 * 1024;

interface MediaRow extends Record<string, SqlStorageValue> {
  id: string;
  mime_type: string;
  size: number;
  sha256: string;
  filename: string | null;
  expires_at: number;
}

export interface StoredMedia {
  id: string;
  mimeType: string;
  size: number;
  /** In hexadecimal. */
  sha256: string;
  filename: string | null;
}

export class MediaStore {
  #sql: SqlStorage;
  #now: () => number;

  constructor(sql: SqlStorage, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  /** `POST /{version}/{phone-number-id}/media`: a form with the file. */
  async upload(request: Request): Promise<Response> {
    const form = await request.formData();
    requireProduct(form.get('messaging_product'));
    const file: unknown = form.get('file');
    if (!(file instanceof File)) throw new GraphApiError(131008, 'Param file is required.');
    const type = form.get('type');
    const mimeType = typeof type === 'string' && type !== '' ? type : file.type;
    const problem = mediaProblem({ kind: kindOf(mimeType), mimeType, size: file.size });
    if (problem) throw new GraphApiError(problem.code === 'media_type' ? 100 : 131053, problem.message);
    const { id } = await this.keep(file.stream(), mimeType, file.name, 'uploaded');
    return Response.json({ id });
  }

  async keep(
    bytes: AsyncIterable<Uint8Array>,
    mimeType: string,
    filename: string | null,
    origin: 'uploaded' | 'received',
  ): Promise<StoredMedia> {
    const id = String(10 ** 15 + Math.floor(Math.random() * 9 * 10 ** 15));
    const digest = new crypto.DigestStream('SHA-256');
    const hashing = digest.getWriter();
    let size = 0;
    let chunk = 0;
    for await (const part of bytes) {
      await hashing.write(part);
      for (let at = 0; at < part.byteLength; at += chunkSize) {
        const piece = part.slice(at, at + chunkSize);
        this.#sql.exec('INSERT INTO media_chunk VALUES (?, ?, ?)', id, chunk, piece.buffer);
        chunk += 1;
      }
      size += part.byteLength;
    }
    await hashing.close();
    const sha256 = hexOf(await digest.digest);
    const expiresAt = this.#now() + (origin === 'uploaded' ? uploadLasts : receivedLasts);
    this.#sql.exec(
      'INSERT INTO media VALUES (?, ?, ?, ?, ?, ?)',
      ...[id, mimeType, size, sha256, filename, expiresAt],
    );
    return { id, mimeType, size, sha256, filename };
  }

  /** Null if the file does not exist or has expired. */
  find(id: string): StoredMedia | null {
    const [row] = this.#sql
      .exec<MediaRow>('SELECT * FROM media WHERE id = ? AND expires_at > ?', id, this.#now())
      .toArray();
    return row
      ? { id, mimeType: row.mime_type, size: row.size, sha256: row.sha256, filename: row.filename }
      : null;
  }

  /** `GET /{version}/{media-id}` */
  describe(id: string, origin: string): Response {
    const media = this.find(id);
    if (!media) throw unknownObject(id);
    const expiry = this.#now() + addressLasts;
    return Response.json({
      url: `${origin}/v26.0/whatsapp_business/attachments/?mid=${id}&ext=${expiry}`,
      mime_type: media.mimeType,
      sha256: media.sha256,
      file_size: media.size,
      id,
      messaging_product: 'whatsapp',
    });
  }

  /** Describes a file that a customer has sent, for a webhook. */
  describeReceived(id: string): { mime_type: string; sha256: string } | null {
    const media = this.find(id);
    if (!media) return null;
    // Webhooks encode the checksum in base64.
    const bytes = media.sha256.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)));
    return { mime_type: media.mimeType, sha256: btoa(bytes) };
  }

  /** `DELETE /{version}/{media-id}` */
  remove(id: string): Response {
    if (!this.find(id)) throw unknownObject(id, 'DELETE');
    this.#sql.exec('DELETE FROM media WHERE id = ?', id);
    this.#sql.exec('DELETE FROM media_chunk WHERE media_id = ?', id);
    return Response.json({ success: true });
  }

  /** Downloads a file from an address returned by `describe`. */
  download({ searchParams }: URL): Response {
    const isAlive = Number(searchParams.get('ext')) > this.#now();
    const media = isAlive ? this.find(searchParams.get('mid') ?? '') : null;
    return media ? this.bytesOf(media) : new Response('URL signature expired', { status: 403 });
  }

  /** The first bytes of a file. */
  beginningOf(id: string, length: number): Uint8Array {
    const [row] = this.#sql
      .exec<{ bytes: ArrayBuffer }>('SELECT bytes FROM media_chunk WHERE media_id = ? AND chunk = 0', id)
      .toArray();
    return new Uint8Array(row?.bytes.slice(0, length) ?? new ArrayBuffer(0));
  }

  bytesOf({ id, mimeType, size }: StoredMedia): Response {
    const sql = this.#sql;
    let chunk = 0;
    const bytes = new ReadableStream<Uint8Array>({
      pull(controller) {
        const [row] = sql
          .exec<{ bytes: ArrayBuffer }>(
            'SELECT bytes FROM media_chunk WHERE media_id = ? AND chunk = ?',
            ...[id, chunk],
          )
          .toArray();
        chunk += 1;
        if (row) controller.enqueue(new Uint8Array(row.bytes));
        else controller.close();
      },
    });
    return new Response(bytes.pipeThrough(new FixedLengthStream(size)), {
      headers: { 'Content-Type': mimeType, 'X-Content-Type-Options': 'nosniff' },
    });
  }
}

const isKnownMedia = v.picklist(['image', 'video', 'audio']);

/** Limits depend on the type of the file, because only a later message says what it is sent as. */
function kindOf(mimeType: string): MediaKind {
  const type = baseType(mimeType);
  if (type === 'image/webp') return 'sticker';
  const family = type.split('/')[0];
  return v.is(isKnownMedia, family) ? family : 'document';
}

function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
