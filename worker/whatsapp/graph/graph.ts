/**
 * Meta's Graph API as functions. Failures are distinguished with care: if the request was sent and the response was
 * lost, the message may have been delivered, and sending it again could deliver it twice.
 * Sources: Meta's OpenAPI description v23.0;
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes.
 */
import * as v from 'valibot';
import { appSecretProof } from '../receiving/signature.ts';
import { type GraphError, graphError } from './errors.ts';

export interface Graph {
  /** Without a trailing slash: `https://graph.facebook.com`. */
  url: string;
  /** `v23.0` */
  version: string;
  accessToken: string;
  /** If known, every request carries a proof of it. An app can be set to reject requests without one. */
  appSecret?: string;
  fetch: typeof fetch;
}

export type GraphBody = Record<string, unknown>;

export interface StreamedBody {
  /** A Blob has a known length. */
  stream: ReadableStream | Blob;
  contentType: string;
}

export interface GraphRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** After the version: `/{phone-number-id}/messages`. */
  path: string;
  query?: Record<string, string>;
  body?: GraphBody | StreamedBody;
  headers?: Record<string, string>;
}

export type GraphFailure =
  /** Graph answered with an error. */
  | { outcome: 'rejected'; httpStatus: number; error: GraphError; retryAfterSeconds: number | null }
  /** The request may have been sent, but there was no usable response. */
  | { outcome: 'in_doubt'; reason: string }
  /** The request was certainly not sent. */
  | { outcome: 'unreachable'; reason: string };

export type UploadOutcome = { outcome: 'uploaded'; id: string } | GraphFailure;

export type MediaOutcome =
  | { outcome: 'found'; url: string; mimeType: string; sha256: string; size: number }
  | GraphFailure;

export type GraphOutcome = { outcome: 'accepted'; body: unknown } | GraphFailure;

export type SendOutcome =
  /**
   * Accepted but not yet sent; statuses follow by webhook. The ids identify the recipient at Meta. Meta holds back
   * some messages of a new or paused template until it knows how customers take it.
   */
  | { outcome: 'accepted'; wamid: string; waId: string | null; userId: string | null; isHeld: boolean }
  | GraphFailure;

export async function sendMessage(
  graph: Graph,
  phoneNumberId: string,
  body: GraphBody,
  signal?: AbortSignal,
): Promise<SendOutcome> {
  const answer = await graphRequest(
    graph,
    { method: 'POST', path: `/${phoneNumberId}/messages`, body },
    signal,
  );
  if (answer.outcome !== 'accepted') return answer;
  const sent = v.safeParse(sendAnswer, answer.body);
  if (!sent.success) return { outcome: 'in_doubt', reason: 'Graph accepted the message without naming it' };
  const { messages, contacts } = sent.output;
  const [message] = messages;
  const [contact] = contacts;
  return {
    outcome: 'accepted',
    wamid: message.id,
    waId: contact?.wa_id ?? null,
    userId: contact?.user_id ?? null,
    // Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-pacing.
    isHeld: message.message_status === 'held_for_quality_assessment',
  };
}

/**
 * Marks this message and earlier ones as read. With `typing`, also shows the customer a typing indicator for 25 seconds
 * or until a message is sent: Meta cannot show one without marking as read.
 */
export function markAsRead(
  graph: Graph,
  phoneNumberId: string,
  messageId: string,
  { typing }: { typing: boolean },
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const body: GraphBody = {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: messageId,
    ...(typing && { typing_indicator: { type: 'text' } }),
  };
  return graphRequest(graph, { method: 'POST', path: `/${phoneNumberId}/messages`, body }, signal);
}

/**
 * Uploads a file as a stream: it is never in memory as a whole. Safe to repeat; Meta stores an upload for 30 days.
 * `passTo` writes the file to the body and leaves it open; `fixedLength` is the runtime's transform that sets the length
 * of a body.
 */
