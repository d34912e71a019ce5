import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Catalog, Product } from '../../../../worker/api/catalog/catalog.ts';
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import { nameLine, withName } from '../../../../worker/whatsapp/sending/agent-name.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import type { ProductShelf } from '../../../client/store/product-shelf.ts';
import { catalogBook, catalogWords as words } from '../../../locales/catalog.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { contentStyles } from '../../content/content-styles.ts';
import { renderContent } from '../../content/message-content.ts';
import '../../products/product-picker.ts';
import type { ProductsPick } from '../../products/product-picker.ts';
import { productStyles, renderPicture, renderProduct } from '../../products/product-row.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { tabStyles } from '../../ui/controls/tab-styles.ts';
import '../../ui/controls/tabs.ts';
import { customElement } from '../../ui/custom-element.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import type { FormDraft } from '../drafts/composer-draft.ts';
import { formStyles } from '../forms/compose-form-styles.ts';
import { productFormStyles } from './product-form-styles.ts';
import {
  contentOf,
  emptyForm,
  type Filled,
  idsIn,
  kindOf,
  maxSections,
  type ProductKind,
  problemsIn,
  productFields,
  productKinds,
  productsOf,
  roomIn,
  titleOf,
} from './product-message.ts';

/** The agent sends products. */
export class ProductsSend extends Event {
  constructor(readonly content: Content) {
    super('products-send', { bubbles: true, composed: true });
  }
}

/** The values so far. */
export class ProductsChange extends Event {
  constructor(readonly draft: FormDraft) {
    super('products-change', { bubbles: true, composed: true });
  }
}

const longestBody = 1_024;

/** The form of a message with products, with a preview that is rendered like the message itself. */
@customElement('agent-console-product-form')
export class ProductForm extends WordedElement {
  @property({ attribute: false }) shelf: ProductShelf | null = null;
  /** The agent's name if customers see it before the text, else null. */
  @property({ attribute: false }) shownName: string | null = null;
  /** Values from the draft. */
  @property({ attribute: false }) draft: FormDraft | null = null;
  @state() private filled: Filled = emptyForm;
  /** Null until it is known. */
  @state() private catalog: Catalog | null = null;
  /** Why there is no catalog. */
  @state() private problem: string | null = null;
  @state() private known: ReadonlyMap<string, Product> = new Map();
  /** The field that products are chosen for. */
  @state() private choosing: string | null = null;
  /** Whether the agent has tried to send it. Until then, empty fields are not marked. */
  @state() private isTried = false;
  protected readonly book = catalogBook;

  static override readonly styles = [
    tokens,
    controlStyles,
    fieldStyles,
    tabStyles,
    skeletonStyles,
    contentStyles,
    formStyles,
    productStyles,
    productFormStyles,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.catalog === null) queueMicrotask(() => void this.#load(false));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated || !changed.has('draft') || !this.draft) return;
    const { values, sections } = this.draft;
    this.filled = { values, sections: sections.length > 0 ? sections : emptyForm.sections };
  }

