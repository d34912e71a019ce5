import { ApiError } from '../../errors.ts';

const prefix = 'whsec_';

/** A secret of Standard Webhooks: `whsec_` and 24 to 64 random bytes in base64. A given secret is checked. */
export function newSigningSecret(given?: string): string {
  if (given === undefined) return `${prefix}${base64Of(crypto.getRandomValues(new Uint8Array(32)))}`;
  const size = given.startsWith(prefix) ? sizeOf(given.slice(prefix.length)) : null;
  if (size !== null && size >= 24 && size <= 64) return given;
  throw new ApiError(
    422,
    'invalid_secret',
    'A secret is whsec_ and 24 to 64 random bytes in base64. Leave it out to get a new one.',
  );
}

function sizeOf(base64: string): number | null {
  try {
    return atob(base64).length;
  } catch {
    return null;
  }
}

function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