export async function uploadMedia(
  graph: Graph,
  phoneNumberId: string,
  file: { mimeType: string; filename: string; size: number },
  passTo: (body: WritableStream<Uint8Array>) => Promise<unknown>,
  fixedLength: (size: number) => { readable: ReadableStream; writable: WritableStream<Uint8Array> },
  signal?: AbortSignal,
): Promise<UploadOutcome> {
  const { head, tail, contentType } = multipartOf(file);
  const { readable, writable } = fixedLength(head.byteLength + file.size + tail.byteLength);
  const write = async () => {
    const writer = writable.getWriter();
    await writer.write(head);
    writer.releaseLock();
    await passTo(writable);
    const end = writable.getWriter();
    await end.write(tail);
    await end.close();
  };
  const [answer] = await Promise.all([
    graphRequest(
      graph,
      { method: 'POST', path: `/${phoneNumberId}/media`, body: { stream: readable, contentType } },
      signal,
    ),
    // Broken off, the request fails as well; a body that only stopped would keep it waiting.
    write().catch((error: unknown) => writable.abort(error).catch(() => {})),
  ]);
  if (answer.outcome !== 'accepted') return answer;
  const uploaded = v.safeParse(v.object({ id: v.string() }), answer.body);
  return uploaded.success
    ? { outcome: 'uploaded', id: uploaded.output.id }
    : { outcome: 'in_doubt', reason: 'Graph accepted the file without returning its id' };
}

/** The address of a file, valid for five minutes and only with the access token. `sha256` is hexadecimal here. */
export async function mediaAddress(
  graph: Graph,
  mediaId: string,
  phoneNumberId: string,
  signal?: AbortSignal,
): Promise<MediaOutcome> {
  // A lone surrogate cannot be encoded in an address. Meta's ids have none, so there is no such file.
  if (!mediaId.isWellFormed()) {
    const error = { code: 100, title: 'This is not a file id' };
    return { outcome: 'rejected', httpStatus: 400, error, retryAfterSeconds: null };
  }
  const answer = await graphRequest(
    graph,
    { method: 'GET', path: `/${encodeURIComponent(mediaId)}`, query: { phone_number_id: phoneNumberId } },
    signal,
  );
  if (answer.outcome !== 'accepted') return answer;
  const found = v.safeParse(mediaAnswer, answer.body);
  if (!found.success) return { outcome: 'in_doubt', reason: 'Graph described the file in an unknown format' };
  const { url, mime_type: mimeType, sha256, file_size: size } = found.output;
  return { outcome: 'found', url, mimeType, sha256, size };
}

/**
 * How many messages per second the number can send; null when Meta does not say. A number that is also in the phone app
 * has 20, whatever its level.
 */
export async function fetchThroughput(
  graph: Graph,
  phoneNumberId: string,
  signal?: AbortSignal,
): Promise<number | null> {
  const answer = await graphRequest(
    graph,
    { method: 'GET', path: `/${phoneNumberId}`, query: { fields: 'throughput,is_on_biz_app' } },
    signal,
  );
  const found = answer.outcome === 'accepted' ? v.safeParse(throughputAnswer, answer.body) : null;
  if (!found?.success) return null;
  const { throughput, is_on_biz_app: isOnPhone } = found.output;
  return isOnPhone ? 20 : (messagesPerSecond[throughput.level] ?? null);
}

const throughputAnswer = v.object({
  throughput: v.object({ level: v.string() }),
  is_on_biz_app: v.fallback(v.boolean(), false),
});
/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput. */
const messagesPerSecond: Readonly<Record<string, number>> = { STANDARD: 80, HIGH: 1_000 };

