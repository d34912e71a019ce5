/**
 * Signs the bodies for receivers: Standard Webhooks 1.0
 * (https://github.com/standard-webhooks/standard-webhooks), and additionally the header of Meta's webhooks, which older
 * receivers verify.
 */
import { importAppSecret, signBody } from '../../whatsapp/receiving/signature.ts';
import type { SigningKeys } from '../../workspace/webhooks/subscriptions.ts';

const prefix = 'whsec_';
const userAgent = 'message-us/1 (webhooks)';

export interface Signed {
  id: string;
  body: string;
  /** Time of this attempt, in milliseconds. */
  now: number;
}

export async function headersFor(keys: SigningKeys, signed: Signed): Promise<Record<string, string>> {
  const bytes = new TextEncoder().encode(signed.body);
  if (keys.format === 'meta') {
    return {
      'User-Agent': userAgent,
      'X-Message-Us-Relay': '1',
      'X-Hub-Signature-256': await signBody(await importAppSecret(keys.appSecret), bytes),
    };
  }
  const seconds = Math.floor(signed.now / 1_000);
  const signatures = await Promise.all(
    keys.secrets.map((secret) => standardSignature(secret, { id: signed.id, seconds, body: signed.body })),
  );
  const [newest = ''] = keys.secrets;
  return {
    'User-Agent': userAgent,
    'webhook-id': signed.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
    // Its key is the secret as shown, including the prefix.
    'X-Hub-Signature-256': await signBody(await importAppSecret(newest), bytes),
  };
}

export async function standardSignature(
  secret: string,
  { id, seconds, body }: { id: string; seconds: number; body: string },
): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    bytesOf(secret.replace(prefix, '')),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const text = new TextEncoder().encode(`${id}.${seconds}.${body}`);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, text));
  return `v1,${btoa(String.fromCharCode(...mac))}`;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
