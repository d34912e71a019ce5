/**
 * Message templates as Meta lists them. Sources: `MessageTemplate` in
 * Meta's OpenAPI description v23.0, and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components.
 */
import * as v from 'valibot';
import { normalizedLanguage } from '../../templates/languages.ts';

export type Template = v.InferOutput<typeof template>;
export type TemplatePart = v.InferOutput<typeof part>;
export type TemplateButton = v.InferOutput<typeof button>;

const string = v.fallback(v.optional(v.string()), undefined);

const button = v.object({
  type: v.pipe(v.string(), v.toUpperCase()),
  text: v.fallback(v.string(), ''),
  url: string,
  example: v.optional(v.unknown()),
});
const part = v.object({
  type: v.pipe(v.string(), v.toUpperCase()),
  /** For a header: TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION, PRODUCT. */
  format: string,
  text: string,
  example: v.optional(v.unknown()),
  buttons: v.fallback(v.array(button), []),
  limited_time_offer: v.fallback(
    v.optional(
      v.object({ text: v.fallback(v.string(), ''), has_expiration: v.fallback(v.boolean(), false) }),
    ),
    undefined,
  ),
});
const component = v.object({
  ...part.entries,
  /** For a carousel. */
  cards: v.fallback(v.array(v.object({ components: v.array(part) })), []),
});

/** One entry of `GET /{waba-id}/message_templates`. Missing fields get harmless defaults. */
export const template = v.object({
  id: v.union([v.string(), v.pipe(v.number(), v.toString())]),
  name: v.string(),
  language: v.string(),
  /** APPROVED, PENDING, REJECTED, PAUSED, DISABLED … */
  status: v.string(),
  /** MARKETING, UTILITY, AUTHENTICATION */
  category: v.fallback(v.string(), ''),
  parameter_format: v.fallback(v.picklist(['NAMED', 'POSITIONAL']), 'POSITIONAL'),
  sub_category: string,
  previous_category: string,
  /** The category that Meta will give the template, if it differs from `category`. */
  correct_category: string,
  rejected_reason: string,
  quality_score: v.fallback(
    v.optional(
      v.object({
        /** GREEN, YELLOW, RED or UNKNOWN. */
        score: v.string(),
        /** Unix time in seconds. */
        date: v.fallback(v.optional(v.number()), undefined),
        reasons: v.fallback(v.optional(v.array(v.string())), undefined),
      }),
    ),
    undefined,
  ),
  /** Seconds for which Meta tries to deliver. */
  message_send_ttl_seconds: v.fallback(v.optional(v.number()), undefined),
  /** As Meta writes it: ISO 8601, or Unix time in seconds. */
  last_updated_time: v.fallback(
    v.optional(v.union([v.string(), v.pipe(v.number(), v.toString())])),
    undefined,
  ),
  library_template_name: string,
  components: v.fallback(v.array(component), []),
});

/** Reads an entry of Meta's list; null if it is no template. Meta also writes `en-US` for `en_US`. */
export function readTemplate(entry: unknown): Template | null {
  const read = v.safeParse(template, entry);
  return read.success ? { ...read.output, language: normalizedLanguage(read.output.language) } : null;
}

/** The fields that every version of Graph has. */
export const basicFieldNames = 'id,name,language,status,category,parameter_format,rejected_reason,components';

/** The fields to request from Graph. */
export const templateFieldNames = `${basicFieldNames},sub_category,previous_category,correct_category,quality_score,message_send_ttl_seconds,last_updated_time,library_template_name`;

export type TemplateObstacle = 'paused' | 'disabled' | 'rejected' | 'not_approved';

/** Why a template cannot be sent now; null when it can. */
export function obstacleOf({ status }: Template): TemplateObstacle | null {
  switch (status) {
    case 'APPROVED':
      return null;
    case 'PAUSED':
      return 'paused';
    case 'DISABLED':
      return 'disabled';
    case 'REJECTED':
      return 'rejected';
    default:
      return 'not_approved';
  }
}
