/** What is fixed in a template with products, and what is wrong with it. */
import { html } from 'lit';
import { builderWords as words } from '../../../../../locales/template-builder.ts';
import { type Builder, renderErrors, renderWarnings } from '../builder.ts';

/** `hasHeader`: its problems are beside the header. */
export function renderProductPart(builder: Builder, hasHeader: boolean) {
  const places = ['buttons', 'cards', ...(hasHeader ? [] : ['header'])];
  return html`<fieldset>
    <legend>${words.products}</legend>
    <p class="quiet">${words.productsHint}</p>
    ${places.map((place) => renderErrors(builder, place))} ${renderWarnings(builder, ...places)}
  </fieldset>`;
}
