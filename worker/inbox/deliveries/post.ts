/**
 * Posts a body to an external address and returns the outcome. Never throws. Redirects are not followed, and
 * only the beginning of the answer is read, because an address can answer with anything, at any speed.
 */

export interface Posting {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  timeoutMs: number;
  /** How much of the answer is read. */
  maxBytes?: number;
  /** Ends it early. */
  signal?: AbortSignal;
}

export interface Answer {
  /** The HTTP status; null without an answer. */
  status: number | null;
  /** Why there was no answer, or the fault in it. */
  error: PostError | null;
  /** From the header `Retry-After`. */
  retryAfterMs: number | null;
  /** The beginning of the body as text. */
  text: string;
  ms: number;
}

export type PostError = 'timeout' | 'connection' | 'redirect' | 'same-zone';

export type Post = (posting: Posting) => Promise<Answer>;

/** What the log of deliveries has room for. */
const maxLoggedBytes = 512;
const longestRetryAfterMs = 24 * 60 * 60_000;
/** Cloudflare's error page for a Worker that calls a Worker of the same zone. */
const sameZoneError = /error code: 1042\b/;

export async function post({
  url,
  headers,
  body,
  timeoutMs,
  maxBytes = maxLoggedBytes,
  signal,
}: Posting): Promise<Answer> {
  const began = Date.now();
  const none = { status: null, retryAfterMs: null, text: '' };
  // With a separate timer, because an abort does not end the reading of a body that never arrives.
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  const stop = () => late.abort();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body,
      redirect: 'manual',
      signal: late.signal,
    });
    const text = await beginningOf(answer.body, maxBytes, late.signal);
    const error = errorIn(answer.status, text);
    const retryAfterMs = retryAfterIn(answer.headers.get('retry-after'), Date.now());
    return { status: answer.status, error, retryAfterMs, text, ms: Date.now() - began };
  } catch {
    const error = late.signal.aborted ? 'timeout' : 'connection';
    return { ...none, error, ms: Date.now() - began };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function errorIn(status: number, text: string): PostError | null {
  if (status >= 300 && status < 400) return 'redirect';
  return sameZoneError.test(text) ? 'same-zone' : null;
}

/** A slow body is cut off at the timeout; its status has already arrived. */
async function beginningOf(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const isOver = new Promise<null>((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  const bytes = new Uint8Array(maxBytes);
  let size = 0;
  while (size < maxBytes) {
    const next = await Promise.race([reader.read(), isOver]).catch(() => null);
    if (next === null || next.done) break;
    const part = next.value.subarray(0, maxBytes - size);
    bytes.set(part, size);
    size += part.length;
  }
  void reader.cancel().catch(() => {});
  return new TextDecoder().decode(bytes.subarray(0, size)).replaceAll('\u0000', '');
}

/** Seconds, or a date. */
export function retryAfterIn(header: string | null, now: number): number | null {
  if (header === null) return null;
  const wait = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longestRetryAfterMs);
}
