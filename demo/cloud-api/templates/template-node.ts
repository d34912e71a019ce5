/** A template as Graph shows it: the fields, and the components as Meta reads them back. */
import type { Component } from './components.ts';
import { listedCodeBody, listedCodeButton, listedCodeFooter } from './previews.ts';
import type { StoredTemplate } from './template.ts';
import { parameterError } from './template-error.ts';

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-account/message-template-api */
const fields = [
  ...[
    'id',
    'name',
    'language',
    'status',
    'category',
    'sub_category',
    'previous_category',
    'correct_category',
  ],
  ...['components', 'parameter_format', 'quality_score', 'rejected_reason', 'message_send_ttl_seconds'],
  ...['cta_url_link_tracking_opted_out', 'library_template_name', 'last_updated_time', 'source'],
  ...['health_status', 'display_format', 'is_primary_device_delivery_only', 'disable_ios_autofill'],
];
const usualFields = [
  'name',
  'parameter_format',
  'components',
  'language',
  'status',
  'category',
  'sub_category',
];

/** The addresses of samples, which expire. */
export type SampleAddress = (handle: string) => string;

export function readFields(asked: string | null): readonly string[] {
  const names = asked === null || asked === '' ? usualFields : asked.split(',');
  const unknown = names.find((field) => !fields.includes(field));
  if (unknown !== undefined)
    throw parameterError(
      `Tried accessing nonexisting field (${unknown}) on node type (WhatsAppMessageTemplate)`,
    );
  return [...names, 'id'];
}

export function nodeOf(
  template: StoredTemplate,
  names: readonly string[],
  sampleAddress: SampleAddress,
): Record<string, unknown> {
  const { quality, editedAt, status, cta_url_link_tracking_opted_out: isOptedOut = false } = template;
  const all: Record<string, unknown> = {
    id: template.id,
    name: template.name,
    language: template.language,
    status,
    category: template.category,
    sub_category: template.sub_category,
    previous_category: template.previous_category,
    correct_category: template.correct_category ?? template.category,
    components: listedComponents(template, sampleAddress),
    parameter_format: template.parameter_format,
    quality_score: { score: quality.score, date: Math.floor(quality.date / 1000) },
    rejected_reason: template.rejected_reason,
    message_send_ttl_seconds: template.message_send_ttl_seconds,
    cta_url_link_tracking_opted_out: isOptedOut,
    library_template_name: template.library_template_name,
    last_updated_time: new Date(editedAt).toISOString().replace(/\.\d+Z$/, '+0000'),
    source: 'manual',
    health_status: { can_send_message: status === 'APPROVED' ? 'AVAILABLE' : 'BLOCKED' },
    display_format: template.display_format,
    is_primary_device_delivery_only: template.is_primary_device_delivery_only,
  };
  return Object.fromEntries(
    Object.entries(all).filter(([name, value]) => names.includes(name) && value !== undefined),
  );
}

export function listedComponents(template: StoredTemplate, sampleAddress: SampleAddress): Component[] {
  return template.components.map((one) => listed(one, template, sampleAddress));
}

function listed(one: Component, template: StoredTemplate, sampleAddress: SampleAddress): Component {
  const { category, language } = template;
  if (category === 'AUTHENTICATION' && one.type === 'BODY' && one.text === undefined)
    return listedCodeBody(one, language);
  if (category === 'AUTHENTICATION' && one.type === 'FOOTER') return listedCodeFooter(one, language);
  const handle = [one.example?.header_handle ?? []].flat()[0];
  return {
    ...one,
    ...(handle !== undefined && { example: { ...one.example, header_handle: [sampleAddress(handle)] } }),
    ...(one.buttons && {
      buttons: one.buttons.map((button) => {
        if (button.type === 'OTP') return listedCodeButton(button, language);
        return button.type === 'COPY_CODE' ? { text: 'Copy offer code', ...button } : button;
      }),
    }),
    ...(one.cards && {
      cards: one.cards.map(({ components }) => ({
        components: components.map((inner) => listed(inner, template, sampleAddress)),
      })),
    }),
  };
}