/** The file's bytes; null when Meta's host cannot be reached. The caller has checked that the address is Meta's. */
export async function fetchMedia(
  graph: Graph,
  url: string,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<Response | null> {
  const { fetch } = graph;
  try {
    return await fetch(
      new Request(url, {
        headers: { ...headers, authorization: `Bearer ${graph.accessToken}`, 'user-agent': 'message-us' },
        redirect: 'manual',
        ...(signal && { signal }),
      }),
    );
  } catch {
    return null;
  }
}

function multipartOf({ mimeType, filename }: { mimeType: string; filename: string }) {
  const boundary = `message-us-${crypto.randomUUID()}`;
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const safeName = filename.replace(/[\r\n"\\]/g, '_');
  const head = [
    field('messaging_product', 'whatsapp'),
    field('type', mimeType),
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${safeName}"\r\n`,
    `Content-Type: ${mimeType}\r\n\r\n`,
  ].join('');
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  return {
    head: bytesOf(head),
    tail: bytesOf(`\r\n--${boundary}--\r\n`),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

/** Sends one request, without retries. Never throws, and no outcome contains the access token. */
export async function graphRequest(
  graph: Graph,
  request: GraphRequest,
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  if (signal?.aborted)
    return { outcome: 'unreachable', reason: 'The request was cancelled before it was sent' };
  let prepared: Request;
  try {
    prepared = await prepare(graph, request, signal);
  } catch {
    return {
      outcome: 'unreachable',
      reason: 'The request could not be created: check the Graph address and the access token',
    };
  }
  // `fetch` throws when it is called as a method of another object.
  const { fetch } = graph;
  try {
    const response = await fetch(prepared);
    const text = await response.text();
    return readAnswer(response.status, response.headers, response.ok ? text : withoutSecrets(graph, text));
  } catch (error) {
    return failureOf(error);
  }
}

async function prepare(
  graph: Graph,
  request: GraphRequest,
  signal: AbortSignal | undefined,
): Promise<Request> {
  const url = new URL(`${graph.url}/${graph.version}${request.path}`);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  if (graph.appSecret) {
    url.searchParams.set('appsecret_proof', await appSecretProof(graph.appSecret, graph.accessToken));
  }
  const headers = new Headers({ authorization: `Bearer ${graph.accessToken}`, ...request.headers });
  const { body } = request;
  const streamed = body && isStreamed(body) ? body : null;
  if (body) headers.set('content-type', streamed?.contentType ?? 'application/json');
  return new Request(url, {
    method: request.method,
    headers,
    /** A redirect would carry the token to another host. */
    redirect: 'manual',
    ...(body && { body: streamed?.stream ?? JSON.stringify(body) }),
    ...(signal && { signal }),
  });
}

function isStreamed(body: GraphBody | StreamedBody): body is StreamedBody {
  return body.stream instanceof ReadableStream || body.stream instanceof Blob;
}

/** Graph repeats a token that it cannot read (“Malformed access token …”), and its message is shown to agents. */
function withoutSecrets({ accessToken, appSecret = '' }: Graph, text: string): string {
  // An app's own token ends with the app's secret. A shorter value is not a secret, and could be a word of the message.
  const secrets = [accessToken, accessToken.split('|').at(-1) ?? '', appSecret];
  return secrets
    .filter((secret) => secret.length >= 16)
    .reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
}

function readAnswer(httpStatus: number, headers: Headers, text: string): GraphOutcome {
  const body = parseJson(text);
  const isOk = httpStatus >= 200 && httpStatus < 300;
  if (isOk && body !== undefined) return { outcome: 'accepted', body };
  if (isOk)
    return { outcome: 'in_doubt', reason: `Graph answered ${httpStatus} with a body that is not JSON` };
  const refusal = v.safeParse(errorAnswer, body);
  // A redirect or 5xx without a Graph error comes from a proxy, which may have passed the request on.
  if (!refusal.success && (httpStatus >= 500 || httpStatus < 400)) {
    return { outcome: 'in_doubt', reason: `A server in front of Graph answered ${httpStatus}` };
  }
  return {
    outcome: 'rejected',
    httpStatus,
    error: refusal.success
      ? refusal.output.error
      : { code: httpStatus, title: `Graph answered HTTP ${httpStatus} without an error` },
    retryAfterSeconds: secondsOf(headers.get('retry-after')),
  };
}

/**
 * Workers report a refused connection exactly like one that was lost after the request was sent ("Network connection
 * lost.", `retryable: true`; tested with workerd 1.2026), and an unknown host as an internal error. So every failure
 * there is in doubt. Node gives the cause.
 */
function failureOf(error: unknown): GraphFailure {
  if (v.is(failedToConnect, error)) {
    return { outcome: 'unreachable', reason: `No connection to Graph (${error.cause.code})` };
  }
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  return {
    outcome: 'in_doubt',
    reason: isTimeout ? 'Graph did not answer in time' : 'The connection to Graph was lost',
  };
}

const failedToConnect = v.object({
  cause: v.object({
    code: v.picklist(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']),
  }),
});

const errorAnswer = v.object({ error: graphError });

const sendAnswer = v.object({
  messages: v.tupleWithRest(
    [
      v.object({
        id: v.pipe(v.string(), v.nonEmpty()),
        message_status: v.fallback(v.optional(v.string()), undefined),
      }),
    ],
    v.unknown(),
  ),
  contacts: v.fallback(
    v.array(v.object({ wa_id: v.optional(v.string()), user_id: v.optional(v.string()) })),
    [],
  ),
});

const mediaAnswer = v.object({
  url: v.string(),
  mime_type: v.string(),
  sha256: v.fallback(v.string(), ''),
  file_size: v.union([v.number(), v.pipe(v.string(), v.toNumber())]),
});

/** Reads only the form in seconds: Graph does not send dates. */
function secondsOf(retryAfter: string | null): number | null {
  return retryAfter !== null && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
