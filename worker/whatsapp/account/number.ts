/**
 * What Meta reports about a business number, its account and the access token: whether messages can be sent and
 * webhooks arrive. Sources: Meta's OpenAPI description v23.0;
 * https://developers.facebook.com/docs/graph-api/reference/debug_token;
 * https://developers.facebook.com/docs/graph-api/reference/app/subscriptions.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, type GraphOutcome, graphRequest } from '../graph/graph.ts';

const said = v.nullable(v.string());

/** A number as Meta reports it. Fields are null where Meta does not say; values are Meta's. */
export const numberFacts = v.object({
  displayPhoneNumber: said,
  verifiedName: said,
  /** APPROVED, PENDING_REVIEW, DECLINED, EXPIRED, AVAILABLE_WITHOUT_REVIEW, NONE … */
  nameStatus: said,
  /** GREEN, YELLOW, RED, UNKNOWN. */
  qualityRating: said,
  /** CONNECTED, PENDING, DISCONNECTED, FLAGGED, RESTRICTED, RATE_LIMITED, BANNED … */
  status: said,
  /** VERIFIED, NOT_VERIFIED, EXPIRED. */
  codeVerificationStatus: said,
  /** CLOUD_API, ON_PREMISE, NOT_APPLICABLE. */
  platformType: said,
  /** STANDARD, HIGH, NOT_APPLICABLE. */
  throughputLevel: said,
  /** How many conversations the business can start in 24 hours: TIER_250, TIER_2K … TIER_UNLIMITED. */
  messagingLimitTier: said,
  isOnPhone: v.boolean(),
  /** LIVE, SANDBOX. */
  accountMode: said,
  /**
   * Where Meta sends this number's webhooks. An address of the number overrides the account's, which overrides the
   * app's.
   */
  callbackUrl: said,
});

export const accountFacts = v.object({
  name: said,
  /** APPROVED, PENDING, REJECTED … */
  reviewStatus: said,
});

export const tokenFacts = v.object({
  isValid: v.boolean(),
  /** SYSTEM_USER, USER, PAGE, APP; null when Meta does not say. */
  type: said,
  appId: said,
  /** Null when it never expires. */
  expiresAt: v.nullable(v.number()),
  scopes: v.array(v.string()),
  /** Ids that the permissions are limited to, including accounts; empty when Meta lists none. */
  targetIds: v.array(v.string()),
});

/** The fields that an app is subscribed to for all its accounts. */
export const appSubscription = v.object({
  callbackUrl: said,
  isActive: v.boolean(),
  fields: v.array(v.string()),
});

export type NumberFacts = v.InferOutput<typeof numberFacts>;
export type AccountFacts = v.InferOutput<typeof accountFacts>;
export type TokenFacts = v.InferOutput<typeof tokenFacts>;
export type AppSubscription = v.InferOutput<typeof appSubscription>;

type Found<Name extends string, Value> = ({ outcome: 'found' } & Record<Name, Value>) | GraphFailure;

const word = v.fallback(v.nullable(v.string()), null);

const numberAnswer = v.object({
  display_phone_number: word,
  verified_name: word,
  name_status: word,
  quality_rating: word,
  status: word,
  code_verification_status: word,
  platform_type: word,
  throughput: v.fallback(v.object({ level: word }), { level: null }),
  messaging_limit_tier: word,
  whatsapp_business_manager_messaging_limit: word,
  is_on_biz_app: v.fallback(v.boolean(), false),
  account_mode: word,
  webhook_configuration: v.fallback(
    v.object({ phone_number: word, whatsapp_business_account: word, application: word }),
    { phone_number: null, whatsapp_business_account: null, application: null },
  ),
});
/** Names of fields in newer versions of Graph. */
const renamed: Readonly<Record<string, string>> = {
  messaging_limit_tier: 'whatsapp_business_manager_messaging_limit',
};
const newNames = Object.values(renamed);
const numberFields = Object.keys(numberAnswer.entries).filter((field) => !newNames.includes(field));

