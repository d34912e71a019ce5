/** Templates and their refusals by the rules of the stand-in. The product's own checks have no part in it. */
import { GraphApiError } from '../../../../demo/cloud-api/graph/graph-error.ts';
import { checkTemplateRules } from '../../../../demo/cloud-api/templates/rules/check.ts';
import { readComponents } from '../../../../demo/cloud-api/templates/rules/definition.ts';
import type { RuleContext } from '../../../../demo/cloud-api/templates/rules/rule-context.ts';
import { type TemplateSwitches, usualSwitches } from '../../../../demo/cloud-api/templates/switches.ts';

export type Json = Record<string, unknown>;
export interface Given {
  components: Json[];
  category?: string;
  format?: 'POSITIONAL' | 'NAMED';
  language?: string;
  sub_category?: string;
  display_format?: string;
  switches?: Partial<TemplateSwitches>;
  hasCatalog?: boolean;
}

const handles: Readonly<Record<string, string>> = {
  picture: 'image/jpeg',
  film: 'video/mp4',
  paper: 'application/pdf',
};

/** The subcode with which it is refused, or the code if there is none; null: it is accepted. */
export function refusalOf(given: Given): number | null {
  const {
    components,
    category = 'MARKETING',
    format = 'POSITIONAL',
    language = 'en_US',
    switches,
    hasCatalog = true,
  } = given;
  const context: RuleContext = {
    switches: { ...usualSwitches, ...switches },
    handles: { typeOf: (handle) => handles[handle] ?? null },
    hasCatalog,
  };
  try {
    checkTemplateRules(
      {
        ...{ name: 'order_update', language, category, parameter_format: format },
        ...(given.sub_category !== undefined && { sub_category: given.sub_category }),
        ...(given.display_format !== undefined && { display_format: given.display_format }),
        components: readComponents(components),
      },
      context,
    );
    return null;
  } catch (error) {
    if (error instanceof GraphApiError) return error.subcode ?? error.code;
    throw error;
  }
}

export const words = 'Your order has left the kiln and will arrive soon';
export const body = (text: string, example?: unknown) => ({
  type: 'BODY',
  text,
  ...(example !== undefined && { example }),
});
export const samples = (...all: string[]) => ({ body_text: [all] });
export const plain = body(words);
export const header = (text: string, example?: unknown) => ({
  ...{ type: 'HEADER', format: 'TEXT', text },
  ...(example !== undefined && { example }),
});
export const media = (format: string, handle?: string) => ({
  ...{ type: 'HEADER', format },
  ...(handle !== undefined && { example: { header_handle: [handle] } }),
});
export const footer = (text: string) => ({ type: 'FOOTER', text });
export const buttons = (...all: Json[]) => ({ type: 'BUTTONS', buttons: all });
export const reply = (text: string) => ({ type: 'QUICK_REPLY', text });
export const url = (more: Json = {}) => ({
  type: 'URL',
  text: 'Open',
  url: 'https://shop.example/a',
  ...more,
});
export const phone = (number = '+15550783881') => ({
  type: 'PHONE_NUMBER',
  text: 'Call',
  phone_number: number,
});
export const copy = (example: unknown = 'CLAY10') => ({ type: 'COPY_CODE', example });
export const flow = (more: Json = { flow_id: '1' }) => ({ type: 'FLOW', text: 'Book', ...more });
export const one = (component: Json): Given => ({ components: [plain, component] });

export const plainCode = 100;
export const badHeader = 2388047;
export const badBody = 2388072;
export const badFooter = 2388073;
export const tooLong = 2388040;
export const missing = 2388043;
export const sample = 2388273;
export const ratio = 2388293;
export const edge = 2388299;
export const numbering = 2388037;
export const badUrl = 2388052;
export const whatsAppLink = 2388081;
export const badPhone = 192;
