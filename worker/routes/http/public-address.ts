/** An address that our server sends requests to because somebody entered it. It has to be on the public internet. */
import { isPublicHost } from '../../api/values.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';

/**
 * As it is stored: normalized, without a trailing dot of the host. `own` is an address of this Worker, `example` one that
 * fits.
 */
export function checkedAddress(
  address: string,
  env: Env,
  own: URL,
  example = 'https://example.com/webhook',
): string {
  const url = URL.parse(address);
  if (url === null) throw invalid(`An address looks like ${example}.`);
  if (url.username !== '' || url.password !== '') {
    throw invalid('Leave name and password out of the address.');
  }
  url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  if (isLocal(url) && env.LOCAL_WEBHOOKS === '1') return url.href;
  if (url.protocol !== 'https:') throw invalid('The address begins with https://.');
  if (url.hostname === own.hostname) {
    throw new ApiError(
      422,
      'own_address',
      'This is the address of this Worker. Enter the one of your program.',
    );
  }
  if (!isPublicHost(url.hostname)) {
    throw new ApiError(
      422,
      'private_address',
      'Only host names on the public internet can be called, no IP addresses and no private names. For a server in your own network, create a Cloudflare Tunnel and enter its host name.',
    );
  }
  return url.href;
}

/** Only for `npm start` and the tests. */
function isLocal({ hostname }: URL): boolean {
  return hostname === '127.0.0.1' || hostname === 'localhost';
}

function invalid(message: string): ApiError {
  return new ApiError(422, 'invalid_address', message);
}
