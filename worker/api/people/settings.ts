/** Settings of the deployment: allowed sites, sign-in by a site's own login, the master key. */
import * as v from 'valibot';
import { schemaTexts } from '../../whatsapp/input-texts.ts';
import { isPublicHost, time, whole } from '../values.ts';

/** Settings that an open console shows, or works with. */
export const settingsKind = v.picklist([
  'team',
  'teams',
  'labels',
  'fields',
  'replies',
  'templates',
  'views',
  'numbers',
  'policy',
  'assignment',
  'automation',
  'button',
  'hours',
  'assistant',
  'places',
  'retention',
  'profile',
  'tokens',
  'webhooks',
  'sites',
]);
export type SettingsKind = v.InferOutput<typeof settingsKind>;

/** The sites that can show the inbox, and others that tried. */
export const origins = v.object({
  origins: v.array(v.string()),
  refused: v.array(v.object({ origin: v.string(), count: whole, lastAt: time })),
});
export type Origins = v.InferOutput<typeof origins>;

const isOrigin = (url: string) => URL.parse(url)?.origin === url;
export const allowedOrigins = v.strictObject({
  origins: v.pipe(v.array(v.pipe(v.string(), v.check(isOrigin, schemaTexts.origin_form))), v.maxLength(100)),
});

function isPublicHttps(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === 'https:' && url.username === '' && isPublicHost(url.hostname);
}

const off = v.strictObject({ type: v.literal('off') });
const bySecret = v.strictObject({ type: v.literal('secret') });
const byKeys = v.strictObject({
  type: v.literal('jwks'),
  // The Worker calls this address.
  url: v.pipe(v.string(), v.maxLength(512), v.check(isPublicHttps, schemaTexts.key_address_form)),
});

/** How a site's own login identifies its users. */
export const siteLogin = v.variant('type', [off, bySecret, byKeys]);
export type SiteLogin = v.InferOutput<typeof siteLogin>;

/** A new secret is in this answer only. */
export const changedSiteLogin = v.variant('type', [
  off,
  v.strictObject({ ...bySecret.entries, secret: v.exactOptional(v.string()) }),
  byKeys,
]);
export type ChangedSiteLogin = v.InferOutput<typeof changedSiteLogin>;

/** How far the change to a new master key has come. */
export const masterKeyStatus = v.object({
  /** The secret whose key encrypts. */
  current: v.string(),
  /** Other keys that are set. They can be deleted when `waiting` is 0. */
  older: v.array(v.string()),
  /** Stored secrets that are still encrypted with an older key. */
  waiting: whole,
  /** Stored secrets whose key is gone: set it again, or enter them again. */
  unreadable: whole,
});
export type MasterKeyStatus = v.InferOutput<typeof masterKeyStatus>;
