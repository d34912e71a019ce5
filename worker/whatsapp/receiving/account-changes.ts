/**
 * What has changed, in Meta's account-level webhooks about templates and the quality of a number. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference.
 */
import * as v from 'valibot';

const word = v.fallback(v.nullable(v.string()), null);
const limit = v.fallback(v.nullable(v.union([v.string(), v.number()])), null);

const template = {
  message_template_id: v.fallback(
    v.nullable(v.pipe(v.union([v.string(), v.number()]), v.transform(String))),
    null,
  ),
  message_template_name: v.string(),
  message_template_language: word,
};
const templateStatus = v.object({ ...template, event: v.string(), reason: word });
const templateCategory = v.object({
  ...template,
  previous_category: word,
  new_category: v.string(),
  correct_category: word,
});
const quality = v.object({
  event: word,
  current_limit: limit,
  old_limit: limit,
  max_daily_conversations_per_business: limit,
});

export interface ChangedTemplate {
  id: string | null;
  name: string;
  language: string | null;
}

export type AccountChange =
  /** `status` is Meta's: APPROVED, REJECTED, PAUSED, DISABLED, FLAGGED … */
  | { what: 'template-status'; template: ChangedTemplate; status: string; reason: string | null }
  /** `upcoming`: the category that Meta will give it later; null once it has it. */
  | {
      what: 'template-category';
      template: ChangedTemplate;
      category: string;
      previous: string | null;
      upcoming: string | null;
    }
  /** `change` is Meta's: FLAGGED, UNFLAGGED, UPGRADE, DOWNGRADE, THROUGHPUT_UPGRADE … */
  | {
      what: 'number-quality';
      change: string | null;
      limit: string | number | null;
      previousLimit: string | number | null;
    };

/** The fields that {@link accountChangeIn} reads. */
export const fieldOfChange: Readonly<Record<AccountChange['what'], string>> = {
  'template-status': 'message_template_status_update',
  'template-category': 'template_category_update',
  'number-quality': 'phone_number_quality_update',
};

/** Null: the field is none of these, or has an unknown form. */
export function accountChangeIn(field: string, raw: string): AccountChange | null {
  const value: unknown = JSON.parse(raw);
  switch (field) {
    case fieldOfChange['template-status']: {
      const read = v.safeParse(templateStatus, value);
      if (!read.success) return null;
      const { event: status, reason } = read.output;
      return {
        ...{ what: 'template-status', template: templateOf(read.output), status },
        reason: reason === 'NONE' ? null : reason,
      };
    }
    case fieldOfChange['template-category']: {
      const read = v.safeParse(templateCategory, value);
      if (!read.success) return null;
      const { new_category: category, previous_category: previous, correct_category: upcoming } = read.output;
      return { what: 'template-category', template: templateOf(read.output), category, previous, upcoming };
    }
    case fieldOfChange['number-quality']: {
      const read = v.safeParse(quality, value);
      if (!read.success) return null;
      const { event: change, current_limit, max_daily_conversations_per_business, old_limit } = read.output;
      const now = current_limit ?? max_daily_conversations_per_business;
      return { what: 'number-quality', change, limit: now, previousLimit: old_limit };
    }
    default:
      return null;
  }
}

function templateOf(
  read: Pick<
    v.InferOutput<typeof templateStatus>,
    'message_template_id' | 'message_template_name' | 'message_template_language'
  >,
): ChangedTemplate {
  const { message_template_id: id, message_template_name: name, message_template_language: language } = read;
  return { id, name, language };
}
