/** Asks Meta everything about one number that affects sending messages and receiving webhooks. */
import * as v from 'valibot';
import {
  accountFacts,
  appSubscription,
  fetchAccount,
  fetchAppSubscription,
  fetchNumber,
  fetchSubscribedApps,
  fetchToken,
  isTokenRefusal,
  numberFacts,
  tokenFacts,
} from '../../whatsapp/account/number.ts';
import { explain } from '../../whatsapp/graph/errors.ts';
import type { Graph, GraphFailure } from '../../whatsapp/graph/graph.ts';

/** Meta's answer, or why there is none; `refused` means that Meta rejects the token. */
function asked<Value>(value: v.GenericSchema<unknown, Value>) {
  return v.union([v.object({ known: value }), v.object({ problem: v.string(), refused: v.boolean() })]);
}

export const numberCheck = v.object({
  token: asked(tokenFacts),
  number: asked(numberFacts),
  account: asked(accountFacts),
  /** Whether our app receives the account's webhooks. */
  isSubscribed: asked(v.boolean()),
  /** The app's subscription; null when there is none. */
  subscription: asked(v.nullable(appSubscription)),
});

export type NumberCheck = v.InferOutput<typeof numberCheck>;
export type Asked<Value> = { known: Value } | { problem: string; refused: boolean };

const timeoutMs = 10_000;

export async function checkNumber(
  graph: Graph,
  { phoneNumberId, wabaId }: { phoneNumberId: string; wabaId: string },
): Promise<NumberCheck> {
  const signal = AbortSignal.timeout(timeoutMs);
  const [token, number, account, apps] = await Promise.all([
    fetchToken(graph, signal),
    fetchNumber(graph, phoneNumberId, signal),
    fetchAccount(graph, wabaId, signal),
    fetchSubscribedApps(graph, wabaId, signal),
  ]);
  const appId = token.outcome === 'found' ? token.token.appId : null;
  return {
    token: token.outcome === 'found' ? { known: token.token } : problemOf(token),
    number: number.outcome === 'found' ? { known: number.number } : problemOf(number),
    account: account.outcome === 'found' ? { known: account.account } : problemOf(account),
    isSubscribed:
      apps.outcome === 'found'
        ? { known: appId === null ? apps.apps.length > 0 : apps.apps.some(({ id }) => id === appId) }
        : problemOf(apps),
    subscription: await subscriptionOf(graph, appId, signal),
  };
}

async function subscriptionOf(
  graph: Graph,
  appId: string | null,
  signal: AbortSignal,
): Promise<NumberCheck['subscription']> {
  if (appId === null) return { problem: 'Meta did not say which app the token belongs to.', refused: false };
  if (!graph.appSecret) return { problem: 'This needs the app secret.', refused: false };
  const answer = await fetchAppSubscription(graph, appId, signal);
  return answer.outcome === 'found' ? { known: answer.subscription } : problemOf(answer);
}

/** Whether Meta rejects the token; null when this is unknown. */
export function isTokenRefused({ token, number }: NumberCheck): boolean | null {
  if ('known' in token && !token.known.isValid) return true;
  if ('refused' in number && number.refused) return true;
  if ('known' in number || 'known' in token) return false;
  return token.refused ? true : null;
}

function problemOf(failure: GraphFailure): { problem: string; refused: boolean } {
  if (failure.outcome !== 'rejected') return { problem: failure.reason, refused: false };
  const { title, details } = explain(failure.error);
  return { problem: details ?? title, refused: isTokenRefusal(failure.error) };
}
