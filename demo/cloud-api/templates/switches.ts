/**
 * `GET`, `PUT /control/templates/switches`. Sources disagree about some of Meta's rules; each of those is a switch here, and
 * the stricter form is the default. The other switches choose what happens next.
 */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const switchesSchema = v.object({
  /** How long a review takes. */
  reviewMs: v.optional(count, 3_000),
  /** `rules` decides by what the template says. */
  reviewOutcome: v.optional(v.picklist(['rules', 'APPROVED', 'REJECTED']), 'rules'),
  /** The reason of a rejection that was chosen here. */
  rejectedReason: v.optional(v.string(), 'INVALID_FORMAT'),
  /** An unverified business has 250 templates at most, and none for authentication. */
  isBusinessVerified: v.optional(v.boolean(), true),
  /** Replaces the limit of the account. */
  maxTemplates: v.optional(v.nullable(count), null),
  maxCreationsPerHour: v.optional(count, 100),
  maxCallsPerHour: v.optional(count, 5_000),
  /** Pages are not longer than this, whatever limit was requested. */
  maxPerPage: v.optional(v.pipe(count, v.minValue(1)), 100),
  /** This many sends of templates are held until their quality is known. */
  heldSends: v.optional(count, 0),

  /** The filter `name` also finds parts of names. */
  findsPartsOfNames: v.optional(v.boolean(), true),
  /** A text header has no emoji and no line break. */
  checksHeaderEmoji: v.optional(v.boolean(), true),
  checksButtonEmoji: v.optional(v.boolean(), true),
  /** More than four spaces or two line breaks in a row, and blanks at the ends. */
  checksBlanks: v.optional(v.boolean(), true),
  /** An `example` where there is no variable. */
  refusesNeedlessExamples: v.optional(v.boolean(), true),
  /** Static words that each variable of a body needs, plus one for all. */
  wordsPerVariable: v.optional(count, 3),
  allowsFooterVariables: v.optional(v.boolean(), false),
  /** COPY_CODE in templates of the category UTILITY. */
  allowsUtilityCodes: v.optional(v.boolean(), false),
  /** Variables of links are numbered, even if those of the text have names. */
  requiresPositionalUrls: v.optional(v.boolean(), true),
  maxFlowButtons: v.optional(count, 1),
  maxCallButtons: v.optional(count, 1),
  maxContactButtons: v.optional(count, 1),
  /** English labels on an authentication template in another language. */
  checksCodeLabels: v.optional(v.boolean(), true),
  /** A header or footer above or below the cards of a carousel. */
  allowsCarouselFrame: v.optional(v.boolean(), false),
  /** `{{1}}` in the `base_url` of a template from the library. */
  allowsVariableInBaseUrl: v.optional(v.boolean(), false),
  /** `Authorization: Bearer` when the bytes of a file are uploaded. */
  allowsBearerUploads: v.optional(v.boolean(), false),
  /** A wrong id among `hsm_ids` deletes the others. */
  deletesDespiteWrongIds: v.optional(v.boolean(), false),
});

export type TemplateSwitches = v.InferOutput<typeof switchesSchema>;

export const usualSwitches: TemplateSwitches = v.parse(switchesSchema, {});
