/**
 * Files of messages, in and out. They are streamed between browser, bucket and Meta, and never held in memory as a
 * whole.
 */
import type { MediaUpload } from '../../api/conversations/messages.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { measured, passOn } from '../../inbox/media/measured.ts';
import { fixedLength, type MediaSource, type NewUpload } from '../../inbox/media/media.ts';
import { filesRefused } from '../../inbox/sending/send-conflicts.ts';
import { workspaceOf } from '../../objects.ts';
import type { PictureSize } from '../../whatsapp/files/picture-size.ts';
import { webpHeader } from '../../whatsapp/files/webp.ts';
import { fetchMedia, mediaAddress, uploadMedia } from '../../whatsapp/graph/graph.ts';
import {
  isMetaMediaAddress,
  type MediaKind,
  mediaProblem,
  stickerProblem,
} from '../../whatsapp/sending/media.ts';
import type { Call, ClosedHandlers, OpenHandlers } from '../call.ts';
import { connectedInbox, inboxIn } from '../guard.ts';
import { fileIn, fromBucket, safeHeaders, storeFile } from '../http/file-answer.ts';
import { graphFor } from '../http/meta-error.ts';
import { idIn } from '../http/request-body.ts';

export const media = {
  'POST /api/inboxes/:inbox/media': async ({ request, env, params, query }) => {
    await requireFiles(env, params.inbox);
    const { kind, filename = null } = query;
    const { mimeType, size, body } = fileIn(request);
    const problem = mediaProblem({ kind, mimeType, size });
    if (problem) throw new ApiError(422, problem.code, problem.message);

    return keep({ env, params }, { kind, mimeType, size, filename, body });
  },

  // A message's file as a new upload, to be sent again. It is a copy, so erasing one customer leaves the other's file.
  'POST /api/inboxes/:inbox/messages/:id/media/copy': async ({ env, number, params }) => {
    await requireFiles(env, params.inbox);
    const inbox = inboxIn({ env, number });
    const source = await inbox.files.source(idIn(params.id, 'message'));
    const { kind, filename } = source;
    const file = await openFile({ env, params }, source);
    const problem = mediaProblem({ kind, mimeType: file.mimeType, size: file.size });
    if (problem) {
      await file.body.cancel();
      throw new ApiError(422, problem.code, problem.message);
    }
    return keep({ env, params }, { ...file, kind, filename });
  },

  'POST /api/inboxes/:inbox/media-tickets': async ({ env, params, session }) => {
    await connectedInbox(env, params.inbox);
    return workspaceOf(env).sessions.mediaTicket(session.id, params.inbox ?? '');
  },

  'POST /api/inboxes/:inbox/messages/:id/media/retry': async ({ env, number, params }) => {
    const inbox = inboxIn({ env, number });
    return inbox.files.retry(idIn(params.id, 'message'));
  },
} satisfies Partial<ClosedHandlers>;

export const openMedia = {
  'GET /api/inboxes/:inbox/messages/:id/media': async ({ request, env, params, query }) => {
    if (!(await workspaceOf(env).sessions.isMediaTicket(query.ticket, params.inbox ?? ''))) {
      throw new ApiError(
        401,
        'ticket_refused',
        'The ticket has expired or its session has ended. Ask for a new one.',
      );
    }
    const inbox = await connectedInbox(env, params.inbox);
    const source = await inbox.files.source(idIn(params.id, 'message'));
    const headers = safeHeaders(source, query.download !== undefined);
    return source.object !== null && env.MEDIA
      ? fromBucket(env.MEDIA, source.object, request, headers)
      : fromMeta({ env, params }, source, request, headers);
  },
} satisfies Partial<OpenHandlers>;

/** Throws if an admin has switched off sending files from this number. */
export async function requireFiles(env: Env, inbox = ''): Promise<void> {
  if (!(await workspaceOf(env).numbers.get(inbox)).sendsFiles) throw filesRefused();
}

/** The deployment, and the inbox in the address. */
type Where = Pick<Call, 'env' | 'params'>;

export interface NewFile {
  kind: MediaKind;
  mimeType: string;
  size: number;
  filename: string | null;
  body: ReadableStream<Uint8Array>;
}

