/** The bytes of a file, in a request and in an answer. */
import { ApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { baseType } from '../../whatsapp/sending/media.ts';

/** The file that is a request's body. Its bytes are not read yet. */
export function fileIn(request: Request): { mimeType: string; size: number; body: ReadableStream } {
  const mimeType = request.headers.get('content-type') ?? '';
  const length = request.headers.get('content-length');
  if (length === null || !/^\d{1,12}$/.test(length) || !request.body) {
    throw new ApiError(411, 'length_required', 'Send the file as the body, with its Content-Length.');
  }
  return { mimeType, size: Number(length), body: request.body };
}

/** Puts a file into the bucket. An upload that breaks off leaves nothing there. */
export async function storeFile(
  bucket: R2Bucket,
  object: string,
  { mimeType, body }: { mimeType: string; body: ReadableStream },
): Promise<void> {
  try {
    await bucket.put(object, body, { httpMetadata: { contentType: mimeType } });
  } catch (error) {
    log('warn', 'file_not_stored', { fault: error instanceof Error ? error.name : typeof error });
    throw new ApiError(
      502,
      'file_not_stored',
      'The file broke off on its way, so it was not stored. Try again.',
    );
  }
}

/** A file of ours, or a range of it. */
export async function fromBucket(
  bucket: R2Bucket,
  key: string,
  request: Request,
  headers: Headers,
): Promise<Response> {
  const head = await bucket.head(key);
  if (!head) throw new ApiError(404, 'media_not_found', 'The file is not kept any more.');
  const { size, httpEtag } = head;
  headers.set('ETag', httpEtag);
  headers.set('Accept-Ranges', 'bytes');
  const range = rangeIn(request.headers.get('range'), size);
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const object = await bucket.get(key, range === null ? {} : { range });
  if (!object) throw new ApiError(404, 'media_not_found', 'The file is not kept any more.');
  headers.set('Content-Length', String(range?.length ?? size));
  if (range === null) return new Response(object.body, { headers });
  headers.set('Content-Range', `bytes ${range.offset}-${range.offset + range.length - 1}/${size}`);
  return new Response(object.body, { status: 206, headers });
}

/** One range of bytes; null for no range, or for a form that may be ignored (RFC 9110, section 14.2). */
function rangeIn(
  header: string | null,
  size: number,
): { offset: number; length: number } | 'unsatisfiable' | null {
  const [, from = '', to = ''] = header?.match(/^bytes=(\d*)-(\d*)$/) ?? [];
  if (from === '' && to === '') return null;
  const offset = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  return offset > last ? 'unsatisfiable' : { offset, length: last - offset + 1 };
}

/** The types that a browser may show inside a page. Others could run scripts there, so they are only saved. */
const shown = /^(image\/(jpeg|png|webp|gif)|(audio|video)\/[\w.+-]+)$/;

/** Headers with which an untrusted file can be served to a browser. */
export function safeHeaders(
  { mimeType, filename }: { mimeType: string; filename: string | null },
  isDownload: boolean,
): Headers {
  const type = baseType(mimeType);
  const isShown = shown.test(type);
  const disposition = isShown && !isDownload ? 'inline' : 'attachment';
  return new Headers({
    'Content-Type': isShown ? type : 'application/octet-stream',
    'Content-Disposition': `${disposition}${filenameIn(filename)}`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'private, max-age=3600, immutable',
  });
}

/** For any script, as RFC 6266 says: a plain form, and the name itself in percent-encoded UTF-8. */
function filenameIn(filename: string | null): string {
  if (filename === null) return '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it removes control characters.
  const name = filename.replace(/[\u0000-\u001f\u007f/\\\u202a-\u202e\u2066-\u2069]/g, '_').toWellFormed();
  const plain = name.replace(/[^\x20-\x7e]|["%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
