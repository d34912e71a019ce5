import * as v from 'valibot';
import type { Me, Session } from '../api.ts';
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import { workspaceOf } from '../objects.ts';
import type { Site } from '../workspace/people/passkeys.ts';
import type { Call, SignedCall } from './call.ts';
import { addressOf, networkOf } from './http/client-address.ts';
import { isAllowed, tellRefused } from './http/cors.ts';
import { json } from './http/json-answer.ts';
import { readJson } from './http/request-body.ts';
import { seenBy } from './inboxes.ts';

const secret = v.pipe(v.string(), v.nonEmpty(), v.maxLength(512));
const binary = v.pipe(v.string(), v.maxLength(16_384));
const origin = v.pipe(v.string(), v.maxLength(256));

/** An authenticator's answer, as the browser gives it; what is in it is checked by its signature. */
export const assertion = v.object({
  id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_048)),
  rawId: v.pipe(v.string(), v.maxLength(2_048)),
  type: v.literal('public-key'),
  clientExtensionResults: v.fallback(v.object({}), {}),
  response: v.object({
    clientDataJSON: binary,
    authenticatorData: binary,
    signature: binary,
    userHandle: v.exactOptional(binary),
  }),
});
export const attestation = v.object({
  id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_048)),
  rawId: v.pipe(v.string(), v.maxLength(2_048)),
  type: v.literal('public-key'),
  clientExtensionResults: v.fallback(v.object({}), {}),
  response: v.object({ clientDataJSON: binary, attestationObject: binary }),
});

const signInBody = v.union(
  [
    v.strictObject({ setupToken: secret }),
    v.strictObject({ passkey: assertion, forOrigin: v.exactOptional(origin) }),
    v.strictObject({ token: v.pipe(v.string(), v.nonEmpty(), v.maxLength(8_192)) }),
  ],
  'Sign in with setupToken, passkey or token.',
);

export async function signIn(call: Call): Promise<Response> {
  const body = await readJson(call.request, signInBody);
  return json(await begin(call, body), 201);
}

async function begin(call: Call, body: v.InferOutput<typeof signInBody>): Promise<Session> {
  const workspace = workspaceOf(call.env);
  if ('passkey' in body) {
    const place = await placeOf(call, body.forOrigin ?? null);
    return workspace.signInByPasskey(siteOf(call), body.passkey, place);
  }
  const place = await placeOf(call, null);
  if ('token' in body) return workspace.signInBySite(body.token, call.url.origin, place);
  // What is typed into another site's page, that site can read.
  if (place.origin !== null) {
    throw new ApiError(403, 'own_pages_only', 'Use the setup token on the Worker’s own page, /console/.');
  }
  return workspace.signInBySetupToken(body.setupToken, networkOf(addressOf(call.request)), place);
}

export async function passkeyOptions(call: Call): Promise<Response> {
  return json(await workspaceOf(call.env).signInOptions(siteOf(call)));
}

const asked = v.strictObject({ origin });

/** Whether a session may be handed to this origin's page; asked by the sign-in page before it begins. */
export async function mayOpen({ request, env }: Call): Promise<Response> {
  const body = await readJson(request, asked);
  const allowed = await isAllowed(body.origin, request, env);
  if (!allowed) await tellRefused(body.origin, env);
  return json({ allowed });
}

export async function list({ env, session }: SignedCall): Promise<Response> {
  const sessions = await workspaceOf(env).sessionsOf(session.agent.id);
  return json({ sessions, current: session.id });
}

export async function end({ env, session, params }: SignedCall): Promise<Response> {
  const id = params.id === 'current' ? session.id : (params.id ?? '');
  await workspaceOf(env).endSessions(session.agent, { id });
  return new Response(null, { status: 204 });
}

export async function endOthers({ env, session }: SignedCall): Promise<Response> {
  await workspaceOf(env).endSessions(session.agent, { except: session.id });
  return new Response(null, { status: 204 });
}

export async function me({ env, session }: SignedCall): Promise<Response> {
  const workspace = workspaceOf(env);
  const [all, { isDone: isSetUp }] = await Promise.all([workspace.inboxes(), workspace.setupState()]);
  const keepsMedia = env.MEDIA !== undefined;
  const scopes = session.scopes && [...session.scopes];
  return json({
    agent: session.agent,
    scopes,
    inboxes: seenBy(session, all),
    keepsMedia,
    isSetUp,
  } satisfies Me);
}

/** A passkey belongs to the host name under which the Worker is called. */
export function siteOf({ url }: Call): Site {
  return { origin: url.origin, host: url.hostname };
}

/** Where somebody signs in. A session that another origin's page asks for, or is handed, is bound to that origin. */
export async function placeOf(
  call: { request: Request; env: Env; url: URL },
  forOrigin: string | null,
): Promise<{ origin: string | null; device: string }> {
  const { request, env, url } = call;
  const asking = forOrigin ?? request.headers.get('origin') ?? url.origin;
  if (!(await isAllowed(asking, request, env))) {
    throw new ApiError(
      403,
      'origin_not_allowed',
      'This site may not open the inbox. An admin can allow its origin.',
    );
  }
  return {
    origin: asking === url.origin ? null : asking,
    device: deviceOf(request.headers.get('user-agent') ?? ''),
  };
}

/** Only for a person to tell their devices apart. */
function deviceOf(userAgent: string): string {
  const find = (names: Record<string, RegExp>) =>
    Object.entries(names).find(([, pattern]) => pattern.test(userAgent))?.[0];
  const browser = find({
    Edge: /Edg/,
    Opera: /OPR/,
    Firefox: /Firefox|FxiOS/,
    Chrome: /Chrom|CriOS/,
    Safari: /Safari/,
  });
  const system = find({
    Android: /Android/,
    iPhone: /iPhone/,
    iPad: /iPad/,
    Windows: /Windows/,
    macOS: /Mac OS/,
    ChromeOS: /CrOS/,
    Linux: /Linux/,
  });
  return browser && system ? `${browser} on ${system}` : (browser ?? system ?? 'Another program');
}
