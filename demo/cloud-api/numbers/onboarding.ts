/**
 * API calls that connect a number: subscriptions, the callback override, registration, and the code of Embedded Signup. The
 * error messages are Meta's, because the Worker tells mistakes apart by them.
 */
import * as v from 'valibot';
import { appSecretProof } from '../../../worker/whatsapp/receiving/signature.ts';
import { GraphApiError, requireProduct, unknownObject } from '../graph/graph-error.ts';
import type { Level } from '../webhooks/webhook-body.ts';
import { accountOf, isRefused } from './account.ts';
import type { AccountState, NumberSetup } from './number-setup.ts';
import { requestCode, verifyCode } from './number-verification.ts';

export interface OwnedNumber {
  id: string;
  setup: NumberSetup;
}

export interface Onboarding {
  numbers(): OwnedNumber[];
  change(id: string, account: Partial<AccountState>, setup?: Partial<NumberSetup>): void;
  /** The number that a code belongs to. Each code works once. */
  takeCode(code: string): string | null;
  now(): number;
}

/** The id of an object that is not a number or account. */
export const businessId = '850000000000001';

/** Answers one of these calls; null for any other call. */
export async function answerOnboarding(
  request: Request,
  url: URL,
  path: string,
  token: string | undefined,
  meta: Onboarding,
): Promise<Response | null> {
  const [, first = '', edge = ''] = /^\/([^/]+)(?:\/([a-z_]+))?$/.exec(path) ?? [];
  const numbers = meta.numbers();
  if (first === 'oauth' && edge === 'access_token') return exchange(url, meta);
  if (edge === 'subscriptions' && request.method === 'POST') return subscribe(request, first, token, meta);
  const owned = numbers.filter(({ setup }) => setup.accessToken === token && !isRefused(setup, meta.now()));
  const [own] = owned;
  if (!own) return null;
  await checkProof(url, own.setup);

  const account = owned.find(({ setup }) => setup.wabaId === first);
  const number = owned.find(({ id }) => id === first);
  switch (`${request.method} ${edge}`) {
    case 'GET phone_numbers':
      requireScope(own.setup, 'whatsapp_business_management');
      if (!account) throw unknownObject(first);
      return Response.json({
        data: numbers
          .filter(({ setup }) => setup.wabaId === first)
          .map(({ id, setup }) => ({
            id,
            display_phone_number: setup.displayPhoneNumber,
            verified_name: setup.name,
          })),
      });
    case 'POST subscribed_apps':
    case 'DELETE subscribed_apps':
      requireScope(own.setup, 'whatsapp_business_management');
      if (!account) throw unknownObject(first, request.method);
      for (const { id, setup } of numbers) {
        if (setup.wabaId === first) meta.change(id, { isSubscribed: request.method === 'POST' });
      }
      return Response.json({ success: true });
    case 'POST register':
      requireScope(own.setup, 'whatsapp_business_management');
      if (!number) throw unknownObject(first, 'POST');
      return register(await bodyOf(request, registration, requireProductIn), number, meta);
    case 'POST request_code':
    case 'POST verify_code': {
      requireScope(own.setup, 'whatsapp_business_management');
      if (!number) throw unknownObject(first, 'POST');
      const call = {
        number,
        given: await parametersOf(request, url),
        now: meta.now(),
        change: (account: Partial<AccountState>) => meta.change(number.id, account),
      };
      return edge === 'request_code' ? requestCode(call) : verifyCode(call);
    }
    case 'POST ':
      if (!number) return null;
      requireScope(own.setup, 'whatsapp_business_management');
      return configure(await bodyOf(request, configuration), number, meta);
    case 'GET ':
      if (number || account) requireScope(own.setup, 'whatsapp_business_management');
      return refuseOtherNodes(first, url, owned, numbers);
    case 'POST messages':
      requireScope(own.setup, 'whatsapp_business_messaging');
      if (number && !isRegistered(number.setup))
        throw new GraphApiError(133010, 'The account is not registered.');
      return null;
    default:
      return null;
  }
}

/** The address for a webhook of this field. If null, Meta drops the webhook. */
export function destinationOf(setup: NumberSetup, field: string, level: Level): string | null {
  const { isAppLive, isSubscribed, fields, numberCallbackUrl } = accountOf(setup);
  // A test from the dashboard goes to the app, even without a subscription.
  if (level === 'test') return setup.callbackUrl || null;
  if (!isAppLive || !isSubscribed || !fields.includes(field)) return null;
  // Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
  const follows = /^(messages|message_echoes|smb_|history|calls|group_|account_settings_update)/.test(field);
  return (follows ? numberCallbackUrl : null) || setup.callbackUrl || null;
}

