/**
 * Message templates as Meta lists them. Sources: `MessageTemplate` in
 * Meta's OpenAPI description v23.0, and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components.
 */
import * as v from 'valibot';

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
  rejected_reason: string,
  components: v.fallback(v.array(component), []),
});

/** The fields to request from Graph. */
export const templateFieldNames =
  'id,name,language,status,category,parameter_format,rejected_reason,components';

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
