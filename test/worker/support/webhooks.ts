/** Webhook bodies and calls for the tests that run inside workerd. */
import { env, exports } from 'cloudflare:workers';
import { SignJWT } from 'jose';
import type { Session } from '../../../worker/api/people/sessions.ts';
import { importAppSecret, signBody } from '../../../worker/whatsapp/receiving/signature.ts';
import { holdToDeclaration } from './declared-answers.ts';

export const appSecret = 'an app secret of the tests';
export const wabaId = '419561257915477';

export function call(
  method: string,
  path: string,
  options: {
    token?: string;
    body?: unknown;
    /** In the place of a body that is JSON. */
    bytes?: Uint8Array<ArrayBuffer>;
    headers?: HeadersInit;
  } = {},
) {
  const headers = new Headers(options.headers);
  if (options.token !== undefined) headers.set('Authorization', `Bearer ${options.token}`);
  const body = options.bytes ?? (options.body === undefined ? null : JSON.stringify(options.body));
  return fetched(new Request(`https://inbox.example${path}`, { method, headers, body }));
}

/** The Worker's answer, which must be what is declared about its route. */
export async function fetched(request: Request): Promise<Response> {
  const answer = await exports.default.fetch(request);
  await holdToDeclaration(request, answer);
  return answer;
}

export async function signIn(): Promise<string> {
  const answer = await call('POST', '/api/sessions', { body: { setupToken: env.SETUP_TOKEN } });
  const { token } = await answer.json<Session>();
  return token;
}

/** Signs an agent in as their own site would, with a token that it has signed. */
export async function siteSession(
  admin: string,
  claims: { sub: string; name: string; role?: string; numbers?: string[] },
  headers?: HeadersInit,
): Promise<string> {
  siteSecret ??= await newSiteSecret(admin);
  const token = await siteToken(siteSecret, claims);
  const answer = await call('POST', '/api/sessions', { body: { token }, ...(headers && { headers }) });
  if (answer.status !== 201) throw new Error(await answer.text());
  return (await answer.json<Session>()).token;
}

let siteSecret: string | undefined;

export async function newSiteSecret(admin: string): Promise<string> {
  const answer = await call('PUT', '/api/settings/site-login', { token: admin, body: { type: 'secret' } });
  return (await answer.json<{ secret: string }>()).secret;
}

export function siteToken(
  secret: string,
  claims: Record<string, unknown>,
  change: { aud?: string; exp?: number } = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(change.aud ?? 'https://inbox.example')
    .setExpirationTime(change.exp ?? Math.floor(Date.now() / 1000) + 60)
    .sign(new TextEncoder().encode(secret));
}

export async function connectNumber(token: string, phoneNumberId: string): Promise<void> {
  const answer = await call('POST', '/api/inboxes', {
    token,
    body: {
      phoneNumberId,
      wabaId,
      displayPhoneNumber: '+1 555 078 3881',
      name: 'Lumen & Clay',
      accessToken: 'EAAG-of-the-tests',
      appSecret,
    },
  });
  if (answer.status !== 201) throw new Error(await answer.text());
}

export async function post(body: string, secret = appSecret): Promise<Response> {
  const bytes = new TextEncoder().encode(body);
  const signature = await signBody(await importAppSecret(secret), bytes);
  return fetched(
    new Request('https://inbox.example/webhook', {
      method: 'POST',
      headers: { 'X-Hub-Signature-256': signature },
      body: bytes,
    }),
  );
}

export function webhook(phoneNumberId: string, value: Record<string, unknown>): string {
  const metadata = { display_phone_number: '15550783881', phone_number_id: phoneNumberId };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: wabaId,
        changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }],
      },
    ],
  });
}

export function text(from: string, wamid: string, at: number, body: string): Record<string, unknown> {
  return {
    contacts: [{ profile: { name: `Customer ${from}` }, wa_id: from }],
    messages: [{ from, id: wamid, timestamp: String(Math.floor(at / 1000)), type: 'text', text: { body } }],
  };
}

/** The code of a refusal. An answer that is none has its status in its place, so that a test says what came instead. */
export async function codeOf(answer: Response): Promise<string> {
  return /"error":\{"code":"([^"]+)"/.exec(await answer.text())?.[1] ?? `no refusal, but ${answer.status}`;
}

/** The same beside its status. */
export async function refusalOf(answer: Response): Promise<[number, string]> {
  return [answer.status, await codeOf(answer)];
}
