import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Catalog, CatalogSettings, Product } from '../../../../worker/api/catalog/catalog.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import type { ApiFailure } from '../../../client/api/api-failure.ts';
import { changeCatalogSettings, getCatalogSettings } from '../../../client/api/catalog.ts';
import { createMediaTicket } from '../../../client/api/conversations/media-tickets.ts';
import { ProductShelf } from '../../../client/store/product-shelf.ts';
import { catalogWords as words } from '../../../locales/catalog.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { productStyles, renderProduct } from '../../products/product-row.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

interface Shown {
  /** Null: none can be read; the task says why. */
  catalog: Catalog | null;
  /** Null: Meta does not say. */
  settings: CatalogSettings | null;
  products: readonly Product[];
  next: string | null;
}

const managerAddress = 'https://business.facebook.com/latest/whatsapp_manager/';
const commerceAddress = 'https://business.facebook.com/commerce/';
/** Long enough that a name is not searched for letter by letter. */
const pauseMs = 200;

/** The product catalog of a number’s account, and what the number shows of it. For admins. */
@customElement('agent-console-catalog-settings')
export class CatalogSettingsPage extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Why there is no catalog. */
  @state() private missing: string | null = null;
  #shelf: ProductShelf | null = null;
  #ticket: string | null = null;
  #search = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #task = new SettingsTask<Shown>(this, (api) => this.#load(api, false), {
    of: ['profile'],
    textOf: (failure) => this.#textOf(failure),
  });

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    emptyStyles,
    skeletonStyles,
    productStyles,
    css`
      li > .about {
        flex: 1 1 160px;
      }
      li {
        gap: 12px;
        flex-wrap: nowrap;
      }
      li > :first-child {
        flex: none;
      }
      .id {
        flex: none;
        max-inline-size: 35%;
      }
      .links {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        justify-content: center;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    const shown = this.#task.shown;
    return html`<div class="top">
        <h3>${strings.catalog}</h3>
        ${
          shown?.catalog && this.missing === null
            ? html`<button class="button" ?disabled=${this.#task.isBusy} @click=${this.#refresh}>
                ${strings.refresh}
              </button>`
            : nothing
        }
      </div>
      <p class="quiet">${words.hint}</p>
      ${
        this.missing === null
          ? shown?.catalog
            ? this.#renderCatalog(shown, shown.catalog)
            : this.#task.isBusy
              ? renderSkeleton()
              : nothing
          : this.#renderMissing(this.missing)
      }
      ${this.missing === null ? this.#task.renderOutcome() : nothing}`;
  }

  /** What is missing and what to do, which the Worker says. */
  #renderMissing(text: string) {
    return renderEmpty({
      icon: icons.catalog,
      text,
      action: html`<div class="links">
        <button class="button main" ?disabled=${this.#task.isBusy} @click=${this.#refresh}>${strings.refresh}</button>
        <a class="button" href=${managerAddress} target="_blank" rel="noopener">${words.openManager}</a>
      </div>`,
    });
  }

  #renderCatalog(
    { settings, products, next }: Shown,
    { name, productCount, isComplete, fetchedAt }: Catalog,
  ) {
    return html`<section aria-label=${name}>
        <div class="top">
          <h4><bdi>${name}</bdi></h4>
          <a class="button ghost" href=${commerceAddress} target="_blank" rel="noopener">${words.openCommerce}</a>
        </div>
        <p class="quiet">
          ${words.productCount(productCount)} · ${words.readAt(momentText(fetchedAt))}
          ${isComplete ? nothing : html`<br />${words.isPartial(productCount)}`}
        </p>
      </section>
      ${settings ? this.#renderSwitches(settings) : nothing}
      <section aria-label=${strings.catalog}>
        <input
          class="input"
          type="search"
          dir="auto"
          autocomplete="off"
          aria-label=${words.search}
          placeholder=${words.search}
          @input=${this.#typed}
        />
        ${
          products.length === 0
            ? html`<p class="quiet" role="status">${productCount === 0 ? words.noProducts : words.noneFound}</p>`
            : html`<ul aria-label=${strings.catalog}>
                ${products.map((one) => html`<li>${this.#renderProduct(one)}</li>`)}
              </ul>`
        }
        ${
          next === null
            ? nothing
            : html`<div class="end">
                <button class="button" ?disabled=${this.#task.isBusy} @click=${() => this.#find(next)}>
                  ${words.more}
                </button>
              </div>`
        }
      </section>`;
  }

  #renderProduct(product: Product) {
    const id = html`<small class="id"><bdi>${product.retailerId}</bdi></small>`;
    return renderProduct(product, this.#shelf?.picture(product) ?? null, id);
  }

  #renderSwitches({ isVisible, isCartEnabled }: CatalogSettings) {
    return html`<div class="rows">
      ${renderSwitch({
        name: 'isVisible',
        label: words.isVisible,
        hint: words.isVisibleHint,
        isOn: isVisible,
        change: (isOn) => this.#change({ isVisible: isOn }),
      })}
      ${renderSwitch({
        name: 'isCartEnabled',
        label: words.isCartEnabled,
        hint: words.isCartEnabledHint,
        isOn: isCartEnabled,
        change: (isOn) => this.#change({ isCartEnabled: isOn }),
      })}
    </div>`;
  }

  /** What cannot be read has its own place on the page. */
  #textOf({ code, message }: ApiFailure): string {
    if (code.startsWith('catalog_')) this.missing = message;
    return message;
  }

  async #load(api: ApiClient, isForced: boolean): Promise<Shown | null> {
    if (!this.number) return null;
    this.#shelf ??= new ProductShelf(api, this.number.id, () => this.#ticket);
    const [catalog, settings, ticket] = await Promise.all([
      this.#shelf.catalog(isForced),
      getCatalogSettings(api, this.number.id).catch(() => null),
      createMediaTicket(api, this.number.id).catch(() => null),
    ]);
    this.#ticket = ticket?.ticket ?? null;
    const { rows, next } = await this.#shelf.search(this.#search, null);
    this.missing = null;
    return { catalog, settings, products: rows, next };
  }

  #refresh = (): void => {
    void this.#task.show((api) => this.#load(api, true), { done: words.refreshed });
  };

  #typed = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    this.#search = target.value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(null), pauseMs);
  };

  /** `after` continues the list; null begins a new one. */
  #find(after: string | null): void {
    void this.#task.show(async () => {
      const { shown } = this.#task;
      const page = await this.#shelf?.search(this.#search, after);
      if (!shown || !page) return shown;
      const before = after === null ? [] : shown.products;
      return { ...shown, products: [...before, ...page.rows], next: page.next };
    });
  }

  #change(change: Partial<CatalogSettings>): void {
    const { number } = this;
    if (!number) return;
    void this.#task.show(
      async (api) => {
        const settings = await changeCatalogSettings(api, number.id, change);
        return this.#task.shown && { ...this.#task.shown, settings };
      },
      {
        preview: (shown) => ({ ...shown, settings: shown.settings && { ...shown.settings, ...change } }),
        done: strings.saved,
      },
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-catalog-settings': CatalogSettingsPage;
  }
}
