/**
 * Resumable uploads: `POST /{app-id}/uploads` begins a session, and `POST /{session}` with the bytes returns a handle. `GET`
 * of the session says from where an interrupted upload continues. Source:
 * https://developers.facebook.com/docs/graph-api/guides/upload
 */
import * as v from 'valibot';
import { GraphApiError } from './graph-error.ts';
import type { MediaStore, StoredMedia } from './media.ts';

const megabyte = 1024 * 1024;
const maxSizes: readonly [type: RegExp, most: number][] = [
  [/^image\/(jpeg|jpg|png)$/, 5 * megabyte],
  [/^video\/mp4$/, 16 * megabyte],
  [/^application\/pdf$/, 100 * megabyte],
];
const handleForm = /^4::([\w=+/]+):(\d+):e:0:ARZ$/;

const session = v.object({
  length: v.number(),
  type: v.string(),
  signature: v.string(),
  received: v.number(),
  /** Media ids of what arrived before an interruption. */
  parts: v.array(v.string()),
});
type Session = v.InferOutput<typeof session>;

export class Uploads {
  #sql: SqlStorage;
  #media: MediaStore;
  #allowsBearer: () => boolean;

  constructor(sql: SqlStorage, media: MediaStore, allowsBearer: () => boolean) {
    this.#sql = sql;
    this.#media = media;
    this.#allowsBearer = allowsBearer;
  }

  begin({ searchParams }: URL): Response {
    const length = Number(searchParams.get('file_length'));
    const type = searchParams.get('file_type') ?? '';
    const [, most] = maxSizes.find(([types]) => types.test(type)) ?? [];
    if (!Number.isInteger(length) || length < 1 || most === undefined || length > most)
      throw new GraphApiError(
        100,
        'Params file_length and file_type must describe a file that can be uploaded.',
      );
    const id = `upload:${crypto.randomUUID()}`;
    const signature = crypto.randomUUID().slice(0, 8);
    this.#put(id, { length, type, signature, received: 0, parts: [] });
    return Response.json({ id: `${id}?sig=${signature}` });
  }

  async answer(request: Request, id: string, url: URL): Promise<Response> {
    const begun = this.#find(id);
    if (!begun || url.searchParams.get('sig') !== begun.signature)
      throw new GraphApiError(100, 'The upload session does not exist.');
    if (request.method === 'GET') return Response.json({ id, file_offset: begun.received });
    return this.#receive(request, id, begun);
  }

  async #receive(request: Request, id: string, begun: Session): Promise<Response> {
    const authorization = request.headers.get('authorization') ?? '';
    const isAllowed = authorization.startsWith('OAuth ') || this.#allowsBearer();
    const size = Number(request.headers.get('content-length'));
    const { length, type, received, parts } = begun;
    const isNext = request.headers.get('file_offset') === String(received) && received + size <= length;
    if (!isAllowed || !isNext || !request.body)
      throw new GraphApiError(
        100,
        'Headers authorization, file_offset and the announced length are required.',
      );
    if (received + size < length) {
      const part = await this.#media.keep(request.body, type, null, 'uploaded');
      this.#put(id, { ...begun, received: received + part.size, parts: [...parts, part.id] });
      throw new GraphApiError(100, 'The upload ended before the file was complete.');
    }
    const before = parts.map((part) => this.#media.find(part)).filter((part) => part !== null);
    const whole = await this.#media.keep(joined(this.#media, before, request.body), type, null, 'uploaded');
    for (const part of before) this.#media.remove(part.id);
    this.#put(id, { ...begun, received: length, parts: [whole.id] });
    return Response.json({ h: `4::${btoa(type)}:${whole.id}:e:0:ARZ` });
  }

  /** The file that a handle belongs to; null for a handle that was not issued here, or has expired. */
  fileOf(handle: string): StoredMedia | null {
    const [, type, id = ''] = handleForm.exec(handle) ?? [];
    const media = this.#media.find(id);
    return media && type === btoa(media.mimeType) ? media : null;
  }

  #find(id: string): Session | null {
    const [row] = this.#sql
      .exec<{ value: string }>("SELECT value FROM number_page WHERE id = ? AND name = 'upload'", id)
      .toArray();
    return row ? v.parse(session, JSON.parse(row.value)) : null;
  }

  #put(id: string, value: Session): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO number_page VALUES (?, 'upload', ?)",
      ...[id, JSON.stringify(value)],
    );
  }
}

async function* joined(
  store: MediaStore,
  parts: readonly StoredMedia[],
  last: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  for (const part of parts) yield await store.bytesOf(part).bytes();
  yield* last;
}
