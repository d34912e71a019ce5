import { html, nothing } from 'lit';
import type { TemplatePreview } from '../../worker/whatsapp/template.ts';
import { strings } from '../locales/strings.ts';
import { formattedText } from './formatted-text.ts';

/** A template as the customer will see it; `picture` is the address of the one that was chosen for its head. */
export function renderPreview(preview: TemplatePreview, picture: string | null) {
  const { body, footer, offer, buttons } = preview;
  return html`${picture === null ? renderHeader(preview) : html`<img class="picture" src=${picture} alt=${strings.photo} />`}
    ${offer === null ? nothing : html`<p dir="auto">⏱ ${offer}</p>`} ${formattedText(body)}
    ${footer === null ? nothing : html`<p class="quiet" dir="auto">${footer}</p>`}
    <ul class="choices">${buttons.map((text) => html`<li dir="auto">${text}</li>`)}</ul>`;
}

function renderHeader({ header, headerFormat }: TemplatePreview) {
  if (header !== null) return html`<p dir="auto"><strong>${header}</strong></p>`;
  return headerFormat === null ? nothing : html`<p class="unseen">${formatName(headerFormat)}</p>`;
}

function formatName(format: string): string {
  switch (format) {
    case 'IMAGE':
      return strings.photo;
    case 'VIDEO':
      return strings.video;
    case 'DOCUMENT':
      return strings.document;
    case 'LOCATION':
      return strings.location;
    case 'PRODUCT':
      return strings.products(1);
    default:
      return format.toLowerCase();
  }
}