function isRegistered(setup: NumberSetup): boolean {
  return accountOf(setup).platformType === 'CLOUD_API' || setup.isOnPhone === true;
}

export async function checkProof(url: URL, setup: NumberSetup): Promise<void> {
  const proof = url.searchParams.get('appsecret_proof');
  if (proof === null && accountOf(setup).requiresProof) {
    throw new GraphApiError(100, '', {
      message: 'API calls from the server require an appsecret_proof argument',
    });
  }
  if (proof !== null && proof !== (await appSecretProof(setup.appSecret, setup.accessToken))) {
    throw new GraphApiError(100, '', { message: 'Invalid appsecret_proof provided in the API argument' });
  }
}

export function requireScope(setup: NumberSetup, scope: string): void {
  if (accountOf(setup).scopes.includes(scope)) return;
  const message = `(#200) Requires ${scope} permission to manage the object`;
  throw new GraphApiError(200, '', { message });
}

const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  WhatsAppBusinessAccount: [
    ...['id', 'name', 'account_review_status', 'currency', 'timezone_id'],
    'message_template_namespace',
  ],
  Application: ['id', 'name', 'link', 'category'],
  Business: ['id', 'name', 'verification_status'],
};

/** If the id belongs to another type of object, Graph's error names that type and the missing field. */
function refuseOtherNodes(
  id: string,
  url: URL,
  owned: readonly OwnedNumber[],
  numbers: readonly OwnedNumber[],
): null {
  const asked = (url.searchParams.get('fields') ?? '').split(',').filter((field) => field !== '');
  const refuse = (kind: string, known: readonly string[]) => {
    const field = asked.find((one) => !known.includes(one));
    if (field === undefined) return;
    const message = `(#100) Tried accessing nonexisting field (${field}) on node type (${kind})`;
    throw new GraphApiError(100, '', { message });
  };
  const kind = owned.some(({ setup }) => setup.wabaId === id)
    ? 'WhatsAppBusinessAccount'
    : owned.some(({ setup }) => accountOf(setup).appId === id)
      ? 'Application'
      : id === businessId
        ? 'Business'
        : null;
  if (kind !== null) refuse(kind, fieldsOf[kind] ?? []);
  if (owned.some((one) => one.id === id) && asked.includes('account_review_status')) {
    refuse('WhatsAppBusinessPhoneNumber', ['name']);
  }
  const isForeign = numbers.some((one) => one.id === id) && !owned.some((one) => one.id === id);
  // Media has other fields, and requests for it name none.
  if (isForeign || (kind === null && asked.length > 0 && !owned.some((one) => one.id === id))) {
    throw unknownObject(id);
  }
  return null;
}

const registration = v.strictObject({
  messaging_product: v.literal('whatsapp'),
  pin: v.pipe(v.string(), v.regex(/^\d{6}$/)),
});

function register(
  { pin }: v.InferOutput<typeof registration>,
  { id, setup }: OwnedNumber,
  meta: Onboarding,
): Response {
  if (setup.isOnPhone) {
    throw new GraphApiError(100, 'A number of the WhatsApp Business app is registered by the phone.');
  }
  const { pin: known, newDisplayName, newNameStatus, codeVerificationStatus } = accountOf(setup);
  // The order of the steps is Meta's; which error it answers here is not documented.
  if (codeVerificationStatus === 'NOT_VERIFIED') {
    throw new GraphApiError(100, 'The phone number has to be verified before it can be registered.');
  }
  if (known !== null && known !== pin) {
    throw new GraphApiError(133005, '', { message: '(#133005) Two step verification PIN Mismatch' });
  }
  meta.change(id, { platformType: 'CLOUD_API', pin, status: 'CONNECTED' });
  // An approved name takes effect now.
  if (newNameStatus === 'APPROVED' && newDisplayName !== null)
    meta.change(id, { newDisplayName: null, newNameStatus: null }, { name: newDisplayName });
  return Response.json({ success: true });
}

const callbackOverride = v.strictObject({
  override_callback_uri: v.string(),
  verify_token: v.exactOptional(v.string()),
});
const configuration = v.union([
  v.strictObject({ webhook_configuration: callbackOverride }),
  v.strictObject({ new_display_name: v.pipe(v.string(), v.minLength(2), v.maxLength(75)) }),
]);

