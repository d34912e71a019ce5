import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Contact } from '../../../../worker/api/conversations/conversations.ts';
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import type { Template, TemplateList } from '../../../../worker/api/numbers/numbers.ts';
import { composeTemplate } from '../../../../worker/whatsapp/sending/templates/compose-template.ts';
import { obstacleOf } from '../../../../worker/whatsapp/sending/templates/template.ts';
import {
  fieldsOf,
  idIn,
  type TemplateField,
} from '../../../../worker/whatsapp/sending/templates/template-fields.ts';
import {
  fieldProblem,
  maxTemplateValue,
} from '../../../../worker/whatsapp/sending/templates/template-parameters.ts';
import { previewOf } from '../../../../worker/whatsapp/sending/templates/template-preview.ts';
import type { ProductShelf } from '../../../client/store/product-shelf.ts';
import { strings } from '../../../locales/strings.ts';
import { renderTemplate } from '../../content/cards/template-preview.ts';
import {
  lifetimeText,
  type OptIn,
  optInStyles,
  rateText,
  renderOptIn,
} from '../../content/cards/template-terms.ts';
import { contentStyles } from '../../content/content-styles.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { tokens } from '../../ui/tokens.ts';
import { joinTemplates, type TemplateDraft } from '../drafts/composer-draft.ts';
import { formStyles } from '../forms/compose-form-styles.ts';
import { productFormStyles } from '../products/product-form-styles.ts';
import { HeaderFiles } from './header-files.ts';
import { ProductFields } from './product-fields.ts';
import { renderInputs } from './template-inputs.ts';
import { searchStyles, TemplateSearch } from './template-search.ts';
import { offersFor, valuesFor } from './template-values.ts';

/** The agent sends a template. */
export class TemplateChosen extends Event {
  constructor(readonly content: Content) {
    super('template-chosen', { bubbles: true, composed: true });
  }
}

/** The values so far; null while no template is chosen. */
export class TemplateChange extends Event {
  constructor(readonly draft: TemplateDraft | null) {
    super('template-change', { bubbles: true, composed: true });
  }
}

/** Finds a template, fills it in and previews it. Only templates can be sent while the window is closed. */
@customElement('agent-console-templates')
export class TemplatePicker extends LitElement {
  @property({ attribute: false }) load: (isForced: boolean) => Promise<TemplateList> = async () => {
    throw new Error('Set `load` to load templates');
  };
  /** Uploads a picture or another file for a header, and returns its id. */
  @property({ attribute: false }) upload: (kind: TemplateField['kind'], file: File) => Promise<string> =
    async () => {
      throw new Error('Set `upload` to upload files');
    };
  /** The contact whose details are suggested for the variables. */
  @property({ attribute: false }) contact: Contact | null = null;
  /** What the contact said about marketing messages. */
  @property({ attribute: false }) optIn: OptIn | null = null;
  /** What the button says that takes the template; by default that it is sent. */
  @property() action = '';
  /** Said above the fields. */
  @property() hint = '';
  /** Suggestions for the variables beside the contact's details. */
  @property({ attribute: false }) offers: readonly { value: string; label: string }[] = [];
  /** The products of the number's catalog, for templates with products. */
  @property({ attribute: false }) products: ProductShelf | null = null;
  /** Values from the draft. */
  @property({ attribute: false }) draft: TemplateDraft | null = null;
  @state() private templates: readonly Template[] | null = null;
  @state() chosen: Template | null = null;
  @state() values: Readonly<Record<string, string>> = {};
  @state() private problem: string | null = null;
  /** Whether the agent has tried to send it. Until then, empty fields are not marked. */
  @state() private isTried = false;
  @state() private isBusy = false;
  readonly #search = new TemplateSearch(this);
  readonly #files = new HeaderFiles(this);
  readonly #productFields = new ProductFields(this);

  static override readonly styles = [
    tokens,
    controlStyles,
    contentStyles,
    formStyles,
    optInStyles,
    productFormStyles,
    searchStyles,
    css`
      label {
        display: grid;
        gap: 4px;
        font-weight: 500;
      }
      form {
        max-block-size: 384px;
        /* Room for the focus outline. */
        padding: 4px;
        overflow-y: auto;
      }
      fieldset {
        display: grid;
        gap: 8px;
        margin: 0;
        border: 1px solid var(--line);
        border-radius: 10px;
      }
      /* Stays in view next to the fields while they scroll. */
      .preview {
        position: sticky;
        inset-block-start: 0;
      }
    `,
  ];

  override firstUpdated(): void {
    void this.#fetch(false);
  }

