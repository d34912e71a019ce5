/**
 * What customers see when they tap a number's name. Sources: Meta's OpenAPI description v23.0;
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-profiles (512 characters of
 * description, where the OpenAPI file still says 256);
 * https://developers.facebook.com/docs/whatsapp/on-premises/reference/settings/profile/photo (the photo's sizes).
 */
import * as v from 'valibot';
import type { PictureSize } from '../files/picture-size.ts';
import { type Graph, type GraphFailure, type GraphOutcome, graphRequest } from '../graph/graph.ts';
import { schemaTexts } from '../input-texts.ts';

/** The profile as Meta has it; fields that are not set are empty. */
export const businessProfile = v.object({
  about: v.string(),
  address: v.string(),
  description: v.string(),
  email: v.string(),
  websites: v.array(v.string()),
  /** Meta's value: one of {@link verticals}, or one that cannot be chosen, such as UNDEFINED. */
  vertical: v.string(),
  /** A temporary address of the photo; null when there is none. */
  pictureUrl: v.nullable(v.string()),
});
export type BusinessProfile = v.InferOutput<typeof businessProfile>;

export const verticals = [
  'OTHER',
  'AUTO',
  'BEAUTY',
  'APPAREL',
  'EDU',
  'ENTERTAIN',
  'EVENT_PLAN',
  'FINANCE',
  'GROCERY',
  'GOVT',
  'HOTEL',
  'HEALTH',
  'NONPROFIT',
  'PROF_SERVICES',
  'RETAIL',
  'TRAVEL',
  'RESTAURANT',
  'ALCOHOL',
  'ONLINE_GAMBLING',
  'PHYSICAL_GAMBLING',
  'OTC_DRUGS',
] as const;
export type Vertical = (typeof verticals)[number];

export const profileLimits = {
  about: 139,
  address: 256,
  description: 512,
  email: 128,
  website: 256,
  websites: 2,
} as const;

export const photoRules = {
  types: ['image/jpeg', 'image/png'],
  maxBytes: 5 * 1024 * 1024,
  /** Each side, in pixels: WhatsApp displays a square of this size. */
  bestSide: 640,
  /** Each side, in pixels: Meta can fail to resize a smaller photo. */
  minSide: 192,
} as const;

/** Why WhatsApp would reject this photo; null when it would accept it. */
export function photoProblem(
  mimeType: string,
  size: number,
): 'photo_type' | 'photo_empty' | 'photo_too_large' | null {
  if (!photoRules.types.some((type) => type === mimeType)) return 'photo_type';
  if (size === 0) return 'photo_empty';
  return size > photoRules.maxBytes ? 'photo_too_large' : null;
}

const upTo = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));
const isWeb = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Why WhatsApp would reject a photo of this size. Photos that are not square are cropped, not rejected. */
export function photoSizeProblem(size: PictureSize | null): 'photo_type' | 'photo_too_small' | null {
  if (size === null) return 'photo_type';
  return Math.min(size.width, size.height) < photoRules.minSide ? 'photo_too_small' : null;
}

/** Absent fields stay as they are. An empty text clears a field, except “about”, which WhatsApp requires. */
export const businessProfileChange = v.strictObject({
  about: v.exactOptional(v.pipe(upTo(profileLimits.about), v.nonEmpty(schemaTexts.about_empty))),
  address: v.exactOptional(upTo(profileLimits.address)),
  description: v.exactOptional(upTo(profileLimits.description)),
  email: v.exactOptional(
    v.pipe(
      upTo(profileLimits.email),
      v.check((text) => text === '' || v.is(v.pipe(v.string(), v.email()), text), schemaTexts.email_form),
    ),
  ),
  websites: v.exactOptional(
    v.pipe(
      v.array(v.pipe(upTo(profileLimits.website), v.check(isWeb, schemaTexts.website_form))),
      v.maxLength(profileLimits.websites),
    ),
  ),
  vertical: v.exactOptional(v.picklist(verticals)),
});
export type BusinessProfileChange = v.InferOutput<typeof businessProfileChange>;

const text = v.fallback(v.string(), '');
const profileAnswer = v.object({
  about: text,
  address: text,
  description: text,
  email: text,
  websites: v.fallback(v.array(v.string()), []),
  vertical: text,
  profile_picture_url: v.fallback(v.nullable(v.string()), null),
});
/** Graph answers with the profile itself, although its OpenAPI description nests it in `business_profile`. */
const answer = v.object({
  data: v.tupleWithRest(
    [
      v.union([
        v.pipe(
          v.object({ business_profile: profileAnswer }),
          v.transform((entry) => entry.business_profile),
        ),
        profileAnswer,
      ]),
    ],
    v.unknown(),
  ),
});
const fields = Object.keys(profileAnswer.entries).join(',');

export async function fetchBusinessProfile(
  graph: Graph,
  phoneNumberId: string,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; profile: BusinessProfile } | GraphFailure> {
  const path = `/${phoneNumberId}/whatsapp_business_profile`;
  const said = await graphRequest(graph, { method: 'GET', path, query: { fields } }, signal);
  if (said.outcome !== 'accepted') return said;
  const read = v.safeParse(answer, said.body);
  if (!read.success)
    return { outcome: 'in_doubt', reason: 'Graph described the profile in an unknown format' };
  const { profile_picture_url: pictureUrl, ...profile } = read.output.data[0];
  return { outcome: 'found', profile: { ...profile, pictureUrl } };
}

/** Safe to repeat. The handle names a finished upload. */
export function changeBusinessProfile(
  graph: Graph,
  phoneNumberId: string,
  change: BusinessProfileChange | { profile_picture_handle: string },
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const path = `/${phoneNumberId}/whatsapp_business_profile`;
  const body = { messaging_product: 'whatsapp', ...change };
  return graphRequest(graph, { method: 'POST', path, body }, signal);
}
