import type { Env } from '../env.ts';
import { workspaceOf } from '../env.ts';
import { ApiError } from '../errors.ts';
import { fresh } from '../fresh.ts';

const remembered = fresh<Env, readonly string[]>(10_000);

/** The preflight of a console on another site: answered only to origins that an admin has allowed. */
export async function answerPreflight(request: Request, env: Env): Promise<Response> {
  const origin = request.headers.get('origin');
  if (origin === null || !(await isAllowed(origin, request, env))) {
    if (origin !== null) await tellRefused(origin, env);
    throw new ApiError(
      403,
      'origin_not_allowed',
      'This site may not call the inbox. An admin can allow its origin with PUT /api/settings/origins.',
    );
  }
  return new Response(null, { status: 204, headers: headersFor(origin) });
}

/** Lets an allowed site read the answer; any other site's browser will refuse to show it. */
export async function withCors(request: Request, env: Env, answer: Response): Promise<Response> {
  const origin = request.headers.get('origin');
  if (answer.webSocket || origin === null || !(await isAllowed(origin, request, env))) return answer;
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(headersFor(origin))) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}

const told = fresh<string, void>(60_000);

/** An admin sees who tried. Once a minute for each site, so that nobody fills the one object that all share. */
export function tellRefused(origin: string, env: Env): Promise<void> {
  return told(origin.slice(0, 256), () => workspaceOf(env).countRefusedOrigin(origin.slice(0, 256)));
}

export async function isAllowed(origin: string, request: Request, env: Env): Promise<boolean> {
  if (origin === new URL(request.url).origin) return true;
  const allowed = await remembered(env, () => workspaceOf(env).origins());
  return allowed.includes(origin);
}

function headersFor(origin: string): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key',
    'Access-Control-Max-Age': '600',
    Vary: 'Origin',
  };
}
