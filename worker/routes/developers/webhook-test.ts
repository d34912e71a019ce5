/** Sends one event to an endpoint while an admin waits for the result. */
import type { EventEnvelope, EventType } from '../../api/developers/events.ts';
import type { Webhook, WebhookTest } from '../../api/developers/webhooks.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { type Answer, post } from '../../inbox/deliveries/post.ts';
import { headersFor } from '../../inbox/deliveries/signature.ts';
import { verdictOf } from '../../inbox/deliveries/verdict.ts';
import { inboxOf, workspaceOf } from '../../objects.ts';

const testMs = 10_000;

/** The newest event of the type, or a sample where there is none. */
export async function sendTest(
  env: Env,
  webhook: Webhook,
  inbox: string | null,
  type: EventType | 'test.ping',
): Promise<WebhookTest> {
  const keys = await workspaceOf(env).webhooks.signingKeys(inbox ?? '', webhook.id);
  if (!keys) {
    throw new ApiError(
      409,
      'no_app_secret',
      'The number has no app secret to sign with. Add it to the number, or give this webhook one.',
    );
  }
  const id = `evt_test_${crypto.randomUUID()}`;
  const newest =
    inbox !== null && type !== 'test.ping' ? await inboxOf(env, inbox).events.newest(type) : null;
  const envelope = newest ?? sampleOf(type, inbox ?? '', webhook);
  const body = webhook.format === 'meta' ? metaPing() : JSON.stringify({ ...envelope, id });
  const headers = await headersFor(keys, { id, body, now: Date.now() });
  const timeoutMs = Math.min(testMs, webhook.timeoutSeconds * 1_000);
  const answer = await post({ url: webhook.url, headers, body, timeoutMs });
  const { status, error, text, ms } = answer;
  const isDelivered = verdictOf(answer) === 'delivered';
  return {
    isDelivered,
    status,
    error,
    advice: isDelivered ? null : adviceOn(answer),
    answer: text,
    ms,
    body,
  };
}

function sampleOf(type: string, inbox: string, webhook: Webhook): EventEnvelope {
  const data = type === 'test.ping' ? { webhook: { id: webhook.id, name: webhook.name } } : { sample: true };
  return {
    ...{ id: '', type, timestamp: new Date().toISOString(), version: 1, seq: 0, previous: null },
    inbox: { id: inbox, phoneNumberId: '' },
    data,
  };
}

/** An empty envelope of Meta's: every reader accepts it, and none answers a customer because of it. */
function metaPing(): string {
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [] });
}

/** Advice for an answer. */
export function adviceOn({ status, error }: Pick<Answer, 'status' | 'error'>): string {
  switch (error) {
    case 'timeout':
      return 'It did not answer in time. Answer 200 first and do the work after it, or allow more seconds.';
    case 'connection':
      return 'No connection. Check that the address exists, and that its certificate is valid.';
    case 'redirect':
      return 'It redirects, and redirects are not followed. Enter the address that it redirects to.';
    case 'same-zone':
      return 'Cloudflare error 1042: a Worker of the same account on workers.dev. Set the compatibility flag global_fetch_strictly_public in this deployment, or give that Worker a domain of its own.';
    case null:
      return adviceOnStatus(status);
  }
}

function adviceOnStatus(status: number | null): string {
  switch (status) {
    case 401:
    case 403:
      return 'It refuses the request. Check how it verifies the signature, and that no login or firewall is in front of it.';
    case 404:
      return 'There is nothing at this path. Check the address, and that the flow or route is switched on.';
    case 405:
      return 'It does not take POST requests. Check the address.';
    case 410:
      return 'It says 410, which means that it wants no events any more.';
    case 413:
      return 'It refuses bodies of this size. Allow at least 64 KB.';
    case 429:
      return 'It has received too many requests. Deliveries wait as long as it asks for.';
    default:
      return 'Only an answer from 200 to 299 counts as received. Look into the log of your program.';
  }
}
