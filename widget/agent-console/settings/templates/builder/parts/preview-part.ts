/** The phone beside the form. */
import { nothing } from 'lit';
import { readTemplate } from '../../../../../../worker/whatsapp/sending/templates/template.ts';
import type { TemplateDefinition } from '../../../../../../worker/whatsapp/templates/definition.ts';
import type { SamplePictures } from '../../sample-pictures.ts';
import { renderPhone } from '../../template-phone.ts';

export function renderPreview(definition: TemplateDefinition, pictures: SamplePictures) {
  const template = readTemplate({ ...definition, id: 'preview', status: 'PENDING' });
  return template ? renderPhone(template, (card) => pictures.pictureOf(definition, card)) : nothing;
}
