/** The handshake by which Meta, and so the relay, asks whether an address wants its webhooks. */
import { ApiError } from '../../errors.ts';

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
