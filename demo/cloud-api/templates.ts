import type { Content } from '../../worker/whatsapp/content.ts';
import { GraphRefusal } from './graph-error.ts';

/** The templates that the demo's business has approved: how many parameters their body takes. */
const approved: Record<string, { language: string; parameters: number }> = {
  hello_world: { language: 'en_US', parameters: 0 },
  order_update: { language: 'en_US', parameters: 2 },
};

type Template = Extract<Content, { type: 'template' }>['template'];

/** Refuses a template that does not exist in this language, and one with too few or too many parameters. */
export function checkTemplate({ name, language, components = [] }: Template): void {
  const template = approved[name];
  if (template?.language !== language.code) {
    throw new GraphRefusal(132001, `Template name (${name}) does not exist in ${language.code}.`);
  }
  const body = components.find(({ type }) => type.toLowerCase() === 'body');
  const given = Array.isArray(body?.parameters) ? body.parameters.length : 0;
  if (given !== template.parameters) {
    throw new GraphRefusal(
      132000,
      `body: number of localizable_params (${given}) does not match the expected number of params (${template.parameters})`,
    );
  }
}
