/**
 * The calls that connect a number to this deployment: its account's webhooks, their address, registration, and the code of
 * Embedded Signup. Sources:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override,
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/implementation,
 * https://developers.facebook.com/docs/graph-api/reference/app/subscriptions.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, type GraphOutcome, graphRequest } from '../graph/graph.ts';

export function subscribeApp(graph: Graph, wabaId: string, signal?: AbortSignal): Promise<GraphOutcome> {
  return graphRequest(graph, { method: 'POST', path: `/${wabaId}/subscribed_apps`, body: {} }, signal);
}

/** Unsubscribes the whole account: this app no longer receives webhooks of any of its numbers. */
export function unsubscribeApp(graph: Graph, wabaId: string, signal?: AbortSignal): Promise<GraphOutcome> {
  return graphRequest(graph, { method: 'DELETE', path: `/${wabaId}/subscribed_apps` }, signal);
}

/**
 * Gives this number its own webhook address, which overrides the app's; an empty one removes it. Meta first calls the
 * address with the verify token. Template and account webhooks still go to the app's address.
 */
export function overrideCallback(
  graph: Graph,
  phoneNumberId: string,
  callback: { url: string; verifyToken: string } | null,
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const configuration = callback
    ? { override_callback_uri: callback.url, verify_token: callback.verifyToken }
    : { override_callback_uri: '' };
  const body = { webhook_configuration: configuration };
  return graphRequest(graph, { method: 'POST', path: `/${phoneNumberId}`, body }, signal);
}

/** Subscribes the app to fields of all its accounts, with its own token: app id and secret. */
export function subscribeFields(
  { appSecret, ...graph }: Graph,
  appId: string,
  subscription: { url: string; verifyToken: string; fields: readonly string[] },
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const body = {
    object: 'whatsapp_business_account',
    callback_url: subscription.url,
    verify_token: subscription.verifyToken,
    fields: subscription.fields.join(','),
  };
  return graphRequest(
    { ...graph, accessToken: `${appId}|${appSecret ?? ''}` },
    { method: 'POST', path: `/${appId}/subscriptions`, body },
    signal,
  );
}

/** How a number gets the code that proves who owns it. */
export const codeMethods = ['sms', 'voice'] as const;
export type CodeMethod = (typeof codeMethods)[number];

/**
 * Sends a code to the number, in a language such as `en_US`. Sources: Meta's OpenAPI description v23.0, and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/registering-phone-numbers/.
 */
export function requestCode(
  graph: Graph,
  phoneNumberId: string,
  { method, language }: { method: CodeMethod; language: string },
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const body = { code_method: method.toUpperCase(), language };
  return graphRequest(graph, { method: 'POST', path: `/${phoneNumberId}/request_code`, body }, signal);
}

/** Verifies the number with the code it got. */
export function verifyCode(
  graph: Graph,
  phoneNumberId: string,
  code: string,
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  return graphRequest(
    graph,
    { method: 'POST', path: `/${phoneNumberId}/verify_code`, body: { code } },
    signal,
  );
}

/** `pin` is the number's two-step verification PIN. If the number has none, this sets it. */
export function registerNumber(
  graph: Graph,
  phoneNumberId: string,
  pin: string,
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const body = { messaging_product: 'whatsapp', pin };
  return graphRequest(graph, { method: 'POST', path: `/${phoneNumberId}/register`, body }, signal);
}

/** A number of an account, to choose from. */
export const accountNumber = v.object({
  id: v.string(),
  displayPhoneNumber: v.string(),
  verifiedName: v.nullable(v.string()),
});
export type AccountNumber = v.InferOutput<typeof accountNumber>;

const numbersAnswer = v.object({
  data: v.array(
    v.object({
      id: v.string(),
      display_phone_number: v.fallback(v.string(), ''),
      verified_name: v.fallback(v.nullable(v.string()), null),
    }),
  ),
});

export async function fetchAccountNumbers(
  graph: Graph,
  wabaId: string,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; numbers: AccountNumber[] } | GraphFailure> {
  const query = { fields: 'id,display_phone_number,verified_name', limit: '100' };
  const answer = await graphRequest(
    graph,
    { method: 'GET', path: `/${wabaId}/phone_numbers`, query },
    signal,
  );
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(numbersAnswer, answer.body);
  if (!read.success) return { outcome: 'in_doubt', reason: 'Graph listed the numbers in an unknown format' };
  const numbers = read.output.data.map((one) => ({
    id: one.id,
    displayPhoneNumber: one.display_phone_number,
    verifiedName: one.verified_name,
  }));
  return { outcome: 'found', numbers };
}

const codeAnswer = v.object({ access_token: v.pipe(v.string(), v.nonEmpty()) });

/** Exchanges Embedded Signup's code for a token of the business. A code works once, within half a minute. */
export async function exchangeCode(
  graph: Omit<Graph, 'accessToken' | 'appSecret'>,
  app: { id: string; secret: string },
  code: string,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; accessToken: string } | GraphFailure> {
  const query = { client_id: app.id, client_secret: app.secret, code };
  const answer = await graphRequest(
    { ...graph, accessToken: `${app.id}|${app.secret}` },
    { method: 'GET', path: '/oauth/access_token', query },
    signal,
  );
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(codeAnswer, answer.body);
  return read.success
    ? { outcome: 'found', accessToken: read.output.access_token }
    : { outcome: 'in_doubt', reason: 'Graph answered the code without a token' };
}
