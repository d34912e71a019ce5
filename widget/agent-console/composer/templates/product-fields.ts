import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { Catalog, Product } from '../../../../worker/api/catalog/catalog.ts';
import { maxProducts } from '../../../../worker/whatsapp/sending/limits.ts';
import {
  idIn,
  type TemplateField,
  type TemplateValues,
} from '../../../../worker/whatsapp/sending/templates/template-fields.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import type { ProductShelf } from '../../../client/store/product-shelf.ts';
import { catalogBook, catalogWords as words } from '../../../locales/catalog.ts';
import { speakAlso } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { renderProducts } from '../../content/cards/product-names.ts';
import type { ProductsPick } from '../../products/product-picker.ts';

export interface ProductFieldsHost extends ReactiveControllerHost {
  readonly products: ProductShelf | null;
  fill(id: string, value: string): void;
}

const kinds: readonly TemplateField['kind'][] = ['product', 'products', 'thumbnail', 'catalog'];

/** The fields of a template that name products: they are chosen from the catalog where it can be read, else typed. */
export class ProductFields {
  #host: ProductFieldsHost;
  #catalog: Catalog | null = null;
  /** The field that products are chosen for. */
  #choosing: TemplateField | null = null;

  constructor(host: ProductFieldsHost) {
    this.#host = host;
  }

  /** Whether this field needs no input of its own. */
  isChosen({ kind }: TemplateField): boolean {
    return this.#catalog !== null && kinds.includes(kind);
  }

  /** Fills in the catalog of the fields that name one. */
  async begin(fields: readonly TemplateField[]): Promise<void> {
    this.#choosing = null;
    const { products } = this.#host;
    if (!products || !fields.some(({ kind }) => kinds.includes(kind))) return;
    // Without a catalog, the ids can be typed.
    await failureOf(async () => {
      const [catalog] = await Promise.all([
        products.catalog(false),
        speakAlso(catalogBook),
        import('../../products/product-picker.ts'),
      ]);
      this.#catalog = catalog;
    });
    if (!this.#catalog) return;
    for (const { id, kind } of fields) if (kind === 'catalog') this.#host.fill(id, this.#catalog.id);
    this.#host.requestUpdate();
  }

  render(field: TemplateField, value: string, problem: string | null): unknown {
    if (field.kind === 'catalog') return nothing;
    const ids = idsIn(value);
    const action =
      ids.length === 0
        ? field.kind === 'products'
          ? words.chooseProducts
          : words.chooseProduct
        : words.changeProduct;
    return html`<div class="choosing">
      <span>${labelOf(field)}</span>
      ${ids.length > 0 ? this.#renderNamed(ids) : nothing}
      <button
        type="button"
        class="button"
        data-field=${field.id}
        aria-describedby=${problem === null ? nothing : `problem-${field.id}`}
        @click=${() => {
          this.#choosing = field;
          this.#host.requestUpdate();
        }}
      >
        ${icons.catalog} ${action}
      </button>
      ${problem === null ? nothing : html`<p class="problem" id="problem-${field.id}">${problem}</p>`}
    </div>`;
  }

  /** The product of a header, or of a card's, in the preview; null if none is chosen. */
  renderHeader(card: number | null, values: TemplateValues): unknown {
    const ids = idsIn(values[idIn(card, 'header.product')] ?? '');
    return ids.length === 0 ? null : this.#renderNamed(ids, true);
  }

  renderPicker(): unknown {
    const field = this.#choosing;
    if (!field) return nothing;
    return html`<agent-console-product-picker
      .shelf=${this.#host.products}
      .max=${field.kind === 'products' ? maxProducts : 1}
      @products-pick=${({ products }: ProductsPick) => this.#pick(field, products)}
      @dialog-close=${() => this.#leave()}
    ></agent-console-product-picker>`;
  }

  #renderNamed(ids: readonly string[], cards = false): unknown {
    const items = ids.map((retailerId) => ({ retailerId }));
    return renderProducts(
      this.#host.products,
      { items, catalogId: undefined, cards },
      html`<p class="quiet"><bdi>${ids.join(', ')}</bdi></p>`,
    );
  }

  #pick({ id }: TemplateField, products: readonly Product[]): void {
    this.#host.fill(id, products.map(({ retailerId }) => retailerId).join('\n'));
    this.#leave();
  }

  #leave(): void {
    this.#choosing = null;
    this.#host.requestUpdate();
  }
}

function labelOf({ kind }: TemplateField): string {
  if (kind === 'products') return strings.compose.products;
  return kind === 'thumbnail' ? words.thumbnail : words.kinds.product;
}

/** Typed ids are separated by spaces or lines. */
function idsIn(value: string): readonly string[] {
  return value.split(/\s+/).filter((id) => id !== '');
}
