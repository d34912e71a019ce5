/**
 * Files for Cloud API clients. The bytes of an upload go to Meta as they come, so a file has Meta's id, its lifetime and
 * its refusals. An address that Meta gives for a download works only with the number's access token, so ours is given in
 * its place.
 */
import * as v from 'valibot';
import type { GraphMedia, GraphUploaded } from '../../api/developers/graph.ts';
import type { InboxSummary } from '../../api/numbers/numbers.ts';
import { fixedLength } from '../../inbox/media/media.ts';
import { filesRefused } from '../../inbox/sending/send-conflicts.ts';
import { type Graph, type GraphFailure, graphRequest, mediaAddress } from '../../whatsapp/graph/graph.ts';
import { sizeText } from '../../whatsapp/sending/media.ts';
import { requireScope } from '../authorize.ts';
import type { GraphHandlers, SignedCall } from '../call.ts';
import { fetchFromMeta } from '../conversations/media.ts';
import { json } from '../http/json-answer.ts';
import { graphFor, patience } from '../http/meta-error.ts';
import { readBytes } from '../http/request-body.ts';
import { GraphApiError, refusedByMeta, unknownObject } from './graph-error.ts';
import { numberAt, numbersOf, requireEnabled } from './graph-path.ts';
import { describeNumber } from './number.ts';

const megabyte = 1024 * 1024;
/** Meta's limit for a document, and the parts of the form around it. */
const maxUploadBytes = 100 * megabyte + 64 * 1024;
/** An upload that does not say how long it is has to be held in memory. */
const maxUnmeasuredBytes = 16 * megabyte;
/** Enough for 100 MB on a slow connection to Meta. */
const uploadTimeoutMs = 5 * 60_000;
/** An id does not reveal the number of a file, so the numbers are tried at Meta one after another. */
const maxNumbersAsked = 10;

const uploaded = v.object({ id: v.pipe(v.string(), v.nonEmpty()) });

export const graphMedia = {
  'POST /graph/:version/:id/media': async (call) => {
    const number = await numberAt(call);
    requireEnabled(number);
    if (!number.sendsFiles) throw filesRefused();
    const { graph, phoneNumberId } = await graphOf(call, number);
    const answer = await graphRequest(
      graph,
      { method: 'POST', path: `/${phoneNumberId}/media`, body: await formIn(call.request) },
      AbortSignal.timeout(uploadTimeoutMs),
    );
    if (answer.outcome !== 'accepted') throw refusedByMeta(answer);
    const read = v.safeParse(uploaded, answer.body);
    if (!read.success)
      throw new GraphApiError(131016, 'Meta took the file without naming it. Upload it again.');
    return json({ id: read.output.id } satisfies GraphUploaded);
  },

  'GET /graph/:version/:id': async (call) => {
    const { id = '' } = call.params;
    const numbers = await numbersOf(call);
    const number = numbers.find(({ phoneNumberId }) => phoneNumberId === id);
    if (number) {
      requireScope(call.session, 'numbers:read');
      return describeNumber(call, number);
    }
    requireScope(call.session, 'conversations:read');
    const { found, phoneNumberId } = await findFile(call, numbers, id);
    const media: GraphMedia = {
      messaging_product: 'whatsapp',
      url: `${call.url.origin}/graph/${phoneNumberId}/media/${id}`,
      mime_type: found.mimeType,
      sha256: found.sha256,
      file_size: found.size,
      id,
    };
    return json(media);
  },

  'GET /graph/:version/:id/media/:file': async (call) => {
    const { env, params, request } = call;
    const number = await numberAt(call);
    const { file = '' } = params;
    if (!isFileId(file)) throw unknownObject(file);
    const range = request.headers.get('range');
    const where = { env, params: { inbox: number.id } };
    const { answer, mimeType } = await fetchFromMeta(
      where,
      { graphId: file },
      range === null ? {} : { range },
    );
    const headers = new Headers({
      'Content-Type': mimeType,
      // Anybody can have written it: a browser must not show it as a page of ours.
      'Content-Disposition': 'attachment',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    for (const name of ['Content-Length', 'Content-Range', 'Accept-Ranges']) {
      const value = answer.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    return new Response(answer.body, { status: answer.status, headers });
  },

  'DELETE /graph/:version/:id': async (call) => {
    const { id = '' } = call.params;
    const { graph, phoneNumberId } = await findFile(call, await numbersOf(call), id);
    const request = { method: 'DELETE', path: `/${id}`, query: { phone_number_id: phoneNumberId } } as const;
    const answer = await graphRequest(graph, request, patience());
    if (answer.outcome !== 'accepted') throw refusedByMeta(answer);
    return json({ success: true });
  },
} satisfies Partial<GraphHandlers>;

/** The form as it was sent, with its length: Meta takes no body without one. */
async function formIn(request: Request): Promise<{ stream: ReadableStream | Blob; contentType: string }> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType) || !request.body) {
    throw new GraphApiError(100, 'Send a form (multipart/form-data) with messaging_product, type and file.');
  }
  const length = request.headers.get('content-length');
  if (length === null) {
    const bytes = await readBytes(request, maxUnmeasuredBytes);
    return { stream: new Blob([bytes.slice()]), contentType };
  }
  if (Number(length) > maxUploadBytes) {
    throw new GraphApiError(131053, `WhatsApp takes files of up to ${sizeText(100 * megabyte)}.`);
  }
  return { stream: request.body.pipeThrough(fixedLength(Number(length))), contentType };
}

/** A file of one of these numbers, or of the number in `phone_number_id`, as in Meta's API. */
async function findFile(call: SignedCall, numbers: readonly InboxSummary[], id: string) {
  const named = call.url.searchParams.get('phone_number_id');
  const asked = named === null ? numbers : numbers.filter(({ phoneNumberId }) => phoneNumberId === named);
  if (named !== null && asked.length === 0) throw unknownObject(named);
  if (!isFileId(id) || numbers.some(({ phoneNumberId, wabaId }) => id === phoneNumberId || id === wabaId)) {
    throw unknownObject(id);
  }
  if (asked.length > maxNumbersAsked) {
    throw new GraphApiError(
      100,
      'Add phone_number_id: this token sees many numbers, and any can have the file.',
    );
  }
  let failed: GraphFailure | null = null;
  for (const number of asked) {
    const { graph, phoneNumberId } = await graphOf(call, number);
    const found = await mediaAddress(graph, id, phoneNumberId, patience());
    if (found.outcome === 'found') return { found, graph, phoneNumberId };
    if (found.outcome !== 'rejected' || found.error.code !== 100) failed = found;
  }
  throw failed ? refusedByMeta(failed) : unknownObject(id);
}

/** Meta's ids are digits. Anything else could be another path of Graph. */
function isFileId(id: string): boolean {
  return /^\d{1,32}$/.test(id);
}

function graphOf(
  { env }: SignedCall,
  { id }: InboxSummary,
): Promise<{ graph: Graph; phoneNumberId: string }> {
  return graphFor({ env, params: { inbox: id } });
}
