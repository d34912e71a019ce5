/** Where an agent signs in: the site, the origin that a session is bound to, and the device. */
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import type { Site } from '../../workspace/people/passkeys.ts';
import type { Call } from '../call.ts';
import { isAllowed } from '../http/cors.ts';

/** A passkey belongs to the host name under which the Worker is called. */
export function siteOf({ url }: Call): Site {
  return { origin: url.origin, host: url.hostname };
}

/** Where an agent signs in. A session that another origin's page requests or receives is bound to that origin. */
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
