import { cacheFor } from '../../cache-for.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';

const remembered = cacheFor<Env, readonly string[]>(10_000);

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

/** Lets an allowed site read the answer. Browsers hide it from other sites. */
export async function withCors(request: Request, env: Env, answer: Response): Promise<Response> {
  const origin = request.headers.get('origin');
  if (answer.webSocket || origin === null || !(await isAllowed(origin, request, env))) return answer;
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(headersFor(origin))) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}

const reported = cacheFor<string, void>(60_000);
/** Limited, because anyone can send preflights with any number of origins. */
const maxReportsPerMinute = 20;
let reportedThisMinute = { minute: 0, count: 0 };

/** Shows admins which sites tried. Limited per site and per minute, so a flood cannot overload the shared Workspace. */
export async function tellRefused(origin: string, env: Env): Promise<void> {
  if (!isOrigin(origin)) return;
  await reported(origin, async () => {
    const minute = Math.floor(Date.now() / 60_000);
    if (reportedThisMinute.minute !== minute) reportedThisMinute = { minute, count: 0 };
    reportedThisMinute.count += 1;
    if (reportedThisMinute.count <= maxReportsPerMinute)
      await workspaceOf(env).sites.countBlockedOrigin(origin);
  });
}

/** Whether it is an origin that an admin could allow. */
function isOrigin(origin: string): boolean {
  return (
    origin.length <= 256 &&
    /^https?:/.test(origin) &&
    URL.canParse(origin) &&
    new URL(origin).origin === origin
  );
}

export async function isAllowed(origin: string, request: Request, env: Env): Promise<boolean> {
  if (origin === new URL(request.url).origin) return true;
  const allowed = await remembered(env, () => workspaceOf(env).sites.origins());
  return allowed.includes(origin);
}

function headersFor(origin: string): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key, X-Request-Id',
    'Access-Control-Expose-Headers':
      'Idempotent-Replayed, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id',
    'Access-Control-Max-Age': '600',
    Vary: 'Origin',
  };
}
