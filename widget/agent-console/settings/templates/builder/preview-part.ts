/** The phone beside the form. */
import { nothing } from 'lit';
import { readTemplate } from '../../../../../worker/whatsapp/sending/templates/template.ts';
import { componentOf, type TemplateDefinition } from '../../../../../worker/whatsapp/templates/definition.ts';
import { renderPhone } from '../template-phone.ts';

/** `pictures` are the addresses of example files, by their handles. */
export function renderPreview(definition: TemplateDefinition, pictures: ReadonlyMap<string, string>) {
  const template = readTemplate({ ...definition, id: 'preview', status: 'PENDING' });
  if (!template) return nothing;
  const cards = componentOf(definition.components, 'CAROUSEL')?.cards ?? [];
  return renderPhone(template, (card) => {
    const parts = card === null ? definition.components : (cards[card]?.components ?? []);
    return pictures.get(componentOf(parts, 'HEADER')?.example?.header_handle?.[0] ?? '') ?? null;
  });
}
