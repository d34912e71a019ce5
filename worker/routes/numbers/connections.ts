/**
 * How a number is connected, changed and deleted: checked with Meta, then set up step by step. Each step can be
 * repeated.
 */
import type { ConnectionState, RunStep, SetupProblem } from '../../api/numbers/connections.ts';
import type { InboxSummary } from '../../api/numbers/numbers.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import {
  checkConnection,
  isInReview,
  isUnregistered,
  isUnverified,
  tokenProblems,
} from '../../whatsapp/account/check.ts';
import {
  fetchAppSubscription,
  fetchNumber,
  fetchSubscribedApps,
  fetchToken,
  neededFields,
  newestFields,
  phoneAppFields,
  usefulFields,
} from '../../whatsapp/account/number.ts';
import {
  overrideCallback,
  registerNumber,
  requestCode,
  subscribeApp,
  subscribeFields,
  unsubscribeApp,
  verifyCode,
} from '../../whatsapp/account/onboarding.ts';
import { problem, problemOf } from '../../whatsapp/account/setup-problem.ts';
import type { Graph, GraphOutcome } from '../../whatsapp/graph/graph.ts';
import { type Credentials, graphOf } from '../../workspace/numbers/connections.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { inboxIn, recordSettings } from '../guard.ts';

const timeout = 20_000;

export const connections = {
  // Secrets go in, and neither they nor anything made of them comes out.
  'POST /api/connections/check': async ({ env, session, body }) => {
    const { inbox, ...fresh } = body;
    const workspace = workspaceOf(env);
    await workspace.health.countCheck(session.agent.id, Date.now());
    const known = inbox === undefined ? null : await workspace.numbers.credentials(inbox);
    const asked = known ? { ...storedIn(known), ...fresh } : fresh;
    const checked = await checkConnection(baseOf(env), asked, Date.now(), AbortSignal.timeout(timeout));
    const taken = await takenBy(env, asked.phoneNumberId, inbox);
    return taken ? { ...checked, problems: [...checked.problems, taken] } : checked;
  },

  'GET /api/inboxes/:inbox/connection': async (call) => {
    return stateOf(call, await credentialsOf(call.env, call.params.inbox ?? ''));
  },

  // Omitted values keep their stored value. All values are checked together, so that they match.
  'PUT /api/inboxes/:inbox/connection': async ({ env, session, params, body }) => {
    const inbox = params.inbox ?? '';
    const known = await credentialsOf(env, inbox);
    const facts = await checked(env, { ...storedIn(known), ...body }, inbox);
    const changed = await workspaceOf(env).numbers.replace(session.agent, inbox, { ...body, ...facts });
    if (changed.phoneNumberId !== known.phoneNumberId) {
      // The former number is no longer ours. If Meta rejects this, its events are listed as unrouted.
      await overrideCallback(graphOf(env, known), known.phoneNumberId, null, AbortSignal.timeout(timeout));
    }
    return changed;
  },

  // Runs one step, regardless of the others, and returns the state of all of them.
  'POST /api/inboxes/:inbox/steps': async (call) => {
    const { env, params, body } = call;
    const inbox = params.inbox ?? '';
    const credentials = await credentialsOf(env, inbox);
    const failed = await perform(call, credentials, body);
    await workspaceOf(env).health.connectionChanged(inbox);
    if (!failed) await recordSettings(call, 'number.step', [body.step]);
    const now = await stateOf(call, credentials);
    return { problem: failed, state: now };
  },

  'POST /api/inboxes/:inbox/verification': async ({ env, session, params, body }) => {
    const inbox = params.inbox ?? '';
    const credentials = await credentialsOf(env, inbox);
    await workspaceOf(env).health.countCheck(session.agent.id, Date.now());
    const signal = AbortSignal.timeout(timeout);
    const sent = await requestCode(graphOf(env, credentials), credentials.phoneNumberId, body, signal);
    return { problem: problemIn(sent) };
  },

  'PUT /api/inboxes/:inbox/life': async (call) => {
    const { env, session, params, body } = call;
    const inbox = params.inbox ?? '';
    const credentials = await credentialsOf(env, inbox);
    const failed = body.life === 'disconnected' ? await leave(call, credentials) : null;
    const number = await workspaceOf(env).numbers.setLifecycle(session.agent, inbox, body.life);
    return { number, problem: failed };
  },

  // The caller must repeat the number's digits, because its conversations cannot be restored.
  'DELETE /api/inboxes/:inbox': async (call) => {
    const { env, session, params, query } = call;
    const inbox = params.inbox ?? '';
    const credentials = await credentialsOf(env, inbox);
    const { confirm } = query;
    const { displayPhoneNumber } = await summaryOf(env, inbox);
    const digits = (text: string) => text.replace(/\D/g, '');
    if (digits(confirm) === '' || digits(confirm) !== digits(displayPhoneNumber)) {
      throw new ApiError(
        422,
        'not_confirmed',
        'Everything that was said with this number is deleted for good. Give its digits as ?confirm= to do so.',
      );
    }
    await leave(call, credentials);
    await workspaceOf(env).numbers.delete(session.agent, inbox);
  },

  // Whether the first message has come, and the first answer gone.
  'GET /api/inboxes/:inbox/trial': async ({ env, number }) => {
    const inbox = inboxIn({ env, number });
    return inbox.number.setupTest();
  },
} satisfies Partial<ClosedHandlers>;

