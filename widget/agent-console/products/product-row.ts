/** One product with its picture, as a line or as a card. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Product } from '../../../worker/api/catalog/catalog.ts';
import { catalogWords as words } from '../../locales/catalog.ts';
import { icons } from '../../theme/icons.ts';

/** `address` is that of the picture; `aside` stands at the end of the line. */
export function renderProduct(
  { name, price, availability, obstacle }: Product,
  address: string | null,
  aside: unknown = nothing,
): TemplateResult {
  const notes = [
    price,
    obstacle === null ? null : words.obstacle[obstacle],
    // In stock is what everybody expects.
    availability === 'in stock' ? null : availabilityText(availability),
  ].filter((note) => note !== null);
  return html`${renderPicture(address)}
    <span class="about">
      <span class="name"><bdi>${name}</bdi></span>
      ${notes.length > 0 ? html`<small>${notes.map((note, at) => html`${at > 0 ? ' · ' : nothing}<bdi>${note}</bdi>`)}</small>` : nothing}
    </span>
    ${aside}`;
}

/** The picture is beside its name, so it has no words of its own. */
export function renderPicture(address: string | null): TemplateResult {
  return html`<span class="product-picture"
    >${address === null ? icons.catalog : html`<img src=${address} alt="" loading="lazy" @error=${hide} />`}</span
  >`;
}

function hide({ target }: Event): void {
  if (target instanceof HTMLElement) target.hidden = true;
}

/** In Meta's words if they are new. */
function availabilityText(availability: string | null): string | null {
  if (availability === null) return null;
  return new Map<string, string>(Object.entries(words.availability)).get(availability) ?? availability;
}

export const productStyles = css`
  .product-picture {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    overflow: hidden;
    border-radius: var(--radius-s);
    background: var(--sunken);
    color: var(--quiet);
  }
  .product-picture img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .product-picture img[hidden] {
    display: none;
  }
  .about {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .name {
    font-weight: 500;
  }
`;
