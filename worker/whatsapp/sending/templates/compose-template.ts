/** The message of a template whose fields are filled in. */
import type { OutboundContent } from '../outbound-content.ts';
import { flowData } from './flow-data.ts';
import type { Template, TemplateButton, TemplatePart } from './template.ts';
import { fieldsOf, idIn, placeKinds, type TemplateValues, variablesIn } from './template-fields.ts';

/** The message, or the ids of the fields that are still empty. */
export function composeTemplate(
  chosen: Template,
  values: TemplateValues,
): { content: Extract<OutboundContent, { type: 'template' }> } | { missing: string[] } {
  const missing = fieldsOf(chosen)
    .filter(({ id, isOptional }) => !isOptional && !values[id]?.trim())
    .map(({ id }) => id);
  if (missing.length > 0) return { missing };
  const isNamed = chosen.parameter_format === 'NAMED';
  const components = chosen.components.flatMap((one) =>
    one.type === 'CAROUSEL'
      ? {
          type: 'carousel',
          cards: one.cards.map((card, index) => ({
            card_index: index,
            components: card.components.flatMap((inner) => sentParts(inner, index, { values, isNamed })),
          })),
        }
      : sentParts(one, null, { values, isNamed }),
  );
  return {
    content: {
      type: 'template',
      template: {
        name: chosen.name,
        language: { code: chosen.language },
        ...(components.length > 0 && { components }),
      },
    },
  };
}

interface Filled {
  values: TemplateValues;
  isNamed: boolean;
}

type SentPart = Record<string, unknown> & { type: string };

function sentParts(one: TemplatePart, card: number | null, { values, isNamed }: Filled): SentPart[] {
  const value = (id: string) => values[idIn(card, id)]?.trim() ?? '';
  const texts = (place: 'header' | 'body') =>
    variablesIn(one.text ?? '').map((name) => ({
      type: 'text',
      text: value(`${place}.${name}`),
      ...(isNamed && { parameter_name: name }),
    }));
  const component = (type: string, parameters: object[]): SentPart[] =>
    parameters.length > 0 ? [{ type, parameters }] : [];
  switch (one.type) {
    case 'HEADER':
      return component('header', headerParameters(one, value) ?? texts('header'));
    case 'BODY':
      return component('body', texts('body'));
    case 'LIMITED_TIME_OFFER':
      return one.limited_time_offer?.has_expiration
        ? component('limited_time_offer', [
            {
              type: 'limited_time_offer',
              limited_time_offer: { expiration_time_ms: Number(value('offer.end')) },
            },
          ])
        : [];
    case 'BUTTONS':
      return one.buttons.flatMap((each, index) => {
        const parameter =
          each.type === 'FLOW'
            ? flowParameter(value(`button.${index}.token`), value(`button.${index}.data`))
            : buttonParameter(each, value(`button.${index}`), card, value('body.1'));
        return parameter
          ? [{ type: 'button', sub_type: parameter.of, index: String(index), parameters: [parameter.is] }]
          : [];
      });
    default:
      return [];
  }
}

function headerParameters({ format }: TemplatePart, value: (id: string) => string): object[] | null {
  switch (format) {
    case 'IMAGE':
    case 'VIDEO':
    case 'DOCUMENT': {
      const [kind, media] = [format.toLowerCase(), value('header.media')];
      const filename = format === 'DOCUMENT' ? value('header.filename') : '';
      const source = /^https?:\/\//.test(media) ? { link: media } : { id: media };
      return [{ type: kind, [kind]: { ...source, ...(filename !== '' && { filename }) } }];
    }
    case 'LOCATION': {
      const [latitude, longitude, name, address] = placeKinds.map((kind) => value(`header.${kind}`));
      return [{ type: 'location', location: { latitude, longitude, name, address } }];
    }
    case 'PRODUCT':
      return [
        {
          type: 'product',
          product: { product_retailer_id: value('header.product'), catalog_id: value('header.catalog') },
        },
      ];
    default:
      return null;
  }
}

/** A Flow without a token gets Meta's default. */
function flowParameter(token: string, data: string): { of: string; is: object } {
  const given = flowData(data);
  const action = { flow_token: token || 'unused', ...(given && { flow_action_data: given }) };
  return { of: 'flow', is: { type: 'action', action } };
}

function buttonParameter(
  { type, text, url }: TemplateButton,
  value: string,
  card: number | null,
  code: string,
): { of: string; is: object } | null {
  switch (type) {
    case 'URL':
      return url?.includes('{{') ? { of: 'url', is: { type: 'text', text: value } } : null;
    case 'OTP':
      return { of: 'url', is: { type: 'text', text: code } };
    case 'COPY_CODE':
      return { of: 'copy_code', is: { type: 'coupon_code', coupon_code: value } };
    case 'QUICK_REPLY':
      // All cards of a carousel have the same buttons, so the reply has to identify the card.
      if (card !== null)
        return { of: 'quick_reply', is: { type: 'payload', payload: `${card + 1}: ${text}` } };
      return value === '' ? null : { of: 'quick_reply', is: { type: 'payload', payload: value } };
    case 'CATALOG':
      return value === ''
        ? null
        : { of: 'catalog', is: { type: 'action', action: { thumbnail_product_retailer_id: value } } };
    case 'MPM': {
      const ids = value.split(/\s+/);
      const sections = [{ title: text, product_items: ids.map((id) => ({ product_retailer_id: id })) }];
      return {
        of: 'mpm',
        is: { type: 'action', action: { thumbnail_product_retailer_id: ids[0], sections } },
      };
    }
    default:
      return null;
  }
}
