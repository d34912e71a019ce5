/** What is named when a number is connected with something wrong, against a Meta that refuses as Meta does. */
import { exports } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { VerificationCode } from '../../demo/cloud-api/control/control.ts';
import type { AccountState } from '../../demo/cloud-api/numbers/number-setup.ts';
import { businessId } from '../../demo/cloud-api/numbers/onboarding.ts';
import { checkConnection, type GivenConnection } from '../../worker/whatsapp/account/check.ts';
import { fetchNumber, fetchToken } from '../../worker/whatsapp/account/number.ts';
import {
  exchangeCode,
  overrideCallback,
  registerNumber,
  requestCode,
  subscribeApp,
  subscribeFields,
  verifyCode,
} from '../../worker/whatsapp/account/onboarding.ts';
import { problemOf } from '../../worker/whatsapp/account/setup-problem.ts';
import type { Graph } from '../../worker/whatsapp/graph/graph.ts';

const phoneNumberId = '207000000000001';
const otherNumberId = '207000000000002';
const wabaId = '307000000000001';
const appId = '670843887433847';
const accessToken = 'EAAG-token-of-the-onboarding-tests';
const appSecret = '0123456789abcdef0123456789abcdef';
const right: GivenConnection = { phoneNumberId, wabaId, accessToken, appSecret };
const base = {
  url: 'http://localhost',
  version: 'v23.0',
  fetch: ((input: RequestInfo | URL) => exports.default.fetch(new Request(input))) as typeof fetch,
};
const graph: Graph = { ...base, accessToken };

async function control(method: string, path: string, body: object): Promise<Response> {
  return exports.default.fetch(
    new Request(`http://localhost/control${path}`, { method, body: JSON.stringify(body) }),
  );
}

function account(change: Partial<AccountState>, more: object = {}): Promise<Response> {
  return control('POST', `/numbers/${phoneNumberId}`, { ...more, account: change });
}

beforeEach(async () => {
  const business = { wabaId, name: 'Lumen & Clay', accessToken, appSecret, callbackUrl: '' };
  await control('PUT', `/numbers/${phoneNumberId}`, { ...business, displayPhoneNumber: '+1 555 070 0001' });
  await control('PUT', `/numbers/${otherNumberId}`, {
    ...business,
    wabaId: '307000000000009',
    displayPhoneNumber: '+1 555 070 0002',
  });
});

async function codes(given: GivenConnection): Promise<string[]> {
  const { problems } = await checkConnection(base, given, Date.now());
  return problems.map(({ code }) => code);
}

