import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Contact } from '../../../../worker/api/conversations/conversations.ts';
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import type { Template, TemplateList } from '../../../../worker/api/numbers/numbers.ts';
import { composeTemplate } from '../../../../worker/whatsapp/sending/templates/compose-template.ts';
import { obstacleOf } from '../../../../worker/whatsapp/sending/templates/template.ts';
import {
  fieldsOf,
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
  categoryName,
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
import { insertText } from '../text/insert-text.ts';
import { ProductFields } from './product-fields.ts';
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
  /** The products of the number's catalog, for templates with products. */
  @property({ attribute: false }) products: ProductShelf | null = null;
  /** Values from the draft. */
  @property({ attribute: false }) draft: TemplateDraft | null = null;
  /** Names of the files that were uploaded for headers, by the field's id. */
  @state() private files: Readonly<Record<string, string>> = {};
  @state() private templates: readonly Template[] | null = null;
  @state() private chosen: Template | null = null;
  @state() private values: Readonly<Record<string, string>> = {};
  /** Object URLs of header pictures, by the field's id. */
  @state() private pictures: Readonly<Record<string, string>> = {};
  @state() private search = '';
  @state() private language = '';
  @state() private category = '';
  @state() private problem: string | null = null;
  /** Whether the agent has tried to send it. Until then, empty fields are not marked. */
  @state() private isTried = false;
  @state() private isBusy = false;
  readonly #productFields = new ProductFields(this);

  static override readonly styles = [
    tokens,
    controlStyles,
    contentStyles,
    formStyles,
    optInStyles,
    productFormStyles,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-block-end: 8px;
      }
      header > input.input {
        flex: 1 1 160px;
        inline-size: auto;
      }
      header > select.input {
        inline-size: auto;
      }
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
      .found {
        display: grid;
        gap: 4px;
        max-block-size: 256px;
        margin: 0;
        padding: 0;
        overflow-y: auto;
        list-style: none;
      }
      .found button {
        inline-size: 100%;
        padding: 8px 12px;
        text-align: start;
      }
      .found small {
        display: block;
      }
    `,
  ];

  override firstUpdated(): void {
    void this.#fetch(false);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const url of Object.values(this.pictures)) URL.revokeObjectURL(url);
  }

  /** A file may have been uploaded in an earlier composer of the conversation. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('draft') || !this.chosen || !this.draft) return;
    const { name, language } = this.chosen;
    const joined = joinTemplates({ name, language, values: this.values, files: this.files }, this.draft);
    this.values = joined.values;
    this.files = joined.files;
  }

  protected override render() {
    if (this.chosen) return this.#renderForm(this.chosen);
    return html`<header>
        <input
          class="input"
          type="search"
          aria-label=${strings.searchTemplates}
          placeholder=${strings.searchTemplates}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) this.search = target.value;
          }}
        />
        ${this.#renderFilter('language', strings.anyLanguage)} ${this.#renderFilter('category', strings.anyCategory)}
        <button class="plain" ?disabled=${this.isBusy} @click=${() => void this.#fetch(true)}>${strings.refresh}</button>
      </header>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${
        this.templates === null
          ? html`<p role="status">${this.problem === null ? strings.loadingTemplates : nothing}</p>`
          : this.#renderFound(this.templates)
      }`;
  }

  /** Only if there is more than one value. */
  #renderFilter(by: 'language' | 'category', all: string) {
    const values = [...new Set(this.templates?.map((one) => one[by]))].sort();
    if (values.length < 2) return nothing;
    return html`<select
      class="input"
      aria-label=${all}
      @change=${({ target }: Event) => {
        if (target instanceof HTMLSelectElement) this[by] = target.value;
      }}
    >
      <option value="">${all}</option>
      ${values.map((value) => html`<option value=${value}>${by === 'category' ? categoryName(value) : value}</option>`)}
    </select>`;
  }

  #renderFound(templates: readonly Template[]) {
    const words = this.search.toLowerCase();
    const found = templates.filter((one) => {
      if (![one.language, ''].includes(this.language) || ![one.category, ''].includes(this.category))
        return false;
      return `${one.name} ${previewOf(one, {}).body}`.toLowerCase().includes(words);
    });
    if (found.length === 0) return html`<p role="status">${strings.noTemplates}</p>`;
    return html`<ul class="found">
      ${found.map((one) => {
        const obstacle = obstacleOf(one);
        return html`<li>
          <button class="plain" ?disabled=${obstacle !== null} @click=${() => this.#choose(one)}>
            <strong><bdi>${one.name}</bdi></strong> <bdi class="quiet">${one.language} · ${rateText(one.category)}</bdi>
            <small><bdi>${obstacle === null ? previewOf(one, {}).body : strings.obstacle[obstacle]}</bdi></small>
          </button>
        </li>`;
      })}
    </ul>`;
  }

  #renderForm(template: Template) {
    const preview = previewOf(template, this.values);
    const fields = fieldsOf(template);
    // A file's name appears beside the file, although it is optional.
    const isAside = ({ isOptional, kind }: TemplateField) => isOptional && kind !== 'filename';
    const needed = fields.filter((field) => !isAside(field));
    const optional = fields.filter(isAside);
    return html`<form novalidate @submit=${this.#submit}>
      <div class="fields">
        <div>
          <strong><bdi>${template.name}</bdi></strong>
          <div class="quiet">
            ${[template.language, rateText(template.category), lifetimeText(template)].filter((term) => term !== null).join(' · ')}
          </div>
        </div>
        ${renderOptIn(template, this.optIn)}
        ${this.#renderFields(needed)} ${optional.length > 0 ? this.#renderOptional(optional) : nothing}
        <datalist id="about">
          ${this.contact ? offersFor(this.contact).map((offer) => html`<option value=${offer}></option>`) : nothing}
        </datalist>
        ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
        <button class="primary" ?disabled=${this.isBusy}>${strings.send}</button>
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
        ${renderTemplate(preview, (card) => this.#renderPicture(card === null ? 'header.media' : `card.${card}.header.media`) ?? this.#productFields.renderHeader(card, this.values))}
      </section>
    </form>
    ${this.#productFields.renderPicker()}`;
  }

  #renderOptional(fields: readonly TemplateField[]) {
    return html`<details><summary>${strings.optionalParts}</summary>${this.#renderFields(fields)}</details>`;
  }

  /** Each card of a carousel has its own group. */
  #renderFields(fields: readonly TemplateField[]) {
    const cards = [...new Set(fields.map(({ card }) => card))];
    return cards.map((card) => {
      const inside = fields.filter((field) => field.card === card).map((field) => this.#renderField(field));
      return card === null
        ? inside
        : html`<fieldset><legend>${strings.cardNumber(card + 1)}</legend>${inside}</fieldset>`;
    });
  }

  #renderField(field: TemplateField) {
    const { id, kind, name, example } = field;
    const problem = this.#problemOf(field);
    if (this.#productFields.isChosen(field))
      return this.#productFields.render(field, this.values[id] ?? '', problem);
    switch (kind) {
      case 'image':
      case 'video':
      case 'document':
        return html`<label
            >${strings.headerFile(strings[fileNames[kind]])}
            <input type="file" name=${id} @change=${(event: Event) => void this.#attach(id, kind, event)} />
            ${this.files[id] === undefined ? nothing : html`<small><bdi>${this.files[id]}</bdi></small>`}
          </label>
          <label
            >${strings.orLink}
            <input
              class="input"
              type="url"
              dir="ltr"
              name=${`${id}.link`}
              placeholder="https://"
              @input=${({ target }: Event) => {
                if (target instanceof HTMLInputElement) this.fill(id, target.value);
              }}
            />
          </label>`;
      case 'products':
        return html`<label
          >${strings.templatePart.products}
          <textarea
            class="input"
            name=${id}
            rows="3"
            @input=${({ target }: Event) => {
              if (target instanceof HTMLTextAreaElement) this.fill(id, target.value);
            }}
          ></textarea>
        </label>`;
      case 'offer_end':
        return html`<label
          >${strings.templatePart.offer_end}
          <input
            class="input"
            type="datetime-local"
            name=${id}
            @input=${({ target }: Event) => {
              if (!(target instanceof HTMLInputElement)) return;
              const at = new Date(target.value).getTime();
              this.fill(id, Number.isNaN(at) ? '' : String(at));
            }}
          />
        </label>`;
      default:
        return html`<label
          >${kind === 'text' ? strings.templateField(name) : partName(kind, name)}
          <input
            class="input"
            name=${id}
            aria-invalid=${problem === null ? 'false' : 'true'}
            aria-describedby=${problem === null ? nothing : `problem-${id}`}
            @paste=${this.#pasted}
            dir="auto"
            list=${kind === 'text' ? 'about' : nothing}
            inputmode=${kind === 'latitude' || kind === 'longitude' ? 'decimal' : 'text'}
            placeholder=${example ?? nothing}
            .value=${this.values[id] ?? ''}
            @input=${({ target }: Event) => {
              if (target instanceof HTMLInputElement) this.fill(id, target.value);
            }}
          />
        </label>
        ${problem === null ? nothing : html`<p class="problem" id="problem-${id}">${problem}</p>`}`;
    }
  }

  /** The problem with a field's value; null if there is none, or if it is too early to show it. */
  #problemOf(field: TemplateField): string | null {
    const value = this.values[field.id] ?? '';
    if (field.isOptional && value === '') return null;
    const problem = fieldProblem(field, value) ?? (value.trim() === '' ? 'empty' : null);
    return problem === null || (problem === 'empty' && !this.isTried) ? null : strings.templateValue[problem];
  }

  /** A one-line field would join the lines of a pasted text without spaces. */
  #pasted(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\r\n\t]/.test(text) || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    insertText(event.target, text.trim().replace(/\s*[\r\n\t]\s*/g, ' '));
  }

  /** A link is not fetched for the preview, because it leads to another server. */
  #renderPicture(id: string) {
    const isLink = /^https?:/.test(this.values[id] ?? '');
    const picture = isLink ? undefined : this.pictures[id];
    return picture === undefined ? null : html`<img class="header" src=${picture} alt=${strings.photo} />`;
  }

  /** Sets the value of a field. */
  fill(id: string, value: string): void {
    this.values = { ...this.values, [id]: value };
    this.#tell();
  }

  #tell(): void {
    const { chosen, values, files } = this;
    const draft = chosen && { name: chosen.name, language: chosen.language, values, files };
    this.dispatchEvent(new TemplateChange(draft));
  }

  #choose(template: Template): void {
    const { draft } = this;
    const isBegun = draft?.name === template.name && draft.language === template.language;
    const known = this.contact ? valuesFor(fieldsOf(template), this.contact) : {};
    this.values = isBegun ? { ...draft.values } : known;
    this.files = isBegun ? { ...draft.files } : {};
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

  async #attach(id: string, kind: TemplateField['kind'], { target }: Event): Promise<void> {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (!file) return;
    const { chosen } = this;
    await this.#try(async () => {
      const uploaded = await this.upload(kind, file);
      if (this.chosen !== chosen) return;
      if (kind === 'document') this.#nameFile(id, file.name);
      this.files = { ...this.files, [id]: file.name };
      this.fill(id, uploaded);
      if (kind === 'image') this.pictures = { ...this.pictures, [id]: URL.createObjectURL(file) };
    });
  }

  /** Fills in the document's name, unless the agent has typed one. */
  #nameFile(id: string, name: string): void {
    const nameId = id.replace(/media$/, 'filename');
    const written = this.values[nameId] ?? '';
    if (written === '' || written === this.files[id]) this.fill(nameId, name);
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

const buttonKinds: readonly string[] = ['url_suffix', 'coupon_code', 'payload', 'flow_token', 'flow_data'];

/** The label of a field, with the button that it belongs to. */
function partName(kind: keyof typeof strings.templatePart, name: string): string {
  const isOfButton = buttonKinds.includes(kind);
  return isOfButton ? `${strings.templatePart[kind]} \u2068“${name}”\u2069` : strings.templatePart[kind];
}

const fileNames = { image: 'photo', video: 'video', document: 'document' } as const;

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-templates': TemplatePicker;
  }
}
