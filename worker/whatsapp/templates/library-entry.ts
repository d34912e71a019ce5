/**
 * An entry of Meta's library, whose text Meta has written and reviewed. Sources: Meta's OpenAPI description v23.0, and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-library.
 */
import * as v from 'valibot';
import { fixedTexts } from './button-rules.ts';
import { templateCategories } from './definition.ts';
import { maxFooter } from './text-rules.ts';

const upper = v.pipe(v.string(), v.toUpperCase());
const text = v.fallback(v.string(), '');
const texts = v.fallback(v.array(v.string()), []);

export const libraryTemplate = v.object({
  id: v.union([v.string(), v.pipe(v.number(), v.toString())]),
  name: v.string(),
  language: v.string(),
  category: v.pipe(upper, v.picklist(templateCategories)),
  /** Such as ORDER_MANAGEMENT; empty if Meta gives none. */
  topic: text,
  usecase: text,
  industry: texts,
  header: text,
  body: text,
  /** Meta's examples. */
  body_params: texts,
  /** What a value has to look like when it is sent: ADDRESS, TEXT, AMOUNT, DATE, PHONE NUMBER, EMAIL or NUMBER. */
  body_param_types: texts,
  footer: text,
  buttons: v.fallback(v.array(v.object({ type: upper, text, url: v.fallback(v.string(), '') })), []),
});
export type LibraryTemplate = v.InferOutput<typeof libraryTemplate>;

/** Why Meta refuses to create a template from its own entry. */
export const libraryObstacle = v.picklist(['variable_at_edge', 'footer_too_long', 'needs_payments']);
export type LibraryObstacle = v.InferOutput<typeof libraryObstacle>;

/**
 * Null if nothing is known to be in the way. An audit of 182 entries found 27 that cannot be created: most of them begin
 * or end with a variable, which Meta refuses, and eight need payments, which only some countries have.
 */
export function obstacleIn({ body, footer, buttons }: LibraryTemplate): LibraryObstacle | null {
  if (/^\W*\{\{|\}\}\W*$/.test(body)) return 'variable_at_edge';
  if (footer.length > maxFooter) return 'footer_too_long';
  return buttons.some(({ type }) => type === 'ORDER_DETAILS') ? 'needs_payments' : null;
}

/** The buttons whose target the business gives. */
export const openKinds = ['URL', 'PHONE_NUMBER'] as const;

export function openButtons({ buttons }: LibraryTemplate): { kind: 'URL' | 'PHONE_NUMBER'; text: string }[] {
  return buttons.flatMap(({ type, text: label }) => {
    const kind = openKinds.find((one) => one === type);
    return kind ? [{ kind, text: label }] : [];
  });
}

/** An entry as a template in Meta's list has it, to be shown. */
export function asListed({ header, body, body_params, footer, buttons, ...entry }: LibraryTemplate) {
  const { id, name, language, category } = entry;
  return {
    ...{ id, name, language, category, status: 'APPROVED' },
    components: [
      ...(header === '' ? [] : [{ type: 'HEADER', format: 'TEXT', text: header }]),
      { type: 'BODY', text: body, example: { body_text: [body_params] } },
      ...(footer === '' ? [] : [{ type: 'FOOTER', text: footer }]),
      ...(buttons.length === 0
        ? []
        : [
            {
              type: 'BUTTONS',
              buttons: buttons.map(({ type, text: label }) => ({
                type,
                text: label || fixedTexts[type] || '',
              })),
            },
          ]),
    ],
  };
}
