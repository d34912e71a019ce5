/**
 * The limit of an API token: `RateLimit-Policy` and `RateLimit` in every answer (draft-ietf-httpapi-ratelimit-headers-11),
 * and 429 with `Retry-After` above it. The Workspace counts. A token above its limit is then refused here, so that a
 * program in a loop does not reach the one object that all share.
 */
import { ApiError } from '../../errors.ts';
import type { CallRate } from '../../workspace/people/call-rate.ts';

const minuteSeconds = 60;
const maxRemembered = 1_000;

const rateOf = new WeakMap<Request, CallRate>();
const exhausted = new Map<string, CallRate>();

/** Refuses a token that is known to be above its limit. */
export function refuseExhausted(request: Request, token: string): void {
  const rate = exhausted.get(token);
  if (!rate) return;
  if (Date.now() < rate.resetsAt) refuse(request, rate);
  exhausted.delete(token);
}

/** Remembers what the answer says of the token, and refuses a call that is one too many. */
export function takeRate(request: Request, token: string, rate: CallRate): void {
  rateOf.set(request, rate);
  if (rate.remaining >= 0) return;
  if (exhausted.size >= maxRemembered) exhausted.clear();
  exhausted.set(token, rate);
  refuse(request, rate);
}

function refuse(request: Request, rate: CallRate): never {
  rateOf.set(request, rate);
  throw new ApiError(
    429,
    'rate_limited',
    `This API token has called ${rate.limit} times within a minute. Wait as long as Retry-After says.`,
  );
}

/** Adds the headers. An answer of 429 without a token is about an address, whose minute is not known. */
export function withRateLimit(request: Request, answer: Response): Response {
  const rate = rateOf.get(request);
  if (answer.webSocket || (!rate && answer.status !== 429)) return answer;
  const left = rate ? Math.max(0, Math.ceil((rate.resetsAt - Date.now()) / 1_000)) : minuteSeconds;
  const headers = new Headers(answer.headers);
  if (rate) {
    headers.set('RateLimit-Policy', `"token";q=${rate.limit};w=${minuteSeconds}`);
    headers.set('RateLimit', `"token";r=${Math.max(0, rate.remaining)};t=${left}`);
  }
  if (answer.status === 429) headers.set('Retry-After', String(Math.max(1, left)));
  return new Response(answer.body, { status: answer.status, headers });
}
