/** A template as WhatsApp displays it. */
import * as v from 'valibot';
import type { TemplateFace, TemplatePreview } from '../../content/template.ts';
import type { Template, TemplatePart } from './template.ts';
import { idIn, type TemplateValues, variable } from './template-fields.ts';

/** The preview as WhatsApp will display it; empty fields appear as their name. */
export function previewOf({ components }: Template, values: TemplateValues): TemplatePreview {
  return {
    ...previewIn(components, null, values),
    cards: components.flatMap(({ cards }) =>
      cards.map((card, index) => previewIn(card.components, index, values)),
    ),
  };
}

/** The preview with the components of a message that was sent. */
export function sentPreview(chosen: Template, sent: readonly unknown[]): TemplatePreview {
  return previewOf(chosen, Object.fromEntries(sentValues(sent, null)));
}

const string = v.fallback(v.optional(v.string()), undefined);

/** Amounts and times are formatted on the customer's phone; this is the fallback. */
const localized = v.fallback(v.optional(v.object({ fallback_value: v.string() })), undefined);
const sentComponent = v.object({
  type: v.pipe(v.string(), v.toLowerCase()),
  parameters: v.fallback(
    v.array(v.object({ text: string, parameter_name: string, currency: localized, date_time: localized })),
    [],
  ),
  cards: v.fallback(
    v.array(v.object({ card_index: v.number(), components: v.fallback(v.array(v.unknown()), []) })),
    [],
  ),
});

/** The values that were sent, by name or by position from 1. */
function sentValues(sent: readonly unknown[], card: number | null): [id: string, value: string][] {
  return sent.flatMap((one) => {
    const read = v.safeParse(sentComponent, one);
    if (!read.success) return [];
    const { type, parameters, cards } = read.output;
    return [
      ...parameters.map(({ text, parameter_name, currency, date_time }, index): [string, string] => [
        idIn(card, `${type}.${parameter_name ?? index + 1}`),
        text ?? currency?.fallback_value ?? date_time?.fallback_value ?? '',
      ]),
      ...cards.flatMap(({ card_index, components }) => sentValues(components, card_index)),
    ];
  });
}

function previewIn(
  parts: readonly TemplatePart[],
  card: number | null,
  values: TemplateValues,
): TemplateFace {
  const find = (type: string) => parts.find((one) => one.type === type);
  const filled = (place: 'header' | 'body', text: string | undefined) =>
    (text ?? '').replace(variable, (whole, name: string) => values[idIn(card, `${place}.${name}`)] || whole);
  const header = find('HEADER');
  return {
    header: filled('header', header?.text) || null,
    headerFormat: header?.text ? null : (header?.format?.toUpperCase() ?? null),
    body: filled('body', find('BODY')?.text),
    footer: find('FOOTER')?.text ?? null,
    offer: find('LIMITED_TIME_OFFER')?.limited_time_offer?.text ?? null,
    buttons: find('BUTTONS')?.buttons.map(({ text }) => text) ?? [],
  };
}
