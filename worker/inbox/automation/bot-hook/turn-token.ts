/**
 * The token with which a program answers one burst later. It is made from the secret of its webhook, so that nothing has
 * to be stored, and it names the last message of the burst: when the customer writes on, it is for nothing any more.
 */
import { ApiError } from '../../../errors.ts';

export interface TurnToken {
  inbox: string;
  turn: number;
  /** Id of the last message that is answered with it. */
  last: number;
}

const shape = /^turn_(\d{1,15})_([\w-]{43})$/;

/** The id of the last message, before the token is checked; null: it is no token of a turn. */
export function lastIn(token: string): number | null {
  const last = shape.exec(token)?.[1];
  return last === undefined ? null : Number(last);
}

export async function turnToken(secret: string, about: TurnToken): Promise<string> {
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', await keyOf(secret), textOf(about)));
  return `turn_${about.last}_${toBase64Url(mac)}`;
}

/** Whether one of the secrets has made the token. */
export async function isTokenOf(
  secrets: readonly string[],
  token: string,
  about: TurnToken,
): Promise<boolean> {
  const mac = shape.exec(token)?.[2];
  if (mac === undefined) return false;
  const bytes = fromBase64Url(mac);
  for (const secret of secrets) {
    if (await crypto.subtle.verify('HMAC', await keyOf(secret), bytes, textOf(about))) return true;
  }
  return false;
}

export function wrongTurnToken(): ApiError {
  return new ApiError(
    401,
    'turn_token_wrong',
    'Send the token of turn.started in the header Authorization: Bearer turn_… to the turn that it came with.',
  );
}

/** No body of a webhook begins like this. */
function textOf({ inbox, turn, last }: TurnToken): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(`turn-token ${inbox} ${turn} ${last}`));
}

function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(new TextEncoder().encode(secret));
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
}
