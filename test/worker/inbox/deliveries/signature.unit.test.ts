/** Our signature, held against the specification's example and the library that receivers use. */
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { headersFor, standardSignature } from '../../../../worker/inbox/deliveries/signature.ts';
import { importAppSecret, verifySignature } from '../../../../worker/whatsapp/receiving/signature.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const other = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const body = '{"test": 2432232314}';

describe('the signature of a webhook', () => {
  it('the signature matches the example of Standard Webhooks', async () => {
    const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1_614_265_330, body };
    expect(await standardSignature(secret, signed)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('the library of Standard Webhooks accepts the signature, and rejects it for any other body', async () => {
    const headers = await headersFor(
      { format: 'events', secrets: [secret] },
      { id: 'evt_1_7_abc', body, now: Date.now() },
    );
    expect(new Webhook(secret).verify(body, headers)).toEqual({ test: 2_432_232_314 });
    expect(() => new Webhook(secret).verify('{"test": 1}', headers)).toThrow();
    expect(() => new Webhook(other).verify(body, headers)).toThrow();
  });

  it('while a secret is rotated, a signature is accepted with the new and the former secret', async () => {
    const headers = await headersFor(
      { format: 'events', secrets: [secret, other] },
      { id: 'evt_1_7_abc', body, now: Date.now() },
    );
    for (const one of [secret, other]) expect(() => new Webhook(one).verify(body, headers)).not.toThrow();
  });

  it('the library rejects a signature that is six minutes old', async () => {
    const headers = await headersFor(
      { format: 'events', secrets: [secret] },
      { id: 'evt_1_7_abc', body, now: Date.now() - 6 * 60_000 },
    );
    expect(() => new Webhook(secret).verify(body, headers)).toThrow(/old/);
  });

  it('the signature of Meta’s webhooks is sent as well, with the secret as it was shown', async () => {
    const headers = await headersFor({ format: 'events', secrets: [secret] }, { id: 'evt', body, now: 0 });
    const key = await importAppSecret(secret);
    const bytes = new TextEncoder().encode(body);
    expect(await verifySignature(key, headers['X-Hub-Signature-256'] ?? null, bytes)).toBe(true);
  });
});
