/** A template as the stand-in keeps it: what Meta lists, and what it needs to know for the life cycle. */
import * as v from 'valibot';
import { componentList } from './components.ts';

const time = v.number();
const optionalText = v.exactOptional(v.string());

const status = v.picklist([
  'PENDING',
  'APPROVED',
  'REJECTED',
  'PAUSED',
  'DISABLED',
  'IN_APPEAL',
  'LIMIT_EXCEEDED',
  'PENDING_DELETION',
  'ARCHIVED',
]);

export const storedTemplate = v.object({
  id: v.string(),
  name: v.string(),
  language: v.string(),
  status,
  category: v.string(),
  sub_category: optionalText,
  previous_category: optionalText,
  correct_category: optionalText,
  parameter_format: v.picklist(['POSITIONAL', 'NAMED']),
  components: componentList,
  quality: v.object({ score: v.picklist(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']), date: time }),
  rejected_reason: v.string(),
  message_send_ttl_seconds: v.exactOptional(v.number()),
  cta_url_link_tracking_opted_out: v.exactOptional(v.boolean()),
  library_template_name: optionalText,
  display_format: optionalText,
  is_primary_device_delivery_only: v.exactOptional(v.boolean()),

  /** A sample of Meta's, which can be neither edited nor deleted. */
  isSample: v.boolean(),
  createdAt: time,
  editedAt: time,
  /** When it was last created, edited, sent or reviewed. Unused for a year, it is archived. */
  usedAt: time,
  /** When the review under way ends. */
  reviewAt: v.nullable(time),
  /** The times of edits while it was approved. */
  edits: v.array(time),
  wasApproved: v.boolean(),
  pauses: v.number(),
  /** Null while it is paused: until it is unpaused by hand. */
  pausedUntil: v.nullable(time),
  categoryChange: v.nullable(v.object({ to: v.string(), at: time })),
  /** The status to which it returns when it is unarchived. */
  archivedFrom: v.nullable(status),
  /** When an archived template or one with undelivered messages is deleted. */
  deleteAt: v.nullable(time),
});

export type StoredTemplate = v.InferOutput<typeof storedTemplate>;

/** What a business defines of a template. */
export type TemplateDefinition = Pick<
  StoredTemplate,
  'name' | 'language' | 'category' | 'parameter_format' | 'components'
> &
  Partial<
    Pick<
      StoredTemplate,
      | 'sub_category'
      | 'message_send_ttl_seconds'
      | 'cta_url_link_tracking_opted_out'
      | 'library_template_name'
      | 'display_format'
      | 'is_primary_device_delivery_only'
    >
  >;

export function newTemplate(id: string, definition: TemplateDefinition, now: number): StoredTemplate {
  return {
    ...definition,
    id,
    status: 'PENDING',
    quality: { score: 'UNKNOWN', date: now },
    rejected_reason: 'NONE',
    isSample: false,
    createdAt: now,
    editedAt: now,
    usedAt: now,
    reviewAt: null,
    edits: [],
    wasApproved: false,
    pauses: 0,
    pausedUntil: null,
    categoryChange: null,
    archivedFrom: null,
    deleteAt: null,
  };
}