  /** A file may have been uploaded in an earlier composer of the conversation. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('draft') || !this.chosen || !this.draft) return;
    const { name, language } = this.chosen;
    const joined = joinTemplates(
      { name, language, values: this.values, files: this.#files.names },
      this.draft,
    );
    this.values = joined.values;
    this.#files.names = joined.files;
  }

  protected override render() {
    if (this.chosen) return this.#renderForm(this.chosen);
    const refresh = () => void this.#fetch(true);
    return html`${this.#search.renderBox(this.templates ?? [], { isBusy: this.isBusy, refresh })}
      ${this.#renderProblem()}
      ${
        this.templates === null
          ? html`<p role="status">${this.problem === null ? strings.loadingTemplates : nothing}</p>`
          : this.#search.renderFound(this.templates, (one) => this.#choose(one))
      }`;
  }

  #renderProblem() {
    return this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`;
  }

  #renderForm(template: Template) {
    const preview = previewOf(template, this.values);
    const header = (card: number | null) =>
      this.#files.renderPicture(idIn(card, 'header.media')) ??
      this.#productFields.renderHeader(card, this.values);
    return html`<form novalidate @submit=${this.#submit}>
      <div class="fields">
        <div>
          <strong><bdi>${template.name}</bdi></strong>
          <div class="quiet">
            ${[template.language, rateText(template.category), lifetimeText(template)].filter((term) => term !== null).join(' · ')}
          </div>
        </div>
        ${renderOptIn(template, this.optIn)}
        ${this.hint !== '' && fieldsOf(template).some(({ kind }) => kind === 'text') ? html`<p class="quiet">${this.hint}</p>` : nothing}
        ${renderInputs(fieldsOf(template), {
          ...{ values: this.values, files: this.#files.names, products: this.#productFields },
          problemOf: (field) => this.#problemOf(field),
          fill: (id, value) => this.fill(id, value),
          attach: (id, kind, file) => void this.#try(() => this.#files.attach(id, kind, file)),
        })}
        <datalist id="about">
          ${this.contact ? offersFor(this.contact).map((offer) => html`<option value=${offer}></option>`) : nothing}
          ${this.offers.map(({ value, label }) => html`<option value=${value}>${label}</option>`)}
        </datalist>
        ${this.#renderProblem()}
        <button class="primary" ?disabled=${this.isBusy}>${this.action || strings.send}</button>
        <button
          type="button"
          class="plain"
          @click=${() => {
            this.chosen = null;
            this.problem = null;
            this.#tell();
          }}
        >
          ${strings.otherTemplate}
        </button>
      </div>
      <section class="preview" aria-label=${strings.preview}>
        <h3>${strings.preview}</h3>
        ${renderTemplate(preview, header)}
      </section>
    </form>
    ${this.#productFields.renderPicker()}`;
  }

  /** The problem with a field's value; null if there is none, or if it is too early to show it. */
  #problemOf(field: TemplateField): string | null {
    const value = this.values[field.id] ?? '';
    if (field.isOptional && value === '') return null;
    const problem = fieldProblem(field, value) ?? (value.trim() === '' ? 'empty' : null);
    return problem === null || (problem === 'empty' && !this.isTried) ? null : strings.templateValue[problem];
  }

  /** Sets the value of a field. */
  fill(id: string, value: string): void {
    this.values = { ...this.values, [id]: value };
    this.#tell();
  }

  #tell(): void {
    const { chosen, values } = this;
    const files = this.#files.names;
    const draft = chosen && { name: chosen.name, language: chosen.language, values, files };
    this.dispatchEvent(new TemplateChange(draft));
  }

  #choose(template: Template): void {
    const { draft } = this;
    const isBegun = draft?.name === template.name && draft.language === template.language;
    const known = this.contact ? valuesFor(fieldsOf(template), this.contact) : {};
    this.values = isBegun ? { ...draft.values } : known;
    this.#files.begin(isBegun ? { ...draft.files } : {});
    this.chosen = template;
    this.problem = null;
    this.isTried = false;
    this.#tell();
    void this.#productFields.begin(fieldsOf(template));
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!this.chosen) return;
    this.isTried = true;
    const wrong = fieldsOf(this.chosen).find((field) => this.#problemOf(field) !== null);
    if (wrong) {
      const count = fieldsOf(this.chosen).filter(
        ({ id, isOptional }) => !isOptional && !this.values[id]?.trim(),
      ).length;
      this.problem = count > 0 ? strings.stillEmpty(count) : null;
      void this.updateComplete.then(() =>
        this.renderRoot
          .querySelector<HTMLElement>(`[aria-invalid="true"], [data-field="${wrong.id}"]`)
          ?.focus(),
      );
      return;
    }
    if (previewOf(this.chosen, this.values).body.length > maxTemplateValue.body) {
      this.problem = strings.templateTooLong;
      return;
    }
    const message = composeTemplate(this.chosen, this.values);
    if ('content' in message) {
      const shown = previewOf(this.chosen, this.values);
      this.dispatchEvent(new TemplateChosen({ ...message.content, shown }));
    } else this.problem = strings.stillEmpty(message.missing.length);
  }

  /** Leaves out Meta's samples, which every account has. */
  async #fetch(isForced: boolean): Promise<void> {
    await this.#try(async () => {
      const { templates } = await this.load(isForced);
      this.templates = templates
        .filter(({ name }) => !name.startsWith('sample_'))
        .toSorted((a, b) => a.name.localeCompare(b.name));
      const begun = this.templates.find(
        (one) => one.name === this.draft?.name && one.language === this.draft.language,
      );
      if (begun && this.chosen === null && obstacleOf(begun) === null) this.#choose(begun);
    });
  }

  async #try(command: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      await command();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-templates': TemplatePicker;
  }
}
