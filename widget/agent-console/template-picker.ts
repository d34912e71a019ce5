import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Content, Template, TemplateList } from '../../worker/api.ts';
import {
  composeTemplate,
  fieldsOf,
  obstacleOf,
  previewOf,
  type TemplateField,
} from '../../worker/whatsapp/template.ts';
import { strings } from '../locales/console-en.ts';
import { contentStyles } from './content/content-styles.ts';
import { formStyles } from './form-styles.ts';
import { formattedText } from './formatted-text.ts';
import { tokens } from './styles.ts';

/** A template that is filled in. */
export class TemplateChosen extends Event {
  constructor(readonly content: Content) {
    super('template-chosen', { bubbles: true, composed: true });
  }
}

/** Finds a template, fills it in and shows it as WhatsApp will: the way to write when the window is closed. */
@customElement('agent-console-templates')
export class TemplatePicker extends LitElement {
  @property({ attribute: false }) load: (isForced: boolean) => Promise<TemplateList> = async () => {
    throw new Error('Nobody was told where the templates are');
  };
  /** Uploads a picture or another file for a header, and returns its id. */
  @property({ attribute: false }) upload: (kind: TemplateField['kind'], file: File) => Promise<string> =
    async () => {
      throw new Error('Nobody was told where files go');
    };
  /** The customer's name, offered where a template asks for one. */
  @property({ attribute: false }) customer = '';
  @state() private templates: readonly Template[] | null = null;
  @state() private chosen: Template | null = null;
  @state() private values: Readonly<Record<string, string>> = {};
  @state() private search = '';
  @state() private problem: string | null = null;
  @state() private isBusy = false;

  static override readonly styles = [
    tokens,
    contentStyles,
    formStyles,
    css`
      header {
        display: flex;
        gap: 0.5rem;
        margin-block-end: 0.5rem;
      }
      header input {
        flex: 1;
      }
      .found {
        display: grid;
        gap: 0.3rem;
        max-block-size: 16rem;
        margin: 0;
        padding: 0;
        overflow-y: auto;
        list-style: none;
      }
      .found button {
        inline-size: 100%;
        padding: 0.5rem 0.7rem;
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

  protected override render() {
    if (this.chosen) return this.#renderForm(this.chosen);
    return html`<header>
        <input
          type="search"
          aria-label=${strings.searchTemplates}
          placeholder=${strings.searchTemplates}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) this.search = target.value;
          }}
        />
        <button class="plain" ?disabled=${this.isBusy} @click=${() => void this.#fetch(true)}>${strings.refresh}</button>
      </header>
      ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${
        this.templates === null
          ? html`<p role="status">${this.problem === null ? strings.loadingTemplates : nothing}</p>`
          : this.#renderFound(this.templates)
      }`;
  }

  #renderFound(templates: readonly Template[]) {
    const words = this.search.toLowerCase();
    const found = templates.filter((one) => {
      return `${one.name} ${previewOf(one, {}).body}`.toLowerCase().includes(words);
    });
    if (found.length === 0) return html`<p role="status">${strings.noTemplates}</p>`;
    return html`<ul class="found">
      ${found.map((one) => {
        const obstacle = obstacleOf(one);
        return html`<li>
          <button class="plain" ?disabled=${obstacle !== null} @click=${() => this.#choose(one)}>
            <strong>${one.name}</strong> <span class="quiet">${one.language} · ${one.category.toLowerCase()}</span>
            <small dir="auto">${obstacle ?? previewOf(one, {}).body}</small>
          </button>
        </li>`;
      })}
    </ul>`;
  }

  #renderForm(template: Template) {
    const preview = previewOf(template, this.values);
    return html`<form novalidate @submit=${this.#submit}>
      <div class="fields">
        <strong>${template.name}</strong>
        ${fieldsOf(template).map((field) => this.#renderField(field))}
        ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
        <button class="primary" ?disabled=${this.isBusy}>${strings.send}</button>
        <button
          type="button"
          class="plain"
          @click=${() => {
            this.chosen = null;
            this.problem = null;
          }}
        >
          ${strings.otherTemplate}
        </button>
      </div>
      <section class="preview" aria-label=${strings.preview}>
        <h3>${strings.preview}</h3>
        ${preview.header === null ? nothing : html`<p dir="auto"><strong>${preview.header}</strong></p>`}
        ${formattedText(preview.body)}
        ${preview.footer === null ? nothing : html`<p class="quiet" dir="auto">${preview.footer}</p>`}
        <ul class="choices">${preview.buttons.map((text) => html`<li dir="auto">${text}</li>`)}</ul>
      </section>
    </form>`;
  }

  #renderField({ id, kind, name, example }: TemplateField) {
    const isFile = kind === 'image' || kind === 'video' || kind === 'document';
    const label = isFile ? strings.headerFile(strings[fileNames[kind]]) : strings.templateField(name);
    return html`<label
      >${label}
      ${
        isFile
          ? html`<input type="file" name=${id} @change=${(event: Event) => void this.#attach(id, kind, event)} />`
          : html`<input
              name=${id}
              dir="auto"
              placeholder=${example ?? nothing}
              .value=${this.values[id] ?? ''}
              @input=${({ target }: Event) => {
                if (target instanceof HTMLInputElement) this.values = { ...this.values, [id]: target.value };
              }}
            />`
      }
    </label>`;
  }

  #choose(template: Template): void {
    const [first = ''] = this.customer.split(/\s+/);
    const names = fieldsOf(template).filter(({ name }) => /name/i.test(name));
    this.values = Object.fromEntries(names.map(({ id }) => [id, first]));
    this.chosen = template;
    this.problem = null;
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!this.chosen) return;
    const message = composeTemplate(this.chosen, this.values);
    if ('content' in message) this.dispatchEvent(new TemplateChosen(message.content));
    else this.problem = strings.stillEmpty(message.missing.length);
  }

  async #attach(id: string, kind: TemplateField['kind'], { target }: Event): Promise<void> {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (!file) return;
    await this.#try(async () => {
      const uploaded = await this.upload(kind, file);
      this.values = { ...this.values, [id]: uploaded };
    });
  }

  async #fetch(isForced: boolean): Promise<void> {
    await this.#try(async () => {
      const { templates } = await this.load(isForced);
      this.templates = templates.toSorted((a, b) => a.name.localeCompare(b.name));
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

const fileNames = { image: 'photo', video: 'video', document: 'document' } as const;

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-templates': TemplatePicker;
  }
}
