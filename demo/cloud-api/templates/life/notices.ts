/**
 * Webhooks about templates. Ids are numbers here. The format of the values:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference
 */
import { bodyOf, componentOf } from '../components.ts';
import type { StoredTemplate } from '../template.ts';

export interface TemplateNotice {
  field: string;
  value: Record<string, unknown>;
}

export interface StatusDetails {
  reason?: string;
  /** Only of a template that will be disabled or is. */
  disabledAt?: number;
  other?: { title: string; description: string };
  rejection?: { reason: string; recommendation: string };
}

export function statusNotice(
  template: StoredTemplate,
  event: string,
  { reason = 'NONE', disabledAt, other, rejection }: StatusDetails = {},
): TemplateNotice {
  return {
    field: 'message_template_status_update',
    value: {
      event,
      ...idsOf(template),
      message_template_category: template.category,
      reason: event === 'REJECTED' || event === 'APPROVED' ? reason : null,
      ...(disabledAt !== undefined && { disable_info: { disable_date: Math.floor(disabledAt / 1000) } }),
      ...(other && { other_info: other }),
      ...(rejection && { rejection_info: rejection }),
    },
  };
}

export function qualityNotice(template: StoredTemplate, previous: string): TemplateNotice {
  return {
    field: 'message_template_quality_update',
    value: {
      previous_quality_score: previous,
      new_quality_score: template.quality.score,
      ...idsOf(template),
    },
  };
}

/** A change that comes: `new_category` is still the current one. */
export function comingCategoryNotice(template: StoredTemplate, to: string, at: number): TemplateNotice {
  return {
    field: 'template_category_update',
    value: {
      ...idsOf(template),
      new_category: template.category,
      correct_category: to,
      category_update_timestamp: Math.floor(at / 1000),
    },
  };
}

export function categoryNotice(template: StoredTemplate, previous: string): TemplateNotice {
  return {
    field: 'template_category_update',
    value: { ...idsOf(template), previous_category: previous, new_category: template.category },
  };
}

export function componentsNotice(template: StoredTemplate): TemplateNotice {
  const { components } = template;
  const title = componentOf(components, 'HEADER')?.text;
  const footer = componentOf(components, 'FOOTER')?.text;
  const buttons = componentOf(components, 'BUTTONS')?.buttons;
  return {
    field: 'message_template_components_update',
    value: {
      ...idsOf(template),
      ...(title !== undefined && { message_template_title: title }),
      message_template_element: bodyOf(components),
      ...(footer !== undefined && { message_template_footer: footer }),
      ...(buttons && {
        message_template_buttons: buttons.map(({ type, text, url, phone_number: phone }) => ({
          message_template_button_type: type,
          ...(text !== undefined && { message_template_button_text: text }),
          ...(url !== undefined && { message_template_button_url: url }),
          ...(phone !== undefined && { message_template_button_phone_number: phone }),
        })),
      }),
    },
  };
}

function idsOf({ id, name, language }: StoredTemplate): Record<string, unknown> {
  return {
    message_template_id: Number(id),
    message_template_name: name,
    message_template_language: language,
  };
}