/** Meta's report about a number that is about to be connected; throws if it cannot be connected. */
export async function checked(
  env: Env,
  asked: { phoneNumberId: string; wabaId: string; accessToken: string; appSecret?: string },
  inbox: string | undefined,
): Promise<{ displayPhoneNumber: string; name: string; isOnPhone: boolean }> {
  const found = await checkConnection(baseOf(env), asked, Date.now(), AbortSignal.timeout(timeout));
  const taken = await takenBy(env, asked.phoneNumberId, inbox);
  const problems = [...found.problems, ...(taken ? [taken] : [])].filter(({ isBlocking }) => isBlocking);
  if (problems.length > 0 || !found.number) {
    const code = problems[0]?.code ?? 'unreachable';
    throw new ApiError(
      422,
      'connection_refused',
      `The number cannot be connected like this (${code}); details name what is wrong.`,
      problems,
    );
  }
  const { displayPhoneNumber, verifiedName, isOnPhone } = found.number;
  const display = displayPhoneNumber ?? asked.phoneNumberId;
  return { displayPhoneNumber: display, name: verifiedName ?? display, isOnPhone };
}

async function stateOf({ env, url }: SignedCall, credentials: Credentials): Promise<ConnectionState> {
  const { phoneNumberId, wabaId } = credentials;
  const graph = graphOf(env, credentials);
  const signal = AbortSignal.timeout(timeout);
  const [number, token, apps] = await Promise.all([
    fetchNumber(graph, phoneNumberId, signal),
    fetchToken(graph, signal),
    fetchSubscribedApps(graph, wabaId, signal),
  ]);
  const appId = token.outcome === 'found' ? token.token.appId : null;
  const own = appGraph(env, credentials);
  const app = appId !== null && own ? await fetchAppSubscription(own, appId, signal) : null;
  const facts = number.outcome === 'found' ? number.number : null;
  const expectedCallback = callbackAt(url);
  const wanted = wantedFields(facts?.isOnPhone ?? false);
  const subscribed = app?.outcome === 'found' ? (app.subscription?.fields ?? []) : null;
  const appCallback = app?.outcome === 'found' ? (app.subscription?.callbackUrl ?? null) : null;
  const isSubscribed =
    apps.outcome === 'found' ? apps.apps.some(({ id }) => appId === null || id === appId) : null;
  const stateFrom = (isDone: boolean | null) => (isDone === null ? 'unknown' : isDone ? 'done' : 'open');
  const needed = subscribed && neededFields.every((field) => subscribed.includes(field));
  return {
    number: facts,
    token: token.outcome === 'found' ? token.token : null,
    expectedCallback,
    appCallback,
    fields: subscribed && { subscribed, missing: wanted.filter((field) => !subscribed.includes(field)) },
    steps: [
      { name: 'subscribe', state: stateFrom(isSubscribed) },
      { name: 'fields', state: stateFrom(needed) },
      { name: 'callback', state: stateFrom(facts && facts.callbackUrl === expectedCallback) },
      { name: 'verify', state: stateFrom(facts && !isUnverified(facts)) },
      { name: 'register', state: stateFrom(facts && !isUnregistered(facts)) },
    ],
    problems: [
      ...(number.outcome === 'found' ? [] : [problemOf(number)]),
      ...(token.outcome === 'found' ? tokenProblems(token.token, Date.now()) : []),
      ...(isSubscribed === false ? [problem('app_not_subscribed')] : []),
      ...(appCallback !== null && appCallback !== expectedCallback
        ? [problem('account_webhooks_elsewhere', { details: appCallback })]
        : []),
      ...(facts && isInReview(facts) ? [problem('in_review')] : []),
    ],
  };
}

async function perform(
  call: SignedCall,
  credentials: Credentials,
  { step, pin, code }: RunStep,
): Promise<SetupProblem | null> {
  const { env } = call;
  const { phoneNumberId, wabaId } = credentials;
  const graph = graphOf(env, credentials);
  const signal = AbortSignal.timeout(timeout);
  switch (step) {
    case 'subscribe':
      return problemIn(await subscribeApp(graph, wabaId, signal));
    case 'fields':
      return subscribeMissing(call, credentials);
    case 'callback': {
      const url = callbackAt(call.url);
      const verifyToken = await workspaceOf(env).setup.verifyToken();
      return problemIn(await overrideCallback(graph, phoneNumberId, { url, verifyToken }, signal));
    }
    case 'verify':
      if (code === undefined) return problem('code_needed');
      return problemIn(await verifyCode(graph, phoneNumberId, code, signal));
    case 'register':
      if (pin === undefined) return problem('pin_needed');
      return problemIn(await registerNumber(graph, phoneNumberId, pin, signal));
  }
}

