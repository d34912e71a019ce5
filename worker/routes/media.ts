/** Files of messages, in and out. Bytes are streamed between browser, bucket and Meta, never gathered here. */
import * as v from 'valibot';
import { type Env, workspaceOf } from '../env.ts';
import { ApiError } from '../errors.ts';
import { fixedLength, type MediaSource } from '../inbox/media.ts';
import { fetchMedia, mediaAddress, uploadMedia } from '../whatsapp/graph.ts';
import { baseType, isMetaMediaAddress, mediaKinds, mediaProblem } from '../whatsapp/media.ts';
import { graphOf } from '../workspace/connections.ts';
import { json } from './answer.ts';
import { check, idIn } from './body.ts';
import { connectedInbox } from './conversations.ts';
import type { Call, SignedCall } from './table.ts';

const query = v.object({
  kind: v.picklist(mediaKinds),
  filename: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(240))),
});

export async function upload({ request, env, params, url }: SignedCall): Promise<Response> {
  const { kind, filename = null } = check(query, Object.fromEntries(url.searchParams));
  const mimeType = request.headers.get('content-type') ?? '';
  const length = request.headers.get('content-length');
  if (length === null || !/^\d{1,12}$/.test(length) || !request.body) {
    throw new ApiError(411, 'length_required', 'Send the file as the body, with its Content-Length.');
  }
  const size = Number(length);
  const problem = mediaProblem({ kind, mimeType, size });
  if (problem) throw new ApiError(422, problem.code, problem.message);

  const inbox = await connectedInbox(env, params.inbox);
  const id = crypto.randomUUID();
  if (env.MEDIA) {
    const object = `${params.inbox}/sent/${id}`;
    await env.MEDIA.put(object, request.body, { httpMetadata: { contentType: mimeType } });
    return json(await inbox.addUpload({ id, object, mimeType, size, filename, graphId: null }), 201);
  }
  const { graph, phoneNumberId } = await graphFor(env, params.inbox ?? '');
  const file = { mimeType, filename: filename ?? 'file', size };
  const uploaded = await uploadMedia(graph, phoneNumberId, file, request.body, fixedLength);
  if (uploaded.outcome !== 'uploaded') {
    const details = uploaded.outcome === 'rejected' ? uploaded.error : { reason: uploaded.reason };
    throw new ApiError(502, 'upload_failed', 'WhatsApp did not take the file. Try again.', details);
  }
  return json(
    await inbox.addUpload({ id, object: null, mimeType, size, filename, graphId: uploaded.id }),
    201,
  );
}

export async function issueTicket({ env, params, session }: SignedCall): Promise<Response> {
  await connectedInbox(env, params.inbox);
  return json(await workspaceOf(env).mediaTicket(session.id, params.inbox ?? ''), 201);
}

export async function retry({ env, params }: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(env, params.inbox);
  return json(await inbox.retryMedia(idIn(params.id, 'message')));
}

export async function download({ request, env, params, url }: Call): Promise<Response> {
  const ticket = url.searchParams.get('ticket') ?? '';
  if (!(await workspaceOf(env).isMediaTicket(ticket, params.inbox ?? ''))) {
    throw new ApiError(
      401,
      'ticket_refused',
      'The ticket has expired or its session has ended. Ask for a new one.',
    );
  }
  const inbox = await connectedInbox(env, params.inbox);
  const source = await inbox.mediaSource(idIn(params.id, 'message'));
  const headers = safeHeaders(source, url.searchParams.has('download'));
  return source.object !== null && env.MEDIA
    ? fromBucket(env.MEDIA, source.object, request, headers)
    : fromMeta(env, params.inbox ?? '', source, request, headers);
}

async function fromBucket(
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

async function fromMeta(
  env: Env,
  inbox: string,
  { graphId }: MediaSource,
  request: Request,
  headers: Headers,
): Promise<Response> {
  const { graph, phoneNumberId } = await graphFor(env, inbox);
  const address = graphId === null ? null : await mediaAddress(graph, graphId, phoneNumberId);
  if (address?.outcome !== 'found' || !isMetaMediaAddress(address.url, graph.url)) {
    throw new ApiError(
      404,
      'media_gone',
      'WhatsApp does not have this file any more. Ask the customer to send it again.',
    );
  }
  const range = request.headers.get('range');
  const answer = await fetchMedia(graph, address.url, range === null ? {} : { range });
  if (!answer?.ok) {
    await answer?.body?.cancel();
    throw new ApiError(502, 'media_unreachable', 'WhatsApp did not give the file. Try again.');
  }
  for (const name of ['Content-Length', 'Content-Range', 'Accept-Ranges']) {
    const value = answer.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(answer.body, { status: answer.status, headers });
}

async function graphFor(env: Env, inbox: string) {
  const credentials = await workspaceOf(env).credentials(inbox);
  if (!credentials) throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
  return { graph: graphOf(env, credentials), phoneNumberId: credentials.phoneNumberId };
}

/** What a browser may show inside a page; anything else could run there, and is only ever saved. */
const shown = /^(image\/(jpeg|png|webp|gif)|(audio|video)\/[\w.+-]+)$/;

function safeHeaders({ mimeType, filename }: MediaSource, isDownload: boolean): Headers {
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
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
  const name = filename.replace(/[\u0000-\u001f\u007f/\\\u202a-\u202e\u2066-\u2069]/g, '_').toWellFormed();
  const plain = name.replace(/[^\x20-\x7e]|["%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
