/** Asks Meta everything about one number that tells whether messages can go and webhooks come. */
import * as v from 'valibot';
import { explain } from '../../whatsapp/account/errors.ts';
import type { Graph, GraphFailure } from '../../whatsapp/account/graph.ts';
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

/** What Meta said, or why it did not say it; `refused`: it does not take the token. */
function asked<Value>(value: v.GenericSchema<unknown, Value>) {
  return v.union([v.object({ known: value }), v.object({ problem: v.string(), refused: v.boolean() })]);
}

export const numberCheck = v.object({
  token: asked(tokenFacts),
  number: asked(numberFacts),
  account: asked(accountFacts),
  /** Whether our app gets the account's webhooks. */
  isSubscribed: asked(v.boolean()),
  /** What the app has subscribed to; null: nothing. */
  subscription: asked(v.nullable(appSubscription)),
});

export type NumberCheck = v.InferOutput<typeof numberCheck>;
export type Asked<Value> = { known: Value } | { problem: string; refused: boolean };

const timeout = 10_000;

export async function checkNumber(
  graph: Graph,
  { phoneNumberId, wabaId }: { phoneNumberId: string; wabaId: string },
): Promise<NumberCheck> {
  const signal = AbortSignal.timeout(timeout);
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
  if (appId === null) return { problem: 'Meta did not say which app the token is of.', refused: false };
  if (!graph.appSecret) return { problem: 'Only the app secret can ask for them.', refused: false };
  const answer = await fetchAppSubscription(graph, appId, signal);
  return answer.outcome === 'found' ? { known: answer.subscription } : problemOf(answer);
}

/** Whether Meta refuses the token; null: it could not be found out. */
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
