import { html, nothing } from 'lit';
import type { TemplateFace, TemplatePreview } from '../../../../worker/whatsapp/content/template.ts';
import { strings } from '../../../locales/strings.ts';
import { formattedText } from '../formatted-text.ts';

/**
 * A template as the customer sees it. `headerOf` draws what was chosen for its head, or for a card's, where it can be
 * seen here.
 */
export function renderTemplate(
  { cards, ...whole }: TemplatePreview,
  headerOf: (card: number | null) => unknown,
) {
  return html`${renderFace(whole, headerOf(null))}
    ${
      cards.length === 0
        ? nothing
        : html`<div class="cards" role="group" tabindex="0" aria-label=${strings.cards(cards.length)}>
            ${cards.map((card, index) => html`<div>${renderFace(card, headerOf(index))}</div>`)}
          </div>`
    }`;
}

function renderFace(face: TemplateFace, chosen: unknown) {
  const { body, footer, offer, buttons } = face;
  return html`${chosen ?? renderHeader(face)}
    ${offer === null ? nothing : html`<p dir="auto">⏱ ${offer}</p>`} ${formattedText(body)}
    ${footer === null ? nothing : html`<p class="quiet" dir="auto">${footer}</p>`}
    ${buttons.length === 0 ? nothing : html`<ul class="choices">${buttons.map((text) => html`<li dir="auto">${text}</li>`)}</ul>`}`;
}

function renderHeader({ header, headerFormat }: TemplateFace) {
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
