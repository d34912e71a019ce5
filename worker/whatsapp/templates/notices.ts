/**
 * Meta's webhooks about templates. They are hints: the list of templates has the truth. Meta's own example of a quality
 * notice has the field of a status notice, so the shape decides. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference.
 */
import * as v from 'valibot';
import { normalizedLanguage } from './languages.ts';

export type TemplateChange =
  /** Meta's `event`: APPROVED, REJECTED, PAUSED, DISABLED, ARCHIVED … */
  | { what: 'status'; status: string; reason: string | null; advice: string | null }
  /** GREEN, YELLOW, RED or UNKNOWN. */
  | { what: 'quality'; previous: string | null; quality: string }
  /** `upcoming`: the category that the template will get; null once it has it. */
  | { what: 'category'; category: string; previous: string | null; upcoming: string | null }
  /** Its texts or buttons were edited, here or elsewhere. */
  | { what: 'components' };

export interface TemplateNotice {
  id: string;
  name: string;
  language: string;
  change: TemplateChange;
}

const word = v.fallback(v.nullable(v.string()), null);
const text = v.fallback(v.optional(v.string()), undefined);
const notice = v.object({
  message_template_id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
  message_template_name: v.string(),
  message_template_language: v.pipe(v.string(), v.transform(normalizedLanguage)),
  event: text,
  reason: word,
  rejection_info: v.fallback(v.optional(v.object({ reason: text, recommendation: text })), undefined),
  other_info: v.fallback(v.optional(v.object({ title: text, description: text })), undefined),
  previous_quality_score: word,
  new_quality_score: text,
  previous_category: word,
  new_category: text,
  correct_category: word,
  message_template_element: text,
});

/** Null for anything else. */
export function templateNoticeIn(raw: string): TemplateNotice | null {
  const read = v.safeParse(notice, JSON.parse(raw));
  if (!read.success) return null;
  const { message_template_id: id, message_template_name: name } = read.output;
  const change = changeIn(read.output);
  return change && { id, name, language: read.output.message_template_language, change };
}

function changeIn(found: v.InferOutput<typeof notice>): TemplateChange | null {
  const { event, reason, rejection_info, other_info } = found;
  if (found.new_quality_score !== undefined) {
    return { what: 'quality', previous: found.previous_quality_score, quality: found.new_quality_score };
  }
  if (found.new_category !== undefined) {
    const { new_category: category, previous_category: previous, correct_category: upcoming } = found;
    return { what: 'category', category, previous, upcoming: upcoming === category ? null : upcoming };
  }
  if (event !== undefined) {
    const given = reason === 'NONE' ? null : reason;
    return {
      ...{
        what: 'status',
        status: event,
        reason: rejection_info?.reason ?? given ?? other_info?.title ?? null,
      },
      advice: rejection_info?.recommendation ?? other_info?.description ?? null,
    };
  }
  return found.message_template_element === undefined ? null : { what: 'components' };
}