  async #load(isForced: boolean): Promise<void> {
    const { shelf } = this;
    const failure = await failureOf(async () => {
      this.catalog = (await shelf?.catalog(isForced)) ?? null;
    });
    this.problem = failure?.message ?? null;
    const ids = productKinds.flatMap((kind) =>
      productFields(this.filled, kind).flatMap((field) => idsIn(this.filled, field)),
    );
    if (!failure && ids.length > 0) this.known = (await shelf?.find(ids)) ?? new Map();
  }

  protected override render() {
    if (this.problem !== null) return this.#renderMissing(this.problem);
    if (this.catalog === null) return renderSkeleton(2);
    const content = contentOf(this.filled, this.catalog.id);
    const shown = this.shownName === null ? content : withName(content, this.shownName);
    return html`${this.#renderKinds()}
      <form novalidate @submit=${this.#submit}>
        <div class="fields">
          ${this.#renderFields(kindOf(this.filled))}
          <button class="button main">${strings.send}</button>
        </div>
        <section class="preview" aria-label=${strings.preview}>
          <h3>${strings.preview}</h3>
          ${renderContent(shown, { direction: 'out', media: null, url: null, products: this.shelf })}
        </section>
      </form>
      ${this.choosing === null ? nothing : this.#renderPicker(this.choosing)}`;
  }

  /** What to do about it comes from the Worker, in the reader's language. */
  #renderMissing(problem: string) {
    return html`<div class="missing-catalog">
      <p role="alert">${problem}</p>
      <button type="button" class="button" @click=${() => void this.#load(true)}>${strings.refresh}</button>
    </div>`;
  }

  #renderKinds() {
    const current = kindOf(this.filled);
    return html`<agent-console-tabs class="kinds" role="group" aria-label=${words.kind}>
      ${productKinds.map(
        (kind) => html`<button
          type="button"
          class="tab"
          aria-pressed=${kind === current ? 'true' : 'false'}
          @click=${() => {
            this.isTried = false;
            this.#fill({ kind });
          }}
        >
          ${words.kinds[kind]}
        </button>`,
      )}
    </agent-console-tabs>`;
  }

  #renderFields(kind: ProductKind) {
    const body = this.#renderText('body', kind === 'product' ? words.optionalText : strings.text, {
      max: longestBody - nameLine(this.shownName ?? '').length,
      rows: 3,
    });
    const footer = this.#renderText('footer', strings.footer, { max: 60 });
    switch (kind) {
      case 'product':
        return [this.#renderProducts('product', ''), body, footer];
      case 'list':
        return [
          this.#renderText('header', words.headerText, { max: 60 }),
          body,
          this.#renderSections(),
          footer,
        ];
      case 'cards':
        return [body, this.#renderProducts('cards', '')];
      case 'catalog':
        return [body, this.#renderProducts('thumbnail', words.thumbnail, words.thumbnailHint), footer];
    }
  }

  #renderText(name: string, label: string, options: { max: number; rows?: number }) {
    return renderField({
      ...options,
      name,
      label,
      value: this.filled.values[name] ?? '',
      problem: this.#problemOf(name),
      change: (value) => this.#fill({ [name]: value }),
    });
  }

  #problemOf(name: string): string | null {
    return this.isTried ? (problemsIn(this.filled).get(name) ?? null) : null;
  }

  #renderSections() {
    const { sections } = this.filled;
    return html`${sections.map(
      ({ id }, index) => html`<fieldset>
        <legend>${strings.sectionNumber(index + 1)}</legend>
        ${sections.length > 1 ? this.#renderText(titleOf(id), strings.sectionTitle(index + 1), { max: 24 }) : nothing}
        ${this.#renderProducts(productsOf(id), '')}
        ${
          sections.length > 1
            ? html`<button type="button" class="plain" @click=${() => this.#removeSection(id)}>
                ${strings.removeSection(index + 1)}
              </button>`
            : nothing
        }
      </fieldset>`,
    )}
    ${
      sections.length < maxSections
        ? html`<button type="button" class="plain" @click=${this.#addSection}>${strings.addSection}</button>`
        : nothing
    }`;
  }

  /** The products of a field, each of which can be removed, and the button that adds some. */
  #renderProducts(field: string, label: string, hint?: string) {
    const kind = kindOf(this.filled);
    const isSingle = kind === 'product' || kind === 'catalog';
    const ids = idsIn(this.filled, field);
    const problem = this.#problemOf(field);
    const isFull = !isSingle && roomIn(this.filled, kind) <= 0;
    return html`<div class="choosing">
      ${label === '' ? nothing : html`<span>${label}</span>`}
      ${ids.length > 0 ? html`<ul class="chosen">${ids.map((id) => html`<li>${this.#renderChosen(field, id)}</li>`)}</ul>` : nothing}
      ${
        isFull
          ? nothing
          : html`<button
              type="button"
              class="button"
              data-field=${field}
              aria-describedby=${problem === null && !hint ? nothing : `${field}-hint`}
              @click=${() => {
                this.choosing = field;
              }}
            >
              ${icons.catalog} ${isSingle ? (ids.length === 0 ? words.chooseProduct : words.changeProduct) : words.addProducts}
            </button>`
      }
      ${problem === null ? (hint ? html`<small id="${field}-hint">${hint}</small>` : nothing) : html`<p class="problem" id="${field}-hint" role="alert">${problem}</p>`}
    </div>`;
  }

  #renderChosen(field: string, id: string) {
    const product = this.known.get(id);
    const name = product?.name ?? id;
    const remove = html`<button
      type="button"
      class="icon-button"
      aria-label=${words.remove(name)}
      @click=${() => this.#remove(field, id)}
    >
      ${icons.close}
    </button>`;
    return product
      ? renderProduct(product, this.shelf?.picture(product) ?? null, remove)
      : html`${renderPicture(null)}<bdi class="about">${id}</bdi>${remove}`;
  }

  #renderPicker(field: string) {
    const kind = kindOf(this.filled);
    const isSingle = kind === 'product' || kind === 'catalog';
    const taken = isSingle ? [] : productFields(this.filled, kind).flatMap((one) => idsIn(this.filled, one));
    return html`<agent-console-product-picker
      .shelf=${this.shelf}
      .max=${roomIn(this.filled, kind)}
      .taken=${taken}
      @products-pick=${({ products }: ProductsPick) => {
        const ids = products.map(({ retailerId }) => retailerId);
        this.known = new Map([...this.known, ...products.map((one) => [one.retailerId, one] as const)]);
        this.#fill({ [field]: [...(isSingle ? [] : idsIn(this.filled, field)), ...ids].join('\n') });
        this.#leavePicker(field);
      }}
      @dialog-close=${() => this.#leavePicker(field)}
    ></agent-console-product-picker>`;
  }

  #leavePicker(field: string): void {
    this.choosing = null;
    void this.#focus(`[data-field="${field}"], .main`);
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #remove(field: string, id: string): void {
    this.#fill({
      [field]: idsIn(this.filled, field)
        .filter((one) => one !== id)
        .join('\n'),
    });
    void this.#focus(`[data-field="${field}"]`);
  }

  #addSection = (): void => {
    const { values, sections } = this.filled;
    const id = Math.max(...sections.map((one) => one.id)) + 1;
    this.filled = { values, sections: [...sections, { id, rows: [] }] };
    this.#tell();
    void this.#focus(`[name=${titleOf(id)}]`);
  };

  #removeSection(id: number): void {
    const gone = [titleOf(id), productsOf(id)];
    const { values, sections } = this.filled;
    this.filled = {
      values: Object.fromEntries(Object.entries(values).filter(([name]) => !gone.includes(name))),
      sections: sections.filter((one) => one.id !== id),
    };
    this.#tell();
    void this.#focus('fieldset [data-field]');
  }

  #fill(change: Readonly<Record<string, string>>): void {
    this.filled = { ...this.filled, values: { ...this.filled.values, ...change } };
    this.#tell();
  }

  #tell(): void {
    const { values, sections } = this.filled;
    this.dispatchEvent(new ProductsChange({ values: { ...values }, sections: [...sections], header: null }));
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!this.catalog) return;
    this.isTried = true;
    const isLong = this.renderRoot.querySelector('[aria-invalid="true"]') !== null;
    const [wrong] = problemsIn(this.filled).keys();
    if (isLong || wrong !== undefined) {
      void this.#focus(
        wrong === undefined ? '[aria-invalid="true"]' : `[name="${wrong}"], [data-field="${wrong}"]`,
      );
      return;
    }
    this.dispatchEvent(new ProductsSend(contentOf(this.filled, this.catalog.id)));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-product-form': ProductForm;
  }
}
