import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Product } from '../../../worker/api/catalog/catalog.ts';
import type { Page } from '../../../worker/api/values.ts';
import { failureOf } from '../../client/api/api-failure.ts';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import type { ProductShelf } from '../../client/store/product-shelf.ts';
import { catalogBook, catalogWords as words } from '../../locales/catalog.ts';
import { strings } from '../../locales/strings.ts';
import { controlStyles } from '../ui/controls/control-styles.ts';
import { customElement } from '../ui/custom-element.ts';
import { renderSkeleton, skeletonStyles } from '../ui/feedback/skeleton.ts';
import '../ui/overlays/dialog.ts';
import { tokens } from '../ui/tokens.ts';
import { WordedElement } from '../ui/worded-element.ts';
import { productStyles, renderProduct } from './product-row.ts';

/** The agent has chosen these products, in this order. */
export class ProductsPick extends Event {
  constructor(readonly products: readonly Product[]) {
    super('products-pick', { bubbles: true, composed: true });
  }
}

/** Long enough that a name is not searched for letter by letter. */
const pauseMs = 200;

/** A dialog that finds products of the catalog by name or id. Remove it on `products-pick` and `dialog-close`. */
@customElement('agent-console-product-picker')
export class ProductPicker extends WordedElement {
  @property({ attribute: false }) shelf: ProductShelf | null = null;
  /** How many can be chosen. With one, choosing it closes the dialog. */
  @property({ attribute: false }) max = 1;
  /** Ids of products that are chosen already and are not offered again. */
  @property({ attribute: false }) taken: readonly string[] = [];
  @state() private found: readonly Product[] | null = null;
  @state() private next: string | null = null;
  @state() private chosen: readonly Product[] = [];
  @state() private problem: string | null = null;
  protected readonly book = catalogBook;
  #text = '';
  /** What the products that are shown were searched for. */
  #foundText = '';
  /** The search whose answer is shown; the answer to an earlier one is dropped. */
  #latest = 0;
  #isContinuing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override readonly styles = [
    tokens,
    controlStyles,
    skeletonStyles,
    productStyles,
    css`
      agent-console-dialog {
        --dialog: 560px;
      }
      .choices {
        display: grid;
        gap: 12px;
        block-size: min(480px, 60dvh);
        grid-template-rows: auto minmax(0, 1fr);
      }
      .found {
        overflow-y: auto;
      }
      ul {
        display: grid;
        gap: 4px;
        margin: 0;
        padding: 4px;
        list-style: none;
      }
      .choice {
        display: flex;
        gap: 12px;
        align-items: center;
        box-sizing: border-box;
        inline-size: 100%;
        min-block-size: 56px;
        padding: 8px 12px;
        border: 1px solid transparent;
        border-radius: var(--radius-m);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      .choice:hover:not(:has(:disabled), :disabled) {
        background: var(--hover);
      }
      .choice:has(:checked) {
        background: var(--ours);
      }
      .choice:has(:disabled),
      .choice:disabled {
        color: var(--quiet);
        cursor: default;
      }
      small {
        color: var(--quiet);
        font-size: 13px;
      }
      .id {
        flex: none;
        max-inline-size: 35%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .end {
        display: grid;
        gap: 8px;
        justify-items: center;
        padding: 8px;
      }
      p {
        margin: 0;
      }
      .quiet {
        color: var(--quiet);
      }
      .problem {
        color: var(--alarm);
      }
      .count {
        align-self: center;
        margin-inline-end: auto;
        color: var(--quiet);
        font-size: 13px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#search();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    return html`<agent-console-dialog
      heading=${this.#isSingle ? words.chooseProduct : words.chooseProducts}
      ?saves-at-once=${this.chosen.length === 0}
    >
      <div class="choices">
        <input
          class="input"
          type="search"
          dir="auto"
          autocomplete="off"
          autofocus
          aria-label=${words.search}
          placeholder=${words.search}
          @input=${this.#typed}
          @keydown=${this.#pressed}
        />
        <div class="found">
          ${this.found === null && this.problem !== null ? nothing : this.#renderFound()} ${this.#renderProblem()}
        </div>
      </div>
      ${
        this.#isSingle
          ? nothing
          : html`<span slot="actions" class="count" role="status">${words.chosen(this.chosen.length, this.max)}</span>
            <button
              slot="actions"
              class="button main"
              ?disabled=${this.chosen.length === 0}
              @click=${() => this.dispatchEvent(new ProductsPick(this.chosen))}
            >
              ${words.add(this.chosen.length)}
            </button>`
      }
    </agent-console-dialog>`;
  }

  get #isSingle(): boolean {
    return this.max === 1;
  }

  #renderFound() {
    if (this.found === null) return renderSkeleton();
    if (this.found.length === 0) return html`<p class="quiet" role="status">${words.noneFound}</p>`;
    return html`<ul aria-label=${words.chooseProducts}>
        ${this.found.map((one) => html`<li>${this.#renderChoice(one)}</li>`)}
      </ul>
      ${
        this.next === null || this.problem !== null
          ? nothing
          : html`<div class="end">
              <button class="button" @click=${() => void this.#continue()}>${words.more}</button>
            </div>`
      }`;
  }

  #renderProblem() {
    if (this.problem === null) return nothing;
    return html`<div class="end">
      <p class="problem" role="alert">${this.problem}</p>
      <button class="button" @click=${() => void (this.found === null ? this.#search() : this.#continue())}>
        ${strings.refresh}
      </button>
    </div>`;
  }

  #renderChoice(product: Product) {
    const { retailerId, obstacle } = product;
    const isTaken = this.taken.includes(retailerId);
    const isChosen = this.chosen.some((one) => one.retailerId === retailerId);
    const isFull = !isChosen && this.chosen.length >= this.max;
    const isDisabled = isTaken || obstacle !== null || (isFull && !this.#isSingle);
    const inside = renderProduct(
      product,
      this.shelf?.picture(product) ?? null,
      html`<small class="id"><bdi>${retailerId}</bdi></small>`,
    );
    if (this.#isSingle)
      return html`<button
        class="choice"
        ?disabled=${isDisabled}
        @click=${() => this.dispatchEvent(new ProductsPick([product]))}
      >
        ${inside}
      </button>`;
    return html`<label class="choice"
      ><input
        type="checkbox"
        .checked=${isChosen || isTaken}
        ?disabled=${isDisabled}
        @change=${() => this.#toggle(product)}
      />${inside}</label
    >`;
  }

  #toggle(product: Product): void {
    const others = this.chosen.filter(({ retailerId }) => retailerId !== product.retailerId);
    this.chosen = others.length < this.chosen.length ? others : [...this.chosen, product];
  }

  #typed = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    this.#text = target.value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(), pauseMs);
  };

  /** Enter goes from the search to the first product that was found. */
  #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isOfInputMethod(event)) return;
    event.preventDefault();
    this.renderRoot
      .querySelector<HTMLElement>('button.choice:not(:disabled), .choice input:not(:disabled)')
      ?.focus();
  };

  async #search(): Promise<void> {
    const text = this.#text;
    const page = await this.#ask(text, null);
    if (page === null) return;
    this.#foundText = text;
    this.found = page.rows;
    this.next = page.next;
  }

  /** Adds the next products, and goes to the first of them. */
  async #continue(): Promise<void> {
    const { found, next } = this;
    if (this.#isContinuing || found === null || next === null) return;
    this.#isContinuing = true;
    const page = await this.#ask(this.#foundText, next);
    this.#isContinuing = false;
    if (page === null) return;
    this.found = [...found, ...page.rows];
    this.next = page.next;
    await this.updateComplete;
    const choices = [...this.renderRoot.querySelectorAll<HTMLElement>('button.choice, .choice input')];
    choices
      .slice(found.length)
      .find((one) => !one.matches(':disabled'))
      ?.focus();
  }

  /** Null if it failed, or if another search has begun meanwhile. */
  async #ask(text: string, after: string | null): Promise<Page<Product> | null> {
    this.#latest += 1;
    const search = this.#latest;
    let page: Page<Product> | null = null;
    const failure = await failureOf(async () => {
      page = (await this.shelf?.search(text, after)) ?? null;
    });
    if (search !== this.#latest) return null;
    this.problem = failure?.message ?? null;
    // The products of another search would look like the answer.
    if (failure && after === null) this.found = null;
    return page;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-product-picker': ProductPicker;
  }
  interface HTMLElementEventMap {
    'products-pick': ProductsPick;
  }
}