/** An app whose webhooks go to another system stays as it is: its fields are its owner's to choose. */
async function subscribeMissing(call: SignedCall, credentials: Credentials): Promise<SetupProblem | null> {
  const { env, url } = call;
  const signal = AbortSignal.timeout(timeout);
  const token = await fetchToken(graphOf(env, credentials), signal);
  if (token.outcome !== 'found') return problemOf(token);
  const own = appGraph(env, credentials);
  const { appId } = token.token;
  if (!own || appId === null) return problem('secret_needed');
  const app = await fetchAppSubscription(own, appId, signal);
  if (app.outcome !== 'found') return { ...problemOf(app), ...secretDoubt(app) };
  const callback = callbackAt(url);
  const known = app.subscription;
  const isOurs = known === null || known.callbackUrl === null || known.callbackUrl === callback;
  if (!isOurs) {
    const isEnough = neededFields.every((field) => known.fields.includes(field));
    return isEnough ? null : problem('fields_missing', { details: known.callbackUrl });
  }
  const number = await fetchNumber(graphOf(env, credentials), credentials.phoneNumberId, signal);
  const isOnPhone = number.outcome === 'found' && number.number.isOnPhone;
  const fields = [...new Set([...(known?.fields ?? []), ...wantedFields(isOnPhone)])];
  const verifyToken = await workspaceOf(env).setup.verifyToken();
  const subscribe = (wanted: readonly string[]) =>
    subscribeFields(own, appId, { url: callback, verifyToken, fields: wanted }, signal);
  const all = await subscribe([...new Set([...fields, ...newestFields])]);
  // Meta refuses all fields for one that it does not offer.
  const isOfFields = all.outcome === 'rejected' && all.error.code === 100;
  return problemIn(isOfFields ? await subscribe(fields) : all);
}

/** An app's own token is made of its secret: when Graph does not take it, the secret is wrong. */
function secretDoubt(failure: Parameters<typeof problemOf>[0]): Partial<SetupProblem> {
  const isToken = ['token_invalid', 'token_expired'].includes(problemOf(failure).code);
  return isToken ? problem('wrong_app_secret') : {};
}

/** Tells Meta to send nothing more here. Who else listens to the account goes on listening. */
async function leave(call: SignedCall, credentials: Credentials): Promise<SetupProblem | null> {
  const { env, url } = call;
  const { inbox, phoneNumberId, wabaId } = credentials;
  const graph = graphOf(env, credentials);
  const signal = AbortSignal.timeout(timeout);
  const failed = problemIn(await overrideCallback(graph, phoneNumberId, null, signal));
  if (failed) return failed;
  const inboxes = await workspaceOf(env).numbers.list();
  const isShared = inboxes.some(
    (one) => one.wabaId === wabaId && one.id !== inbox && one.disconnectedAt === null,
  );
  const number = await fetchNumber(graph, phoneNumberId, signal);
  const isStillHere = number.outcome === 'found' && number.number.callbackUrl === callbackAt(url);
  return isStillHere && !isShared ? problemIn(await unsubscribeApp(graph, wabaId, signal)) : null;
}

function problemIn(answer: GraphOutcome): SetupProblem | null {
  return answer.outcome === 'accepted' ? null : problemOf(answer);
}

function wantedFields(isOnPhone: boolean): string[] {
  return [...neededFields, ...usefulFields, ...(isOnPhone ? phoneAppFields : [])];
}

function callbackAt(url: URL): string {
  return `${url.origin}/webhook`;
}

export function baseOf(env: Env): Omit<Graph, 'accessToken' | 'appSecret'> {
  return { url: env.GRAPH_URL, version: env.GRAPH_VERSION, fetch: (input, init) => fetch(input, init) };
}

/** With the secret of the app that the number belongs to; null if it is not known. */
function appGraph(env: Env, { accessToken, appSecret }: Credentials): Graph | null {
  const secret = appSecret ?? env.META_APP_SECRET;
  return secret === undefined ? null : { ...baseOf(env), accessToken, appSecret: secret };
}

async function credentialsOf(env: Env, inbox: string): Promise<Credentials> {
  const found = await workspaceOf(env).numbers.credentials(inbox);
  if (!found) throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
  return found;
}

async function summaryOf(env: Env, inbox: string): Promise<InboxSummary> {
  const found = (await workspaceOf(env).numbers.list()).find(({ id }) => id === inbox);
  if (!found) throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
  return found;
}

async function takenBy(
  env: Env,
  phoneNumberId: string | undefined,
  inbox: string | undefined,
): Promise<SetupProblem | null> {
  if (phoneNumberId === undefined) return null;
  const inboxes = await workspaceOf(env).numbers.list();
  const other = inboxes.find((one) => one.phoneNumberId === phoneNumberId && one.id !== inbox);
  return other ? problem('already_connected', { details: other.name }) : null;
}

function storedIn({ phoneNumberId, wabaId, accessToken, appSecret }: Credentials) {
  return { phoneNumberId, wabaId, accessToken, ...(appSecret !== null && { appSecret }) };
}
