/** The address of an endpoint. Our server sends requests there, so it has to be on the public internet. */
import { isPublicHost } from '../../api/values.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';

/** As it is stored: normalized, without a trailing dot of the host. */
export function checkedAddress(address: string, env: Env, own: URL): string {
  const url = URL.parse(address);
  if (url === null) throw invalid('An address looks like https://example.com/webhook.');
  if (url.username !== '' || url.password !== '') {
    throw invalid('Leave name and password out of the address. Every request is signed instead.');
  }
  url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  if (isLocal(url) && env.LOCAL_WEBHOOKS === '1') return url.href;
  if (url.protocol !== 'https:') throw invalid('The address begins with https://.');
  if (url.hostname === own.hostname) {
    throw new ApiError(
      422,
      'own_address',
      'This is the address of this Worker. Enter the one of your program.',
    );
  }
  if (!isPublicHost(url.hostname)) {
    throw new ApiError(
      422,
      'private_address',
      'Only host names on the public internet can be called, no IP addresses and no private names. For a server in your own network, create a Cloudflare Tunnel and enter its host name.',
    );
  }
  return url.href;
}

/** Only for `npm start` and the tests. */
function isLocal({ hostname }: URL): boolean {
  return hostname === '127.0.0.1' || hostname === 'localhost';
}

function invalid(message: string): ApiError {
  return new ApiError(422, 'invalid_address', message);
}

const handshakeMs = 10_000;
const maxAnswer = 1_000;

/**
 * A receiver of Meta's webhooks answers Meta's handshake by repeating its challenge. A receiver that does not would
 * never accept the relayed events.
 * Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
 */
export async function shakeHands(address: string, verifyToken: string): Promise<void> {
  const challenge = String(crypto.getRandomValues(new Uint32Array(1))[0]);
  const url = new URL(address);
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.challenge', challenge);
  url.searchParams.set('hub.verify_token', verifyToken);
  const { status, text } = await answerOf(url);
  if (status === 200 && text.trim() === challenge) return;
  throw new ApiError(
    422,
    'handshake_failed',
    status === null
      ? 'The address did not answer Meta’s handshake within 10 seconds.'
      : `The address did not answer Meta’s handshake with the challenge, but with status ${status}. Check the verify token.`,
    { status, answer: text.slice(0, 512) },
  );
}

async function answerOf(url: URL): Promise<{ status: number | null; text: string }> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(handshakeMs) });
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    await reader?.cancel();
    return { status: answer.status, text: new TextDecoder().decode(first?.value?.subarray(0, maxAnswer)) };
  } catch {
    return { status: null, text: '' };
  }
}
