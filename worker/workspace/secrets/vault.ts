/**
 * Encrypts stored secrets: AES-256-GCM with keys derived from `MASTER_KEY`. A sealed text contains the id of its key, so
 * that there can be several during a rotation, and is bound to its place, so that it cannot be moved to another row.
 */
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';

export interface MasterKey {
  /** The name of its Worker secret. */
  name: string;
  text: string;
}

/** Newest first: by the number of `MASTER_KEY`, `MASTER_KEY_2` …; within one secret, in the order of the list. */
export function masterKeysIn(env: Env): MasterKey[] {
  return Object.entries(env)
    .flatMap(([name, value]): [name: string, number: number, value: string][] => {
      const found = /^MASTER_KEY(?:_(\d+))?$/.exec(name);
      return found && typeof value === 'string' ? [[name, Number(found[1] ?? 1), value]] : [];
    })
    .sort(([, a], [, b]) => b - a)
    .flatMap(([name, , value]) => value.split(',').map((text) => ({ name, text: text.trim() })));
}

export interface Vault {
  /** The id of the key that encrypts. */
  keyId: string;
  /** `place` is the row and column that the secret belongs to; `open` needs the same. */
  seal(secret: string, place: string): Promise<string>;
  open(sealed: string, place: string): Promise<string>;
  /** Whether the key of this text is available. */
  canOpen(sealed: string): boolean;
  /** A signature that only this deployment can create. */
  sign(text: string): Promise<string>;
  isSigned(text: string, mark: string): Promise<boolean>;
}

export async function openVault(masterKeys: readonly MasterKey[]): Promise<Vault> {
  const keys = await Promise.all(masterKeys.map(({ text }) => deriveKey(text)));
  const [newest] = keys;
  if (!newest) throw badMasterKey();
  return {
    keyId: newest.id,
    async seal(secret, place) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const box = await crypto.subtle.encrypt(
        options(iv, place),
        newest.key,
        new TextEncoder().encode(secret),
      );
      return [newest.id, toBase64(iv), toBase64(new Uint8Array(box))].join('.');
    },
    async open(sealed, place) {
      const [, iv = '', box = ''] = sealed.split('.');
      const key = keys.find((candidate) => candidate.id === keyIdOf(sealed))?.key;
      if (!key) {
        throw new ApiError(
          500,
          'master_key_changed',
          'A stored secret was encrypted with a MASTER_KEY that is missing. Add it again next to the new one.',
        );
      }
      const text = await crypto.subtle.decrypt(options(fromBase64(iv), place), key, fromBase64(box));
      return new TextDecoder().decode(text);
    },
    canOpen: (sealed) => keys.some(({ id }) => id === keyIdOf(sealed)),
    async sign(text) {
      const mark = await crypto.subtle.sign('HMAC', newest.signing, new TextEncoder().encode(text));
      return toBase64(new Uint8Array(mark)).replaceAll('+', '-').replaceAll('/', '_');
    },
    async isSigned(text, mark) {
      const standard = mark.replaceAll('-', '+').replaceAll('_', '/');
      if (!/^[A-Za-z0-9+/]{43}=$/.test(standard)) return false;
      const bytes = new TextEncoder().encode(text);
      const answers = await Promise.all(
        keys.map(({ signing }) => crypto.subtle.verify('HMAC', signing, fromBase64(standard), bytes)),
      );
      return answers.includes(true);
    },
  };
}

/** Id of the key, taken from the sealed text. */
export function keyIdOf(sealed: string): string {
  return sealed.slice(0, sealed.indexOf('.'));
}

async function deriveKey(text: string): Promise<{ id: string; key: CryptoKey; signing: CryptoKey }> {
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(text);
  } catch {
    throw badMasterKey();
  }
  if (bytes.byteLength < 32) throw badMasterKey();
  const material = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey', 'deriveBits']);
  const use = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode(`message-us ${info}`),
  });
  const id = await crypto.subtle.deriveBits(use('key id'), material, 48);
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const aes = { name: 'AES-GCM', length: 256 };
  return {
    id: toBase64(new Uint8Array(id)),
    key: await crypto.subtle.deriveKey(use('vault'), material, aes, false, ['encrypt', 'decrypt']),
    signing: await crypto.subtle.deriveKey(use('tickets'), material, hmac, false, ['sign', 'verify']),
  };
}

function badMasterKey(): ApiError {
  return new ApiError(
    500,
    'bad_master_key',
    'MASTER_KEY must be at least 32 random bytes in base64: openssl rand -base64 32',
  );
}

function options(iv: Uint8Array, place: string) {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) };
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