export async function fetchNumber(
  graph: Graph,
  phoneNumberId: string,
  signal?: AbortSignal,
): Promise<Found<'number', NumberFacts>> {
  const answer = await askFields(graph, phoneNumberId, numberFields, signal);
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(numberAnswer, answer.body);
  if (!read.success) return unknownForm('the number');
  const { webhook_configuration: callback, ...number } = read.output;
  return {
    outcome: 'found',
    number: {
      displayPhoneNumber: number.display_phone_number,
      verifiedName: number.verified_name,
      nameStatus: number.name_status,
      qualityRating: number.quality_rating,
      status: number.status,
      codeVerificationStatus: number.code_verification_status,
      platformType: number.platform_type,
      throughputLevel: number.throughput.level,
      messagingLimitTier: number.messaging_limit_tier ?? number.whatsapp_business_manager_messaging_limit,
      isOnPhone: number.is_on_biz_app,
      accountMode: number.account_mode,
      callbackUrl:
        callback.phone_number || callback.whatsapp_business_account || callback.application || null,
    },
  };
}

/** Graph rejects the whole request for one unknown field. That field is requested by its other name, or left out. */
export async function askFields(
  graph: Graph,
  phoneNumberId: string,
  fields: readonly string[],
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const request = { method: 'GET', path: `/${phoneNumberId}`, query: { fields: fields.join(',') } } as const;
  const answer = await graphRequest(graph, request, signal);
  const refusal = answer.outcome === 'rejected' ? unknownField.exec(answer.error.title)?.[1] : undefined;
  if (refusal === undefined || !fields.includes(refusal)) return answer;
  const others = fields.filter((field) => field !== refusal);
  const other = renamed[refusal];
  return askFields(graph, phoneNumberId, other === undefined ? others : [...others, other], signal);
}

const unknownField = /nonexisting field \((\w+)\) on node type \(WhatsAppBusinessPhoneNumber\)/;

const accountAnswer = v.object({ name: word, account_review_status: word });

export async function fetchAccount(
  graph: Graph,
  wabaId: string,
  signal?: AbortSignal,
): Promise<Found<'account', AccountFacts>> {
  const answer = await graphRequest(
    graph,
    { method: 'GET', path: `/${wabaId}`, query: { fields: Object.keys(accountAnswer.entries).join(',') } },
    signal,
  );
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(accountAnswer, answer.body);
  if (!read.success) return unknownForm('the account');
  return {
    outcome: 'found',
    account: { name: read.output.name, reviewStatus: read.output.account_review_status },
  };
}

const tokenAnswer = v.object({
  data: v.object({
    is_valid: v.boolean(),
    type: word,
    app_id: word,
    expires_at: v.fallback(v.number(), 0),
    scopes: v.fallback(v.array(v.string()), []),
    granular_scopes: v.fallback(
      v.array(v.object({ scope: v.string(), target_ids: v.fallback(v.array(v.string()), []) })),
      [],
    ),
  }),
});

/** Meta's report about our token. A token can inspect itself; an app can inspect all of its tokens. */
export async function fetchToken(graph: Graph, signal?: AbortSignal): Promise<Found<'token', TokenFacts>> {
  const answer = await graphRequest(
    graph,
    { method: 'GET', path: '/debug_token', query: { input_token: graph.accessToken } },
    signal,
  );
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(tokenAnswer, answer.body);
  if (!read.success) return unknownForm('the token');
  const { is_valid: isValid, type, app_id: appId, expires_at: seconds, scopes } = read.output.data;
  const expiresAt = seconds > 0 ? seconds * 1000 : null;
  // Some scopes are listed only there, and since 2026 possibly without the accounts that they apply to.
  const granular = read.output.data.granular_scopes;
  const all = [...new Set([...scopes, ...granular.map(({ scope }) => scope)])];
  const targetIds = [...new Set(granular.flatMap((one) => one.target_ids))];
  return { outcome: 'found', token: { isValid, type, appId, expiresAt, scopes: all, targetIds } };
}

