import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  importAppSecret,
  signBody,
  verifySignature,
} from '../../../../worker/whatsapp/receiving/signature.ts';

const bytes = fc.uint8Array({ maxLength: 400 });
const secret = fc.string({ minLength: 1, maxLength: 64 });

describe('verifySignature', () => {
  it('verifySignature accepts a signature of another implementation', async () => {
    await fc.assert(
      fc.asyncProperty(secret, bytes, async (appSecret, body) => {
        const header = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
        expect(await verifySignature(await importAppSecret(appSecret), header, body)).toBe(true);
      }),
    );
  });

  it('verifySignature rejects the signature once any bit of the body has changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.nat(),
        fc.nat(7),
        async (body, place, bit) => {
          const key = await importAppSecret('secret');
          const header = await signBody(key, body);
          const changed = body.slice();
          const at = place % body.length;
          changed[at] = (changed[at] ?? 0) ^ (1 << bit);
          expect(await verifySignature(key, header, changed)).toBe(false);
        },
      ),
    );
  });

  it('verifySignature rejects a missing, cut or differently named signature', async () => {
    const key = await importAppSecret('secret');
    const body = new TextEncoder().encode('{}');
    const header = await signBody(key, body);
    for (const wrong of [null, '', header.slice(0, -2), header.replace('sha256', 'sha1'), header.slice(7)]) {
      expect(await verifySignature(key, wrong, body)).toBe(false);
    }
  });
});