function configure(
  wanted: v.InferOutput<typeof configuration>,
  number: OwnedNumber,
  meta: Onboarding,
): Promise<Response> | Response {
  if ('webhook_configuration' in wanted) return override(wanted.webhook_configuration, number, meta);
  meta.change(number.id, { newDisplayName: wanted.new_display_name, newNameStatus: 'PENDING_REVIEW' });
  return Response.json({ success: true });
}

async function override(
  wanted: v.InferOutput<typeof callbackOverride>,
  { id, setup }: OwnedNumber,
  meta: Onboarding,
): Promise<Response> {
  const { override_callback_uri: callback, verify_token: verifyToken = '' } = wanted;
  if (callback !== '' && !accountOf(setup).isSubscribed) {
    const message =
      '(#100) Before override the current callback uri, your app must be subscribed to receive messages for WhatsApp Business Account';
    throw new GraphApiError(100, '', { message });
  }
  if (callback !== '') await verifyCallback(callback, verifyToken);
  meta.change(id, { numberCallbackUrl: callback });
  return Response.json({ success: true });
}

const subscription = v.object({
  object: v.literal('whatsapp_business_account'),
  callback_url: v.string(),
  verify_token: v.string(),
  fields: v.string(),
});

async function subscribe(
  request: Request,
  appId: string,
  token: string | undefined,
  meta: Onboarding,
): Promise<Response> {
  const ofApp = meta.numbers().filter(({ setup }) => accountOf(setup).appId === appId);
  if (!ofApp.some(({ setup }) => token === `${appId}|${setup.appSecret}`)) {
    throw new GraphApiError(190, '', { message: 'Error validating application. Invalid client secret.' });
  }
  const wanted = await bodyOf(request, subscription);
  await verifyCallback(wanted.callback_url, wanted.verify_token);
  for (const { id } of ofApp) {
    meta.change(id, { fields: wanted.fields.split(',') }, { callbackUrl: wanted.callback_url });
  }
  return Response.json({ success: true });
}

/** Meta verifies a callback before it accepts it. */
async function verifyCallback(callback: string, verifyToken: string): Promise<void> {
  const refuse = (why: string) =>
    new GraphApiError(2200, '', {
      message: `(#2200) Callback verification failed with the following errors: ${why}`,
    });
  if (!/^https:\/\/|^http:\/\/localhost[:/]/.test(callback)) throw refuse('The URL is not secure');
  const url = new URL(callback);
  const challenge = crypto.randomUUID();
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.verify_token', verifyToken);
  url.searchParams.set('hub.challenge', challenge);
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  if (!answer) throw refuse('curl_errno = 7; curl_error = Failed to connect');
  if (!answer.ok || (await answer.text()) !== challenge) {
    throw refuse(`HTTP Status Code = ${answer.status}; HTTP Message = ${answer.statusText}`);
  }
}

function exchange({ searchParams }: URL, meta: Onboarding): Response {
  const id = meta.takeCode(searchParams.get('code') ?? '');
  const number = meta.numbers().find((one) => one.id === id);
  if (!number) {
    const message = 'This authorization code has been used, or has expired.';
    throw new GraphApiError(100, '', { message, subcode: 36009 });
  }
  const isApp =
    searchParams.get('client_id') === accountOf(number.setup).appId &&
    searchParams.get('client_secret') === number.setup.appSecret;
  if (!isApp) throw new GraphApiError(1, '', { message: 'Error validating client secret.' });
  return Response.json({ access_token: number.setup.accessToken, token_type: 'bearer' });
}

async function bodyOf<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
  check: (body: unknown) => void = () => {},
): Promise<v.InferOutput<Schema>> {
  const body: unknown = await request.json().catch(() => null);
  check(body);
  const read = v.safeParse(schema, body);
  if (read.success) return read.output;
  throw new GraphApiError(100, read.issues.map(({ message }) => message).join('; '));
}

/** Graph accepts the parameters of these two calls in the query and in the body. */
async function parametersOf(request: Request, url: URL): Promise<unknown> {
  const body: unknown = await request.json().catch(() => ({}));
  const { access_token, appsecret_proof, ...inAddress } = Object.fromEntries(url.searchParams);
  return v.is(v.record(v.string(), v.unknown()), body) ? { ...inAddress, ...body } : body;
}

function requireProductIn(body: unknown): void {
  requireProduct(v.is(v.record(v.string(), v.unknown()), body) ? body.messaging_product : undefined);
}
