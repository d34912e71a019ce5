/** Embedded Signup: the result of Meta's window is exchanged, inspected and connected on the server. */
import type { Signup, SignupNumber } from '../../api/numbers/connections.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import { fetchNumber, fetchToken } from '../../whatsapp/account/number.ts';
import { exchangeCode, fetchAccountNumbers } from '../../whatsapp/account/onboarding.ts';
import { problem, problemOf } from '../../whatsapp/account/setup-problem.ts';
import type { Graph } from '../../whatsapp/graph/graph.ts';
import type { StoredSignup } from '../../workspace/numbers/signups.ts';
import type { ClosedHandlers, OpenHandlers } from '../call.ts';
import { baseOf } from '../numbers/connections.ts';

export const openSignup = {
  // * The page with Meta's script, which no other page of ours lets in. Meta's own window closes itself by speaking to
  // its opener, so this page keeps that open.
  'GET /signup/': async ({ request, env }) => {
    const answer = await env.ASSETS.fetch(request);
    const sdk = new URL(signupApp(env)?.sdkUrl ?? metaSdk).origin;
    const meta = sdk === new URL(metaSdk).origin ? 'https://*.facebook.com' : sdk;
    const headers = new Headers(answer.headers);
    const policy = [
      "default-src 'none'",
      `script-src 'self' ${sdk}`,
      "style-src 'self'",
      `img-src 'self' data: ${meta}`,
      `connect-src 'self' ${meta}`,
      `frame-src ${meta}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ];
    headers.set('Content-Security-Policy', policy.join('; '));
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
    headers.set('Cache-Control', 'no-cache');
    return new Response(answer.body, { status: answer.status, headers });
  },
} satisfies Partial<OpenHandlers>;

export const signups = {
  'POST /api/signups': async ({ env, session, body }) => {
    const { code, wabaId = null, phoneNumberId = null, isOnPhone } = body;
    const app = requireApp(env);
    const workspace = workspaceOf(env);
    await workspace.health.countCheck(session.agent.id, Date.now());
    const signal = AbortSignal.timeout(timeout);
    const exchanged = await exchangeCode(baseOf(env), { id: app.appId, secret: app.secret }, code, signal);
    if (exchanged.outcome !== 'found') {
      const failed = problemOf(exchanged);
      return {
        id: null,
        steps: [{ name: 'exchange', state: 'failed', problem: failed }, ...untouched],
        numbers: [],
      };
    }
    const { accessToken } = exchanged;
    // Stored first: the code works once, and the following steps can be repeated without it.
    const stored = await workspace.setup.keepSignup({ accessToken, wabaId, phoneNumberId, isOnPhone });
    return look(env, stored);
  },

  // Repeats the steps after the exchange.
  'POST /api/signups/:id': async ({ env, params }) => {
    return look(env, await requireSignup(env, params.id));
  },

  // Connects the chosen number. A number that is already connected gets the new token.
  'POST /api/signups/:id/connect': async ({ env, session, params, body }) => {
    const { phoneNumberId, wabaId } = body;
    const workspace = workspaceOf(env);
    const { id: signupId, accessToken, isOnPhone } = await requireSignup(env, params.id);
    const found = await fetchNumber(graphWith(env, accessToken), phoneNumberId, AbortSignal.timeout(timeout));
    if (found.outcome !== 'found') {
      throw new ApiError(422, 'connection_refused', 'Meta does not show this number. Try again.', [
        problemOf(found),
      ]);
    }
    const { displayPhoneNumber, verifiedName, isOnPhone: isOnBusinessApp } = found.number;
    const display = displayPhoneNumber ?? phoneNumberId;
    const number = {
      phoneNumberId,
      wabaId,
      accessToken,
      displayPhoneNumber: display,
      name: verifiedName ?? display,
      isOnPhone: isOnPhone || isOnBusinessApp,
    };
    const known = (await workspace.numbers.list()).find((one) => one.phoneNumberId === phoneNumberId);
    const connected = known
      ? await workspace.numbers.replace(session.agent, known.id, number)
      : await workspace.numbers.connect(session.agent, number);
    await workspace.setup.forgetSignup(signupId);
    return connected;
  },
} satisfies Partial<ClosedHandlers>;

const timeout = 20_000;
const metaSdk = 'https://connect.facebook.net/en_US/sdk.js';

/** The deployment's own Meta app; null if Embedded Signup is not set up. */
export function signupApp(
  env: Env,
): { appId: string; configId: string; secret: string; sdkUrl: string } | null {
  const { META_APP_ID: appId, META_APP_SECRET: secret, META_CONFIG_ID: configId } = env;
  return appId && secret && configId
    ? { appId, configId, secret, sdkUrl: env.META_SDK_URL ?? metaSdk }
    : null;
}

const untouched: Signup['steps'] = [
  { name: 'inspect', state: 'open', problem: null },
  { name: 'numbers', state: 'open', problem: null },
];

async function look(env: Env, stored: StoredSignup): Promise<Signup> {
  const { id, accessToken, wabaId, phoneNumberId } = stored;
  const exchange = { name: 'exchange', state: 'done', problem: null } as const;
  const graph = graphWith(env, accessToken);
  const signal = AbortSignal.timeout(timeout);
  const token = await fetchToken(graph, signal);
  if (token.outcome !== 'found') {
    const failed = { name: 'inspect', state: 'failed', problem: problemOf(token) } as const;
    return { id, steps: [exchange, failed, ...untouched.slice(1)], numbers: [] };
  }
  const inspect = { name: 'inspect', state: 'done', problem: null } as const;
  // The window usually names the account. Otherwise the token's own scopes do, if Meta shows them.
  const accounts = wabaId === null ? token.token.targetIds : [wabaId];
  const listed = await Promise.all(
    accounts.map(async (account) => ({ account, answer: await fetchAccountNumbers(graph, account, signal) })),
  );
  const numbers = listed.flatMap(({ account, answer }): SignupNumber[] =>
    answer.outcome === 'found' ? answer.numbers.map((one) => ({ ...one, wabaId: account })) : [],
  );
  const chosen = phoneNumberId === null ? numbers : numbers.filter((one) => one.id === phoneNumberId);
  const refused = listed.flatMap(({ answer }) => (answer.outcome === 'found' ? [] : [problemOf(answer)]))[0];
  const shown = chosen.length > 0 ? chosen : numbers;
  const failed = shown.length > 0 ? null : (refused ?? problem('no_number'));
  return {
    id,
    steps: [exchange, inspect, { name: 'numbers', state: failed ? 'failed' : 'done', problem: failed }],
    numbers: shown,
  };
}

function graphWith(env: Env, accessToken: string): Graph {
  return { ...baseOf(env), accessToken, appSecret: requireApp(env).secret };
}

function requireApp(env: Env) {
  const app = signupApp(env);
  if (app) return app;
  throw new ApiError(
    409,
    'signup_not_set_up',
    'Embedded Signup needs META_APP_ID, META_APP_SECRET and META_CONFIG_ID.',
  );
}

async function requireSignup(env: Env, id: string | undefined): Promise<StoredSignup> {
  const found = await workspaceOf(env).setup.signup(id ?? '');
  if (found) return found;
  throw new ApiError(404, 'signup_not_found', 'This signup is over. Begin it again.');
}