describe('the details to connect a number', () => {
  it('correct details are confirmed, and returned as Meta has them', async () => {
    const found = await checkConnection(base, right, Date.now());
    expect(found).toMatchObject({
      problems: [],
      needsPin: false,
      number: { displayPhoneNumber: '+1 555 070 0001', verifiedName: 'Lumen & Clay', qualityRating: 'GREEN' },
      account: { name: 'Lumen & Clay' },
      token: { isValid: true, type: 'SYSTEM_USER', expiresAt: null },
      numbers: [{ id: phoneNumberId }],
    });
  });

  it('details are checked even if some are missing', async () => {
    expect(await codes({ accessToken })).toEqual([]);
    expect(await codes({ phoneNumberId })).toEqual([]);
    expect(await codes({})).toEqual([]);
  });

  const mistakes: [string, GivenConnection, string][] = [
    ['an account’s id for a number', { ...right, phoneNumberId: wabaId }, 'waba_id_as_phone_number_id'],
    ['an app’s id for a number', { ...right, phoneNumberId: appId }, 'app_id_as_phone_number_id'],
    ['a portfolio’s id for a number', { ...right, phoneNumberId: businessId }, 'other_id_as_phone_number_id'],
    ['a phone number for its id', { ...right, phoneNumberId: '+1 (555) 070-0001' }, 'display_number_as_id'],
    [
      'a phone number’s digits for its id',
      { ...right, phoneNumberId: '15550700001' },
      'display_number_as_id',
    ],
    ['an id that nobody has', { ...right, phoneNumberId: '207000000000777' }, 'unknown_phone_number_id'],
    ['a number of another account', { ...right, phoneNumberId: otherNumberId }, 'number_of_other_account'],
    ['a number’s id for an account', { ...right, wabaId: phoneNumberId }, 'phone_number_id_as_waba_id'],
    ['an app’s id for an account', { ...right, wabaId: appId }, 'app_id_as_waba_id'],
    ['a portfolio’s id for an account', { ...right, wabaId: businessId }, 'other_id_as_waba_id'],
    ['an account that nobody has', { ...right, wabaId: '307000000000777' }, 'unknown_waba_id'],
    ['a token that is none', { ...right, accessToken: 'EAAG-made-up-by-somebody-else' }, 'token_invalid'],
    ['an app’s own token', { ...right, accessToken: `${appId}|${appSecret}` }, 'token_form'],
    ['the app secret as the token', { ...right, accessToken: appSecret }, 'token_form'],
    ['the token as the app secret', { ...right, appSecret: accessToken }, 'secret_form'],
    ['another app’s secret', { ...right, appSecret: 'f'.repeat(32) }, 'wrong_app_secret'],
  ];
  for (const [name, given, code] of mistakes) {
    it(`the details are recognized as ${name}`, async () => {
      expect(await codes(given)).toEqual([code]);
    });
  }

  it('the check returns the right id if the wrong one was entered', async () => {
    for (const typed of ['+1 (555) 070-0001', '15550700001', wabaId]) {
      const { problems } = await checkConnection(base, { ...right, phoneNumberId: typed }, Date.now());
      expect(problems[0]?.suggestion).toBe(phoneNumberId);
    }
  });

  it('the check reports a token that expires within a day, later, or has expired', async () => {
    const now = Math.floor(Date.now() / 1000);
    await account({ tokenType: 'USER', tokenExpiresAt: now + 23 * 3_600 });
    expect(await codes(right)).toEqual(['temporary_token']);
    await account({ tokenExpiresAt: now + 59 * 24 * 3_600 });
    expect(await codes(right)).toEqual(['token_ends']);
    await account({ tokenExpiresAt: now - 60 });
    expect(await codes(right)).toEqual(['token_expired']);
  });

  it('the check reports each permission that the token lacks, once', async () => {
    await account({ scopes: ['whatsapp_business_messaging'] });
    expect(await codes(right)).toEqual(['missing_management']);
    await account({ scopes: ['whatsapp_business_management'] });
    expect(await codes(right)).toEqual(['missing_messaging']);
  });

  it('the check needs the app secret if the app requires a proof', async () => {
    await account({ requiresProof: true });
    expect(await codes({ phoneNumberId, wabaId, accessToken })).toContain('secret_needed');
    expect(await codes(right)).toEqual([]);
  });

  it('the check reports whether the number must be registered, except for one in the phone app', async () => {
    await account({ platformType: 'NOT_APPLICABLE' });
    expect(await checkConnection(base, right, Date.now())).toMatchObject({
      needsPin: true,
      problems: [{ code: 'not_registered', isBlocking: false }],
    });
    await account({}, { isOnPhone: true });
    expect(await checkConnection(base, right, Date.now())).toMatchObject({ needsPin: false, problems: [] });
  });

  it('a name that Meta is reviewing is pending, not wrong', async () => {
    await account({ nameStatus: 'PENDING_REVIEW' });
    expect(await checkConnection(base, right, Date.now())).toMatchObject({
      problems: [{ code: 'in_review', isBlocking: false }],
    });
  });
});

describe('connecting', () => {
  it('connecting overrides the callback only for a subscribed app', async () => {
    await account({ isSubscribed: false });
    const callback = { url: 'http://localhost:9/webhook', verifyToken: 'token' };
    const early = await overrideCallback(graph, phoneNumberId, callback);
    expect(early.outcome === 'rejected' && problemOf(early).code).toBe('app_not_subscribed');
    expect((await subscribeApp(graph, wabaId)).outcome).toBe('accepted');
    const wrong = await overrideCallback(graph, phoneNumberId, callback);
    // No server listens there.
    expect(wrong.outcome === 'rejected' && problemOf(wrong).code).toBe('callback_refused');
    const insecure = { ...callback, url: 'http://shop.example/webhook' };
    const answer = await overrideCallback(graph, phoneNumberId, insecure);
    expect(answer.outcome === 'rejected' && problemOf(answer).code).toBe('callback_refused');
    expect((await overrideCallback(graph, phoneNumberId, null)).outcome).toBe('accepted');
  });

  it('connecting registers with the number’s PIN, or sets the first one', async () => {
    await account({ platformType: 'NOT_APPLICABLE', pin: '123456' });
    const wrong = await registerNumber(graph, phoneNumberId, '654321');
    expect(wrong.outcome === 'rejected' && problemOf(wrong).code).toBe('wrong_pin');
    expect((await registerNumber(graph, phoneNumberId, '123456')).outcome).toBe('accepted');
    expect(await fetchNumber(graph, phoneNumberId)).toMatchObject({ number: { platformType: 'CLOUD_API' } });
    await account({ platformType: 'NOT_APPLICABLE', pin: null });
    expect((await registerNumber(graph, phoneNumberId, '111111')).outcome).toBe('accepted');
  });

  it('a number cannot send before it is registered', async () => {
    await account({ platformType: 'NOT_APPLICABLE' });
    const path = `http://localhost/v23.0/${phoneNumberId}/messages`;
    const headers = { Authorization: `Bearer ${accessToken}` };
    const answer = await exports.default.fetch(new Request(path, { method: 'POST', headers, body: '{}' }));
    expect(await answer.json()).toMatchObject({ error: { code: 133010 } });
  });

  it('connecting subscribes fields with the app’s secret only', async () => {
    const subscription = { url: 'http://localhost:9/webhook', verifyToken: 't', fields: ['messages'] };
    const answer = await subscribeFields({ ...graph, appSecret: 'f'.repeat(32) }, appId, subscription);
    expect(answer.outcome === 'rejected' && problemOf(answer).code).toBe('wrong_app_secret');
  });

  it('a code is exchanged once', async () => {
    const { code } = await (await control('POST', '/signups', { id: phoneNumberId })).json<{
      code: string;
    }>();
    const app = { id: appId, secret: appSecret };
    expect(await exchangeCode(base, app, code)).toEqual({ outcome: 'found', accessToken });
    const again = await exchangeCode(base, app, code);
    expect(again.outcome === 'rejected' && problemOf(again).code).toBe('code_used');
  });

  it('connecting finds the accounts of a token, or reports that Meta does not list them', async () => {
    const named = await fetchToken(graph);
    expect(named).toMatchObject({ token: { targetIds: [wabaId] } });
    await account({ namesTargets: false });
    expect(await fetchToken(graph)).toMatchObject({ token: { isValid: true, targetIds: [] } });
  });
});