/** In the bucket; without one it goes to Meta at once. */
async function keep({ env, params }: Where, file: NewFile): Promise<MediaUpload> {
  const inbox = await connectedInbox(env, params.inbox);
  const id = crypto.randomUUID();
  const { mimeType, size, filename } = file;
  if (env.MEDIA) {
    return keepInBucket({ bucket: env.MEDIA, params }, file, (upload) => inbox.files.addUpload(upload));
  }
  const checked = await deliverable(file);
  const { graph, phoneNumberId } = await graphFor({ env, params });
  const named = { mimeType, filename: filename ?? 'file', size };
  let pixels: PictureSize | null = null;
  const passTo = async (body: WritableStream<Uint8Array>) => {
    pixels = await passOn(checked, body, { preventClose: true });
  };
  const uploaded = await uploadMedia(graph, phoneNumberId, named, passTo, fixedLength);
  if (uploaded.outcome !== 'uploaded') {
    const details = uploaded.outcome === 'rejected' ? uploaded.error : { reason: uploaded.reason };
    throw new ApiError(502, 'upload_failed', 'WhatsApp did not take the file. Try again.', details);
  }
  return inbox.files.addUpload({
    ...{ id, object: null, mimeType, size, filename },
    ...{ graphId: uploaded.id, pixels },
  });
}

/** Stores a file in the bucket; `add` tells the inbox. */
export async function keepInBucket<Added>(
  { bucket, params }: { bucket: R2Bucket } & Pick<Where, 'params'>,
  file: NewFile,
  add: (upload: NewUpload) => Promise<Added>,
): Promise<Added> {
  const id = crypto.randomUUID();
  const { mimeType, size, filename } = file;
  const { body, pixels } = measured(await deliverable(file));
  const object = `${params.inbox}/sent/${id}`;
  await storeFile(bucket, object, { mimeType, body });
  try {
    return await add({ ...{ id, object, mimeType, size, filename, graphId: null }, pixels: await pixels });
  } catch (error) {
    // The number was deleted in the meantime, so nothing refers to these bytes.
    await bucket.delete(object);
    throw error;
  }
}

async function deliverable(file: NewFile): Promise<NewFile> {
  return file.kind === 'sticker' ? checkedSticker(file) : file;
}

/** Throws if WhatsApp would not deliver this sticker. It is small enough to be read before it is stored. */
async function checkedSticker(file: NewFile): Promise<NewFile> {
  const bytes = await new Response(file.body).bytes();
  const problem = stickerProblem(webpHeader(bytes), bytes.length);
  if (problem) throw new ApiError(422, problem.code, problem.message);
  return { ...file, body: new Blob([bytes]).stream() };
}

async function openFile(where: Where, source: MediaSource): Promise<Omit<NewFile, 'kind' | 'filename'>> {
  if (source.object !== null && where.env.MEDIA) {
    const kept = await where.env.MEDIA.get(source.object);
    if (!kept) throw gone();
    return { mimeType: source.mimeType, size: kept.size, body: kept.body };
  }
  const { answer, mimeType, size } = await fetchFromMeta(where, source, {});
  if (!answer.body) throw unreachable();
  return { mimeType, size, body: answer.body };
}

async function fromMeta(
  where: Where,
  source: MediaSource,
  request: Request,
  headers: Headers,
): Promise<Response> {
  const range = request.headers.get('range');
  const { answer } = await fetchFromMeta(where, source, range === null ? {} : { range });
  for (const name of ['Content-Length', 'Content-Range', 'Accept-Ranges']) {
    const value = answer.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(answer.body, { status: answer.status, headers });
}

export async function fetchFromMeta(
  where: Where,
  { graphId }: Pick<MediaSource, 'graphId'>,
  headers: Record<string, string>,
): Promise<{ answer: Response; mimeType: string; size: number }> {
  const { graph, phoneNumberId } = await graphFor(where);
  const address = graphId === null ? null : await mediaAddress(graph, graphId, phoneNumberId);
  if (address?.outcome !== 'found' || !isMetaMediaAddress(address.url, graph.url)) throw gone();
  const answer = await fetchMedia(graph, address.url, headers);
  if (!answer?.ok) {
    await answer?.body?.cancel();
    throw unreachable();
  }
  return { answer, mimeType: address.mimeType, size: address.size };
}

function gone(): ApiError {
  return new ApiError(
    404,
    'media_gone',
    'WhatsApp does not have this file any more. Ask the customer to send it again.',
  );
}

function unreachable(): ApiError {
  return new ApiError(502, 'media_unreachable', 'WhatsApp did not give the file. Try again.');
}
