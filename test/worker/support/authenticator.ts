/** A device that makes passkeys, as far as a server can see it: ES256, user verified, no attestation. */
import { type CBORType, encodeCBOR } from '@levischuck/tiny-cbor';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';

const origin = 'https://inbox.example';
/** Flags of the authenticator's data. Source: https://www.w3.org/TR/webauthn-3/#authdata-flags */
export const userPresent = 0x01;
const userPresentAndVerified = 0x05;
const hasCredential = 0x40;

export class Authenticator {
  #id = crypto.getRandomValues(new Uint8Array(32));
  #keys = crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);

  async make(
    { challenge, rp }: PublicKeyCredentialCreationOptionsJSON,
    { at = origin, flags = userPresentAndVerified } = {},
  ): Promise<RegistrationResponseJSON> {
    const { publicKey } = await pairOf(this.#keys);
    const { x = '', y = '' } = (await crypto.subtle.exportKey('jwk', publicKey)) as JsonWebKey;
    // COSE: kty EC2, alg ES256, crv P-256. Source: https://www.rfc-editor.org/rfc/rfc9053
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, fromBase64Url(x)],
      [-3, fromBase64Url(y)],
    ]);
    const head = await authenticatorData(rp.id ?? '', flags | hasCredential);
    const length = Uint8Array.of(0, this.#id.length);
    const authData = joined([head, new Uint8Array(16), length, this.#id, encodeCBOR(cose)]);
    const attestation = new Map<string, CBORType>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    const id = toBase64Url(this.#id);
    return {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: toBase64Url(clientData('webauthn.create', challenge, at)),
        attestationObject: toBase64Url(encodeCBOR(attestation)),
      },
    };
  }

  async use(
    { challenge, rpId = '' }: PublicKeyCredentialRequestOptionsJSON,
    { at = origin, flags = userPresentAndVerified, counter = 0 } = {},
  ): Promise<AuthenticationResponseJSON> {
    const { privateKey } = await pairOf(this.#keys);
    const data = await authenticatorData(rpId, flags, counter);
    const client = clientData('webauthn.get', challenge, at);
    const signed = joined([data, new Uint8Array(await crypto.subtle.digest('SHA-256', client))]);
    const raw = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, signed);
    const id = toBase64Url(this.#id);
    return {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: toBase64Url(client),
        authenticatorData: toBase64Url(data),
        signature: toBase64Url(derOf(new Uint8Array(raw))),
      },
    };
  }
}

async function pairOf(keys: Promise<CryptoKey | CryptoKeyPair>): Promise<CryptoKeyPair> {
  const pair = await keys;
  if ('publicKey' in pair) return pair;
  throw new Error('A pair was asked for');
}

/** `counter`: how often it has signed, of a device that counts. */
async function authenticatorData(host: string, flags: number, counter = 0): Promise<Uint8Array<ArrayBuffer>> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(host)));
  return joined([hash, Uint8Array.of(flags, 0, 0, 0, counter)]);
}

function clientData(type: string, challenge: string, at: string): Uint8Array<ArrayBuffer> {
  return joined([
    new TextEncoder().encode(JSON.stringify({ type, challenge, origin: at, crossOrigin: false })),
  ]);
}

/** Two integers as ASN.1, which is how an authenticator signs. */
function derOf(raw: Uint8Array): Uint8Array {
  const integers = [raw.subarray(0, 32), raw.subarray(32)].map((half) => {
    const start = half.findIndex((byte) => byte !== 0);
    const digits = half.subarray(start);
    const positive = (digits[0] ?? 0) >= 0x80 ? joined([Uint8Array.of(0), digits]) : digits;
    return joined([Uint8Array.of(2, positive.length), positive]);
  });
  const body = joined(integers);
  return joined([Uint8Array.of(0x30, body.length), body]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
}