const subscribedApps = v.object({
  data: v.array(
    v.object({
      whatsapp_business_api_data: v.fallback(v.object({ id: word, name: word }), { id: null, name: null }),
    }),
  ),
});

/** The apps that receive an account's webhooks. */
export async function fetchSubscribedApps(
  graph: Graph,
  wabaId: string,
  signal?: AbortSignal,
): Promise<Found<'apps', { id: string | null; name: string | null }[]>> {
  const answer = await graphRequest(graph, { method: 'GET', path: `/${wabaId}/subscribed_apps` }, signal);
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(subscribedApps, answer.body);
  if (!read.success) return unknownForm('the subscribed apps');
  return { outcome: 'found', apps: read.output.data.map((one) => one.whatsapp_business_api_data) };
}

const subscriptions = v.object({
  data: v.array(
    v.object({
      object: word,
      callback_url: word,
      active: v.fallback(v.boolean(), true),
      fields: v.fallback(
        v.array(
          v.union([
            v.string(),
            v.pipe(
              v.object({ name: v.string() }),
              v.transform(({ name }) => name),
            ),
          ]),
        ),
        [],
      ),
    }),
  ),
});

/**
 * The fields that the app is subscribed to; null when there is no subscription. Only the app itself can ask, with its
 * secret.
 */
export async function fetchAppSubscription(
  { appSecret, ...graph }: Graph,
  appId: string,
  signal?: AbortSignal,
): Promise<Found<'subscription', AppSubscription | null>> {
  const answer = await graphRequest(
    { ...graph, accessToken: `${appId}|${appSecret ?? ''}` },
    { method: 'GET', path: `/${appId}/subscriptions` },
    signal,
  );
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(subscriptions, answer.body);
  if (!read.success) return unknownForm('the app’s subscriptions');
  const found = read.output.data.find(({ object }) => object === 'whatsapp_business_account');
  if (!found) return { outcome: 'found', subscription: null };
  const { callback_url: callbackUrl, active: isActive, fields } = found;
  return { outcome: 'found', subscription: { callbackUrl, isActive, fields } };
}

/** Fields that a deployment needs. A health check reports a missing one. */
export const neededFields = ['messages'] as const;
export const usefulFields = [
  'message_template_status_update',
  'message_template_quality_update',
  'template_category_update',
  'phone_number_quality_update',
  'phone_number_name_update',
  'account_update',
  'account_alerts',
  'account_review_update',
  'business_capability_update',
  'security',
  'user_preferences',
  'message_template_components_update',
  'account_settings_update',
  'calls',
  'group_lifecycle_update',
  'group_participants_update',
  'group_settings_update',
  'group_status_update',
] as const;
/**
 * Links a changed user id to the former one. Meta does not offer it to every app yet, so a missing one is not a
 * problem.
 */
export const newestFields = ['user_id_update'] as const;
/** Only for numbers that are also in the phone app. */
export const phoneAppFields = ['smb_message_echoes', 'smb_app_state_sync', 'history'] as const;

/** How many conversations a portfolio can start in 24 hours; null when there is no limit or the tier is unknown. */
export function messagingLimitOf(tier: string | null): number | null {
  const found = /^TIER_(\d+)(K?)$/.exec(tier ?? '');
  return found ? Number(found[1]) * (found[2] === 'K' ? 1_000 : 1) : null;
}

/** Whether this `status` of a number stops or limits its messages. */
export function isOutOfUse(status: string): boolean {
  return ['BANNED', 'RESTRICTED', 'DISCONNECTED', 'DELETED'].includes(status);
}

/** Whether Meta rejected the access token: it is wrong, expired or revoked. */
export function isTokenRefusal({ code }: { code: number }): boolean {
  return code === 190 || code === 0;
}

function unknownForm(what: string): GraphFailure {
  return { outcome: 'in_doubt', reason: `Graph described ${what} in an unknown format` };
}
