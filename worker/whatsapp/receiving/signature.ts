/**
 * Proof that a webhook came from Meta: `X-Hub-Signature-256: sha256=<hex>`, an HMAC with the app's secret over the
 * body's bytes as they arrived. Meta escapes non-ASCII characters before signing, so a body that was parsed and
 * written again does not match. Source:
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads
 */

const hmac = { name: 'HMAC', hash: 'SHA-256' };

export function importAppSecret(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['sign', 'verify']);
}

const signature = /^sha256=([0-9a-fA-F]{64})$/;

/** Whether the header has the format of a signature. If not, the webhook is rejected before its body is read. */
export function isSignature(header: string): boolean {
  return signature.test(header);
}

/** Whether the header is this secret's signature of these exact bytes. Compares in constant time. */
export async function verifySignature(
  key: CryptoKey,
  header: string | null,
  body: BufferSource,
): Promise<boolean> {
  const hex = header?.match(signature)?.[1];
  return hex !== undefined && crypto.subtle.verify(hmac, key, bytesOf(hex), body);
}

/** The signature header that Meta would send with these bytes. */
export async function signBody(key: CryptoKey, body: BufferSource): Promise<string> {
  return `sha256=${hexOf(await crypto.subtle.sign(hmac, key, body))}`;
}

/**
 * Proves to Graph that the caller also has the app's secret. Apps can be set to require it.
 * Source: https://developers.facebook.com/docs/graph-api/guides/secure-requests#appsecret_proof
 */
export async function appSecretProof(appSecret: string, accessToken: string): Promise<string> {
  const key = await importAppSecret(appSecret);
  return hexOf(await crypto.subtle.sign(hmac, key, new TextEncoder().encode(accessToken)));
}

function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}
