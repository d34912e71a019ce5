/** A number's state at Meta: its access token, its account, and the addresses of its webhooks. */
import * as v from 'valibot';
import { GraphApiError } from '../graph/graph-error.ts';
import type { AccountState, NumberSetup } from './number-setup.ts';

const codeMethod = v.picklist(['SMS', 'VOICE']);
export const sentCode = v.object({
  code: v.string(),
  method: codeMethod,
  language: v.string(),
  at: v.number(),
  wrong: v.number(),
});

export const accountState = v.partial(
  v.object({
    qualityRating: v.string(),
    messagingLimitTier: v.string(),
    nameStatus: v.string(),
    newDisplayName: v.nullable(v.string()),
    newNameStatus: v.nullable(v.string()),
    status: v.string(),
    reviewStatus: v.string(),
    tokenExpiresAt: v.number(),
    isTokenRevoked: v.boolean(),
    isSubscribed: v.boolean(),
    fields: v.array(v.string()),
    appId: v.string(),
    isAppLive: v.boolean(),
    scopes: v.array(v.string()),
    tokenType: v.string(),
    namesTargets: v.boolean(),
    requiresProof: v.boolean(),
    platformType: v.string(),
    pin: v.nullable(v.string()),
    numberCallbackUrl: v.string(),
    codeVerificationStatus: v.string(),
    sentCode: v.nullable(sentCode),
    codesSent: v.array(v.number()),
    cannotReceive: v.array(codeMethod),
  }),
) satisfies v.GenericSchema<unknown, Partial<AccountState>>;

/** The fields of `whatsapp_business_account` that the stand-in can send. An app gets the ones it has subscribed to. */
export const webhookFields = [
  'account_alerts',
  'account_review_update',
  'account_settings_update',
  'account_update',
  'business_capability_update',
  'calls',
  'group_lifecycle_update',
  'group_participants_update',
  'group_settings_update',
  'group_status_update',
  'history',
  'message_template_components_update',
  'message_template_quality_update',
  'message_template_status_update',
  'messages',
  'phone_number_name_update',
  'phone_number_quality_update',
  'security',
  'smb_app_state_sync',
  'smb_message_echoes',
  'template_category_update',
  'user_id_update',
  'user_preferences',
] as const;

export function accountOf(setup: NumberSetup): AccountState {
  return {
    qualityRating: 'GREEN',
    messagingLimitTier: 'TIER_2K',
    nameStatus: 'APPROVED',
    newDisplayName: null,
    newNameStatus: null,
    status: 'CONNECTED',
    reviewStatus: 'APPROVED',
    tokenExpiresAt: 0,
    isTokenRevoked: false,
    isSubscribed: true,
    fields: [...webhookFields],
    appId: '670843887433847',
    isAppLive: true,
    scopes: ['whatsapp_business_management', 'whatsapp_business_messaging', 'catalog_management'],
    tokenType: 'SYSTEM_USER',
    namesTargets: true,
    requiresProof: false,
    platformType: 'CLOUD_API',
    pin: null,
    numberCallbackUrl: '',
    codeVerificationStatus: 'VERIFIED',
    sentCode: null,
    codesSent: [],
    cannotReceive: [],
    ...setup.account,
  };
}

/** Whether every call rejects the token. */
export function isRefused(setup: NumberSetup, now: number): boolean {
  const { isTokenRevoked, tokenExpiresAt } = accountOf(setup);
  return isTokenRevoked || (tokenExpiresAt > 0 && tokenExpiresAt * 1000 <= now);
}

/** `GET /{phone-number-id}?fields=`: all available fields. */
export function numberFields(setup: NumberSetup): Record<string, unknown> {
  const account = accountOf(setup);
  return {
    display_phone_number: setup.displayPhoneNumber,
    verified_name: setup.name,
    name_status: account.nameStatus,
    new_display_name: account.newDisplayName ?? undefined,
    new_name_status: account.newNameStatus ?? undefined,
    quality_rating: account.qualityRating,
    status: account.status,
    code_verification_status: account.codeVerificationStatus,
    platform_type: account.platformType,
    throughput: { level: setup.throughput ?? 'STANDARD' },
    messaging_limit_tier: account.messagingLimitTier,
    is_on_biz_app: setup.isOnPhone ?? false,
    account_mode: 'LIVE',
    webhook_configuration: {
      ...(account.numberCallbackUrl !== '' && { phone_number: account.numberCallbackUrl }),
      ...(setup.callbackUrl !== '' && { application: setup.callbackUrl }),
    },
  };
}

export function accountFields(setup: NumberSetup): Record<string, unknown> {
  return {
    name: setup.name,
    currency: 'EUR',
    account_review_status: accountOf(setup).reviewStatus,
    // Only the on-premises API needed it.
    message_template_namespace: setup.wabaId.padStart(32, '0'),
  };
}

/** Returns only the requested fields and the id, as Graph does. */
export function pick(id: string, known: Record<string, unknown>, url: URL, usual: string): Response {
  const asked = (url.searchParams.get('fields') ?? usual).split(',');
  const unknown = asked.find((field) => !(field in known));
  if (unknown !== undefined) throw new GraphApiError(100, `Tried accessing nonexisting field (${unknown})`);
  return Response.json({ id, ...Object.fromEntries(asked.map((field) => [field, known[field]])) });
}

/** `GET /debug_token`. A rejected token has no other details. */
export function debugToken(setup: NumberSetup | undefined, now: number): Response {
  if (!setup || isRefused(setup, now)) {
    const expiresAt = setup ? accountOf(setup).tokenExpiresAt : 0;
    return Response.json({
      data: { is_valid: false, expires_at: expiresAt, scopes: [], error: { code: 190 } },
    });
  }
  const { appId, tokenExpiresAt, tokenType, scopes, namesTargets } = accountOf(setup);
  return Response.json({
    data: {
      app_id: appId,
      type: tokenType,
      application: 'Message Us',
      is_valid: true,
      expires_at: tokenExpiresAt,
      scopes,
      granular_scopes: scopes.map((scope) => ({
        scope,
        ...(namesTargets && { target_ids: [setup.wabaId] }),
      })),
    },
  });
}

/** `GET /{waba-id}/subscribed_apps` */
export function subscribedApps(setup: NumberSetup): Response {
  const { isSubscribed, appId } = accountOf(setup);
  const app = { whatsapp_business_api_data: { id: appId, name: 'Message Us', link: 'https://shop.example' } };
  return Response.json({ data: isSubscribed ? [app] : [] });
}

/** `GET /{app-id}/subscriptions` */
export function appSubscriptions(setup: NumberSetup): Response {
  const fields = accountOf(setup).fields.map((name) => ({ name, version: 'v23.0' }));
  const object = 'whatsapp_business_account';
  const one = { object, callback_url: setup.callbackUrl, active: true, fields };
  return Response.json({ data: setup.callbackUrl === '' ? [] : [one] });
}
