import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Product } from '../../../worker/api/catalog/catalog.ts';
import type { ProductShelf } from '../../client/store/product-shelf.ts';
import { catalogBook } from '../../locales/catalog.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { tokens } from '../ui/tokens.ts';
import { WordedElement } from '../ui/worded-element.ts';
import { productStyles, renderPicture, renderProduct } from './product-row.ts';

/** A product that a message names. */
export interface NamedProduct {
  retailerId: string;
  /** How many were ordered. */
  quantity?: number;
  /** What they cost together. */
  amount?: string;
}

/**
 * The products of a message, with names and pictures. What is slotted is shown until they are found, and instead of them
 * where the catalog has none of them.
 */
@customElement('agent-console-product-rows')
export class ProductRows extends WordedElement {
  @property({ attribute: false }) shelf: ProductShelf | null = null;
  @property({ attribute: false }) items: readonly NamedProduct[] = [];
  /** Meta's id of the catalog that they are from; undefined: the one that is connected. */
  @property({ attribute: false }) catalogId: string | undefined = undefined;
  /** Pictures above the names, side by side. */
  @property({ type: Boolean, reflect: true }) cards = false;
  @state() private found: ReadonlyMap<string, Product> = new Map();
  protected readonly book = catalogBook;
  #sought = '';

  static override readonly styles = [
    tokens,
    productStyles,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: 8px;
        margin: 4px 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        gap: 8px;
        align-items: center;
        min-inline-size: min(208px, 60cqi);
      }
      small,
      .unknown {
        color: var(--quiet);
      }
      .amount {
        flex: none;
        font-variant-numeric: tabular-nums;
      }
      :host([cards]) ul {
        display: flex;
      }
      div {
        overflow-x: auto;
      }
      :host([cards]) li {
        display: grid;
        flex: 0 0 auto;
        gap: 4px;
        align-content: start;
        inline-size: min(208px, 60cqi);
        min-inline-size: 0;
      }
      :host([cards]) li + li,
      :host([cards]) li:has(+ li) {
        inline-size: 144px;
      }
      :host([cards]) .product-picture {
        inline-size: 100%;
        block-size: auto;
        aspect-ratio: 4 / 3;
        border-radius: 10px;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('items') && !changed.has('shelf') && !changed.has('catalogId')) return;
    const sought = JSON.stringify([
      this.shelf?.inbox,
      this.catalogId,
      this.items.map(({ retailerId }) => retailerId),
    ]);
    if (sought === this.#sought) return;
    this.#sought = sought;
    void this.#find(sought);
  }

  async #find(sought: string): Promise<void> {
    const ids = this.items.map(({ retailerId }) => retailerId);
    const found = (await this.shelf?.find(ids, this.catalogId)) ?? new Map();
    if (sought === this.#sought) this.found = found;
  }

  protected override render() {
    if (this.found.size === 0) return html`<slot></slot>`;
    const list = html`<ul>
      ${this.items.map((item) => html`<li>${this.#renderItem(item)}</li>`)}
    </ul>`;
    // Cards that do not fit are scrolled to, also by keyboard.
    return this.cards && this.items.length > 1
      ? html`<div role="group" tabindex="0" aria-label=${strings.products(this.items.length)}>${list}</div>`
      : list;
  }

  #renderItem({ retailerId, quantity, amount }: NamedProduct) {
    const product = this.found.get(retailerId);
    const times = quantity === undefined ? nothing : html`<span>${quantity} ×</span>`;
    const aside = amount === undefined ? nothing : html`<span class="amount">${amount}</span>`;
    if (!product)
      return html`${times} ${renderPicture(null)} <bdi class="about unknown">${retailerId}</bdi> ${aside}`;
    // What was ordered has the price that the customer saw.
    const shown = amount === undefined ? product : { ...product, price: null, availability: null };
    return html`${times} ${renderProduct(shown, this.shelf?.picture(product) ?? null, aside)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-product-rows': ProductRows;
  }
}