describe('a number that is not verified', () => {
  const unverified = {
    platformType: 'NOT_APPLICABLE',
    codeVerificationStatus: 'NOT_VERIFIED',
    sentCode: null,
    codesSent: [],
    cannotReceive: [],
  };
  const bySms = { method: 'sms', language: 'en_US' } as const;
  const request = async (wanted: Parameters<typeof requestCode>[2] = bySms) => {
    const answer = await requestCode(graph, phoneNumberId, wanted);
    return answer.outcome === 'accepted' ? 'sent' : problemOf(answer).code;
  };
  const verify = async (code: string) => {
    const answer = await verifyCode(graph, phoneNumberId, code);
    return answer.outcome === 'accepted' ? 'verified' : problemOf(answer).code;
  };
  const sent = async () => {
    const answer = await exports.default.fetch(new Request('http://localhost/control/codes'));
    return (await answer.json<VerificationCode[]>())[0];
  };

  beforeEach(() => account(unverified));

  it('is verified with the code it was sent, which works once, and then registered', async () => {
    expect(await codes(right)).toEqual(['not_verified']);
    const early = await registerNumber(graph, phoneNumberId, '246810');
    expect(early.outcome).toBe('rejected');
    expect(await request({ method: 'voice', language: 'de_DE' })).toBe('sent');
    expect(await sent()).toMatchObject({ phoneNumberId, method: 'VOICE', language: 'de_DE' });
    const code = (await sent())?.code ?? '';
    expect(await verify(code)).toBe('verified');
    expect(await verify(code)).toBe('wrong_code');
    expect(await codes(right)).toEqual(['not_registered']);
    expect((await registerNumber(graph, phoneNumberId, '246810')).outcome).toBe('accepted');
    expect(await codes(right)).toEqual([]);
  });

  it('gets no code that it cannot receive, nor once it is verified', async () => {
    await account({ cannotReceive: ['SMS'] });
    expect(await request()).toBe('code_not_sent');
    expect(await request({ method: 'voice', language: 'en_US' })).toBe('sent');
    await account({ codeVerificationStatus: 'VERIFIED' });
    expect(await request({ method: 'voice', language: 'en_US' })).toBe('code_not_sent');
  });

  it('is told about a wrong code, and after several to wait', async () => {
    await request();
    const wrong = (await sent())?.code === '000000' ? '111111' : '000000';
    const answers = [];
    for (let attempt = 0; attempt < 4; attempt++) answers.push(await verify(wrong));
    expect(answers).toEqual(['wrong_code', 'wrong_code', 'wrong_code', 'too_many_requests']);
  });

  it('is sent three codes in an hour, each of which replaces the former', async () => {
    await request();
    const first = (await sent())?.code ?? '';
    expect([await request(), await request(), await request()]).toEqual([
      'sent',
      'sent',
      'too_many_requests',
    ]);
    const last = (await sent())?.code ?? '';
    if (first !== last) expect(await verify(first)).toBe('wrong_code');
    expect(await verify(last)).toBe('verified');
  });
});
